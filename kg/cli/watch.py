"""`kg build --watch`: building again whenever something changes, with a line for each time."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from kg.cli import terminal
from kg.cli.build import counted
from kg.errors import KgError, NotFound
from kg.store.folder import read_manifest

if TYPE_CHECKING:
    from kg.pipeline import BuildReport

_NAMED = 3  # changed files that a line names
_TOLD = ("papers", "facts")
_FAILED = 3  # exit code of a build that failed
_Result = TypeVar("_Result")


def watch(
    changes: Iterator[Sequence[str]],
    first: Callable[[], int],
    again: Callable[[], tuple[BuildReport, int]],
    graph: Path,
) -> int:
    """Build, and again with every change, until the user ends it. A build that fails is told, and is not the end.

    Args:
        changes: waits for changes, and gives the paths of what changed.
        first: builds, says at length what became of it, and gives the exit code.
        again: builds, says what could not be read, and gives the exit code, too.
        graph: the folder of the graph.

    Returns:
        The exit code of the last build.
    """
    code: int | None = None
    try:
        code = _attempt(first)
        terminal.note("Watching for changes; Ctrl-C ends.")
        for paths in changes:
            before = _totals(graph)
            built = _attempt(again)
            code = built[1] if built else None
            if built:
                terminal.write(f"{_clock()}  {_names(paths)}: {_outcome(built[0], before)}\n")
    except KeyboardInterrupt:
        terminal.note()
    return _FAILED if code is None else code


def _attempt(build: Callable[[], _Result]) -> _Result | None:
    """The result of a build; None when it failed, after telling why."""
    try:
        return build()
    except KgError as error:
        terminal.note(f"{_clock()}  {error}" + (f"\nHint: {error.hint}" if error.hint else ""))
    except OSError as error:
        if error.filename is None:
            raise
        terminal.note(f"{_clock()}  {error.filename}: {error.strerror}")
    return None


def _clock() -> str:
    return time.strftime("%H:%M:%S")


def _totals(graph: Path) -> dict[str, int]:
    try:
        return read_manifest(graph).totals
    except NotFound:
        return {}


def _names(paths: Sequence[str]) -> str:
    """The names of some files, and how many more there are."""
    names = [terminal.one_line(Path(path).name) for path in paths[:_NAMED]]
    return ", ".join(names) + (f" and {len(paths) - _NAMED:,} more" if len(paths) > _NAMED else "")


def _outcome(report: BuildReport, before: dict[str, int]) -> str:
    """How many documents were read and what else became of them, and what the graph holds, with what it gained."""
    if not report.rebuilt:
        return "nothing changed"
    statuses = Counter(document.status.value for document in report.documents)
    told = [f"{count:,} {status}" for status, count in statuses.items()]
    held = [f"{counted(report.totals[name], name)} ({report.totals[name] - before.get(name, 0):+,})" for name in _TOLD]
    return f"{', '.join(told)}; {', '.join(held)}"
