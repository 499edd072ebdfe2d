"""Tokens of HTML → a tree of blocks. Broken markup is closed the way browsers close it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from kg.model import EMPTY, Block, BlockKind, Content, Span
from kg.readers.content import joined
from kg.readers.elements import INLINE, attributes
from kg.readers.html_tokens import Token
from kg.readers.html_words import Words
from kg.readers.navigation import ELEMENTS, LABELLED, says_navigation

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_CELLS = frozenset({"td", "th"})
_GROUPS = frozenset({"thead", "tbody", "tfoot"})
_ROWS = _GROUPS | {"table", "tr"}  # hold rows and cells, no words
_TABULAR = _ROWS | _CELLS | {"caption"}
_CONTAINERS = """
    address article body caption center dd details dialog div dl dt fieldset figcaption figure form hgroup html legend
    main p search section summary tbody tfoot thead
"""
_KINDS = (
    dict.fromkeys(_HEADINGS, BlockKind.HEADING)
    | dict.fromkeys(_LISTS, BlockKind.LIST)
    | dict.fromkeys(_CELLS, BlockKind.CELL)
    | dict.fromkeys(ELEMENTS, BlockKind.NAVIGATION)
    | dict.fromkeys(("pre", "listing", "xmp"), BlockKind.CODE)
    | {"li": BlockKind.ITEM, "table": BlockKind.TABLE, "tr": BlockKind.ROW, "blockquote": BlockKind.QUOTE}
    | dict.fromkeys(_CONTAINERS.split(), BlockKind.SECTION)
)
# What a start tag closes, and where the search for it ends.
_FEW_ROWS, _MUCH = 2, 8  # rows of a table that only arranges a page, and paragraphs in a cell of one
_SCOPE = _LISTS | _CELLS | {"table", "blockquote", "body", "dl"}
_CLOSES = (
    {"li": (frozenset({"li"}), _SCOPE), "tr": (_CELLS | {"tr", "caption"}, _GROUPS | {"table"})}
    | dict.fromkeys(("dt", "dd"), (frozenset({"dt", "dd"}), _SCOPE))
    | dict.fromkeys(_CELLS, (_CELLS | {"caption"}, frozenset({"tr", "table"})))
    | dict.fromkeys(_GROUPS, (_TABULAR - {"table"}, frozenset({"table"})))
)
_INSIDE_HEADING = frozenset({"div", "center", "hgroup"})
_PART_OF_TEXT = frozenset({"article", "main", "section"})  # a header in these is not the header of the site
_TRANSPARENT = frozenset({"html", "body"})
_MAXIMUM_DEPTH = 100  # nested blocks; deeper ones are taken apart, so that no walk over the tree needs deep recursion


@dataclass(slots=True)
class _Frame:
    """An open block element."""

    tag: str
    kind: BlockKind
    start: int
    label: str = ""
    marker: str = ""
    number: int = 1  # of the next item of an ordered list
    anonymous: bool = False  # whether the last child is a paragraph without an element of its own
    by_label: bool = False  # navigation because class, id or role say so
    children: list[Block] = field(default_factory=list)


class Tree:
    """Takes tokens in order and builds blocks."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._words = Words(text)
        self._frames = [_Frame("", BlockKind.DOCUMENT, 0)]

    def add(self, token: Token) -> None:
        """Go on with the next token."""
        name = token.name
        if not name:
            if self._frames[-1].kind is BlockKind.CODE:
                self._words.add_preformatted(token.start, token.end)
            else:
                self._words.add(token.start, token.end)
        elif name[0] == "/":
            self._end(token)
        elif name in _KINDS:
            self._start_block(token)
        elif name == "br":
            self._break(token)
        elif name == "img":
            self._words.image(token)
        elif name in INLINE:
            self._words.open(token, len(self._frames))
        elif name == "hr":
            self._take_words()

    def close(self, end: int) -> tuple[Block, ...]:
        """The blocks, when there are no more tokens."""
        self._take_words()
        while len(self._frames) > 1:
            self._pop(end)
        return tuple(_with_lists(self._frames[0].children))

    def _take_words(self) -> None:
        """What was collected becomes a paragraph of the innermost open block."""
        taken = self._words.take()
        if taken:
            content, span = taken
            self._frames[-1].children.append(Block(BlockKind.PARAGRAPH, span, content=content))
            self._frames[-1].anonymous = True

    def _start_block(self, token: Token) -> None:
        if token.name == "form" and self._frames[-1].tag == "dd":
            return  # a button around each name
        self._take_words()
        tag, start = token.name, token.start
        self._close_implied(tag, start)
        kind = _KINDS[tag]
        if tag in _TABULAR and tag != "table" and not any(frame.tag == "table" for frame in self._frames):
            if tag not in _CELLS:
                return
            kind = BlockKind.SECTION
        elif tag in _CELLS and self._frames[-1].tag != "tr":
            self._frames.append(_Frame("tr", BlockKind.ROW, start))
        elif self._frames[-1].tag in _ROWS and tag not in _TABULAR:
            if tag == "form":
                return
            self._imply_cell(start)
        self._frames.append(self._frame(token, kind))

    def _imply_cell(self, start: int) -> None:
        """Something that is no row or cell stands between them: it gets a cell of its own."""
        if self._frames[-1].tag != "tr":
            self._frames.append(_Frame("tr", BlockKind.ROW, start))
        self._frames.append(_Frame("td", BlockKind.CELL, start))

    def _frame(self, token: Token, kind: BlockKind) -> _Frame:
        frame = _Frame(token.name, kind, token.start)
        found = attributes(self._text, token.inside, token.close) if token.inside < token.close else {}
        values = {name: " ".join(found[name].value.split()) for name in ("id", "class", "role") if name in found}
        frame.label = " ".join(values[name] for name in ("id", "class") if values.get(name))
        if token.name in LABELLED:
            frame.by_label = says_navigation(frame.label, values.get("role", "").lower())
        elif token.name == "header" and any(outer.tag in _PART_OF_TEXT for outer in self._frames):
            frame.kind = BlockKind.SECTION
        if token.name == "ol" and "start" in found:
            frame.number = _number(found["start"].value, 1)
        elif token.name == "li":
            frame.marker = self._marker(found["value"].value if "value" in found else "")
        return frame

    def _marker(self, value: str) -> str:
        """The bullet or number of the next item of the innermost list."""
        for frame in reversed(self._frames):
            if frame.tag == "ol":
                number = _number(value, frame.number)
                frame.number = number + 1
                return f"{number}."
            if frame.tag in _LISTS:
                break
        return "-"

    def _close_implied(self, tag: str, start: int) -> None:
        """Close what a start tag ends without saying so."""
        top = self._frames[-1].tag
        if top == "p" or (top in _HEADINGS and tag not in _INSIDE_HEADING):
            self._pop(start)
        if tag in _CLOSES:
            closed, scope = _CLOSES[tag]
            count = len(self._frames)
            for at in range(count - 1, 0, -1):
                if self._frames[at].tag in scope:
                    break
                if self._frames[at].tag in closed:
                    count = at
            self._pop_to(count, start)

    def _break(self, token: Token) -> None:
        """A line break; the second in a row ends the paragraph."""
        if self._words.ends_line and self._frames[-1].kind is not BlockKind.CODE:
            self._take_words()
        else:
            self._words.line_break(token)

    def _end(self, token: Token) -> None:
        tag = token.name[1:]
        if tag == "br":  # browsers take it for a start tag
            self._break(token)
        elif tag in INLINE:
            self._words.close(token)
        elif tag == "form" and not self._matching(tag):
            return  # its start tag counted for nothing
        elif tag in _KINDS:
            self._take_words()
            at = self._matching(tag)
            if at:
                self._pop_to(at + 1, token.start)
                self._pop(token.end)

    def _matching(self, tag: str) -> int:
        """The number of the open block that an end tag closes; 0 when there is none."""
        for at in range(len(self._frames) - 1, 0, -1):
            open_tag = self._frames[at].tag
            if open_tag == tag or (tag in _HEADINGS and open_tag in _HEADINGS):
                return at
            if open_tag == "table" or (open_tag in _CELLS and tag not in _TABULAR):
                return 0
        return 0

    def _pop_to(self, count: int, end: int) -> None:
        """Close blocks until `count` are open."""
        while len(self._frames) > count:
            self._pop(end)

    def _pop(self, end: int) -> None:
        depth = len(self._frames) - 1
        frame = self._frames.pop()
        self._words.leave(depth)
        if depth > _MAXIMUM_DEPTH and frame.kind not in (BlockKind.HEADING, BlockKind.CODE):
            blocks = frame.children
        else:
            blocks = list(_finished(frame, Span(frame.start, end)))
        self._frames[-1].children += blocks
        self._frames[-1].anonymous = False


def _number(value: str, otherwise: int) -> int:
    value = value.strip()
    return int(value) if value.isascii() and value.isdigit() and len(value) < 9 else otherwise


def _finished(frame: _Frame, span: Span) -> Iterator[Block]:
    """The blocks that a closed element amounts to: mostly one, or none when nothing in it is visible."""
    kind, children = frame.kind, tuple(frame.children)
    if not children and kind is not BlockKind.CELL:
        return
    if frame.tag in _TRANSPARENT or frame.tag in _GROUPS:
        yield from map(_as_header, children) if frame.tag == "thead" else children
    elif frame.by_label and kind is not BlockKind.SECTION:
        blocks = tuple(_finished(replace(frame, by_label=False), span))
        yield Block(BlockKind.NAVIGATION, span, children=blocks, label=frame.label)
    elif kind in (BlockKind.HEADING, BlockKind.CODE):
        level = int(frame.tag[1]) if kind is BlockKind.HEADING else 0
        yield Block(kind, span, level, joined(list(_contents(children))), label=frame.label)
    elif kind is BlockKind.LIST:
        items = tuple(_wrapped(child, BlockKind.ITEM) for child in children)
        yield Block(kind, span, children=items, label=frame.label)
    elif kind is BlockKind.ROW:
        cells = tuple(_wrapped(child, BlockKind.CELL) for child in children)
        yield Block(kind, span, children=cells, label=frame.label)
    elif kind is BlockKind.TABLE:
        yield from _table(frame, span)
    elif kind is BlockKind.CELL:
        yield Block(kind, span, children=children, header=frame.tag == "th", label=frame.label)
    elif kind is BlockKind.SECTION and not frame.by_label:
        yield from _section(frame, span)
    else:
        if frame.by_label:
            kind = BlockKind.NAVIGATION
        elif frame.tag == "header" and any(below.kind is BlockKind.HEADING for below in _below(children)):
            kind = BlockKind.SECTION
        yield Block(kind, span, children=tuple(_with_lists(children)), marker=frame.marker, label=frame.label)


def _section(frame: _Frame, span: Span) -> Iterator[Block]:
    """A container without meaning: a paragraph when it holds only words, nothing when it adds nothing."""
    if len(frame.children) > 1 or frame.children[0].kind is BlockKind.ITEM:
        yield Block(BlockKind.SECTION, span, children=tuple(_with_lists(frame.children)), label=frame.label)
    elif frame.anonymous:
        yield replace(frame.children[0], span=span, label=frame.label)
    elif frame.label:
        yield Block(BlockKind.SECTION, span, children=tuple(frame.children), label=frame.label)
    else:
        yield frame.children[0]


def _table(frame: _Frame, span: Span) -> Iterator[Block]:
    """A table, behind its caption. What only arranges parts of a page is sections: headings, tables, one column."""
    children = frame.children
    first = next((at for at, child in enumerate(children) if child.kind is BlockKind.ROW), len(children))
    yield from children[:first]
    rows = [_wrapped(_wrapped(child, BlockKind.CELL, BlockKind.ROW), BlockKind.ROW) for child in children[first:]]
    if not rows:
        return
    span = Span(children[first - 1].span.end if first else span.start, span.end)
    one_column = len(rows) > 1 and all(len(row.children) < 2 for row in rows)
    if (
        one_column
        or _holds_page(rows)
        or any(below.kind in (BlockKind.HEADING, BlockKind.TABLE) for below in _below(rows))
    ):
        sections = tuple(_as_section(replace(row, children=tuple(map(_as_section, row.children)))) for row in rows)
        yield Block(BlockKind.SECTION, span, children=sections, label=frame.label)
    else:
        yield Block(BlockKind.TABLE, span, children=tuple(map(_as_row, rows)), label=frame.label)


def _holds_page(rows: Sequence[Block]) -> bool:
    """Whether a row or two hold more blocks in one cell than cells of tables do."""
    return len(rows) <= _FEW_ROWS and any(
        sum(1 for below in cell.walk() if below.kind is BlockKind.PARAGRAPH) >= _MUCH
        for row in rows
        for cell in row.children
    )


def _as_section(block: Block) -> Block:
    return Block(BlockKind.SECTION, block.span, children=tuple(_with_lists(block.children)), label=block.label)


def _as_row(row: Block) -> Block:
    cells = tuple(map(_as_cell, row.children))
    return Block(row.kind, row.span, children=cells, header=all(cell.header for cell in cells), label=row.label)


def _as_cell(cell: Block) -> Block:
    content = joined(list(_contents(cell.children)))
    return Block(cell.kind, cell.span, content=content, header=cell.header, label=cell.label)


def _as_header(row: Block) -> Block:
    return replace(row, children=tuple(replace(cell, header=True) for cell in row.children))


def _wrapped(block: Block, kind: BlockKind, *others: BlockKind) -> Block:
    """`block` when it is of a kind that fits, else inside one that does."""
    return block if block.kind is kind or block.kind in others else Block(kind, block.span, children=(block,))


def _with_lists(blocks: Sequence[Block]) -> Iterator[Block]:
    """Items that stand outside a list get one."""
    stray: list[Block] = []
    for block in blocks:
        if block.kind is BlockKind.ITEM:
            stray.append(block)
            continue
        yield from _listed(stray)
        stray = []
        yield block
    yield from _listed(stray)


def _listed(items: Sequence[Block]) -> Iterator[Block]:
    if items:
        yield Block(BlockKind.LIST, Span(items[0].span.start, items[-1].span.end), children=tuple(items))


def _below(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        yield from block.walk()


def _contents(blocks: Iterable[Block]) -> Iterator[Content]:
    return (below.content for below in _below(blocks) if below.content is not EMPTY)
