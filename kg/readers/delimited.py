r"""Values parted by tabs, commas or semicolons → a table: a row for each record, a cell for each value.

>>> blocks, _ = read_delimited('Title;Authors;Year\n"Deep Sets";"Zaheer, M.; Kottur, S.";2017\nMask R-CNN;;\n', 0)
>>> [cell.content.text for cell in blocks[0].children[1].children]
['Deep Sets', 'Zaheer, M.; Kottur, S.', '2017']
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from kg.model import Block, BlockKind, Content, Metadatum, Span
from kg.readers.addresses import with_addresses
from kg.readers.content import ContentBuilder

_SIGNS = "\t,;"
_LOOKED_AT = 100  # records that decide whether a text is a table
_FEWEST_RECORDS, _FEWEST_VALUES = 3, 3  # below a line that names columns, two values
_COLUMN = re.compile(r"[^\W\d_][\w ()/#.&'-]{0,30}")
_BLANK = re.compile(r"[ \t]*(?:\r\n|\n|\r|$)")


def is_delimited(text: str, start: int) -> bool:
    """Whether the records of a text have equally many values; those parted by commas need a line that names them."""
    return _sign(text, start) is not None


def read_delimited(text: str, start: int) -> tuple[tuple[Block, ...], tuple[Metadatum, ...]]:
    """The table that a text is; there is no metadata."""
    sign = _sign(text, start) or _SIGNS[0]
    header = sign != "\t"
    rows = [_row(text, values, header=header and not at) for at, values in enumerate(_records(text, start, sign))]
    if not rows:
        return (), ()
    span = Span(rows[0].span.start, rows[-1].span.end)
    return (Block(BlockKind.TABLE, span, children=tuple(rows)),), ()


def _sign(text: str, start: int) -> str | None:
    """What parts the values of a text; None when it is no table."""
    first = text[start : start + 2000].lstrip().partition("\n")[0]
    for sign in _SIGNS:
        if sign in first and _is_table(list(islice(_records(text, start, sign), _LOOKED_AT)), text, sign):
            return sign
    return None


def _is_table(records: Sequence[Sequence[Span]], text: str, sign: str) -> bool:
    if len(records) < 2 or len({len(values) for values in records}) > 1:
        return False
    names = [_content(text, value).text.strip() for value in records[0]]
    named = all(map(_COLUMN.fullmatch, names)) and len(set(names)) == len(names)
    if sign == "\t":
        return len(names) >= _FEWEST_VALUES or (named and len(names) > 1 and len(records) >= _FEWEST_RECORDS)
    return named and len(names) >= _FEWEST_VALUES and len(records) >= _FEWEST_RECORDS


def _records(text: str, start: int, sign: str) -> Iterator[list[Span]]:
    """The values of each record, quotation marks included; what is quoted may hold signs and line ends."""
    value = re.compile(rf'[ ]*(?:"(?:[^"]|"")*+"[ ]*(?=[{sign}\r\n]|$)|[^{sign}\r\n]*)')
    at, values = start, list[Span]()
    while at < len(text):
        if not values and (blank := _BLANK.match(text, at)) and blank.end() > at and sign not in blank.group():
            at = blank.end()
            continue
        found = value.match(text, at)
        end = found.end() if found else at
        values.append(Span(at, end))
        if text[end : end + 1] == sign:
            at = end + 1
            if at == len(text):
                values.append(Span(at, at))
            continue
        yield values
        values, at = [], end + (2 if text.startswith("\r\n", end) else 1)
    if values:
        yield values


def _row(text: str, values: Sequence[Span], *, header: bool) -> Block:
    cells = [
        Block(BlockKind.CELL, value, content=with_addresses(_content(text, value)), header=header) for value in values
    ]
    return Block(BlockKind.ROW, Span(values[0].start, values[-1].end), children=tuple(cells), header=header)


def _content(text: str, value: Span) -> Content:
    """The words of a value, without the marks that quote it; a doubled mark is one."""
    builder = ContentBuilder()
    start, end = value
    while start < end and text[start] == " ":
        start += 1
    while start < end and text[end - 1] == " ":
        end -= 1
    if end - start < 2 or text[start] != '"' or text[end - 1] != '"':
        builder.verbatim(text[start:end], start)
        return builder.build()
    at, end = start + 1, end - 1
    while (mark := text.find('""', at, end)) >= 0:
        builder.verbatim(text[at:mark], at)
        builder.replace('"', mark, 2)
        at = mark + 2
    builder.verbatim(text[at:end], at)
    return builder.build()
