"""Plain text → blocks: paragraphs between blank lines, lists by bullets and numbers, headings where they are sure.

Little but layout speaks here, so the rules are careful: a line that is no certain heading is a paragraph. What AsciiDoc
and MediaWiki write besides is understood: headings behind equals signs, nested bullets, links, words set apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kg.model import EMPTY, Block, BlockKind, Metadatum, Span
from kg.readers.aligned import aligned
from kg.readers.barred import Barred, barred
from kg.readers.chunks import EQUALS, MARKER, Chunk, chunks_of, indent
from kg.readers.lines import stripped
from kg.readers.numbered_links import numbered_links
from kg.readers.words import Words, is_glued

_STARS = re.compile(r"(\*{2,6})(?=[ \t]+\S)")  # a nested bullet
_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{1,2}){0,3}[.)]?)[ \t\xa0]*(?=[^\W\d_a-z]|[\"“'‘(\[$])")
_UNDERLINE = re.compile(r"(={3,}|-{3,}|~{3,})$")
_CAPITALS = re.compile(r"[^\Wa-z_]{2}")
_BIBLIOGRAPHY = re.compile(
    r"(?:\d{1,2}\.? )?(?:R(?:eferences|EFERENCES)|B(?:ibliography|IBLIOGRAPHY)|W(?:orks|ORKS) [Cc](?:ited|ITED)"
    r"|L(?:iterature|ITERATURE) [Cc](?:ited|ITED)|F(?:urther|URTHER) [Rr](?:eading|EADING))"
)
"""A line that heads the works which a text refers to, whether or not a blank line follows it."""
_BETWEEN = re.compile(r"[»›>|·•]")  # between the words of menus and lists of facts
_FEWEST_ROWS, _SHARE_OF_ROWS = 3, 0.6  # of a table; of its lines, that hold tabs
_LONGEST_HEADING = 120  # characters; for numbered ones, whose number speaks for them, twice as many
_FEWEST_WORDS = 3  # of the title of a page
_LEVEL_TITLE, _LEVEL_CAPITALS, _LEVEL_NUMBERED = 1, 2, 3


def read_text(text: str, start: int) -> tuple[tuple[Block, ...], tuple[Metadatum, ...]]:
    """The blocks of a plain text whose front matter ends at `start`. It has no metadata but the front matter."""
    return tuple(_blocks(text, start)), ()


def _blocks(text: str, start: int) -> Iterator[Block]:
    """The tables whose cells stand between bars, and what stands before, between and behind them."""
    at = start
    until, targets = numbered_links(text, start)
    words = Words(text, is_glued(text, start), targets)
    for table in barred(text, start):
        yield from _Reader(words, chunks_of(text, at, table.start), begins=at == start).read()
        yield from _of_rows(table, words)
        at = table.end
    yield from _Reader(words, chunks_of(text, at, max(at, until)), begins=at == start).read()


def _of_rows(table: Barred, words: Words) -> Iterator[Block]:
    """A table, or a paragraph for each row where all have a single cell."""
    if all(len(cells) == 1 for cells in table.rows):
        for (cell,) in table.rows:
            yield Block(BlockKind.PARAGRAPH, cell, content=words.content([cell]))
        return
    yield _table(words, Span(table.start, table.end), table.rows)


@dataclass(slots=True)
class _Item:
    """A list item in the making."""

    indent: int
    marker: str
    start: int
    paragraphs: list[Chunk]
    children: list[_Item] = field(default_factory=list)


class _Reader:
    """Goes through the chunks once; items of a list are collected until something else comes."""

    def __init__(self, words: Words, chunks: Sequence[Chunk], *, begins: bool) -> None:
        self.words, self.text, self.chunks = words, words.text, chunks
        self.begins = begins  # whether the document does
        self.items: list[_Item] = []
        self.numbered_headings = self._numbers_head()

    def read(self) -> Iterator[Block]:
        for at, chunk in enumerate(self.chunks):
            heading = self._heading(at, chunk)
            if heading is None and self._continues_item(chunk):
                self.items[-1].paragraphs.append(chunk)
                continue
            before = self._before_table(chunk)
            if before and self._is_table(chunk[before:]):
                yield from self._list()
                yield self._paragraph(chunk[:before])
                chunk = chunk[before:]
            if self._is_table(chunk):
                yield from self._list()
                yield self._table(chunk)
                continue
            if not self._marker(chunk[0]) and (rows := aligned(chunk, self.text)):
                yield from self._list()
                yield _table(self.words, Span(chunk[0].start, chunk[-1].end), rows)
                continue
            first = next((n for n, line in enumerate(chunk) if self._marker(line)), len(chunk))
            if heading or first:
                yield from self._list()
            if heading:
                yield heading
                chunk = [line for line in chunk if line.start >= heading.span.end]
                first = next((n for n, line in enumerate(chunk) if self._marker(line)), len(chunk))
            if chunk[:first]:
                yield self._paragraph(chunk[:first])
            self._add_items(chunk[first:])
        yield from self._list()

    def _string(self, line: Span) -> str:
        return self.text[line.start : line.end]

    def _marker(self, line: Span) -> re.Match[str] | None:
        return MARKER.match(self.text, line.start, line.end) or _STARS.match(self.text, line.start, line.end)

    def _number(self, chunk: Chunk) -> re.Match[str] | None:
        """The number of a line that stands alone and may be a heading."""
        match = _NUMBER.match(self.text, chunk[0].start, chunk[0].end)
        if match is None or len(chunk) > 1 or "://" in self._string(chunk[0]):
            return None
        ends_sentence = self.text[chunk[0].end - 1] in ".;," and chunk[0].end - chunk[0].start > 80
        if "." not in match[1] and ")" not in match[1]:
            return None
        return match if not ends_sentence and chunk[0].end - chunk[0].start < 2 * _LONGEST_HEADING else None

    def _numbers_head(self) -> bool:
        """Whether numbered lines that stand alone are headings: then mostly something else follows them."""
        numbered = [self._number(chunk) is not None for chunk in self.chunks]
        headed = sum(now and not after for now, after in pairwise(numbered))
        return headed * 2 > sum(numbered[:-1])

    def _heading(self, at: int, chunk: Chunk) -> Block | None:
        line = chunk[0]
        words = self._string(line)
        if equals := EQUALS.match(self.text, line.start, line.end):
            content = self.words.content([Span(*equals.span("words"))])
            return Block(BlockKind.HEADING, line, len(equals["signs"]), content)
        if len(chunk) > 1 and (underline := _UNDERLINE.match(self._string(chunk[1]))):
            if len(words) > _LONGEST_HEADING or self._marker(line):
                return None
            level = 1 if underline[1][0] == "=" else 2
            return Block(BlockKind.HEADING, Span(line.start, chunk[1].end), level, self.words.content([line]))
        last = len(chunk) == 1 and at + 1 == len(self.chunks)
        if _BIBLIOGRAPHY.fullmatch(words) and not last:
            return Block(BlockKind.HEADING, line, _LEVEL_CAPITALS, self.words.content([line]))
        if at == 0 and self.begins and self._titles_page(chunk):
            return Block(BlockKind.HEADING, line, _LEVEL_TITLE, self.words.content([line]))
        if len(chunk) > 1:
            return None
        if self.numbered_headings and (number := self._number(chunk)) and at + 1 < len(self.chunks):
            level = _LEVEL_NUMBERED + number[1].rstrip(".)").count(".")
            rest = Span(number.end(), line.end)
            return Block(BlockKind.HEADING, line, min(level, 6), self.words.content([rest]), marker=number[1])
        if not self._alone(at, words) or self._marker(line):
            return None
        if words == words.upper() and _CAPITALS.search(words) and " " in words:
            return Block(BlockKind.HEADING, line, _LEVEL_CAPITALS, self.words.content([line]))
        if at == 0 and self.begins and len(words.split()) > 3 and not _BETWEEN.search(words):
            return Block(BlockKind.HEADING, line, _LEVEL_TITLE, self.words.content([line]))
        return None

    def _titles_page(self, chunk: Chunk) -> bool:
        """Whether the first line of a page, of which each line is a paragraph, is its title: the lines are long."""
        words = self._string(chunk[0])
        if len(chunk) < 2 or self._marker(chunk[0]) or len(words.split()) < _FEWEST_WORDS or words[-1] in ".,;:":
            return False
        broken = max(line.end - line.start for line in chunk) <= _LONGEST_HEADING
        return not broken and len(words) <= _LONGEST_HEADING and not _BETWEEN.search(words) and "://" not in words

    def _alone(self, at: int, words: str) -> bool:
        """Whether a line between blank lines may be a heading without more to show for it."""
        last = at + 1 == len(self.chunks)
        return not last and len(words) < _LONGEST_HEADING and words[-1] not in ".,;:!?" and "://" not in words

    def _continues_item(self, chunk: Chunk) -> bool:
        """Whether a chunk is another paragraph of the last item: set in as far as its words, without a marker."""
        if not self.items or self._marker(chunk[0]):
            return False
        return indent(self.text, chunk[0]) > self.items[-1].indent

    def _is_table(self, chunk: Chunk) -> bool:
        """Whether tabs part the words of several lines, as those of a table do that was copied out of a page.

        A row that goes across all columns has none.
        """
        parted = ["\t" in self._string(line) for line in chunk]
        return sum(parted) >= max(_FEWEST_ROWS, _SHARE_OF_ROWS * len(chunk)) and parted[0]

    def _before_table(self, chunk: Chunk) -> int:
        """How many lines of a chunk stand before the first with a tab: the heading of a table."""
        return next((at for at, line in enumerate(chunk) if "\t" in self._string(line)), 0)

    def _table(self, chunk: Chunk) -> Block:
        rows = [list(self._cells(line)) for line in chunk]
        return _table(self.words, Span(chunk[0].start, chunk[-1].end), rows)

    def _cells(self, row: Span) -> Iterator[Span]:
        at = row.start
        for words in self._string(row).split("\t"):
            yield stripped(self.text, Span(at, at + len(words)))
            at += len(words) + 1

    def _add_items(self, chunk: Chunk) -> None:
        """Collect the items of a chunk; lines without marker go on with the item before."""
        for line in chunk:
            marker = self._marker(line)
            if marker:
                end = marker.end()
                while self.text[end].isspace():
                    end += 1
                depth = indent(self.text, line) + len(marker[1]) * (marker[1][0] == "*")
                self.items.append(_Item(depth, marker[1], line.start, [[Span(end, line.end)]]))
            else:
                self.items[-1].paragraphs[-1].append(line)

    def _list(self) -> Iterator[Block]:
        """The list collected so far. Items set in further than the one before belong to it."""
        if not self.items:
            return
        roots: list[_Item] = []
        path: list[_Item] = []
        for item in self.items:
            while path and path[-1].indent >= item.indent:
                path.pop()
            (path[-1].children if path else roots).append(item)
            path.append(item)
            if len(path) > 50:
                path.pop()
        self.items = []
        yield self._list_block(roots)

    def _list_block(self, items: Sequence[_Item]) -> Block:
        blocks = tuple(self._item_block(item) for item in items)
        return Block(BlockKind.LIST, Span(blocks[0].span.start, blocks[-1].span.end), children=blocks)

    def _item_block(self, item: _Item) -> Block:
        children = [self._paragraph(paragraph) for paragraph in item.paragraphs]
        if item.children:
            children.append(self._list_block(item.children))
        span = Span(item.start, children[-1].span.end)
        return Block(BlockKind.ITEM, span, children=tuple(children), marker=item.marker)

    def _paragraph(self, lines: Chunk) -> Block:
        return Block(BlockKind.PARAGRAPH, Span(lines[0].start, lines[-1].end), content=self.words.content(lines))


def _table(words: Words, span: Span, rows: Sequence[Sequence[Span]]) -> Block:
    """A table whose rows are the ranges of their cells."""
    children = tuple(
        Block(
            BlockKind.ROW,
            Span(cells[0].start, cells[-1].end),
            children=tuple(
                Block(BlockKind.CELL, cell, content=words.content([cell]) if cell.start < cell.end else EMPTY)
                for cell in cells
            ),
        )
        for cells in rows
    )
    return Block(BlockKind.TABLE, span, children=children)
