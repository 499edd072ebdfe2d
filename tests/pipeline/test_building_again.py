"""Builds that go on from the last one give, quad for quad, what builds from nothing give."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from pyoxigraph import Store

from kg import pipeline
from kg.pipeline import BuildReport, build
from kg.store import open_graph
from kg.store.inputs import CatalogueFile

DATA = Path(__file__).parents[2] / "data"
DOCUMENTS = sorted(path for path in (DATA / "documents").iterdir() if path.is_file())
RECORDS = DATA / "catalogues" / "well-known.bib"


def quads(folder: Path) -> set[str]:
    store: Store = open_graph(folder)
    return set(map(str, store))


def edit(folder: Path, chance: random.Random) -> None:
    """Add a document, take one away, or cut one to some of its lines."""
    there = sorted(folder.iterdir())
    missing = [path for path in DOCUMENTS if folder / path.name not in there]
    action = chance.choice(["add", "cut", "remove"])
    if missing and (action == "add" or len(there) < 2):
        shutil.copy(chance.choice(missing), folder)
    elif action == "remove":
        chance.choice(there).unlink()
    else:
        path = chance.choice(there)
        lines = path.read_bytes().splitlines(keepends=True)
        start = chance.randrange(len(lines) // 2 + 1)
        path.write_bytes(b"".join(lines[:start] + lines[start + chance.randint(1, 4) :]))


@pytest.mark.parametrize(
    ("seed", "catalogues"),
    [(0, ()), (1, (CatalogueFile(RECORDS),)), (2, (CatalogueFile(RECORDS, whole=True),))],
    ids=["none", "some", "whole"],
)
def test_any_sequence_of_edits(
    seed: int, catalogues: tuple[CatalogueFile, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(seed)
    documents = tmp_path / "documents"
    documents.mkdir()
    for path in chance.sample(DOCUMENTS, 3):
        shutil.copy(path, documents)
    from_nothing: list[str] = []
    make = pipeline.make

    def spied(running: object, generation: str, readings: object) -> object:
        from_nothing.append(generation)
        return make(running, generation, readings)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "make", spied)

    def made(name: str) -> BuildReport:
        return build([str(documents)], tmp_path / name, catalogues=catalogues)

    made("again")
    for step in range(2):
        edit(documents, chance)
        from_nothing.clear()
        report = made("again")
        assert not from_nothing
        assert report.totals == made(f"fresh-{step}").totals
        assert quads(tmp_path / "again") == quads(tmp_path / f"fresh-{step}")


@pytest.mark.parametrize("damage", ["gone", "cut", "overwritten"])
def test_what_a_build_remembers_may_be_lost(damage: str, tmp_path: Path) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    shutil.copy(DOCUMENTS[0], documents)
    build([str(documents)], tmp_path / "graph")
    (memory,) = (tmp_path / "graph" / "generations").glob("*/memory")
    data = memory.read_bytes()
    memory.unlink()
    if damage != "gone":
        memory.write_bytes(data[: len(data) // 2] if damage == "cut" else data[:200] + bytes(len(data) - 200))
    shutil.copy(DOCUMENTS[1], documents)
    report = build([str(documents)], tmp_path / "graph")
    assert report.totals == build([str(documents)], tmp_path / "fresh").totals
    assert quads(tmp_path / "graph") == quads(tmp_path / "fresh")
