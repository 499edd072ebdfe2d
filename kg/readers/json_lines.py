r"""JSON Lines → blocks: a catalogue of papers with one object a line.

A line that is no object gives nothing; `broken_line` finds it.

>>> blocks, _ = read_json_lines('{"title": "Caf\\u00e9", "year": 2020}\n', 0)
>>> [(item.label, item.children[0].content.text) for item in blocks[0].children]
[('title', 'Café'), ('year', '2020')]
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from kg.model import Block, Metadatum, Span
from kg.readers.json_values import is_titled, items
from kg.readers.lines import iter_lines
from kg.readers.records import record

_LINE_END = re.compile(r"\r\n|\n|\r")
_LOOKED_AT = 20  # lines that decide whether a text is JSON Lines


def is_json_lines(text: str, start: int) -> bool:
    """Whether a text begins with an object, and its first lines are objects, or a third of them objects with a title.

    One line alone may as well be a document in JSON, such as `{"papers": […]}`: it needs a title and no list of papers.
    """
    if not text[start : start + 64].lstrip().startswith("{"):
        return False
    objects = [_object(line) for line in _first_lines(text, start)]
    if len(objects) == 1:
        return is_titled(objects[0]) and not _lists_papers(objects[0])
    titled = sum(map(is_titled, objects))
    return None not in objects or (titled > 0 and titled * 3 >= len(objects))


def _lists_papers(value: dict[str, object] | None) -> bool:
    lists = [inner for inner in (value or {}).values() if isinstance(inner, list)]
    return any(is_titled(element) for inner in lists for element in inner[:1])


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
    for line in iter_lines(text, start):
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


def find_lines(text: str, start: int) -> Iterator[Span]:
    """The lines that look like objects, without white space around them."""
    for line in iter_lines(text, start):
        words = text[line.start : line.end].strip(" \t")
        if words.startswith("{"):
            begin = text.index("{", line.start)
            yield Span(begin, begin + len(words))


def read_lines(text: str, spans: Iterable[Span]) -> Iterator[Block]:
    """The records at `spans`; a line that is no object gives none."""
    for span in spans:
        if _object(text[span.start : span.end]) is not None and (found := record(span, items(text, *span))):
            yield found


def read_json_lines(text: str, start: int) -> tuple[tuple[Block, ...], tuple[Metadatum, ...]]:
    """The records of a text; there is no metadata."""
    return tuple(read_lines(text, find_lines(text, start))), ()
