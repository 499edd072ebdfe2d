"""Whenever a build is killed, the graph that counts is whole: the old one or the new one."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hand_made import Sheet

from kg.linking import link
from kg.mapping import units
from kg.namespaces import BASE
from kg.store import open_graph
from kg.store.commit import begin, commit, is_intact
from kg.store.folder import Manifest, generation_folder, read_manifest
from kg.store.generation import Background, digest, fill, update
from kg.store.lock import locked

MOMENTS = 7
CODE = """
import sys
from pathlib import Path
from test_killed import make
print("ready", flush=True)
make(Path(sys.argv[1]), sys.argv[2], sys.argv[3] == "update")
print("done", flush=True)
"""


def make(folder: Path, name: str, from_before: bool) -> None:
    """Make a graph of a hundred papers, and of one that has the name of the generation."""
    sheet = Sheet("a.md")
    for number in range(100):
        sheet.add(f"Paper Number {number}", ["Ada Byron", f"Author {number}"], venue="ICLR", year="2020")
    sheet.add(f"The Paper called {name}", ["Emmy Noether"])
    extraction = sheet.extraction()
    entities = link({"a.md": extraction.references})
    with locked(folder):
        before = read_manifest(folder) if from_before else None
        made, partial, background = units(entities, [extraction]), begin(folder, name), Background({}, {}, ())
        if before:
            update(partial, generation_folder(folder, before.generation), made, background, BASE)
        else:
            fill(partial, made, background, BASE)
        commit(folder, Manifest(name, "", digest(partial), BASE, "quotes", {}, ()))


@contextmanager
def making(folder: Path, name: str, how: str) -> Iterator[subprocess.Popen[str]]:
    """Another process, about to make a graph."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path])}
    command = [sys.executable, "-c", CODE, str(folder), name, how]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        yield process
        process.kill()


def quads(folder: Path) -> list[str]:
    return sorted(map(str, open_graph(folder)))


@pytest.mark.parametrize("how", ["update", "fill"])
def test_killed_at_any_moment_the_graph_is_whole(tmp_path: Path, how: str) -> None:
    make(tmp_path, "old", from_before=False)
    expected = {"old": quads(tmp_path)}
    with making(tmp_path, "new", how) as process:
        begin = time.perf_counter()
        assert process.stdout
        assert process.stdout.readline() == "done\n"
        length = time.perf_counter() - begin
    expected["new"] = quads(tmp_path)
    for moment in range(MOMENTS):
        other = {"old": "new", "new": "old"}[read_manifest(tmp_path).generation]
        with making(tmp_path, other, how):
            time.sleep(length * moment / MOMENTS)
        manifest = read_manifest(tmp_path)
        assert is_intact(tmp_path, manifest)
        assert quads(tmp_path) == expected[manifest.generation]
