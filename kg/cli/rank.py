"""`kg rank`: what is central."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
import pyoxigraph as ox

from kg import finding
from kg.cli import terminal
from kg.cli.answers import Row, check_evidence, evidence_option, format_option, write_evidence, write_rows
from kg.cli.options import graph_option, kept_names, open_graph, scope_options
from kg.cli.wording import number, text_of
from kg.errors import NotFound
from kg.graph import Graph
from kg.namespaces import XSD

if TYPE_CHECKING:
    from kg.graphs.links import Nodes
    from kg.graphs.network import Scope
    from kg.graphs.ranking import Ranked, Ranking

_WHAT = ("papers", "methods", "topics", "people")
_BY = ("pagerank", "betweenness", "degree", "recency")


@click.command(short_help="Show which papers, methods, topics or people are central.")
@click.argument("what", type=click.Choice(_WHAT))
@click.option("--by", type=click.Choice(_BY), default="pagerank", show_default=True, help="What counts as central.")
@scope_options
@click.option("--limit", "-n", type=click.IntRange(min=1), default=20, show_default=True, help="So many.")
@evidence_option
@graph_option
@format_option
def rank(
    what: str,
    by: str,
    topic: str | None,
    venue: str | None,
    document: str | None,
    limit: int,
    evidence: bool,
    graph: Path,
    fmt: str,
) -> None:
    r"""Show which papers, methods, topics (with tasks) or people are central in the graph, or in a part of it.

    The network joins papers to the people who wrote them and to the concepts that they introduce, extend, use, are
    about …, by weighted edges. PageRank and degree find what much is joined to; betweenness, what joins fields that
    hardly anything else joins; recency, what the newest papers are about. In a network of more than 1,500 things
    betweenness is estimated from some of them, always the same ones.

    \b
    Examples:
      kg rank methods
      kg rank people --by betweenness --topic "graph neural network"
      kg rank topics --by recency --venue ICLR
      kg rank methods --limit 5 --evidence
    """
    check_evidence(evidence, fmt)
    from kg.graphs.links import Nodes
    from kg.graphs.network import network
    from kg.graphs.ranking import rank as ranked

    store = open_graph(graph)
    scope = scope_of(store, topic, venue, document, kept_names(graph))
    found = ranked(network(store, scope), what, by)
    if not found.entries:
        raise NotFound(f"no {what} here", hint="drop --topic, --venue or --document, or see `kg stats`")
    if found.sources:
        terminal.note(f"betweenness is estimated from {found.sources} of {found.nodes:,} things")
    nodes = Nodes(store)
    first = _first(nodes, found, limit)
    _write(nodes, first, what, by, fmt)
    if evidence:
        from kg.support import naming

        write_evidence(store, naming(store, [entry.iri for entry in first]))


def scope_of(
    store: Graph,
    topic: str | None,
    venue: str | None,
    document: str | None,
    index: finding.Names | None = None,
) -> Scope:
    """The papers that the options of a command mean."""
    from kg.graphs.network import Scope

    concepts = ("topic", "task", "method", "dataset", "software")
    return Scope(
        finding.find_one(store, topic, concepts, index).iri if topic is not None else "",
        finding.find_one(store, venue, ("venue", "edition"), index).iri if venue is not None else "",
        finding.find_one(store, document, ("document",), index).iri if document is not None else "",
    )


def _first(nodes: Nodes, found: Ranking, limit: int) -> list[Ranked]:
    """The first things, ties by label."""
    last = round(found.entries[min(limit, len(found.entries)) - 1].score, 12)
    first = [entry for entry in found.entries if round(entry.score, 12) >= last]
    return sorted(first, key=lambda entry: (-round(entry.score, 12), nodes[entry.iri].label, entry.iri))[:limit]


def _write(nodes: Nodes, found: list[Ranked], what: str, by: str, fmt: str) -> None:
    if fmt == "table":
        header = ["", by, "papers", what.removesuffix("s") if what != "people" else "person"]
        cells = [
            [str(at), _score(entry, by), f"{entry.papers:,}", text_of(nodes[entry.iri])]
            for at, entry in enumerate(found, 1)
        ]
        if what == "papers":
            header, cells = [*header[:2], header[3]], [[*row[:2], row[3]] for row in cells]
        terminal.table(header, cells, numeric=range(len(header) - 1))
        return
    rows: list[Row] = [
        (number(at), ox.Literal(_score(entry, by), datatype=ox.NamedNode(XSD + "decimal")),
         ox.Literal(nodes[entry.iri].label), ox.NamedNode(entry.iri), number(entry.papers))
        for at, entry in enumerate(found, 1)
    ]  # fmt: skip
    write_rows(["rank", by, "label", "thing", "papers"], rows, fmt, nodes.store)


def _score(entry: Ranked, by: str) -> str:
    if by == "recency" and entry.score > 1000 and entry.score == int(entry.score):
        return str(int(entry.score))
    return f"{entry.score:.5f}" if by in ("pagerank", "betweenness") else f"{entry.score:.2f}"
