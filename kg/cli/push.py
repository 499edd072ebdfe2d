"""`kg push`: a graph to a SPARQL server."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import terminal
from kg.cli.options import base_of, check_graph, credentials, folder_option

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.store.pushing import Progress


@click.command(short_help="Bring the graph to a SPARQL server.")
@click.argument("url")
@folder_option
@click.option("--update", default="", metavar="URL", help="Where the server takes updates; see above.")
@click.option("--graph-store", default="", metavar="URL",
              help="Where it takes graphs (Graph Store HTTP Protocol), to load faster than by updates.")  # fmt: skip
@click.option("--replace", is_flag=True,
              help="First empty the graphs of an earlier push with the same base, and no others.")  # fmt: skip
def push(url: str, graph: Path, update: str, graph_store: str, replace: bool) -> None:
    r"""Bring a graph to the SPARQL 1.1 server that takes queries at URL, to be asked there with --store.

    What each document says goes to a graph with the document's IRI, everything once to …/graph/all; other graphs on
    the server are not touched. A push that was stopped goes on where it was. At the end the triples of every graph are
    counted.

    Updates go to URL as well; where its path ends in /query, to /update beside it; /sparql-auth (Virtuoso) has a
    faster way beside it, which is taken. KG_STORE_USER and KG_STORE_PASSWORD name who you are.

    \b
    Examples:
      kg push http://localhost:7878/query
      kg push http://localhost:8890/sparql-auth --replace
      kg push http://localhost:3030/x/query \
        --graph-store http://localhost:3030/x/data
      kg stats --store http://localhost:8890/sparql

    Exit codes: 0 done; 3 the server refuses, or holds something else.
    """
    from kg.store.pushing import Target
    from kg.store.pushing import push as bring

    check_graph(graph)
    target = Target(url, update=update, graph_store=graph_store, credentials=credentials())
    store, version = _opened(graph)
    with _progress(store) as progress:
        pushed = bring(store, target, base=base_of(graph), version=version, replace=replace, progress=progress)
    everything = sum(pushed.graphs.values())
    new = "all of them sent now" if pushed.sent == everything else f"{pushed.sent:,} sent now"
    new = "they were there already" if not pushed.sent else new
    graphs = f"{len(pushed.graphs):,} graph{'s' * (len(pushed.graphs) != 1)}"
    terminal.note(f"{everything:,} triples in {graphs} at {url}: {new}")


def _opened(graph: Path) -> tuple[ox.Store, str]:
    """The graph, and what tells its state from others: the hash of the build, or of the file."""
    from kg import store
    from kg.store.folder import read_manifest

    if graph.is_dir():
        return store.open_graph(graph), read_manifest(graph).generation
    return store.open_graph(graph), sha256(graph.read_bytes()).hexdigest()


@contextmanager
def _progress(store: ox.Store) -> Iterator[Callable[[Progress], None]]:
    """A progress bar on standard error, where a person reads that."""
    if not terminal.is_terminal(sys.stderr):
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    words = TextColumn("{task.description}", markup=False)
    console = Console(stderr=True, no_color=not terminal.colours(sys.stderr))
    with Bar(words, BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), console=console, transient=True) as bar:
        task = bar.add_task("", total=len(store))
        yield lambda step: bar.update(task, description=terminal.one_line(step.graph)[-40:], completed=step.triples)
