"""Topics that stand at the same papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg import sparql
from kg.errors import NotFound
from kg.graph import Graph
from kg.graphs.network import ALL, Scope
from kg.plots.data import Column, Data, Labels, left_out, of_papers, sources, titled

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_PAIRS = """
SELECT ?one ?other (COUNT(?paper) AS ?papers) {
  { SELECT DISTINCT ?paper ?one {
    #papers
    ?paper kg:topic|kg:addresses ?one
  } }
  { SELECT DISTINCT ?paper ?other { ?paper kg:topic|kg:addresses ?other } }
  FILTER(STR(?one) <= STR(?other))
} GROUP BY ?one ?other"""
_Pairs = dict[tuple[str, str], int]


def cooccurrence(store: Graph, top: int, scope: Scope = ALL) -> Data:
    """How many papers have two topics (or tasks), for the `top` topics of the pairs that most papers have.

    Raises:
        NotFound: when no paper has two topics.
    """
    pairs: _Pairs = {
        (row["one"].value, row["other"].value): int(row["papers"].value)
        for row in sparql.rows(store, of_papers(store, _PAIRS, scope))
    }
    among = {topic for one, other in pairs if one != other for topic in (one, other)}
    if not among:
        raise NotFound("no paper has two topics", hint="`kg concepts --kind topic` lists what papers are about")
    labels = Labels(store)
    order = _side_by_side(_of_the_best_pairs(pairs, labels, top), pairs)
    return Data(
        titled("Topics that stand at the same papers", scope, labels),
        left_out(len(order), len(among), "topics and tasks of the most frequent pairs")
        + "Numbers are papers that have both; on the diagonal, in grey, those that have the one.",
        (Column("first"), Column("second"), Column("papers", "papers"), Column("first iri"), Column("second iri")),
        tuple(
            (labels[first], labels[second], papers, first, second)
            for at, second in enumerate(order)
            for first in order[: at + 1]
            if (papers := _papers(pairs, first, second))
        ),
        sources(store),
    )


def _of_the_best_pairs(pairs: _Pairs, labels: Labels, top: int) -> list[str]:
    """The topics of the pairs that most papers have, of equal pairs those of more frequent topics."""

    def rank(pair: tuple[str, str]) -> tuple[object, ...]:
        one, other = pair
        return -pairs[pair], -pairs[one, one] - pairs[other, other], labels[one], labels[other], pair

    found: dict[str, None] = {}
    for pair in sorted((pair for pair in pairs if pair[0] != pair[1]), key=rank):
        if len(found | dict.fromkeys(pair)) > top:
            break
        found |= dict.fromkeys(pair)
    return list(found)


def _papers(pairs: _Pairs, one: str, other: str) -> int:
    return pairs.get((min(one, other), max(one, other)), 0)


def _side_by_side(topics: list[str], pairs: _Pairs) -> list[str]:
    """The topics so that those which stand together are near: after each the one that has most with it and before."""
    order, waiting = topics[:1], topics[1:]
    while waiting:
        near = {
            topic: sum(_papers(pairs, topic, done) / 2**at for at, done in enumerate(reversed(order[-4:])))
            for topic in waiting
        }
        order.append(max(waiting, key=lambda topic: near[topic]))  # of equals the first: the one with most papers
        waiting.remove(order[-1])
    return order


def draw_cooccurrence(data: Data) -> Figure:
    """A heat map of which the half below the diagonal is filled."""
    from kg.plots.drawing import Heat, heat_map

    names = {str(row[4]): str(row[1]) for row in data.rows}
    cells = {(str(row[3]), str(row[4])): int(row[2]) for row in data.rows}
    values = [
        [cells.get((first, second)) if first != second else None for first in names] for second in names
    ]  # what a topic has alone is not compared with what two have
    words = [[f"{cells[first, second]:,}" if (first, second) in cells else "" for first in names] for second in names]
    greatest = max(papers for (first, second), papers in cells.items() if first != second)
    return heat_map(data, Heat(list(names.values()), list(names.values()), values, words, "papers with both", greatest))
