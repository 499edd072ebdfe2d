"""`kg verify`: prove every fact against the words of the documents."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import terminal
from kg.cli.options import check_graph, graph_argument, sources_option

if TYPE_CHECKING:
    from kg.evidence import VerifyReport


@click.command(short_help="Prove every fact against the words of the documents.")
@graph_argument
@sources_option
@click.option("--format", "-f", "fmt", type=click.Choice(["text", "json"]), default="text", show_default=True)
def verify(graph: Path, sources: tuple[Path, ...], fmt: str) -> None:
    r"""Read the documents of GRAPH again and prove that every fact stands where the graph says.

    Spans, lines, columns and quotes are compared with the documents' text. Documents that changed or are gone are
    named.

    \b
    Examples:
      kg verify
      kg verify graph.ttl --sources notes/

    Exit codes: 0 all facts are proved; 1 some are not, or a document changed or is gone; 3 the graph cannot be read.
    """
    from kg.evidence import verify as prove

    check_graph(graph)
    report = prove(graph, sources)
    terminal.write(_as_json(report) if fmt == "json" else _as_text(report))
    click.get_current_context().exit(0 if report.passes else 1)


def _as_text(report: VerifyReport) -> str:
    lines = []
    for source in report.sources:
        state = "" if source.state == "same" else f"  ({source.state})"
        lines.append(
            f"{terminal.one_line(source.name)}: {source.proved:,} of {source.passages:,} passages proved{state}"
        )
    for problem in report.problems:
        place = f"{problem.document}:{problem.line}:{problem.column}" if problem.line else problem.document
        lines.append(f"{terminal.one_line(place)}: {terminal.one_line(problem.problem)}")
    return "\n".join([*lines, f"{report.proved:,} of {report.facts:,} facts proved.", ""])


def _as_json(report: VerifyReport) -> str:
    value = {
        "passes": report.passes,
        "facts": report.facts,
        "proved": report.proved,
        "sources": [
            {"name": item.name, "state": item.state, "passages": item.passages, "proved": item.proved}
            for item in report.sources
        ],
        "problems": [problem._asdict() for problem in report.problems],
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
