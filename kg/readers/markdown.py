"""Markdown → blocks. markdown-it-py finds the blocks and their lines; where words stand, the lines themselves say.

CommonMark with tables, strikethrough, footnotes and raw HTML, which goes to the HTML reader.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from kg.model import EMPTY, Block, BlockKind, Content, Metadatum, Span
from kg.readers.content import ContentBuilder
from kg.readers.elements import INLINE
from kg.readers.html import read_fragment
from kg.readers.inline import Definitions, label_key, read_inline, unescaped
from kg.readers.inline_source import InlineSource
from kg.readers.lines import line_spans, stripped

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

_BULLET = re.compile(r"[ \t]*(?:[-+*]|\d{1,9}[.)])")
_QUOTE = re.compile(r"[ \t]*>[ \t]?")
_INDENT = re.compile(r"[ \t]*")
_FOOTNOTE = re.compile(r"[ \t]*\[\^[^\]]*\]:[ \t]*")
_DEFINITION = re.compile(r"[\s>]*\[(?:[^\[\]\\]|\\.)+\]:\s*(?:>\s*)*(?:<([^<>\n]*)>|(\S+))")
_PIPE = re.compile(r"(?<!\\)\|")
_FIRST_TAG = re.compile(r"\s*</?([A-Za-z][\w-]*)")
_HEADING_ID = re.compile(r"[ \t]*\{#([^\s{}]+)[^{}]*\}$")
_ANCHOR = re.compile(r"<a\s+(?:name|id)\s*=\s*[\"']?([^\s\"'>]+)", re.I)
_PROPERTY = re.compile(r"^[ \t]*(?:[-*+][ \t]+)?[A-Za-z][\w-]*::[ \t]", re.M)
_TABBED = re.compile(r"^\t+[-*+] ", re.M)
_RULE = re.compile(r"<hr\b[^<>]*>\s*", re.I)
_PICTURE = re.compile(r"<(?:img|br)\b[^<>]*>\s*", re.I)
_CONTAINER = re.compile(r"\s*</?(?:div|section|article|aside|details|main|center)\b[^<>]*>\s*", re.I)
_OF_MARKDOWN = re.compile(r"\smarkdown\s*=", re.I)
_FEWEST_PROPERTIES = 3
_CONTAINERS = {
    "bullet_list": BlockKind.LIST,
    "ordered_list": BlockKind.LIST,
    "list_item": BlockKind.ITEM,
    "blockquote": BlockKind.QUOTE,
    "footnote_reference": BlockKind.SECTION,
}
_OPENING = {f"{name}_open": kind for name, kind in _CONTAINERS.items()}
_CLOSING = frozenset(f"{name}_close" for name in _CONTAINERS)


def read_markdown(text: str, start: int) -> tuple[tuple[Block, ...], tuple[Metadatum, ...]]:
    """The blocks of a Markdown document whose front matter ends at `start`. It has no metadata but the front matter."""
    environment: dict[str, Any] = {}
    tokens = _parser(outline=_is_outline(text, start)).parse(text[start:], environment)
    return _Reader(text, start, tokens, environment.get("references", {})).read(), ()


def _is_outline(text: str, start: int) -> bool:
    """Whether tabs indent words, not code.

    So they do in what an outliner wrote, such as Logseq: bullets indented by tabs, and properties ("year:: 2015"); and
    where single lines begin paragraphs with one.
    """
    properties = sum(1 for _ in islice(_PROPERTY.finditer(text, start), _FEWEST_PROPERTIES))
    if properties == _FEWEST_PROPERTIES and _TABBED.search(text, start) is not None:
        return True
    return sum(1 for _ in islice(_FIRST_LINE.finditer(text, start), _FEWEST_FIRST_LINES)) == _FEWEST_FIRST_LINES


_FIRST_LINE = re.compile(r"\n[ \t]*\r?\n\t[^\W\d_](?:[^\s{}();=<>]+ ){2,40}[^\s{};=<>]+[ \t]*\r?\n(?=\S)")
"""A line of words behind a tab and a blank line, and right below it one without a tab."""
_FEWEST_FIRST_LINES = 3


@cache
def _parser(*, outline: bool) -> MarkdownIt:
    """A parser of blocks: words stay unparsed. In an outline nothing is code by its indentation alone."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote.index import footnote_def

    parser = MarkdownIt("commonmark", {"html": True}).enable(["table"])
    parser.block.ruler.before("reference", "footnote_def", footnote_def, {"alt": ["paragraph", "reference"]})
    parser.block.ruler.before("html_block", "rule", _rule, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    parser.block.ruler.before("html_block", "picture", _picture)
    parser.block.ruler.before("html_block", "container", _container, {"alt": ["paragraph", "blockquote", "list"]})
    if outline:
        parser.disable("code")
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


def _rule(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """A line of HTML that is only a rule, which parts what stands above and below it though no line is left blank."""
    return _lone(_RULE, state, first, silent=silent)


def _picture(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """A line of HTML that is only a picture: what stands right below it is Markdown."""
    return _lone(_PICTURE, state, first, silent=silent)


def _container(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Lines of HTML that only open or close containers of Markdown: `<div class="reading" markdown="1">`, `</div>`.

    So Kramdown reads them; those that close what none opened are other HTML.
    """
    line, said = first, []
    while line < last and not state.is_code_block(line):
        tag = _CONTAINER.fullmatch(state.src, state.bMarks[line] + state.tShift[line], state.eMarks[line])
        if tag is None:
            break
        said.append(tag.group())
        line += 1
    opens = any(map(_OF_MARKDOWN.search, said))
    if not said or not (opens or (state.env.get("containers") and all(tag.startswith("</") for tag in said))):
        return False
    if not silent:
        state.env["containers"] = True
        state.push("hr", "hr", 0).map = [first, line]
        state.line = line
    return True


def _lone(tag: re.Pattern[str], state: StateBlock, line: int, *, silent: bool) -> bool:
    begin, end = state.bMarks[line] + state.tShift[line], state.eMarks[line]
    if state.is_code_block(line) or not tag.fullmatch(state.src, begin, end):
        return False
    if not silent:
        state.push("hr", "hr", 0).map = [line, line + 1]
        state.line = line + 1
    return True


@dataclass(slots=True)
class _Container:
    """An open block whose children are being collected."""

    kind: BlockKind
    span: Span
    first: int  # its first line
    marker: str = ""
    label: str = ""
    children: list[Block] = field(default_factory=list)

    def close(self) -> Block:
        end = max(self.span.end, self.children[-1].span.end) if self.children else self.span.end
        return Block(
            self.kind, Span(self.span.start, end), children=tuple(self.children), marker=self.marker, label=self.label
        )


class _Reader:
    """Walks the flat list of tokens once and builds the tree."""

    def __init__(self, text: str, start: int, tokens: Sequence[Token], references: Mapping[str, Any]) -> None:
        self.text, self.lines, self.tokens = text, line_spans(text, start), tokens
        self.definitions = self._definitions(references)
        self.open: list[_Container] = [_Container(BlockKind.DOCUMENT, Span(0, len(text)), 0)]

    def read(self) -> tuple[Block, ...]:
        at = 0
        while at < len(self.tokens):
            token = self.tokens[at]
            if leaf := _LEAVES.get(token.type):
                self.open[-1].children += leaf(self, token, self.tokens[min(at + 1, len(self.tokens) - 1)])
            elif token.type == "table_open":
                at = self._table(at)
            elif token.type in _OPENING:
                self._enter(token, _OPENING[token.type])
            elif token.type in _CLOSING:
                self._leave()
            at += 1
        return tuple(self.open[0].children)

    def _definitions(self, references: Mapping[str, Any]) -> Definitions:
        """Targets of reference definitions as the document writes them (the parser keeps them encoded)."""
        found = {}
        for label, reference in references.items():
            first, last = reference["map"]
            begin = self.lines[min(first, len(self.lines) - 1)].start
            if match := _DEFINITION.match(self.text, begin, self.lines[min(last, len(self.lines)) - 1].end):
                span = Span(*match.span(match.lastindex or 0))
                found[label_key(label)] = (unescaped(self.text[span.start : span.end]), span)
        return found

    def _enter(self, token: Token, kind: BlockKind) -> None:
        first, last = self._range(token)
        container = _Container(kind, self._span(first, last), first)
        if kind is BlockKind.ITEM:
            container.marker = f"{token.info}{token.markup}"
        elif kind is BlockKind.SECTION:
            container.marker, container.label = f"[^{token.meta['label']}]", "footnote"
        self.open.append(container)

    def _leave(self) -> None:
        closed = self.open.pop()
        if closed.children or closed.kind is BlockKind.ITEM:
            self.open[-1].children.append(closed.close())

    def _range(self, token: Token) -> tuple[int, int]:
        """First line of a token's block, and the line behind its last one that is not blank."""
        first, last = token.map or [0, 1]
        last = min(max(last, first + 1), len(self.lines))
        blank = " \t>" if any(outer.kind is BlockKind.QUOTE for outer in self.open) else " \t"
        while last > first + 1 and not self._line(last - 1).strip(blank):
            last -= 1
        return first, last

    def _line(self, number: int) -> str:
        start, end = self.lines[number]
        return self.text[start:end]

    def _inside(self, number: int) -> int:
        """The offset in a line behind the prefixes of the blocks that are open: indentation, `>`, list markers."""
        at, end = self.lines[number]
        for container in self.open[1:]:
            prefix = None
            if container.kind is BlockKind.QUOTE:
                prefix = _QUOTE.match(self.text, at, end)
            elif container.kind is BlockKind.ITEM and container.first == number:
                prefix = _BULLET.match(self.text, at, end)
            elif container.kind is BlockKind.SECTION and container.first == number:
                prefix = _FOOTNOTE.match(self.text, at, end)
            at = prefix.end() if prefix else at
        indent = _INDENT.match(self.text, at, end)
        return indent.end() if indent else at

    def _span(self, first: int, last: int) -> Span:
        """The lines from `first` to before `last`, without the prefixes of the blocks around."""
        start, (_, end) = self._inside(first), self.lines[last - 1]
        return Span(start, max(start, end - _trailing_space(self.text, start, end)))

    def _words(self, token: Token, inline: Token) -> list[Span]:
        """Where each line of a token's words stands."""
        found = []
        for number, words in enumerate(inline.content.split("\n"), (token.map or [0])[0]):
            line = self._line(min(number, len(self.lines) - 1)).replace("\0", "\ufffd")
            kept = words.strip()
            if kept.endswith("\\") and not words.endswith("\\"):
                kept += " "  # only directly before the line end a backslash breaks the line
            at = line.rfind(kept)
            if kept and at >= 0:
                start = self.lines[number].start + at
                found.append(Span(start, start + len(kept)))
        return found

    def _paragraph(self, token: Token, inline: Token) -> Iterator[Block]:
        words = self._words(token, inline)
        yield from self._leaf(BlockKind.PARAGRAPH, self._span(*self._range(token)), words)

    def _heading(self, token: Token, inline: Token) -> Iterator[Block]:
        words, label = self._words(token, inline), ""
        if words and (given := _HEADING_ID.search(self.text, words[-1].start, words[-1].end)):
            words[-1], label = Span(words[-1].start, given.start()), given[1]
        elif anchor := _ANCHOR.search(inline.content):
            label = anchor[1]
        span = self._span(*self._range(token))
        for block in self._leaf(BlockKind.HEADING, span, words):
            yield replace(block, level=int(token.tag[1:]), label=label)

    def _leaf(self, kind: BlockKind, span: Span, words: Sequence[Span]) -> Iterator[Block]:
        """A block of words, unless nothing of it is visible."""
        content = self._content(words)
        if content is not EMPTY:
            yield Block(kind, span, content=content)

    def _content(self, words: Sequence[Span]) -> Content:
        return read_inline(InlineSource.of_lines(self.text, words), self.definitions)

    def _code(self, token: Token, _: Token) -> Iterator[Block]:
        """A fenced or indented block: characters as they stand, line by line."""
        first, last = self._range(token)
        span, builder = self._span(first, last), ContentBuilder()
        fenced = token.type == "fence"
        before = span.start
        for number, code in enumerate(token.content.split("\n")[:-1], first + fenced):
            line = self._line(number).replace("\0", "\ufffd")
            code = code if line.endswith(code) else code.lstrip()
            start, end = self.lines[number].end - len(code), self.lines[number].end
            if number > first + fenced:
                builder.replace("\n", before, start - before)
            builder.verbatim(self.text[start:end], start)
            before = end
        content = builder.build()
        if content is not EMPTY:
            span = Span(span.start, max(span.end, before))
            yield Block(BlockKind.CODE, span, content=content, label=token.info.strip())

    def _html(self, token: Token, _: Token) -> Iterator[Block]:
        """Raw HTML. A paragraph that begins with an inline element is Markdown nevertheless."""
        first, last = self._range(token)
        span = self._span(first, last)
        tag = _FIRST_TAG.match(self.text, span.start, span.end)
        if tag and tag[1].lower() in INLINE:
            lines = (Span(self._inside(number), self.lines[number].end) for number in range(first, last))
            words = [kept for line in lines if (kept := stripped(self.text, line)).start < kept.end]
            yield from self._leaf(BlockKind.PARAGRAPH, span, words)
        else:
            yield from read_fragment(self.text, span.start, span.end)

    def _table(self, at: int) -> int:
        """A table, whose cells are found in its lines; returns where it ends among the tokens."""
        first, last = self._range(self.tokens[at])
        rows = []
        while self.tokens[at].type != "table_close":
            token = self.tokens[at]
            if token.type == "tr_open" and token.map:
                rows.append(self._row(token.map[0], header=token.map[0] == first))
            at += 1
        self.open[-1].children.append(Block(BlockKind.TABLE, self._span(first, last), children=tuple(rows)))
        return at

    def _row(self, number: int, *, header: bool) -> Block:
        span = self._span(number, number + 1)
        start, end = span.start + self.text.startswith("|", span.start), span.end
        cells = []
        while start < end:
            pipe = _PIPE.search(self.text, start, end)
            stop = pipe.start() if pipe else end
            cells.append(self._cell(Span(start, stop), header))
            start = stop + 1
        return Block(BlockKind.ROW, span, children=tuple(cells), header=header)

    def _cell(self, cell: Span, header: bool) -> Block:
        r"""A cell; the backslash of `\|` is markup of the table, even inside code."""
        span = stripped(self.text, cell)
        parts, at = [], span.start
        while (escape := self.text.find("\\|", at, span.end)) >= 0:
            parts.append(Span(at, escape))
            at = escape + 1  # the pipe begins the next part
        source = InlineSource.of_lines(self.text, [*parts, Span(at, span.end)], between="")
        return Block(BlockKind.CELL, span, content=read_inline(source, self.definitions), header=header)


def _trailing_space(text: str, start: int, end: int) -> int:
    piece = text[start:end]
    return len(piece) - len(piece.rstrip())


_LEAVES: Mapping[str, Callable[[_Reader, Token, Token], Iterator[Block]]] = {
    "paragraph_open": _Reader._paragraph,
    "heading_open": _Reader._heading,
    "fence": _Reader._code,
    "code_block": _Reader._code,
    "html_block": _Reader._html,
}
