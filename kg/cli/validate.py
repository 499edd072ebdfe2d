"""`kg validate`: check a graph against its shapes."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli import reports, terminal
from kg.cli.options import fail_on_option, graph_argument, open_own_graph


@click.command(short_help="Check a graph against its shapes.")
@graph_argument
@click.option("--format", "-f", "fmt", type=click.Choice(list(reports.FORMATS)), default="text", show_default=True)
@fail_on_option("violation")
def validate(graph: Path, fmt: str, fail_on: str) -> None:
    r"""Check GRAPH, a folder that kg build made or an RDF file, against the shapes of kg (SHACL).

    Each finding names the thing, the rule and what to do, and points to file:line:column of the documents that say so.
    A violation means that the graph is wrong, a warning that a document probably is; info says what is missing.

    \b
    Examples:
      kg validate
      kg validate kg-graph --format sarif > findings.sarif
      kg validate --fail-on warning

    Exit codes: 0 nothing found of the severity of --fail-on; 1 something found; 3 the graph cannot be read.
    """
    from kg import validation

    report = validation.validate(open_own_graph(graph))
    if fmt == "text":
        terminal.write(reports.as_text(report, styled=terminal.colours()), styled=True)
    else:
        terminal.write(reports.FORMATS[fmt](report))
    click.get_current_context().exit(1 if report.fails(fail_on) else 0)
