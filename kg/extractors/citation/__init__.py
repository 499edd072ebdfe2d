"""Read one entry (a list item, a table cell, a line of a bibliography) as title, people, venue, year and links.

The signals of the entry cut it into zones; every zone offers readings of the title, bounded by the punctuation that
citations use; each reading is judged by its words, its markup and what it leaves unexplained. The best one wins, and
the other fields are read around it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

from kg.extractors.citation.authors import authors_of, year_below
from kg.extractors.citation.edition import Year, journal_of, venue_of, written_venue, year_of
from kg.extractors.citation.judging import judge_reading, set_apart
from kg.extractors.citation.readings import breaks, titles, zones
from kg.extractors.citation.surroundings import count_words
from kg.extractors.people import NameList
from kg.extractors.phrase import Phrase
from kg.extractors.signals import Resource, Signals
from kg.extractors.titles import Judgement
from kg.vocabulary.venues import VenueMatch

__all__ = ["Citation", "Year", "read_citation"]

_LONGEST = 8000  # characters of an entry with all its notes; what is longer is no citation


@dataclass(frozen=True)
class Citation:
    """The fields of one entry. Positions are phrases of the entry's content."""

    title: Phrase
    evidence: tuple[Judgement, ...]
    source: str  # what set the title apart: "link", "quote", "strong", "emphasis", "span", "plain"
    names: NameList | None = None
    organizations: tuple[Phrase, ...] = ()  # that stand where authors do
    venue: VenueMatch | None = None
    written_venue: Phrase | None = None  # a venue that no list of venues knows, as written
    year: Year | None = None
    resources: tuple[Resource, ...] = ()
    labelled: tuple[Resource, ...] = ()  # those whose words are not a label such as "pdf" or a venue
    tail: int = 0  # where the fields end and describing words may begin

    @property
    def score(self) -> float:
        """The sum of the evidence."""
        return sum(reason.weight for reason in self.evidence)


class _Reading(NamedTuple):
    title: Phrase
    evidence: tuple[Judgement, ...]
    source: str

    @property
    def score(self) -> float:
        return sum(reason.weight for reason in self.evidence)


def read_citation(signals: Signals) -> Citation | None:
    """The best reading of a phrase as the citation of one paper, or None when nothing in it can be a title."""
    if signals.phrase.end - signals.phrase.start > _LONGEST:
        return None
    best = _best_reading(signals)
    return _complete(signals, best) if best else None


def _best_reading(signals: Signals) -> _Reading | None:
    """The reading with the most for it, the first of those that are alike."""
    parted, apart = breaks(signals), set_apart(signals)
    best, most = None, -math.inf
    for index, zone in enumerate(zones(signals, parted)):
        for title in titles(signals, zone):
            if judged := judge_reading(signals, title, zone, index, parted, apart, most):
                reading = _Reading(title, *judged)
                if (score := reading.score) > most:
                    best, most = reading, score
    return best


def _complete(signals: Signals, reading: _Reading) -> Citation:
    title = reading.title
    names = authors_of(signals, title)
    venue = venue_of(signals, title)
    written = written_venue(signals, title) if venue is None else journal_of(signals, title, venue)
    venue = None if written else venue
    if written and names and written.start < names.end and names.start < written.end:
        written = None  # "Rong 2014" below a title
    year = year_of(signals, title, names, venue, written)
    if year is None and (below := year_below(signals, title)):
        year = Year(*below, int(signals.masked[slice(*below)]))
    last = max([title.end, *(part.end for part in (names, venue, written, year) if part)])
    return Citation(
        title=title,
        evidence=reading.evidence,
        source=reading.source,
        names=names,
        organizations=_organizations(signals, title),
        venue=venue,
        written_venue=written,
        year=year,
        resources=signals.resources,
        labelled=signals.labelled,
        tail=_skip_labels(signals, last),
    )


def _organizations(signals: Signals, title: Phrase) -> tuple[Phrase, ...]:
    """The organisations before the title whose paper it is."""
    before = [found for found in signals.collectives if found.end <= title.start]
    return tuple(signals.phrase.part(*name) for found in before for name in found.names)


def _skip_labels(signals: Signals, at: int) -> int:
    """The end of the links and bracketed labels that follow `at` without other words between."""
    labels = [(item.start, item.end) for item in signals.resources if item not in signals.labelled]
    for start, end in sorted(labels + [(start, end) for start, end, _ in signals.brackets]):
        if start >= at and count_words(signals.masked[at:start]) <= 1:
            at = end
    return at
