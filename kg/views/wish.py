"""How a picture is wanted, and the part of a graph that it then shows."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from kg.errors import NotFound
from kg.graph import Graph
from kg.graphs.network import ALL, Scope, papers_in
from kg.views.data import KINDS, NO_TABLE, Block, Content, Layout, Picture, Table
from kg.views.gathering import papers_with, part, whole
from kg.views.layout import Kept


class Wish(NamedTuple):
    """What holds for every kind of picture."""

    scope: Scope = ALL  # of the papers
    kinds: frozenset[str] = frozenset()  # keys of KINDS that are drawn; all when empty
    most: int = 1_500  # nodes with which a page opens
    theme: str = ""  # light, dark, or as the system has it
    earlier: Kept | None = None  # the places of a page that is known already


def everything(store: Graph, scope: Scope = ALL) -> Content:
    """The papers in a scope and all that they lead to."""
    return whole(store) if scope == ALL else part(store, papers_with(store, papers_in(store, scope)))


def within(store: Graph, content: Content, scope: Scope, keep: Collection[str] = ()) -> Content:
    """A content without the papers outside of a scope, and without what only they led to; `keep` stays."""
    if scope == ALL:
        return content
    outside = {i for i, thing in content.things.items() if thing.kind == "paper"} - papers_in(store, scope)
    outside -= set(keep)
    edges = [edge for edge in content.edges if edge.start not in outside and edge.end not in outside]
    linked = {iri for edge in edges for iri in (edge.start, edge.end)} | set(keep)
    papers = {iri for iri, thing in content.things.items() if thing.kind == "paper"} - outside
    return only(content, linked | papers)


def only(content: Content, iris: Collection[str]) -> Content:
    """A content with some of its things."""
    things = {iri: thing for iri, thing in content.things.items() if iri in iris}
    edges = [edge for edge in content.edges if edge.start in things and edge.end in things]
    facts = {iri: those for iri, those in content.facts.items() if iri in things}
    used = {passage for those in facts.values() for fact in those for passage in fact.passages}
    passages = {iri: passage for iri, passage in content.passages.items() if iri in used}
    return Content(things, edges, facts, passages, content.sources, content.broader, content.names)


def picture(
    kind: str,
    label: str,
    content: Content,
    layout: Layout,
    wish: Wish,
    *,
    paths: Sequence[Sequence[str]] = (),
    table: Table = NO_TABLE,
    title: str = "",
    thing: str = "",
    text: Sequence[Block] = (),
) -> Picture:
    """A picture with what is wanted of it.

    Raises:
        NotFound: when nothing is left to draw.
    """
    if wish.kinds:
        content = only(
            content, [iri for iri, thing in content.things.items() if wish.kinds & {thing.kind, *thing.also}]
        )
    if not content.things:
        named = f" of the kinds {', '.join(sorted(wish.kinds))}" if wish.kinds else ""
        raise NotFound(f"there is nothing to draw{named}", hint="drop --types, --topic, --venue or --document")
    places = {iri: layout.places[iri] for iri in content.things}
    layout = Layout(places, layout.regions, layout.legend)
    return Picture(title or label, kind, label, content, layout, paths, table, wish.theme, wish.most, thing, text)


def counted(counts: Mapping[str, int]) -> str:
    """Counts by kind in words.

    >>> counted({"paper": 1, "topic": 2})
    '1 paper, 2 topics'
    """
    return ", ".join(f"{count:,} {KINDS[kind][count != 1]}" for kind, count in counts.items() if count)
