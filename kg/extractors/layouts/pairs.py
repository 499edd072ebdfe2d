"""Pairs of lines: a title and the people below it, as programmes of conferences list accepted papers.

One pair says little, many are a list, with or without blank lines between them. Most people of such a list are not
alone on their paper: single names below lines are speakers, or those who hold an office.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from kg.extractors.coined import is_coined
from kg.extractors.cutting import is_compact
from kg.extractors.entry import Entry, Fields
from kg.extractors.fields import to_authors
from kg.extractors.labels import is_link_line, lines, read_label
from kg.extractors.name_lines import line_of_names, may_be_names
from kg.extractors.outline import Outline, Section
from kg.extractors.people import NameList
from kg.extractors.phrase import Phrase, whole
from kg.extractors.signals import Signals
from kg.extractors.titles import Judgement, in_title_case, words_of_title
from kg.extractors.weighing import other_kind
from kg.model import BlockKind, Span

_FEWEST = 2  # pairs of a list
_SHARE = 0.5  # of the lines of a section that pairs make up; of the lists of names that hold several; of long titles
_LONG_TITLE = 4  # words
_MOST_OTHERS = 0.3  # of the pairs, that are items of a programme, or offices
_WRAPPED = 50  # characters: a line as long as this goes on in the next one
_PAPERS = re.compile(r"^(?:[\w'’-]+ ){0,4}(?:papers|publications)\W*$", re.I)
_LABELS = re.compile(r"\s+\[+[a-z][\w -]{1,15}\].*$")  # "[pdf] [slides]", "[[paper](camera ready.pdf)]"
_DATED = re.compile(r"\b(?:19|20)\d\d\W*$")
_SESSION = re.compile(r"(?:oral |poster )?(?:session|track|day|part)\b", re.I)
_LONGEST_TITLE = 250  # characters of a line


class _Line(NamedTuple):
    phrase: Phrase
    names: NameList | None  # when it holds nothing else


class _Pair(NamedTuple):
    title: Phrase
    people: Phrase
    names: NameList


def find(outline: Outline) -> Iterator[Entry]:
    """Yield an entry for each pair of a section that lists papers in pairs."""
    for number, section in enumerate(outline.sections):
        found = _read(list(_lines(section)), outline)
        pairs = list(_pairs(found, outline))
        above = [line.phrase.raw for line in found if line.names is None]
        above += [heading.content.text for heading in section.path]
        if _is_list(pairs, len(found), said=any(map(_PAPERS.search, above))):
            mine = (pair for pair in pairs if not (_is_other(pair) or _is_read_whole(pair, outline)))
            yield from (_entry(pair, f"pair/{number}") for pair in mine)


def _read(lines: Sequence[Phrase], outline: Outline) -> list[_Line]:
    """The lines, without those of links alone; none where too few hold names."""
    fewest = max(_FEWEST, _SHARE / 2 * len(lines))
    if sum(map(may_be_names, lines)) < fewest:
        return []
    found = [_Line(line, line_of_names(line, outline.scan)) for line in lines]
    if sum(1 for line in found if line.names) < fewest:
        return []
    return [line for line in found if line.names or not is_link_line(line.phrase)]


def _lines(section: Section) -> Iterator[Phrase]:
    """The lines of the paragraphs of a section."""
    for block in section.blocks:
        if block.kind is BlockKind.PARAGRAPH:
            yield from lines(block.content)


def _pairs(found: Sequence[_Line], outline: Outline) -> Iterator[_Pair]:
    """Each line above a line of names, with the line that it goes on from, and the names."""
    for at, (line, below) in enumerate(pairwise(found)):
        title = line.phrase
        if below.names is None or line.names or len(title.raw) > _LONGEST_TITLE:
            continue
        if at and _goes_on(found[at - 1], title) and not _is_edition(found[at - 1].phrase, outline):
            title = title.part(found[at - 1].phrase.start, title.end)
        words = _behind_edition(outline.scan(title))
        labels = _LABELS.search(words.raw)
        words = (words.part(words.start, words.start + labels.start()) if labels else words).strip(" *_.")
        if words.raw:
            yield _Pair(words, below.phrase, below.names)


def _behind_edition(signals: Signals) -> Phrase:
    """A line without what leads to its title, such as the edition in "2018 (CBSE 2008) A Component Model"."""
    years = ((signals.masked[signals.start : start], end) for start, end, _ in signals.brackets)
    starts = [end for before, end in years if before and not any(map(str.isalpha, before))]
    return signals.phrase.part(max([signals.start, *starts]), signals.phrase.end)


def _goes_on(line: _Line, title: Phrase) -> bool:
    """Whether a title begins in the line above: a long one of the same paragraph that heads no session."""
    words = line.phrase.raw
    together = line.names is None and line.phrase.content is title.content
    return together and len(words) >= _WRAPPED and not words.endswith((".", ":")) and not _SESSION.match(words)


def _is_edition(line: Phrase, outline: Outline) -> bool:
    """Whether a line says where the paper above it appeared: "52nd Conference on Very Large Databases, 2026"."""
    return _DATED.search(line.raw) is not None or outline.scan(line).is_explained


def _is_list(pairs: Sequence[_Pair], lines: int, *, said: bool) -> bool:
    """Whether pairs are those of a list of papers; where nobody `said` so, they must be written as titles are."""
    if len(pairs) < _FEWEST or 2 * len(pairs) < _SHARE * lines:
        return False
    several = sum(1 for pair in pairs if len(pair.names.names) > 1)
    titled = sum(1 for pair in pairs if _is_titled(pair.title.text, said=said))
    return min(several, titled) > _SHARE * len(pairs) and sum(map(_is_other, pairs)) < _MOST_OTHERS * len(pairs)


def _is_titled(title: str, *, said: bool) -> bool:
    words = title.split()
    return in_title_case(title) or any(map(is_coined, words)) or (said and len(words) >= _LONG_TITLE)


def _is_other(pair: _Pair) -> bool:
    return bool(other_kind(pair.title.text)) or read_label(pair.title) is not None


def _is_read_whole(pair: _Pair, outline: Outline) -> bool:
    """Whether a pair is the beginning of a paragraph that is the citation of that paper, with all its fields."""
    if pair.title.content is not pair.people.content:
        return False
    phrase = whole(pair.title.content).strip()
    citation = outline.citation(phrase)
    if citation is None or citation.names is None or not is_compact(citation, outline.scan(phrase)):
        return False
    dated = citation.venue or citation.written_venue or citation.year
    return dated is not None and pair.title.start <= citation.title.start < pair.title.end


def _entry(pair: _Pair, group: str) -> Entry:
    words = pair.title.text
    authors, et_al = to_authors(pair.names, pair.people)
    span = Span(pair.title.span.start, pair.people.span.end)
    return Entry(
        title=pair.title,
        span=span,
        core=span,
        extractor="pair",
        group=group,
        evidence=(
            words_of_title(words, most=1.5),
            Judgement("people in the line below, as below the others", 2.2),
        ),
        fields=Fields(authors=authors, et_al=et_al),
    )
