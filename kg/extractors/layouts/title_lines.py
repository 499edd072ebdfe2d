"""Title lines: pages copied as text, in which each title, list of people, address and remark is a line of its own.

Nothing but its words says that a line is a title, so the company decides: several such lines in a document that speaks
of papers, or people, an edition or the address of a paper right below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum, auto
from typing import NamedTuple

from kg.extractors.coined import is_coined
from kg.extractors.entry import Entry, Fields
from kg.extractors.fields import citation_fields
from kg.extractors.labels import is_link_line, lines, read_label
from kg.extractors.name_lines import line_of_names, may_be_names
from kg.extractors.notes import gather_lines
from kg.extractors.outline import Outline, Section
from kg.extractors.phrase import Phrase, whole
from kg.extractors.titles import SENTENCE, Judgement, in_title_case, is_much_of_a_title, judge, score
from kg.extractors.weighing import other_kind, promises_others, speaks_of_papers
from kg.model import Block, BlockKind, Span

_LONGEST = 250  # characters of a title
_FEWEST_LONG_WORDS = 2  # with capitals, in a title
_FEWEST, _SHARE = 3, 0.6  # titles of a document, and how many of the lines that are neither prose nor fields they are
_MOST_NOTES = 6  # lines below a title that may say something of its paper
_PROSE_WORDS = 9  # of a line that is a sentence, whether or not a full stop ends it
_ENDS = (".", ":", ";", ",", "…", "!")
_OF_PAPERS = re.compile(r"\b(?:papers|articles|publications|preprints|posters|reading lists?|proceedings)\b", re.I)
_NARROW, _FULL, _SHARE_OF_FULL = 110, 0.75, 0.6  # characters of lines that were broken to a width; shares of it
_FEWEST_WRAPPED = 3  # lines of a paragraph that was broken so
_AMONG = Judgement("one of many lines that are titles, where papers are spoken of", 1.6)


class _Kind(Enum):
    TITLE = auto()
    FIELD = auto()  # people, an edition, an address, a label
    PROSE = auto()
    OTHER = auto()  # a heading, a word of the page's navigation
    BLOCK = auto()  # a list, a table


class _Line(NamedTuple):
    phrase: Phrase
    kind: _Kind


def find(outline: Outline) -> Iterator[Entry]:
    """Yield an entry for each line of a plain text that is a title by its words and by its company."""
    if outline.document.format != "text":
        return
    streams = [list(_stream(section, outline)) for section in outline.sections]
    every = [line for stream in streams for line in stream]
    among = _are_many(every) and _speak_of_papers(every, outline)
    for section, stream in zip(outline.sections, streams, strict=True):
        others = section.heading is not None and promises_others(section.heading.content.text)
        for at, line in enumerate(stream):
            if line.kind is _Kind.TITLE and not others:
                yield from _entry(line.phrase, _below(stream, at), outline, among=among)


def _are_many(stream: Sequence[_Line]) -> bool:
    titles = sum(line.kind is _Kind.TITLE for line in stream)
    others = sum(line.kind is _Kind.OTHER for line in stream)
    return titles >= max(_FEWEST, _SHARE * (titles + others))


def _speak_of_papers(stream: Sequence[_Line], outline: Outline) -> bool:
    """Whether what stands before the first title, or the first heading, speaks of papers."""
    first = next((at for at, line in enumerate(stream) if line.kind is _Kind.TITLE), 0)
    said = [line.phrase.text for line in stream[:first]]
    said += [section.heading.content.text for section in outline.sections[:1] if section.heading]
    return any(map(_OF_PAPERS.search, said))


def _stream(section: Section, outline: Outline) -> Iterator[_Line]:
    """The lines of the paragraphs of a section, in order; lists and tables are something else."""
    for block in section.blocks:
        if block.kind is not BlockKind.PARAGRAPH:
            yield _Line(whole(block.content), _Kind.BLOCK)
        elif _is_wrapped(block):
            yield _Line(whole(block.content).strip(), _Kind.PROSE)
        else:
            yield from (_Line(line, _kind(line, outline)) for line in lines(block.content))


def _is_wrapped(block: Block) -> bool:
    """Whether a paragraph was broken into lines of a width: most are about as long as the longest."""
    *broken, last = [len(line.raw) for line in lines(block.content)] or [0]
    longest = max([*broken, last])
    full = sum(length >= _FULL * longest for length in broken)
    return len(broken) + 1 >= _FEWEST_WRAPPED and longest <= _NARROW and full >= _SHARE_OF_FULL * len(broken)


def _kind(line: Phrase, outline: Outline) -> _Kind:
    signals = outline.scan(line)
    if signals.is_explained or is_link_line(line) or read_label(line):
        return _Kind.FIELD
    if may_be_names(line) and line_of_names(line, outline.scan):
        return _Kind.FIELD
    if _is_title(line, outline):
        return _Kind.TITLE
    return _Kind.PROSE if line.raw.endswith(".") or len(line.raw.split()) >= _PROSE_WORDS else _Kind.OTHER


def _is_title(line: Phrase, outline: Outline) -> bool:
    words = line.part(outline.scan(line).start, line.end).strip()
    said = words.text
    if not said or len(said) > _LONGEST or said.endswith(_ENDS) or not is_much_of_a_title(said):
        return False
    if other_kind(said) or speaks_of_papers(said) or any(reason.reason == SENTENCE for reason in judge(said)):
        return False
    return in_title_case(said, _FEWEST_LONG_WORDS) or is_coined(said.split()[0].rstrip(":"))


def _below(stream: Sequence[_Line], at: int) -> list[Phrase]:
    """The lines below a title that say something of its paper."""
    found: list[Phrase] = []
    for line in stream[at + 1 : at + 1 + _MOST_NOTES]:
        if line.kind not in (_Kind.FIELD, _Kind.PROSE):
            break
        found.append(line.phrase)
    return found


def _entry(line: Phrase, below: Sequence[Phrase], outline: Outline, *, among: bool) -> Iterator[Entry]:
    citation = outline.citation(line)
    if citation is None or citation.names:
        return
    bare = not (citation.venue or citation.resources or citation.year)
    title = line.part(outline.scan(line).start, line.end).strip() if bare else citation.title
    notes = gather_lines(below, outline.scan, title.text)
    end = below[-1].span.end if below else line.span.end
    yield Entry(
        title=title,
        span=Span(line.span.start, end),
        core=line.span,
        extractor="title-line",
        group="title-line",
        evidence=(*_weighed(title), *((_AMONG,) if among else ()), *notes.evidence),
        fields=(Fields() if bare else citation_fields(citation)).completed(notes.fields()),
    )


def _weighed(title: Phrase) -> Iterator[Judgement]:
    yield Judgement("words of its title", max(-3.0, min(1.0, 0.5 * score(title.text))))


