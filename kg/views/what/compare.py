"""Two things side by side: what only one has to its left and right, what both have between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pyoxigraph as ox

from kg.graph import Graph
from kg.graphs.compare import Comparison, Value, compare
from kg.graphs.links import RELATIONS, Nodes
from kg.views.data import KINDS, Picture, Table
from kg.views.gathering import part
from kg.views.layout import Cells, in_columns
from kg.views.wish import Wish, picture, within

_LEGEND = {
    "size": "how many papers here name a thing",
    "place": "left what only the first has, right what only the second has, between them what both have",
}
_MOST = 150  # values of a property that are drawn for each of the three
_WORDS = {"papers": "papers", "year": "year"}


def draw(store: Graph, one: str, other: str, wish: Wish) -> Picture:
    """Two things of one kind, with what their facts and their papers have.

    Raises:
        KgError: when they are one thing, or of kinds that have nothing to compare.
        NotFound: when nothing is left to draw.
    """
    nodes = Nodes(store)
    found = compare(nodes, one, other)
    both, ours, theirs = (_drawn(nodes, found, side) for side in range(3))
    labels = nodes[one].label, nodes[other].label
    content = within(store, part(store, {one, other, *both, *ours, *theirs}), wish.scope, {one, other})
    names = (labels[0], f"only {labels[0]}", "both", f"only {labels[1]}", labels[1])
    layout = in_columns(content, _columns(names, ([one], ours, both, theirs, [other])), _LEGEND)
    table = Table(("property", "value", *labels), list(_rows(nodes, found)))
    return picture("compare", " and ".join(labels), content, layout, wish, table=table)


def _columns(names: Sequence[str], sides: Sequence[Sequence[str]]) -> list[list[tuple[str, Cells]]]:
    """A column for each side, a thing in the first that has it; the two things themselves in theirs."""
    seen = {*sides[0], *sides[-1]}
    found: list[list[tuple[str, Cells]]] = []
    for name, side in zip(names, sides, strict=True):
        members = [iri for iri in side if iri not in seen or side in (sides[0], sides[-1])]
        seen |= set(members)
        found.append([(name, [("", members)])])
    return found


def _drawn(nodes: Nodes, found: Comparison, side: int) -> list[str]:
    """The things that both have, only the first, or only the second."""
    values = (value for aspect in (*found.facts, *found.counts) for value in aspect.columns[side][:_MOST])
    iris = dict.fromkeys(value.value.value for value in values if isinstance(value.value, ox.NamedNode))
    return [iri for iri in iris if nodes[iri].kind in KINDS]


def _rows(nodes: Nodes, found: Comparison) -> Iterator[Sequence[str]]:
    for aspect in (*found.facts, *found.counts):
        for value in aspect.values:
            yield _name(aspect.name), _called(nodes, value), str(value.ours), str(value.theirs)


def _called(nodes: Nodes, value: Value) -> str:
    return nodes[value.value.value].label if isinstance(value.value, ox.NamedNode) else value.value.value


def _name(aspect: str) -> str:
    plain = aspect.removeprefix("← ")
    if plain not in RELATIONS:
        return _WORDS.get(aspect, aspect)
    return RELATIONS[plain].forward if plain == aspect else RELATIONS[plain].backward
