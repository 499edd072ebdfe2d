"""`kg query`: ask a saved query, a file, or what comes on standard input."""

from __future__ import annotations

import signal
import sys
from contextlib import suppress
from itertools import groupby
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from kg import finding, queries
from kg.cli import answers, completion, terminal
from kg.cli.options import graph_option, kept_names, open_graph
from kg.errors import KgError
from kg.model import Kind


def _complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The saved queries that begin so; files when there is none."""
    names = [name for name in queries.names() if name.startswith(incomplete)]
    items = [CompletionItem(name, help=queries.load(name).title) for name in names]
    return items or [CompletionItem(incomplete, type="file")]


def _complete_parameter(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The parameters of the query, and what is called so where one takes a thing."""
    with suppress(KgError):
        wanted = queries.load(ctx.params.get("query") or next(iter(ctx.args), ""))  # not parsed before an open option
        name, equals, value = incomplete.partition("=")
        if not equals:
            found = [parameter for parameter in wanted.parameters.values() if parameter.name.startswith(name)]
            return [CompletionItem(f"{parameter.name}=", help=parameter.help) for parameter in found]
        kind = wanted.parameters[name].type if name in wanted.parameters else ""
        kinds = tuple(Kind) if kind == "concept" else (kind,) if kind in finding.KINDS else None
        found_names = completion.names(completion.graph_of(ctx), value, kinds) if kinds else []
        return [CompletionItem(f"{name}={called}", help=its) for called, its in found_names]
    return []


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
    for group, members in groupby(found, key=lambda query: query.group):
        terminal.write(f"{group}\n")
        for query in members:
            terminal.write(
                f"  {' '.join([query.name, *map(_usage, query.parameters.values())])}\n    {query.question}\n"
            )
    ctx.exit()


def _usage(parameter: queries.Parameter) -> str:
    return f"{parameter.name}=…" if parameter.required else f"[{parameter.name}=…]"


@click.command(short_help="Ask a saved query, or SPARQL of your own.")
@click.argument("query", shell_complete=_complete)
@click.option("--param", "-p", "parameters", multiple=True, callback=_parameters, metavar="NAME=VALUE",
              shell_complete=_complete_parameter,
              help="Give a parameter its value; may be repeated.")  # fmt: skip
@graph_option
@click.option("--format", "-f", "fmt", type=click.Choice(answers.FORMATS),
              help="Default: table; Turtle for CONSTRUCT and DESCRIBE.")  # fmt: skip
@click.option("--describe", is_flag=True, help="Show what the query asks, its parameters and its text; do not run it.")
@click.option("--list", is_flag=True, is_eager=True, expose_value=False, callback=_list, help="List the saved queries.")
def query(query: str, parameters: dict[str, str], graph: Path, fmt: str | None, describe: bool) -> None:
    r"""Ask the saved query QUERY, the file QUERY, or with `-` what comes on standard input.

    SELECT, ASK, CONSTRUCT and DESCRIBE are run; updates and SERVICE are refused. The usual prefixes (kg, skos, rdfs,
    paper, topic …) are known. Values of parameters are bound as terms, and things may be given by name.

    \b
    Examples:
      kg query --list
      kg query papers-by-topic --param topic="self-supervised learning"
      kg query papers-by-venue -p venue=NeurIPS -p year=2020 --format csv
      echo 'ASK { ?paper kg:code ?code }' | kg query -
    """
    wanted = queries.parse(_standard_input(), "standard input") if query == "-" else queries.load(query)
    if describe:
        _describe(wanted)
        return
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # the engine does not listen while it computes
    answer = queries.run(store := open_graph(graph), wanted, parameters, kept_names(graph) if parameters else None)
    answers.write(answer, fmt, store)


def _standard_input() -> str:
    return sys.stdin.buffer.read().decode("utf-8-sig", errors="replace")


def _describe(wanted: queries.Query) -> None:
    terminal.write(f"{wanted.title or wanted.name}\n{wanted.question}\n\n")
    if wanted.parameters:
        rows = [
            [name, parameter.type, "" if parameter.required else "optional", parameter.help, parameter.example]
            for name, parameter in wanted.parameters.items()
        ]
        terminal.table(["parameter", "type", "", "what it is", "example"], rows)
        terminal.write("\n")
    if wanted.columns:
        terminal.table(["column", "what it shows"], [list(column) for column in wanted.columns.items()])
        terminal.write("\n")
    body = [line for line in wanted.text.splitlines() if not line.startswith("#+")]
    terminal.write("\n".join(body).strip() + "\n")
