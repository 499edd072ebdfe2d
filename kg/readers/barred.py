"""Tables of plain text whose cells stand between bars, as pages are copied: "| Title | Author(s) |".

A cell may go on over lines; only white space with a line's end in it stands between the last bar of a row and the
first one of the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.model import Span
from kg.readers.lines import iter_lines, stripped

_FEWEST_ROWS = 3
_FURTHEST = 8  # lines, between one with a bar and the next of the same table
_LONGEST_CELL = 3000  # characters
_RULE = re.compile(r"[:\s-]*")  # what a row of rules is made of, and an empty one


class Barred(NamedTuple):
    """A table: where it stands, and its rows, each the ranges of its cells."""

    start: int
    end: int
    rows: tuple[tuple[Span, ...], ...]


def barred(text: str, start: int) -> Iterator[Barred]:
    """The tables between bars that `text` holds from `start` on, in order."""
    if text.find("|", start) < 0:
        return
    begin: int | None = None  # where the first bar of a table stands
    last = since = 0  # behind the last bar that ends a line; lines since one with a bar
    for line in iter_lines(text, start):
        words = text[line.start : line.end].strip()
        if begin is None and words.startswith("|") and words != "|":
            begin, last, since = text.index("|", line.start), 0, 0
        if begin is None:
            continue
        since = 0 if "|" in words else since + 1
        if words.endswith("|"):
            last = line.start + text[line.start : line.end].rindex("|") + 1
        if since > _FURTHEST or _is_over(text, last, line):
            yield from _table(text, begin, last)
            begin = None
    if begin is not None:
        yield from _table(text, begin, last)


def _is_over(text: str, last: int, line: Span) -> bool:
    """Whether a blank line stands between the last bar that ends a line and a line that has none."""
    words = text[line.start : line.end].strip()
    if not last or not words or "|" in words:
        return False
    between = text[last : line.start]
    return not between.strip() and between.count("\n") > 1


def _table(text: str, begin: int, end: int) -> Iterator[Barred]:
    """The table of a range; none where too few rows are whole or a cell is longer than any."""
    rows: list[tuple[Span, ...]] = []
    cells: list[Span] = []
    at = begin + 1
    while at < end:
        bar = text.find("|", at, end)
        words = text[at:bar]
        if not words.strip() and "\n" in words:  # between two rows
            rows.append(tuple(cells))
            cells = []
        else:
            cells.append(stripped(text, Span(at, bar)))
        at = bar + 1
    rows.append(tuple(cells))
    rows = [row for row in rows if not all(_RULE.fullmatch(text, *cell) for cell in row)]
    longest = max((cell.end - cell.start for row in rows for cell in row), default=0)
    if len(rows) >= _FEWEST_ROWS and longest <= _LONGEST_CELL:
        yield Barred(begin, end, tuple(rows))
