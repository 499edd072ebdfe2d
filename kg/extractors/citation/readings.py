"""Readings of an entry: which of its words may be the title.

The signals cut the entry into zones; every zone offers readings, bounded by the punctuation that citations use.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice, product

from kg.extractors.citation.quotations import unquoted
from kg.extractors.citation.surroundings import EDGE, QUOTATION_MARKS, field_start, is_alone, is_citation, is_set_apart
from kg.extractors.leads import PICTURE
from kg.extractors.people import NameList
from kg.extractors.phrase import Phrase
from kg.extractors.signals import FILLER, Signals
from kg.model import MarkKind

_LONGEST_TITLE = 320  # characters; the longest of 94,741 catalogued titles has 277
_MOST_READINGS = 40  # of a zone
_MOST_EDGES = 60  # of a zone, where a reading may begin or end
_DELIMITER = re.compile(
    r"""
      [:：]\s
    | (?<!\bvs)[.!?]+ [”"]? \s+ (?= [\W\d_]{0,20}[A-Z] | $ | [a-z][a-z &-]{2,60},?\s\d{1,4}(?:\.\d+)?(?:\s?\(\d|\s*$)
        | (?:\d[\d.–-]{0,9}\s+){0,3}10\.\d{4,}/ | \d[\d.–-]{0,9}\s+\d[\d.–-]{0,9}\s*$ )
    | \s(?:[-–—]|--)\s | —
    | \s*[|·•]\s*
    | \s//\s
    | \s*\n\s*
    | (?P<comma>,)\s        # a title may end at a comma; none begins behind one
    """,
    re.VERBOSE,
)
_PICTURES_BEFORE = re.compile(rf"(?:{PICTURE}\s*)+")
_PICTURE_WITHIN = re.compile(rf"(?<=[\w)?!.])\s+{PICTURE}")
_PICTURES_BEHIND = re.compile(rf"(?:\s*{PICTURE})+$")
_KIND_BEHIND = re.compile(
    r"(?<=[\w)])[.,]\s+(?:pre-?print|in press|forthcoming|unpublished(?: manuscript)?|working paper|technical report"
    r"|(?:ph\.?d\.?|doctoral|master['’]?s) (?:thesis|dissertation))\W*$"
    r"|\s\((?:with|and) (?:discussions?|comments?|rejoinder)(?: and (?:a )?rejoinder)?\)\.?$",
    re.I,
)
"""What kind of text it is, behind the title of one that has not appeared anywhere, and what was printed with it."""
_DATE = re.compile(r"\((?:19|20)\d\d[a-z]?\)")
_BY_LAST = re.compile(r"\s+(?:by|\((?:with|by))\s*$")  # before the people
_NEAR = 8  # characters
_REMARK = re.compile(
    r"\s(?=(?:This|The) (?:paper|work|talk|article|authors?) [a-z]+\b|There (?:is|are|was)\b|(?:We|They) [a-z]+\b)"
)
"""Before what somebody says of a paper, where nothing parts it from the title: "Deep Sets This paper looks at …"."""
_BRACKET = re.compile(r"\s[(\[]")


def breaks(signals: Signals) -> list[tuple[int, int]]:
    """Ranges that cannot be part of a title, in order, merged where they overlap."""
    ranges = [(item.start, item.end) for item in signals.resources if item not in signals.labelled]
    ranges += [(names.start, names.end) for names in signals.names if _parts_zones(signals, names)]
    ranges += [(found.names[0][0], found.end) for found in signals.collectives]
    ranges += [(start, end) for start, end, _ in signals.brackets]
    ranges += [(field_start(signals, match), match.end) for match in signals.venues if is_set_apart(signals, match)]
    ranges += [(start, end) for start, end, _ in signals.years if is_alone(signals, start, end)]
    ranges += [(start, end) for _, _, start, end in signals.identifiers if not _within_label(signals, start, end)]
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if merged and start < merged[-1][1]:
            start, end = merged[-1][0], max(end, merged.pop()[1])
        merged.append((start, end))
    return merged


def _within_label(signals: Signals, start: int, end: int) -> bool:
    return any(item.start <= start and end <= item.end for item in signals.labelled)


def _parts_zones(signals: Signals, names: NameList) -> bool:
    """Whether a list of names is sure, and not in the middle of a quoted or linked title."""
    ranges = [(quote.start, quote.end) for quote in signals.quotes]
    ranges += [(item.link.start, item.link.end) for item in signals.labelled if not is_citation(signals, item)]
    for start, end in ranges:
        if start <= names.start and names.end <= end:
            edition = next((match for match in signals.venues if match.start >= names.end and match.year), None)
            until = edition.start if edition and edition.end >= end - 1 else end  # "…, Ziwei Fan et al., SIGIR 2023"
            rest = _DATE.sub("", signals.masked[names.end : until]).strip(EDGE + ')]”"')
            sure = names.sure or (names.initials and _follows_quotation(signals, names.start))
            return sure and not rest and names.start > start
    return names.sure or (len(names.names) > 1 and names.odds > -0.5)


def _follows_quotation(signals: Signals, at: int) -> bool:
    """Whether a quotation ends right before a place: "Towards Robotic Manipulation," M. Mason."""
    return signals.masked[signals.start : at].rstrip(", ").endswith(tuple(QUOTATION_MARKS))


def zones(signals: Signals, breaks: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The ranges between the breaks that hold words."""
    at = signals.start
    for start, end in [*breaks, (signals.phrase.end, signals.phrase.end)]:
        if signals.masked[at:start].strip(EDGE + "()[]“”\"'" + FILLER):
            yield at, start
        at = max(at, end)


def titles(signals: Signals, zone: tuple[int, int]) -> Iterator[Phrase]:
    """The readings of a zone as titles, the likely bounds first, each once."""
    starts, ends = _edges(signals, *zone)
    ranges = product(starts[:_MOST_EDGES], ends[:_MOST_EDGES])
    phrases = (_trimmed(signals.phrase.part(start, end)) for start, end in ranges if start < end)
    return islice(
        _distinct(title for title in phrases if 2 <= title.end - title.start <= _LONGEST_TITLE), _MOST_READINGS
    )


def _distinct(phrases: Iterable[Phrase]) -> Iterator[Phrase]:
    seen: set[tuple[int, int]] = set()
    for phrase in phrases:
        if (phrase.start, phrase.end) not in seen:
            seen.add((phrase.start, phrase.end))
            yield phrase


def _edges(signals: Signals, start: int, end: int) -> tuple[list[int], list[int]]:
    """Where titles in a zone may begin, and where they may end."""
    starts, ends = [start], [end]
    for match in _DELIMITER.finditer(signals.masked, start, end):
        if match["comma"] is None:
            starts.append(match.end())
        ends.append(match.start() + (match.group()[0] in "!?"))
        if len(starts) > 6 and len(ends) > 8:
            break
    for first, last in _set_apart(signals, start, end):
        starts.append(first)
        ends.append(last)
    ends += [match.start() for match in _BY_LAST.finditer(signals.masked, max(start, end - _NEAR), end)]
    ends += [match.start() for match in _REMARK.finditer(signals.masked, start, end)]
    ends += [match.start() for match in _BRACKET.finditer(signals.masked, start, end)]
    ends += [match.start() for match in _PICTURE_WITHIN.finditer(signals.masked, start, end)]
    return starts, ends


def _set_apart(signals: Signals, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What quotation marks, links and emphasis set apart in a zone."""
    for quote in signals.quotes:
        if start <= quote.start and quote.end <= end + 1:
            yield quote.start, quote.end
    for item in signals.labelled:
        if start <= item.link.start < end:
            yield item.link.start, min(end, item.link.end)
    for mark in signals.phrase.content.marks:
        if mark.kind in (MarkKind.STRONG, MarkKind.EMPHASIS, MarkKind.SPAN) and start <= mark.start < end:
            yield mark.start, min(end, mark.end)


def _without_pictures(title: Phrase) -> Phrase:
    """The title without the emoji and stars that a list marks it with, at either end."""
    before, behind = _PICTURES_BEFORE.match(title.raw), _PICTURES_BEHIND.search(title.raw)
    end = title.start + behind.start() if behind else title.end
    start = title.start + before.end() if before else title.start
    return title.part(start, end).strip(EDGE) if start < end else title


def _trimmed(title: Phrase) -> Phrase:
    """The title without signs, quotation marks and brackets that do not belong to it at its ends."""
    title = unquoted(title)
    if title.raw and not title.raw.isascii():
        title = _without_pictures(title)
    raw = title.raw
    if kind := _KIND_BEHIND.search(raw) if raw[-1:] not in "?!" else None:
        return title.part(title.start, title.start + kind.start()).strip(EDGE)
    if raw and raw[0] in "([" and raw[-1] in ")]" and raw.count(raw[0]) == 1:
        return title.part(title.start + 1, title.end - 1).strip(EDGE)
    for opening, closing in ("()", "[]", "（）"):
        if raw.endswith(opening) and raw.count(opening) > raw.count(closing):
            return title.part(title.start, title.end - 1).strip(EDGE)
        if raw.startswith(closing):
            return title.part(title.start + 1, title.end).strip(EDGE)
    return title
