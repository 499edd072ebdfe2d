"""Tables of plain text whose cells stand below each other, parted by spaces, as programs print pages.

A rule of dashes or equals signs may say how far each column goes; without one, columns are told by what is blank in
every row. A row is one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.model import Span
from kg.readers.lines import line_start, stripped

_RULES = re.compile(r"\s*(?:-{2,}|={2,})(?: +(?:-{2,}|={2,}))+")  # of several columns
_RULE = re.compile(r"[-=\s]+")
_APART = re.compile(r"\S {2,}\S")
_FEWEST_ROWS = 3
_MANY_ROWS = 6
_SHARE_APART = 0.5  # of the rows, in which more than a space parts two columns
_FEWEST_LOWER, _SHARE_OF_LOWER = 2, 0.25  # cells of a column that go on the one above
_SHARE_FILLED = 0.6  # of the rows, that hold words on both sides of a gap


def aligned(lines: Sequence[Span], text: str) -> list[list[Span]] | None:
    """The cells of the rows that some lines of `text` are, empty ones too; None where they are no table.

    Args:
        lines: that follow each other, each without the white space around it.
        text: the document's.
    """
    if len(lines) < _FEWEST_ROWS:
        return None
    apart = sum(_APART.search(text, *line) is not None for line in lines)
    if apart < _SHARE_APART * (len(lines) - 1):
        return None
    begins = [line_start(text, line.start) for line in lines]
    raws = [text[begin : line.end] for begin, line in zip(begins, lines, strict=True)]
    rule = next((raw for raw in raws if _RULES.fullmatch(raw)), None)
    kept = [(begin, raw) for begin, raw in zip(begins, raws, strict=True) if not _RULE.fullmatch(raw)]
    if any("\t" in raw for _, raw in kept) or len(kept) < _FEWEST_ROWS - (rule is not None):
        return None
    rows = [raw for _, raw in kept]
    columns = list(_ruled(rule, rows)) if rule else list(_blank_in_all(rows))
    if not columns or _go_on(rows, columns):
        return None
    return [list(_cells(text, begin, len(raw), columns)) for begin, raw in kept]


def _go_on(rows: Sequence[str], columns: Sequence[int]) -> bool:
    """Whether cells go on in the next line: many of the widest column begin in lower case."""
    edges = list(pairwise([0, *columns, max(len(row) for row in rows)]))
    start, end = max(edges, key=lambda edge: sum(len(row[slice(*edge)].strip()) for row in rows))
    cells = [cell for row in rows if (cell := row[start:end].strip())]
    lower = sum(cell[0].islower() and cell.split()[0].isalpha() for cell in cells)
    return lower >= max(_FEWEST_LOWER, _SHARE_OF_LOWER * len(cells))


def _ruled(rule: str, rows: Sequence[str]) -> Iterator[int]:
    """Where the columns behind the first begin, by a rule; none where words of a row go across."""
    starts = [group.start() for group in re.finditer(r"[-=]+", rule)][1:]
    if all(row[start - 1 : start].strip() == "" for row in rows for start in starts):
        yield from starts


def _blank_in_all(rows: Sequence[str]) -> Iterator[int]:
    """Where the columns behind the first begin: behind what is blank in each row, and wide in most.

    Beside such a column, among many rows, a single space parts others, too: it is not blank in each of them by chance.
    """
    indent = min(len(row) - len(row.lstrip()) for row in rows)
    longest = max(map(len, rows))
    blank = [all(row[at : at + 1] in ("", " ") for row in rows) for at in range(longest)]
    gaps = [at + 1 for at, (now, after) in enumerate(pairwise(blank)) if at >= indent and now and not after]
    wide = {gap for gap in gaps if _parts(gap, rows)}
    edges = gaps if wide and len(rows) >= _MANY_ROWS else sorted(wide)
    for start, end in pairwise([*edges, longest]):
        if sum(bool(row[start:end].strip()) for row in rows) >= _SHARE_FILLED * len(rows):
            yield start


def _parts(gap: int, rows: Sequence[str]) -> bool:
    """Whether in most rows that hold words on both sides of a gap more than a space parts them."""
    both = [row for row in rows if row[:gap].strip() and row[gap:].strip()]
    wide = sum(row[gap - 2 : gap] == "  " or row[gap : gap + 1] == " " for row in both)
    return len(both) >= _SHARE_FILLED * len(rows) and wide >= _SHARE_APART * len(both)


def _cells(text: str, begin: int, length: int, columns: Sequence[int]) -> Iterator[Span]:
    for start, end in pairwise([0, *columns, max(length, columns[-1])]):
        yield stripped(text, Span(begin + min(start, length), begin + min(end, length)))
