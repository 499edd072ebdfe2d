"""Papers with lists of keywords that are most like a paper: what they were given, it may be given, too.

How like two papers are is told by the words that they share, rare ones above all. A word of the paper counts whether
the other has it in its title or in a keyword. `benchmarks/keywords.py` writes which lists hold which stems and
keywords, as numbers; there is no running text.

>>> lists = [Listing(Counter(["graph", "prune"]), ["graph"]), Listing(Counter(["robot", "arm"]), ["robot", "arm"])]
>>> Precedents.of(lists).shares(Counter(["arm", "learn"]))
{'robot': 1.0, 'arm': 1.0}
"""

from __future__ import annotations

import gzip
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from heapq import nlargest
from itertools import accumulate, pairwise
from math import log, sqrt
from pathlib import Path
from typing import NamedTuple

from kg.extractors.keywords.candidates import Token

FILE = Path(__file__).with_name("precedents.tsv.gz")
_MOST = 60  # lists that are heard for a paper
_TITLE = 3  # how often a word of the title counts beside words of the abstract
_DOUBT = 0.003  # a share that is added, so that rare keywords do not stand out by chance
_NEVER = -9.0  # no list holds the keyword


class Listing(NamedTuple):
    """A paper with a list of keywords."""

    stems: Counter[str]  # of its title and its keywords
    keywords: Sequence[str]  # by their stems


@dataclass(frozen=True)
class Precedents:
    """Which lists hold a stem, how often, and which hold a keyword. Lists are numbered."""

    size: int
    stems: Mapping[str, Mapping[int, int]]
    keywords: Mapping[str, Sequence[int]]

    @classmethod
    def of(cls, listings: Iterable[Listing]) -> Precedents:
        """Precedents of papers, numbered in their order."""
        size = 0
        stems, keywords = defaultdict[str, dict[int, int]](dict), defaultdict[str, list[int]](list)
        for number, listing in enumerate(listings):
            size += 1
            for stem, count in listing.stems.items():
                stems[stem][number] = count
            for keyword in listing.keywords:
                keywords[keyword].append(number)
        return cls(size, dict(stems), {keyword: tuple(numbers) for keyword, numbers in keywords.items()})

    def shares(self, words: Mapping[str, int]) -> dict[str, float]:
        """Which share of the lists of papers like one with such words holds each keyword; closer ones count more."""
        scores = [0.0] * self.size
        for stem in sorted(words):  # sums of floats depend on their order
            rarity = self._rarity.get(stem, 0.0) * _damped(words[stem])
            for number, weight in self._weights.get(stem, ()):
                scores[number] += rarity * weight
        closest = nlargest(_MOST, ((score, -number) for number, score in enumerate(scores) if score))
        total = sum(score * score for score, _ in closest)
        found: dict[str, float] = {}
        for score, number in closest:
            for keyword in self._lists[-number]:
                found[keyword] = found.get(keyword, 0.0) + score * score / total
        return found

    def evidence(self, keyword: str, shares: Mapping[str, float]) -> tuple[float, float]:
        """How much more often the lists behind `shares` hold a keyword than others do, in log odds; and their share."""
        lists = self.keywords.get(keyword)
        if not lists:
            return _NEVER, 0.0
        share = shares.get(keyword, 0.0)
        return log((share + _DOUBT) / (len(lists) / self.size + _DOUBT)), share

    @cached_property
    def _rarity(self) -> dict[str, float]:
        return {stem: log(self.size / len(lists)) for stem, lists in self.stems.items()}

    @cached_property
    def _weights(self) -> dict[str, list[tuple[int, float]]]:
        """The lists that hold a stem, each with the stem's part in what it says."""
        squares = [0.0] * self.size
        for stem, lists in self.stems.items():
            for number, count in lists.items():
                squares[number] += (_damped(count) * self._rarity[stem]) ** 2
        lengths = [sqrt(square) or 1.0 for square in squares]
        return {
            stem: [(number, _damped(count) * self._rarity[stem] / lengths[number]) for number, count in lists.items()]
            for stem, lists in self.stems.items()
        }

    @cached_property
    def _lists(self) -> list[list[str]]:
        """The keywords of each list."""
        found: list[list[str]] = [[] for _ in range(self.size)]
        for keyword, lists in self.keywords.items():
            for number in lists:
                found[number].append(keyword)
        return found


def _damped(count: int) -> float:
    """A word that stands twice does not say twice as much."""
    return 1 + log(count)


def words_of(*passages: Iterable[Token]) -> Counter[str]:
    """The stems of all words but stop words."""
    return Counter(token.stem for tokens in passages for token in tokens if not token.stop)


def words_of_text(title: Iterable[Token], passages: Iterable[Iterable[Token]]) -> Counter[str]:
    """The stems of a title and an abstract, with those of the title counted as often as they deserve."""
    words = words_of(*passages)
    for stem, count in words_of(title).items():
        words[stem] += _TITLE * count
    return words


@cache
def load_precedents() -> Precedents:
    """The precedents that come with kg."""
    return parse(gzip.decompress(FILE.read_bytes()).decode("utf-8"))


def parse(text: str) -> Precedents:
    r"""Precedents from the lines that `serialise` writes.

    >>> parse("\t9\narm\t2*3 1\n\nrobot arm\t3\n")
    Precedents(size=9, stems={'arm': {1: 3, 2: 1}}, keywords={'robot arm': (2,)})
    """
    head, _, tail = text.partition("\n\n")
    first, *lines = head.split("\n")
    stems = {}
    for line in lines:
        stem, steps = line.split("\t")
        gaps, _, counts = zip(*(step.partition("*") for step in steps.split()), strict=True)
        stems[stem] = dict(zip(_numbers(gaps), (int(count or 1) for count in counts), strict=True))
    keywords = {keyword: _numbers(steps.split()) for keyword, steps in (row.split("\t") for row in tail.splitlines())}
    return Precedents(int(first), stems, keywords)


def _numbers(gaps: Iterable[str]) -> tuple[int, ...]:
    """The numbers that lie so far behind each other, the first behind -1."""
    return tuple(accumulate(map(int, gaps), initial=-1))[1:]


def serialise(precedents: Precedents) -> Iterator[str]:
    """The lines of a file of precedents, sorted; a list is named by its distance from the one before."""
    yield f"\t{precedents.size}\n"
    for stem, lists in sorted(precedents.stems.items()):
        steps = zip(_gaps(lists), lists.values(), strict=True)
        yield f"{stem}\t{' '.join(f'{gap}*{count}' if count > 1 else str(gap) for gap, count in steps)}\n"
    yield "\n"
    for keyword, numbers in sorted(precedents.keywords.items()):
        yield f"{keyword}\t{' '.join(map(str, _gaps(numbers)))}\n"


def _gaps(numbers: Iterable[int]) -> list[int]:
    return [after - before for before, after in pairwise((-1, *numbers))]
