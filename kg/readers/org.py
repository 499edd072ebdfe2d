r"""Org documents → blocks: headings with their tags and properties, lists, tables, blocks and paragraphs.

>>> blocks, metadata = read_org("#+TITLE: Pruning\n* TODO [[https://example.org][Lottery Tickets]] :sparse:", 0)
>>> [(block.kind.value, block.content.text) for block in blocks], metadata[0].value
([('heading', 'Lottery Tickets'), ('paragraph', 'Tags: sparse')], 'Pruning')
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.model import EMPTY, Block, BlockKind, Content, MarkKind, Metadatum, Span
from kg.readers.addresses import with_addresses
from kg.readers.content import ContentBuilder, as_written, joined
from kg.readers.lines import line_spans

_TELLS = (
    re.compile(r"^#\+(?:TITLE|AUTHOR|OPTIONS|STARTUP|FILETAGS|LATEX_HEADER|BEGIN_[A-Z]+):?[ \t]", re.M | re.I),
    re.compile(r"^[ \t]*:(?:PROPERTIES|LOGBOOK):[ \t]*$", re.M),
    re.compile(r"\[\[[^\[\]\n]{1,500}\]\[[^\[\]\n]+\]\]"),
    re.compile(r"^\*+[ \t]+\S[^\n]{0,500}[ \t]:[\w@#%]+(?::[\w@#%]+)+:[ \t]*$", re.M),  # two tags: one may be an emoji
)
"""What no other format has; a document of Org has headings beside it, or two kinds of it."""
_LOOKED_AT = 100_000  # characters that decide whether a text is Org
_STATES = "TODO|DONE|NEXT|WAITING|WAIT|STARTED|HOLD|CANCELLED|CANCELED|READING|READ|TOREAD"
_HEADING = re.compile(
    rf"(?P<stars>\*+)[ \t]+(?:(?:{_STATES})[ \t]+)?(?:\[#[A-Z0-9]\][ \t]+)?(?P<words>.*?)"
    r"(?:(?<![ \t])[ \t]+:(?P<tags>[\w@#%:-]+):)?$"
)
_STARRED = re.compile(r"^\*+[ \t]+\S", re.M)
_SETTING = re.compile(r"[ \t]*#\+(?P<name>\w+):[ \t]*(?P<value>.*)$")
_BEGIN = re.compile(r"[ \t]*#\+BEGIN_(?P<name>\w+)", re.I)
_DRAWER = re.compile(r"[ \t]*:(?P<name>[\w-]+):$")
_END = re.compile(r"[ \t]*:END:$", re.I)
_PROPERTY = re.compile(r"[ \t]*:(?P<name>[\w-]+):[ \t]+(?P<value>.*)$")
_FIELDS = {
    "author": "Authors", "authors": "Authors", "title": "Title", "year": "Year", "date": "Date", "url": "URL",
    "link": "URL", "pdf": "PDF", "paper": "URL", "arxiv": "arXiv", "doi": "DOI", "code": "Code", "github": "Code",
    "journal": "Journal", "booktitle": "Venue", "venue": "Venue", "conference": "Venue", "conf": "Venue",
    "keywords": "Keywords", "abstract": "Abstract",
    "bibtex": "BibTeX key", "bibtex_key": "BibTeX key", "citekey": "BibTeX key", "cite_key": "BibTeX key",
    "bibkey": "BibTeX key",
}  # fmt: skip
"""Properties that describe a paper, by their names in lower case → what a line that says them begins with."""
_ITEM = re.compile(r"(?P<indent>[ \t]*)(?P<marker>[-+]|(?<=[ \t])\*|\d+[.)])(?:[ \t]+|$)(?:\[[ xX-]\][ \t]+)?")
_ROW = re.compile(r"[ \t]*\|")
_RULE = re.compile(r"[ \t]*(?:\|[-+|\s]*|-{5,})$")
_COMMENT = re.compile(r"[ \t]*#(?: |$)")
_PLANNING = re.compile(r"[ \t]*(?:CLOSED|SCHEDULED|DEADLINE|CLOCK):")
_BEGINNINGS = (_HEADING, _BEGIN, _SETTING, _DRAWER, _ROW, _ITEM, _COMMENT, _PLANNING)
"""What ends the paragraph before it."""
_MARKS = {
    "*": MarkKind.STRONG, "/": MarkKind.EMPHASIS, "_": MarkKind.EMPHASIS, "=": MarkKind.CODE, "~": MarkKind.CODE,
    "+": MarkKind.STRIKE,
}  # fmt: skip
_WITHIN_LINE = r"[^\n]{0,500}?"  # what is set apart of a line: a sign that nothing closes costs no more
_SPECIAL = re.compile(
    r"\[\[(?P<target>[^\[\]\n]+)\](?:\[(?P<label>[^\[\]]+)\])?\]"
    r"|(?P<cited>\[cite(?:/\w+)?:[^\[\]]*\]|\bcite[pt]?:[\w:,.-]+)"
    r"|(?<![\w*/_=~+])(?P<sign>[*/_=~+])(?=\S)"
    rf"(?P<marked>{_WITHIN_LINE}(?:\n{_WITHIN_LINE})?\S)(?P=sign)(?![\w*/_=~+])"
)
"""A link, a citation of a bibliography's key, which says nothing to people, and words set apart."""
_ADDRESS = re.compile(r"(?:https?|ftp)://|doi:10\.", re.I)
_DEEPEST = 6  # level of a heading
_DEEPEST_LIST = 20  # lists within lists
_DEEPEST_MARK = 4  # marks within marks


def is_org(text: str, start: int) -> bool:
    """Whether a text has what only Org has: settings, drawers, double brackets, tags, and headings in stars."""
    told = [tell for tell in _TELLS if tell.search(text, start, start + _LOOKED_AT)]
    starred = _STARRED.search(text, start, start + _LOOKED_AT) is not None
    return len(told) > 1 or (bool(told) and starred)


def read_org(text: str, start: int) -> tuple[tuple[Block, ...], tuple[Metadatum, ...]]:
    """The blocks of a document, and its title, author and date."""
    reader = _Reader(text, line_spans(text, start))
    return reader.blocks(0, len(reader.lines)), tuple(reader.metadata)


class _Reader:
    """Goes through the lines of a document."""

    def __init__(self, text: str, lines: Sequence[Span]) -> None:
        self.text, self.lines = text, lines
        self.metadata: list[Metadatum] = []
        self._depth = 0  # of the lists and quotations around
        self._endless = 0  # the line up to which no drawer ends, so that each of many is not looked through again

    def blocks(self, at: int, end: int) -> tuple[Block, ...]:
        """The blocks of some lines; what is nested deeper than any document is paragraphs."""
        found: list[Block] = []
        self._depth += 1
        while at < end:
            if self._depth > _DEEPEST_LIST:
                found += self._paragraph([line for line in self.lines[at:end] if self.text[slice(*line)].strip()])
                break
            at = self._next(at, end, found)
        self._depth -= 1
        return tuple(found)

    def _next(self, at: int, end: int, found: list[Block]) -> int:
        """Read what begins with a line; returns the line behind it."""
        line = self._line(at)
        if not line.strip() or _COMMENT.match(line) or _PLANNING.match(line) or _RULE.match(line):
            return at + 1
        if heading := _HEADING.match(line):
            found += self._heading(self.lines[at], heading)
            return at + 1
        if begin := _BEGIN.match(line):
            return self._block(at, end, begin["name"].lower(), found)
        if setting := _SETTING.match(line):
            self._setting(self.lines[at], setting)
            return at + 1
        if _DRAWER.match(line) and (stop := self._end_of_drawer(at, end)):
            found += self._properties(at + 1, stop)
            return stop + 1
        if _ROW.match(line):
            return self._table(at, end, found)
        if _ITEM.match(line):
            return self._list(at, end, found)
        stop = self._end_of_paragraph(at, end)
        found += self._paragraph(self.lines[at:stop])
        return stop

    def _line(self, number: int) -> str:
        """A line without the spaces at its end."""
        return self.text[slice(*self.lines[number])].rstrip(" \t")

    def _heading(self, line: Span, match: re.Match[str]) -> Iterator[Block]:
        content = self._words(Span(line.start + match.start("words"), line.start + match.end("words")))
        if content.text:
            span = Span(line.start, line.start + match.end("words"))
            yield Block(BlockKind.HEADING, span, min(len(match["stars"]), _DEEPEST), content)
        if match["tags"]:
            yield self._tags(Span(line.start + match.start("tags"), line.start + match.end("tags")))

    def _tags(self, span: Span) -> Block:
        """The tags of a heading as a line of keywords."""
        builder = ContentBuilder()
        builder.replace("Tags: ", span.start - 1, 1)
        at = span.start
        for tag in self.text[span.start : span.end].split(":"):
            if tag and at > span.start:
                builder.replace(", ", at - 1, 1)
            builder.verbatim(tag, at)
            at += len(tag) + 1
        return Block(BlockKind.PARAGRAPH, Span(span.start - 1, span.end), content=builder.build())

    def _setting(self, line: Span, match: re.Match[str]) -> None:
        name, value = match["name"].lower(), match["value"]
        if name in ("title", "author", "date", "description", "keywords") and value:
            span = Span(line.start + match.start("value"), line.start + match.end("value"))
            self.metadata.append(Metadatum(name, value, span))

    def _end_of_drawer(self, at: int, end: int) -> int:
        """The line that ends a drawer; 0 where none does before the next heading."""
        for number in range(max(at + 1, self._endless), end):
            line = self._line(number)
            if _END.match(line):
                return number
            self._endless = number
            if _HEADING.match(line):
                break
        return 0

    def _properties(self, at: int, end: int) -> Iterator[Block]:
        """The properties that describe a paper, each as a line that begins with its name."""
        for number in range(at, end):
            match, line = _PROPERTY.match(self._line(number)), self.lines[number]
            label = _FIELDS.get(match["name"].lower()) if match else None
            if match and label and match["value"]:
                builder = ContentBuilder()
                builder.replace(f"{label}: ", line.start + match.start("name"), len(match["name"]) + 1)
                builder.verbatim(match["value"], line.start + match.start("value"))
                yield Block(BlockKind.PARAGRAPH, line, content=with_addresses(builder.build()))

    def _block(self, at: int, end: int, name: str, found: list[Block]) -> int:
        """What stands between "#+BEGIN_…" and "#+END_…": code as it is, words as blocks."""
        closing = re.compile(rf"[ \t]*#\+END_{re.escape(name)}\b", re.I)
        stop = next((number for number in range(at + 1, end) if closing.match(self._line(number))), end)
        span = Span(self.lines[at].start, self.lines[min(stop, end - 1)].end)
        if name in ("src", "example", "export"):
            lines = self.lines[at + 1 : stop]
            content = as_written(self.text[lines[0].start : lines[-1].end], lines[0].start) if lines else EMPTY
            if content is not EMPTY:
                found.append(Block(BlockKind.CODE, span, content=content))
        elif name != "comment":
            inner = self.blocks(at + 1, stop)
            found += [Block(BlockKind.QUOTE, span, children=inner)] if name == "quote" and inner else inner
        return stop + 1

    def _table(self, at: int, end: int, found: list[Block]) -> int:
        first, header = at, False
        rows: list[Span] = []
        while at < end and _ROW.match(self._line(at)):
            if _RULE.match(self._line(at)):
                header = header or len(rows) == 1
            else:
                rows.append(self.lines[at])
            at += 1
        made = tuple(self._row(row, header=header and row is rows[0]) for row in rows)
        found.append(Block(BlockKind.TABLE, Span(self.lines[first].start, self.lines[at - 1].end), children=made))
        return at

    def _row(self, line: Span, *, header: bool) -> Block:
        cells, at = [], self.text.index("|", line.start) + 1
        while at < line.end:
            pipe = self.text.find("|", at, line.end)
            stop = pipe if pipe >= 0 else line.end
            cells.append(Block(BlockKind.CELL, Span(at, stop), content=self._words(Span(at, stop)), header=header))
            at = stop + 1
        return Block(BlockKind.ROW, line, children=tuple(cells), header=header)

    def _list(self, at: int, end: int, found: list[Block]) -> int:
        """A list: items of one indentation, and below each what stands further in."""
        first = _ITEM.match(self._line(at))
        indent = len(first["indent"]) if first else 0
        items, begin = [], at
        while at < end and (match := _ITEM.match(self._line(at))) and len(match["indent"]) == indent:
            stop = self._end_of_item(at, end, indent)
            below = self._end_of_paragraph(at, stop)
            words = Span(self.lines[at].start + match.end(), self.lines[at].end)
            children = (*self._paragraph([words, *self.lines[at + 1 : below]]), *self.blocks(below, stop))
            span = Span(self.lines[at].start + match.start("marker"), self.lines[stop - 1].end)
            items.append(Block(BlockKind.ITEM, span, children=children, marker=match["marker"]))
            at = stop
            while at < end and not self._line(at).strip():
                at += 1
        span = Span(self.lines[begin].start + indent, items[-1].span.end)
        found.append(Block(BlockKind.LIST, span, children=tuple(items)))
        return at

    def _end_of_item(self, at: int, end: int, indent: int) -> int:
        """The line behind an item: one that stands no further in, or is not of the list."""
        last = at + 1
        for number in range(at + 1, end):
            line = self._line(number)
            if line.strip():
                inside = len(line) - len(line.lstrip()) > indent
                if not inside or _HEADING.match(line):
                    break
                last = number + 1
        return last

    def _end_of_paragraph(self, at: int, end: int) -> int:
        """The line behind a paragraph that begins with a line."""
        for number in range(at + 1, end):
            line = self._line(number)
            if not line.strip() or any(pattern.match(line) for pattern in _BEGINNINGS):
                return number
        return end

    def _paragraph(self, lines: Sequence[Span]) -> Iterator[Block]:
        contents = [content for line in lines if (content := self._words(line)) is not EMPTY]
        if contents:
            yield Block(BlockKind.PARAGRAPH, Span(lines[0].start, lines[-1].end), content=joined(contents))

    def _words(self, span: Span) -> Content:
        """The visible words of a range, with its links and marks."""
        builder = ContentBuilder()
        self._put(builder, span)
        return with_addresses(builder.build())

    def _put(self, builder: ContentBuilder, span: Span, depth: int = 0) -> None:
        at = span.start
        while depth < _DEEPEST_MARK and (match := _SPECIAL.search(self.text, at, span.end)):
            builder.verbatim(self.text[at : match.start()], at)
            self._special(builder, match, depth + 1)
            at = match.end()
        builder.verbatim(self.text[at : span.end], at)

    def _special(self, builder: ContentBuilder, match: re.Match[str], depth: int) -> None:
        before = builder.length
        if match["target"]:
            if match["label"]:
                self._put(builder, Span(*match.span("label")), depth)
            else:
                builder.verbatim(match["target"], match.start("target"))
            if _ADDRESS.match(match["target"]):
                builder.link(before, builder.length, match["target"], Span(*match.span("target")))
        elif match["sign"]:
            kind, words = _MARKS[match["sign"]], Span(*match.span("marked"))
            if kind is MarkKind.CODE:
                builder.verbatim(match["marked"], words.start)
            else:
                self._put(builder, words, depth)
            builder.mark(before, builder.length, kind)
