r"""BibTeX and BibLaTeX → blocks: each entry a list, each of its fields an item; names give an item for each part.

bibtexparser takes the entries apart; where each value stands is found again in the entry, part by part. An entry that
names another with `crossref` has its book and year, which stand where it names it.

>>> text = '@article{a, title = {{BERT} for G{\\"o}del}, author = "Doe, J. and others", year = 2019}'
>>> blocks, _ = read_bibtex(text, 0)
>>> [(item.label, item.children[0].content.text) for item in blocks[0].children]  # doctest: +NORMALIZE_WHITESPACE
[('entrytype', 'article'), ('id', 'a'), ('title', 'BERT for Gödel'), ('author.family', 'Doe'), ('author.given', 'J.'),
 ('author.others', 'others'), ('year', '2019')]
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from kg.model import Block, Content, Metadatum, Span
from kg.naming import fold_space
from kg.readers.bibtex_values import BrokenValue, content_of, field_items, parts
from kg.readers.content import ContentBuilder, as_written
from kg.readers.records import item, record

if TYPE_CHECKING:
    from bibtexparser.model import Entry

_HEAD = r"[ \t]*(?P<sign>@)(?P<kind>\w+)[ \t]*(?P<open>[{(])"
_START = re.compile(f"^{_HEAD}", re.M)
_NEXT = re.compile(_HEAD)  # behind another on its line
_MARKS = re.compile(r"\\.|[{})]|^[ \t]*@\w+[ \t]*[{(]", re.M | re.S)
_CONTEXT = re.compile(r"^[ \t]*@(?:string|proceedings|mvproceedings|book|mvbook|collection)[ \t]*[{(]", re.M | re.I)
_DEFINITION = re.compile(r"\s*(?P<name>[^\s=]+)\s*=")
_FIRST_FIELD = re.compile(r"[^\s,{}()=\"]*\s*,\s*[\w-]+\s*=")
_REMARK = re.compile(r"^[ \t]*%.*", re.M)
_NO_ENTRIES = ("string", "comment", "preamble")
_BOOK, _WHEN = ("booktitle", "title"), ("year", "date")
_IN = ("booktitle", "journal", "journaltitle")
_LOOKED_AT = 100_000  # characters that decide whether a text is BibTeX
_SHARE = 2 / 3  # of them that entries must hold

logging.getLogger("bibtexparser").addHandler(logging.NullHandler())  # what is wrong, `broken_entry` says


class _Block(NamedTuple):
    """A block of a bibliography, from its "@" to where it is closed."""

    kind: str  # in lower case
    span: Span
    inside: int  # where what it holds begins


class _Field(NamedTuple):
    """A field of an entry."""

    name: str  # in lower case
    key: Span  # of the name
    value: Span


class BrokenEntry(ValueError):
    """An entry that is not of the form; `offset` is where that shows."""

    def __init__(self, problem: str, offset: int) -> None:
        super().__init__(problem)
        self.offset = offset


def is_bibtex(text: str, start: int) -> bool:
    """Whether entries make up most of the beginning of a text, remarks behind "%" not counted."""
    if not _START.search(text, start, start + _LOOKED_AT):
        return False
    text = text[start : start + _LOOKED_AT]
    found = list(_blocks(text, 0))
    if not any(block.kind not in _NO_ENTRIES and _FIRST_FIELD.match(text, block.inside) for block in found):
        return False
    held = sum(_length(text[slice(*block.span)]) for block in found)
    return held >= _SHARE * _length(_REMARK.sub("", text))


def _length(text: str) -> int:
    """How many characters of `text` are no white space."""
    return sum(map(len, text.split()))


def find_entries(text: str, start: int) -> Iterator[Span]:
    """The places of the entries, in order."""
    return (block.span for block in _blocks(text, start) if block.kind not in _NO_ENTRIES)


def read_entries(text: str, spans: Iterable[Span]) -> Iterator[Block]:
    """The records at `spans`, with macros and volumes that stand anywhere in the text; broken ones are left out."""
    context = _Context(text)
    for span in spans:
        try:
            found = record(span, _items(text, span, context))
        except (BrokenEntry, BrokenValue):
            continue
        if found:
            yield found


def read_bibtex(text: str, start: int) -> tuple[tuple[Block, ...], tuple[Metadatum, ...]]:
    """The entries of a text; there is no metadata."""
    return tuple(read_entries(text, find_entries(text, start))), ()


def broken_entry(text: str, start: int) -> tuple[int, str] | None:
    r"""Where the first entry is that cannot be read, and why; None when all can.

    >>> broken_entry('@misc{a, title = {Deep Sets} year = 2017}', 0)
    (29, 'this entry is no BibTeX: a comma is missing before this')
    """
    for span in find_entries(text, start):
        try:
            for field in _fields(text, span)[1]:
                for _ in parts(text, *field.value):
                    pass
        except (BrokenEntry, BrokenValue) as error:
            return error.offset, f"this entry is no BibTeX: {error}"
    return None


def _blocks(text: str, start: int) -> Iterator[_Block]:
    """The blocks of a text. One that is not closed ends where the next begins at the beginning of a line."""
    at = start
    while begin := (at > start and _NEXT.match(text, at)) or _START.search(text, at):
        at = _block_end(text, begin.end(), ")" if begin["open"] == "(" else "}")
        yield _Block(begin["kind"].lower(), Span(begin.start("sign"), at), begin.end())


def _block_end(text: str, start: int, close: str) -> int:
    depth = 0
    for mark in _MARKS.finditer(text, start):
        sign = mark.group()
        if depth == 0 and sign == close:
            return mark.end()
        if sign in "{}":
            depth += 1 if sign == "{" else -1
        elif sign[-1] in "{(" and sign[0] != "\\":
            return mark.start()
    return len(text)


def _items(text: str, span: Span, context: _Context) -> Iterator[Block]:
    """The items of an entry: its type, its key, its fields, and what it has from the volume that it stands in."""
    head, fields = _fields(text, span)
    yield from (
        item(name, place, as_written(text[slice(*place)], place.start))
        for name, place in head
        if place.start < place.end
    )
    names = {field.name for field in fields}
    for field in fields:
        inherited = list(_inherited(text, field, names, context)) if field.name == "crossref" else []
        yield from inherited
        if not any(block.span.overlaps(field.value) for block in inherited):
            yield from field_items(field.name, text, field.value, context.macros)


def _inherited(text: str, field: _Field, names: set[str], context: _Context) -> Iterator[Block]:
    """What an entry lacks and its volume has. The year stands at the word "crossref", the book at the key behind it."""
    written = content_of(text, list(parts(text, *field.value)), context.macros, verbatim=True).text
    volume = context.volumes.get(written.lower(), {})
    when = next((volume[name] for name in _WHEN if name in volume), "")
    if when and names.isdisjoint(_WHEN):
        yield item("year", field.key, _standing(when, field.key))
    book = next((volume[name] for name in _BOOK if name in volume), "")
    if book and names.isdisjoint(_IN):
        yield item("booktitle", field.value, _standing(book, field.value))


def _fields(text: str, span: Span) -> tuple[list[tuple[str, Span]], list[_Field]]:
    """Type and key of an entry with their places, and its fields.

    Raises:
        BrokenEntry: when the entry is not of the form.
    """
    entry = _parsed(text, span)
    kind = _kind(text, span)
    key, at = _place(text, entry.key, kind.end + 1)
    fields = []
    for field in entry.fields:
        name, at = _place(text, field.key, at)
        value, at = _place(text, field.value, text.index("=", at) + 1)
        if field.value:
            fields.append(_Field(fold_space(field.key).lower(), name, value))
    return [("entrytype", kind), ("id", key)], fields


def _parsed(text: str, span: Span) -> Entry:
    """The entry at `span` as bibtexparser reads it; that a field comes twice is no reason to do without it."""
    from bibtexparser.entrypoint import parse_string
    from bibtexparser.exceptions import BlockAbortedException
    from bibtexparser.model import DuplicateFieldKeyBlock, Entry, ParsingFailedBlock

    blocks = parse_string(text[slice(*span)], parse_stack=[]).blocks
    block = blocks[0].ignore_error_block if isinstance(blocks[0], DuplicateFieldKeyBlock) else blocks[0]
    if isinstance(block, Entry):
        return block
    error = block.error if isinstance(block, ParsingFailedBlock) else None
    if isinstance(error, BlockAbortedException) and error.abort_reason.startswith("Expected"):
        reason = error.abort_reason.rstrip(". ")
        offset = span.start + (error.end_index or 1) - 1  # it counts from a line end that it puts before
        raise BrokenEntry(f"{reason[0].lower()}{reason[1:]}", min(offset, span.end - 1))
    raise BrokenEntry("it is never closed", span.start)


class _Context:
    """What entries may need of the rest of a bibliography: macros, and the volumes that `crossref` names."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _blocks(self) -> list[_Block]:
        starts = (match.start() for match in _CONTEXT.finditer(self._text))
        return [block for start in starts for block in islice(_blocks(self._text, start), 1)]

    @cached_property
    def macros(self) -> Mapping[str, str]:
        """The words of each macro by its name in lower case."""
        found: dict[str, str] = {}
        for block in self._blocks:
            if block.kind == "string" and (defined := _DEFINITION.match(self._text, block.inside, block.span.end)):
                with suppress(BrokenValue):
                    value = list(parts(self._text, defined.end(), block.span.end - 1))
                    found[defined["name"].lower()] = content_of(self._text, value, found).text
        return found

    @cached_property
    def volumes(self) -> Mapping[str, Mapping[str, str]]:
        """The fields of each volume by its key in lower case."""
        found: dict[str, Mapping[str, str]] = {}
        for block in self._blocks:
            if block.kind != "string":
                with suppress(BrokenEntry, BrokenValue):
                    head, fields = _fields(self._text, block.span)
                    found.setdefault(self._text[slice(*head[1][1])].lower(), dict(self._shown(fields)))
        return found

    def _shown(self, fields: Iterable[_Field]) -> Iterator[tuple[str, str]]:
        for field in fields:
            if field.name in (*_BOOK, *_WHEN):
                value = list(parts(self._text, *field.value))
                yield field.name, fold_space(content_of(self._text, value, self.macros).text)


def _kind(text: str, span: Span) -> Span:
    """Where the type of an entry stands; bibtexparser gives it in lower case."""
    head = _NEXT.match(text, span.start)
    return Span(*head.span("kind")) if head else Span(span.start, span.start)


def _place(text: str, written: str, at: int) -> tuple[Span, int]:
    """Where `written` stands next, and where it ends."""
    start = text.index(written, at)
    return Span(start, start + len(written)), start + len(written)


def _standing(shown: str, span: Span) -> Content:
    """Words that stand for others as a whole."""
    builder = ContentBuilder()
    builder.replace(shown, span.start, span.end - span.start)
    return builder.build()
