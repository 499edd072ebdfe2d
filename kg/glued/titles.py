"""Where a known title stands in a text: its words, whatever their case, punctuation and hyphens, up to an end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from kg.glued.known import Known, KnownPaper
from kg.glued.people import LONGEST_NAME
from kg.linking.titles import Likeness, likeness
from kg.naming import words
from kg.vocabulary.venues import VenueMatch, Venues

_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")  # letters may be followed by combining accents
_MARKER = re.compile(r"\s*(?:[-*+•>#]+\s+|\[?\w{1,4}[\].)]+\s+)*")
_MOST_WORDS = 80  # of an entry; a title behind more names is left where it is
_KEY = 3  # words by which titles are looked up
_LEAST = 2  # words of a title; one word tells too little
_LEAST_PART = 3  # words of a title of which more, or other words, may be known
_SIGN = re.compile(r"[,;&，；、·•]")
_CONJUNCTIONS = frozenset({"and", "und", "et"})
_PREFIXES = frozenset(
    {"anti", "auto", "bi", "co", "cross", "fine", "few", "hyper", "inter", "intra", "meta", "mini", "multi", "non"}
    | {"off", "on", "one", "over", "post", "pre", "pseudo", "re", "self", "semi", "sub", "super", "un", "under", "zero"}
)
"""Words that some join to the next with a hyphen, and others without."""

_STOP = re.compile(
    r"[$\s”\"’'*_)\]}]*(?:(?<!\bvs)(?<!\b[^\W\d_])\.(?=[\s”\"*_<\\]|\Z)"
    r"|[\[<|{]|\((?:[^()]{0,60}\b(?:19|20)\d\d\b|oral|poster|spotlight|talk|to appear|accepted|arxiv)"
    r"|https?://|\s[-–—]\s*(?=\[|https?://)|\.?\Z)",
    re.I,
)
_MARKS = re.compile(r" ?[?!]+")
_SUBTITLE = re.compile(r"[?!”\"*_\s]*[:–—]")
_LEAD = re.compile(
    r"[\s,;:.()\[\]“”\"'’*_–—-]*(?:(?:(?:to appear |accepted |published |presented )?(?:in|at|to|by))\b[\s:]*)?"
    r"(?:(?:the\s+)?proc(?:eedings|\.)\s+of\s+(?:the\s+)?)?[*_]*",
    re.I,
)
_FIELD = re.compile(r"[,.;:()\[\]–—|]|\bIn\b")
_YEAR = re.compile(r"[\s,;:(\[]*(?P<year>(?:19|20)\d\d)(?!\w)")
_DATED = re.compile(  # a venue that no list knows: ", XYZ Workshop 2020", " In Proceedings of …"
    r"(?:\s*[,;:–—]|\s-\s)\s*(?:[Ii]n:?\s+)?[A-Z][^\W\d_]*[A-Z][^\W\d_]*(?:\s[A-Z]\w*)?,?\s(?:19|20)\d\d(?!\w)"
    r"|[\s,;:–—-]+(?:In:?\s+(?:the\s+)?)?(?:Proceedings\s|Proc\.\s|Advances\sin\s)"
)
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})  # of names, and not the beginnings of titles


class Place(NamedTuple):
    """A known title in a text."""

    start: int
    end: int
    first: int  # number of its first word
    sure: bool  # the record has these words and no others


@dataclass(frozen=True)
class Entry:
    """The words of one entry of a document, as they stand there, markup and all."""

    text: str
    venues: Venues
    ends: frozenset[int] = frozenset()  # where what reads entries saw a title end, or a venue or a year begin

    @cached_property
    def ranges(self) -> tuple[tuple[int, int], ...]:
        """Where its words stand."""
        return tuple(match.span() for match, _ in zip(_WORD.finditer(self.text), range(_MOST_WORDS), strict=False))

    @property
    def beginning(self) -> int:
        """Where it begins, its bullet or number aside."""
        match = _MARKER.match(self.text)
        return match.end() if match else 0

    def begins(self, first: int) -> bool:
        """Whether no word stands before the word number `first`, bullet or number aside."""
        return not any(self.beginning <= start for start, _ in self.ranges[:first])

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words in comparable form."""
        return tuple("".join(words(self.text[start:end])) for start, end in self.ranges)

    @cached_property
    def found_venues(self) -> tuple[VenueMatch, ...]:
        """The venues that it names."""
        return tuple(self.venues.find(self.text, citation=True))

    @cached_property
    def stops(self) -> tuple[int, ...]:
        """The numbers of words before which a title may have ended, in order."""
        return tuple(at + 1 for at, (_, end) in enumerate(self.ranges) if end in self.ends or self.stops_at(end))

    def stops_at(self, end: int) -> bool:
        """Whether a field may end at `end`: with a full stop, at a bracket, or before a venue or a year."""
        end = self._behind_marks(end)
        if _STOP.match(self.text, end) or _YEAR.match(self.text, end):
            return True
        return self.venue_behind(end) is not None or _DATED.match(self.text, end) is not None

    def _behind_marks(self, end: int) -> int:
        """The end of the question or exclamation marks at `end`, which belong to the title before them."""
        marks = _MARKS.match(self.text, end)
        return marks.end() if marks else end

    def venue_behind(self, end: int) -> VenueMatch | None:
        """The venue that stands behind `end` with nothing but signs and words such as "in" before it."""
        for match in self.found_venues:
            if match.start >= end:
                return match if _LEAD.fullmatch(self.text, end, match.start) and self._counts(match, end) else None
        return None

    def _counts(self, match: VenueMatch, end: int) -> bool:
        """Whether a venue is a field: a sign before it, or an acronym with a year ("in Neural Networks" is none)."""
        if _FIELD.search(self.text, end, match.start):
            return True
        name = self.text[match.start : match.end].partition(" ")[0]
        return match.year is not None and sum(letter.isupper() for letter in name) > 1

    def year_behind(self, end: int) -> tuple[int, int] | None:
        """The year that stands behind `end` with nothing but signs before it."""
        match = _YEAR.match(self.text, end)
        return match.span("year") if match else None

    def starts(self) -> Iterator[int]:
        """The numbers of the words with which a title may begin: before it no name is longer than names are."""
        since = 0  # words behind the last sign that parts names
        at = 0
        for number, (start, end) in enumerate(self.ranges):  # "Jane Roe III" is one name
            parted = _SIGN.search(self.text, at, start) or self.words[number] in _CONJUNCTIONS
            since = 0 if parted else since
            if self.words[number] not in _SUFFIXES:
                yield number
            since += not self._in_brackets(start)
            at = end
            if since > LONGEST_NAME:
                return

    def _in_brackets(self, at: int) -> bool:
        return self.text.count("(", 0, at) > self.text.count(")", 0, at)

    def papers(self, first: int, known: Known) -> Iterator[KnownPaper]:
        """The known papers whose title may begin with the word number `first`, each once."""
        seen = set()
        for start in self._keys(first):
            found = [*known.titled(" ".join(start[:_LEAST]))] if len(start) >= _LEAST else []
            found += known.beginning(" ".join(start)) if len(start) == _KEY else []
            for paper in found:
                if paper not in seen:
                    seen.add(paper)
                    yield paper

    def _keys(self, first: int) -> Iterator[list[str]]:
        """The words by which a title is looked up: as written, with hyphens left out, and with a hyphen put in."""
        plain = list(self.words[first : first + _KEY])
        yield plain
        joined = self._joined(first)
        if joined != plain:
            yield joined
        parted = [_parted(word) for word in plain]
        for at, parts in enumerate(parted):
            if len(parts) > 1:
                yield [*plain[:at], *parts, *plain[at + 1 :]][:_KEY]
        if sum(len(parts) > 1 for parts in parted) > 1:
            yield [part for parts in parted for part in parts][:_KEY]

    def _joined(self, first: int) -> list[str]:
        found: list[str] = []
        for at in range(first, min(len(self.ranges), first + 2 * _KEY)):
            hyphen = at > first and self.text[self.ranges[at - 1][1] : self.ranges[at][0]] in ("-", "‐", "‑")
            if hyphen:
                found[-1] += self.words[at]
            else:
                found.append(self.words[at])
        return found[:_KEY]

    def whole(self, first: int, title: str) -> Place | None:
        """Where `title` stands when it begins with the word number `first`, whatever is behind it."""
        stop = self._letters(first, title.replace(" ", ""))
        return self._place(first, stop, sure=True) if stop and stop - first >= _LEAST else None

    def places(self, first: int, title: str) -> Iterator[Place]:
        """Where `title` stands when it begins with the word number `first`: whole, or in part with a sure end."""
        whole = self._letters(first, title.replace(" ", ""))
        if whole and whole in self.stops and whole - first >= _LEAST:
            yield self._place(first, whole, sure=True)
            return
        behind = self.ranges[whole - 1][1] if whole else 0
        if whole and _SUBTITLE.match(self.text, behind):  # one that the record does not have
            stops = [stop for stop in self.stops if stop > whole]
        else:
            stops = [] if whole else [stop for stop in reversed(self.stops) if self._is_like(first, stop, title)]
        if stops and stops[0] - first >= _LEAST_PART:
            yield self._place(first, stops[0], sure=False)

    def _is_like(self, first: int, stop: int, title: str) -> bool:
        """Whether the words up to `stop` are `title` cut short, or misspelled."""
        written = " ".join(self.words[first:stop])
        level, _ = likeness(written, title)
        return level is Likeness.SPELLED or (level is Likeness.SHORTENED and len(written) < len(title))

    def _letters(self, first: int, letters: str) -> int | None:
        """The number of the word before which `letters` are complete, when these are what the words consist of."""
        got = 0
        for at in range(first, len(self.words)):
            word = self.words[at]
            if not letters.startswith(word, got):
                return None
            got += len(word)
            if got == len(letters):
                return at + 1
        return None

    def _place(self, first: int, stop: int, *, sure: bool) -> Place:
        """The words from `first` to `stop` with the brackets and marks that belong to them."""
        start, end = self.ranges[first][0], self.ranges[stop - 1][1]
        end = self._behind_marks(end)
        for opening, closing in ("()", "[]", "{}", "“”"):
            inside = self.text[start:end]
            if inside.count(opening) > inside.count(closing) and self.text[end : end + 1] == closing:
                end += 1
            if inside.count(closing) > inside.count(opening) and self.text[max(0, start - 1) : start] == opening:
                start -= 1
        for sign in ("$", '"'):
            if self.text[end : end + 1] == sign and self.text.count(sign, start, end) % 2:
                end += 1
        return Place(start, end, first, sure)


def _parted(word: str) -> list[str]:
    """A word in the parts between which others put a hyphen.

    >>> _parted("pretraining"), _parted("training")
    (['pre', 'training'], ['training'])
    """
    cuts = (cut for cut in range(2, len(word) - 2) if word[:cut] in _PREFIXES)
    return next(([word[:cut], word[cut:]] for cut in cuts), [word])
