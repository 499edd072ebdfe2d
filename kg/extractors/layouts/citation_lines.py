"""Citation lines after the prose they belong to: "Title F. Author et al. https://…", several on one line.

Nothing but white space parts the title from the first author, so the people must be written with initials. An address
stands behind its citation; where a document puts it before the title, or leaves it out, the others tell which is which.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kg.addresses import AddressKind
from kg.extractors.citation.quotations import unquoted
from kg.extractors.cutting import cut
from kg.extractors.entry import Entry, Fields
from kg.extractors.fields import to_authors
from kg.extractors.links import to_links
from kg.extractors.outline import Outline
from kg.extractors.people import NameList
from kg.extractors.phrase import Phrase, whole
from kg.extractors.sentences import ends_in_abbreviation
from kg.extractors.signals import FILLER, Resource, Signals
from kg.extractors.titles import Judgement, score, words_of_title
from kg.extractors.weighing import other_kind, weigh_links
from kg.identifiers import identify
from kg.model import Block, BlockKind, Span

_SHORTEST = 12  # characters of a paragraph with a citation
_ENDING = 160  # characters at the end of a paragraph in which people are looked for
_FURTHEST = 1500  # characters before people in which their title begins
_MOST_PROSE = 5  # paragraphs before a citation that may describe it
_MOST_BEFORE_FIRST = 2  # before the first citation: the others introduce the document
_STOP = re.compile(r"(?<=[\w)\]”\"'’][.!?])\s+(?=[\W\d_]?[A-Z])|(?<=[.!?][)”\"])\s+(?=[A-Z])|\n\s*")
_NEAR_PEOPLE = (re.compile(r"\.(?<=\b[^\W\d_a-z]\.)"), re.compile(r"t al(?<=\bet al)"))  # "J.", "et al"
_ET_AL = re.compile(r"et(?<=\bet)\.? al\.?(?=[\s\0,;]*\0)")
_COINED = re.compile(r"[a-z]+[\w-]*[A-Z\d]")  # wav2vec, fMRI
_BY = re.compile(r"(?<=[\w”\"’)?!.])[,.]? by\Z")
_EDGE = " \t\r\n\xa0,;:.-–—()" + FILLER


@dataclass
class _Line:
    """One citation in a paragraph: title, people, and the addresses around."""

    title: Phrase
    names: NameList | None
    et_al: tuple[int, int] | None
    end: int
    before: list[Resource] = field(default_factory=list)
    behind: list[Resource] = field(default_factory=list)


def find(outline: Outline) -> Iterator[Entry]:
    """Yield an entry for each citation line, described by the prose since the citation before it."""
    most = _MOST_BEFORE_FIRST
    for section in outline.sections:
        prose: list[Span] = []
        for block in section.blocks:
            if block.kind is not BlockKind.PARAGRAPH:
                prose = []
                continue
            entries = list(_paragraph(block, outline, tuple(prose[-most:])))
            yield from entries
            if entries:
                prose, most = [], _MOST_PROSE
            elif block.content.text.strip():
                prose.append(whole(block.content).strip().span)


def has_citations(paragraph: Phrase, outline: Outline) -> bool:
    """Whether a paragraph holds citation lines, and is no list of citations without addresses, one a line."""
    return bool(_lines_of(paragraph, outline))


def _lines_of(paragraph: Phrase, outline: Outline) -> list[_Line]:
    return outline.scan.once(paragraph, _read, outline)


def _read(paragraph: Phrase, outline: Outline) -> list[_Line]:
    lines = list(_lines(outline.scan(paragraph))) if _may_cite(paragraph) else []
    listed = lines and not paragraph.content.links and len(cut(paragraph, outline)) > 1
    return [] if listed else lines


def _paragraph(block: Block, outline: Outline, prose: tuple[Span, ...]) -> Iterator[Entry]:
    phrase = whole(block.content).strip()
    lines = [replace(line) for line in _lines_of(phrase, outline)]
    _share_addresses(lines)
    for line in lines:
        yield _entry(line, phrase, prose)


def _may_cite(phrase: Phrase) -> bool:
    """Whether a paragraph has initials, near its end when it has no address: what a citation line cannot do without."""
    if phrase.end - phrase.start < _SHORTEST:
        return False
    raw = phrase.raw
    first = 0 if phrase.content.links else max(0, len(raw) - _ENDING)
    return any(pattern.search(raw, first) for pattern in _NEAR_PEOPLE)


def _lines(signals: Signals) -> Iterator[_Line]:
    """The citations of a paragraph, from its anchors: people with initials, or "et al." before an address."""
    at = signals.start
    bare = [item for item in signals.resources if item.bare]
    for start, end, names, et_al in _anchors(signals):
        if start < at:
            continue
        between = [item for item in bare if at <= item.start and item.end <= start]
        title_start = between[-1].end if between else at
        title = _title(signals, title_start, start)
        if title is None:
            at = max(at, title_start)
            continue
        behind = list(_addresses_behind(signals, bare, end))
        stop = behind[-1].end if behind else end
        if behind or between or not signals.masked[end:].strip(_EDGE) or et_al:
            yield _Line(title, names, et_al, end, between if title_start != at or between else [], behind)
            at = stop


def _anchors(signals: Signals) -> list[tuple[int, int, NameList | None, tuple[int, int] | None]]:
    found: list[tuple[int, int, NameList | None, tuple[int, int] | None]] = []
    for names in signals.names:
        linked = any(item.link.start < names.start and names.end <= item.link.end for item in signals.labelled)
        if names.initials and not linked:  # the words of a link that hold people hold the title as well
            found.append((names.start, names.end, names, names.et_al))
    for match in _ET_AL.finditer(signals.masked, signals.start, signals.phrase.end):
        if not any(start <= match.start() < end for start, end, _, _ in found):
            found.append((match.start(), match.end(), None, (match.start(), match.end())))
    return sorted(found, key=lambda anchor: anchor[0])


def _addresses_behind(signals: Signals, bare: list[Resource], at: int) -> Iterator[Resource]:
    for item in bare:
        if item.start < at:
            continue
        if signals.masked[at : item.start].strip(_EDGE):
            return
        yield item
        at = item.end


def _title(signals: Signals, start: int, end: int) -> Phrase | None:
    """The title that ends where the people begin: all the words before them, or the last sentence of these."""
    title = signals.phrase.part(max(start, end - _FURTHEST), end).strip(_EDGE)
    if FILLER in signals.masked[title.start : title.end]:
        last = signals.masked.rfind(FILLER, title.start, title.end)
        title = signals.phrase.part(last + 1, end).strip(_EDGE)
    if not title.raw:
        return None
    if len(title.raw.split()) > 24 or _reads_as_prose(title):
        for stop in reversed(list(_STOP.finditer(title.raw))):
            if ends_in_abbreviation(title.raw[: stop.start()]):
                continue
            title = title.part(title.start + stop.end(), title.end).strip(_EDGE)
            break
    title = unquoted(_without_by(title))
    words = title.text
    good = score(words) > 0 and len(words) < 320
    return title if good and (not title.raw[0].islower() or _COINED.match(title.raw)) else None


def _without_by(title: Phrase) -> Phrase:
    """The title before the word that leads to its people: "“Deep Sets” by"."""
    by = _BY.search(title.raw)
    return title.part(title.start, title.start + by.start()) if by else title


def _reads_as_prose(title: Phrase) -> bool:
    """Whether a full stop, or a question in lower case, parts the words before the title from it."""
    raw = title.raw
    for stop in _STOP.finditer(raw) if any(map(raw.__contains__, ".!?\n")) else ():
        before = raw[: stop.start()]
        if ends_in_abbreviation(before):
            continue
        if before[-1] == "." or "\n" in stop.group() or len(before.split()) > 14:
            return True
    return False


def _share_addresses(lines: list[_Line]) -> None:
    """Give every address to one citation.

    An address before the first title means that this document cites address first. An address too many behind one
    citation belongs to the next one when that has none and the two lead to the same kind of place.
    """
    if lines and lines[0].before and not lines[-1].behind:
        for line, following in itertools.pairwise(lines):
            following.before = following.before or line.behind
            line.behind = []
    for line, following in itertools.pairwise(lines):
        papers = [item for item in line.behind if item.kind in (AddressKind.PAPER, AddressKind.DOCUMENT)]
        if (
            len(papers) > 1
            and not following.behind
            and papers[-1] is line.behind[-1]
            and _alike(papers[-2], papers[-1])
        ):
            following.before = [line.behind.pop()]


def _alike(first: Resource, second: Resource) -> bool:
    one, other = identify(first.link.url), identify(second.link.url)
    return one is not None and other is not None and one[0] == other[0]


def _entry(line: _Line, phrase: Phrase, prose: tuple[Span, ...]) -> Entry:
    resources, words = tuple(dict.fromkeys([*line.before, *line.behind])), line.title.text
    authors, et_al = to_authors(line.names, phrase)
    if line.et_al and et_al is None:
        et_al = phrase.content.span(*line.et_al)
    reasons = [words_of_title(words, most=1.5)]
    reasons += weigh_links(resources, words)
    reasons.append(Judgement("people with initials behind the title", 2.4 if line.names else 1.0))
    reasons += other_kind(words)
    start = min([line.title.start, *(item.start for item in line.before)])
    end = max([line.end, *(item.end for item in line.behind)])
    fields = Fields(authors=authors, et_al=et_al, links=to_links(resources, words), descriptions=prose)
    return Entry(
        title=line.title,
        span=phrase.part(start, end).span,
        core=phrase.part(line.title.start, end).span,
        extractor="citation-line",
        group="citation-line",
        evidence=tuple(reasons),
        fields=fields,
    )
