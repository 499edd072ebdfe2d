"""Visible words, put together piece by piece with the places they came from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from kg.model import EMPTY, Content, Link, Mark, MarkKind, Piece, Span


class ContentBuilder:
    """Collects the visible characters of a leaf block in order, and the links and marks over them.

    >>> builder = ContentBuilder()
    >>> builder.verbatim("Q", 0)
    >>> builder.replace("&", 1, 5)
    >>> builder.verbatim("A", 6)
    >>> content = builder.build()
    >>> content.text, content.span(1, 2)
    ('Q&A', Span(start=1, end=6))
    """

    def __init__(self) -> None:
        self.length = 0
        self._parts: list[str] = []
        self._pieces: list[Piece] = []
        self._links: list[Link] = []
        self._marks: list[Mark] = []

    def verbatim(self, text: str, source: int) -> None:
        """Append characters that stand in the document, one for one, from offset `source` on."""
        if not text:
            return
        length = len(text)
        if self._pieces:
            start, before, taken, replaced = self._pieces[-1]
            if taken == replaced and before + taken == source:
                self._pieces[-1] = Piece(start, before, taken + length, taken + length)
                self._parts.append(text)
                self.length += length
                return
        self._append(text, source, length)

    def replace(self, text: str, source: int, source_length: int) -> None:
        """Append characters that stand for `source_length` others in the document (an entity, a line end, `<br>`)."""
        if text:
            self._append(text, source, source_length)

    def _append(self, text: str, source: int, source_length: int) -> None:
        self._pieces.append(Piece(self.length, source, len(text), source_length))
        self._parts.append(text)
        self.length += len(text)

    @property
    def ends_line(self) -> bool:
        """Whether the last character is a newline."""
        return bool(self._parts) and self._parts[-1].endswith("\n")

    def link(self, start: int, end: int, url: str, span: Span) -> None:
        """Lay a link over the characters `[start, end)`; `span` is the place of `url` in the document."""
        self._links.append(Link(start, end, url, span))

    def mark(self, start: int, end: int, kind: MarkKind, label: str = "") -> None:
        """Lay a mark over the characters `[start, end)`."""
        self._marks.append(Mark(start, end, kind, label))

    def build(self) -> Content:
        """The content, without white space at its ends.

        Links and marks are sorted by place, wider ones first, and do not begin or end in white space. Marks over
        nothing are left out; a link over nothing (an icon, a picture without words) keeps its place: an empty range.
        """
        text = "".join(self._parts)
        begin, end = _narrow(text, 0, self.length)
        if begin == end and not self._links:
            return EMPTY
        pieces = self._pieces
        if end - begin < self.length:
            pieces = [piece for piece in (_cut(piece, begin, end) for piece in pieces) if piece.length]
        if not self._links and not self._marks:
            return Content(text[begin:end], tuple(pieces))
        links = [Link(*_within(text, link.start, link.end, begin, end), link.url, link.span) for link in self._links]
        marks = [Mark(*_within(text, mark.start, mark.end, begin, end), mark.kind, mark.label) for mark in self._marks]
        return Content(
            text[begin:end],
            tuple(pieces),
            tuple(sorted(links, key=lambda link: (link.start, -link.end, link.span))),
            tuple(sorted((mark for mark in marks if mark.start < mark.end), key=lambda mark: (mark.start, -mark.end))),
        )


def _narrow(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without white space at its ends; an empty range where it was when it holds nothing else."""
    if start < end and not (text[start].isspace() or text[end - 1].isspace()):
        return start, end
    visible = text[start:end]
    kept = visible.lstrip()
    if not kept:
        return start, start
    return end - len(kept), start + len(visible.rstrip())


def _within(text: str, start: int, end: int, begin: int, limit: int) -> tuple[int, int]:
    """A range over the whole text as a range over `text[begin:limit]`."""
    start, end = _narrow(text, start, end)
    return min(max(start, begin), limit) - begin, min(max(end, begin), limit) - begin


def _cut(piece: Piece, begin: int, end: int) -> Piece:
    """The part of a piece inside `[begin, end)`, counted from `begin`."""
    start, stop = max(piece.start, begin), min(piece.start + piece.length, end)
    if start >= stop:
        return Piece(0, piece.source, 0, 0)
    if piece.length != piece.source_length:
        return Piece(start - begin, piece.source, stop - start, piece.source_length)
    return Piece(start - begin, piece.source + start - piece.start, stop - start, stop - start)


def as_written(text: str, start: int) -> Content:
    """The content of characters that stand in the document one for one from offset `start` on.

    >>> as_written(" Deep Sets ", 10)
    Content(text='Deep Sets', pieces=(Piece(start=0, source=11, length=9, source_length=9),), links=(), marks=())
    """
    visible = text.strip()
    if not visible:
        return EMPTY
    length = len(visible)
    return Content(visible, (Piece(0, start + len(text) - len(text.lstrip()), length, length),))


def joined(contents: Sequence[Content], separator: str = "\n") -> Content:
    """Several contents as one, `separator` between them; they come in document order and do not touch."""
    if len(contents) == 1:
        return contents[0]
    builder = ContentBuilder()
    for content in contents:
        if builder.length and content.pieces:
            last = builder._pieces[-1]
            gap = last.source + last.source_length
            builder.replace(separator, gap, content.pieces[0].source - gap)
        at = builder.length
        for piece in content.pieces:
            text = content.text[piece.start : piece.start + piece.length]
            builder._append(text, piece.source, piece.source_length)
        for link in content.links:
            builder.link(at + link.start, at + link.end, link.url, link.span)
        for mark in content.marks:
            builder.mark(at + mark.start, at + mark.end, mark.kind, mark.label)
    return builder.build()


def without(content: Content, ranges: Sequence[tuple[int, int]]) -> Content:
    """A content without some ranges of its characters, which come in order and do not touch; links and marks stay."""
    kept = [*zip([0, *(end for _, end in ranges)], [*(start for start, _ in ranges), len(content.text)], strict=True)]
    offsets = list(accumulate((end - start for start, end in kept), initial=0))
    pieces = tuple(
        part._replace(start=offset + part.start)
        for (begin, end), offset in zip(kept, offsets, strict=False)
        for part in (_cut(piece, begin, end) for piece in content.pieces)
        if part.length
    )

    def moved(at: int) -> int:
        index = bisect_right(kept, at, key=lambda part: part[0]) - 1
        return offsets[index] + min(at, kept[index][1]) - kept[index][0]

    return Content(
        "".join(content.text[begin:end] for begin, end in kept),
        pieces,
        tuple(link._replace(start=moved(link.start), end=moved(link.end)) for link in content.links),
        tuple(mark._replace(start=moved(mark.start), end=moved(mark.end)) for mark in content.marks),
    )
