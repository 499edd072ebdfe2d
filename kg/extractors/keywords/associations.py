"""Keywords that authors give a paper without writing them in it: frequent ones, expected from the words that it has.

A paper on "policy gradients" is given "reinforcement learning" whether or not its abstract says so. How often a keyword
stands in lists beside a word is learnt from titles with lists; `benchmarks/keywords.py` writes the counts, which hold
keywords and single or paired stems with numbers, no running text.
"""

from __future__ import annotations

import gzip
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from heapq import nsmallest
from itertools import pairwise
from math import log
from pathlib import Path
from typing import NamedTuple

from kg.extractors.keywords.candidates import Token
from kg.extractors.keywords.features import Paper

FILE = Path(__file__).with_name("associations.tsv.gz")
RANKER = Path(__file__).with_name("expected.txt.gz")
NAMES = ("prior", "title", "expected", "rank", "words in title", "words", "abstract", "repeated", "written", "length")
NEED_ABSTRACT = frozenset(["abstract", "repeated", "written", "length"])
_MOST = 15  # of a paper
_TRUST = 15.0  # as if so many more lists had the word, with keywords as all lists have them
_TITLE, _ABSTRACT, _REPEATED = 0.5, 0.03, 0.1  # words that stand together say much the same, those of abstracts more so


class Label(NamedTuple):
    """A keyword that stands in some lists."""

    key: str  # the stems of its words
    text: str  # as most authors write it
    lists: int


class Neighbours(NamedTuple):
    """The lists of papers whose title, or another keyword, holds a word: how many, and which keywords these have."""

    lists: int
    labels: Mapping[str, int]


@dataclass(frozen=True)
class Associations:
    """How often keywords stand beside words and pairs of words."""

    lists: int
    labels: Mapping[str, Label]
    units: Mapping[str, Neighbours]

    def prior(self, key: str) -> float:
        """The log share of lists that hold a keyword."""
        return log(self.labels[key].lists / self.lists)

    def support(self, units: Iterable[str]) -> defaultdict[str, float]:
        """By how much words raise the log odds of the keywords that stand beside them more often than elsewhere."""
        found = defaultdict[str, float](float)
        for unit in sorted(units):  # sums of floats depend on their order
            lists, labels = self.units.get(unit, (0, {}))
            for key, count in labels.items():
                usual = self.labels[key].lists / self.lists
                odds = (count + _TRUST * usual) / (lists + _TRUST) / usual
                if odds > 1:
                    found[key] += log(odds)
        return found


class Expected(NamedTuple):
    """A keyword that a paper does not write, with a row of numbers in the order of `NAMES`."""

    label: Label
    row: list[float]


def units_of(tokens: Sequence[Token]) -> Counter[str]:
    """The stems of words, and those of two that stand beside each other; stop words say nothing."""
    words = Counter(token.stem for token in tokens if not token.stop)
    words.update(f"{left.stem} {right.stem}" for left, right in pairwise(tokens) if not left.stop and not right.stop)
    return words


def expected(paper: Paper, associations: Associations) -> list[Expected]:
    """The keywords that the words of a paper suggest most and that it does not write, most expected first."""
    title = units_of(paper.tokens[0])
    abstract = Counter[str]()
    for tokens in paper.tokens[1:]:
        abstract.update(units_of(tokens))
    other = abstract.keys() - title.keys()
    by_title, by_abstract, by_repeated = (
        associations.support(units)
        for units in (title, other, {unit for unit in other if " " in unit or abstract[unit] > 1})
    )
    totals = {
        key: associations.prior(key)
        + (_TITLE * by_title[key] + _ABSTRACT * by_abstract[key] + _REPEATED * by_repeated[key])
        for key in by_title.keys() | by_abstract.keys()
    }
    order = {key: place for place, key in enumerate(sorted(totals, key=lambda key: (-totals[key], key)))}
    found = []
    for key in nsmallest(_MOST, (key for key in order if key not in paper.by_key), key=order.__getitem__):
        stems = key.split()
        row = [
            associations.prior(key),
            by_title[key],
            totals[key],
            log(1 + order[key]),
            sum(stem in title for stem in stems) / len(stems),
            float(len(stems)),
            by_abstract[key],
            by_repeated[key],
            sum(stem in title or stem in abstract for stem in stems) / len(stems),
            float(len(other)),
        ]
        found.append(Expected(associations.labels[key], row))
    return found


@cache
def load_associations() -> Associations:
    """The associations that come with kg."""
    return parse(gzip.decompress(FILE.read_bytes()).decode("utf-8"))


def parse(text: str) -> Associations:
    r"""Associations from the lines that `serialise` writes.

    >>> made = parse("\t100\nreinforc learn\tReinforcement learning\t9\n\nagent\t12\t0:7\n")
    >>> made.labels["reinforc learn"].text, made.units["agent"]
    ('Reinforcement learning', Neighbours(lists=12, labels={'reinforc learn': 7}))
    """
    head, _, tail = text.partition("\n\n")
    first, *lines = head.split("\n")
    labels = [Label(key, written, int(lists)) for key, written, lists in (line.split("\t") for line in lines)]
    units = {}
    for line in tail.splitlines():
        unit, lists, counts = line.split("\t")
        beside = (pair.split(":") for pair in counts.split())
        units[unit] = Neighbours(int(lists), {labels[int(place)].key: int(count) for place, count in beside})
    return Associations(int(first), {label.key: label for label in labels}, units)


def serialise(associations: Associations) -> Iterator[str]:
    """The lines of a file of associations, sorted; a unit names keywords by their places."""
    yield f"\t{associations.lists}\n"
    places = {key: place for place, key in enumerate(sorted(associations.labels))}
    for key in places:
        yield "\t".join(map(str, associations.labels[key])) + "\n"
    yield "\n"
    for unit, (lists, labels) in sorted(associations.units.items()):
        counts = sorted((places[key], count) for key, count in labels.items())
        yield f"{unit}\t{lists}\t{' '.join(f'{place}:{count}' for place, count in counts)}\n"
