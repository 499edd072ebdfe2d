"""`kg build --watch`: noticing changes, and building again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from queue import Empty, Queue

import pytest
from click.testing import Result

from kg.errors import KgError
from kg.store.inputs import CatalogueFile, Inputs
from kg.watching import changes, look

ROOT = Path(__file__).parents[2]
ENTRY = "- [{}](https://arxiv.org/abs/{}), Ada Byron. ICLR 2020\n"
LIST = "# Reading list\n\n" + ENTRY.format("Deep Sets for Everything", "1703.06114")
PATIENCE = 120  # seconds; a loaded machine is slow


def edited(world: Inputs, graph: Path, edits: Sequence[Callable[[], object]]) -> list[list[str]]:
    """The names that change with each edit."""
    todo: list[Callable[[], object]] = []
    found = changes(partial(look, world, graph), sleep=lambda _: todo.pop()() if todo else None)  # type: ignore[func-returns-value]
    told = []
    for edit in edits:
        todo.append(edit)
        told.append([Path(path).name for path in next(found)])
    return told


def test_whatever_a_graph_is_made_from_is_watched(tmp_path: Path) -> None:
    notes, library, terms = tmp_path / "notes", tmp_path / "library.bib", tmp_path / "terms.csv"
    (notes / "deep").mkdir(parents=True)
    (notes / "graph").mkdir()
    (notes / "a.md").write_text(LIST, encoding="utf-8")
    world = Inputs((str(notes), str(tmp_path / "lost" / "b.md")), (CatalogueFile(library),), (terms,))

    def appear() -> None:
        (tmp_path / "lost").mkdir()
        (tmp_path / "lost" / "b.md").touch()

    def at_once() -> None:
        (notes / "graph" / "lock").touch()  # the graph itself does not count
        (notes / "image.png").touch()
        (notes / "a.md").unlink()
        terms.touch()

    edits: list[Callable[[], object]] = [
        lambda: (notes / "a.md").write_text(LIST + "\n", encoding="utf-8"),
        lambda: (notes / "deep" / "c.txt").touch(),
        lambda: (notes / "decisions.tsv").touch(),
        library.touch,
        appear,
        at_once,
    ]
    told = edited(world, notes / "graph", edits)
    assert told == [["a.md"], ["c.txt"], ["decisions.tsv"], ["library.bib"], ["b.md"], ["a.md", "terms.csv"]]


def test_only_the_decisions_that_a_build_reads_are_watched(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.md").write_text(LIST, encoding="utf-8")
    world = Inputs((str(tmp_path / "one" / "a.md"), str(tmp_path / "other")))
    seen = look(world, tmp_path / "graph")
    assert [path for path in seen if path.endswith(".tsv")] == [str(tmp_path / "other" / "decisions.tsv")]


def test_changes_are_told_when_all_is_quiet_and_none_is_lost() -> None:
    states = iter(
        [{"a": (1,)}, {"a": (2,)}, {"a": (3,)}, {"a": (3,)}, {"a": (4,)}, {"a": (4,)}, {"b": (1,)}, {"b": (1,)}]
    )
    found = changes(lambda: next(states), sleep=lambda _: None)
    assert [next(found) for _ in range(3)] == [("a",), ("a",), ("a", "b")]


def test_what_is_undone_is_no_change() -> None:
    states = iter([{"a": (1,)}, {"a": (2,)}, {"a": (1,)}, {"a": (1,)}, {}, {}])
    assert next(changes(lambda: next(states), sleep=lambda _: None)) == ("a",)
    assert next(states, None) is None


def test_standard_input_cannot_be_watched(run: Callable[..., Result], tmp_path: Path) -> None:
    with pytest.raises(KgError, match="standard input cannot be watched"):
        look(Inputs(("-",)), tmp_path)
    result = run("build", "-", "--watch", "-o", tmp_path / "graph", stdin=LIST)
    assert result.exit_code == 3
    assert "standard input cannot be watched" in result.stderr


@contextmanager
def watching(*arguments: str, folder: Path) -> Iterator[tuple[subprocess.Popen[str], Callable[[str], str]]]:
    """A process, and a way to wait for a line that holds some words in what it says."""
    command = [sys.executable, "-u", "-m", "kg", "build", *arguments, "--watch", "--fail-on", "never"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    lines: Queue[str] = Queue()
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
    ) as child:
        output = child.stdout
        assert output is not None
        threading.Thread(target=lambda: [lines.put(line) for line in output], daemon=True).start()

        def wait(words: str) -> str:
            end = time.monotonic() + PATIENCE
            said = []
            while words not in (said or [""])[-1]:
                try:
                    said.append(lines.get(timeout=max(0.1, end - time.monotonic())))
                except Empty:
                    raise AssertionError(f"never said {words!r}, but: {said}") from None
            return said[-1]

        try:
            yield child, wait
        finally:
            child.kill()


@pytest.mark.skipif(sys.platform == "win32", reason="sends the signal of Ctrl-C")
def test_a_change_is_built_and_a_bad_document_is_not_the_end(tmp_path: Path) -> None:
    document = tmp_path / "list.md"
    document.write_text(LIST, encoding="utf-8")
    with watching("list.md", folder=tmp_path) as (child, wait):
        wait("Watching")
        document.write_text(LIST + ENTRY.format("Attention over Graphs of Graphs", "1710.10903"), encoding="utf-8")
        assert "list.md: 1 read; 2 papers (+1), " in wait("(+1)")
        document.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0")
        wait("no document could be read")
        document.write_text(LIST, encoding="utf-8")
        assert "list.md: 1 read; 1 paper (-1), " in wait("(-1)")
        child.send_signal(signal.SIGINT)
        assert child.wait(PATIENCE) == 0
