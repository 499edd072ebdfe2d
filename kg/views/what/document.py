"""A document: its papers in the order in which it lists them, and its passages with the facts that rest on them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import sqrt

from kg import finding
from kg.graph import Graph
from kg.selection import select
from kg.views.data import Content, Fact, Picture, Table
from kg.views.gathering import whole
from kg.views.layout import in_rows
from kg.views.text import blocks
from kg.views.wish import Wish, picture, within

_LEGEND = {
    "size": "how many papers of the document name a thing",
    "place": "papers in the order of the document, from left to right and from the top down; beside each what is said "
    "of it",
}
_WIDE = 1.6  # how many times as many papers stand in a row as there are rows
_STEP = (90.0, 90.0)


def draw(store: Graph, iri: str, wish: Wish) -> Picture:
    """What one document says.

    Raises:
        NotFound: when nothing is left to draw.
    """
    label = finding.label(store, iri)
    content = within(store, whole(select(store, [iri])), wish.scope, {iri})
    papers = _in_order(content)
    wide = max(1, round(_WIDE * sqrt(len(papers))))
    rows = [papers[at : at + wide] for at in range(0, len(papers), wide)]
    layout = in_rows(content, rows, _LEGEND, _STEP)
    table = Table(("line", "words", "of", "says"), list(_passages(content)))
    return picture("document", label, content, layout, wish, table=table, text=blocks(content, iri))


def _in_order(content: Content) -> list[str]:
    """The papers, by their first passage."""
    first = {iri: min((_start(content, fact) for fact in facts), default=0) for iri, facts in content.facts.items()}
    papers = [iri for iri, thing in content.things.items() if thing.kind == "paper"]
    return sorted(papers, key=lambda iri: (first.get(iri, 0), iri))


def _start(content: Content, fact: Fact) -> int:
    starts = [content.passages[each].start for each in fact.passages if each in content.passages]
    return min(starts, default=1 << 60)


def _passages(content: Content) -> Iterator[Sequence[str]]:
    """Line, words, thing and fact of every passage, in the order of the document."""
    said = sorted(
        (content.passages[each].start, content.things[iri].label, _says(content, fact), each)
        for iri, facts in content.facts.items() for fact in facts for each in fact.passages if each in content.passages
    )  # fmt: skip
    for _, label, says, each in said:
        passage = content.passages[each]
        yield str(passage.line), passage.quote, label, says


def _says(content: Content, fact: Fact) -> str:
    things: Mapping[str, object] = content.things
    return f"{fact.words} {content.things[fact.other].label if fact.other in things else fact.value}".strip()
