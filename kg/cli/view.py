"""`kg view`: a page on which the graph can be looked at."""

from __future__ import annotations

import webbrowser
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg import finding
from kg.cli import completion, terminal
from kg.cli.options import graph_option, kept_names, open_graph
from kg.cli.output import replace
from kg.cli.wording import named, named_alike
from kg.errors import KgError, NotFound

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.views import Everything
    from kg.views.choosing import Choice, Scope

_FORMS = {"path": 2, "compare": 2, "query": 1, "document": 1, "timeline": 0}
_KINDS = (
    "paper", "topic", "method", "task", "dataset", "software", "person", "organization", "edition", "venue", "award",
)  # fmt: skip


def _kinds(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[str, ...]:
    wanted = tuple(each.strip() for each in (value or "").split(",") if each.strip())
    if unknown := [each for each in wanted if each not in _KINDS]:
        raise click.BadParameter(f"no kind {unknown[0]!r}; there are {', '.join(_KINDS)}", ctx, param)
    return wanted


@click.command(short_help="Make a page on which the graph can be looked at.")
@click.argument("what", nargs=-1, metavar="[WHAT]...")
@click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False), default=Path("kg-view.html"),
              show_default=True, help="The page. Where it is already, things keep their places.")  # fmt: skip
@click.option("--open", "open_page", is_flag=True, help="Open it in a browser.")
@click.option("--depth", type=click.IntRange(1, 4), default=1, show_default=True, help="Steps around a thing.")
@click.option("--topic", multiple=True, shell_complete=completion.entity("topic", "method", "task"),
              help="Only papers on this topic, or what is narrower; may be repeated.")  # fmt: skip
@click.option("--venue", multiple=True, shell_complete=completion.entity("venue", "edition"),
              help="Only papers of this venue or edition; may be repeated.")  # fmt: skip
@click.option("--document", "-d", multiple=True, shell_complete=completion.entity("document"),
              help="Only papers that this document lists; may be repeated.")  # fmt: skip
@click.option("--types", callback=_kinds, metavar="KIND,…", help=f"Only things of these kinds: {', '.join(_KINDS)}.")
@click.option("--max-nodes", type=click.IntRange(50, 5000), default=1500, show_default=True,
              help="Things drawn at a time; the page holds all, and shows more where one looks closer.")  # fmt: skip
@click.option("--theme", type=click.Choice(["light", "dark"]), help="As the reader's system when not given.")
@graph_option
def view(
    what: tuple[str, ...],
    output: Path,
    open_page: bool,
    depth: int,
    topic: tuple[str, ...],
    venue: tuple[str, ...],
    document: tuple[str, ...],
    types: tuple[str, ...],
    max_nodes: int,
    theme: str | None,
    graph: Path,
) -> None:
    r"""Make one HTML file with the graph, a search, filters and the words behind every fact; it asks no other address.

    \b
    WHAT:
      nothing                a map of all papers, by what they are about
      THING                  a paper, person, method, topic … and what is around it
      path A B               how two things are connected
      compare A B            two things, and what they have in common
      query NAME name=value  the things in the answer of a saved query
      timeline               papers by year and edition
      document FILE          what a document lists

    \b
    Examples:
      kg view --output map.html
      kg view path BYOL SimCLR --output path.html
      kg view query papers-by-topic topic="self-supervised learning" -o answer.html
    """
    from kg.views import draw, gather, render
    from kg.views.page import places_of

    if not output.parent.is_dir():
        raise KgError("there is no such folder", where=str(output.parent), hint=f"mkdir {output.parent}")
    store = open_graph(graph)
    index = kept_names(graph)
    everything = gather(store)
    scope = _scope(store, topic, venue, document, types, index)
    choice = _choice(store, everything, what, scope, depth, index)
    old = places_of(output.read_text(encoding="utf-8", errors="replace")) if output.is_file() else places_of("")
    picture = draw(everything, choice, old, theme=theme or "", most=max_nodes)
    replace(output, render(picture).encode("utf-8"))
    papers = sum(node.kind == "paper" for node in picture.nodes)
    terminal.note(f"{output}: {papers:,} papers and {len(picture.nodes) - papers:,} other things")
    if open_page:
        webbrowser.open(output.resolve().as_uri())


def _scope(
    store: Graph,
    topics: Sequence[str],
    venues: Sequence[str],
    documents: Sequence[str],
    kinds: tuple[str, ...],
    index: finding.Names | None,
) -> Scope:
    from kg.model import Kind
    from kg.views.choosing import Scope

    def found(texts: Sequence[str], *wanted: str) -> tuple[str, ...]:
        return tuple(finding.find_one(store, text, wanted, index).iri for text in texts)

    return Scope(found(topics, *Kind), found(venues, "venue", "edition"), found(documents, "document"), kinds)


def _choice(
    store: Graph,
    everything: Everything,
    what: Sequence[str],
    scope: Scope,
    depth: int,
    index: finding.Names | None,
) -> Choice:
    from kg.views import choosing

    if not what:
        return choosing.whole(everything, scope)
    form, rest = what[0], list(what[1:])
    if form not in _FORMS:
        if rest:
            forms = ", ".join(_FORMS)
            raise click.UsageError(f"WHAT is one THING, or one of: {forms}. A name of several words needs quotes.")
        thing = named(store, form, index)
        if thing.kind == "document":
            return choosing.listed(everything, thing.iri)
        if thing.iri not in everything.kinds:
            raise KgError(f"{thing} cannot be drawn", hint=f"pages show {', '.join(_KINDS)} and documents")
        return choosing.around(everything, thing.iri, depth, scope)
    least = _FORMS[form]
    if len(rest) < least or (len(rest) > least and form != "query"):
        raise click.UsageError(f"`kg view {form}` takes {least or 'no'} {'name' if least == 1 else 'names'}.")
    if form == "timeline":
        return choosing.by_year(everything, scope)
    if form == "document":
        return choosing.listed(everything, finding.find_one(store, rest[0], ("document",), index).iri)
    if form == "query":
        return _answer(store, everything, rest, index)
    return (_path if form == "path" else _comparison)(store, everything, rest[0], rest[1], index)


def _path(store: Graph, everything: Everything, one: str, other: str, index: finding.Names | None) -> Choice:
    from kg.graphs.links import Nodes
    from kg.graphs.paths import paths
    from kg.views.choosing import along

    start, end = named(store, one, index), named(store, other, index)
    if start.iri == end.iri:
        raise KgError(f"{one!r} and {other!r} are one thing: {start}", hint="name two different things")
    found = paths(Nodes(store), start.iri, end.iri)
    if not found:
        raise NotFound(f"nothing connects {start} and {end}", hint="`kg path --max-steps` looks farther")
    return along(everything, [path.things for path in found], f"{start.label} and {end.label}")


def _comparison(store: Graph, everything: Everything, one: str, other: str, index: finding.Names | None) -> Choice:
    from kg.views.choosing import side_by_side

    first, second = named_alike(store, one, other, index)
    for thing in (first, second):
        if thing.iri not in everything.kinds:
            raise KgError(f"{thing} cannot be drawn", hint=f"pages show {', '.join(_KINDS)}")
    return side_by_side(everything, first.iri, second.iri)


def _answer(store: Graph, everything: Everything, given: Sequence[str], index: finding.Names | None) -> Choice:
    import pyoxigraph as ox

    from kg import queries
    from kg.views.choosing import answered

    pairs = [each.partition("=") for each in given[1:]]
    for name, equals, value in pairs:
        if not (name and equals):
            raise click.UsageError(f"{name or value!r} is not of the form name=value.")
    query = queries.load(given[0])
    answer = queries.run(store, query, {name: value for name, _, value in pairs}, index)
    if not isinstance(answer, ox.QuerySolutions):
        raise KgError(f"{query.name} gives no rows that could be drawn", hint="`kg query` shows its answer")
    columns = [variable.value for variable in answer.variables]
    rows = [[_text(term) for term in row] for row in answer]
    values = ", ".join(f"{name} {value}" for name, _, value in pairs)
    return answered(everything, f"{query.title}: {values}" if values else query.title, columns, rows)


def _text(term: object) -> str:
    return "" if term is None else str(getattr(term, "value", term))
