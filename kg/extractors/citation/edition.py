"""The venue and the year of a citation."""

from __future__ import annotations

import re
from itertools import chain
from typing import NamedTuple

from kg.extractors.citation.surroundings import (
    EDGE,
    count_words,
    follows_in,
    is_alone,
    is_of_task,
    is_of_title,
    is_set_apart,
)
from kg.extractors.organizations import is_organization
from kg.extractors.people import NameList
from kg.extractors.phrase import Phrase
from kg.extractors.signals import Signals
from kg.model import Mark, MarkKind
from kg.months import MONTH
from kg.vocabulary.venues import VenueMatch

_PUBLISHED_IN = re.compile(
    r"\b(?:In|in)(?: the)?:? {1,9}(?=[A-Z])"
    r"|\b(?=(?:Proceedings|Proc\.|Advances|Transactions|Journal|International|Annual|IEEE|ACM|Workshop)\b)"
)
_PROCEEDINGS = re.compile(r"(?:(?:the )?(?:Proceedings|Proc\.) of (?:the )?|the )", re.I)
_SAID, _MOST_SAID = re.compile(r"\b[a-z]{3,}\b"), 5
"""Words that a citation has few of before the name of its venue, and prose has many."""
_SMALL = frozenset({"of", "on", "and", "for", "the", "in", "to", "at", "with", "de", "der", "et", "für", "und", "y"})
"""Words of names of venues that begin with no capital."""
_VENUE_END = re.compile(r"[,;:()\[\]\n“\"]|\.(?=\s+[A-Z]|\s*$)|(?<!\s)\s+(?=(?:19|20)\d\d\b)|\0|,? (?:vol|pp|pages)\b")
_JOURNAL = (
    r"(?:(?<=[.?!,”\"][ \n])|(?<=\A))(?P<name>(?!no\b){begin}[\w&-]*\.?"
    r"(?:[ \n](?:{word}[\w&-]*\.?|of|and|the|in|for|on|&)){{0,7}}),?\s"
)
_VOLUME = re.compile(
    _JOURNAL.format(begin="[A-Z]", word="[A-Z]")
    + r"\d{1,4} ?(?:\(\d[\d–/-]*\))? ?: ?[eE]?\d[\d\w]*(?:[-–]\d+)?(?=[.,;\s)]|$)"
)
_ISSUE = re.compile(
    _JOURNAL.format(begin="[A-Za-z]", word="[A-Za-z]")
    + r"(?:\d{1,4}(?:\.\d[\d/-]*)? \((?:19|20)\d\d\)(?::? ?[a-zA-Z]?\d|\.|$)"  # 301.5635 (2003): 929-933
    r"|\d{1,4} \d{1,5}[-–]\d{1,5}\b"  # 3 1137–1155
    r"|(?:19|20)\d\d(?: [A-Z][a-z]{2}(?: \d\d?)?)?;\d{1,4}(?:\([\w ]+\))?:\w?\d"  # "Neural Netw. 2015 Jan;61:85"
    r"|(?:19|20)\d\d [A-Z][a-z]{2} \d\d?(?::[a-zA-Z]?\d{4,}|\.(?=\s*$))"  # "Sci Total Environ. 2024 Feb 9:170825"
    r"|\d{1,4} ?\(\d[\d/–-]*\),? \d+ ?[-–] ?\d+"  # 287(5459), 1770-1774
    r"|\d{1,4}, \d{1,5}[-–]\d{1,5}\b"  # 61, 85–117
    r"|vol\. ?\d{1,4}, (?:no|issue|pp)\. ?\d)"  # vol. 59, no. 4
)
"""Journals before volume and issue, as MLA and APA write them, some with small letters: "science 301.5635 (2003)"."""
_VOLUME_BEHIND = re.compile(r",? (?:[A-Z]{1,3}-)?\d{1,4} ?\(\d{1,3}(?:[-–/]\d{1,3})?\)")
_VOLUME_BEHIND_YEAR = re.compile(r" (?:19|20)\d\d[\w ]{0,8}[;:.]")
_GAP = re.compile(r"[.?!,”\"]{1,3}[ \n]")
_NEAR = 4  # characters
_BEFORE_QUOTE = re.compile(r"[)\]]?[:,.]\s?[“\"]")
_DATED_NAME = re.compile(
    r"(?:(?<=[\[(\n])|(?<=[.,;:|–—-] )|(?<=\A))(?P<name>[A-Z][\w&@/+-]*(?: (?:[A-Z][\w&@/+-]*|of|on|and|for|&)){0,6})"
    r"[ ,]{0,9}[ '’](?:(?:19|20)\d\d|(?<=['’])\d\d)(?=[\])\s.,;:|]|$)"
)
_SENTENCES = re.compile(r"[^\W\d_]{4,}\. [A-Z]|; ")
_BEHIND_DASH = re.compile(
    r"\s[–—|-]\s(?P<name>(?:npj )?[A-Z][\w&'’:.-]*(?:,? (?:[A-Z&][\w&'’:.-]*|of|and|on|for|in|the)){0,9})"
    r"\s\((?:19|20)\d\d\)\W*\Z"
)
_TWO_SURNAMES = re.compile(r"[^\W\d_a-z][a-z][\w'’-]* (?:&|and) [^\W\d_a-z][a-z][\w'’-]*")
_MONTH = re.compile(rf"{MONTH}\.?")
_NAMED_DATE = re.compile(r"[\[(](?:19|20)\d\d, (?P<name>[A-Z][\w&/-]*(?: [A-Z&][\w&/-]*){0,5})[\])]")
_LINE = 400  # characters; what stands further behind a year does not count
_MONTH_BEFORE = re.compile(rf"\b{MONTH}\s$", re.I)
_LONGEST_MONTH = 11  # characters, with what stands around it
_WORD_BEFORE = re.compile(r"(?<![^\W_])(?P<word>[a-z]{2,})\s$")
_LONGEST_WORD = 30  # characters, with the space behind it
_WORD_BEHIND = re.compile(r"\s(?!(?:vol|volume|pp|pages|no|issue|number|and|on|of|in|for)\b)[a-z]{2,}")
_LEADING = frozenset({"in", "at", "of", "from", "the", "by", "and", "to", "appeared", "published", "presented"})
"""Small letters before the name of a venue."""
_TWO_DIGITS = re.compile(r"[ ,]{0,9}['’](?P<year>\d\d)(?!\w)")


_LAST = ("arXiv", "PMLR")
"""Venues that hold papers of others."""


class Year(NamedTuple):
    """A year and where it is said."""

    start: int
    end: int
    value: int


def venue_of(signals: Signals, title: Phrase) -> VenueMatch | None:
    """The venue of the vocabulary that stands as a field outside the title; a server or series only without another."""
    fields = [
        match
        for match in signals.venues
        if (match.end <= title.start or match.start >= title.end)
        and (match.year or is_set_apart(signals, match) or follows_in(signals, match.start))
        and not is_of_title(signals, match)
    ]
    published = [match for match in fields if match.venue.label not in _LAST]
    if len(published) > 1 and not published[0].year and _is_set_with(signals, title, published[0]):
        published = [match for match in published if match.year] or published
    within = (match for match in signals.venues if title.start < match.start < title.end and is_of_task(signals, match))
    return next(chain(published or fields, within), None)


def _is_set_with(signals: Signals, title: Phrase, match: VenueMatch) -> bool:
    """Whether what may be a venue is set apart together with a title, as what it is called: "**Trials (PETS)**"."""
    return any(mark.start <= title.start and match.end <= mark.end for mark in signals.phrase.content.marks)


def journal_of(signals: Signals, title: Phrase, venue: VenueMatch) -> Phrase | None:
    """The journal, with its volume, in which a paper appeared that a server holds, too: "Nature 61:85, arXiv:…"."""
    return _volume(signals, title) if venue.venue.label in _LAST else None


def written_venue(signals: Signals, title: Phrase) -> Phrase | None:
    """A venue that no list knows, as written: behind "In", before volume and pages, beside its year, in italics."""
    return (
        _volume(signals, title)
        or _introduced(signals, title)
        or _dated(signals, title)
        or _dashed(signals, title)
        or _emphasised(signals, title)
        or _labelled(signals)
    )


def _introduced(signals: Signals, title: Phrase) -> Phrase | None:
    """What stands behind "In" or begins as names of venues do: "In Proceedings of …", "Journal of …"."""
    text = signals.masked
    for match in _PUBLISHED_IN.finditer(text, title.end, signals.phrase.end):
        if _is_amid_emphasis(signals, match.start()):
            continue  # "*Communications in Mathematics and Statistics*"
        prefix = _PROCEEDINGS.match(text, match.end())
        start = prefix.end() if prefix else match.end()
        end = _VENUE_END.search(text, start, signals.phrase.end)
        venue = signals.phrase.part(start, end.start() if end else signals.phrase.end).strip(EDGE)
        words = venue.text.split()
        named = words and words[0][0].isupper() and len(words) <= 14
        if match[0].startswith("in") and (
            any(word[0].islower() and word not in _SMALL for word in words)
            or len(_SAID.findall(text, title.end, match.start())) > _MOST_SAID
        ):
            continue  # "try it out in the Vega editor yourself", "was built by a few people in New England"
        if named and count_words(text[title.end : start]) <= 60 and not _begins_names(signals, start):
            return venue
    return None


def _begins_names(signals: Signals, at: int) -> bool:
    """Whether people are named from a place on: "In S. Koyejo, S. Mohamed, … (Eds.), …"."""
    return any(names.sure and names.start == at for names in signals.names)


def _volume(signals: Signals, title: Phrase) -> Phrase | None:
    """The journal whose volume and pages stand behind it: "Systematic Biology 65:583-601", "PLoS Genetics 2:e68"."""
    bounds = title.end, signals.phrase.end
    match = _VOLUME.search(signals.masked, *bounds) or _ISSUE.search(signals.masked, *bounds)
    if match is None:
        return None
    stop = match["name"].endswith(".") and _VOLUME_BEHIND_YEAR.match(signals.masked, match.end("name")) is not None
    return signals.phrase.part(match.start("name"), match.end("name") - stop)


def precedes_journal(signals: Signals, at: int) -> bool:
    """Whether a journal with its volume, and nothing else, stands right behind a place."""
    gap = _GAP.match(signals.masked, at)
    return gap is not None and any(style.match(signals.masked, gap.end()) for style in (_VOLUME, _ISSUE))


def _is_amid_emphasis(signals: Signals, at: int) -> bool:
    return any(mark.kind is MarkKind.EMPHASIS and mark.start < at < mark.end for mark in signals.phrase.content.marks)


def _dated(signals: Signals, title: Phrase) -> Phrase | None:
    """A short name set apart with a year: "[CPAIOR'15]", "FSCD 2024.", "(WI 2005)", "(1927, EJ)"."""
    bounds = signals.phrase.start, signals.phrase.end
    for match in chain(_DATED_NAME.finditer(signals.masked, *bounds), _NAMED_DATE.finditer(signals.masked, *bounds)):
        venue = signals.phrase.part(*match.span("name"))
        outside = venue.end <= title.start or venue.start >= title.end
        if _TWO_SURNAMES.fullmatch(venue.raw) or _MONTH.fullmatch(venue.raw):
            continue  # "(Gu & Dao 2023)", "[Jun 2020]"
        if venue.start == signals.start and any(quote.start <= match.end() + _NEAR for quote in signals.quotes):
            continue  # "Suárez & Viscaíno 2023: “…”" are people
        if outside and not _overlaps_names(signals, venue, sure=True):
            return venue
    return None


def _dashed(signals: Signals, title: Phrase) -> Phrase | None:
    """What stands at the end between a dash and a year in brackets: "— Roe et al. — npj Climate Action (2025)"."""
    match = _BEHIND_DASH.search(signals.masked, title.end, signals.phrase.end)
    venue = signals.phrase.part(*match.span("name")) if match else None
    return venue if venue and not _overlaps_names(signals, venue, sure=True) else None


def _emphasised(signals: Signals, title: Phrase) -> Phrase | None:
    """Words in italics behind the title that are neither names nor a sentence."""
    for mark in signals.phrase.content.marks:
        venue = signals.phrase.part(mark.start, mark.end).strip(EDGE)
        if mark.kind is not MarkKind.EMPHASIS or venue.start < title.end or venue.end > signals.phrase.end:
            continue
        if _is_note(signals.phrase.part(mark.start, mark.end).raw.strip()) or _is_amid_words(signals, mark):
            continue
        if _is_tag(signals, mark) or is_organization(venue.raw):
            continue
        if any(item.is_paper and item.start <= mark.start < item.end for item in signals.labelled):
            continue  # another paper
        if _VOLUME_BEHIND.match(signals.masked, mark.end) and venue.raw[:1].isupper():
            return venue  # a journal, whatever else is called so: "*Computer Science Education*, 18(3)"
        if 0 < len(venue.text.split()) <= 10 and venue.raw[0].isupper() and not _overlaps_names(signals, venue):
            return None if _is_concept(signals, venue.text) else venue
    return None


def _is_note(words: str) -> bool:
    """Whether words in italics say something of a paper: "*Discrete VAE and a big transformer.*"."""
    small = sum(word[0].islower() and word not in _SMALL for word in words.split())
    return (words.endswith(".") and small > 1) or _SENTENCES.search(words) is not None


def _is_tag(signals: Signals, mark: Mark) -> bool:
    """Whether words in italics stand in brackets with others: "(*segmentation*, *road extraction*)"."""
    text = signals.masked
    opening = text.rfind("(", signals.start, mark.start)
    closing = text.find(")", mark.end, signals.phrase.end)
    if min(opening, closing) < 0 or text.find(")", opening, mark.start) >= 0:
        return False
    slanted = (other for other in signals.phrase.content.marks if other.kind is MarkKind.EMPHASIS)
    return sum(opening < other.start and other.end <= closing for other in slanted) > 1


def _is_amid_words(signals: Signals, mark: Mark) -> bool:
    """Whether words in italics stand in the middle of a sentence: "the evaluation showed *DocChat* to be …"."""
    before = _WORD_BEFORE.search(signals.masked, max(mark.start - _LONGEST_WORD, 0), mark.start)
    behind = _WORD_BEHIND.match(signals.masked, mark.end)
    return before is not None and before["word"] not in _LEADING and behind is not None


def _is_concept(signals: Signals, words: str) -> bool:
    """Whether words are the name of a method or topic, and nothing else: "*Transformer*"."""
    return [(match.start, match.end) for match in signals.vocabulary.find(words)] == [(0, len(words))]


def _overlaps_names(signals: Signals, phrase: Phrase, *, sure: bool = False) -> bool:
    return any(
        names.start < phrase.end and phrase.start < names.end for names in signals.names if names.sure or not sure
    )


def _labelled(signals: Signals) -> Phrase | None:
    """A link whose words are "arXiv" says where the paper is to be found, when nothing says otherwise."""
    for item in signals.resources:
        if item.label.casefold() == "arxiv" and not item.bare:
            return signals.phrase.part(item.link.start, item.link.end).strip(EDGE + "[]()")
    return None


def year_of(
    signals: Signals, title: Phrase, names: NameList | None, venue: VenueMatch | None, written: Phrase | None
) -> Year | None:
    """The year of publication: beside the venue or right behind the people, else the first outside the title."""
    if venue and venue.year:
        return Year(*(venue.year_span or (venue.start, venue.end)), venue.year)
    outside = [
        Year(start, end, value)
        for start, end, value in signals.years
        if (end <= title.start or start >= title.end) and _is_field(signals, start, end)
    ]
    if venue:
        return min(
            outside, key=lambda year: min(abs(year.start - venue.end), abs(venue.start - year.end)), default=None
        )
    behind = names.end if names and names.start >= title.end else signals.phrase.end
    for start, end, value in signals.years:
        if start >= behind and not signals.masked[behind:start].strip(EDGE + "("):
            return Year(start, end, value)
    return outside[0] if outside else _short_year(signals, written) if written else None


def _is_field(signals: Signals, start: int, end: int) -> bool:
    rest_of_line = signals.masked[end : end + _LINE].split("\n")[0]
    if _BEFORE_QUOTE.match(rest_of_line):
        return True  # "Suárez & Viscaíno 2023: “…”"
    if _MONTH_BEFORE.search(signals.masked[max(signals.start, start - _LONGEST_MONTH) : start]):
        return True  # "22–24 Jun 2014. PMLR"
    return is_alone(signals, start, end) or count_words(rest_of_line) == 0


def _short_year(signals: Signals, venue: Phrase) -> Year | None:
    """The year of two digits right behind a venue: "CPAIOR'15"."""
    match = _TWO_DIGITS.match(signals.masked, venue.end)
    if not match:
        return None
    value = int(match["year"])
    return Year(match.start("year"), match.end(), value + (1900 if value > 50 else 2000))
