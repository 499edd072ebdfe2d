"""`kg build`: from documents to a validated graph on disk."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from kg import finding
from kg.cli import reports, terminal
from kg.cli.options import (
    DEFAULT_GRAPH,
    cache_folder,
    encoding_option,
    fail_on_option,
    limit_option,
    vocabulary_option,
)
from kg.namespaces import BASE
from kg.readers.sources import LIMIT
from kg.store.inputs import Inputs, read_inputs

if TYPE_CHECKING:
    from kg.pipeline import BuildReport, Progress

_STAGES = {"read": "Reading", "link": "Linking", "map": "Describing", "load": "Storing", "check": "Checking"}
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
@click.option("--watch", "watching", is_flag=True, help="Build again whenever something changes, until Ctrl-C.")
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
    watching: bool,
    fail_on: str,
) -> None:
    r"""Build the graph of the documents at PATH… in the folder of --output, and validate it.

    PATH is a file, a folder (walked, without hidden files and what .gitignore names) or - for standard input. Markdown,
    HTML and plain text are read, catalogues in BibTeX, RIS, JSON, JSON Lines and Turtle, also packed with gzip or ZIP.
    Documents that did not change are not read again; the graph of documents that are named no more goes. The old graph
    stays whole until the new one is.

    Without PATH, the documents, vocabularies and catalogues of the last build are read again.

    With --watch, a line tells of each build that follows when one of them changes, or a decisions.tsv beside documents.
    What cannot be read is told, and read when it has changed again.

    \b
    Examples:
      kg build notes/ reading-list.md
      kg build notes/ --output graph --evidence positions

    Exit codes: 0 done; 1 the graph breaks rules of the severity of --fail-on; 3 a document could not be read (the
    others are in the graph) or nothing was built. With --watch, that of the last build.
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
    plan = Plan(named, output, fail_on, _namespace(base), evidence, encoding, limit)
    click.get_current_context().exit(_watch(plan) if watching else run(plan))


class Plan(NamedTuple):
    """What to build, where, and how."""

    inputs: Inputs
    output: Path
    fail_on: str
    base: str = BASE
    evidence: str = "quotes"
    encoding: str | None = None
    limit: int = LIMIT


def run(plan: Plan) -> int:
    """Build a graph, say what became of its documents and whether it is valid, and give the exit code."""
    with _progress() as progress:
        report = _build(plan, progress)
    _tell_problems(report)
    _summarise(report)
    return _exit_code(report, invalid=reports.summarise_graph(plan.output, plan.fail_on))


def _watch(plan: Plan) -> int:
    from kg import watching
    from kg.cli.watch import watch
    from kg.validation.kept import report_of

    def again() -> tuple[BuildReport, int]:
        report = _build(plan)
        _tell_problems(report)
        invalid = report_of(plan.output).fails(plan.fail_on)
        return report, _exit_code(report, invalid=invalid)

    changes = watching.changes(partial(watching.look, plan.inputs, plan.output, plan.limit))
    return watch(changes, partial(run, plan), again, plan.output)


def _build(plan: Plan, progress: Callable[[Progress], None] = lambda _: None) -> BuildReport:
    from kg import pipeline

    return pipeline.build(
        plan.inputs.documents,
        plan.output,
        vocabulary_paths=plan.inputs.vocabularies,
        catalogues=plan.inputs.catalogues,
        keep_versions=plan.inputs.keep_versions,
        vocabulary_cache=cache_folder(),
        base=plan.base,
        evidence="positions" if plan.evidence == "positions" else "quotes",
        encoding=plan.encoding,
        limit=plan.limit,
        progress=progress,
    )


def _exit_code(report: BuildReport, *, invalid: bool) -> int:
    return 3 if any(document.status == "failed" for document in report.documents) else int(invalid)


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


def _tell_problems(report: BuildReport) -> None:
    """What could not be read, and what may have been read wrongly, on standard error."""
    from kg.pipeline import Status

    for document in report.documents:
        if document.status == Status.FAILED:
            hint = f" ({document.hint})" if document.hint else ""
            terminal.note(f"{document.name}: {document.problem}{hint}")
        elif document.guessed:
            terminal.note(f"{document.name}: not UTF-8; read as {document.guessed}, a guess (--encoding names another)")
    for line in report.unused:
        terminal.note(f"{line}: decided on something that is not here")


def _summarise(report: BuildReport) -> None:
    """The documents with their papers, then what the graph holds."""
    rows = [[document.name, document.status, str(document.papers)] for document in report.documents]
    terminal.table(["document", "", "papers"], rows, numeric=[2])
    totals = ", ".join(counted(count, name) for name, count in report.totals.items() if count)
    state = "" if report.rebuilt else "Nothing changed. "
    terminal.write(f"\n{state}{terminal.one_line(str(report.folder))}: {totals}\n")


def counted(count: int, name: str) -> str:
    """A number of things that are named in the plural."""
    return f"1 {_SINGULAR.get(name, name.removesuffix('s'))}" if count == 1 else f"{count:,} {name}"
