r"""JSON → blocks: a catalogue that is one array of objects, CSL-JSON among them, or an object around such arrays.

The records are the objects of the arrays whose first object has a title, wherever objects lead to them
(`{"message": {"items": […]}}`); when there is none and the document itself has a title, it is the record; else all
arrays of objects hold records, for the user may know which of their fields is the title.

>>> text = '{"total": 2, "papers": [{"title": "Deep Sets"}, {"title": "Mask R-CNN"}]}'
>>> [text[span.start : span.end] for span in find_objects(text, 0)]
['{"title": "Deep Sets"}', '{"title": "Mask R-CNN"}']
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from kg.model import Block, Metadatum, Span
from kg.readers.json_values import is_titled, items
from kg.readers.records import record

_BEGINNING = re.compile(r'\s*(?:\{\s*"|\[\s*\{\s*")')
_SPACE = re.compile(r"[ \t\n\r]*")
_BETWEEN = re.compile(r"[ \t\n\r]*(?:,[ \t\n\r]*)?")
_LOOKED_AT = 20  # objects that decide whether an array holds papers
_DEEPEST = 5  # objects around an array
_DECODER = json.JSONDecoder()


class _Array(NamedTuple):
    """An array that begins with an object."""

    start: int
    titled: bool  # one of its first objects has a title


def is_json(text: str, start: int) -> bool:
    """Whether a text is JSON with an object in it; what goes wrong behind the first record, `broken_json` finds."""
    if not _BEGINNING.match(text, start):
        return False
    return any(array.titled for array in _arrays(text, start)) or broken_json(text, start) is None


def broken_json(text: str, start: int) -> tuple[int, str] | None:
    r"""Where a text is no JSON, and why; None when it is.

    >>> broken_json('[{"title": "Deep Sets"},\n {"title": }]', 0)
    (36, 'this is no JSON: Expecting value')
    """
    begin = _skipped(text, start)
    try:
        _, end = _DECODER.raw_decode(text, begin)
    except RecursionError:
        return begin, "this JSON holds lists within lists without end"
    except json.JSONDecodeError as error:
        return error.pos, f"this is no JSON: {error.msg}"
    end = _skipped(text, end)
    return (end, "this is no JSON: there is more behind its end") if end < len(text) else None


def find_objects(text: str, start: int) -> Iterator[Span]:
    """The places of the records, in order, up to where the text is no JSON any more."""
    begin = _skipped(text, start)
    arrays = list(_arrays(text, begin))
    titled = [array.start for array in arrays if array.titled]
    if not titled and is_titled(_decoded(text, begin)):
        yield Span(begin, _end(text, begin) or begin)
        return
    for array in titled or [array.start for array in arrays]:
        yield from (span for span in _elements(text, array) if text[span.start] == "{")


def read_objects(text: str, spans: Iterable[Span]) -> Iterator[Block]:
    """The records at `spans`."""
    for span in spans:
        if found := record(span, items(text, *span)):
            yield found


def read_json(text: str, start: int) -> tuple[tuple[Block, ...], tuple[Metadatum, ...]]:
    """The records of a text; there is no metadata."""
    return tuple(read_objects(text, find_objects(text, start))), ()


def _arrays(text: str, start: int, depth: int = 0) -> Iterator[_Array]:
    """The arrays that begin with an object, in the value at `start` and in the objects inside it."""
    begin = _skipped(text, start)
    if text.startswith("[", begin):
        first = [_decoded(text, span.start) for span in islice(_elements(text, begin), _LOOKED_AT)]
        if first and isinstance(first[0], dict):
            yield _Array(begin, any(map(is_titled, first)))
    elif text.startswith("{", begin) and depth < _DEEPEST:
        for at in _members(text, begin):
            yield from _arrays(text, at, depth + 1)


def _members(text: str, start: int) -> Iterator[int]:
    """Where the values of the object at `start` begin, as far as it is JSON."""
    at = _skipped(text, start + 1)
    while text.startswith('"', at):
        name_end = _end(text, at)
        at = _skipped(text, name_end or at)
        if not name_end or not text.startswith(":", at):
            return
        at = _skipped(text, at + 1)
        yield at
        if (end := _end(text, at)) is None:
            return
        at = _matched_end(_BETWEEN, text, end)


def _elements(text: str, start: int) -> Iterator[Span]:
    """The values of the array at `start`, as far as it is JSON."""
    at = _skipped(text, start + 1)
    while at < len(text) and text[at] != "]" and (end := _end(text, at)) is not None:
        yield Span(at, end)
        at = _matched_end(_BETWEEN, text, end)


def _end(text: str, start: int) -> int | None:
    """Where the value at `start` ends; None when there is none."""
    try:
        return _DECODER.raw_decode(text, start)[1]
    except (ValueError, RecursionError):
        return None


def _decoded(text: str, start: int) -> object:
    try:
        return _DECODER.raw_decode(text, start)[0]
    except (ValueError, RecursionError):
        return None


def _skipped(text: str, start: int) -> int:
    """Where what follows white space begins."""
    return _matched_end(_SPACE, text, start)


def _matched_end(pattern: re.Pattern[str], text: str, start: int) -> int:
    match = pattern.match(text, start)
    return match.end() if match else start
