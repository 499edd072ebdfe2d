r"""The values of BibTeX fields: what stands in braces or quotes, numbers and macros, put together with `#`.

A macro (`@string{nips = "…"}`) shows what it is defined as, and stands where the entry names it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import Enum, auto
from typing import NamedTuple

from kg.model import Block, Content, Span
from kg.readers.content import ContentBuilder
from kg.readers.latex_words import decode, decode_verbatim
from kg.readers.lines import stripped
from kg.readers.records import item

NAMES = ("author", "editor")
_VERBATIM = frozenset(["doi", "url", "eprint", "file", "isbn", "issn", "pdf", "ee", "biburl", "bibsource", "crossref"])
_WORD = re.compile(r"[^\s#,{}()\"=]+")
_SPACE = re.compile(r"\s*")
_MARKS = re.compile(r"\\.|[{}\"]", re.S)
_NAME_MARKS = re.compile(r"\\.|[{},]", re.S)


class PartKind(Enum):
    """How a part of a value is written."""

    DELIMITED, NUMBER, MACRO = auto(), auto(), auto()


class Part(NamedTuple):
    """A part of a value; `inside` is what stands between its delimiters, if it has some."""

    kind: PartKind
    span: Span
    inside: Span


class BrokenValue(ValueError):
    """A value that is not of the form; `offset` is where that shows."""

    def __init__(self, problem: str, offset: int) -> None:
        super().__init__(problem)
        self.offset = offset


def parts(text: str, start: int, end: int) -> Iterator[Part]:
    """The parts of the value `text[start:end]`, in order.

    Raises:
        BrokenValue: when something else stands there.

    >>> source = 'proc # " of " # {ICML} # 1992'
    >>> [(part.kind.name, source[slice(*part.inside)]) for part in parts(source, 0, len(source))]
    [('MACRO', 'proc'), ('DELIMITED', ' of '), ('DELIMITED', 'ICML'), ('NUMBER', '1992')]
    """
    at = _skipped(text, start, end)
    while at < end:
        part = _part(text, at, end)
        yield part
        at = _skipped(text, part.span.end, end)
        if at == end:
            return
        if text[at] != "#":
            raise BrokenValue("a comma is missing before this", at)
        at = _skipped(text, at + 1, end)
    raise BrokenValue("a value is missing here", min(at, len(text) - 1))


def _part(text: str, at: int, end: int) -> Part:
    if text[at] in '{"':
        close = _close(text, at, end)
        return Part(PartKind.DELIMITED, Span(at, close + 1), Span(at + 1, close))
    if not (word := _WORD.match(text, at, end)):
        raise BrokenValue("a value in braces or quotes, a number or the name of a @string is expected here", at)
    span = Span(*word.span())
    return Part(PartKind.NUMBER if word.group().isdigit() else PartKind.MACRO, span, span)


def _close(text: str, at: int, end: int) -> int:
    """Where the brace or quote that closes the one at `at` stands."""
    depth, quoted = 0, text[at] == '"'
    for mark in _MARKS.finditer(text, at + 1, end):
        sign = mark.group()
        if depth == 0 and sign == ('"' if quoted else "}"):
            return mark.start()
        depth += (sign == "{") - (sign == "}")
    raise BrokenValue("this is never closed", at)


def _skipped(text: str, at: int, end: int) -> int:
    match = _SPACE.match(text, at, end)
    return match.end() if match else at


def field_items(name: str, text: str, value: Span, macros: Mapping[str, str]) -> Iterator[Block]:
    """The items of a field: one, or one for each part of each name when it holds names."""
    found = list(parts(text, *value))
    if name in NAMES and len(found) == 1 and found[0].kind is PartKind.DELIMITED:
        yield from _names(name, text, found[0].inside)
        return
    content = content_of(text, found, macros, verbatim=name in _VERBATIM)
    if content.text:
        yield item(name, Span(found[0].span.start, found[-1].span.end), content)


def content_of(text: str, found: list[Part], macros: Mapping[str, str], *, verbatim: bool = False) -> Content:
    """The visible words of a value."""
    builder = ContentBuilder()
    for part in found:
        if part.kind is PartKind.MACRO:
            written = text[slice(*part.span)]
            builder.replace(macros.get(written.lower(), written), part.span.start, len(written))
        else:
            (decode_verbatim if verbatim else decode)(builder, text, *part.inside)
    return builder.build()


def _names(label: str, text: str, inside: Span) -> Iterator[Block]:
    """The names that "and" separates. "Last, First" gives two items; what braces hold together gives one."""
    from bibtexparser.middlewares.names import split_multiple_persons_names

    at = inside.start
    for number, name in enumerate(split_multiple_persons_names(text[slice(*inside)]), 1):
        start = text.index(name, at)
        at = start + len(name)
        for part, span in _name_parts(text, Span(start, at)):
            builder = ContentBuilder()
            decode(builder, text, *span)
            if (content := builder.build()).text:
                yield item(f"{label}.{part}" if part else label, span, content, str(number))


def _name_parts(text: str, name: Span) -> list[tuple[str, Span]]:
    """The parts of a name as commas separate them: "von Last, Jr, First"."""
    written = text[slice(*name)]
    if written.lower() == "others":
        return [("others", name)]
    commas, depth = [], 0
    for mark in _NAME_MARKS.finditer(text, *name):
        depth += (mark.group() == "{") - (mark.group() == "}")
        if mark.group() == "," and depth == 0:
            commas.append(mark.start())
    if not commas:
        return [("literal" if _is_braced(written) else "", name)]
    starts, ends = [name.start, *(comma + 1 for comma in commas)], [*commas, name.end]
    kinds = ["family", "given"] if len(commas) == 1 else ["family", "suffix", *["given"] * (len(commas) - 1)]
    spans = [Span(start, end) for start, end in zip(starts, ends, strict=True)]
    return [(kind, stripped(text, span)) for kind, span in zip(kinds, spans, strict=True)]


def _is_braced(name: str) -> bool:
    """Whether one pair of braces holds all of a name together."""
    return name.startswith("{") and not name.startswith("{\\") and name.find("}") == len(name) - 1
