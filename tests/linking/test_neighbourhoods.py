"""Resolving a neighbourhood of names alone gives what resolving everybody gives."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import pytest
from hand_made import Sheet, sheet

from kg.linking import census
from kg.linking.census import rounded
from kg.linking.neighbourhoods import Known, homes, kin
from kg.linking.papers import Work, place, works
from kg.linking.people import People, counted, known, resolve

SURNAMES = ["Byron", "Noether", "Wang", "Zhu", "Müller", "Lopez-Paz", "Jun", "Nguyen", "van Rijn", "Nowak", "NT"]
FIRST = ["Ada", "Anne", "Emmy", "Wei", "Jun", "Jun-Yan", "Jürgen", "Jeff", "Jeffrey", "Michael", "Mike", "Zhu", "Hoang"]
MIDDLE = ["", "", "", "B.", "C.", "Maria", "M."]


def person(chance: random.Random) -> tuple[str, str, str]:
    return chance.choice(FIRST), chance.choice(MIDDLE), chance.choice(SURNAMES)


def written(who: tuple[str, str, str], chance: random.Random) -> str:
    """A name in one of the forms in which documents write it."""
    first, middle, last = who
    plain = last.replace("ü", "ue")
    return chance.choice(
        [
            " ".join(filter(None, who)),
            " ".join(filter(None, who)),
            f"{first} {last}",
            f"{first} {plain.upper()}",
            f"{last}, {first}",
            f"{last} {first}",
            f"{first[0]}. {last}",
            f"{first[0]}. {middle[:1] or 'J'}. {last}",
            f"{last} {first[0]}.",
            f"{first.replace('-', '').capitalize()} {plain}",
            f"{first[:4]} {last}",
        ]
    )


def bibliography(seed: int) -> list[Sheet]:
    """Documents that list papers of a few circles of people, some papers twice with other spellings and orders."""
    chance = random.Random(seed)
    everybody = [person(chance) for _ in range(40)]
    circles = [chance.sample(everybody, 8) for _ in range(8)]
    sheets = [sheet("a"), sheet("b")]
    for number in range(70):
        authors = chance.sample(chance.choice(circles), chance.randint(1, 5))
        for made in sheets[: chance.choice([1, 1, 2])]:
            chance.shuffle(authors) if chance.random() < 0.2 else None
            made.add(
                f"Paper of the number {number}",
                [written(who, chance) for who in authors],
                topics=chance.sample(["sets", "nets", "logic", "maps"], chance.randint(0, 2)),
                organizations=chance.sample(["Mila", "MIT", "ETH"], chance.randint(0, 1)),
            )
    return sheets


def papers(seed: int) -> list[Work]:
    return works(sorted((item for made in bibliography(seed) for item in made.references), key=place))


def neighbourhoods(authors: list[Known]) -> Iterator[frozenset[str]]:
    """The neighbourhoods of all authors, by the rules for two authors."""
    joined = [set(homes(author.spellings)) for author in authors]
    joined += [
        set(homes((*one.spellings, *other.spellings))) for one, other in combinations(authors, 2) if kin(one, other)
    ]
    while joined:
        first, *rest = joined
        while touched := [blocks for blocks in rest if blocks & first]:
            rest = [blocks for blocks in rest if not blocks & first]
            first = first.union(*touched)
        yield frozenset(first)
        joined = rest


class Table:
    """Counts as another program would keep them, from what each paper says that it adds."""

    def __init__(self, found: list[Work]) -> None:
        self.total = len(found)
        self._values: dict[tuple[str, str], list[str]] = defaultdict(list)
        for kind, key, value in (item for work in found for item in counted(work)):
            self._values[kind, key].append(value)

    @property
    def names(self) -> int:
        return self.distinct("name", "")

    def distinct(self, kind: str, key: str) -> int:
        return len(set(self._values[kind, key]))

    def papers(self, kind: str, key: str) -> int:
        return len(self._values[kind, key])


def of(keys: set[str], found: People) -> People:
    """What was found of some people."""
    mine = {
        paper: [item for item in items if item.person in keys]
        for paper, items in found.authorships.items()
        if any(item.person in keys for item in items)
    }
    return People(
        mine,
        tuple(item for item in found.persons if item.key in keys),
        tuple(sorted(item for item in found.aliases if item.new in keys)),
        {key: reasons for key, reasons in found.reasons.items() if key in keys},
    )


@pytest.fixture
def _few_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names of a few people are enough to tell which are rare."""
    monkeypatch.setattr(census, "FEW_NAMES", 30)
    monkeypatch.setattr(census, "FEW_PAPERS", 10)


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.usefixtures("_few_names")
def test_a_neighbourhood_alone_gives_what_all_give(seed: int) -> None:
    found = papers(seed)
    whole, resolved, counts = resolve(found), set[str](), Table(found)
    authors = [author for work in found for author in known(work)]
    for blocks in neighbourhoods(authors):
        some = {author.paper for author in authors if blocks & homes(author.spellings)}
        alone = resolve([work for work in found if work.key in some], counts=counts, blocks=blocks)
        keys = {item.key for item in alone.persons}
        assert of(keys, alone) == replace(alone, aliases=tuple(sorted(alone.aliases)))
        assert of(keys, alone) == of(keys, whole)
        assert resolved.isdisjoint(keys)
        resolved |= keys
    assert resolved == {item.key for item in whole.persons}


def test_counts_that_make_no_difference_are_the_same() -> None:
    assert rounded("listed", 2, 70_000) == rounded("listed", 80, 70_000) != rounded("listed", 90, 70_000)
    assert rounded("topic", 5_000, 70_000) == rounded("topic", 60_000, 70_000)
    assert rounded("organization", 64, 70_000) == rounded("organization", 127, 70_000)
