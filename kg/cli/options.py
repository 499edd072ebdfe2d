"""Options that several commands share, and opening what they name."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.errors import KgError, NotFound
from kg.namespaces import BASE

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg import finding

DEFAULT_GRAPH = Path("kg-graph")

graph_option = click.option(
    "--graph", "-g", type=click.Path(path_type=Path), envvar="KG_GRAPH", default=DEFAULT_GRAPH, show_default=True,
    help="A graph that `kg build` made, or an RDF file. KG_GRAPH sets the default.",
)  # fmt: skip
graph_argument = click.argument("graph", type=click.Path(path_type=Path), envvar="KG_GRAPH", default=DEFAULT_GRAPH)


def open_graph(path: Path) -> ox.Store:
    """Open a graph for reading: a folder that `kg build` made, or a file in an RDF format.

    Raises:
        NotFound: when there is none; the hint tells how to make one.
        KgError: when the file is not RDF of the format that its name says.
    """
    from kg import store

    check_graph(path)
    return store.open_graph(path)


def check_graph(path: Path) -> None:
    """Raise NotFound, with what to do, when there is nothing at `path`."""
    if not path.exists():
        raise NotFound("no graph here", where=str(path), hint="`kg build PATH…` makes one; --graph names another")


def base_of(path: Path) -> str:
    """The namespace that the identifiers of the graph at `path` have."""
    from kg.store.folder import read_manifest

    return read_manifest(path).base if path.is_dir() else BASE


def kept_names(path: Path) -> finding.Names | None:
    """The index of the names of the graph at `path`, if a search has made one: things are found sooner with it."""
    import sqlite3

    from kg import searching

    if not path.is_dir():  # a file is read into memory, where names are near
        return None
    try:
        index = searching.kept_index(path, cache_folder("search"))
    except (KgError, sqlite3.Error):
        return None
    return searching.IndexedNames(index) if index else None


encoding_option = click.option("--encoding", help="Encoding of the documents; found out for each by default.")
limit_option = click.option(
    "--limit", type=click.IntRange(min=1), default=20, show_default=True, metavar="MB",
    callback=lambda ctx, param, value: value * 1_000_000,
    help="Documents larger than this are not read.",
)  # fmt: skip
sources_option = click.option(
    "--sources", multiple=True, type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A folder to look for the documents in, beside where the build found them; may be repeated.",
)  # fmt: skip
vocabulary_option = click.option(
    "--vocabulary", multiple=True, type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A vocabulary to use beside the shipped one, SKOS or a table (see `kg vocabulary check`); may be repeated.",
)  # fmt: skip


def scope_options(command: click.decorators.FC) -> click.decorators.FC:
    """`--topic`, `--venue` and `--document`: the papers that a command looks at."""
    for name, words in (
        ("--document", "Only papers that this document lists."),
        ("--venue", "Only papers of this venue, or edition of one."),
        ("--topic", "Only papers related to this topic, method …, or to one below it."),
    ):
        command = click.option(name, help=words)(command)
    return command


def cache_folder(name: str = "vocabularies") -> Path | None:
    """Where things of one sort are kept ready from one command to the next, or None when the user has no such place."""
    named = os.environ.get("XDG_CACHE_HOME", "")
    try:
        return (Path(named) if Path(named).is_absolute() else Path.home() / ".cache") / "kg" / name
    except RuntimeError:  # a user without a home
        return None


def fail_on_option(default: str) -> Callable[[click.decorators.FC], click.decorators.FC]:
    """`--fail-on`: from which severity a finding makes the exit code 1."""
    return click.option(
        "--fail-on", type=click.Choice(["violation", "warning", "never"]), default=default, show_default=True,
        help="From which severity a broken rule makes the exit code 1.",
    )  # fmt: skip
