"""Papers linked again where something changed are those that linking everything gives."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pytest
from hand_made import Sheet

from kg.extraction import Extraction
from kg.linking.papers import Work, group, place
from kg.relinking.memory import Memory
from kg.relinking.papers import Change, regroup

WORDS = ("deep", "sets", "of", "graph", "nets", "for", "fast", "learning", "a", "theory", "robust", "pruning", "models")
PEOPLE = ("Ada Byron", "A. Byron", "Emmy Noether", "Grace Hopper", "G. Hopper", "Alan Turing")
CATALOGUE = "records.jsonl"


def title(chance: random.Random) -> str:
    """A title of few words, so that many are near each other; some with slips, numbers, or cut off."""
    words = [chance.choice(WORDS) for _ in range(chance.randint(2, 7))]
    if chance.random() < 0.3:
        words.append(str(chance.randint(1, 2)))
    text = " ".join(words)
    if chance.random() < 0.2:
        at = chance.randrange(len(text))
        text = text[:at] + text[at + 1 :]
    return (text if chance.random() < 0.8 else text[: chance.randint(1, len(text))]).strip() or "nets"


def entry(chance: random.Random, titles: Sequence[str]) -> dict[str, object]:
    identifiers = {"arxiv": f"1703.0{chance.randint(1, 6)}"} if chance.random() < 0.3 else {}
    place = {"venue": chance.choice(["ICLR", "ICML"]), "year": chance.choice(["2019", "2020"])}
    return {
        "title": chance.choice(titles),
        "authors": chance.sample(PEOPLE, chance.randint(0, 3)),
        "identifiers": identifiers,
        **(place if chance.random() < 0.5 else {}),
    }


def extraction(name: str, entries: Iterable[Mapping[str, object]]) -> Extraction:
    sheet = Sheet(name, catalogue=name == CATALOGUE)
    for item in entries:
        sheet.add(**item)  # type: ignore[arg-type]
    return sheet.extraction()


def all_of(world: Mapping[str, Extraction]) -> list[Work]:
    references = sorted({item for each in world.values() for item in each.references}, key=place)
    return group(references, catalogues=[CATALOGUE]).works


def changed(memory: Memory, change: Change) -> dict[str, frozenset[int]]:
    region = regroup(memory, change, catalogues=[CATALOGUE], keep_versions=False)
    now = {work.key: frozenset(map(memory.number_of, work.references)) for work in region.works}
    memory.assign(now)
    return now


@pytest.mark.parametrize("seed", range(20))
def test_any_sequence_of_edits_gives_what_linking_everything_gives(seed: int) -> None:
    chance = random.Random(seed)
    titles = [title(chance) for _ in range(60)]
    world: dict[str, Extraction] = {}
    with tempfile.TemporaryDirectory() as folder:
        memory = Memory(Path(folder) / "memory")
        for _ in range(12):
            name = chance.choice(["a.md", "b.md", "c.md", CATALOGUE])
            entries = [entry(chance, titles) for _ in range(chance.choice([0, 1, 3, 30]))]
            new = extraction(name, entries) if entries else None
            if new:
                world[name] = new
                changed(memory, Change([new], []))
            elif world.pop(name, None):
                changed(memory, Change([], [name]))
            expected = {work.key: sorted(map(place, work.references)) for work in all_of(world)}
            assert remembered(memory) == expected
        memory.close()


def remembered(memory: Memory) -> dict[str, list[object]]:
    found: dict[str, list[object]] = {}
    about = memory.papers_of(number for (number,) in memory.ask("SELECT number FROM reference"))
    for item in memory.references(about):
        found.setdefault(about[item.number], []).append(place(item.reference))
    return {work: sorted(places) for work, places in found.items()}  # type: ignore[type-var]
