r"""JSON Lines → blocks: a catalogue of papers with one object a line.

Each object is a list; each of its strings and numbers is an item labelled with the name of its field. A value's content
is the decoded string, every character of which knows where it is written: "\u00e9" in the document stands for "é". What
holds other values (a list, an object) gives an item for each of them. A line that is no object gives
nothing; `broken_line` finds it.

>>> blocks, _ = read_json_lines('{"title": "Caf\\u00e9", "year": 2020}\n', 0)
>>> [(item.label, item.children[0].content.text) for item in blocks[0].children]
[('title', 'Café'), ('year', '2020')]
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.model import Block, BlockKind, Content, Metadatum, Span
from kg.readers.addresses import with_addresses
from kg.readers.content import ContentBuilder
from kg.readers.lines import line_spans

LABEL = "record"  # of the list that an object becomes
_TOKEN = re.compile(r'[ \t]*+(?:"(?P<string>(?:[^"\\]|\\.)*+)"|(?P<mark>[{}\[\],:])|(?P<plain>[^\s"{}\[\],:]++))')
_ESCAPE = re.compile(r"\\(?:u(?P<code>[0-9a-fA-F]{4})|(?P<letter>.))")
_LETTERS = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", '"': '"', "\\": "\\", "/": "/"}
_HIGH, _LOW, _AFTER = 0xD800, 0xDC00, 0xE000
_EMPTY = ("null", "true", "false")
_LINE_END = re.compile(r"\r\n|\n|\r")
_LOOKED_AT = 20  # lines that decide whether a text is JSON Lines
_DEEPEST = 50  # objects and lists within each other


def is_json_lines(text: str, start: int) -> bool:
    """Whether a text begins with an object, and at least a third of its first lines are objects with a title."""
    if not text[start : start + 64].lstrip().startswith("{"):
        return False
    lines = _first_lines(text, start)
    titled = sum(_has_title(line) for line in lines)
    return titled > 0 and titled * 3 >= len(lines)


def _first_lines(text: str, start: int) -> list[str]:
    """The first lines that are not blank."""
    found: list[str] = []
    while start < len(text) and len(found) < _LOOKED_AT:
        ending = _LINE_END.search(text, start)
        end = ending.start() if ending else len(text)
        if line := text[start:end].strip():
            found.append(line)
        start = ending.end() if ending else len(text)
    return found


def _has_title(line: str) -> bool:
    record = _object(line)
    return record is not None and any(name.lower() == "title" and isinstance(record[name], str) for name in record)


def _object(line: str) -> dict[str, object] | None:
    """The object that a line holds; None when it holds something else, or no JSON."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def broken_line(text: str, start: int) -> tuple[int, str] | None:
    r"""Where the first line is no object, and why; None when all lines that are not blank are objects.

    >>> broken_line('{"title": "Deep Sets"}\n{"title": "Deep\n', 0)
    (33, 'this line is no JSON object: Unterminated string starting at')
    >>> broken_line('{"title": "Deep Sets"}\n["Deep Sets"]\n', 0)
    (23, 'this line is JSON, but no object')
    """
    for line in line_spans(text, start):
        words = text[line.start : line.end]
        if not words.strip():
            continue
        try:
            if not isinstance(json.loads(words), dict):
                return line.start, "this line is JSON, but no object"
        except RecursionError:
            return line.start, "this line holds lists within lists without end"
        except json.JSONDecodeError as error:
            return line.start + error.pos, f"this line is no JSON object: {error.msg}"
    return None


def read_json_lines(text: str, start: int) -> tuple[tuple[Block, ...], tuple[Metadatum, ...]]:
    """The records of a text, each a list; there is no metadata."""
    blocks = []
    for line in line_spans(text, start):
        words = text[line.start : line.end].strip(" \t")
        if words.startswith("{") and _object(words) is not None:
            begin = text.index("{", line.start)
            items = tuple(_items(text, begin, begin + len(words)))
            if items:
                blocks.append(Block(BlockKind.LIST, Span(begin, begin + len(words)), children=items, label=LABEL))
    return tuple(blocks), ()


class _Level(NamedTuple):
    """An object or a list that is open."""

    kind: str
    path: str  # names of the fields above, with "." between


def _items(text: str, start: int, end: int) -> Iterator[Block]:
    """An item for each value that is no container, in order. The line is known to be JSON."""
    levels: list[_Level] = []
    name, expects_name = "", False
    for token in _TOKEN.finditer(text, start, end):
        mark = token["mark"]
        if mark in ("{", "["):
            if len(levels) >= _DEEPEST:
                return
            levels.append(_Level(mark, name))
            expects_name = mark == "{"
        elif mark in ("}", "]"):
            levels.pop()
        elif mark == ",":
            name, expects_name = levels[-1].path, levels[-1].kind == "{"
        elif mark == ":":
            expects_name = False
        elif expects_name and token["string"] is not None:
            own = _string(text, *token.span("string")).text.strip().lower()
            name = f"{levels[-1].path}.{own}" if levels[-1].path else own
        elif (block := _value(text, token)) is not None:
            yield Block(BlockKind.ITEM, block.span, children=(block,), label=name)


def _value(text: str, token: re.Match[str]) -> Block | None:
    """A string or a number as a paragraph; None when it says nothing."""
    if token["string"] is not None:
        content = with_addresses(_string(text, *token.span("string")))
        span = Span(token.start("string") - 1, token.end("string") + 1)
        return Block(BlockKind.PARAGRAPH, span, content=content) if content.text else None
    if token["plain"] in _EMPTY:
        return None
    builder, span = ContentBuilder(), Span(*token.span("plain"))
    builder.verbatim(token["plain"], span.start)
    return Block(BlockKind.PARAGRAPH, span, content=builder.build())


def _string(text: str, start: int, end: int) -> Content:
    """What is written between quotes, escapes decoded; two that make one character stand for it together."""
    builder, at = ContentBuilder(), start
    while escape := _ESCAPE.search(text, at, end):
        builder.verbatim(text[at : escape.start()], at)
        shown, at = _decoded(text, escape, end)
        builder.replace(shown, escape.start(), at - escape.start())
    builder.verbatim(text[at:end], at)
    return builder.build()


def _decoded(text: str, escape: re.Match[str], end: int) -> tuple[str, int]:
    """The character of an escape and where what stands for it ends. Half a pair shows as U+FFFD."""
    if escape["code"] is None:
        return _LETTERS.get(escape["letter"], escape["letter"]), escape.end()
    code = int(escape["code"], 16)
    if not _HIGH <= code < _AFTER:
        return chr(code), escape.end()
    following = _ESCAPE.match(text, escape.end(), end)
    if code < _LOW and following and following["code"] and _LOW <= (low := int(following["code"], 16)) < _AFTER:
        return chr(0x10000 + ((code - _HIGH) << 10) + low - _LOW), following.end()
    return "\ufffd", escape.end()
