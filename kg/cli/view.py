"""`kg view`: a graph as one page that opens in any browser."""

from __future__ import annotations

import shlex
import webbrowser
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg import finding
from kg.cli import terminal
from kg.cli.options import cache_folder, graph_option, kept_names, named_values, open_graph, scope_options
from kg.cli.output import replace
from kg.errors import KgError

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.views.data import Picture
    from kg.views.layout import Kept
    from kg.views.wish import Wish

_KINDS = frozenset(finding.KINDS) - {"presentation"}
_PLURALS = {"papers": "paper", "topics": "topic", "tasks": "task", "methods": "method", "datasets": "dataset",
            "people": "person", "organizations": "organization", "venues": "venue", "editions": "edition",
            "awards": "award", "documents": "document"}  # fmt: skip


def _kinds(ctx: click.Context, param: click.Parameter, value: str | None) -> frozenset[str]:
    """The kinds that a list with commas names, each by its word for one or for many."""
    if value is None:
        return frozenset()
    words = [word.strip().lower() for word in value.split(",") if word.strip()]
    kinds = [_PLURALS.get(word, word) for word in words]
    if unknown := [word for word, kind in zip(words, kinds, strict=True) if kind not in _KINDS]:
        raise click.BadParameter(f"{unknown[0]!r} is none of {', '.join(sorted(_KINDS))}", ctx, param)
    if not kinds:
        raise click.BadParameter(f"name some of {', '.join(sorted(_KINDS))}", ctx, param)
    return frozenset(kinds)


@click.command(short_help="Draw the graph as a page for the browser.")
@click.argument("what", nargs=-1, metavar="[WHAT]...")
@click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True), show_default=True,
              default="kg-view.html", help="The file that is written; - is standard output.")  # fmt: skip
@click.option("--depth", type=click.IntRange(1, 4), default=1, show_default=True,
              help="Steps from a thing that are drawn.")  # fmt: skip
@click.option("--limit", "-n", type=click.IntRange(1, 20), default=5, show_default=True, help="So many ways of a path.")
@scope_options
@click.option("--types", metavar="KIND,…", callback=_kinds, help="Draw only these kinds: papers,topics,methods …")
@click.option("--max-nodes", type=click.IntRange(min=10), default=1_500, show_default=True,
              help="With more things the page opens with regions and hubs; the rest on a closer look.")  # fmt: skip
@click.option("--theme", type=click.Choice(["system", "light", "dark"]), default="system", show_default=True)
@click.option("--like", type=click.Path(path_type=Path, dir_okay=False, exists=True), metavar="FILE",
              help="Keep the places of this map; by default of the one written over, or the last.")  # fmt: skip
@click.option("--anew", is_flag=True, help="Keep no places of an earlier map.")
@click.option("--link-sources", is_flag=True,
              help="Let the page lead to the documents, by the way from its folder to theirs.")  # fmt: skip
@click.option("--open", "show", is_flag=True, help="Open the page in the browser.")
@graph_option
def view(
    what: tuple[str, ...],
    output: Path,
    depth: int,
    limit: int,
    topic: str | None,
    venue: str | None,
    document: str | None,
    types: frozenset[str],
    max_nodes: int,
    theme: str,
    like: Path | None,
    anew: bool,
    link_sources: bool,
    show: bool,
    graph: Path,
) -> None:
    r"""Draw the graph, or WHAT of it, as one HTML file: a map with search, filters and the evidence of every fact.

    The file needs nothing beside it and asks no address for anything. Without WHAT it shows everything as a map in
    regions of papers that share topics and methods; what was on the last map keeps its place. WHAT is a thing by name
    or IRI, or one of: path A B; compare A B; query NAME [NAME=VALUE]…; timeline; document FILE.

    \b
    Examples:
      kg view --output papers.html
      kg view "self-supervised learning" --depth 2 --output topic.html
      kg view path BYOL SimCLR --output path.html
      kg view compare "ICLR 2020" "NeurIPS 2020" --output editions.html
      kg view query papers-by-method method=SIREN --output siren.html
      kg view timeline --topic "graph neural network" --output timeline.html
    """
    from kg.cli.rank import scope_of
    from kg.collecting import uncollected
    from kg.views.page import render
    from kg.views.remembering import recall, remember
    from kg.views.sources import linked
    from kg.views.wish import Wish

    if anew and like:
        raise click.UsageError("--like keeps places and --anew keeps none: give one of them.")
    if (show or link_sources) and str(output) == "-":
        raise click.UsageError("--open and --link-sources need a file: standard output has no place.")
    if str(output) != "-" and not output.parent.is_dir():
        raise KgError("there is no such folder", where=str(output.parent), hint="make it, or name another --output")
    store = open_graph(graph)
    index = kept_names(graph)
    scope, folder = scope_of(store, topic, venue, document, index), cache_folder("views")
    key = str(graph.absolute() if graph.exists() else graph)  # what is no file is a server
    earlier = None if anew else _earlier(output, like) or recall(folder, key, scope)
    wish = Wish(scope, types, max_nodes, "" if theme == "system" else theme, earlier)
    with uncollected():
        picture = _picture(store, what, wish, index, depth, limit)
        if link_sources:
            picture = linked(picture, graph, output.parent)
        page = render(picture).encode("utf-8", "replace")
    if picture.kind == "map" and not types:
        remember(folder, key, scope, picture.layout)
    if str(output) == "-":
        terminal.write(page)
        return
    replace(output, page)
    _tell(picture, output, len(page))
    if show:
        webbrowser.open(output.resolve().as_uri())


def _picture(
    store: Graph, what: Sequence[str], wish: Wish, index: finding.Names | None, depth: int, limit: int
) -> Picture:
    """What the words of the command line ask for."""
    word, *rest = what or ("",)
    if word == "path":
        return _path(store, rest, wish, index, limit)
    if word == "compare":
        return _compare(store, rest, wish, index)
    if word == "query":
        return _query(store, rest, wish, index)
    if word == "document":
        return _document(store, rest, wish, index)
    if word == "timeline":
        from kg.views.what import timeline

        _expect(rest, 0, "timeline")
        return timeline.draw(store, wish)
    return _thing(store, what, wish, index, depth) if what else _map(store, wish)


def _map(store: Graph, wish: Wish) -> Picture:
    from kg.views.what import map as whole

    return whole.draw(store, wish)


def _thing(store: Graph, what: Sequence[str], wish: Wish, index: finding.Names | None, depth: int) -> Picture:
    from kg.cli.wording import named
    from kg.views.what import thing

    if len(what) > 1:
        name = shlex.quote(" ".join(what))
        raise click.UsageError(f"{what[0]!r} is none of path, compare, query, timeline, document. "
                               f"A name of several words stands in quotes: kg view {name}")  # fmt: skip
    return thing.draw(store, named(store, what[0], index).iri, wish, depth)


def _path(store: Graph, rest: Sequence[str], wish: Wish, index: finding.Names | None, limit: int) -> Picture:
    from kg.cli.wording import named
    from kg.views.what import path

    _expect(rest, 2, "path A B")
    one, other = (named(store, text, index).iri for text in rest)
    return path.draw(store, one, other, wish, limit)


def _compare(store: Graph, rest: Sequence[str], wish: Wish, index: finding.Names | None) -> Picture:
    from kg.cli.wording import named_alike
    from kg.views.what import compare

    _expect(rest, 2, "compare A B")
    one, other = named_alike(store, rest[0], rest[1], index)
    return compare.draw(store, one.iri, other.iri, wish)


def _query(store: Graph, rest: Sequence[str], wish: Wish, index: finding.Names | None) -> Picture:
    from kg import queries
    from kg.views.what import query

    if not rest:
        raise click.UsageError("`kg view query` needs the name of a query; `kg query --list` shows them.")
    return query.draw(store, queries.load(rest[0]), named_values(None, None, rest[1:]), wish, index)


def _document(store: Graph, rest: Sequence[str], wish: Wish, index: finding.Names | None) -> Picture:
    from kg.views.what import document

    _expect(rest, 1, "document FILE")
    return document.draw(store, finding.find_one(store, rest[0], ("document",), index).iri, wish)


def _expect(rest: Sequence[str], count: int, usage: str) -> None:
    if len(rest) != count:
        raise click.UsageError(f"It is `kg view {usage}`; a name of several words stands in quotes.")


def _earlier(output: Path, like: Path | None) -> Kept | None:
    """The places of the page to be like: that is named, or that is written over where it is a map of ours."""
    from kg.views.layout import Kept
    from kg.views.page import read

    if like:
        return Kept.of(read(like.read_bytes(), str(like)))
    if str(output) == "-" or not output.is_file():
        return None
    try:
        earlier = read(output.read_bytes(), str(output))
        return Kept.of(earlier) if earlier["what"]["kind"] == "map" else None
    except (KgError, KeyError, ValueError, TypeError):  # some other file: it has no places
        return None


def _tell(picture: Picture, output: Path, size: int) -> None:
    from kg.views.wish import counted

    terminal.note(f"{output}: {counted(picture.content.counts())} ({size / 1e6:.1f} MB)")
    if len(picture.content.things) > picture.most:
        terminal.note(f"That is more than {picture.most:,} things: the page opens with regions and hubs.")
