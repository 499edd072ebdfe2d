"""Every thing of a real graph is found by its label, also when a letter of it is wrong."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from kg.searching import Index, open_index, search
from kg.searching.stems import stems


@pytest.fixture(scope="module")
def index(built: Path) -> Index:
    return open_index(built, None)


def labels(index: Index) -> list[tuple[str, str]]:
    return list(index.ask("SELECT label, iri FROM thing ORDER BY number"))


def test_every_label_finds_its_thing_first_or_among_equals(index: Index) -> None:
    for label, iri in labels(index):
        if stems(label):
            hits = search(index, label, limit=50)
            equals = {hit.iri for hit in hits if stems(hit.label) == stems(label) or stems(hit.words) == stems(label)}
            assert iri in equals, label
            assert hits[0].iri in equals, label


def slip(word: str, chance: random.Random) -> str:
    """`word` with a letter left out, doubled, changed, or in the place of its neighbour."""
    at = chance.randrange(len(word) - 1)
    one, other = word[at], word[at + 1]
    changed = [word[:at] + word[at + 1 :], word[:at] + one + word[at:]]
    changed += [word[:at] + chance.choice("etaoinshr") + word[at + 1 :], word[:at] + other + one + word[at + 2 :]]
    return chance.choice([text for text in changed if text != word] or [word + word[-1]])


def test_a_slip_in_a_word_of_five_letters_is_forgiven(index: Index) -> None:
    chance = random.Random(7)
    tried = found = 0
    for label, iri in labels(index):
        typed = label.split()
        long = [at for at, word in enumerate(typed) if word.isalpha() and len(word) >= 5]
        if long:
            at = chance.choice(long)
            typed[at] = slip(typed[at], chance)
            tried += 1
            found += iri in [hit.iri for hit in search(index, " ".join(typed), limit=10)]
    assert tried > 500
    assert found / tried >= 0.95, f"{found} of {tried}"
