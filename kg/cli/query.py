"""`kg query`: ask a saved query, a file, or what comes on standard input."""

from __future__ import annotations

import shlex
import signal
import sys
from itertools import groupby
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from kg import queries
from kg.cli import answers, terminal
from kg.cli.options import graph_option, open_graph
from kg.errors import KgError

if TYPE_CHECKING:
    import pyoxigraph as ox


def _complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The saved queries that begin so; files when there is none."""
    names = [name for name in queries.names() if name.startswith(incomplete)]
    items = [CompletionItem(name, help=queries.load(name).title) for name in names]
    return items or [CompletionItem(incomplete, type="file")]


def _complete_value(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """`name=` of the parameters of the query, then the choices that a parameter has."""
    query = ctx.params.get("query") or next(iter(ctx.args), "")  # behind an option that lacks its value
    try:
        parameters = queries.load(query).parameters
    except KgError:
        return []
    name, equals, value = incomplete.partition("=")
    if equals:
        choices = parameters[name].choices if name in parameters else ()
        return [CompletionItem(f"{name}={choice}") for choice in choices if choice.startswith(value)]
    return [CompletionItem(f"{each}=", help=parameters[each].help) for each in parameters if each.startswith(name)]


def _parameters(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    pairs = [value.partition("=") for value in values]
    for name, equals, value in pairs:
        if not (name and equals):
            raise click.BadParameter(f"{name or value!r} is not of the form name=value", ctx, param)
    return {name.strip(): value for name, _, value in pairs}


def _list(ctx: click.Context, param: click.Parameter, wanted: bool) -> None:
    if not wanted:
        return
    found = sorted((queries.load(name) for name in queries.names()), key=lambda query: (query.group, query.name))
    size = max(len(query.name) for query in found)
    for group, members in groupby(found, key=lambda query: query.group):
        terminal.write(f"{group}\n")
        for query in members:
            question = shorten(query.question, terminal.columns() - size - 4, placeholder=" …")
            terminal.write(f"  {query.name:{size}}  {question}\n")
    terminal.write("\n`kg query NAME --help` shows what a query asks, its parameters and its columns.\n")
    ctx.exit()


def _help(ctx: click.Context, param: click.Parameter, wanted: bool) -> None:
    """The help of the query that is named; of the command when there is none."""
    if not wanted:
        return
    if name := ctx.params.get("query"):
        _describe(_load(name))
    else:
        click.echo(ctx.get_help(), color=ctx.color)
    ctx.exit()


@click.command(short_help="Ask a saved query, or SPARQL of your own.", add_help_option=False)
@click.argument("query", shell_complete=_complete, required=False, is_eager=True)
@click.argument("values", nargs=-1, callback=_parameters, metavar="[NAME=VALUE]...", shell_complete=_complete_value)
@click.option("--param", "-p", "parameters", multiple=True, callback=_parameters, metavar="NAME=VALUE",
              shell_complete=_complete_value, help="Give a parameter its value; may be repeated.")  # fmt: skip
@graph_option
@click.option("--document", "-d", "documents", multiple=True, metavar="FILE",
              help="Ask only what this document of the graph says; may be repeated.")  # fmt: skip
@click.option("--format", "-f", "fmt", type=click.Choice(answers.FORMATS),
              help="Default: table; Turtle for CONSTRUCT and DESCRIBE.")  # fmt: skip
@click.option("--limit", type=click.IntRange(min=1), metavar="ROWS", help="At most so many rows.")
@click.option("--show", is_flag=True, help="Print the SPARQL; do not run it.")
@click.option("--help", "--describe", is_flag=True, expose_value=False, callback=_help,
              help="Show this message, or what the query NAME asks, with its parameters and columns.")  # fmt: skip
@click.option("--list", is_flag=True, is_eager=True, expose_value=False, callback=_list, help="List the saved queries.")
@click.pass_context
def query(
    ctx: click.Context,
    query: str | None,
    values: dict[str, str],
    parameters: dict[str, str],
    graph: Path,
    documents: tuple[str, ...],
    fmt: str | None,
    limit: int | None,
    show: bool,
) -> None:
    r"""Ask the saved query QUERY, the file QUERY, or with `-` what comes on standard input.

    SELECT, ASK, CONSTRUCT and DESCRIBE are run; updates and SERVICE are refused. The usual prefixes (kg, skos, rdfs,
    paper, topic …) are known. Values of parameters are bound as terms, and things may be given by name.

    \b
    Examples:
      kg query --list
      kg query papers-by-topic --help
      kg query papers-by-topic topic="self-supervised learning"
      kg query papers-by-venue venue=NeurIPS year=2020 --format csv
      kg query popular-methods --document notes.md --limit 10
      echo 'ASK { ?paper kg:code ?code }' | kg query -
    """
    if query is None:
        raise click.UsageError("Which query? `kg query --list` shows the saved ones.", ctx)
    wanted = _load(query)
    if show:
        terminal.write(_body(wanted))
        return
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # the engine does not listen while it computes
    store = open_graph(graph)
    if documents:
        from kg.selection import select

        store = select(store, documents)
    given = parameters | values
    if answers.write(queries.run(store, wanted, given, limit=limit), fmt, store) == 0:
        _explain(store, wanted, given)


def _explain(store: ox.Store, wanted: queries.Query, given: dict[str, str]) -> None:
    """Say on standard error why there is no row."""
    from kg import emptiness

    terminal.note(f"{wanted.name} has no answer{' for these values' if given else ''}.")
    for each in emptiness.explain(store, wanted, given):
        if each.answers_without:
            terminal.note(f"  Without {each.name}={each.value!r} it has one.")
        if each.near:
            terminal.note(f"  With {each.name}={' or '.join(map(repr, each.near))} it has one.")


def _load(name: str) -> queries.Query:
    return queries.parse(_standard_input(), "standard input") if name == "-" else queries.load(name)


def _standard_input() -> str:
    return sys.stdin.buffer.read().decode("utf-8-sig", errors="replace")


def _body(wanted: queries.Query) -> str:
    body = [line for line in wanted.text.splitlines() if not line.startswith("#+")]
    return "\n".join(body).strip() + "\n"


def _describe(wanted: queries.Query) -> None:
    terminal.write(f"{wanted.title or wanted.name}\n{wanted.question}\n\n")
    given = " ".join(f"{name}={shlex.quote(value)}" for name, value in wanted.example.items())
    terminal.write(f"  kg query {shlex.quote(wanted.name)} {given}".rstrip() + "\n\n")
    if wanted.parameters:
        terminal.table(["parameter", "type", "", "what it is", "example"], map(_row, wanted.parameters.values()))
        terminal.write("\n")
    if wanted.columns:
        terminal.table(["column", "what it shows"], [list(column) for column in wanted.columns.items()])


def _row(parameter: queries.Parameter) -> list[str]:
    need = "" if parameter.required else f"default: {parameter.default}" if parameter.default else "optional"
    allowed = f"; one of {', '.join(parameter.choices)}" if parameter.choices else ""
    return [parameter.name, parameter.type, need, parameter.help + allowed, parameter.example]
