"""Recognising venue series, with the year of an edition, in running text and in isolated strings.

Names are compared as sequences of words and numbers: case, punctuation and everyday abbreviations ("Conf.", "Int.")
do not count for names in full; acronyms must be written as they are, or stand beside a year.

>>> venues = load_venues()
>>> [(match.venue.label, match.year) for match in venues.find("best paper at NSDI '22; also on arXiv")]
[('NSDI', 2022), ('arXiv', None)]
>>> venues.lookup("Proc. of the 37th International Conference on Machine Learning").label
'ICML'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

import ahocorasick

from kg.resources import resource
from kg.vocabulary.schemes import read_venues
from kg.vocabulary.venue_names import (
    Key,
    Name,
    Venue,
    Words,
    core,
    counts,
    keys,
    leading,
    names,
    together,
    whole,
    words,
)
from kg.vocabulary.venue_years import Year, distant_year, is_findings, is_workshop, year_after

__all__ = ["Venue", "VenueMatch", "Venues", "load_venues"]

# Series that exist, two swapped letters away from one of ours
_OTHER_SERIES = frozenset({"ICAR", "ECAL", "ICES", "ICAS", "ISIC"})
_DATED_ACRONYM = re.compile(r"[A-Z](?<![\w-][A-Z])[A-Z]{3,7}(?=\s?['’]\d\d(?!\d)|\s?(?:19|20)\d\d(?!\d))")
_JOIN = re.compile(r"\s*,?\s*(?:vol(?:ume|\.)?\s*)?\d{0,3}\s*[(\[:,–-]?\s*")
_JOIN_DATED = re.compile(r"[\s(',:’\d]*")
_JOINT = re.compile(r"\s?[/-]\s?")


@dataclass(frozen=True)
class VenueMatch:
    """A venue named in a text. `[start, end)` covers the name and the year beside it."""

    start: int
    end: int
    venue: Venue
    year: int | None = None
    year_span: tuple[int, int] | None = None  # in a citation it can lie outside [start, end)
    ordinal: int | None = None  # 37 in "37th International Conference on …"
    workshop: bool = False  # a workshop held at the venue
    findings: bool = False  # the Findings that accompany an ACL conference


class _Candidate(NamedTuple):
    """Words of a text, from `first` to `last` inclusive, that read like a name."""

    first: int
    last: int
    key: Key


class _Hit(NamedTuple):
    """A name at `[start, end)` of the text that counts; `last` is its last word."""

    name: Name
    start: int
    end: int
    last: int
    ordinal: int | None = None
    year: Year | None = None


class Venues:
    """All known venue series, compiled for matching."""

    def __init__(self, venues: Iterable[Venue]) -> None:
        self._venues = {venue.iri: venue for venue in venues}
        self._names: dict[Key, list[Name]] = {}
        for venue in self._venues.values():
            for name in names(venue):
                self._names.setdefault(name.key, []).append(name)
        self._automaton = ahocorasick.Automaton()
        for key in self._names:
            self._automaton.add_word(f" {' '.join(key)} ", key)
        if self._names:
            self._automaton.make_automaton()

    def __iter__(self) -> Iterator[Venue]:
        return iter(self._venues.values())

    def __len__(self) -> int:
        return len(self._venues)

    def venue(self, iri: str) -> Venue:
        """The venue with this IRI.

        Raises:
            KeyError: when there is none.
        """
        return self._venues[iri]

    def find(self, text: str, *, citation: bool = False) -> list[VenueMatch]:
        """The venues that `text` names, in order, without overlap; no name reaches across a blank line.

        Args:
            text: any text; offsets of the matches point into it.
            citation: the text is a citation or a venue field: everyday words that are journals ("Nature") count when
                they stand as a part of their own, and a year may follow behind volume, pages and place.
        """
        matches, at = [], 0
        for paragraph in text.split("\n\n"):
            matches += [_moved(match, at) for match in self._find(paragraph, citation)]
            at += len(paragraph) + 2
        return matches

    def lookup(self, name: str) -> Venue | None:
        """The venue that an isolated string such as a table cell names, or None.

        "Proc. of", organisers, ordinals and years around the name do not count; anything else does.
        """
        compared = keys(name)
        for known in self._names.get(tuple(compared), ()):
            if not (known.venue.ambiguous and name.islower()):
                return known.venue
        for known in self._names.get(core(compared), ()):
            if known.words == 1 and not known.venue.ambiguous:
                return known.venue
        found = self.find(name, citation=True)
        if len({match.venue.iri for match in found}) != 1:
            return None
        rest = name[: found[0].start] + " " + name[found[-1].end :]
        return None if core(keys(rest)) else found[0].venue

    def _find(self, text: str, citation: bool) -> list[VenueMatch]:
        compared = keys(text)
        found = [(end, key) for end, key in self._automaton.iter(f" {' '.join(compared)} ")] if self._names else []
        swapped = list(self._swapped(text))
        if not found and not swapped:
            return []
        index, at = {}, 0  # of the word that ends at an offset of the joined words
        for number, key in enumerate(compared):
            at += len(key) + 1
            index[at] = number
        candidates = [_Candidate(index[end] - len(key) + 1, index[end], key) for end, key in found]
        hits = self._hits(text, words(text, compared), candidates, citation)
        hits += [hit for hit in swapped if not any(hit.start < other.end and other.start < hit.end for other in hits)]
        hits.sort(key=lambda hit: hit.start)
        return [_match(text, group, stop, citation) for group, stop in _groups(text, hits)]

    def _hits(self, text: str, written: Words, found: list[_Candidate], citation: bool) -> list[_Hit]:
        """The candidates that count: leftmost first, the longest of those, without overlap."""
        hits: list[_Hit] = []
        for candidate in sorted(found, key=lambda candidate: (candidate.first, -candidate.last)):
            if hits and candidate.first <= hits[-1].last:
                continue
            hit = self._hit(text, written, candidate, citation)
            if hit and not (hits and hit.start < hits[-1].end):
                hits.append(hit)
        return hits

    def _hit(self, text: str, written: Words, candidate: _Candidate, citation: bool) -> _Hit | None:
        first, last, key = candidate
        start, end = written.spans[first][0], written.spans[last][1]
        if not whole(text, start, end) or not together(text, written, first, last):
            return None
        lead = leading(text, written, first)
        year = year_after(text, end, glued=len(key) <= 2 < end - start) or lead.year  # "PG19" is a data set
        for name in self._names[key]:
            if counts(name, text, (start, end), dated=year is not None, citation=citation) and lead.own(name):
                return _Hit(name, lead.start, end, last, lead.ordinal, year)
        return None

    def _swapped(self, text: str) -> Iterator[_Hit]:
        """Acronyms beside a year with two neighbouring letters swapped ("ODSI '18")."""
        for match in _DATED_ACRONYM.finditer(text):
            acronym, (start, end) = match[0], match.span()
            if (acronym.lower(),) in self._names or acronym in _OTHER_SERIES or not whole(text, start, end):
                continue
            for name in self._anagrams.get("".join(sorted(acronym)), ()):
                if _differ_by_swap(name.written, acronym):
                    yield _Hit(name, start, end, 0, year=year_after(text, end, glued=True))
                    break

    @cached_property
    def _anagrams(self) -> dict[str, list[Name]]:
        anagrams: dict[str, list[Name]] = {}
        for name in (name for same in self._names.values() for name in same):
            if name.acronym and not name.workshop and not name.venue.ambiguous:
                anagrams.setdefault("".join(sorted(name.written)), []).append(name)
        return anagrams


@lru_cache(maxsize=4)
def load_venues(path: Path | None = None) -> Venues:
    """Read venue series from a Turtle file; without a path, those that come with kg.

    Raises:
        NotFound: when the file does not exist.
        KgError: when it is not RDF.
    """
    return Venues(read_venues(path or resource("ontology/venues.ttl")))


def _differ_by_swap(left: str, right: str) -> bool:
    """Whether two words of one length differ in two neighbouring letters that changed places."""
    different = [at for at in range(len(left)) if left[at] != right[at]]
    return len(different) == 2 and different[1] - different[0] == 1


def _groups(text: str, hits: list[_Hit]) -> Iterator[tuple[list[_Hit], int]]:
    """Hits that together name one venue, "… Machine Learning (ICML)" or "ACL/IJCNLP", and where the next begins."""
    at = 0
    while at < len(hits):
        group = [hits[at]]
        while at + 1 < len(hits) and _name_one_venue(text, group[-1], hits[at + 1]):
            at += 1
            group.append(hits[at])
        at += 1
        yield group, hits[at].start if at < len(hits) else len(text)


def _name_one_venue(text: str, left: _Hit, right: _Hit) -> bool:
    gap = text[left.end : right.start]
    if left.name.venue == right.name.venue:
        return bool(_JOIN.fullmatch(gap) or (left.year and _JOIN_DATED.fullmatch(gap)))
    if left.year is None and left.name.words == right.name.words == 1 and _JOINT.fullmatch(gap):
        return True
    return gap.strip() == ":" and is_findings(text, left.start, left.end)


def _match(text: str, group: list[_Hit], stop: int, citation: bool) -> VenueMatch:
    """One match of the hits that name one venue; `stop` is where the next venue begins."""
    findings = any(is_findings(text, hit.start, hit.end) for hit in group)
    start, end = group[0].start, group[-1].end
    year = next((hit.year for hit in group if hit.year), None)
    if year:
        start, end = min(start, year.start), max(end, year.end)
    end += text[end : end + 1] == ")" and text.count("(", start, end) > text.count(")", start, end)
    if year is None and citation:
        year = distant_year(text, end, stop)
    return VenueMatch(
        start,
        end,
        group[-1 if findings else 0].name.venue,
        year=year.value if year else None,
        year_span=(year.start, year.end) if year else None,
        ordinal=next((hit.ordinal for hit in group if hit.ordinal), None),
        workshop=any(hit.name.workshop for hit in group) or is_workshop(text, start, end),
        findings=findings,
    )


def _moved(match: VenueMatch, by: int) -> VenueMatch:
    if not by:
        return match
    span = (match.year_span[0] + by, match.year_span[1] + by) if match.year_span else None
    return replace(match, start=match.start + by, end=match.end + by, year_span=span)
