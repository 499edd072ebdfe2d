"""The topics of two editions of venues, side by side."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg import sparql
from kg.errors import KgError, NotFound
from kg.graph import Graph
from kg.plots.data import Column, Data, Labels, left_out, most, sources

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_TOPICS = """
SELECT ?topic (COUNT(DISTINCT ?paper) AS ?papers) {{
  ?paper kg:presentedAt {edition} ; kg:topic|kg:addresses ?topic
}} GROUP BY ?topic"""
_PAPERS = "SELECT (COUNT(DISTINCT ?paper) AS ?papers) {{ ?paper kg:presentedAt {edition} }}"


def editions(store: Graph, one: str, other: str, top: int) -> Data:
    """Which share of the papers of two editions has each of the `top` topics and tasks.

    Args:
        store: a graph.
        one: IRI of an edition.
        other: IRI of another.
        top: so many topics, the most frequent of each edition in turn.

    Raises:
        KgError: when the editions are one.
        NotFound: when an edition has no papers, or no paper of them has a topic.
    """
    if one == other:
        raise KgError("an edition is not compared with itself", hint="`kg query editions` lists the others")
    labels = Labels(store)
    counts = {edition: _counts(store, edition) for edition in (one, other)}
    papers = {edition: _papers(store, edition, labels) for edition in counts}
    shares: dict[str, float] = {}
    for edition, topics in counts.items():
        for topic, count in topics.items():
            shares[topic] = shares.get(topic, 0) + count / papers[edition]
    if not shares:
        raise NotFound(f"no paper of {labels[one]} or {labels[other]} has a topic")
    shown = most({topic: shares[topic] for topic in _in_turn(counts, labels, top)}, labels, top)
    return Data(
        f"Topics of {labels[one]} and {labels[other]}",
        left_out(len(shown), len(shares), "topics and tasks that are frequent in either")
        + "Bars are shares of the papers of an edition, numbers behind them papers. A paper may have several topics.",
        (Column("topic"), Column("edition"), Column("papers", "papers"), Column("papers of the edition", "papers"),
         Column("share", "of the papers of the edition"), Column("topic iri"), Column("edition iri")),
        tuple(
            (labels[topic], labels[edition], count, papers[edition], round(count / papers[edition], 4), topic, edition)
            for topic in shown
            for edition in counts
            for count in (counts[edition].get(topic, 0),)
        ),
        sources(store),
    )  # fmt: skip


def _counts(store: Graph, edition: str) -> dict[str, int]:
    found = sparql.rows(store, _TOPICS.format(edition=ox.NamedNode(edition)))
    return {row["topic"].value: int(row["papers"].value) for row in found}


def _in_turn(counts: dict[str, dict[str, int]], labels: Labels, top: int) -> list[str]:
    """The topics with most papers of each edition, in turn: an edition of few papers does not crowd out the other."""
    ranked = [
        sorted(
            topics,
            key=lambda topic: (
                -topics[topic],
                -sum(each.get(topic, 0) for each in counts.values()),
                labels[topic],
                topic,
            ),
        )
        for topics in counts.values()
    ]
    both = (topic for pair in zip_longest(*ranked) for topic in pair if topic is not None)
    return list(dict.fromkeys(both))[:top]


def _papers(store: Graph, edition: str, labels: Labels) -> int:
    (row,) = sparql.rows(store, _PAPERS.format(edition=ox.NamedNode(edition)))
    if not int(row["papers"].value):
        raise NotFound(
            f"no paper was presented at {labels[edition]}", hint="`kg query editions` lists those with papers"
        )
    return int(row["papers"].value)


def draw_editions(data: Data) -> Figure:
    """Two bars for each topic; one is hatched, so that they can be told apart without colours."""
    from matplotlib.ticker import MaxNLocator

    from kg.plots.drawing import CATEGORIES, PERCENT, body, sheet, short, two_lines

    topics = {str(row[5]): str(row[0]) for row in data.rows}
    figure = sheet(data, 8.5, 0.42 * len(topics) + 1.3)
    axes = body(figure)
    for at, edition in enumerate(dict.fromkeys(str(row[6]) for row in data.rows)):
        rows = [row for row in data.rows if row[6] == edition]
        places = [place + (at - 0.5) * 0.38 for place in range(len(rows))]
        bars = axes.barh(places, [float(row[4]) for row in rows], 0.36, color=CATEGORIES[at], edgecolor="white",
                         hatch=("", "///")[at])  # fmt: skip
        bars.set_label(f"{short(str(rows[0][1]), 40)} ({rows[0][3]:,} papers)")
        axes.bar_label(bars, [f"{row[2]:,}" if row[2] else "" for row in rows], padding=3, fontsize=8)
    axes.set_yticks(range(len(topics)), [two_lines(name) for name in topics.values()])
    axes.set_ylim(len(topics) - 0.4, -0.6)
    axes.xaxis.set_major_formatter(PERCENT)
    axes.xaxis.set_major_locator(MaxNLocator(6, steps=[1, 2, 5, 10]))
    axes.set_xlabel("share of the papers of the edition")
    axes.grid(axis="x", color="#dddddd", linewidth=0.6)
    axes.legend(loc="lower right", frameon=True, framealpha=1, edgecolor="#cccccc")
    return figure
