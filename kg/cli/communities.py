"""`kg communities`: groups of papers, people and concepts that belong together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pyoxigraph as ox

from kg.cli import terminal
from kg.cli.answers import Row, check_evidence, evidence_option, format_option, write_evidence, write_rows
from kg.cli.options import graph_option, kept_names, open_graph, scope_options
from kg.cli.rank import scope_of
from kg.cli.wording import number, text_of
from kg.errors import NotFound

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.graphs.communities import Community
    from kg.graphs.links import Nodes
    from kg.support import Support

_WHAT = ("papers", "methods", "topics", "people")


@click.command(short_help="Show groups that belong together.")
@click.option("--kind", "-k", "what", type=click.Choice(_WHAT), default="papers", show_default=True,
              help="Which members of a group are shown.")  # fmt: skip
@click.option("--members", "-m", type=click.IntRange(min=1), default=3, show_default=True,
              help="So many members of each, the most central ones.")  # fmt: skip
@scope_options
@click.option("--limit", "-n", type=click.IntRange(min=1), default=20, show_default=True, help="So many groups.")
@evidence_option
@graph_option
@format_option
def communities(
    what: str,
    members: int,
    topic: str | None,
    venue: str | None,
    document: str | None,
    limit: int,
    evidence: bool,
    graph: Path,
    fmt: str,
) -> None:
    r"""Show groups of papers that belong together by what they are about, what they work with and who wrote them.

    A group goes by the topics and methods that tell it most from the rest. The same graph always gives the same groups.
    A graph of tens of thousands of papers takes minutes: name a --topic, --venue or --document.

    \b
    Examples:
      kg communities
      kg communities --kind people --members 5
      kg communities --limit 3 --evidence
    """
    check_evidence(evidence, fmt)
    from kg.graphs.communities import communities as divided
    from kg.graphs.links import Nodes
    from kg.graphs.network import network

    store = open_graph(graph)
    scope = scope_of(store, topic, venue, document, kept_names(graph))
    found = divided(network(store, scope), what)
    if not found:
        raise NotFound("no two papers here have anything in common", hint="drop --topic, --venue or --document")
    nodes = Nodes(store)
    if fmt == "table":
        rows = [
            [str(at), f"{each.papers:,}", _name(nodes, each), _members(nodes, each, members)]
            for at, each in enumerate(found[:limit], 1)
        ]
        terminal.table(["", "papers", "group", f"central {what}"], rows, numeric=[0, 1])
    else:
        header = ["group", "papers", "name", "rank", "label", "member"]
        write_rows(header, list(_rows(nodes, found[:limit], members)), fmt, store)
    if evidence:
        write_evidence(store, [fact for group in found[:limit] for fact in _support(store, group, members)])


def _support(store: Graph, group: Community, members: int) -> list[Support]:
    """The words that join the members of a group to what it goes by."""
    from kg.support import support

    return support(store, [[ox.NamedNode(iri)] for iri in group.members[:members]], group.concepts)


def _name(nodes: Nodes, group: Community) -> str:
    return ", ".join(nodes[iri].label for iri in group.concepts) or "(no concept)"


def _members(nodes: Nodes, group: Community, limit: int) -> str:
    more = [f"… {len(group.members) - limit:,} more"] if len(group.members) > limit else []
    return "; ".join([text_of(nodes[iri]) for iri in group.members[:limit]] + more)


def _rows(nodes: Nodes, found: Sequence[Community], limit: int) -> Iterator[Row]:
    for at, group in enumerate(found, 1):
        head = (number(at), number(group.papers), ox.Literal(_name(nodes, group)))
        for count, iri in enumerate(group.members[:limit], 1):
            yield (*head, number(count), ox.Literal(nodes[iri].label), ox.NamedNode(iri))
