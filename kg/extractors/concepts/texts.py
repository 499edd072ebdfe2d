"""What a document says of one paper, text by text: title, headings above it, passages that describe it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property, lru_cache

from kg.extractors.claims import Claims
from kg.extractors.coined import may_hold_coined
from kg.extractors.concepts.itemised import ItemHeadings
from kg.extractors.entry import Entry
from kg.extractors.outline import Outline, flow, leaves
from kg.extractors.phrase import Phrase, whole
from kg.extractors.sentences import sentences
from kg.model import Block, BlockKind, Content, Mark, MarkKind, Span
from kg.readers.content import as_written

_NOT_PROSE = (MarkKind.CODE, MarkKind.MATH)
_NAME = re.compile(r"(?=[^A-Z]*[A-Z])[A-Za-z][A-Za-z\d-]*(?: [A-Za-z\d-]+){0,2}")
"""What somebody sets as code that is a name: `MACS2`, `Poisson-Seq`, but not `train.py`, `x` or `self.model`."""
_WRAP = re.compile(r"(?<=[^\n]{50})\n(?=\S)")
"""A line break behind a line so long that it only wraps running text."""


class Where(StrEnum):
    """Where in a document something is said of a paper."""

    TITLE = "title"
    CALLED = "called"  # all of it is the name of what the paper brings
    KEYWORD = "keyword"  # keywords and tags that the document states for the paper
    HEADING = "heading"  # of the section in which the paper stands
    PASSAGE = "passage"  # describes the paper
    SHARED = "shared"  # a paragraph that describes this paper and others
    CITED = "cited"  # a sentence that cites this paper and others


_PROSE = (Where.PASSAGE, Where.SHARED, Where.CITED)


@dataclass(frozen=True, eq=False)
class Text:
    """Some words about a paper, in sentences."""

    where: Where
    phrase: Phrase
    sentences: tuple[Phrase, ...]
    masked: tuple[tuple[int, int], ...]  # ranges of the content's text that are code or formulas

    @cached_property
    def coining(self) -> tuple[Phrase, ...]:
        """The sentences of which a quick look says that they may hold a coined name."""
        may = may_hold_coined(self.phrase.raw)
        return tuple(sentence for sentence in self.sentences if may_hold_coined(sentence.raw)) if may else ()


class Texts:
    """The texts of all papers of a document; what several papers share is read once."""

    def __init__(self, entries: Sequence[Entry], outline: Outline) -> None:
        self._leaves = sorted(
            (leaf for block in flow(outline.document.root) for leaf in leaves(block)), key=lambda leaf: leaf.span
        )
        self._source = outline.document.text  # front matter stands in no block
        self._starts = [leaf.span.start for leaf in self._leaves]
        self._titles = Claims(entry.title_span for entry in entries)
        self._items = ItemHeadings(outline.document.root, self._titles)
        self._sections = outline.sections
        self._section_starts = [section.heading.span.start if section.heading else -1 for section in outline.sections]
        self._main = _main_heading(outline)
        self._described = Counter(span for entry in entries for span in set(entry.fields.descriptions))
        self._passages: dict[Span, tuple[Text, ...]] = {}

    def of(self, entry: Entry) -> tuple[Text, ...]:
        """Title, stated keywords, headings from the nearest outwards, then passages in document order."""
        return (
            _text(Where.TITLE, entry.title),
            *(_text(Where.CALLED, phrase) for span in entry.fields.called for phrase in self._phrases(span)),
            *(text for mention in entry.fields.keywords for text in self._keyword(mention.span)),
            *(_text(Where.HEADING, heading) for heading in self.headings(entry)),
            *(text for span in entry.fields.descriptions for text in self._passage(span)),
        )

    def headings(self, entry: Entry) -> Iterator[Phrase]:
        """The headings above an entry that are no titles of papers, nearest first, without the document's own.

        What heads the list in which it stands is one, too.
        """
        yield from self._items.of(entry.title_span.start)
        at = bisect_right(self._section_starts, entry.title_span.start) - 1
        for block in reversed(self._sections[max(0, at)].path if self._sections else ()):
            phrase = whole(block.content).strip()
            if block is not self._main and phrase.raw and not self._titles.touch(phrase.span):
                yield phrase

    def _keyword(self, span: Span) -> Iterator[Text]:
        stated = list(self._phrases(span)) or [whole(as_written(self._source[span.start : span.end], span.start))]
        yield from (_text(Where.KEYWORD, phrase) for phrase in stated)

    def _passage(self, span: Span) -> tuple[Text, ...]:
        if (known := self._passages.get(span)) is None:
            known = tuple(_text(self._where(span, phrase), phrase) for phrase in self._phrases(span))
            self._passages[span] = known
        return known

    def _where(self, span: Span, phrase: Phrase) -> Where:
        if self._described[span] == 1:
            return Where.PASSAGE
        return Where.SHARED if phrase == whole(phrase.content).strip() else Where.CITED

    def _phrases(self, span: Span) -> Iterator[Phrase]:
        """The visible words that stand within `span`."""
        first = max(0, bisect_right(self._starts, span.start) - 1)
        for leaf in self._leaves[first : bisect_left(self._starts, span.end)]:
            if leaf.span.overlaps(span) and (phrase := within(leaf.content, span)):
                yield phrase


def within(content: Content, span: Span) -> Phrase | None:
    """The part of `content` whose characters stand within `span` of the document; None when there are none."""
    inside = [
        (piece.start + max(0, span.start - piece.source), piece.start + min(piece.length, span.end - piece.source))
        if piece.length == piece.source_length
        else (piece.start, piece.start + piece.length)
        for piece in content.pieces
        if piece.source < span.end and span.start < piece.source + piece.source_length
    ]
    if not inside:
        return None
    phrase = Phrase(content, inside[0][0], inside[-1][1]).strip()
    return phrase if phrase.raw else None


@lru_cache(maxsize=64)  # many phrases are of one content
def _joined(text: str) -> str:
    return _WRAP.sub(" ", text)


def unwrapped(phrase: Phrase) -> Phrase:
    """`phrase` in a content whose wrapped lines are one, so that two words read alike whatever stands between them.

    A blank takes the place of each break: every character stays where it is.
    """
    content = phrase.content
    if "\n" not in content.text or (joined := _joined(content.text)) == content.text:
        return phrase
    return Phrase(replace(content, text=joined), phrase.start, phrase.end)


def _text(where: Where, phrase: Phrase) -> Text:
    phrase = unwrapped(phrase)
    marks = phrase.content.marks
    masked = tuple((mark.start, mark.end) for mark in marks if _is_masked(mark, phrase.content)) if marks else ()
    parts = tuple(sentences(phrase)) if where in _PROSE else (phrase,)
    return Text(where, phrase, parts, masked)


def _is_masked(mark: Mark, content: Content) -> bool:
    """Whether no name is looked for in a mark: in formulas, and in code that is more than a name, as `MACS2` is."""
    named = mark.kind is MarkKind.CODE and _NAME.fullmatch(content.text, mark.start, mark.end)
    return mark.kind in _NOT_PROSE and not named


def _main_heading(outline: Outline) -> Block | None:
    """The heading that is the title of the whole document: the first, when no other has its level."""
    headings = [section.heading for section in outline.sections if section.heading]
    if not headings or headings[0].kind is not BlockKind.HEADING:
        return None
    level = headings[0].level
    return headings[0] if all(block.level > level for block in headings[1:]) else None
