"""Read one entry (a list item, a table cell, a line of a bibliography) as title, people, venue, year and links.

The signals of the entry cut it into zones; every zone offers readings of the title, bounded by the punctuation that
citations use; each reading is judged by its words, its markup and what it leaves unexplained. The best one wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from kg.addresses import AddressKind
from kg.extractors.lexicon import name_odds
from kg.extractors.people import Name, NameList
from kg.extractors.phrase import Phrase
from kg.extractors.signals import FILLER, Resource, Signals
from kg.extractors.titles import Judgement, judge
from kg.model import MarkKind
from kg.vocabulary.venues import VenueMatch

_LONGEST_TITLE = 320  # characters; the longest of 94,741 catalogued titles has 277
_MOST_READINGS = 40
_EDGE = " \t\r\n\xa0,;:.|-–—·•*~"
_DELIMITER = re.compile(r"(?P<colon>[:：])\s|(?P<stop>[.!?]+)[”\"]?\s+(?=[\W\d_]*[A-Z]|$)|\s(?P<dash>[-–—]|--)\s|(?P<dash2>—)|(?P<bar>\s*[|·•]\s*)|(?P<line>\s*\n\s*)|(?P<comma>,)\s")  # fmt: skip # noqa: E501
_BY = re.compile(r"[\s,]*\b(?:by|from|von|authors?\s*:)\s*$", re.I)
_IN = re.compile(
    r"[\s,.;]*\b(?:in|in the|in:|on|to appear in|accepted (?:to|at|by)|published in|presented at"
    r"|proc\. of|at)\s*:?\s*$",
    re.I,
)

_ABUTS_BEFORE = re.compile(r"[^\W_][ \t]*$")
_ABUTS_BEHIND = re.compile(r"[ \t]*[^\W_]")


@dataclass(frozen=True)
class Citation:
    """The fields of one entry. Positions are phrases of the entry's content."""

    title: Phrase
    evidence: tuple[Judgement, ...]
    source: str  # what set the title apart: "link", "quote", "strong", "emphasis", "plain"
    names: NameList | None = None
    venue: VenueMatch | None = None
    written_venue: Phrase | None = None  # a venue that no list of venues knows, as written
    year: tuple[int, int, int] | None = None
    resources: tuple[Resource, ...] = ()
    labelled: tuple[Resource, ...] = ()  # those whose words are not a label such as "pdf" or a venue
    tail: int = 0  # where the fields end and describing words may begin

    @property
    def score(self) -> float:
        """The sum of the evidence."""
        return sum(reason.weight for reason in self.evidence)


class _Reading(NamedTuple):
    start: int
    end: int
    zone: int
    evidence: tuple[Judgement, ...]
    source: str

    @property
    def score(self) -> float:
        return sum(reason.weight for reason in self.evidence)


def read_citation(signals: Signals) -> Citation | None:
    """The best reading of a phrase as the citation of one paper, or None when nothing in it can be a title."""
    breaks = _breaks(signals)
    best: _Reading | None = None
    for index, (start, end) in enumerate(_zones(signals, breaks)):
        for reading in _readings(signals, start, end, index, breaks):
            if best is None or reading.score > best.score:
                best = reading
    return _complete(signals, best) if best else None


def _breaks(signals: Signals) -> list[tuple[int, int]]:
    """Ranges that cannot be part of a title, in order."""
    ranges = [(item.start, item.end) for item in signals.resources if item not in signals.labelled]
    ranges += [(names.start, names.end) for names in signals.names if _parts(signals, names)]
    ranges += [(start, end) for start, end, _ in signals.brackets]
    ranges += [(match.start, match.end) for match in signals.venues if _set_apart(signals, match)]
    ranges += [(start, end) for start, end, _ in signals.years if _alone(signals, start, end)]
    ranges += [(start, end) for _, _, start, end in signals.identifiers if not _within_label(signals, start, end)]
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _within_label(signals: Signals, start: int, end: int) -> bool:
    return any(item.start <= start and end <= item.end for item in signals.labelled)


def _parts(signals: Signals, names: NameList) -> bool:
    """Whether a list of names is one that parts zones: sure, and not in the middle of a quoted or linked title."""
    for start, end in [(q.start, q.end) for q in signals.quotes] + [
        (r.link.start, r.link.end) for r in signals.labelled
    ]:
        if start <= names.start and names.end <= end:
            rest = signals.masked[names.end : end].strip(_EDGE + ')]”"')
            return names.sure and not rest and names.start > start
    return names.sure or (len(names.names) > 1 and names.odds > -0.5)


def _alone(signals: Signals, start: int, end: int) -> bool:
    """Whether punctuation on both sides sets a range apart."""
    text = signals.masked
    before = text[max(signals.start, start - 2) : start].strip(" ")
    after = text[end : end + 1]
    if any(0 <= start - names.end <= 2 for names in signals.names):
        before = ""
    return (not before or before[-1] in "(,.;:?![-–—|\n" + FILLER) and (
        not after or after in '),.;:]-–—|\n “"' + FILLER
    )


def _set_apart(signals: Signals, match: VenueMatch) -> bool:
    if match.year is not None and not any(q.start < match.start and match.end < q.end - 1 for q in signals.quotes):
        return _alone(signals, match.start, match.end) or bool(_IN.search(signals.masked[: match.start]))
    marks = signals.phrase.content.marks
    if any(
        mark.start <= match.start <= mark.start + 25 and match.end <= mark.end and mark.kind is MarkKind.EMPHASIS
        for mark in marks
    ):
        return not any(q.start <= match.start < q.end for q in signals.quotes)
    return _alone(signals, match.start, match.end) and match.start > signals.start


def _zones(signals: Signals, breaks: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    at = signals.start
    for start, end in [*breaks, (signals.phrase.end, signals.phrase.end)]:
        if signals.masked[at:start].strip(_EDGE + "()[]“”\"'" + FILLER):
            yield at, start
        at = max(at, end)


def _readings(signals: Signals, start: int, end: int, zone: int, breaks: list[tuple[int, int]]) -> Iterator[_Reading]:
    text = signals.masked
    starts, ends = [start], [end]
    for match in _DELIMITER.finditer(text, start, end):
        if match["comma"] is None:
            starts.append(match.end())
        ends.append(match.start() + (text[match.start()] in "!?"))
        if len(starts) > 6 and len(ends) > 8:
            break
    for quote in signals.quotes:
        if start <= quote.start and quote.end <= end + 1:
            starts.append(quote.start)
            ends.append(quote.end)
    for item in signals.labelled:
        if start <= item.link.start < end:
            starts.append(item.link.start)
            ends.append(min(end, item.link.end))
    for mark in signals.phrase.content.marks:
        if mark.kind in (MarkKind.STRONG, MarkKind.EMPHASIS, MarkKind.SPAN) and start <= mark.start < end:
            starts.append(mark.start)
            ends.append(min(end, mark.end))
    ends += [match.start() for match in re.finditer(r"\s[(\[]", text[start:end]) for _ in (0,)] and [
        start + m.start() for m in re.finditer(r"\s[(\[]", text[start:end])
    ]
    seen: set[tuple[int, int]] = set()
    for first in starts:
        for last in ends:
            title = signals.phrase.part(first, last).strip(_EDGE).strip("“”\"'‘’").strip(_EDGE)
            title = _unwrap(title)
            if (
                title.end - title.start < 2
                or title.end - title.start > _LONGEST_TITLE
                or (title.start, title.end) in seen
            ):
                continue
            seen.add((title.start, title.end))
            if len(seen) > _MOST_READINGS:
                return
            yield _judge(signals, title, (start, end), zone, breaks)


def _unwrap(title: Phrase) -> Phrase:
    """The title without a pair of brackets around all of it, or a bracket that is open at one end."""
    raw = title.raw
    if raw and raw[0] in "([" and raw[-1] in ")]" and raw.count(raw[0]) == 1:
        return title.part(title.start + 1, title.end - 1).strip(_EDGE)
    for mark, other in (("(", ")"), ("[", "]")):
        if raw.endswith(mark) and raw.count(mark) > raw.count(other):
            return title.part(title.start, title.end - 1).strip(_EDGE)
        if raw.startswith(other):
            return title.part(title.start + 1, title.end).strip(_EDGE)
    return title


def _judge(
    signals: Signals, title: Phrase, zone: tuple[int, int], index: int, breaks: list[tuple[int, int]]
) -> _Reading:
    reasons = list(judge(title.text))
    source = _markup(signals, title, breaks, reasons)
    before, behind = signals.masked[zone[0] : title.start], signals.masked[title.end : zone[1]]
    left, right = _count(before), _count(behind)
    if left:
        reasons.append(Judgement("words before the title", -min(3.0, 0.45 * left)))
    if right:
        most = 0.6 if behind.lstrip(")”\"'")[:1] in ".,;\n" else 1.6
        reasons.append(Judgement("words behind the title", -min(most, 0.2 * right)))
    if _ABUTS_BEFORE.search(before):
        reasons.append(Judgement("begins in the middle of a phrase", -1.8))
    if _ABUTS_BEHIND.match(behind):
        reasons.append(Judgement("breaks off in the middle of a phrase", -1.2))
    if re.search(r"[,.][ \t]*\n\s*[A-Z]", title.raw):
        reasons.append(Judgement("goes on behind a line that ends in punctuation", -1.0))
    if index:
        reasons.append(Judgement("other words come first", -0.5 * min(index, 3)))
    if any(names.sure and names.start <= title.start and title.end <= names.end + 1 for names in signals.names):
        reasons.append(Judgement("a list of names", -6.0))
    if _beside_names(signals, title):
        reasons.append(Judgement("names beside it", 1.0))
    return _Reading(title.start, title.end, index, tuple(reasons), source)


def _count(text: str) -> int:
    return len(re.findall(r"\w+", text.replace(FILLER, " ")))


def _beside_names(signals: Signals, title: Phrase) -> bool:
    text = signals.masked
    for names in signals.names:
        gap = text[title.end : names.start] if names.start >= title.end else text[names.end : title.start]
        if names.sure and len(gap) < 12 and _count(_BY.sub("", gap)) == 0:
            return True
    return False


_MARKUP = {MarkKind.STRONG: ("strong", 1.6), MarkKind.EMPHASIS: ("emphasis", 0.9), MarkKind.SPAN: ("span", 0.6)}


def _markup(signals: Signals, title: Phrase, breaks: list[tuple[int, int]], reasons: list[Judgement]) -> str:
    """Add what links, quotation marks and emphasis say about a reading; name the strongest that agrees with it."""
    ranges: list[tuple[int, int, str, float]] = []
    for item in signals.labelled:
        weight = -1.0 if item.in_page else 2.8 if item.is_paper else 2.2 if item.kind is AddressKind.DOCUMENT else 1.4
        ranges.append((item.link.start, item.link.end, "link", weight))
    ranges += [(quote.start, quote.end, "quote", 2.4) for quote in signals.quotes]
    for mark in signals.phrase.content.marks:
        if (
            mark.kind in _MARKUP
            and mark.end - mark.start > 3
            and signals.phrase.start <= mark.start
            and mark.end <= signals.phrase.end
        ):
            name, weight = _MARKUP[mark.kind]
            if mark.kind is MarkKind.SPAN and "title" in mark.label.casefold():
                weight = 3.0
            ranges.append((mark.start, mark.end, name, weight))
    source = "plain"
    for start, end, name, weight in ranges:
        bare = title.part(start, end).strip(_EDGE + "“”\"'‘’")
        if (bare.start, bare.end) == (title.start, title.end) or _explains(signals, breaks, title, bare):
            reasons.append(Judgement(f"set apart as {name}", weight))
            source = name if source == "plain" else source
        elif bare.start <= title.start and title.end <= bare.end:
            reasons.append(Judgement(f"cuts a {name}", -2.2 if name in ("link", "quote") else -0.8))
        elif title.start <= bare.start and bare.end <= title.end:
            reasons.append(Judgement(f"holds a {name}", {"link": 0.4, "quote": -0.6, "strong": 0.6}.get(name, 0.0)))
        elif bare.start < title.end and title.start < bare.end:
            reasons.append(Judgement(f"breaks a {name}", -2.5))
    return source


def _explains(signals: Signals, breaks: list[tuple[int, int]], title: Phrase, marked: Phrase) -> bool:
    """Whether the title is all of a marked range but for names, venues and years at its ends."""
    if not (marked.start <= title.start and title.end <= marked.end):
        return False
    text = list(signals.masked[marked.start : marked.end])
    for start, end in [*breaks, (title.start, title.end)]:
        for at in range(max(start, marked.start), min(end, marked.end)):
            text[at - marked.start] = " "
    rest = "".join(text)
    return _count(re.sub(r"\b(?:by|in|on|at|from|proceedings of|proc|and)\b", " ", rest, flags=re.I)) == 0


def _complete(signals: Signals, reading: _Reading) -> Citation:
    title = signals.phrase.part(reading.start, reading.end)
    names = _authors(signals, title)
    venue = _venue(signals, title)
    written = None if venue else _written_venue(signals, title)
    year = _year(signals, title, venue) or (_short_year(signals, written) if written else None)
    ends = [title.end]
    ends += [names.end] if names else []
    ends += [venue.end] if venue else []
    ends += [year[1]] if year else []
    ends += [written.end] if written else []
    tail = _skip(signals, max(ends))
    return Citation(
        title, reading.evidence, reading.source, names, venue, written, year, signals.resources, signals.labelled, tail
    )


def _skip(signals: Signals, at: int) -> int:
    """The end of the links and bracketed labels that follow `at` without other words between."""
    resources = [item for item in signals.resources if item not in signals.labelled]
    marks = sorted([(item.start, item.end) for item in resources] + [(a, b) for a, b, _ in signals.brackets])
    for start, end in marks:
        if start >= at and _count(signals.masked[at:start]) <= 1:
            at = end
    return at


_SURNAMES = re.compile(r"(?P<names>[A-Z][\w'’-]+(?:(?:,? and |,? & |, )[A-Z][\w'’-]+)*)\s*[,:.]?\s*[“\"(]*$")
_SURNAME_GROUP = re.compile(
    r"\(\s*(?P<names>[A-Z][\w'’-]+(?:(?:,? and |,? & |, )[A-Z][a-z][\w'’-]+)*)(?P<etal>\s+et "
    r"al\.?)?(?:,?\s+(?:[A-Z][\w ]*\s*)?'?(?:19|20)?\d\d)?\s*\)"
)


def _surnames(signals: Signals, title: Phrase) -> NameList | None:
    """Surnames alone: "Lamport, [Time, Clocks, …](…)" or "… (Castro, OSDI 1999)"."""
    text = signals.masked
    match = _SURNAMES.fullmatch(text, signals.start, title.start) or _SURNAME_GROUP.match(
        text, title.end + (text[title.end : title.end + 1] == " ")
    )
    if not match:
        return None
    names = []
    for surname in re.finditer(r"[A-Z][\w'’-]+", match["names"]):
        odds = name_odds(surname.group())
        if odds < -1 or surname.group().isupper():
            break
        names.append(Name(match.start("names") + surname.start(), match.start("names") + surname.end(), odds))
    if not names:
        return None
    et_al = match.span("etal") if "etal" in match.re.groupindex and match["etal"] else None
    return NameList(names[0].start, et_al[1] if et_al else names[-1].end, tuple(names), et_al, False)


def _authors(signals: Signals, title: Phrase) -> NameList | None:
    """The list of names that belongs to the title: behind it, or before it; lists parted by affiliations are one."""
    text = signals.masked
    behind = [names for names in signals.names if names.start >= title.end]
    before = [names for names in signals.names if names.end <= title.start]
    choices: list[tuple[float, NameList]] = []
    if behind:
        gap = text[title.end : behind[0].start]
        if _near(gap, behind[0]):
            choices.append((_count(gap), _joined(text, behind)))
    if before:
        gap = text[before[-1].end : title.start]
        leads = before[-1].start == signals.start and before[-1].odds > -0.5 and not gap.strip(_EDGE + '“"_')
        if leads or _near(gap, before[-1]):
            choices.append((_count(gap) + 0.5, _joined(text, before)))
    return min(choices, key=lambda choice: choice[0])[1] if choices else _surnames(signals, title)


def _near(gap: str, names: NameList) -> bool:
    """Whether nothing but punctuation, a label, a venue or an affiliation parts a title from its authors."""
    if _BY.search(gap) and _count(gap) <= 3:
        return True
    if names.sure:
        return _count(gap) <= 8 and not re.search(r"[a-z]{3,}\s+[a-z]{3,}\s+[a-z]{2,}", gap)
    return _count(gap) == 0 and bool(re.search(r"[,.:;(\n–—-]", gap)) and names.odds > -1.0 and len(names.names) > 1


def _joined(text: str, lists: list[NameList]) -> NameList:
    """Neighbouring lists with nothing but an affiliation in brackets, or a stray sign, between them as one."""
    whole = lists[0]
    for following in lists[1:]:
        if text[following.start - 1] == "(" and text[whole.end : following.start].strip() == "(":
            continue  # an affiliation that reads as names
        gap = text[whole.end : following.start]
        if (
            len(gap) > 80
            or not re.search(r"[,;&(\[)\]]|and", gap)
            or not re.fullmatch(r"\s*(?:[,;&]|and|\(|\))*\s*(?:\([^()]*\)|\[[^\[\]]*\])?\s*[,;]?\s*(?:and\s*)?", gap)
        ):
            break
        whole = NameList(
            whole.start,
            following.end,
            whole.names + following.names,
            following.et_al or whole.et_al,
            whole.initials and following.initials,
        )
    return whole


def _venue(signals: Signals, title: Phrase) -> VenueMatch | None:
    outside = [match for match in signals.venues if match.end <= title.start or match.start >= title.end]
    fields = [
        match
        for match in outside
        if match.year or _set_apart(signals, match) or _IN.search(signals.masked[: match.start])
    ]
    published = [match for match in fields if match.venue.label != "arXiv"]
    return (published or fields or [None])[0]


_PUBLISHED_IN = re.compile(
    r"\b(?:In|in)(?: the)?:? +(?=[A-Z])|\b(?=(?:Proceedings|Proc\.|Advances|Transactions|Journal"
    r"|International|Annual|IEEE|ACM|Workshop)\b)"
)
_DATED_NAME = re.compile(
    r"(?:(?<=[\[(\n])|(?<=[.,;:|–—-] )|(?<=\A))(?P<name>[A-Z][\w&@/+-]*(?: (?:[A-Z][\w&@/+-]*|of|on|and|for|&)){0,6})"
    r"[ ,]*[ '’](?:(?:19|20)\d\d|(?<=['’])\d\d)(?=[\])\s.,;:|]|$)"
)
_TWO_DIGITS = re.compile(r"[ ,]*['’](?P<year>\d\d)(?!\w)")
_VENUE_END = re.compile(r"[,;:()\[\]\n“\"]|\.(?=\s+[A-Z]|\s*$)|\s+(?=(?:19|20)\d\d\b)|\0|,? (?:vol|pp|pages)\b")
_PROCEEDINGS = re.compile(r"(?:(?:the )?(?:Proceedings|Proc\.) of (?:the )?|the )", re.I)


def _written_venue(signals: Signals, title: Phrase) -> Phrase | None:
    """A venue that no list knows, as written: behind "In", beside its year, in italics, or as the label of a link."""
    return _introduced(signals, title) or _dated(signals, title) or _emphasised(signals, title) or _labelled(signals)


def _introduced(signals: Signals, title: Phrase) -> Phrase | None:
    """What stands behind "In" or begins as names of venues do: "In Proceedings of …", "Journal of …"."""
    text = signals.masked
    for match in _PUBLISHED_IN.finditer(text, title.end, signals.phrase.end):
        start = match.end()
        prefix = _PROCEEDINGS.match(text, start)
        start = prefix.end() if prefix else start
        end = _VENUE_END.search(text, start, signals.phrase.end)
        venue = signals.phrase.part(start, end.start() if end else signals.phrase.end).strip(_EDGE)
        if (
            venue.raw
            and venue.raw[0].isupper()
            and len(venue.text.split()) <= 14
            and _count(text[title.end : start]) <= 60
        ):
            return venue
    return None


def _dated(signals: Signals, title: Phrase) -> Phrase | None:
    """A short name set apart with a year: "[CPAIOR'15]", "FSCD 2024.", "(WI 2005)"."""
    for match in _DATED_NAME.finditer(signals.masked, signals.phrase.start, signals.phrase.end):
        venue = signals.phrase.part(*match.span("name"))
        outside = venue.end <= title.start or venue.start >= title.end
        if outside and not any(
            names.start < venue.end and venue.start < names.end for names in signals.names if names.sure
        ):
            return venue
    return None


def _emphasised(signals: Signals, title: Phrase) -> Phrase | None:
    """Words in italics behind the title that are neither names nor a sentence."""
    for mark in signals.phrase.content.marks:
        venue = signals.phrase.part(mark.start, mark.end).strip(_EDGE)
        if mark.kind is not MarkKind.EMPHASIS or venue.start < title.end or venue.end > signals.phrase.end:
            continue
        if 0 < len(venue.text.split()) <= 10 and venue.raw[0].isupper() and not _overlaps_names(signals, venue):
            return venue
    return None


def _overlaps_names(signals: Signals, phrase: Phrase) -> bool:
    return any(names.start < phrase.end and phrase.start < names.end for names in signals.names)


def _labelled(signals: Signals) -> Phrase | None:
    """A link whose words are "arXiv" says where the paper is to be found, and nothing says otherwise."""
    for item in signals.resources:
        if item.label.casefold() == "arxiv" and not item.bare:
            return signals.phrase.part(item.link.start, item.link.end).strip(_EDGE + "[]()")
    return None


def _year(signals: Signals, title: Phrase, venue: VenueMatch | None) -> tuple[int, int, int] | None:
    """The year of publication: beside the venue, else the first that stands alone near the title."""
    if venue and venue.year:
        return venue.start, venue.end, venue.year
    outside = [
        year
        for year in signals.years
        if (year[1] <= title.start or year[0] >= title.end) and _alone_or_after(signals, year)
    ]
    if not outside:
        return None
    if venue:
        return min(outside, key=lambda year: min(abs(year[0] - venue.end), abs(venue.start - year[1])))
    return outside[0]


def _short_year(signals: Signals, venue: Phrase) -> tuple[int, int, int] | None:
    """The year of two digits right behind a venue: "CPAIOR'15"."""
    match = _TWO_DIGITS.match(signals.masked, venue.end)
    if not match:
        return None
    value = int(match["year"])
    return match.start("year"), match.end(), value + (1900 if value > 50 else 2000)


def _alone_or_after(signals: Signals, year: tuple[int, int, int]) -> bool:
    return _alone(signals, year[0], year[1]) or _count(signals.masked[year[1] :].split("\n")[0]) == 0
