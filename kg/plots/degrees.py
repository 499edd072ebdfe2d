"""How many things are joined to how many others."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kg.errors import NotFound
from kg.graph import Graph
from kg.graphs.network import ALL, KINDS, Scope, network
from kg.plots.data import Column, Data, Labels, sources, titled

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def degrees(store: Graph, scope: Scope = ALL) -> Data:
    """How many papers, methods, topics and people have how many links in the network of papers.

    Raises:
        NotFound: when there are no papers.
    """
    found = network(store, scope)
    rows: list[tuple[str, int, int, float]] = []
    for kind in KINDS:
        counts = Counter(found.graph.degree[iri] for iri in found.of_kind(kind))
        left = total = counts.total()
        for degree, things in sorted(counts.items()):
            rows.append((kind, degree, things, round(left / total, 6)))
            left -= things
    if not any(degree for _, degree, *_ in rows):
        raise NotFound("nothing in this graph is joined to anything", hint="`kg stats` shows what it holds")
    alone = sum(things for _, degree, things, _ in rows if not degree)
    return Data(
        titled("How many links things have", scope, Labels(store)),
        "Links join a paper to the people who wrote it and to the topics, methods, data sets … that it is related to; "
        "topics are shown with tasks. Both axes are logarithmic"
        + (f"; {alone:,} things without links are not drawn." if alone else "."),
        (Column("kind"), Column("links", "links"), Column("things", "things"),
         Column("share with at least so many", "of the kind")),
        tuple(rows),
        sources(store),
    )  # fmt: skip


def draw_degrees(data: Data) -> Figure:
    """The share of things that have at least so many links, a line for each kind, with a mark of its own."""
    from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

    from kg.plots.drawing import CATEGORIES, MARKS, PERCENT, body, sheet

    figure = sheet(data, 7.5, 4.6)
    axes = body(figure)
    for at, kind in enumerate(dict.fromkeys(str(row[0]) for row in data.rows)):
        rows = [row for row in data.rows if row[0] == kind]
        drawn = [row for row in rows if row[1]]
        things = sum(int(row[2]) for row in rows)
        axes.plot([int(row[1]) for row in drawn], [float(row[3]) for row in drawn], marker=MARKS[at],
                  color=CATEGORIES[at], linewidth=1.2, markersize=5, markevery=0.02,
                  label=f"{kind} ({things:,})")  # fmt: skip
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.xaxis.set_major_locator(LogLocator(10, subs=(1, 2, 5)))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
    axes.yaxis.set_major_formatter(PERCENT)
    axes.xaxis.set_minor_formatter(NullFormatter())
    axes.yaxis.set_minor_formatter(NullFormatter())
    axes.set_xlabel("links")
    axes.set_ylabel("things with at least so many links, of their kind")
    axes.grid(color="#dddddd", linewidth=0.6)
    axes.legend(loc="upper right", frameon=True, framealpha=1, edgecolor="#cccccc")
    return figure
