"""A generation made from the one before holds, quad for quad, what one made from nothing holds."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hand_made import CONCEPTS, Sheet
from hypothesis import given, settings
from hypothesis import strategies as st
from meeting import BACKGROUND, ENTRIES, ICLR, held

from kg.linking import link
from kg.mapping import Unit, units
from kg.namespaces import BASE
from kg.store.generation import fill, update

Content = tuple[bool, tuple[int, ...]]  # whether it is a catalogue; which entries it has
World = Mapping[str, Content]  # by name of the document

NAMES = st.sampled_from(["a.md", "b/c.md", "d.jsonl"])

entries = st.lists(st.integers(0, len(ENTRIES) - 1), unique=True, max_size=4).map(tuple)
contents = st.tuples(st.sampled_from([False, False, True]), entries)
worlds = st.dictionaries(NAMES, contents)
edits = st.lists(st.tuples(NAMES, st.none() | contents), min_size=1, max_size=4)
"""Documents that are added, changed or (None) removed, one after the other."""


def made(world: World) -> list[Unit]:
    extractions = []
    for name, (catalogue, entries) in world.items():
        sheet = Sheet(name, catalogue=catalogue)
        for number in entries:
            sheet.add(**ENTRIES[number])  # type: ignore[arg-type]
        extractions.append(sheet.extraction())
    entities = link({item.name: item.references for item in extractions})
    venues, labels = {"Iclr": ICLR}, {CONCEPTS + "method/siren": ["SIREN"]}
    return list(units(entities, extractions, venues=venues, vocabulary=labels))


def edited(world: World, name: str, content: Content | None) -> World:
    others = {key: value for key, value in world.items() if key != name}
    return others | {name: content} if content else others


@settings(max_examples=10)
@given(worlds, edits)
def test_any_sequence_of_edits_gives_what_a_build_from_nothing_gives(
    world: World, changes: list[tuple[str, Content | None]]
) -> None:
    with tempfile.TemporaryDirectory() as name:
        fresh, before, after = (Path(name) / part for part in ("fresh", "before", "after"))
        before.mkdir()
        fill(before, made(world), BACKGROUND, BASE)
        for change in changes:
            world = edited(world, *change)
            for folder in (fresh, after):
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
            fill(fresh, made(world), BACKGROUND, BASE)
            assert update(after, before, made(world), BACKGROUND, BASE)
            assert held(after) == held(fresh)
            shutil.rmtree(before)
            after.rename(before)


def test_a_graph_that_is_loaded_in_parts_is_compact_and_holds_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = {"a.md": (False, (0, 1)), "d.jsonl": (True, (2, 3))}
    whole, parts = tmp_path / "whole", tmp_path / "parts"
    for folder in (whole, parts):
        folder.mkdir()
    fill(whole, made(world), BACKGROUND, BASE)
    monkeypatch.setattr("kg.store.generation._PART", 10)
    fill(parts, made(world), BACKGROUND, BASE)
    assert held(parts) == held(whole)
    assert len(list(parts.rglob("*.sst"))) <= len(list(whole.rglob("*.sst")))


@given(worlds)
def test_units_share_no_subject_and_their_digests_tell_them_apart(world: World) -> None:
    found = made(world)
    assert len({unit.key for unit in found}) == len(found)
    owner: dict[object, str] = {}
    for unit in found:
        assert all(owner.setdefault(quad.subject, unit.key) == unit.key for quad in unit.quads())
    again = {unit.key: unit for unit in made(dict(reversed(world.items())))}
    assert {key: unit.digest for key, unit in again.items()} == {unit.key: unit.digest for unit in found}
    assert all(set(again[unit.key].quads()) == set(unit.quads()) for unit in found)


@settings(max_examples=200)
@given(worlds, NAMES, st.none() | contents)
def test_equal_digests_mean_equal_quads(world: World, name: str, content: Content | None) -> None:
    known = {(unit.key, unit.digest): unit for unit in made(world)}
    for unit in made(edited(world, name, content)):
        if same := known.get((unit.key, unit.digest)):
            assert set(unit.quads()) == set(same.quads())


def test_a_large_change_is_not_an_update(tmp_path: Path) -> None:
    sheet = Sheet("a.md")
    for number in range(600):
        sheet.add(f"Paper number {number}")
    extraction = sheet.extraction()
    for folder in ("before", "after"):
        (tmp_path / folder).mkdir()
    fill(tmp_path / "before", made({}), BACKGROUND, BASE)
    entities = link({"a.md": extraction.references})
    many = units(entities, [extraction])
    assert update(tmp_path / "after", tmp_path / "before", many, BACKGROUND, BASE) is None
