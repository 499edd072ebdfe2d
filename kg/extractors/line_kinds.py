"""What the lines of a page without markup are: titles, citations, fields of these, prose.

Nothing but its words says what a line is, so that some are told by their company.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, auto
from itertools import pairwise
from typing import NamedTuple

from kg.extractors.citation.judging import names_meeting
from kg.extractors.coined import is_coined
from kg.extractors.cutting import is_compact, may_cite
from kg.extractors.labels import is_link_line, lines, read_label
from kg.extractors.name_lines import line_of_names, may_be_names
from kg.extractors.outline import Outline, Section, flow
from kg.extractors.phrase import Phrase, whole
from kg.extractors.titles import SENTENCE, in_title_case, is_generic, is_much_of_a_title, judge
from kg.extractors.weighing import is_strong, of_talk, other_kind, speaks_of_papers
from kg.model import Block, BlockKind

PAPER_LEAD = re.compile(r"(?:the )?paper(?: \d{1,2})?\s*(?:[:：]|\s[-–—]\s)", re.I)
"""What a line begins with that calls what follows a paper: "Paper: Deep Sets"."""
_DATED = re.compile(r"[A-Z][\w ]{2,24}:\s*(?:\d{4}-\d\d?(?:-\d\d?)?|\d\d?[./]\d\d?[./]\d{2,4})")
"""A date, whatever it is of: "Date read: 2018-05-17"."""
_DATE = re.compile(r"\d{1,4}(?:[./-]\d{1,4}){1,2}(?: ?[–-] ?\d{1,4}(?:[./-]\d{1,4}){1,2})?")
_PART = re.compile(
    r"(?:chapter|lecture|lesson|module|unit|part|section|step|example|appendix) \d{1,2}[a-z]?\s*[:.–-]", re.I
)
"""What a heading begins with that counts the parts of a text or a course: "Part 2: Neural Rendering"."""
_POINTS = re.compile(r"\b(?:(?:Paper|PDF|Code|Project) [Ll]ink|PDF|Paper)$")
"""What is left of links at the end of a line: "Stanford and Collaborators Paper Link"."""
_MOST_BEFORE_LINK = 8  # words
_LONGEST = 250  # characters of a title
_FEWEST_LONG_WORDS = 2  # with capitals, in a title
_FEWEST, _SHARE = 3, 0.6  # titles that tell what others are, and how many of these they are
_TIMES = 2  # as many titles in a list as lines that may be some
_LONG_PROSE = 14  # words of prose below a line that is not written as titles are
_PROSE_WORDS = 9  # of a line that is a sentence, whether or not a full stop ends it
_IN_BRACKETS, _MOST_COLONS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]"), 3
_BEHIND_TERM, _LONGEST_TERM = re.compile(r"\s*\([^()]*\)$"), 6  # an acronym; words
_PARTED = 3  # signs that part many people and where they work
_STOPS = ".!?…"  # what ends a sentence
_ENDS = (".", ":", ";", ",", "…", "!")
_NARROW, _FULL, _SHARE_OF_FULL = 110, 0.75, 0.6  # characters of lines that were broken to a width; shares of it
_SHARE_OF_LOWER = 0.3  # of such lines, that begin in lower case
_FEWEST_WRAPPED = 3  # lines of a paragraph that was broken so


class LineKind(Enum):
    """What a line is."""

    TITLE = auto()
    CITED = auto()  # a citation with people, an edition or an address
    LIKELY = auto()  # much of a title by its words, but not written as one
    FIELD = auto()  # people, an edition, an address, a label
    PROSE = auto()
    OTHER = auto()  # a heading, a word of the page's navigation
    BLOCK = auto()  # a table, source code


_TITLES, _SHORT = (LineKind.TITLE, LineKind.CITED, LineKind.LIKELY), (LineKind.OTHER, LineKind.PROSE)


class Line(NamedTuple):
    """A line of a paragraph, of an item of a list too, or a block that has none."""

    phrase: Phrase
    kind: LineKind
    block: Block | None = None  # when it is none of a paragraph
    of: Block | None = None  # the list in an item of which it stands


def lines_of(outline: Outline) -> list[list[Line]]:
    """The lines of each section of a document, none of them `LineKind.LIKELY`.

    Those that are likely titles are taken for some among titles that stand below each other, and where they are more
    than those written as titles and each stands above prose or fields of its own; the others are prose.
    """
    streams = [_in_lists(list(_stream(section, outline)), outline) for section in outline.sections]
    undated = [[line for line in stream if not _is_date(line)] for stream in streams]
    streams = [_in_runs(stream) for stream in undated] if _are_bare(undated) else streams
    told = {
        line.phrase
        for stream in streams
        for line, below in pairwise(stream)
        if line.kind is LineKind.LIKELY and _tells(below)
    }
    every = [line.kind for stream in streams for line in stream]
    sure = every.count(LineKind.TITLE) + every.count(LineKind.CITED)
    kept = told if len(told) >= max(_FEWEST, sure, _SHARE * every.count(LineKind.LIKELY)) else set()
    return [
        [
            line._replace(kind=LineKind.TITLE if line.phrase in kept else LineKind.PROSE)
            if line.kind is LineKind.LIKELY
            else line
            for line in stream
        ]
        for stream in streams
    ]


def _in_lists(stream: Sequence[Line], outline: Outline) -> list[Line]:
    """The lines, others taken for titles too in lists that hold more titles than those.

    They are the short ones with the capitals of titles, and the likely ones.
    """
    may_be = [line.of is not None and _may_be_among(line, outline) for line in stream]
    titles = Counter(id(line.of) for line in stream if line.kind in (LineKind.TITLE, LineKind.CITED))
    others = Counter(id(line.of) for line, likely in zip(stream, may_be, strict=True) if likely)
    return [
        line._replace(kind=LineKind.TITLE)
        if likely and titles[id(line.of)] >= max(_FEWEST, _TIMES * others[id(line.of)])
        else line
        for line, likely in zip(stream, may_be, strict=True)
    ]


def _may_be_among(line: Line, outline: Outline) -> bool:
    if line.kind in _SHORT:
        return _is_short_title(line.phrase, outline)
    return line.kind is LineKind.LIKELY


def _is_short_title(line: Phrase, outline: Outline) -> bool:
    """Whether a few words are written as titles are: "Pointer Networks", "Attention Is All You Need"."""
    said = outline.scan(line).bare.text
    return in_title_case(said, _FEWEST_LONG_WORDS) and not (
        said.endswith(_ENDS) or other_kind(said) or is_generic(said)
    )


def _is_date(line: Line) -> bool:
    """Whether a line says nothing but when the titles below it were read: "2.14", "2020-03-04"."""
    return line.kind is LineKind.FIELD and _DATE.fullmatch(line.phrase.raw) is not None


def _are_bare(streams: Sequence[Sequence[Line]]) -> bool:
    """Whether other titles stand right below most titles of a document."""
    below = [
        below.kind in _TITLES for stream in streams for line, below in pairwise(stream) if line.kind is LineKind.TITLE
    ]
    return sum(below) >= max(_FEWEST, _SHARE * len(below))


def _in_runs(stream: Sequence[Line]) -> list[Line]:
    """The lines, those likely to be titles taken for some that stand beside one and among others."""
    sure = [line.kind in (LineKind.TITLE, LineKind.CITED) for line in stream]
    titled = [line.kind in _TITLES for line in stream]

    def beside(at: int) -> slice:
        return slice(max(at - 1, 0), at + 2)

    return [
        line._replace(kind=LineKind.TITLE)
        if line.kind is LineKind.LIKELY and any(sure[beside(at)]) and all(titled[beside(at)])
        else line
        for at, line in enumerate(stream)
    ]


def _tells(line: Line) -> bool:
    """Whether a line below a title is a field, or as long as prose is."""
    return line.kind is LineKind.FIELD or (line.kind is LineKind.PROSE and len(line.phrase.raw.split()) >= _LONG_PROSE)


def _stream(section: Section, outline: Outline) -> Iterator[Line]:
    """The lines of the paragraphs of a section, those in lists too, in order; tables and code are something else."""
    for block, listed in _opened(section.blocks):
        if block.kind is not BlockKind.PARAGRAPH:
            yield Line(whole(block.content), LineKind.BLOCK, block)
        elif _is_wrapped(block):
            yield Line(whole(block.content).strip(), LineKind.PROSE, of=listed)
        else:
            single = list(lines(block.content))
            yield from (Line(line, _kind(line, outline, alone=len(single) == 1), of=listed) for line in single)


def _opened(blocks: Iterable[Block], listed: Block | None = None) -> Iterator[tuple[Block, Block | None]]:
    """Blocks, and in place of each list what its items hold, with the list: titles and notes may stand side by side."""
    for block in blocks:
        if block.kind is not BlockKind.LIST:
            yield block, listed
            continue
        for item in block.children:
            yield from _opened(flow(item), block)


def _is_wrapped(block: Block) -> bool:
    """Whether a paragraph was broken into lines of a width: most are about as long as the longest."""
    single = [line.raw for line in lines(block.content)]
    longest = max(map(len, single), default=0)
    if len(single) < _FEWEST_WRAPPED or longest > _NARROW:
        return False
    full = sum(len(line) >= _FULL * longest for line in single[:-1])
    going_on = sum(line[0].islower() for line in single[1:])
    return full >= _SHARE_OF_FULL * (len(single) - 1) and going_on >= _SHARE_OF_LOWER * (len(single) - 1)


def _kind(line: Phrase, outline: Outline, *, alone: bool) -> LineKind:
    """What a line is; one that is `alone` in its paragraph and a citation is read as such elsewhere."""
    raw, short = line.raw, len(line.raw) <= _LONGEST
    if not short and alone and raw.count("(") < _PARTED and raw.count(";") < _PARTED:
        return LineKind.PROSE
    prose = raw[-1] in _STOPS and raw.count(" ") >= _PROSE_WORDS and not (short and in_title_case(raw))
    if may_be_names(line) and line_of_names(line, outline.scan):
        return LineKind.FIELD
    if (prose or not short) and (alone or not may_cite(line)):
        return LineKind.PROSE
    edition = short and any(map(str.isdigit, raw)) and outline.scan(line).is_explained
    if PAPER_LEAD.match(raw) and _is_called(line, outline):
        return LineKind.CITED
    if short and (edition or is_link_line(line) or read_label(line) or _DATED.fullmatch(raw) or _points(line)):
        return LineKind.FIELD
    titled = _titled(line, outline) if short else None
    if (titled or not alone) and _cites(line, outline):
        return LineKind.CITED
    return titled or (LineKind.PROSE if raw.endswith(".") or raw.count(" ") >= _PROSE_WORDS - 1 else LineKind.OTHER)


def _points(line: Phrase) -> bool:
    """Whether a line ends in what was a link to a paper, behind few words of where it is from."""
    behind = _POINTS.search(line.raw)
    return behind is not None and 0 < line.raw[: behind.start()].count(" ") <= _MOST_BEFORE_LINK


def _is_called(line: Phrase, outline: Outline) -> bool:
    """Whether what a line calls a paper is much of a title."""
    citation = outline.citation(line)
    return citation is not None and is_much_of_a_title(citation.title.text)


def _cites(line: Phrase, outline: Outline) -> bool:
    """Whether a line is the citation of a paper by itself."""
    citation = outline.citation(line) if may_cite(line) else None
    if citation is None or not is_compact(citation, outline.scan(line)):
        return False
    fields = citation.names, citation.venue, citation.year or citation.resources
    enough = sum(map(bool, fields)) > 1 or any(item.is_paper for item in citation.resources)
    return enough and is_strong(citation)


def _titled(line: Phrase, outline: Outline) -> LineKind | None:
    """Whether a line is a title, or likely one, by its words."""
    bare = outline.scan(line).bare
    said = bare.text
    if said.endswith(".") and (bare.end < line.end or in_title_case(said)):
        said = said[:-1]
    if not said or len(said) > _LONGEST or said.endswith(_ENDS) or not is_much_of_a_title(said):
        return None
    if _IN_BRACKETS.fullmatch(said) or said.count(": ") >= _MOST_COLONS:
        return None
    if any(reason.reason == SENTENCE for reason in judge(said)):
        return None
    first, colon, _ = said.split()[0].partition(":")
    written = in_title_case(said, _FEWEST_LONG_WORDS) or (colon and is_coined(first))
    if (
        other_kind(said)
        or of_talk(said)
        or names_meeting(said)
        or speaks_of_papers(said)
        or _PART.match(said)
        or _is_term(said, outline)
    ):
        return None
    if not written and said.endswith("]"):
        return None
    return LineKind.TITLE if written else LineKind.LIKELY


def _is_term(said: str, outline: Outline) -> bool:
    """Whether words are all one term of the vocabulary, as headings are: "Visual Question Answering (VQA)"."""
    bare = _BEHIND_TERM.sub("", said)
    if len(bare.split()) > _LONGEST_TERM:
        return False
    return any((match.start, match.end) == (0, len(bare)) for match in outline.scan.vocabulary.find(bare))
