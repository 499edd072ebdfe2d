"""A thing in the middle of what is related to it, one region for each way of being related."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kg.errors import KgError
from kg.graph import Graph
from kg.graphs.links import RELATIONS, Link, Nodes
from kg.views.data import KINDS, Picture
from kg.views.gathering import part
from kg.views.layout import grouped
from kg.views.wish import Wish, picture, within

_LEGEND = {
    "size": "how many papers here name a thing",
    "place": "a region for each way of being related to the thing in the middle; what is further away lies beside what "
    "it is related to",
}
_AROUND = 40  # neighbours of a neighbour that are drawn; all are of what the picture is of


def draw(store: Graph, iri: str, wish: Wish, depth: int = 1) -> Picture:
    """The neighbourhood of a thing.

    Args:
        store: a graph.
        iri: of the thing.
        wish: how the picture is wanted.
        depth: how many steps from the thing are drawn. From what joins very many no step leads on.

    Raises:
        KgError: when it is of a kind that is not drawn.
        NotFound: when nothing is left to draw.
    """
    nodes = Nodes(store)
    if nodes[iri].kind not in KINDS:
        raise KgError(f"{nodes[iri].label!r} is not drawn", hint=f"name a {', '.join(list(KINDS)[:-1])} or document")
    near = _by_words(nodes, iri)
    wanted = {iri, *(other for others in near.values() for other in others)}
    content = within(store, part(store, _reached(nodes, wanted, iri, depth)), wish.scope, {iri})
    layout = grouped(content, list(near.items()), _LEGEND, iri)
    return picture("thing", nodes[iri].label, content, layout, wish, thing=iri)


def _by_words(nodes: Nodes, iri: str) -> dict[str, list[str]]:
    """The way in which things are related to one, in words → these, those ways first that tell most."""
    found: defaultdict[tuple[float, str], list[str]] = defaultdict(list)
    for link in _links(nodes, iri):
        found[RELATIONS[link.relation].length, link.words].append(link.other)
    return {words: list(dict.fromkeys(found[key])) for key in sorted(found) for words in [key[1]]}


def _links(nodes: Nodes, iri: str) -> Iterable[Link]:
    links = (*nodes[iri].outgoing, *nodes[iri].incoming)
    return (link for link in links if nodes[link.other].kind in KINDS)


def _reached(nodes: Nodes, wanted: set[str], start: str, depth: int) -> set[str]:
    """What some steps lead to; `wanted` is what the first of them did."""
    edge = wanted - {start}
    for _ in range(depth - 1):
        edge = {other for iri in sorted(edge) for other in _beyond(nodes, iri)} - wanted
        wanted = wanted | edge
    return wanted


def _beyond(nodes: Nodes, iri: str) -> list[str]:
    """The neighbours of a neighbour, those first that tell most; of a hub none."""
    if nodes[iri].gathers or nodes[iri].is_hub:
        return []
    links = sorted(_links(nodes, iri), key=lambda link: (RELATIONS[link.relation].length, link))
    return list(dict.fromkeys(link.other for link in links))[:_AROUND]
