"""Title lines: pages copied as text, in which each title, list of people, address and remark is a line of its own.

Nothing but its words says that a line is a title, so the company decides: several such lines in a document that speaks
of papers, or people, an edition or the address of a paper right below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.addresses import AddressKind, address_kind
from kg.extractors.citation import Citation
from kg.extractors.citation.quotations import unquoted
from kg.extractors.entry import Entry, Fields
from kg.extractors.fields import called_behind, citation_fields, core_of, tail_description, without_name
from kg.extractors.line_kinds import PAPER_LEAD, Line, LineKind, lines_of
from kg.extractors.notes import gather_lines
from kg.extractors.outline import Outline, leaves
from kg.extractors.phrase import Phrase
from kg.extractors.standing import find_award
from kg.extractors.titles import Judgement, in_title_case, words_of_title
from kg.extractors.weighing import of_talk, other_kind, promises_others, promises_papers, speaks_of_papers, weigh
from kg.model import Span

_FEWEST, _SHARE = 3, 0.6  # titles of a document, and how many of the lines that are neither prose nor fields they are
_FEW = 2  # titles below a line that promises papers
_FEWEST_OF_HEAD, _MOST_OF_HEAD = 3, 6  # words of a line that says what stands below it
_MANY_TERMS, _SHARE_OF_TERMS = 8, 0.7  # titles that hold terms, and how many of all titles they are
_FEWEST_WORDS = 4  # of a title that holds a term, and is more than it
_MOST_LINKS, _TIMES_LINKS = 8, 4  # links to papers in a document whose titles have none; titles for each of them
_MOST_NOTES = 6  # lines below a title that may say something of its paper
_OF_PAPERS = re.compile(
    r"\b(?:papers|articles|publications|preprints|posters|reading lists?|proceedings)\b|\bpaper awards?\b", re.I
)
_OF_PAPER = re.compile(
    r"\b(?:(?:this|the) (?:paper|article)|the authors|(?:he|she|they) (?:propose|introduce)s?)\b", re.I
)
_SHARE_OF_TOLD = 0.25  # of titles, that so much prose speaks of
_LINKED = (AddressKind.PAPER, AddressKind.DOCUMENT)
_CALLED = Judgement("called a paper", 1.8)
_AMONG = Judgement("one of many lines that are titles, where papers are spoken of", 1.6)


def find(outline: Outline) -> Iterator[Entry]:
    """Yield an entry for each line that is a title by its words and company, in pages whose links lead to no paper."""
    links = _links(outline) if outline.document.format != "text" else 0
    if links > _MOST_LINKS:
        return
    streams = lines_of(outline)
    if links and not _are_terms(streams, outline, links):
        return
    headed = [list(zip(stream, _heads(stream), strict=True)) for stream in streams]
    loose, promised = ([line for stream in headed for line, head in stream if head is said] for said in (None, True))
    told = _speak_of_papers(loose, outline)
    among = {
        None: (told and _are_many(loose)) or _are_terms([loose], outline),
        True: _are_many(promised, _FEW),
    }
    noted, peopled = _have_notes(streams), _have_people(streams, outline)
    fielded = told and _have_fields(streams)
    for section, stream, lines in zip(outline.sections, streams, headed, strict=True):
        if section.heading is not None and promises_others(section.heading.content.text):
            continue
        for at, (line, head) in enumerate(lines):
            if head is False:
                continue
            if line.kind is LineKind.TITLE and not peopled and ((below := _below(stream, at)) or head or not noted):
                follows = fielded and _is_fielded(stream, at)
                yield from _entry(line.phrase, below, outline, among=among[head] or follows)
            elif line.kind is LineKind.CITED:
                yield from _cited(line.phrase, _below(stream, at), outline)


def _links(outline: Outline) -> int:
    """How many links of a document lead to papers or files: then these tell what its titles are."""
    return sum(
        address_kind(link.url) in _LINKED for block in outline.document.root.walk() for link in block.content.links
    )


def _are_terms(streams: Sequence[Sequence[Line]], outline: Outline, links: int = 0) -> bool:
    """Whether so many titles hold terms of the vocabulary that nobody has to say that they are those of papers.

    Titles that are links lead to something else than papers; beside links to papers there are many more without.
    """
    titles = [line.phrase for stream in streams for line in stream if line.kind is LineKind.TITLE]
    held = [line for line in titles if not line.touches_link and _holds_term(line.text, outline)]
    return len(held) >= max(_MANY_TERMS, _SHARE_OF_TERMS * len(titles), _TIMES_LINKS * links)


def _holds_term(said: str, outline: Outline) -> bool:
    return len(said.split()) >= _FEWEST_WORDS and bool(outline.scan.vocabulary.find(said))


def _heads(stream: Sequence[Line]) -> Iterator[bool | None]:
    """For each line, whether a short one above says that papers follow (True) or something else (False).

    A line that says neither may head something else than what was said to follow, but also a group of papers.
    """
    head: bool | None = None
    for line in stream:
        if line.kind in (LineKind.OTHER, LineKind.FIELD) and len(line.phrase.text.split()) <= _MOST_OF_HEAD:
            said = line.phrase.text
            if speaks_of_papers(said) or promises_papers(said):
                head = True
            elif promises_others(said):
                head = False
            elif head is False:
                head = None
        yield head


def _have_notes(streams: Sequence[Sequence[Line]]) -> bool:
    """Whether something stands below most titles: then what stands above the next one is a heading."""
    told = [
        bool(_below(stream, at)) for stream in streams for at, line in enumerate(stream) if line.kind is LineKind.TITLE
    ]
    return sum(told) >= _SHARE * len(told)


def _have_fields(streams: Sequence[Sequence[Line]]) -> bool:
    """Whether a field stands right below most titles: then the lines without one between them are headings."""
    titles = [
        _is_fielded(stream, at) for stream in streams for at, line in enumerate(stream) if line.kind is LineKind.TITLE
    ]
    return sum(titles) >= max(_FEWEST, _SHARE * len(titles))


def _is_fielded(stream: Sequence[Line], at: int) -> bool:
    return any(line.kind is LineKind.FIELD for line in stream[at + 1 : at + 2])


def _have_people(streams: Sequence[Sequence[Line]], outline: Outline) -> bool:
    """Whether people stand behind most titles, in their lines: then those without any are headings."""
    titles = [line.phrase for stream in streams for line in stream if line.kind is LineKind.TITLE]
    peopled = sum(1 for line in titles if (citation := outline.citation(line)) and citation.names)
    return peopled >= max(_FEWEST, _SHARE * len(titles))


def _are_many(stream: Sequence[Line], fewest: int = _FEWEST) -> bool:
    titles = sum(line.kind is LineKind.TITLE for line in stream)
    others = len({line.phrase.text for line in stream if line.kind is LineKind.OTHER and _is_heading(line.phrase.text)})
    return titles >= max(fewest, _SHARE * (titles + others))


def _is_heading(said: str) -> bool:
    """Whether a line that is no title looks like a heading: a word or two are a label, many in lower case a note."""
    return _FEWEST_OF_HEAD <= len(said.split()) <= _MOST_OF_HEAD or in_title_case(said)


def _speak_of_papers(stream: Sequence[Line], outline: Outline) -> bool:
    """Whether what stands before the third title, or the first heading, speaks of papers, or prose below titles."""
    titles = [at for at, line in enumerate(stream) if line.kind is LineKind.TITLE]
    first = titles[_FEWEST - 1] if len(titles) >= _FEWEST else 0
    said = [_words(line) for line in stream[:first] if line.kind is not LineKind.TITLE]
    said += [section.heading.content.text for section in outline.sections[:1] if section.heading]
    told = sum(1 for line in stream if line.kind is LineKind.PROSE and _OF_PAPER.search(line.phrase.raw))
    return any(map(_OF_PAPERS.search, said)) or told >= max(_FEWEST, _SHARE_OF_TOLD * len(titles))


def _words(line: Line) -> str:
    return line.phrase.text if line.block is None else "\n".join(leaf.content.text for leaf in leaves(line.block))


def _below(stream: Sequence[Line], at: int) -> list[Phrase]:
    """The lines below a title that say something of its paper; the first, above others, may be where people work."""
    found: list[Phrase] = []
    below = stream[at + 1 : at + 1 + _MOST_NOTES]
    for place, line in enumerate(below):
        leads = line.kind is LineKind.OTHER and not place and [each.kind for each in below[1:2]] == [LineKind.FIELD]
        if line.kind not in (LineKind.FIELD, LineKind.PROSE) and not leads:
            break
        found.append(line.phrase)
    return found


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
            evidence=(*weigh(citation), *((_CALLED,) if PAPER_LEAD.match(line.raw) else ())),
            fields=citation_fields(citation).completed(tail_description(citation, line)).completed(notes.fields()),
        )


def _entry(line: Phrase, below: Sequence[Phrase], outline: Outline, *, among: bool) -> Iterator[Entry]:
    citation = outline.citation(line)
    if citation is None or citation.names:
        return
    bare = not (citation.venue or citation.resources or citation.year)
    title = without_name(unquoted(outline.scan(line).bare.strip(" ."))) if bare else citation.title
    own = Fields(called=called_behind(title)) if bare else citation_fields(citation)
    behind = line.part(title.end, line.end)
    notes = gather_lines(below, outline.scan, title.text)
    end = below[-1].span.end if below else line.span.end
    yield Entry(
        title=title,
        span=Span(line.span.start, end),
        core=line.span,
        extractor="title-line",
        group="title-line",
        evidence=(*_weighed(title, citation), *((_AMONG,) if among else ()), *notes.evidence),
        fields=own.completed(Fields(award=find_award(behind, heading=True))).completed(notes.fields()),
    )


def _weighed(title: Phrase, citation: Citation) -> Iterator[Judgement]:
    yield words_of_title(title.text)
    yield from other_kind(title.text)
    yield from of_talk(citation.title.content.text[: citation.title.end].rpartition("\n")[2])
    if citation.venue and citation.venue.year:
        yield Judgement("a venue and a year", 1.6)
