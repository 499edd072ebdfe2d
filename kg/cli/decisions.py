"""`kg decisions`: what a person decided; and noting more of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from kg.cli import terminal
from kg.cli.options import own_graph_option
from kg.errors import KgError
from kg.linking.decisions import Decision, Decisions, read, write
from kg.store.folder import read_manifest
from kg.store.inputs import decisions_file, read_inputs


@click.command(short_help="List what was decided.")
@own_graph_option
def decisions(graph: Path) -> None:
    r"""List the decisions that the graph rests on: they stand in decisions.tsv beside its documents.

    The file may be changed by hand; it counts from the next `kg build` on.

    \b
    Example:
      kg decisions
    """
    path = _file(graph)
    rows = [[item.where, item.action, item.kind, item.one, item.other, item.note] for item in read(path)]
    if not rows:
        terminal.write(f"Nothing is decided in {terminal.one_line(str(path))}.\n")
        return
    terminal.table(["line", "decision", "kind", "one", "other", "note"], rows)


def decide(new: Sequence[Decision], graph: Path, fail_on: str) -> None:
    """Write decisions down and build the graph again. What cannot hold beside older ones is not kept.

    Raises:
        KgError: when the decisions contradict others, or there is no place for them.
    """
    from kg.cli.build import Plan, run

    path, manifest = _file(graph), read_manifest(graph)
    before = path.read_bytes() if path.is_file() else None
    known = read(path)
    after = known
    for decision in new:
        after = after.adding(decision)
    write(path, after)
    for line in after.lines:
        if line not in known.lines and line.decision:
            terminal.note(f"{terminal.one_line(str(path))}: + {terminal.one_line(line.text)}")
    try:
        code = run(Plan(read_inputs(graph), graph, fail_on, manifest.base, manifest.evidence))
    except KgError:
        if before is None:
            path.unlink()
        else:
            path.write_bytes(before)
        terminal.note("what was decided is taken back")
        raise
    click.get_current_context().exit(code)


def decided(graph: Path) -> Decisions:
    """The decisions on a graph; none where none can stand."""
    return read(_place(graph))


def _place(graph: Path) -> Path | None:
    return decisions_file(read_inputs(graph).documents) if graph.is_dir() else None


def _file(graph: Path) -> Path:
    """Where the decisions on a graph stand."""
    path = _place(graph)
    if path is None:
        hint = "`kg build` makes a graph of files or folders, and notes which"
        raise KgError("there are no documents beside which decisions could stand", where=str(graph), hint=hint)
    return path
