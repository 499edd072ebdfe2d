"""Lines of names and the edition behind them: "Kaiming He, Jian Sun — CVPR 2016", "by A. Doe (Nature, 2017)"."""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.extractors.people import NameList, may_begin
from kg.extractors.phrase import Phrase
from kg.extractors.signals import Scanner
from kg.months import MONTH

_LEAD = re.compile(r"(?:(?:written )?by:?|authors?:)?\s*", re.I)
_MAY_DATE = re.compile(r"\d|[A-Z]{2}")  # what editions have: a year, or at least a short name
_SIGNS = " \t\xa0,;:.|/·•–—-()[]"
_EDITION = re.compile(
    r"(?:in )?(?P<venue>[A-Z][\w&.-]*(?: (?:[A-Z][\w&.-]*|of|on|in|and|for|the|&)){0,9})?[\s,(]*(?P<year>(?:19|20)\d\d)"
)
_DATE = re.compile(rf"{MONTH}\b", re.I)


class Byline(NamedTuple):
    """Who wrote a paper, and where and when it appeared."""

    names: NameList
    venue: Phrase | None
    label: str | None  # of the venue, where a vocabulary knows it
    year: Phrase | None


def read_byline(line: Phrase, scan: Scanner) -> Byline | None:
    """The names, and the edition behind them, that are all of a line; None for any other line, and for names alone.

    A date with its month is that of a post: "By Jane Doe, 12 March 2020" is no byline of a paper.
    """
    if not (may_begin(line.content.text, line.start, line.end) and _MAY_DATE.search(line.raw)):
        return None
    names = next(iter(scan(line).names), None)
    if names is None or not names.sure or not _LEAD.fullmatch(line.content.text, line.start, names.start):
        return None
    edition = line.part(names.end, line.end).strip(_SIGNS)
    if not edition.raw or edition.start == names.end or _DATE.match(edition.raw):
        return None
    return _known(names, edition, scan) or _written(names, edition)


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
