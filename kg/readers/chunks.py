"""The lines of a plain text that stand together: what blank lines part, and where hardly any does, their forms do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.model import Span
from kg.readers.aligned import aligned
from kg.readers.lines import iter_lines, line_start, stripped

EQUALS = re.compile(r"(?P<signs>={1,6})[ \t]*(?P<words>[^=\s][^\n]*?)[ \t]*=*$")  # "== Papers", "=== 2015 ==="
_INVISIBLE = " \t\f\v\xa0\u2002\u2003\u2009\u200b\u3000\ufeff"
MARKER = re.compile(r"([-*+•‣▪◦·●○■☐☑☒–—]|\[[ xX✓]\]|\(?\d{1,3}[.)]|\[\d{1,3}\])(?=(?:[ \t\xa0]+|\s*\n\s*)\S)")
_LONE_MARKER = re.compile(r"[*•‣▪◦·●○■]|\d{1,3}[.)]|\[\d{1,3}\]")
"""A bullet or number alone in its line, as pages are copied that set it apart from its words."""
_INNER_BULLET = re.compile(r"(?<=[.!?…])(?<!\bal\.)(?<!\b[A-Z]\.)[)”\"’\]]?\s?(?P<sign>-)[ \t]+(?=[A-Z“\"*\[])")
_LAST_BULLET = re.compile(r"[.!?…)”\"’\]] -$")
_LABELLED = re.compile(r"[A-Z][a-z]{2,14}(?: [A-Za-z][a-z]{1,14})?: ")  # "Authors: …", below a title
_SHARE_OF_LABELLED = 0.15  # of lines that are records of fields, whatever stands between them
_FEWEST_LINES, _SHARE_OF_BLANK, _SHARE_OF_LONG = 8, 0.1, 0.1  # of a text whose lines are paragraphs
_MANY_LINES = 20  # between blank ones, that are hardly all one thing
_SHORTEST_BROKEN = 50  # characters of a line that goes on in the next
_LONGEST_LINE = 120  # characters; what is longer is a paragraph

Chunk = list[Span]  # lines without blank ones between, each without the white space around it


def chunks_of(text: str, start: int, until: int) -> list[Chunk]:
    """The runs of lines of `text[start:until]` that no blank one parts; where hardly any does, those that go together.

    A line of (non-breaking) spaces is blank. A bullet alone in its line is of the next one.
    """
    chunks: list[Chunk] = []
    following = False
    for begin, end in iter_lines(text, start, until):
        line = text[begin:end]
        kept = line.strip().strip(_INVISIBLE)
        if not kept:
            following = False
            continue
        at = begin + line.index(kept)
        heads = EQUALS.match(kept) is not None
        if not following or heads:
            chunks.append([])
        chunk = chunks[-1]
        marker = chunk.pop() if chunk and _LONE_MARKER.fullmatch(text, *chunk[-1]) else None
        chunk.append(Span(marker.start if marker else at, at + len(kept)))
        following = not heads
    if _are_paragraphs(chunks):
        chunks = [part for chunk in chunks for part in _in_paragraphs(chunk, text)]
    return [_parted(part, text) for chunk in chunks for part in _behind_list(chunk, text)]


def _behind_list(chunk: Chunk, text: str) -> Iterator[Chunk]:
    """A chunk; where many lines follow a list that is over behind a short item, these by themselves."""
    if len(chunk) < _MANY_LINES:
        yield chunk
        return
    marked: Span | None = None
    start = 0
    for at, line in enumerate(chunk):
        if MARKER.match(text, *line):
            marked = line
        elif marked and at > start and _ends_list(marked, chunk[at - 1], line, text):
            yield chunk[start:at]
            start, marked = at, None
    yield chunk[start:]


def _ends_list(marked: Span, before: Span, line: Span, text: str) -> bool:
    """Whether a line without a marker is none of the item before: that was not broken, and is not set in."""
    short = before.end - before.start < _SHORTEST_BROKEN
    return short and not text[line.start].islower() and indent(text, line) <= indent(text, marked)


def _are_paragraphs(chunks: Sequence[Chunk]) -> bool:
    """Whether each line is a paragraph of its own: hardly a blank one parts them, and some are longer than a line."""
    lines = sum(map(len, chunks))
    long = sum(line.end - line.start > _LONGEST_LINE for chunk in chunks for line in chunk)
    return lines >= _FEWEST_LINES and len(chunks) <= _SHARE_OF_BLANK * lines and long >= _SHARE_OF_LONG * lines


def _in_paragraphs(chunk: Chunk, text: str) -> Iterator[Chunk]:
    """The lines of a chunk by themselves, but for tables, labelled lines, and what is set in below others."""
    labelled = sum(_LABELLED.match(text, *line) is not None for line in chunk)
    if labelled >= _SHARE_OF_LABELLED * len(chunk) or aligned(chunk, text):
        yield chunk
        return
    indents = [indent(text, line) for line in chunk]
    left = min(indents)
    tabbed = [text.find("\t", *line) >= 0 for line in chunk]
    together = chunk[:1]
    for at, line in enumerate(chunk[1:], start=1):
        if tabbed[at] != tabbed[at - 1] or not (tabbed[at] or indents[at] > left):
            yield together
            together = []
        together.append(line)
    yield together


def _parted(chunk: Chunk, text: str) -> Chunk:
    """The lines of a chunk, those parted that hold the next item of a list behind the full stop of the one before.

    Where a page is copied that sets its items apart by its looks alone, "- One. - Another." is all that is left of two.
    A bullet at the end of a line is of the next one.
    """
    if not any(text.startswith("-", line.start) for line in chunk):
        return chunk
    found: Chunk = []
    bullet: int | None = None
    for line in chunk:
        start = line.start if bullet is None else bullet
        signs = [match.start("sign") for match in _INNER_BULLET.finditer(text, line.start, line.end)]
        lone = line.end - line.start == 1 and text[line.start] == "-"
        last = lone or _LAST_BULLET.search(text, line.start, line.end) is not None
        bullet = line.end - 1 if last else None
        edges = [start, *signs, line.end - last]
        parts = (stripped(text, Span(begin, end)) for begin, end in pairwise(edges))
        found += [part for part in parts if part.start < part.end]
    return found if bullet is None else [*found, Span(bullet, bullet + 1)]


def indent(text: str, line: Span) -> int:
    """How far from the beginning of its line the words begin; that of the first, where others stand before them."""
    before = text[line_start(text, line.start) : line.start]
    return len(before) - len(before.lstrip()) if before.strip() else len(before)
