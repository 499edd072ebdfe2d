"""`kg build`: from documents to a validated graph on disk."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg import finding
from kg.cli import reports, terminal
from kg.cli.options import DEFAULT_GRAPH, cache_folder, encoding_option, fail_on_option, limit_option, vocabulary_option
from kg.namespaces import BASE
from kg.readers.sources import LIMIT
from kg.store.inputs import Inputs, read_inputs

if TYPE_CHECKING:
    from kg.pipeline import BuildReport, Progress

_STAGES = {"read": "Reading", "link": "Linking", "map": "Describing", "load": "Storing"}
_SINGULAR = {"people": "person"}


@click.command(short_help="Build a graph from documents.")
@click.argument("paths", nargs=-1, metavar="[PATH…]")
@click.option("--output", "-o", type=click.Path(path_type=Path, file_okay=False), default=DEFAULT_GRAPH,
              envvar="KG_GRAPH", show_default=True, help="Folder of the graph; KG_GRAPH sets the default.")  # fmt: skip
@encoding_option
@limit_option
@vocabulary_option
@click.option(
    "--keep-versions/--one-version", default=None,
    help="A preprint and its published version are two papers, or one.  [default: as last time; one]",
)  # fmt: skip
@click.option("--base", default=BASE, show_default=True, help="Namespace of the identifiers to mint.")
@click.option("--evidence", type=click.Choice(["quotes", "positions"]), default="quotes", show_default=True,
              help="Keep the words of the documents in the graph, or only where they stand.")  # fmt: skip
@fail_on_option("violation")
def build(
    paths: tuple[str, ...],
    output: Path,
    encoding: str | None,
    limit: int,
    vocabulary: tuple[Path, ...],
    keep_versions: bool | None,
    base: str,
    evidence: str,
    fail_on: str,
) -> None:
    r"""Build the graph of the documents at PATH… in the folder of --output, and validate it.

    PATH is a file, a folder (walked, without hidden files and what .gitignore names) or - for standard input. Markdown,
    HTML and plain text are read, catalogues in BibTeX, RIS, JSON, JSON Lines and Turtle, also packed with gzip or ZIP.
    Documents that did not change are not read again; the graph of documents that are named no more goes. The old graph
    stays whole until the new one is.

    Without PATH, the documents, vocabularies and catalogues of the last build are read again.

    \b
    Examples:
      kg build notes/ reading-list.md
      kg build notes/ --output graph --evidence positions

    Exit codes: 0 done; 1 the graph breaks rules of the severity of --fail-on; 3 a document could not be read (the
    others are in the graph) or nothing was built.
    """
    known = read_inputs(output)
    if not paths and not known.documents:
        raise click.UsageError("Name the documents to build a graph of; later builds know them.")
    named = replace(
        known,
        documents=paths or known.documents,
        vocabularies=vocabulary or (() if paths else known.vocabularies),
        keep_versions=known.keep_versions if keep_versions is None else keep_versions,
    )
    run(named, output, fail_on, base=_namespace(base), evidence=evidence, encoding=encoding, limit=limit)


def run(
    inputs: Inputs,
    output: Path,
    fail_on: str,
    *,
    base: str = BASE,
    evidence: str = "quotes",
    encoding: str | None = None,
    limit: int = LIMIT,
) -> None:
    """Build the graph of `inputs` in the folder `output`, say what became of them, and end with the exit code."""
    from kg import pipeline

    with _progress() as progress:
        report = pipeline.build(
            inputs.documents,
            output,
            vocabulary_paths=inputs.vocabularies,
            catalogues=inputs.catalogues,
            keep_versions=inputs.keep_versions,
            vocabulary_cache=cache_folder(),
            base=base,
            evidence="positions" if evidence == "positions" else "quotes",
            encoding=encoding,
            limit=limit,
            progress=progress,
        )
    _summarise(report)
    found = reports.summarise_graph(output, fail_on)
    failed = any(document.status == pipeline.Status.FAILED for document in report.documents)
    click.get_current_context().exit(3 if failed else 1 if found else 0)


def _namespace(base: str) -> str:
    """`base`, when an identifier can follow it."""
    if not finding.expand(f"<{base}>") or base[-1] not in "/#:":
        raise click.BadParameter("a namespace is an IRI that ends in / or #", param_hint="--base")
    return base


@contextmanager
def _progress() -> Iterator[Callable[[Progress], None]]:
    """A progress bar on standard error, where a person reads that."""
    if not terminal.is_terminal(sys.stderr):
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    words = TextColumn("{task.description}", markup=False)
    console = Console(stderr=True, no_color=not terminal.colours(sys.stderr))
    with Progress(
        words, BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), console=console, transient=True
    ) as bar:
        task = bar.add_task("", total=None)

        def show(progress: object) -> None:
            from kg import pipeline

            if isinstance(progress, pipeline.Progress):
                name = terminal.one_line(progress.name)[-40:]
                stage = _STAGES.get(progress.stage, progress.stage)
                bar.update(task, description=f"{stage} {name}", completed=progress.done, total=progress.total)

        yield show


def _summarise(report: BuildReport) -> None:
    r"""The documents with their papers, then what the graph holds; problems on standard error."""
    from kg.pipeline import Status

    for document in report.documents:
        if document.status == Status.FAILED:
            hint = f" ({document.hint})" if document.hint else ""
            terminal.note(f"{document.name}: {document.problem}{hint}")
        elif document.guessed:
            terminal.note(f"{document.name}: not UTF-8; read as {document.guessed}, a guess (--encoding names another)")
    for line in report.unused:
        terminal.note(f"{line}: decided on something that is not here")
    rows = [[document.name, document.status, str(document.papers)] for document in report.documents]
    terminal.table(["document", "", "papers"], rows, numeric=[2])
    totals = ", ".join(_counted(count, name) for name, count in report.totals.items() if count)
    state = "" if report.rebuilt else "Nothing changed. "
    terminal.write(f"\n{state}{terminal.one_line(str(report.folder))}: {totals}\n")


def _counted(count: int, name: str) -> str:
    """A number of things that are named in the plural."""
    return f"1 {_SINGULAR.get(name, name.removesuffix('s'))}" if count == 1 else f"{count:,} {name}"
