"""`kg export`: the graph for other tools."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli import terminal
from kg.cli.options import base_of, graph_option, open_graph
from kg.cli.output import replace

FORMATS = ("turtle", "trig", "nquads", "ntriples", "jsonld", "graphml", "gexf", "csv", "bibtex", "void")


@click.command(short_help="Write the graph in another format.")
@graph_option
@click.option("--format", "-f", "fmt", type=click.Choice(FORMATS), default="turtle", show_default=True)
@click.option("--license", "license_", metavar="IRI",
              help="The licence under which you give the facts, for the description (void).")  # fmt: skip
@click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True), default="-",
              help="A file; standard output by default.")  # fmt: skip
def export(graph: Path, fmt: str, license_: str | None, output: Path) -> None:
    r"""Write the graph in a format that other tools read.

    RDF (turtle, trig, nquads, ntriples, jsonld), a network for graph tools (graphml, gexf), a table of papers (csv),
    a bibliography (bibtex), or a description of the graph itself: VoID, DCAT and PROV (void). The same graph gives the
    same bytes.

    \b
    Examples:
      kg export --format bibtex > papers.bib
      kg export --graph kg-graph --format graphml --output papers.graphml
    """
    from kg import export as exporting
    from kg.finding import expand

    if license_ and (fmt != "void" or not (license_ := expand(license_))):
        raise click.UsageError("--license is an IRI, and stands in the description: --format void.")
    data = exporting.export(open_graph(graph), fmt, base_of(graph), license_ or "")
    if str(output) == "-":
        terminal.write(data)
    else:
        replace(output, data)
