"""Searching: which things fit some words, and in which order a researcher wants to see them.

A thing is as good as the best of its names and passages: first who is called exactly so, then whose label has all the
words, then whose other names have them, then of what a passage with all the words speaks. Within these, what many
papers name comes first, and a name of which the words are more. What was mended or left out counts for less.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from kg.naming import fold_space
from kg.searching.gathering import IDENTIFIER, OWN
from kg.searching.index import Index, kinds_mask, mark
from kg.searching.stems import placed, stems
from kg.searching.wanted import Wanted, Word, identifiers, readings, wanted

PASSAGE = "passage"
_EXACT, _EXACT_OTHER, _LABEL, _OTHER, _PASSAGE = 80.0, 70.0, 45.0, 30.0, 15.0
_NAMED, _SHARE, _TOGETHER, _BEGINS = 8.0, 4.0, 2.0, 1.0  # they sum up to what is between two of the ranks above
_BEGUN = 4.0  # by which less a word counts that only begins so
_SLIP, _LEFT_OUT = 0.6, 0.6  # by which a slip, and a word that was left out, make less of a hit
_ROWS = 400  # of names, and of passages, that are looked at
_AROUND = 50  # characters of a passage before and after what matched
_HIGHEST = _EXACT + _NAMED + _SHARE + _TOGETHER + _BEGINS

_THING = "thing.number, thing.papers"
_NAMES = (
    f"SELECT {_THING}, name.field, coalesce(name.text, thing.label) FROM name"
    " CROSS JOIN thing ON thing.number = name.thing"
)
_NAMES_WITH = (
    f"SELECT {_THING}, name.field, coalesce(name.text, thing.label) FROM name_words"
    " CROSS JOIN name ON name.number = name_words.rowid CROSS JOIN thing ON thing.number = name.thing"
    " WHERE name_words MATCH ?"
)
_PASSAGES_WITH = (
    f"SELECT {_THING}, '{PASSAGE}', passage.text FROM passage_words"
    " CROSS JOIN passage ON passage.number = passage_words.rowid CROSS JOIN thing ON thing.number = passage.thing"
    " WHERE passage_words MATCH ?"
)


@dataclass(frozen=True)
class Filter:
    """Which things may be found."""

    kinds: tuple[str, ...] = ()  # keys of `kg.finding.KINDS`; all when empty
    years: tuple[int, int] | None = None  # the first and the last; things without a year do not fit then
    wholes: tuple[tuple[str, ...], ...] = ()  # IRIs: of each tuple one is a document, edition or venue it belongs to


class Hit(NamedTuple):
    """A thing that was found."""

    iri: str
    label: str
    kind: str
    year: int | None  # the first, of what has one
    score: float  # up to 1
    field: str  # why: a kind of name, or a passage
    words: str  # that matched, with some around them where they are of a passage
    marks: tuple[tuple[int, int], ...]  # where in them
    mended: tuple[str, ...] = ()  # words that stand for misspelt ones
    missing: int = 0  # words that were asked for and are not there


class _Fit(NamedTuple):
    """How well a name or passage fits."""

    score: float
    field: str
    text: str
    found: frozenset[str]  # its words that were looked for
    mended: frozenset[str]
    missing: int


def search(index: Index, text: str, chosen: Filter = Filter(), limit: int = 20) -> list[Hit]:
    """The things that fit what somebody typed, best first; by label and IRI among equals.

    Args:
        index: of the graph.
        text: words, the last of which may be a beginning; or an identifier.
        chosen: which things may be found.
        limit: how many at most.
    """
    asked = wanted(text)
    return _Search(index, chosen, limit).hits(text, asked) if asked.words else []


def foremost(index: Index, chosen: Filter = Filter(), limit: int = 20) -> list[Hit]:
    """The things that most papers name."""
    condition, values = _condition(index, chosen)
    question = f"SELECT number, iri, label, kind, year FROM thing WHERE 1 {condition} ORDER BY number LIMIT ?"
    rows = index.ask(question, [*values, limit])
    return [_hit(row[:5], _Fit(0, "label", row[2], frozenset(), frozenset(), 0)) for row in rows]


def exact(hit: Hit, text: str) -> bool:
    """Whether a thing was found because it is called `text`, but for case, accents, hyphens and plurals."""
    return hit.field != PASSAGE and stems(hit.words) == stems(text)


class _Search:
    """One search: what it may find, and the best fit of each thing so far."""

    def __init__(self, index: Index, chosen: Filter, limit: int) -> None:
        self._index = index
        self._limit = limit
        self._condition, self._values = _condition(index, chosen)
        self._best: dict[int, _Fit] = {}

    def hits(self, text: str, asked: Wanted) -> list[Hit]:
        """Look in ever wider circles until there is enough; see the order in this module's text."""
        for key in identifiers(text):
            self._identified(key)
        all_readings = readings(asked, self._index.spelling.knows)
        for reading in all_readings:
            self._called(reading)
            self._named(reading)
        if len(self._best) < self._limit:
            for reading in all_readings:
                self._told(reading)
        if not any(fit.field != PASSAGE for fit in self._best.values()):
            self._mended(asked)
        return self._chosen()

    def _mended(self, asked: Wanted) -> None:
        """Look for what may have been meant, and then for all words but one."""
        mended = asked.mended(self._index.spelling.near)
        self._named(mended)
        self._told(mended)
        waiting = [mended]
        while not self._best and waiting:
            waiting = [fewer for each in waiting for fewer in each.fewer()][: len(asked.words) * 2]
            for fewer in waiting:
                self._named(fewer)
                self._told(fewer)

    def _identified(self, key: str) -> None:
        question = f"{_NAMES} WHERE name.mark = ? AND name.field = '{IDENTIFIER}' {self._condition} LIMIT {_ROWS}"
        for number, papers, field, text in self._index.ask(question, [mark(stems(key)), *self._values]):
            self._keep(number, papers, _Fit(_EXACT, field, text, frozenset(stems(key)), frozenset(), 0))

    def _called(self, asked: Wanted) -> None:
        """Take the things that are called exactly so."""
        key = mark(word.typed for word in asked.words)
        self._weigh(asked, f"{_NAMES} WHERE name.mark = ? {self._condition} LIMIT {_ROWS}", key)

    def _named(self, asked: Wanted) -> None:
        """Take the things whose names hold all the words."""
        self._weigh(asked, f"{_NAMES_WITH} {self._condition} ORDER BY name_words.rowid LIMIT {_ROWS}", asked.match())

    def _told(self, asked: Wanted) -> None:
        """Take the things of which passages with all the words speak."""
        question = f"{_PASSAGES_WITH} {self._condition} ORDER BY passage_words.rowid LIMIT {_ROWS}"
        self._weigh(asked, question, asked.match())

    def _weigh(self, asked: Wanted, question: str, value: object) -> None:
        for number, papers, field, text in self._index.ask(question, [value, *self._values]):
            if fit := _fit(asked, field, text):
                self._keep(number, papers, fit)

    def _keep(self, number: int, papers: int, fit: _Fit) -> None:
        """Note a fit of a thing if it is the best so far."""
        weight = _NAMED * math.log1p(papers) / math.log1p(max(self._index.most, 1))
        fit = fit._replace(score=(fit.score + weight) * _LEFT_OUT**fit.missing)
        if number not in self._best or fit.score > self._best[number].score:
            self._best[number] = fit

    def _chosen(self) -> list[Hit]:
        """The best things in their order."""
        marks = ",".join(map(str, self._best))
        rows = self._index.ask(f"SELECT number, iri, label, kind, year FROM thing WHERE number IN ({marks})")
        ordered = sorted(rows, key=lambda row: (-round(self._best[row[0]].score, 6), row[2], row[1]))
        return [_hit(row, self._best[row[0]]) for row in ordered[: self._limit]]


def _condition(index: Index, chosen: Filter) -> tuple[str, list[object]]:
    """What is asked of a thing besides its words, in SQL, with its values."""
    conditions, values = [""], list[object]()
    if chosen.kinds:
        conditions.append("thing.kinds & ?")
        values.append(kinds_mask(chosen.kinds))
    if chosen.years:
        conditions.append("EXISTS (SELECT 1 FROM year WHERE year.thing = thing.number AND year BETWEEN ? AND ?)")
        values += chosen.years
    for iris in chosen.wholes:
        numbers = [number for iri in iris for (number,) in index.ask("SELECT number FROM thing WHERE iri = ?", [iri])]
        choices = ",".join("?" * len(numbers))
        conditions.append(
            f"EXISTS (SELECT 1 FROM whole WHERE whole.thing = thing.number AND whole.whole IN ({choices}))"
        )
        values += numbers
    return " AND ".join(conditions), values


def _fit(asked: Wanted, field: str, text: str) -> _Fit | None:
    """How well a name or passage fits; None when it lacks a word, as two words of one may be looked for."""
    held = stems(text)
    where = list(_where(asked.words, held))
    if None in where:
        return None
    places = [at for at, _ in filter(None, where)]
    slips = sum(away for _, away in filter(None, where))
    found = frozenset(held[at] for at in places)
    mended = frozenset(held[at] for at, away in filter(None, where) if away >= 1)
    whole = places == list(range(len(held)))
    together = all(other == one + 1 for one, other in pairwise(places))
    share = min(len(set(places)) / len(held), 1)
    score = _rank(field, whole and not slips % 1) - (_BEGUN if slips % 1 else 0)
    score += _SHARE * share + _TOGETHER * together + _BEGINS * (together and places[0] == 0)
    return _Fit(score * _SLIP ** int(slips), field, text, found, mended, asked.missing)


def _rank(field: str, exact: bool) -> float:
    """The rank of a kind of match."""
    if field == PASSAGE:
        return _PASSAGE
    if exact:
        return _EXACT if field in OWN else _EXACT_OTHER
    return _LABEL if field in OWN else _OTHER


def _where(words: Iterable[Word], held: Sequence[str]) -> Iterator[tuple[int, float] | None]:
    """For each word where it stands, and how far it is from the word there: behind the one before where it can be."""
    after = 0
    for word in words:
        places = [(away, at < after, at) for at, other in enumerate(held) if (away := word.slips(other)) is not None]
        if not places:
            yield None
            continue
        away, _, at = min(places)
        after = at + 1
        yield at, away


def _hit(row: tuple[int, str, str, str, int | None], fit: _Fit) -> Hit:
    _, iri, label, kind, year = row
    words = _around(fit.text, fit.found) if fit.field == PASSAGE else fold_space(fit.text)
    marks = tuple((start, end) for start, end, found in placed(words) if found & fit.found)
    mended = {fit.text[start:end].casefold() for start, end, found in placed(fit.text) if found & fit.mended}
    score = round(fit.score / _HIGHEST, 3)
    return Hit(iri, label, kind, year, score, fit.field, words, marks, tuple(sorted(mended)), fit.missing)


def _around(text: str, wanted_words: frozenset[str]) -> str:
    """The words of a passage around the place where most of those that were looked for stand."""
    text = fold_space(text)
    places = [(start, end, found & wanted_words) for start, end, found in placed(text) if found & wanted_words]
    if not places:
        return text[: 2 * _AROUND]

    def held(start: int) -> int:
        near = (found for begin, _, found in places if start <= begin < start + 2 * _AROUND)
        return len(frozenset[str]().union(*near))

    first = max(places, key=lambda place: (held(place[0]), -place[0]))[0]
    last = max(end for start, end, _ in places if first <= start < first + 2 * _AROUND)
    start, end = _at_word(text, max(first - _AROUND, 0), -1), _at_word(text, min(last + _AROUND, len(text)), 1)
    return f"{'…' if start else ''}{text[start:end].strip()}{'…' if end < len(text) else ''}"


def _at_word(text: str, at: int, step: int) -> int:
    """The next place from `at` on where no word is cut in two, if there is one near."""
    for place in range(at, at + 20 * step, step):
        if place <= 0 or place >= len(text):
            return max(0, min(place, len(text)))
        if text[place - 1].isspace() or text[place].isspace():
            return place
    return at
