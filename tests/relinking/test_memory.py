"""What a memory answers is what the same things in memory answer."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hand_made import Sheet

from kg.glued import Records
from kg.linking.minting import comparable
from kg.linking.titles import TitleIndex
from kg.relinking import Memory, StoredKnown

WORDS = ("deep", "sets", "graph", "nets", "learning", "é", "東京", "a")


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    found = Memory(tmp_path / "memory")
    yield found
    found.close()


@pytest.mark.parametrize("seed", range(5))
def test_titles(memory: Memory, seed: int) -> None:
    chance = random.Random(seed)
    sheet = Sheet("a.md")
    for _ in range(120):
        sheet.add(" ".join(chance.choices(WORDS, k=chance.randint(1, 4))))
    memory.add(sheet.extraction(), dict.fromkeys(sheet.references))
    titles = {comparable(reference.title.text) for reference in sheet.references}
    index = TitleIndex(titles)
    for title in [*titles, "deep", "deep sets of", "zebra"]:
        assert memory.titles.candidates(title) == index.candidates(title)
        assert memory.titles.longer(title) == index.longer(title)
        assert memory.titles.has_slip(title, "deep nets") == index.has_slip(title, "deep nets")


def test_papers_that_catalogues_know(memory: Memory) -> None:
    records = Sheet("all.jsonl", catalogue=True)
    records.add("Deep Sets", ["Manzil Zaheer"])
    records.add("Deep Sets of Graphs", ["Emmy Noether", "A. Byron"])
    records.add("Deep", [])
    document = Sheet("a.md")
    document.add("Deep Sets", ["M. Zaheer"])
    for sheet in (records, document):
        memory.add(sheet.extraction(), sheet.references)
    stored, known = StoredKnown(memory, ["all.jsonl"]), Records(records.references)
    for words in ("deep", "deep sets", "deep sets of", "deep set", "sets"):
        assert list(stored.titled(words)) == list(known.titled(words))
        assert list(stored.beginning(words)) == list(known.beginning(words))


def test_what_a_document_lost_and_gained(memory: Memory) -> None:
    before, after = Sheet("a.md"), Sheet("a.md")
    for sheet, titles in (
        (before, ("Deep Sets", "Graph Nets")),
        (after, ("Deep Sets", "Learning Nets", "Learning Nets")),
    ):
        for title in titles:
            sheet.add(title)
    assert memory.difference(before.extraction()) == (set(), before.references)
    kept, lost = memory.add(before.extraction(), before.references)
    gone, new = memory.difference(after.extraction())
    assert gone == {lost}
    assert [reference.title.text for reference in new] == ["Learning Nets", "Learning Nets"]
    memory.forget(list(memory.references(gone)))
    assert memory.numbers_of("a.md") == {kept}
    assert memory.known_titles(["deep sets", "graph nets"]) == {"deep sets"}
