"""`kg plot`: pictures of the graph."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from kg import finding
from kg.cli import terminal
from kg.cli.options import graph_option, kept_names, open_graph, scope_options
from kg.cli.output import replace
from kg.graph import Graph

_FORMATS = ("svg", "png", "html", "csv")
_THINGS = {"topics-by-year": 0, "cooccurrence": 0, "editions": 2, "lineage": 1, "degrees": 0, "evidence": 0}


@click.command(short_help="Draw pictures of the graph.")
@click.argument("what", type=click.Choice(list(_THINGS)), metavar="PICTURE")
@click.argument("things", nargs=-1, metavar="[THING…]")
@click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
              help="The picture: FILE.svg, FILE.png or FILE.html; FILE.csv for the data alone.")  # fmt: skip
@click.option("--format", "-f", "fmt", type=click.Choice(_FORMATS),
              help="What is written, whatever the name of the file; without a file to standard output.")  # fmt: skip
@click.option("--data", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.csv",
              help="Write the data behind the picture, too.")  # fmt: skip
@click.option("--top", "-n", type=click.IntRange(1, 100), default=20, show_default=True,
              help="At most so many topics, properties or (lineage) things.")  # fmt: skip
@scope_options
@graph_option
def plot(
    what: str,
    things: tuple[str, ...],
    output: Path | None,
    fmt: str | None,
    data: Path | None,
    top: int,
    topic: str | None,
    venue: str | None,
    document: str | None,
    graph: Path,
) -> None:
    r"""Draw a picture of the graph as SVG, PNG or a page of HTML, or give the data behind it as CSV.

    \b
      topics-by-year    papers by topic and year
      cooccurrence      which topics stand at the same papers
      editions A B      topics of two editions of venues, side by side
      lineage METHOD    what a method comes from and leads to, as a tree
      degrees           how many links papers, people, methods and topics have
      evidence          share of facts with a quote, by property and document

    topics-by-year, cooccurrence and degrees may be of some papers alone: --topic,
    --venue, --document. Every picture has a title, units and its sources. The
    same graph gives the same bytes. Drawing needs matplotlib:
    pip install 'kg-papers[plot]'. The data do not.

    \b
    Examples:
      kg plot topics-by-year --output topics.svg --data topics.csv
      kg plot topics-by-year --venue ICLR --output iclr.svg
      kg plot editions "ICLR 2020" "NeurIPS 2020" --output editions.html
      kg plot lineage Transformer --format csv
    """
    from kg import plots
    from kg.cli.rank import scope_of

    form = _form(output, fmt)
    if len(things) != _THINGS[what]:
        kinds = " and ".join(f"one {kind}" for kind in plots.PICTURES[what].kinds)
        raise click.UsageError(f"`kg plot {what}` is about {kinds or 'the whole graph: it takes no THING'}.")
    chosen = (topic, venue, document)
    if any(chosen) and what not in plots.OF_PAPERS:
        raise click.UsageError(f"--topic, --venue and --document are for {', '.join(plots.OF_PAPERS)}.")
    store = open_graph(graph)
    names = kept_names(graph) if things or any(chosen) else None
    scope = scope_of(store, *chosen, names)
    found = plots.read(store, what, _named(store, things, plots.PICTURES[what].kinds, names), top, scope)
    picture = plots.draw(found, what, form)
    if data:
        replace(data, found.to_csv())
    if output is None or str(output) == "-":
        terminal.write(picture)
    else:
        replace(output, picture)


def _form(output: Path | None, fmt: str | None) -> str:
    """What is written: as --format says, or the suffix of the file."""
    if fmt == "png" and output is None and terminal.is_terminal():
        raise click.UsageError("A PNG is nothing for a terminal: name a file with --output.")
    if fmt:
        return fmt
    if output is None:
        raise click.UsageError("Name a file with --output, e.g. -o picture.svg, or give --format csv.")
    suffix = output.suffix.lower().removeprefix(".")
    if suffix not in _FORMATS:
        raise click.UsageError(
            f"{output}: the name of a picture ends in .svg, .png or .html, that of its data in .csv; or give --format."
        )
    return suffix


def _named(store: Graph, things: Sequence[str], kinds: Sequence[str], names: finding.Names | None) -> list[str]:
    return [finding.find_one(store, thing, (kind,), names).iri for thing, kind in zip(things, kinds, strict=True)]
