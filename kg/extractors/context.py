"""What sections and the document say for the papers below: edition, year, kind of presentation, award."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from kg.extractors.claims import Claims
from kg.extractors.entry import Entry, Fields
from kg.extractors.fields import to_authors
from kg.extractors.labels import lines
from kg.extractors.name_lines import line_of_names
from kg.extractors.outline import Outline
from kg.extractors.phrase import Phrase, whole
from kg.extractors.signals import shifted
from kg.extractors.standing import find_award, find_presentation
from kg.model import BlockKind, Content, Mention, Piece, Span
from kg.vocabulary.venue_names import is_called_venue
from kg.vocabulary.venue_years import full_year
from kg.vocabulary.venues import VenueMatch

_INTRODUCTION = 900  # characters of prose before the first paper in which a document says what it is about
_SEVERAL = 4  # look-alikes
_FEWEST_PEOPLED = 2  # headings that name several people
_TO_SOMEBODY = re.compile(  # "the best paper award went to “…”": not to all that are listed
    r"\b(?:(?:goes|go|went|given|awarded|presented) to|won by|nominees?|nominated|runners?[- ]up)\b", re.I
)
_OF_OLD = re.compile(r"\btest[- ]of[- ]time\b|\bseminal\b|\bclassic paper\b", re.I)  # awards for papers of other years
_YEAR_HEADING = re.compile(
    r"\W*(?:papers?\s+(?:of|from|in)\s+|year\s+)?(?P<year>(?:19[5-9]|20[0-3])\d)\W*"
    r"(?:(?:conference|journal|accepted|published) )?(?:papers?|publications?|articles?|venues?|conferences?)?\W*",
    re.I,
)
_PUBLISHES = re.compile(r"\b(?:papers?|proceedings|published|accepted|publications)\b", re.I)
_FEWEST_OF_MENU = 3  # lines of a paragraph that holds no title: a menu of a page, not captions
_OF_MEETING = re.compile(
    r"\b(?:accepted (?:papers|posters|contributions)|proceedings|program(?:me)?|workshop|symposium|conference)\b", re.I
)
_MEETING = re.compile(
    r"(?<![\w-])(?P<name>[A-Z][A-Za-z]*[A-Z][A-Za-z]*)"
    r"(?:\s?['’](?P<short>\d\d)(?!\d)|[ -]?(?P<long>(?:19|20)\d\d)(?!\d))"
)
_DIRECTIVE = (":", "..")  # a line that tells a program what to show
_YEAR = re.compile(r"(?<!\d)(?:19[5-9]|20[0-3])\d(?!\d)")


class Standing(NamedTuple):
    """What a heading or a document says for all papers below it."""

    venue: Mention | None = None
    year: Mention | None = None
    presentation: Mention | None = None
    award: Mention | None = None


def in_context(entries: Sequence[Entry], outline: Outline) -> list[Entry]:
    """The entries, each completed by what its headings, and the document as a whole, say."""
    titles = Claims(entry.title_span for entry in entries)
    document = _document(entries, outline)
    foreign = _foreign(entries, document)
    captions = _captions(entries, titles, outline)
    people = _people_above(entries, titles, outline)
    starts = [section.heading.span.start if section.heading else -1 for section in outline.sections]
    found: list[Entry] = []
    for entry in entries:
        section = outline.sections[max(0, bisect_right(starts, entry.title_span.start) - 1)]
        headings = [whole(block.content).strip() for block in reversed(section.path) if _is_free(block.content, titles)]
        if caption := captions.get(entry.title_span):
            headings.insert(0, caption)
        standings = [outline.scan.once(heading, _heading, outline) for heading in headings]
        standings += [document] if entry.group not in foreign else []
        above = people.get(entry.title_span, Fields())
        found.append(entry.with_fields(_apply(entry.fields, standings).completed(above)))
    return found


def _people_above(entries: Sequence[Entry], titles: Claims, outline: Outline) -> dict[Span, Fields]:
    """The people of titles that stand alone below headings of names, where a document is written so."""
    ordered = sorted(entry.title_span for entry in entries if not entry.fields.authors)
    found: dict[Span, Fields] = {}
    several = 0
    for section in outline.sections:
        heading = section.heading
        below = _within(ordered, Span(heading.span.end, section.end)) if heading and section.blocks else []
        if heading is None or len(below) != 1 or not _is_free(heading.content, titles):
            continue
        line = whole(heading.content).strip()
        if names := line_of_names(line, outline.scan):
            authors, et_al = to_authors(names, line)
            found[below[0]] = Fields(authors=authors, et_al=et_al)
            several += len(authors) > 1
    return found if several >= _FEWEST_PEOPLED else {}


def _captions(entries: Sequence[Entry], titles: Claims, outline: Outline) -> dict[Span, Phrase]:
    """The caption above each title: a short line that names an edition, a year or a kind of presentation.

    Text copied out of a page, and Markdown in bold, has such lines where a heading should be. One holds until the next
    one, or until a heading that is no title.
    """
    found: dict[Span, Phrase] = {}
    caption: Phrase | None = None
    plain = outline.document.format == "text"
    ordered = sorted(entry.title_span for entry in entries)
    for section in outline.sections:
        if section.heading and _is_free(section.heading.content, titles):
            caption = None
        if caption and section.heading:
            found.update(dict.fromkeys(_within(ordered, section.heading.span), caption))
        for block in section.blocks:
            single = block.kind is BlockKind.PARAGRAPH
            written = list(lines(block.content)) if single and plain else [whole(block.content)]
            if len(written) >= _FEWEST_OF_MENU and not _within(ordered, block.span):
                continue
            for line in written:
                below = _starting(ordered, line.span) if single and plain else _within(ordered, block.span)
                phrase = line.strip(" :*_")
                if single and not below and not line.raw.startswith(_DIRECTIVE) and _is_caption(phrase, outline):
                    caption = phrase
                elif caption:
                    found.update(dict.fromkeys(below, caption))
    return found


def _within(ordered: list[Span], span: Span) -> list[Span]:
    """Those of the titles, in order and without overlap, that stand within `span`."""
    return [title for title in _starting(ordered, span) if span.contains(title)]


def _starting(ordered: list[Span], span: Span) -> list[Span]:
    """Those of the titles, in order and without overlap, that begin within `span`."""
    return ordered[bisect_left(ordered, (span.start,)) : bisect_left(ordered, (span.end,))]


def _is_caption(phrase: Phrase, outline: Outline) -> bool:
    words = phrase.raw
    if not words or words[-1] in ".!?" or "\n" in words or len(words.split()) > 8:
        return False
    standing = outline.scan.once(phrase, _heading, outline)
    if standing.venue and any(names.sure for names in outline.scan(phrase).names):
        return False  # the byline of one paper
    return bool(standing.year or standing.presentation or (standing.venue and standing.award))


def _is_free(content: Content, titles: Claims) -> bool:
    """Whether a heading is not itself the title of an entry."""
    phrase = whole(content).strip()
    return bool(phrase.raw) and not titles.touch(phrase.span)


def _apply(fields: Fields, standings: list[Standing]) -> Fields:
    for standing in standings:
        if standing.year and fields.award and _OF_OLD.search(fields.award.text):
            continue
        if fields.venue is None and standing.venue:
            clash = fields.year and standing.year and fields.year.text != standing.year.text
            fields = fields if clash else replace(fields, venue=standing.venue, year=fields.year or standing.year)
        elif fields.year is None and _names_venue_of(standing, fields):
            fields = replace(fields, year=standing.year)
        presentation, award = fields.presentation or standing.presentation, fields.award or standing.award
        fields = replace(fields, presentation=presentation, award=award)
    return fields


def _names_venue_of(standing: Standing, fields: Fields) -> bool:
    """Whether what is said above is said of the venue that the entry names, or of none."""
    return standing.venue is None or (fields.venue is not None and standing.venue.text == fields.venue.text)


def _heading(phrase: Phrase, outline: Outline) -> Standing:
    if not phrase.raw or len(phrase.text.split()) > 14:
        return Standing()
    year = _YEAR_HEADING.fullmatch(phrase.raw)
    if year:
        return Standing(year=phrase.part(phrase.start + year.start("year"), phrase.start + year.end("year")).mention())
    editions = _editions(phrase, outline)
    venue, when = _mentions(phrase, editions[0]) if len({match.venue.iri for match in editions}) == 1 else (None, None)
    return Standing(venue, when, _presentation(phrase, editions), find_award(phrase, heading=True))


def _presentation(phrase: Phrase, editions: list[VenueMatch]) -> Mention | None:
    """The kind of presentation that a heading names, beside nothing but an edition."""
    if found := find_presentation(phrase, heading=True):
        return found
    for match in editions:
        for part in (
            phrase.part(phrase.start, match.start).strip(" -–:,()"),
            phrase.part(match.end, phrase.end).strip(" -–:,()"),
        ):
            if part.raw and (found := find_presentation(part, heading=True)):
                return found
    return None


def _editions(phrase: Phrase, outline: Outline) -> list[VenueMatch]:
    """The venues that a phrase names; a lone year in a short phrase belongs to the lone venue."""
    found = outline.scan.vocabulary.venues.find(phrase.raw, citation=True)
    years = list(_YEAR.finditer(phrase.raw))
    if len(found) == 1 and found[0].year is None and len(years) == 1 and len(phrase.text.split()) <= 14:
        found = [replace(found[0], year=int(years[0].group()), year_span=years[0].span())]
    whole = len(found) == 1 and found[0].end - found[0].start >= len(phrase.raw) - 1
    return [
        shifted(match, phrase.start)
        for match in found
        if whole or not match.venue.ambiguous or match.year or _is_meant(phrase.raw, match)
    ]


def _is_meant(text: str, match: VenueMatch) -> bool:
    """Whether a venue stands in brackets, or is called a conference: "Best papers (S&P)", "the WWW conference"."""
    before, behind = text[: match.start], text[match.end :]
    return (before.endswith("(") and behind.startswith(")")) or is_called_venue(text, match.end)


def _mentions(phrase: Phrase, match: VenueMatch) -> tuple[Mention, Mention | None]:
    venue = phrase.part(match.start, match.end).mention(match.venue.label)
    if match.year is None:
        return venue, None
    span = match.year_span or (match.start, match.end)
    return venue, phrase.part(*span).mention(str(match.year))


def _document(entries: Sequence[Entry], outline: Outline) -> Standing:
    """The one edition that the document is about, if it says so in its title or its introduction."""
    for phrases in (list(_titles(entries, outline)), list(_introduction(entries, outline))):
        editions = [(phrase, match) for phrase in phrases for match in _editions(phrase, outline) if match.year]
        distinct = {(match.venue.iri, match.year) for _, match in editions}
        said = [phrase for phrase in phrases if not _TO_SOMEBODY.search(phrase.raw)]
        award = next((found for phrase in said if (found := find_award(phrase, heading=True))), None)
        if len(distinct) == 1:
            venue, year = _mentions(*editions[0])
            return Standing(venue, year, None, award if phrases and phrases[0].text else None)
        if len(distinct) > 1:
            return _series(entries, outline)
    return _unlisted(entries, outline) or _series(entries, outline)


def _unlisted(entries: Sequence[Entry], outline: Outline) -> Standing | None:
    """The edition of a meeting that no list of venues knows: "RuleML 2010 Accepted Papers", "… Workshop (APNet'17)"."""
    found: dict[tuple[str, int], Standing] = {}
    for phrase in _titles(entries, outline):
        match = _MEETING.search(phrase.raw) if _OF_MEETING.search(phrase.raw) else None
        given = match and match.lastgroup
        year = full_year(match[given]) if match and given else None
        if match and given and year and not outline.scan.vocabulary.find(match["name"]):
            name, when = (phrase.part(*(phrase.start + at for at in match.span(group))) for group in ("name", given))
            found.setdefault((match["name"], year), Standing(name.mention(), when.mention(str(year))))
    return next(iter(found.values())) if len(found) == 1 else None


def _series(entries: Sequence[Entry], outline: Outline) -> Standing:
    """The venue whose papers the title announces without a year, and their award: "Best paper awards (S&P)"."""
    named = [
        (phrase, match)
        for phrase in _titles(entries, outline)
        if _PUBLISHES.search(phrase.raw)
        for match in _editions(phrase, outline)
    ]
    if len({match.venue.iri for _, match in named}) != 1:
        return Standing()
    return Standing(_mentions(*named[0])[0], award=find_award(named[0][0], heading=True))


def _foreign(entries: Sequence[Entry], document: Standing) -> set[str]:
    """Groups of look-alikes of which a fifth are said to be of other venues or years than the document is about.

    One is not enough where there are several. Papers that only running text links to are foreign too, where the
    document lists others.
    """
    members, other = Counter[str](), Counter[str]()
    for entry in entries:
        members[entry.group] += 1
        for own, stated in ((entry.fields.venue, document.venue), (entry.fields.year, document.year)):
            if own and stated and own.text != stated.text:
                other[entry.group] += 1
                break
    foreign = {
        group
        for group, count in other.items()
        if count > 0.2 * members[group] and (count > 1 or members[group] < _SEVERAL)
    }
    return foreign | {"prose-link"} if set(members) - {"prose-link"} else foreign


def _titles(entries: Sequence[Entry], outline: Outline) -> Iterator[Phrase]:
    for metadatum in outline.document.metadata:
        if metadatum.name in ("title", "og:title", "citation_title") and metadatum.value.strip():
            yield _as_phrase(metadatum.value, metadatum.span)
    headings = [section.heading for section in outline.sections if section.heading]
    first = min((entry.title_span.start for entry in entries), default=0)
    for heading in [block for block in headings if block.span.end <= first or block.level == 1 or block is headings[0]]:
        yield whole(heading.content).strip()
    opening = outline.sections[0] if outline.sections else None
    if opening and opening.heading is None:
        for block in opening.blocks[:3]:
            phrase = whole(block.content).strip()
            short = 0 < len(phrase.text.split()) <= 14
            if block.kind is BlockKind.PARAGRAPH and short and not _is_listed(block.span, entries):
                yield phrase


def _is_listed(span: Span, entries: Sequence[Entry]) -> bool:
    """Whether a paragraph is a citation, whose venue is not that of the document."""
    return any(entry.extractor != "prose-link" and span.contains(entry.title_span) for entry in entries)


def _as_phrase(value: str, span: Span) -> Phrase:
    return whole(Content(value, (Piece(0, span.start, len(value), span.end - span.start),)))


def _introduction(entries: Sequence[Entry], outline: Outline) -> Iterator[Phrase]:
    first = min((entry.title_span.start for entry in entries), default=0)
    read = 0
    for metadatum in outline.document.metadata:
        if metadatum.name in ("description", "og:description", "subtitle"):
            yield _as_phrase(metadatum.value, metadatum.span)
    for section in outline.sections:
        for block in section.blocks:
            leads = block.kind is BlockKind.PARAGRAPH and block.span.start < first and read < _INTRODUCTION
            if leads and not _is_listed(block.span, entries):
                phrase = whole(block.content).strip()
                read += len(phrase.raw)
                if phrase.raw:
                    yield phrase
