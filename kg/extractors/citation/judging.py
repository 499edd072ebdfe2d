"""How well a reading of an entry's title fits: its words, its markup, and what it leaves unexplained."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.addresses import AddressKind
from kg.extractors.citation.authors import surnames_beside
from kg.extractors.citation.edition import precedes_journal
from kg.extractors.citation.quotations import goes_on, unquoted
from kg.extractors.citation.surroundings import EDGE, QUOTATION_MARKS, count_words, is_citation, without_by
from kg.extractors.coined import is_coined
from kg.extractors.lexicon import name_odds
from kg.extractors.organizations import is_organization
from kg.extractors.phrase import Phrase
from kg.extractors.signals import Resource, Signals
from kg.extractors.titles import Judgement, called_at, in_title_case, is_much_of_a_title, judge
from kg.model import Mark, MarkKind

_TWICE = frozenset(("set apart as link", "set apart as emphasis"))
_MARKUP = {MarkKind.STRONG: ("strong", 1.6), MarkKind.EMPHASIS: ("emphasis", 0.9), MarkKind.SPAN: ("span", 0.6)}
_MOST_TO_COME = 3.1  # what reasons that are looked for last speak for a title at most
_PAPER_LINK = 2.8  # what a title gains that is a link to a paper
_DESCRIBED = re.compile(r":\s+[a-z]+\s")  # words in lower case behind a link and a colon
_PARTED = re.compile(r"[)”\"']*(?:[.;\n]|,\s*\n)")  # a full stop or the end of a line behind the title
_LINE_END = re.compile(r"[ \t]*\n\s*(?P<next>\S)")
_WRAPPED = 60  # characters: a line as long as this goes on in the next one
_MOST_WORDS = 10  # beside a title; more speak no louder against it
_BEFORE_JOURNAL = re.compile(r"\w ?, (?:[Ii]n )?(?:Journal of|Proceedings of|Proc\.|(?:IEEE|ACM) Trans|Annals of)\b")
_PARTED_FROM_VENUE = " //"  # as GOST parts them
_PERSON_BEFORE = re.compile(r"(?:[^\W\d_a-z][\w.'’-]* ){1,3}[^\W\d_a-z][\w'’-]+;\s*")
_MEETING = re.compile(  # "(Eds.), Proceedings of …", "Sixth Symposium on …"
    r"\W*(?:eds?\b[.)]|editors\b|proceedings of\b"
    r"|(?:the )?(?:\d{1,3}(?:st|nd|rd|th)|first|second|third|(?:four|fif|six|seven|eigh|nin|ten|eleven|twelf)th)"
    r" (?:[\w/-]+ ){0,5}(?:symposium|conference|workshop)\b"
    r"|(?:association for computing machinery|ieee computer society|usenix association|curran associates"
    r"|springer(?:-verlag)?|elsevier|(?:[\w]+ ){1,2}university press|mit press|morgan kaufmann|aaai press)\b)",
    re.I,
)
_BY_SOMEBODY = re.compile(r"[”\"]?,?\s+by\s+[A-Z][\w'’-]+(?:,? (?:and|&) [A-Z][\w'’-]+|, [A-Z]| et\.? al)")
_ABUTS = re.compile(r"[ \t]*[^\W_]")
_VOLUME = re.compile(r"\s\d{1,4}(?:\(\d+\))?:\s?\d+[-–]\d+$")
_IDENTIFIER = re.compile(r"\s10\.\d{4,}/")
_VOLUME_AND_PAGES = re.compile(  # "Biostatistics 14, 129–143", "vol. 21, no. 3, pp. 983–995"
    r"\s\d{1,4}(?:\(\d{1,3}\))?[,:]\s?\d{1,5}[-–]\d{1,5}\b|\b[Vv]ol\.\s?\d|\bpp\.\s?\d"
)
_PAGES = re.compile(r"\s?\(\d+\)\s?[:,]\s?\d|\s?[:,]\s?\d+[-–]\d")
_AFFILIATED = re.compile(r"\)\s*[,;]\s+(?:and\s+)?[^\W\d_][^(),;]{3,40}\(")  # "), Jane Roe ("
_LAUDATION = re.compile(r"For (?:[\w-]+ly )?[a-z]+ing\b|In recognition of\b")
_REMARKED = re.compile(r"\s*[-–—]\s+(?:This|The) (?:paper|work|article|study|authors?)\s[a-z]")
"""What is said of a paper behind a dash: "Deep Sets - This work presents …"."""
_LEADS_TO_LINK = re.compile(r"(?:[\w'’-]+ ){4}[^:\n]*:\s*\n\s*\Z")  # a remark, and its paper in the line below
_DASH = re.compile(r"\W{0,4}\s[-–—]{1,2}\s")
_PARTING = re.compile(rf"{_DASH.pattern}|[ \t]*\n")
_MOST_OF_ORGANIZATION = 4  # words
_SURNAMES = re.compile(r"[A-Z][\w'’-]+(?:, [A-Z][\w'’-]+)*,? (?:and|&) [A-Z][\w'’-]+")
_TAGGED = re.compile(r"\w \[[^\[\]\d]{3,80}(?:\]$|$)")  # "… Graph Alignment [Algorithms, Complexity]"
_AND = re.compile(r",? (?:and|&) |, ")
_OTHERS_BEHIND = re.compile(r"[.:,]\s+(?:[\w'’-]+ ){2}\w")
_LEAST_OF_SURNAMES = -1.0  # mean log2 odds
_TITLE = 2  # blanks in words in bold that are a title, not the short name before it
_SENTENCE_END = re.compile(r"[.!?][)”\"]?\s+$")
_RUNS_ON = re.compile(r"[,.][ \t]*\n\s*[A-Z]")
_LAST_PART = re.compile(r"(?:,|\s[-–—])\s[^,]*$")
_PROCEEDINGS = re.compile(r"[,.]\s+(?:in:? )?(?:the )?proc(?:eedings\b|\.)", re.I)
_DATE = re.compile(r"\(?(?:19|20)\d\d[a-z]?\)?")
_FIELD_WORD = re.compile(r"\b(?:by|in|on|at|from|proceedings of|proc|and)\b", re.I)


class MarkedRange(NamedTuple):
    """A range that markup sets apart, and what a title gains that agrees with it."""

    start: int
    end: int
    markup: str
    weight: float
    begins: bool = False  # a title that goes on behind it


Apart = tuple[MarkedRange, Phrase]
"""A range that markup sets apart, and its words without signs and quotation marks at their ends."""


def set_apart(signals: Signals) -> list[Apart]:
    """What links, quotation marks and emphasis set apart in an entry, in that order."""
    return [(part, unquoted(signals.phrase.part(part.start, part.end))) for part in _ranges(signals)]


def judge_reading(
    signals: Signals,
    title: Phrase,
    zone: tuple[int, int],
    index: int,
    breaks: list[tuple[int, int]],
    apart: Sequence[Apart],
    least: float,
) -> tuple[tuple[Judgement, ...], str] | None:
    """The reasons for and against a title, and the markup that sets it apart ("plain" when none does).

    None when their sum stays below `least`.

    Args:
        signals: of the entry.
        title: the reading.
        zone: in which it stands.
        index: how many zones come first.
        breaks: ranges that cannot be part of a title.
        apart: what markup sets apart in the entry, as `set_apart` has it.
        least: the sum of the reasons for another reading.
    """
    beside = surnames_beside(signals, title)
    parted = [*breaks, (beside.start, beside.end)] if beside else breaks
    markup, source = _by_markup(signals, title, parted, apart)
    reasons, raw = [*judge(title.text), *markup], title.raw
    before, behind = signals.masked[zone[0] : title.start], signals.masked[title.end : zone[1]]
    twice = {reason.reason for reason in markup} >= _TWICE
    if source == "link" and (_ends_remark(signals, title) or _LEADS_TO_LINK.search(before)):
        before = ""
    reasons += _by_surroundings(before, behind, ended=raw[-1] in ".!?", twice=twice)
    if sum(reason.weight for reason in reasons) + _MOST_TO_COME < least:
        return None
    line = signals.masked[signals.masked.rfind("\n", 0, title.end) + 1 : title.end]
    if reason := _by_line_end(line, behind, apart=source != "plain"):
        reasons.append(reason)
    if "\n" in raw and _RUNS_ON.search(raw):
        reasons.append(Judgement("goes on behind a line that ends in punctuation", -1.0))
    if "\n" in raw and not signals.is_broken:
        reasons.append(Judgement("goes on in another paragraph", -2.0))
    paged = raw[-1].isdigit() and (_VOLUME.search(raw) or _PAGES.match(signals.masked, title.end))
    if paged or _VOLUME_AND_PAGES.search(raw):
        reasons.append(Judgement("a journal with its volume", -8.0))
    if _IDENTIFIER.search(raw):
        reasons.append(Judgement("holds an identifier", -3.0))
    if _PARTED_FROM_VENUE in raw or _BEFORE_JOURNAL.search(raw):
        reasons.append(Judgement("a title and where it appeared", -2.5))
    if names_meeting(raw):
        reasons.append(Judgement("where it appeared", -3.0))
    if _PROCEEDINGS.match(signals.masked, title.end):
        reasons.append(Judgement("proceedings behind it", 1.0))
    if precedes_journal(signals, title.end):
        reasons.append(Judgement("a journal behind it", 1.0))
    if source == "quote" and _LAUDATION.match(raw):
        reasons.append(Judgement("says what an award is for", -4.0))
    if signals.masked[title.start - 1 : title.start] == "(" and _AFFILIATED.match(signals.masked, title.end):
        reasons.append(Judgement("in brackets between names", -6.0))
    if _describes_link(signals, title):
        reasons.append(Judgement("describes what is linked before it", -3.0))
    if source == "plain" and raw[0].islower() and _has_linked_title(signals, title):
        reasons.append(Judgement("beside a linked title", -3.0))
    if index:
        reasons.append(Judgement("other words come first", -0.5 * min(index, 3)))
    if any(names.sure and names.start <= title.start and title.end <= names.end + 1 for names in signals.names):
        reasons.append(Judgement("a list of names", -6.0))
    if _ends_with_surnames(signals, title):
        reasons.append(Judgement("surnames at its end", -2.5))
    if source == "plain" and _TAGGED.search(raw):
        reasons.append(Judgement("tags in brackets behind it", -1.0))
    if source == "plain" and called_at(raw) is not None:
        reasons.append(Judgement("what it is called in brackets behind it", -0.8))
    if title.start == signals.start and _are_surnames_first(signals, title):
        reasons.append(Judgement("surnames before a title", -2.5))
    if source == "plain" and _is_of_organization(title):
        reasons.append(Judgement("an organisation", -3.0))
    if beside or _is_beside_names(signals, title):
        reasons.append(Judgement("names beside it", 1.0))
    return tuple(reasons), source


def names_meeting(words: str) -> bool:
    """Whether words begin as where papers appear: "The 52nd International Conference on Very Large Databases"."""
    return _MEETING.match(words) is not None


def _are_surnames_first(signals: Signals, title: Phrase) -> bool:
    """Whether words are two surnames or more, with other words behind a stop: "Diffie and Hellman. New Directions"."""
    if _SURNAMES.fullmatch(title.raw) is None:
        return False
    people = all(name_odds(surname) > _LEAST_OF_SURNAMES for surname in _AND.split(title.raw))
    return people and _OTHERS_BEHIND.match(signals.masked, title.end) is not None


def _is_of_organization(title: Phrase) -> bool:
    """Whether a few words with capitals are where people work: "University of Cambridge"."""
    raw = title.raw
    return raw.count(" ") < _MOST_OF_ORGANIZATION and ":" not in raw and is_organization(raw)


def _by_surroundings(before: str, behind: str, *, ended: bool, twice: bool) -> Iterator[Judgement]:
    """What the words that a title leaves over in its zone say.

    Args:
        before: those before it.
        behind: those behind it.
        ended: whether a stop or a question mark ends it.
        twice: whether it is a link in italics, which may stand within a sentence: "as [*Deep Sets*](…) shows".
    """
    if left := count_words(before, _MOST_WORDS):
        yield Judgement("words before the title", -min(3.0, 0.45 * left))
    said = _BY_SOMEBODY.match(behind) or _REMARKED.match(behind)
    if right := 0 if said else count_words(behind, _MOST_WORDS):
        most = 0.6 if _PARTED.match(behind) else 1.6
        yield Judgement("words behind the title", -min(most, 0.2 * right))
    if twice:
        return
    if before.rstrip(" \t")[-1:].isalnum():
        yield Judgement("begins in the middle of a phrase", -1.8)
    if _ABUTS.match(behind) and not ended and not _BY_SOMEBODY.match(behind):
        yield Judgement("breaks off in the middle of a phrase", -1.2)


def _by_line_end(line: str, behind: str, *, apart: bool) -> Judgement | None:
    """A reason against a title that ends with a line which goes on in the next one; `apart` if markup ends it there."""
    found = _LINE_END.match(behind)
    if not found:
        return None
    if found["next"].islower():
        return Judgement("breaks off at the end of a line", -1.8)
    long = len(line) >= _WRAPPED
    return Judgement("ends with a long line", -0.9) if long and not apart else None


def _ends_with_surnames(signals: Signals, title: Phrase) -> bool:
    """Whether surnames before a dated venue stand behind the last comma or dash of a title: "Fast R-CNN, Girshick"."""
    last = _LAST_PART.search(title.raw)
    rest = title.part(title.start, title.start + last.start()) if last else None
    return rest is not None and surnames_beside(signals, rest) is not None


def _is_beside_names(signals: Signals, title: Phrase) -> bool:
    text = signals.masked
    for found in signals.collectives:
        if found.end <= title.start and not _DATE.sub("", text[found.end : title.start]).strip(EDGE + QUOTATION_MARKS):
            return True
    for names in signals.names:
        gap = text[title.end : names.start] if names.start >= title.end else text[names.end : title.start]
        if names.sure and len(gap) < 12 and count_words(without_by(gap)) == 0:
            return True
    return False


def _by_markup(
    signals: Signals, title: Phrase, breaks: list[tuple[int, int]], apart: Sequence[Apart]
) -> tuple[list[Judgement], str]:
    """What links, quotation marks and emphasis say about a title, and the first of them that agrees with it."""
    reasons: list[Judgement] = []
    source = "plain"
    for part, bare in apart:
        if (bare.start, bare.end) == (title.start, title.end) or _explains(signals, breaks, title, bare):
            reasons.append(Judgement(f"set apart as {part.markup}", 0.0 if part.begins else part.weight))
            source = part.markup if source == "plain" else source
        elif bare.start <= title.start and title.end <= bare.end:
            reasons.append(Judgement(f"cuts a {part.markup}", -2.2 if part.markup in ("link", "quote") else -0.8))
        elif title.start <= bare.start and bare.end <= title.end:
            weight = {"link": 0.4, "quote": -0.6, "strong": 0.6}.get(part.markup, 0.0)
            if part.markup == "link" and _is_short_name(title, bare):
                weight, source = part.weight, part.markup
            elif part.markup == "link" and part.weight >= _PAPER_LINK:
                # "Great list! [Attention Is All You Need](…) is still better"
                described = _DESCRIBED.match(signals.masked, bare.end) or _follows_remark(title, bare)
                weight = -3.0 if described else -1.5
            elif (
                part.markup in ("link", "strong")
                and bare.start == title.start
                and _is_parted(signals, bare, part.markup)
            ):
                weight = -2.2  # "[Slide Attacks on Hash Functions](…) - how they are carried over"
            elif (
                part.markup == "emphasis"
                and bare.start == title.start
                and signals.masked[bare.end : bare.end + 2] == ", "
            ):
                weight = -1.0  # "*Periods of Differentials*, and others *without a title*"
            elif part.begins and title.start == part.start - 1:
                weight, source = part.weight, part.markup
            elif bare.end == title.end and _SENTENCE_END.search(signals.masked, title.start, bare.start):
                weight = -2.2  # "Must views stand beside each other? *Faceted Views of Varying Emphasis*"
            elif bare.end == title.end and _PERSON_BEFORE.fullmatch(signals.masked, title.start, bare.start):
                weight = -2.2  # "Jane Roe; *Faceted Views of Varying Emphasis*"
            reasons.append(Judgement(f"holds a {part.markup}", weight))
        elif bare.start < title.end and title.start < bare.end:
            reasons.append(Judgement(f"breaks a {part.markup}", -2.5))
    return reasons, source


def _describes_link(signals: Signals, title: Phrase) -> bool:
    """Whether words in lower case follow a link to a paper and a colon: "[SIREN](…): a network with sines"."""
    return (
        title.raw[0].islower()
        and not is_coined(title.raw.split()[0])
        and any(item.is_paper and signals.masked[item.end : title.start].strip() == ":" for item in signals.labelled)
    )


def _ends_remark(signals: Signals, title: Phrase) -> bool:
    """Whether an entry says something of a paper and ends with its linked title: "uses sines [Deep Sets](…)"."""
    entry, place = signals.phrase, (title.start, title.end)
    linked = any(item.is_paper and (item.link.start, item.link.end) == place for item in signals.labelled)
    return linked and not signals.masked[title.end : entry.end].strip(EDGE) and _follows_remark(entry, title)


def _has_linked_title(signals: Signals, title: Phrase) -> bool:
    """Whether several words beside a title are a link to a paper and may be its title."""
    return any(
        item.is_paper
        and (item.link.end <= title.start or title.end <= item.link.start)
        and is_much_of_a_title(title.content.text[item.link.start : item.link.end])
        for item in signals.labelled
    )


def _follows_remark(phrase: Phrase, linked: Phrase) -> bool:
    """Whether a phrase ends with linked words in title case, and begins with several words that are not."""
    if phrase.end > linked.end and phrase.content.text[linked.end : phrase.end].strip(EDGE):
        return False
    before = phrase.part(phrase.start, linked.start).text
    return (
        before.count(" ") >= _TITLE
        and linked.raw.count(" ") >= _TITLE
        and in_title_case(linked.text)
        and not in_title_case(before)
    )


def _is_short_name(title: Phrase, linked: Phrase) -> bool:
    """Whether a link is a word before a colon and the rest of a title: "[DeepSDF](…): Learning Continuous …"."""
    if linked.start != title.start or " " in linked.raw or title.content.text[linked.end : linked.end + 2] != ": ":
        return False
    rest = title.part(linked.end + 2, title.end).text
    return in_title_case(rest) and not rest.startswith(linked.raw)


def _is_parted(signals: Signals, part: Phrase, markup: str) -> bool:
    """Whether a dash, or the end of a line in bold, parts what is set apart from what follows, as descriptions are."""
    sign = _DASH if markup == "link" else _PARTING
    return sign.match(signals.masked, part.end) is not None and (markup == "link" or part.raw.count(" ") >= _TITLE)


def _ranges(signals: Signals) -> Iterator[MarkedRange]:
    for item in signals.labelled:
        if is_citation(signals, item):
            continue
        yield MarkedRange(item.link.start, item.link.end, "link", _weight_of_link(item))
    for quote in signals.quotes:
        begun = signals.masked[quote.start]
        weight = 1.0 if begun.islower() else 2.4  # words of others, perhaps
        yield MarkedRange(quote.start, quote.end, "quote", weight, goes_on(signals, quote))
    for mark in signals.phrase.content.marks:
        if not (signals.phrase.start <= mark.start and mark.end <= signals.phrase.end):
            continue
        label = signals.masked[mark.end - 1] == ":" and any(quote.start >= mark.end for quote in signals.quotes)
        if label:  # "**See also:** J. Roe. "…""
            yield MarkedRange(mark.start, mark.end, "label", -1.5)
        elif mark.kind in _MARKUP and mark.end - mark.start > 3:
            name, weight = _MARKUP[mark.kind]
            start = signals.start if mark.start < signals.start < mark.end else mark.start  # "**1. Deep Sets**"
            yield MarkedRange(start, mark.end, name, 3.0 if _is_called_title(mark) else weight)


def _weight_of_link(item: Resource) -> float:
    if item.in_page:
        return -1.0
    if item.is_paper:
        return _PAPER_LINK
    return 2.2 if item.kind is AddressKind.DOCUMENT else 1.4


def _is_called_title(mark: Mark) -> bool:
    return mark.kind is MarkKind.SPAN and "title" in mark.label.casefold()


def _explains(signals: Signals, breaks: list[tuple[int, int]], title: Phrase, marked: Phrase) -> bool:
    """Whether the title is all of a marked range but for names, venues and years at its ends."""
    if not (marked.start <= title.start and title.end <= marked.end):
        return False
    rest = list(signals.masked[marked.start : marked.end])
    for start, end in [*breaks, (title.start, title.end)]:
        first, last = max(start - marked.start, 0), min(end - marked.start, len(rest))
        if first < last:
            rest[first:last] = " " * (last - first)
    return count_words(_FIELD_WORD.sub(" ", "".join(rest))) == 0
