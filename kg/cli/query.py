"""`kg query`: ask a saved query, a file, or what comes on standard input."""

from __future__ import annotations

import re
import shlex
import signal
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from itertools import groupby
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING

import click
import pyoxigraph as ox
from click.shell_completion import CompletionItem

from kg import finding, queries
from kg.cli import answers, completion, terminal
from kg.cli.options import graph_option, kept_names, named_values, open_graph
from kg.errors import KgError
from kg.model import Kind

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.sparql import Term

_SPARQL = re.compile(r"(?i)\s*(?:#|(?:prefix|base|select|ask|construct|describe|insert|delete|with)\b[^{]*[{<])")
"""How a SPARQL text begins, and no name of a query or a file."""


def _complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The saved queries that begin so; files when there is none."""
    names = [name for name in queries.names() if name.startswith(incomplete)]
    items = [CompletionItem(name, help=queries.load(name).title) for name in names]
    return items or [CompletionItem(incomplete, type="file")]


def _complete_value(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The parameters of the query, the choices of one, and what is called so where one takes a thing."""
    with suppress(KgError):
        wanted = queries.load(ctx.params.get("query") or next(iter(ctx.args), ""))  # not parsed before an open option
        name, equals, value = incomplete.partition("=")
        if not equals:
            found = [parameter for parameter in wanted.parameters.values() if parameter.name.startswith(name)]
            return [CompletionItem(f"{parameter.name}=", help=parameter.help) for parameter in found]
        parameter = wanted.parameters.get(name, queries.Parameter(name))
        if parameter.choices:
            return [CompletionItem(f"{name}={each}") for each in parameter.choices if each.startswith(value)]
        kinds = (
            tuple(Kind) if parameter.type == "concept" else (parameter.type,) if parameter.type in finding.KINDS else ()
        )
        found_names = completion.names(completion.graph_of(ctx), value, kinds) if kinds else []
        return [CompletionItem(f"{name}={called}", help=its) for called, its in found_names]
    return []


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
@click.argument("values", nargs=-1, callback=named_values, metavar="[NAME=VALUE]...", shell_complete=_complete_value)
@click.option("--param", "-p", "parameters", multiple=True, callback=named_values, metavar="NAME=VALUE",
              shell_complete=_complete_value, help="Give a parameter its value; may be repeated.")  # fmt: skip
@graph_option
@click.option("--document", "-d", "documents", multiple=True, metavar="FILE",
              help="Ask only what this document of the graph says; may be repeated.")  # fmt: skip
@click.option("--format", "-f", "fmt", type=click.Choice(answers.FORMATS),
              help="Default: table; Turtle for CONSTRUCT and DESCRIBE.")  # fmt: skip
@click.option("--limit", type=click.IntRange(min=1), metavar="ROWS", help="At most so many rows.")
@answers.evidence_option
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
    evidence: bool,
    show: bool,
) -> None:
    r"""Ask the saved query QUERY, the file QUERY, the SPARQL QUERY, or with `-` what comes on standard input.

    SELECT, ASK, CONSTRUCT and DESCRIBE are run; updates and SERVICE are refused. The usual prefixes (kg, skos, rdfs,
    paper, topic …) are known. Values of parameters are bound as terms, and things may be given by name.

    \b
    Examples:
      kg query --list
      kg query papers-by-topic --help
      kg query papers-by-topic topic="self-supervised learning"
      kg query papers-by-venue venue=NeurIPS year=2020 --format csv
      kg query papers-by-method method=SIREN --evidence
      kg query popular-methods --document reading-list.md --limit 10
      kg query 'SELECT ?title { ?paper kg:code ?code ; kg:title ?title }'
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
    index = kept_names(graph) if (parameters or values) and not documents else None
    given = parameters | values
    answers.check_evidence(evidence, fmt)
    rows = answers.write(queries.run(store, wanted, given, index, limit=limit), fmt, store)
    if rows is not None and not rows:
        _explain(store, wanted, given)
    elif rows and evidence:
        _show_evidence(store, rows, queries.bindings(store, wanted, given, index))


def _show_evidence(store: Graph, rows: Sequence[answers.Row], values: Mapping[str, Sequence[Term]]) -> None:
    """The words between the things of the rows and those that the parameters name, or among those of each row."""
    from kg.support import support

    named = [term.value for terms in values.values() for term in terms if isinstance(term, ox.NamedNode)]
    shown = [term.value for row in rows[: answers.SUPPORTED] for term in row if isinstance(term, ox.NamedNode)]
    rows = rows[: answers.SUPPORTED]
    answers.write_evidence(store, support(store, rows, named) or support(store, rows, list(dict.fromkeys(shown))))


def _explain(store: Graph, wanted: queries.Query, given: dict[str, str]) -> None:
    """Say on standard error why there is no row."""
    from kg import emptiness

    terminal.note(f"{wanted.name} has no answer{' for these values' if given else ''}.")
    for each in emptiness.explain(store, wanted, given):
        if each.answers_without:
            terminal.note(f"  Without {each.name}={each.value!r} it has one.")
        if each.near:
            terminal.note(f"  With {each.name}={' or '.join(map(repr, each.near))} it has one.")


def _load(name: str) -> queries.Query:
    if name == "-":
        return queries.parse(_standard_input(), "standard input")
    return queries.parse(name) if _SPARQL.match(name) else queries.load(name)


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
