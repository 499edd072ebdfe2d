"""`kg stats`: what the graph holds, and how much is known about its papers."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kg.cli import terminal
from kg.cli.options import graph_option, open_graph

_ROLES = "kg:introduces|kg:uses|kg:extends|kg:comparesWith|kg:mentions|kg:evaluatedOn"
_COUNTS = {
    "documents": "?thing a kg:Document",
    "references": "?thing a kg:Reference",
    "papers": "?thing a kg:Paper",
    "people": "?thing a kg:Person",
    "organizations": "?thing a kg:Organization",
    "editions of venues": "?paper kg:presentedAt ?thing",
    "awards": "?thing a kg:Award",
    "topics named": "?paper kg:topic ?thing",
    "methods named": f"?paper {_ROLES} ?thing . ?thing a kg:Method",
    "data sets named": f"?paper {_ROLES} ?thing . ?thing a kg:Dataset",
    "tasks named": "?paper kg:addresses ?thing",
    "software named": f"?paper {_ROLES} ?thing . ?thing a kg:Software",
    "concepts that no scheme knows": "?thing kg:coined true",
    "facts": "?thing a kg:Statement",
    "passages": "?thing a kg:Passage",
}
_KNOWN = {
    "authors": "?thing kg:creator ?value",
    "venue": "?thing kg:presentedAt|kg:publishedIn ?value",
    "year": "?thing kg:year ?value",
    "link": "?thing kg:paperPage ?value",
    "code": "?thing kg:code|kg:codeOffered ?value",
    "presentation type": "?thing kg:presentationType ?value",
    "description": "?thing kg:describedBy ?value",
    "topic": "?thing kg:topic ?value",
    "method": f"?thing {_ROLES} ?value . ?value a kg:Method",
    "several documents": "{ SELECT ?thing { ?thing kg:listedIn ?value } GROUP BY ?thing HAVING (COUNT(?value) > 1) }",
}


_PAPERS_WITH = "{ SELECT ?thing { ?thing a kg:Paper } } { SELECT DISTINCT ?thing { %s } }"
"""Papers and what has something, found apart: many papers have most of it, and engines would look at one by one."""


@click.command(short_help="Count what the graph holds.")
@graph_option
@click.option("--format", "-f", "fmt", type=click.Choice(["table", "json"]), default="table", show_default=True)
def stats(graph: Path, fmt: str) -> None:
    r"""Count the things in the graph, and the papers of which authors, venue, code and the like are known.

    \b
    Example:
      kg stats --graph kg-graph
    """
    from kg.queries import count

    store = open_graph(graph)
    counts = {name: count(store, pattern) for name, pattern in _COUNTS.items()}
    known = {name: count(store, _PAPERS_WITH % pattern) for name, pattern in _KNOWN.items()}
    if fmt == "json":
        terminal.write(json.dumps({"counts": counts, "papers with": known}, indent=2) + "\n")
        return
    terminal.table(["what", "count"], [[name, f"{number:,}"] for name, number in counts.items()], numeric=[1])
    terminal.write("\n")
    papers = counts["papers"] or 1
    rows = [[name, f"{number:,}", f"{number / papers:.0%}"] for name, number in known.items()]
    terminal.table(["papers with", "count", "share"], rows, numeric=[1, 2])
