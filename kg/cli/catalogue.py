"""`kg catalogue`: the lists of records that complete what documents say."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from kg.cli import terminal
from kg.cli.build import Plan, run
from kg.cli.options import DEFAULT_GRAPH, fail_on_option
from kg.errors import NotFound
from kg.store.inputs import CatalogueFile, Inputs, read_inputs, write_inputs

_folder_option = click.option(
    "--graph", "-g", type=click.Path(path_type=Path, file_okay=False), envvar="KG_GRAPH", default=DEFAULT_GRAPH,
    show_default=True, help="The folder of a graph that `kg build` made, or will make.",
)  # fmt: skip


@click.group(short_help="Complete the graph from catalogues.")
def catalogue() -> None:
    r"""Complete what documents say from catalogues: bibliographies, dumps and lists of accepted papers.

    A catalogue adds what a document leaves out (authors, edition, status, keywords, what an abstract says) and changes
    nothing that a document says. Its facts stand in a graph of its own.

    \b
    Examples:
      kg catalogue add library.bib
      kg catalogue list
    """


@catalogue.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…",
                type=click.Path(path_type=Path, exists=True, dir_okay=False))  # fmt: skip
@click.option("--all", "whole", is_flag=True, help="Bring in all records, not only those that documents name.")
@click.option(
    "--field", "fields", multiple=True, metavar="MEANING=NAME",
    help="The catalogue's own name of a field: title=paper_title, authors=people.name; may be repeated.",
)  # fmt: skip
@_folder_option
@fail_on_option("violation")
def add(files: tuple[Path, ...], whole: bool, fields: tuple[str, ...], graph: Path, fail_on: str) -> None:
    r"""Use the catalogues FILE… from now on, and build the graph again.

    FILE is BibTeX, RIS, CSL-JSON, JSON, JSON Lines, Turtle or N-Triples, also packed with gzip or ZIP.

    \b
    Examples:
      kg catalogue add library.bib
      kg catalogue add iclr2020.jsonl.gz --field authors=people.name

    Exit codes: as for `kg build`.
    """
    named = tuple(sorted(_field(item) for item in fields))
    added = {path.resolve(): CatalogueFile(path.resolve(), whole, named) for path in files}
    known = read_inputs(graph)
    kept = tuple(item for item in known.catalogues if item.path not in added)
    _use(replace(known, catalogues=tuple(sorted((*kept, *added.values())))), graph, fail_on)


@catalogue.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path))
@_folder_option
@fail_on_option("violation")
def remove(files: tuple[Path, ...], graph: Path, fail_on: str) -> None:
    """Use the catalogues FILE… no longer, and build the graph again without them. The files stay."""
    known = read_inputs(graph)
    paths = {path.resolve() for path in files}
    if missing := paths - {item.path for item in known.catalogues}:
        used = ", ".join(item.path.name for item in known.catalogues) or "none"
        raise NotFound("this catalogue is not in use", where=str(min(missing)), hint=f"in use: {used}")
    _use(replace(known, catalogues=tuple(item for item in known.catalogues if item.path not in paths)), graph, fail_on)


@catalogue.command(name="list")
@_folder_option
def list_(graph: Path) -> None:
    """List the catalogues in use."""
    rows = [
        [str(item.path), "all records" if item.whole else "named records", ", ".join("=".join(f) for f in item.fields)]
        for item in read_inputs(graph).catalogues
    ]
    terminal.table(["catalogue", "brings in", "fields"], rows)


def _field(text: str) -> tuple[str, str]:
    from kg.extractors.catalogue.field_names import FIELDS

    meaning, sign, name = text.partition("=")
    if not sign or not name:
        raise click.BadParameter(f"{text!r} is not MEANING=NAME", param_hint="--field")
    FIELDS.extended({meaning: name})  # refuses a meaning that there is not
    return meaning, name


def _use(inputs: Inputs, graph: Path, fail_on: str) -> None:
    """Note `inputs`, and build when there are documents."""
    if inputs.documents:
        click.get_current_context().exit(run(Plan(inputs, graph, fail_on)))
    graph.mkdir(parents=True, exist_ok=True)
    write_inputs(graph, inputs)
    terminal.note("noted; it counts from the first `kg build PATH…` on")
