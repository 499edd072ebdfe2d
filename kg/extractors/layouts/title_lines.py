"""Title lines: pages copied as text, in which each title, list of people, address and remark is a line of its own.

Nothing but its words says that a line is a title, so the company decides: several such lines in a document that speaks
of papers, or people, an edition or the address of a paper right below.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, auto
from itertools import pairwise
from typing import NamedTuple

from kg.addresses import AddressKind, address_kind
from kg.extractors.citation import Citation
from kg.extractors.citation.quotations import unquoted
from kg.extractors.coined import is_coined
from kg.extractors.cutting import is_compact, may_cite
from kg.extractors.entry import Entry, Fields
from kg.extractors.fields import called_behind, citation_fields, core_of, tail_description, without_name
from kg.extractors.labels import is_link_line, lines, read_label
from kg.extractors.name_lines import line_of_names, may_be_names
from kg.extractors.notes import gather_lines
from kg.extractors.outline import Outline, Section, flow, leaves
from kg.extractors.phrase import Phrase, whole
from kg.extractors.titles import (
    SENTENCE,
    Judgement,
    in_title_case,
    is_generic,
    is_much_of_a_title,
    judge,
    words_of_title,
)
from kg.extractors.weighing import (
    STRONG,
    of_talk,
    other_kind,
    promises_others,
    promises_papers,
    speaks_of_papers,
    weigh,
)
from kg.model import Block, BlockKind, Span

_LONGEST = 250  # characters of a title
_FEWEST_LONG_WORDS = 2  # with capitals, in a title
_FEWEST, _SHARE = 3, 0.6  # titles of a document, and how many of the lines that are neither prose nor fields they are
_TIMES = 2  # as many titles in a list as lines that may be some
_FEWEST_OF_HEAD, _MOST_OF_HEAD = 3, 6  # words of a line that says what stands below it
_MOST_NOTES = 6  # lines below a title that may say something of its paper
_LONG_PROSE = 14  # words of prose below a line that is not written as titles are
_PROSE_WORDS = 9  # of a line that is a sentence, whether or not a full stop ends it
_IN_BRACKETS, _MOST_COLONS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]"), 3
_BEHIND_TERM, _LONGEST_TERM = re.compile(r"\s*\([^()]*\)$"), 6  # an acronym; words
_PARTED = 3  # signs that part many people and where they work
_STOPS = ".!?…"  # what ends a sentence
_ENDS = (".", ":", ";", ",", "…", "!")
_OF_PAPERS = re.compile(
    r"\b(?:papers|articles|publications|preprints|posters|reading lists?|proceedings)\b|\bpaper awards?\b", re.I
)
_OF_PAPER = re.compile(
    r"\b(?:(?:this|the) (?:paper|article)|the authors|(?:he|she|they) (?:propose|introduce)s?)\b", re.I
)
_SHARE_OF_TOLD = 0.25  # of titles, that so much prose speaks of
_NARROW, _FULL, _SHARE_OF_FULL = 110, 0.75, 0.6  # characters of lines that were broken to a width; shares of it
_SHARE_OF_LOWER = 0.3  # of such lines, that begin in lower case
_FEWEST_WRAPPED = 3  # lines of a paragraph that was broken so
_LINKED = (AddressKind.PAPER, AddressKind.DOCUMENT)
_CALLED_PAPER = re.compile(r"(?:the )?paper(?: \d{1,2})?\s*(?:[:：]|\s[-–—]\s)", re.I)
_CALLED = Judgement("called a paper", 1.8)
_AMONG = Judgement("one of many lines that are titles, where papers are spoken of", 1.6)


class _Kind(Enum):
    TITLE = auto()
    CITED = auto()  # a citation with people, an edition or an address
    LIKELY = auto()  # much of a title by its words, but not written as one
    FIELD = auto()  # people, an edition, an address, a label
    PROSE = auto()
    OTHER = auto()  # a heading, a word of the page's navigation
    BLOCK = auto()  # a list, a table


_TITLES, _SHORT = (_Kind.TITLE, _Kind.CITED, _Kind.LIKELY), (_Kind.OTHER, _Kind.PROSE)


class _Line(NamedTuple):
    phrase: Phrase
    kind: _Kind
    block: Block | None = None  # when it is none of a paragraph
    of: Block | None = None  # the list in an item of which it stands


def find(outline: Outline) -> Iterator[Entry]:
    """Yield an entry for each line of a plain text that is a title by its words and by its company."""
    if outline.document.format != "text" and _links(outline):
        return
    streams = _settled([list(_stream(section, outline)) for section in outline.sections], outline)
    every = [line for stream in streams for line in stream]
    heads = [list(_heads(stream)) for stream in streams]
    loose = [
        line
        for stream, said in zip(streams, heads, strict=True)
        for line, head in zip(stream, said, strict=True)
        if head is None
    ]
    promised = [
        line
        for stream, said in zip(streams, heads, strict=True)
        for line, head in zip(stream, said, strict=True)
        if head
    ]
    among = {None: _are_many(loose) and _speak_of_papers(loose, outline), True: _are_many(promised, 2), False: False}
    noted, peopled = _have_notes(streams), _have_people(every, outline)
    for section, stream, said in zip(outline.sections, streams, heads, strict=True):
        others = section.heading is not None and promises_others(section.heading.content.text)
        for at, (line, head) in enumerate(zip(stream, said, strict=True)):
            if others or head is False:
                continue
            if line.kind is _Kind.TITLE and not peopled and ((below := _below(stream, at)) or head or not noted):
                yield from _entry(line.phrase, below, outline, among=among[head])
            elif line.kind is _Kind.CITED:
                yield from _cited(line.phrase, _below(stream, at), outline)


def _links(outline: Outline) -> bool:
    """Whether links of a document lead to papers or files: then these tell what its titles are."""
    return any(
        address_kind(link.url) in _LINKED for block in outline.document.root.walk() for link in block.content.links
    )


def _heads(stream: Sequence[_Line]) -> Iterator[bool | None]:
    """For each line, whether a short one above says that papers follow (True) or something else (False).

    A line that says neither may head something else than what was said to follow, but also a group of papers.
    """
    head: bool | None = None
    for line in stream:
        if line.kind in (_Kind.OTHER, _Kind.FIELD) and len(line.phrase.text.split()) <= _MOST_OF_HEAD:
            said = line.phrase.text
            if speaks_of_papers(said) or promises_papers(said):
                head = True
            elif promises_others(said):
                head = False
            elif head is False:
                head = None
        yield head


def _have_notes(streams: Sequence[Sequence[_Line]]) -> bool:
    """Whether something stands below most titles: then what stands above the next one is a heading."""
    told = [
        bool(_below(stream, at)) for stream in streams for at, line in enumerate(stream) if line.kind is _Kind.TITLE
    ]
    return sum(told) >= _SHARE * len(told)


def _have_people(stream: Sequence[_Line], outline: Outline) -> bool:
    """Whether people stand behind most titles, in their lines: then those without any are headings."""
    titles = [line.phrase for line in stream if line.kind is _Kind.TITLE]
    peopled = sum(1 for line in titles if (citation := outline.citation(line)) and citation.names)
    return peopled >= max(_FEWEST, _SHARE * len(titles))


def _settled(streams: Sequence[Sequence[_Line]], outline: Outline) -> list[list[_Line]]:
    """The lines, those likely to be titles taken for some, or for prose.

    They are titles among titles that stand below each other, and where they are more than those written as titles and
    each stands above prose or fields of its own.
    """
    streams = [_in_lists(stream, outline) for stream in streams]
    streams = [_in_runs(stream) for stream in streams] if _are_bare(streams) else streams
    told = {
        line.phrase
        for stream in streams
        for line, below in pairwise(stream)
        if line.kind is _Kind.LIKELY and _tells(below)
    }
    every = [line.kind for stream in streams for line in stream]
    sure = every.count(_Kind.TITLE) + every.count(_Kind.CITED)
    kept = told if len(told) >= max(_FEWEST, sure, _SHARE * every.count(_Kind.LIKELY)) else set()
    return [
        [
            line._replace(kind=_Kind.TITLE if line.phrase in kept else _Kind.PROSE)
            if line.kind is _Kind.LIKELY
            else line
            for line in stream
        ]
        for stream in streams
    ]


def _in_lists(stream: Sequence[_Line], outline: Outline) -> list[_Line]:
    """The lines, others taken for titles too in lists that hold more titles than those.

    They are the short ones with the capitals of titles, and the likely ones.
    """
    may_be = [line.of is not None and _may_be_among(line, outline) for line in stream]
    titles = Counter(id(line.of) for line in stream if line.kind in (_Kind.TITLE, _Kind.CITED))
    others = Counter(id(line.of) for line, likely in zip(stream, may_be, strict=True) if likely)
    return [
        line._replace(kind=_Kind.TITLE)
        if likely and titles[id(line.of)] >= max(_FEWEST, _TIMES * others[id(line.of)])
        else line
        for line, likely in zip(stream, may_be, strict=True)
    ]


def _may_be_among(line: _Line, outline: Outline) -> bool:
    if line.kind in _SHORT:
        return _is_short_title(line.phrase, outline)
    return line.kind is _Kind.LIKELY


def _is_short_title(line: Phrase, outline: Outline) -> bool:
    """Whether a few words are written as titles are: "Pointer Networks", "Attention Is All You Need"."""
    said = outline.scan(line).bare.text
    return in_title_case(said, _FEWEST_LONG_WORDS) and not (
        said.endswith(_ENDS) or other_kind(said) or is_generic(said)
    )


def _are_bare(streams: Sequence[Sequence[_Line]]) -> bool:
    """Whether other titles stand right below most titles of a document."""
    below = [
        below.kind in _TITLES for stream in streams for line, below in pairwise(stream) if line.kind is _Kind.TITLE
    ]
    return sum(below) >= max(_FEWEST, _SHARE * len(below))


def _in_runs(stream: Sequence[_Line]) -> list[_Line]:
    """The lines, those likely to be titles taken for some that stand beside one."""
    sure = [line.kind in (_Kind.TITLE, _Kind.CITED) for line in stream]
    return [
        line._replace(kind=_Kind.TITLE)
        if line.kind is _Kind.LIKELY and all(sure[max(at - 1, 0) : at] + sure[at + 1 : at + 2])
        else line
        for at, line in enumerate(stream)
    ]


def _tells(line: _Line) -> bool:
    """Whether a line below a title is a field, or as long as prose is."""
    return line.kind is _Kind.FIELD or (line.kind is _Kind.PROSE and len(line.phrase.raw.split()) >= _LONG_PROSE)


def _are_many(stream: Sequence[_Line], fewest: int = _FEWEST) -> bool:
    titles = sum(line.kind is _Kind.TITLE for line in stream)
    others = len({line.phrase.text for line in stream if line.kind is _Kind.OTHER and _is_heading(line.phrase.text)})
    return titles >= max(fewest, _SHARE * (titles + others))


def _is_heading(said: str) -> bool:
    """Whether a line that is no title looks like a heading: a word or two are a label, many in lower case a note."""
    return _FEWEST_OF_HEAD <= len(said.split()) <= _MOST_OF_HEAD or in_title_case(said)


def _speak_of_papers(stream: Sequence[_Line], outline: Outline) -> bool:
    """Whether what stands before the third title, or the first heading, speaks of papers, or prose below titles."""
    titles = [at for at, line in enumerate(stream) if line.kind is _Kind.TITLE]
    first = titles[_FEWEST - 1] if len(titles) >= _FEWEST else 0
    said = [_words(line) for line in stream[:first] if line.kind is not _Kind.TITLE]
    said += [section.heading.content.text for section in outline.sections[:1] if section.heading]
    told = sum(1 for line in stream if line.kind is _Kind.PROSE and _OF_PAPER.search(line.phrase.raw))
    return any(map(_OF_PAPERS.search, said)) or told >= max(_FEWEST, _SHARE_OF_TOLD * len(titles))


def _words(line: _Line) -> str:
    return line.phrase.text if line.block is None else "\n".join(leaf.content.text for leaf in leaves(line.block))


def _stream(section: Section, outline: Outline) -> Iterator[_Line]:
    """The lines of the paragraphs of a section, those in lists too, in order; tables and code are something else."""
    for block, listed in _opened(section.blocks):
        if block.kind is not BlockKind.PARAGRAPH:
            yield _Line(whole(block.content), _Kind.BLOCK, block)
        elif _is_wrapped(block):
            yield _Line(whole(block.content).strip(), _Kind.PROSE, of=listed)
        else:
            single = list(lines(block.content))
            yield from (_Line(line, _kind(line, outline, alone=len(single) == 1), of=listed) for line in single)


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


def _kind(line: Phrase, outline: Outline, *, alone: bool) -> _Kind:
    """What a line is; one that is `alone` in its paragraph and a citation is read as such elsewhere."""
    raw, short = line.raw, len(line.raw) <= _LONGEST
    if not short and alone and raw.count("(") < _PARTED and raw.count(";") < _PARTED:
        return _Kind.PROSE
    prose = raw[-1] in _STOPS and raw.count(" ") >= _PROSE_WORDS and not (short and in_title_case(raw))
    if may_be_names(line) and line_of_names(line, outline.scan):
        return _Kind.FIELD
    if (prose or not short) and (alone or not may_cite(line)):
        return _Kind.PROSE
    edition = short and any(map(str.isdigit, raw)) and outline.scan(line).is_explained
    if _CALLED_PAPER.match(raw) and _is_called(line, outline):
        return _Kind.CITED
    if short and (edition or is_link_line(line) or read_label(line)):
        return _Kind.FIELD
    titled = _titled(line, outline) if short else None
    if (titled or not alone) and _cites(line, outline):
        return _Kind.CITED
    return titled or (_Kind.PROSE if raw.endswith(".") or raw.count(" ") >= _PROSE_WORDS - 1 else _Kind.OTHER)


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
    return enough and sum(reason.weight for reason in weigh(citation)) >= STRONG


def _titled(line: Phrase, outline: Outline) -> _Kind | None:
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
    if other_kind(said) or speaks_of_papers(said) or _is_term(said, outline):
        return None
    return _Kind.TITLE if written else _Kind.LIKELY


def _below(stream: Sequence[_Line], at: int) -> list[Phrase]:
    """The lines below a title that say something of its paper; the first, above others, may be where people work."""
    found: list[Phrase] = []
    below = stream[at + 1 : at + 1 + _MOST_NOTES]
    for place, line in enumerate(below):
        leads = line.kind is _Kind.OTHER and not place and [each.kind for each in below[1:2]] == [_Kind.FIELD]
        if line.kind not in (_Kind.FIELD, _Kind.PROSE) and not leads:
            break
        found.append(line.phrase)
    return found


def _is_term(said: str, outline: Outline) -> bool:
    """Whether words are all one term of the vocabulary, as headings are: "Visual Question Answering (VQA)"."""
    bare = _BEHIND_TERM.sub("", said)
    if len(bare.split()) > _LONGEST_TERM:
        return False
    return any((match.start, match.end) == (0, len(bare)) for match in outline.scan.vocabulary.find(bare))


def _cited(line: Phrase, below: Sequence[Phrase], outline: Outline) -> Iterator[Entry]:
    citation = outline.citation(line)
    if citation is not None:
        notes = gather_lines(below, outline.scan, citation.title.text)
        yield Entry(
            title=citation.title,
            span=Span(line.span.start, below[-1].span.end if below else line.span.end),
            core=core_of(citation, line),
            extractor="title-line",
            group="title-line/cited",
            evidence=(*weigh(citation), *((_CALLED,) if _CALLED_PAPER.match(line.raw) else ())),
            fields=citation_fields(citation).completed(tail_description(citation, line)).completed(notes.fields()),
        )


def _entry(line: Phrase, below: Sequence[Phrase], outline: Outline, *, among: bool) -> Iterator[Entry]:
    citation = outline.citation(line)
    if citation is None or citation.names:
        return
    bare = not (citation.venue or citation.resources or citation.year)
    title = without_name(unquoted(outline.scan(line).bare.strip(" ."))) if bare else citation.title
    notes = gather_lines(below, outline.scan, title.text)
    end = below[-1].span.end if below else line.span.end
    yield Entry(
        title=title,
        span=Span(line.span.start, end),
        core=line.span,
        extractor="title-line",
        group="title-line",
        evidence=(*_weighed(title, citation), *((_AMONG,) if among else ()), *notes.evidence),
        fields=(Fields(called=called_behind(title)) if bare else citation_fields(citation)).completed(notes.fields()),
    )


def _weighed(title: Phrase, citation: Citation) -> Iterator[Judgement]:
    yield words_of_title(title.text)
    yield from other_kind(title.text)
    yield from of_talk(citation.title.content.text[: citation.title.end].rpartition("\n")[2])
    if citation.venue and citation.venue.year:
        yield Judgement("a venue and a year", 1.6)
