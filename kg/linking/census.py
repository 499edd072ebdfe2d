"""How often names, co-authors, topics and organisations occur in all papers, rounded to steps.

How common a name is decides whether two authors are one person, so one paper more might touch any other. Counts are
therefore rounded down (`rounded`), and a count that can make no difference is the same as all others that cannot: as
long as no rounded count changes, nothing that rests on it does. What a paper adds to the counts, `contributions` says.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate
from math import expm1, inf, log1p
from types import MappingProxyType
from typing import NamedTuple, Protocol

from kg.linking.entities import Evidence
from kg.linking.names import Name
from kg.linking.spellings import Spelling

FEW_NAMES, FEW_PAPERS = 3000, 1000
"""Data with fewer names and papers than these are judged as if they were a part of so many."""

CHANCES = 8
"""Pairs of co-authors by which two papers may share one by accident, about."""

CO_AUTHOR = 5.0
"""The most that one shared co-author weighs: less than what speaks against initials."""

TOPIC, TOO_FREQUENT = 1.5, 1.6
"""The most that a shared topic or organisation weighs, and the rarity (`Census.rarity`) at which it begins to weigh."""

_STEPS = 130
_QUARTERS = tuple(accumulate(range(1, _STEPS), lambda step, _: max(step + 1, round(1.25 * step))))

_MIDDLE = 1.5
"""A number between a power of two and the next, as a multiple of it: what totals are taken for."""


class Facts(NamedTuple):
    """What a paper says beside its authors."""

    topics: frozenset[str]
    organizations: frozenset[str]


class Contribution(NamedTuple):
    """That `value` is to be counted under `key`, once however often it comes; without a value, one paper more."""

    kind: str
    key: str
    value: str = ""


class Counts(Protocol):
    """How often everything occurs in all papers, exactly.

    The kinds of `distinct` are "surname" (a surname → its first and middle names), "called" (a surname → its first
    names) and "first" (a first name, also with its middle names → its surnames); those of `papers` are "listed" (a
    name of an author, in full or abbreviated), "topic" and "organization".
    """

    @property
    def names(self) -> int:
        """How many names there are: distinct values of the kind "name" under the one key that it has."""

    @property
    def total(self) -> int:
        """How many papers there are."""

    def distinct(self, kind: str, key: str) -> int:
        """How many distinct values were counted."""

    def papers(self, kind: str, key: str) -> int:
        """How many papers were counted."""


def contributions(authors: Iterable[Iterable[Spelling]], facts: Facts) -> Iterator[Contribution]:
    """What one paper adds to the counts, each contribution once, beside one to `Counts.total`.

    >>> from kg.linking.spellings import spell
    >>> for item in contributions([[spell("Ada M. Byron")]], Facts(frozenset({"sets"}), frozenset())):
    ...     print(item.kind, item.key or "-", item.value or "-", sep=", ")
    name, -, ada m byron
    surname, byron, adam
    called, byron, ada
    first, adam, byron
    first, ada, byron
    listed, ada m byron, -
    listed, byron a, -
    topic, sets, -
    """
    written = [spelling for author in authors for spelling in author]
    yield from dict.fromkeys(item for spelling in written for item in _of_name(spelling.name, spelling.full))
    yield from (Contribution("listed", text) for text in _listed(written))
    yield from (Contribution("topic", item) for item in sorted(facts.topics))
    yield from (Contribution("organization", item) for item in sorted(facts.organizations))


def _of_name(name: Name, full: str) -> Iterator[Contribution]:
    """What a name adds, wherever it stands."""
    if called := name.called:
        long = called + "".join(name.middles)
        yield Contribution("name", "", full)
        yield Contribution("surname", name.surname, long)
        yield Contribution("called", name.surname, called)
        for first in dict.fromkeys((long, called)) if name.is_full else ():
            yield Contribution("first", first, name.surname)


def _listed(written: Iterable[Spelling]) -> list[str]:
    found: dict[str, None] = {}
    for spelling in written:
        found[spelling.full] = found[spelling.short] = None
    return list(found)


class Counted:
    """The counts of some papers, in memory."""

    def __init__(self, papers: Iterable[tuple[Iterable[Iterable[Spelling]], Facts]] = ()) -> None:
        self.total = 0
        self._distinct: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self._papers: dict[str, Counter[str]] = defaultdict(Counter)
        seen: dict[str, Spelling] = {}
        for authors, facts in papers:
            written = [spelling for author in authors for spelling in author]
            seen.update({spelling.written: spelling for spelling in written})
            self._count(_listed(written), facts)
        for spelling in seen.values():
            for kind, key, value in _of_name(spelling.name, spelling.full):
                self._distinct[kind][key].add(value)

    def _count(self, listed: Iterable[str], facts: Facts) -> None:
        self.total += 1
        self._papers["listed"].update(listed)
        self._papers["topic"].update(facts.topics)
        self._papers["organization"].update(facts.organizations)

    @property
    def names(self) -> int:
        return self.distinct("name", "")

    def distinct(self, kind: str, key: str) -> int:
        return len(self._distinct[kind].get(key, ()))

    def papers(self, kind: str, key: str) -> int:
        return self._papers[kind][key]


def rounded(kind: str, count: int, papers: int) -> float:
    """A count as it is weighed: equal results weigh the same, whatever the exact counts are.

    Args:
        kind: one of those of `Counts`, or "names" or "total".
        count: exactly.
        papers: `Counts.total`, of which only the power of two at or below it matters.

    >>> [rounded("surname", count, 100) for count in (0, 4, 6, 7, 9, 11, 18)]
    [0, 4, 6, 6, 8, 10, 15]
    >>> [rounded("topic", count, 70_000) for count in (1, 3, 1000, 4000)]
    [1, 2, 512, inf]
    """
    if kind in ("surname", "called", "first"):
        return _quarters(count)
    if kind == "listed":
        return _quarters(count) if count > _weighs_most(papers) else min(1, count)
    if kind in ("topic", "organization") and count >= _weighs_nothing(papers):
        return inf
    return _power(count)


def _quarters(count: int) -> int:
    """The step at or below a count; each step is about a quarter larger than the one before."""
    place = bisect_right(_QUARTERS, count)
    return _QUARTERS[place - 1] if place else 0


def _power(count: int) -> int:
    """The power of two at or below a count."""
    return 1 << count.bit_length() - 1 if count else 0


def _weighs_most(papers: int) -> float:
    """Of so many papers and fewer a co-author weighs the most that one can."""
    return 1 + max(_MIDDLE * _power(papers), FEW_PAPERS) / (CHANCES * expm1(CO_AUTHOR))


def _weighs_nothing(papers: int) -> float:
    """In so many papers and more a topic or organisation does not weigh."""
    return 1 + max(_MIDDLE * _power(papers), FEW_PAPERS) / (CHANCES * expm1(TOO_FREQUENT))


class Scale(NamedTuple):
    """How many names and papers there are, as everything is weighed: in steps, and never few."""

    names: float
    papers: float

    @classmethod
    def of(cls, counts: Counts) -> Scale:
        """The scale of some counts. Where it is another, everything may weigh something else."""
        names, papers = rounded("names", counts.names, counts.total), rounded("total", counts.total, counts.total)
        return cls(max(_MIDDLE * names, FEW_NAMES), max(_MIDDLE * papers, FEW_PAPERS))


class Census:
    """What counts say about how common things are, in steps.

    Args:
        counts: of all papers.
        fitting: surname and first initial → the first names written out that it may stand for. They are names of
            authors who are matched with each other, so that nobody else needs to know them.
    """

    def __init__(
        self, counts: Counts | None = None, fitting: Mapping[str, Iterable[str]] = MappingProxyType({})
    ) -> None:
        self._counts = counts or Counted()
        self._known: dict[tuple[str, str], float] = {}
        self._fitting = fitting
        self.weighed: dict[tuple[frozenset[Name], frozenset[Name]], tuple[Evidence, ...]] = {}  # what is asked again
        self._total = self._counts.total
        self._names, self._papers = Scale.of(self._counts)

    def distinct(self, kind: str, key: str) -> float:
        """How many distinct values there are, in steps."""
        if (kind, key) not in self._known:
            self._known[kind, key] = rounded(kind, self._counts.distinct(kind, key), self._total)
        return self._known[kind, key]

    def papers(self, kind: str, key: str, more: int = 0) -> float:
        """How many papers there are, in steps; or would be with some `more`."""
        if more:
            return rounded(kind, self._counts.papers(kind, key) + more, self._total)
        if (kind, key) not in self._known:
            self._known[kind, key] = rounded(kind, self._counts.papers(kind, key), self._total)
        return self._known[kind, key]

    @property
    def is_large(self) -> bool:
        """Whether there are names enough to tell that one is rare."""
        return self._names > FEW_NAMES

    def namesakes(self, first: str, surname: str) -> float:
        """How many people with these first and middle names are expected by chance beside one."""
        return self._expected(self.distinct("surname", surname), self.distinct("first", first))

    def called_so(self, called: str, surname: str) -> float:
        """How many people of this first name and surname, whatever their middle names, are expected beside one."""
        return self._expected(self.distinct("called", surname), self.distinct("first", called))

    def _expected(self, firsts: float, surnames: float) -> float:
        return max(0, firsts - 1) * max(0, surnames - 1) / self._names

    def fitting(self, short: str) -> list[str]:
        """The first names for which initials may stand, sorted."""
        return sorted(self._fitting.get(short, ()))

    def rarity(self, occurrences: float) -> float:
        """How surprising it is that two papers both have what so many papers have, as a natural logarithm."""
        return log1p(self._papers / (CHANCES * max(1, occurrences - 1)))
