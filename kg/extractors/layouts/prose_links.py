"""Titles in running text: links to papers called by them, words set apart with people behind them or with an award.

"… see [Network Deconvolution](https://arxiv.org/…)", "In *Visualization of Publication Impact*, by Eamonn Maguire and
Gilles Louppe, …", "The best paper award went to “Deep Contextualized Word Representations”".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from kg.addresses import AddressKind
from kg.extractors.ascribing import Ascribed, ascribed
from kg.extractors.author_year import read_behind, read_cited
from kg.extractors.entry import Entry, Fields
from kg.extractors.fields import citation_fields, to_authors
from kg.extractors.honours import honoured, may_honour
from kg.extractors.links import to_links
from kg.extractors.outline import Outline, leaves
from kg.extractors.people import NameList
from kg.extractors.phrase import Phrase, whole
from kg.extractors.signals import Resource, Signals
from kg.extractors.titles import Judgement, in_title_case, score
from kg.extractors.weighing import weigh, weigh_links
from kg.identifiers import identify
from kg.model import MarkKind, Mention
from kg.months import MONTH

_SMALL = frozenset(  # words that titles write in lower case
    [
        *("a", "an", "the", "and", "or", "but", "not", "are", "is", "can", "do", "does"),
        *(
            "as",
            "at",
            "by",
            "for",
            "from",
            "in",
            "into",
            "of",
            "on",
            "over",
            "to",
            "under",
            "via",
            "vs",
            "with",
            "without",
        ),
    ]
)
_LONE = 4  # words from which a link that is all of its block may be a title in lower case
_FEWEST = 3  # words of a description
_LIKELY, _LIKELY_ASCRIBED = 0.8, 0.5  # scores of titles, and of words with capitals that are ascribed to people
TITLED = "said to be its title"
CITED = "the words of a link are a citation"
_TITLED = re.compile(r"\b(?:titled|entitled)\s*:?\s*[“\"]?$", re.I)
_WORD = re.compile(r"[^\W_]+")
_FEWEST_CHARACTERS = 12  # of a description behind a citation
_FEWEST_NAMED = 3  # words of a title in lower case that stand in the address of a paper
_FEWEST_HONOURED = 4  # words of a title in lower case that has an award
_REACH = 60  # characters between a link and the title of what it leads to
_GAP = re.compile(r"[\s,(.]*(?:paper\b[\s,(.]*)?(?:(?:from|at|in)\b\s*)?")
_DATED = re.compile(
    rf"[\s,]*(?:paper\b\s*)?\(?(?:\d{{1,2}} )?(?:{MONTH}\.? (?:\d{{1,2}}, )?)?(?P<year>(?:19|20)\d\d)(?![\w.-]?\w)"
)
"""When a paper appeared, right behind it: "(2019)", "paper (8 Jan 2024)"."""
_JOINT = re.compile(r"\s*(?:\((?:19|20)\d\d\))?\s*(?:,? and|&|,|;)\s*")
_BY = re.compile(r"[\s,.)”\"]*\bby\b\s*", re.I)
_BY_LAST = re.compile(r",?\s+by\s+$")
_ACTING = re.compile(r",?\s+[a-z]{3,}s?\b")
_LONGEST_TITLE, _SEVERAL = 200, 2  # characters; people
_EDGE = " \t\r\n\xa0,;:.-–—\"“”'‘’"


def find(outline: Outline) -> Iterator[Entry]:
    """Yield an entry for each title set apart in prose that leads to a paper, or that people follow."""
    for section in outline.sections:
        for block in section.blocks:
            for leaf in leaves(block):
                content = leaf.content
                emphasised = any(mark.kind is MarkKind.EMPHASIS for mark in content.marks)
                if content.links or emphasised or may_honour(content.text) or _may_begin(content.text):
                    yield from _titles(whole(content), outline)


def _may_begin(text: str) -> bool:
    """A quick look at whether prose may begin with a title and its people."""
    at = text.find(" by ", 0, _LONGEST_TITLE)
    return at > 0 and text[0].isupper() and text[at + 4 : at + 5].isupper()


class _Apart(NamedTuple):
    """Words that are set apart as titles are, and what says that they are one."""

    words: Phrase
    link: Resource | None
    people: NameList | None  # behind them
    titled: bool = False  # the text says that they are the title: "a new [paper](…) titled “…”"
    honoured: bool = False  # the text says that it has an award
    award: Mention | None = None
    beside: bool = False  # another title begins the block: "[One](…) (2001) and [Another](…) (2007): …"
    ascribed: Ascribed | None = None  # people the text says it is by in other words than "by"


def _cited(phrase: Phrase, signals: Signals, outline: Outline) -> Iterator[Entry]:
    """An entry for each link in several lines whose words are a citation: "[Deep Sets, Zaheer+, NeurIPS17](…)".

    What stands behind it in its line describes the paper.
    """
    for item in signals.labelled if "\n" in phrase.raw else ():
        words = phrase.part(item.link.start, item.link.end).strip(_EDGE)
        dated = any(match.year and words.start < match.start and match.end >= words.end - 1 for match in signals.venues)
        citation = outline.citation(words) if dated and not item.is_paper and len(words.text.split()) > _LONE else None
        if citation is None or not (citation.venue and citation.venue.year) or not _is_titled(citation.title.text):
            continue
        end = phrase.content.text.find("\n", item.end, phrase.end)
        said = phrase.part(item.end, end if end >= 0 else phrase.end).strip(_EDGE)
        fields = replace(citation_fields(citation), links=to_links((item,), citation.title.text))
        described = Fields(descriptions=(said.span,) if len(said.text) >= _FEWEST_CHARACTERS else ())
        yield Entry(
            title=citation.title,
            span=words.span,
            core=words.span,
            extractor="prose-link",
            group="prose-link/cited",
            evidence=(Judgement(CITED, 0.5), *weigh(citation)),
            fields=fields.completed(described),
        )


def _titles(phrase: Phrase, outline: Outline) -> Iterator[Entry]:
    signals = outline.scan(phrase)
    yield from _cited(phrase, signals, outline)
    apart = sorted(_apart(phrase, signals), key=lambda found: found.words.start)
    for place, found in enumerate(apart):
        until = apart[place + 1].words.start if place + 1 < len(apart) else phrase.end
        yield from _entry(found, signals, until)


def _apart(phrase: Phrase, signals: Signals) -> Iterator[_Apart]:
    linked = [(item.link.start, item.link.end) for item in signals.labelled]
    joined = _joined(phrase, signals)
    for item in signals.labelled:
        people = _people_behind(signals, item.end)
        alone = item.kind is AddressKind.DOCUMENT and _fills_line(phrase, item)
        is_paper = item.is_paper or identify(item.link.url) is not None
        if people or is_paper or item in joined or alone or read_behind(phrase, item.end):
            words = phrase.part(item.link.start, item.link.end)
            said = None if people else ascribed(words)
            yield _Apart(words, item, people, beside=item in joined, ascribed=said)
    for quote in signals.quotes:
        if paper := _called(signals, quote.start):
            yield _Apart(phrase.part(quote.start, quote.end), paper, None, titled=True)
    if begun := _begun(phrase, signals):
        yield begun
    for words, award in honoured(phrase, signals):
        yield _Apart(words, None, None, honoured=True, award=award)
    for mark in phrase.content.marks:
        inside = any(start < mark.end and mark.start < end for start, end in linked)
        if mark.kind is MarkKind.EMPHASIS and not inside:
            words = phrase.part(mark.start, mark.end)
            people = _people_behind(signals, mark.end)
            said = None if people else ascribed(words)
            if people or said:
                yield _Apart(words, None, people, ascribed=said)


def _fills_line(phrase: Phrase, item: Resource) -> bool:
    """Whether a link is all of a line among others."""
    raw, start, end = phrase.raw, item.start - phrase.start, item.end - phrase.start
    before, behind = raw[:start].rpartition("\n")[2], raw[end:].partition("\n")[0]
    return "\n" in raw and not (before + behind).strip(_EDGE)


def _begun(phrase: Phrase, signals: Signals) -> _Apart | None:
    """A title in capitals with which prose begins, and the people behind "by": "Deep Sets by A and B shows …"."""
    for names in signals.names if " by " in phrase.raw[:_LONGEST_TITLE] else ():
        if not names.sure or len(names.names) < _SEVERAL:
            continue
        before = phrase.part(phrase.start, names.start)
        by = _BY_LAST.search(before.raw)
        words = phrase.part(phrase.start, phrase.start + by.start()).strip(_EDGE) if by else None
        if words is None or not 0 < len(words.raw) <= _LONGEST_TITLE or not in_title_case(words.text, _FEWEST_HONOURED):
            return None
        acting = _ACTING.match(phrase.content.text, names.end)
        return _Apart(words, None, names) if acting and not phrase.content.links else None
    return None


def _called(signals: Signals, at: int) -> Resource | None:
    """The link that says no more than "paper" before words that a text says to be its title."""
    before = signals.masked[max(signals.start, at - _REACH) : at]
    if not _TITLED.search(before):
        return None
    links = [
        item for item in signals.resources if item.end <= at and at - item.end < _REACH and item not in signals.labelled
    ]
    return links[-1] if links and links[-1].is_paper else None


def _joined(phrase: Phrase, signals: Signals) -> list[Resource]:
    """The links that "and" or a comma joins to one with which the block begins, when both are called by titles."""
    found: list[Resource] = []
    at = phrase.strip(_EDGE).start
    for item in signals.labelled:
        gap = signals.masked[at : item.start]
        if (_JOINT.fullmatch(gap) if found else not gap.strip(_EDGE)) and _is_titled(item.label):
            found.append(item)
            at = item.end
    return found[1:]


def _people_behind(signals: Signals, at: int) -> NameList | None:
    """The people whom "by" names right behind a title."""
    for names in signals.names if _BY.match(signals.masked, at) else ():
        if names.sure and names.start >= at and _BY.fullmatch(signals.masked, at, names.start):
            return names
    return None


def _edition_behind(title: Phrase, item: Resource, signals: Signals) -> Fields:
    """The venue, or the year, that stands right behind the link: "[Title](…), ICLR '21"."""
    for match in signals.venues:
        if match.start >= item.end and _GAP.fullmatch(signals.masked, item.end, match.start):
            venue = title.part(match.start, match.end).mention(match.venue.label)
            year = title.part(*match.year_span).mention(str(match.year)) if match.year and match.year_span else None
            return Fields(venue=venue, year=year)
    if dated := _DATED.match(signals.masked, item.end):
        return Fields(year=title.part(*dated.span("year")).mention())
    return Fields()


def _entry(found: _Apart, signals: Signals, until: int) -> Iterator[Entry]:
    """The entry of a title, which the words behind its people describe, as far as `until`."""
    phrase, title, item, people = signals.phrase, found.words.strip(_EDGE), found.link, found.people
    for match in signals.venues:
        if title.start < match.start < title.end <= match.end + 2 and match.year:
            title = title.part(title.start, match.start).strip(_EDGE)
    alone = (title.start, title.end) == (phrase.strip(_EDGE).start, phrase.strip(_EDGE).end)
    paper = item is not None and item.is_paper and title.raw[:1].isupper()
    words = len(title.text.split())
    honoured = found.honoured and title.raw[:1].isupper() and words >= _FEWEST_HONOURED
    named = paper and item is not None and words >= _FEWEST_NAMED and _holds(item.link.url, title.text)
    titled = honoured or named or _is_titled(title.text) or ((alone or people or paper) and words > _LONE)
    short = found.ascribed is not None and paper and words > 1 and title.text.istitle()
    least = _LIKELY_ASCRIBED if short else _LIKELY
    if not (title.raw and (titled or short) and score(title.text) > least) or read_cited(title):
        return
    resources = (item,) if item else ()
    reasons = [Judgement("the words of a link are a title", 0.5)] if item else []
    reasons += weigh_links(resources, title.text)
    if item and item.kind is AddressKind.DOCUMENT and _is_titled(title.text) and _fills_line(phrase, item):
        reasons.append(Judgement("a title that is all of its line", 1.2))
    fields = Fields(links=to_links(resources, title.text), award=found.award)
    if item:
        fields = fields.completed(_edition_behind(title, item, signals))
        if cited := read_behind(phrase, item.end):
            reasons.append(Judgement("cited by author and year behind it", 2.0))
            fields = fields.completed(cited.fields())
    if found.beside:
        reasons.append(Judgement("beside another title", 2.2))
    if found.honoured:
        reasons.append(Judgement("a quoted title that has an award", 3.0))
    if found.titled:
        reasons.append(Judgement(TITLED, 1.0))
    if item and title.is_all(MarkKind.EMPHASIS):
        reasons.append(Judgement("in italics", 0.5))
    if found.ascribed:
        weight = 1.0 if item else 3.0
        reasons.append(Judgement("the text says whom it is by", weight))
        fields = replace(fields, authors=found.ascribed.authors, et_al=found.ascribed.et_al)
    if people:
        reasons.append(Judgement("people behind a title that is set apart", 3.0))
        authors, et_al = to_authors(people, phrase)
        said = phrase.part(people.end, until).strip(_EDGE)
        descriptions = (said.span,) if len(said.text.split()) >= _FEWEST else ()
        fields = replace(fields, authors=authors, et_al=et_al, descriptions=descriptions)
    yield Entry(
        title=title,
        span=title.span,
        core=phrase.part(title.start, people.end).span if people else title.span,
        extractor="prose-link",
        group="prose-link/honoured" if found.honoured else "prose-link",
        evidence=tuple(reasons),
        fields=fields,
    )


def _holds(address: str, title: str) -> bool:
    """Whether the words of a title stand in an address: "…/9552-multi-task-gaussian-processes.pdf"."""
    return " ".join(_WORD.findall(title.casefold())) in " ".join(_WORD.findall(address.casefold()))


def _is_titled(text: str) -> bool:
    """Whether words are written as titles are: capitals on most words, or a subtitle behind a colon."""
    words = re.findall(r"[^\W\d_][\w'’-]*", text)
    heavy = [word for word in words if word.casefold() not in _SMALL]
    if len(re.findall(r"[^\W\d_]+", text)) < 3 or not text[0].isupper() or len(heavy) < 2:
        return False
    capitals = sum(1 for word in heavy if word[0].isupper() or not word.islower())
    return capitals >= 0.6 * len(heavy) or (": " in text and len(words) >= 5)
