"""Options that several commands share, and opening what they name."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from kg.errors import NotFound
from kg.namespaces import BASE

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg import finding
    from kg.graph import Graph
    from kg.searching import Index
    from kg.serving import Location
    from kg.store.endpoint import Endpoint
    from kg.store.wire import Credentials

DEFAULT_GRAPH = Path("kg-graph")

_STORE = "kg.store"  # what the context of a command calls the URL of --store


def _remember_store(ctx: click.Context, param: click.Parameter, url: str | None) -> None:
    if url:
        ctx.meta[_STORE] = url


def _refuse_store(ctx: click.Context, param: click.Parameter, url: str | None) -> None:
    if url:
        raise click.UsageError(f"`kg {ctx.info_name}` needs the folder of a build: --store cannot stand for it.", ctx)


def _graph_or_store(ctx: click.Context, param: click.Parameter, path: Path) -> Path:
    """What the user names: on the command line before the environment, a store before a folder."""
    if _STORE not in ctx.meta:
        return path
    written = {name: ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE for name in ("store", "graph")}
    if written["graph"] and written["store"]:
        raise click.UsageError("--graph and --store name two graphs: give one of them.", ctx)
    if written["graph"]:
        del ctx.meta[_STORE]
        return path
    return Path(ctx.meta[_STORE])  # no folder, so that nothing is looked for in that of another graph


folder_option = click.option(
    "--graph", "-g", type=click.Path(path_type=Path), envvar="KG_GRAPH", default=DEFAULT_GRAPH, show_default=True,
    callback=_graph_or_store, help="A graph that `kg build` made, or an RDF file. KG_GRAPH sets the default.",
)  # fmt: skip
_store_option = click.option(
    "--store", metavar="URL", envvar="KG_STORE", is_eager=True, expose_value=False, callback=_remember_store,
    help="A graph on a SPARQL server, in the place of --graph; see `kg push`. KG_STORE sets the default.",
)  # fmt: skip
_no_store_option = click.option("--store", hidden=True, is_eager=True, expose_value=False, callback=_refuse_store)


def graph_option(command: click.decorators.FC) -> click.decorators.FC:
    """`--graph` and `--store`: the graph that a command reads."""
    return folder_option(_store_option(command))


def own_graph_option(command: click.decorators.FC) -> click.decorators.FC:
    """`--graph` of a command that needs what stands beside the graph; it says so when it is given a server."""
    return folder_option(_no_store_option(command))


def graph_argument(command: click.decorators.FC) -> click.decorators.FC:
    """GRAPH of a command that needs what stands beside the graph; it says so when it is given a server."""
    argument = click.argument("graph", type=click.Path(path_type=Path), envvar="KG_GRAPH", default=DEFAULT_GRAPH)
    return argument(_no_store_option(command))


def open_graph(path: Path) -> Graph:
    """Open a graph for reading: the folder that `kg build` made, a file in an RDF format, or what --store names.

    Raises:
        NotFound: when there is none; the hint tells how to make one.
        KgError: when the file is not RDF of the format that its name says, or --store is no address of a server.
    """
    return endpoint if (endpoint := _endpoint()) is not None else open_own_graph(path)


def open_own_graph(path: Path) -> ox.Store:
    """Open a graph on this machine: for a command that needs more of it than any server gives. Errors as above."""
    from kg import store

    check_graph(path)
    return store.open_graph(path)


def _endpoint() -> Endpoint | None:
    """The server that --store names, once for each command."""
    ctx = click.get_current_context(silent=True)
    if ctx is None or _STORE not in ctx.meta:
        return None
    from kg.store.endpoint import Endpoint

    if not isinstance(ctx.meta[_STORE], Endpoint):
        ctx.meta[_STORE] = Endpoint(ctx.meta[_STORE], credentials())
    endpoint: Endpoint = ctx.meta[_STORE]
    return endpoint


def credentials() -> Credentials | None:
    """Who a SPARQL server shall take us for, from the environment."""
    from kg.store.wire import Credentials

    user = os.environ.get("KG_STORE_USER")
    return Credentials(user, os.environ.get("KG_STORE_PASSWORD", "")) if user else None


def location(path: Path, timeout: float) -> Location:
    """Where the graph is: at `path`, or on the server that --store names, which is given some seconds to answer.

    Raises:
        NotFound: when there is nothing at `path`.
    """
    from kg.serving import OnDisk, OnServer

    if (endpoint := _endpoint()) is not None:
        return OnServer(endpoint.url, credentials(), timeout)
    check_graph(path)
    return OnDisk(path)


def check_graph(path: Path) -> None:
    """Raise NotFound, with what to do, when there is nothing at `path`."""
    if not path.exists():
        raise NotFound("no graph here", where=str(path), hint="`kg build PATH…` makes one; --graph names another")


def base_of(path: Path) -> str:
    """The namespace that the identifiers of the graph at `path` have."""
    from kg.store.folder import read_manifest

    if (endpoint := _endpoint()) is not None:
        return endpoint.dataset.base or BASE
    return read_manifest(path).base if path.is_dir() else BASE


def search_index(path: Path) -> Index:
    """The search index of the graph at `path`, made when there is none.

    Raises:
        NotFound: when there is no graph.
    """
    from kg import searching
    from kg.cli import terminal

    if (endpoint := _endpoint()) is not None:
        return searching.open_index_of_server(endpoint, cache_folder("search"), terminal.note)
    check_graph(path)
    return searching.open_index(path, cache_folder("search"), terminal.note)


def kept_names(path: Path) -> finding.Names | None:
    """The index of the names of the graph at `path`, if a search has made one: things are found sooner with it."""
    from kg import searching

    endpoint, cache = _endpoint(), cache_folder("search")
    return searching.kept_names_of_server(endpoint, cache) if endpoint else searching.kept_names(path, cache)


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


def named_values(ctx: click.Context | None, param: click.Parameter | None, words: Sequence[str]) -> dict[str, str]:
    """The values that words of the form name=value give; a callback of click, too.

    Raises:
        click.BadParameter: when one is of another form.
    """
    pairs = [(word, *word.partition("=")) for word in words]
    if wrong := [word for word, name, equals, _ in pairs if not (name.strip() and equals)]:
        raise click.BadParameter(f"{wrong[0]!r} is not of the form name=value", ctx, param)
    return {name.strip(): value for _, name, _, value in pairs}


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
