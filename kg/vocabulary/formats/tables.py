"""Tables as text: rows of cells between commas, semicolons or tabs."""

from __future__ import annotations

import csv
from collections.abc import Iterator

_DELIMITERS = ",;\t"


def header(beginning: str) -> tuple[str, ...]:
    r"""The cells of the first line, in lower case.

    >>> header("Topic_ID;Name\nT1;Vision")
    ('topic_id', 'name')
    """
    line = beginning.lstrip().split("\n", 1)[0]
    cells = next(csv.reader([line], delimiter=delimiter(line)), [])
    return tuple(cell.strip().lower() for cell in cells)


def delimiter(line: str) -> str:
    """What stands between the cells of a line: of comma, semicolon and tab the most frequent."""
    return max(_DELIMITERS, key=line.count)


def rows(data: bytes) -> Iterator[list[str]]:
    """The rows of a table, cells without white space around them; empty lines are left out.

    Raises:
        ValueError: when the data are not text in UTF-8, or not a table.
    """
    text = data.decode("utf-8-sig").lstrip()
    try:
        for cells in csv.reader(text.splitlines(keepends=True), delimiter=delimiter(text.split("\n", 1)[0])):
            if any(stripped := [cell.strip() for cell in cells]):
                yield stripped
    except csv.Error as error:
        raise ValueError(str(error)) from error


def records(data: bytes) -> Iterator[dict[str, str]]:
    """The rows of a table with a header, by column in lower case.

    Raises:
        ValueError: when the data are not text in UTF-8, or not a table.
    """
    found = rows(data)
    columns = [cell.lower() for cell in next(found, [])]
    for cells in found:
        yield dict(zip(columns, cells, strict=False))
