r"""Lines that were broken to a width: where a line only ends because the next word had no room in it.

Mail, terminals and programs that print pages as text fill their lines up to some column. Whoever reads such lines takes
them for one; a line that ends before it has to was ended by somebody.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from kg.extractors.labels import read_label
from kg.extractors.phrase import Phrase
from kg.model import Block, Content, Document, Span
from kg.readers.lines import line_spans

_FORMATS = frozenset(("text", "markdown", "org"))  # whose readers keep the ends of lines
_NARROWEST, _WIDEST = 50, 110  # columns
_SHARE_OVER = 0.03  # of the lines, that may be longer: addresses, tables, source code
_FEWEST = 3  # lines that go on in the next
_SHARE_FULL = 0.5  # of the lines that others follow, that had no room for the next word
_SHARE_OF_LOWER = 0.25  # of these, that go on in lower case
_SHARE_ALMOST_ALL = 0.85  # of the lines that others follow: then they may go on as they like
_MARKED = re.compile(r"\s*(?:[-*+•‣▪◦·●○■>#|=~]|\[?\(?\d{1,3}[.)\]]\s)")
"""What an item, a heading, a quotation, a row begins with: it never goes on with the line before."""
_QUOTED = re.compile(r"[\s>]*")
_HARD = re.compile(r"(?:  |\\)$")  # a line's end that Markdown keeps
_ENDED = re.compile(r"(?:[.!?…:;)\]”\"]|\d|\b\w+://\S+)$")
_LONGEST_END = 200  # characters of an address


class _Line(NamedTuple):
    """A line of a document."""

    text: str  # without the white space behind it
    indent: int  # columns
    first: int  # characters of its first word
    hard: bool  # whether it says that it ends


def unfilled(document: Document) -> Document:
    """`document` with lines that were broken to a width whole in the visible text of its blocks.

    A space stands where such a line ended; every place stays where it was.
    """
    if document.format not in _FORMATS:
        return document
    spans = line_spans(document.text)
    lines = [_line(document.text[span.start : span.end]) for span in spans]
    width = _width(lines)
    if width is None:
        return document
    starts = [span.start for span in spans]
    full = [_is_full(line, below, width) for line, below in pairwise(lines)]
    return replace(document, root=_block(document.root, _Filled(lines, starts, full)))


def _line(raw: str) -> _Line:
    text = raw.rstrip()
    bare = text[quoted.end() :] if (quoted := _QUOTED.match(text)) else text
    return _Line(text, len(text) - len(bare), len(bare.partition(" ")[0]), _HARD.search(raw) is not None)


def _width(lines: Sequence[_Line]) -> int | None:
    """The column up to which lines are filled; None where they are not."""
    lengths = sorted(len(line.text) for line in lines if line.text)
    if not lengths:
        return None
    width = lengths[-1 - int(_SHARE_OVER * len(lengths))]
    if not _NARROWEST <= width <= _WIDEST:
        return None
    followed = [
        (line, below) for line, below in pairwise(lines) if line.text and below.first and not _MARKED.match(below.text)
    ]
    full = [below for line, below in followed if _is_full(line, below, width)]
    lower = sum(below.text[below.indent].islower() for below in full)
    some = len(full) >= max(_FEWEST, _SHARE_FULL * len(followed)) and lower >= _SHARE_OF_LOWER * len(full)
    return width if some or len(full) >= max(_FEWEST, _SHARE_ALMOST_ALL * len(followed)) else None


def _is_full(line: _Line, below: _Line, width: int) -> bool:
    """Whether a line had no room for the first word of the next."""
    return bool(line.text) and len(line.text) + 1 + below.first > width


class _Filled(NamedTuple):
    """The lines of a document."""

    lines: Sequence[_Line]
    starts: Sequence[int]  # their offsets in the document
    full: Sequence[bool]  # of each but the last, whether it had no room for what follows

    def number(self, offset: int) -> int:
        """The line in which a character of the document stands."""
        return bisect_right(self.starts, offset) - 1


def _block(block: Block, filled: _Filled) -> Block:
    children = tuple(_block(child, filled) for child in block.children)
    content = _content(block.content, filled) if "\n" in block.content.text else block.content
    return replace(block, children=children, content=content)


def _content(content: Content, filled: _Filled) -> Content:
    """The content, its lines that go on joined.

    Where all of them do, they are one; where some end early, one that ends as sentences do is taken to have ended
    before a capital.
    """
    ends = [at for at, sign in enumerate(content.text) if sign == "\n"]
    gaps = [content.span(at, at + 1) for at in ends]
    goes_on = [
        _goes_on(gap, filled) and not read_label(Phrase(content, at + 1, until))
        for gap, at, until in zip(gaps, ends, [*ends[1:], len(content.text)], strict=True)
    ]
    sure = all(goes_on)
    joined = [at for at, on in zip(ends, goes_on, strict=True) if on and (sure or not _ends_sentence(content.text, at))]
    return replace(content, text="".join(_with_spaces(content.text, joined))) if joined else content


def _ends_sentence(text: str, at: int) -> bool:
    """Whether the line that ends at a place ends as sentences do, and the next begins with a capital."""
    return text[at + 1 : at + 2].isupper() and _ENDED.search(text, max(at - _LONGEST_END, 0), at) is not None


def _with_spaces(text: str, joined: Sequence[int]) -> Iterator[str]:
    at = 0
    for end in joined:
        yield text[at:end]
        yield " "
        at = end + 1
    yield text[at:]


def _goes_on(gap: Span, filled: _Filled) -> bool:
    """Whether the line that ends at a gap goes on in the next."""
    at = filled.number(gap.start)
    if at + 1 >= len(filled.lines) or filled.number(max(gap.start, gap.end - 1)) > at + 1:
        return False
    line, below = filled.lines[at], filled.lines[at + 1]
    return filled.full[at] and not line.hard and not _MARKED.match(below.text)
