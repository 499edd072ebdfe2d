"""Lines of names and the edition behind them: "Kaiming He, Jian Sun — CVPR 2016", "by A. Doe (Nature, 2017)"."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from kg.extractors.people import Name, NameList, may_begin
from kg.extractors.phrase import Phrase
from kg.extractors.signals import Scanner
from kg.months import MONTH
from kg.vocabulary.venue_years import full_year

_LEAD = re.compile(r"(?:(?:written )?by:?|authors?:)?\s*", re.I)
_MAY_DATE = re.compile(r"\d|[A-Z]{2}")  # what editions have: a year, or at least a short name
_SIGNS = " \t\xa0,;:.|/·•–—-()[]"
_EDITION = re.compile(
    r"(?:in )?(?P<venue>[A-Z][\w&.-]*(?: (?:[A-Z][\w&.-]*|of|on|in|and|for|the|&)){0,9})?[\s,(]*(?P<year>(?:19|20)\d\d)"
)
_DATE = re.compile(rf"{MONTH}\b", re.I)
_SURNAME = r"[^\W\d_a-z][\w'’-]+"
_SURNAMES = re.compile(
    rf"(?P<names>{_SURNAME}(?:, {_SURNAME})*(?:,? (?:and|&) {_SURNAME})?)[.,] "
    r"(?P<venue>[A-Z][\w&-]*)[ '’]{1,2}(?P<year>(?:19|20)?\d\d)\.?"
)
"""Surnames alone, before the short name of a venue: "Branavan, Silver and Barzilay. ACL 11."."""
_BETWEEN = re.compile(r",? (?:and|&) |, ")


class Byline(NamedTuple):
    """Who wrote a paper, and where and when it appeared."""

    names: NameList
    venue: Phrase | None
    label: str | None  # of the venue, where a vocabulary knows it
    year: Phrase | None
    written: str | None = None  # the year in four digits, where it has two


def read_byline(line: Phrase, scan: Scanner) -> Byline | None:
    """The names, and the edition behind them, that are all of a line; None for any other line, and for names alone.

    A date with its month is that of a post: "By Jane Doe, 12 March 2020" is no byline of a paper.
    """
    if not (may_begin(line.content.text, line.start, line.end) and _MAY_DATE.search(line.raw)):
        return None
    if surnames := _of_surnames(line, scan):
        return surnames
    names = next(iter(scan(line).names), None)
    if names is None or not names.sure or not _LEAD.fullmatch(line.content.text, line.start, names.start):
        return None
    edition = line.part(names.end, line.end).strip(_SIGNS)
    if not edition.raw or edition.start == names.end or _DATE.match(edition.raw):
        return None
    return _known(names, edition, scan) or _written(names, edition)


def _of_surnames(line: Phrase, scan: Scanner) -> Byline | None:
    """A line of surnames, which nothing but the venue behind them tells from other words."""
    match = _SURNAMES.fullmatch(line.content.text, line.start, line.end)
    if match is None or (year := full_year(match["year"])) is None:
        return None
    venue = next((found for found in scan(line).venues if found.start == match.start("venue")), None)
    if venue is None:
        return None
    start, end = match.span("names")
    gaps = [gap.span() for gap in _BETWEEN.finditer(line.content.text, start, end)]
    names = tuple(Name(begin, stop, 0.0) for (_, begin), (stop, _) in pairwise([(start, start), *gaps, (end, end)]))
    people = NameList(start, end, names, et_al=None, initials=False)
    return Byline(people, line.part(*match.span("venue")), venue.venue.label, line.part(*match.span("year")), str(year))


def _known(names: NameList, edition: Phrase, scan: Scanner) -> Byline | None:
    signals = scan(edition)
    if not signals.venues or not signals.is_explained:
        return None
    match = signals.venues[0]
    span = match.year_span if match.year else next(((start, end) for start, end, _ in signals.years), None)
    venue = edition.part(match.start, match.end)
    return Byline(names, venue, match.venue.label, edition.part(*span) if span else None)


def _written(names: NameList, edition: Phrase) -> Byline | None:
    match = _EDITION.fullmatch(edition.raw)
    if match is None:
        return None
    year, venue = (edition.start + at for at in match.span("year")), (edition.start + at for at in match.span("venue"))
    return Byline(names, edition.part(*venue) if match["venue"] else None, None, edition.part(*year))
