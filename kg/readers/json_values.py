r"""JSON values → items: every string and number of an object, each character with the place where it is written.

"\u00e9" in the document stands for "é". What holds other values (a list, an object) gives an item for each of them,
labelled with the names of the fields around it, "." between; `marker` numbers the elements of lists.

>>> text = '{"title": "Caf\\u00e9", "authors": [{"family": "Kern", "given": "Ada"}]}'
>>> [(item.label, item.marker, item.children[0].content.text) for item in items(text, 0, len(text))]
[('title', '', 'Café'), ('authors.family', '1', 'Kern'), ('authors.given', '1', 'Ada')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import Block, Content, Span
from kg.readers.content import ContentBuilder, as_written
from kg.readers.records import item

_TOKEN = re.compile(r'\s*+(?:"(?P<string>(?:[^"\\]|\\.)*+)"|(?P<mark>[{}\[\],:])|(?P<plain>[^\s"{}\[\],:]++))')
_ESCAPE = re.compile(r"\\(?:u(?P<code>[0-9a-fA-F]{4})|(?P<letter>.))")
_LETTERS = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", '"': '"', "\\": "\\", "/": "/"}
_HIGH, _LOW, _AFTER = 0xD800, 0xDC00, 0xE000
_EMPTY = ("null", "true", "false")
_DEEPEST = 50  # objects and lists within each other


@dataclass(slots=True)
class _Level:
    """An object or a list that is open."""

    kind: str
    path: str  # names of the fields above, with "." between
    above: str  # numbers of the elements that it stands in
    number: int = 1  # of the element at hand, when it is a list

    @property
    def marker(self) -> str:
        if self.kind == "{":
            return self.above
        return f"{self.above}.{self.number}" if self.above else str(self.number)


def items(text: str, start: int, end: int) -> Iterator[Block]:
    """An item for each value of `text[start:end]` that is no container, in order. The range is known to be JSON."""
    levels: list[_Level] = []
    name, expects_name = "", False
    for token in _TOKEN.finditer(text, start, end):
        mark = token["mark"]
        if mark in ("{", "["):
            if len(levels) >= _DEEPEST:
                return
            levels.append(_Level(mark, name, levels[-1].marker if levels else ""))
            expects_name = mark == "{"
        elif mark in ("}", "]"):
            levels.pop()
        elif mark == ",":
            level = levels[-1]
            name, expects_name = level.path, level.kind == "{"
            level.number += 1
        elif mark == ":":
            expects_name = False
        elif expects_name and token["string"] is not None:
            own = _string(text, *token.span("string")).text.lower()
            name = f"{levels[-1].path}.{own}" if levels[-1].path else own
        elif (value := _value(text, token)) is not None:
            yield item(name, *value, levels[-1].marker if levels else "")


def _value(text: str, token: re.Match[str]) -> tuple[Span, Content] | None:
    """A string or a number with its place; None when it says nothing."""
    if token["string"] is not None:
        content = _string(text, *token.span("string"))
        return (Span(token.start("string") - 1, token.end("string") + 1), content) if content.text else None
    if token["plain"] in _EMPTY:
        return None
    span = Span(*token.span("plain"))
    return span, as_written(token["plain"], span.start)


def _string(text: str, start: int, end: int) -> Content:
    """What is written between quotes, escapes decoded; two that make one character stand for it together."""
    written = text[start:end]
    if "\\" not in written:
        return as_written(written, start)
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


def is_titled(value: object) -> bool:
    """Whether a JSON value is an object with a title: a string, or a list of strings as Crossref writes it.

    >>> is_titled({"Title": "Deep Sets"}), is_titled({"title": ["Deep Sets"]}), is_titled({"title": {"de": "Mengen"}})
    (True, True, False)
    """
    if not isinstance(value, dict):
        return False
    return any(name.lower() == "title" and _is_text(title) for name, title in value.items())


def _is_text(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and bool(value) and isinstance(value[0], str))
