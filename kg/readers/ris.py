r"""RIS → blocks: each reference a list, each tag ("TI  - …") an item labelled with the tag in lower case.

A line without a tag continues the value before it. "Last, First, Suffix" gives an item for each part of the name.

>>> blocks, _ = read_ris("TY  - JOUR\nTI  - Deep\n  learning\nAU  - LeCun, Yann\nPY  - 2015\nER  - \n", 0)
>>> [(item.label, item.children[0].content.text) for item in blocks[0].children]
[('ty', 'JOUR'), ('ti', 'Deep learning'), ('au.family', 'LeCun'), ('au.given', 'Yann'), ('py', '2015')]
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from kg.model import Block, Content, Metadatum, Span
from kg.readers.content import ContentBuilder
from kg.readers.lines import iter_lines, stripped
from kg.readers.records import item, record

_TAG = re.compile(r"(?P<tag>[A-Z][A-Z0-9]) {1,2}-(?: +|(?=[\r\n]|\Z))")
_START = re.compile(r"^TY {1,2}- *[A-Z]", re.M)
_NAMES = ("au", "a1", "a2", "a3", "a4", "ed")
_PARTS = ("family", "given", "suffix")
_LOOKED_AT = 50  # lines that decide whether a text is RIS


def is_ris(text: str, start: int) -> bool:
    """Whether a reference begins among the first lines, and more of them than not have tags."""
    lines = [line for line in islice(iter_lines(text, start), _LOOKED_AT) if text[slice(*line)].strip()]
    tagged = sum(_TAG.match(text, line.start) is not None for line in lines)
    return tagged * 2 > len(lines) and any(_START.match(text, line.start) for line in lines)


def find_references(text: str, start: int) -> Iterator[Span]:
    """The places of the references, each from its type ("TY") to its end ("ER") or to the type of the next."""
    begin: int | None = None
    last = start
    for line in iter_lines(text, start):
        tag = _TAG.match(text, line.start, line.end)
        if tag and tag["tag"] == "TY":
            if begin is not None:
                yield Span(begin, last)
            begin = line.start
        elif tag and tag["tag"] == "ER" and begin is not None:
            yield Span(begin, line.end)
            begin = None
        if line.start < line.end:
            last = line.end
    if begin is not None:
        yield Span(begin, last)


def read_references(text: str, spans: Iterable[Span]) -> Iterator[Block]:
    """The records at `spans`."""
    for span in spans:
        if found := record(span, _items(text, span)):
            yield found


def read_ris(text: str, start: int) -> tuple[tuple[Block, ...], tuple[Metadatum, ...]]:
    """The references of a text; there is no metadata."""
    return tuple(read_references(text, find_references(text, start))), ()


def _items(text: str, reference: Span) -> Iterator[Block]:
    """The items of a reference; names are numbered tag by tag."""
    numbers: Counter[str] = Counter()
    for tag, lines in _values(text, reference):
        numbers[tag] += 1
        if tag in _NAMES and len(lines) == 1 and "," in text[slice(*lines[0])]:
            yield from _name(tag, text, lines[0], str(numbers[tag]))
        elif (content := _content(text, lines)).text:
            yield item(tag, Span(lines[0].start, lines[-1].end), content, str(numbers[tag]) if tag in _NAMES else "")


def _values(text: str, reference: Span) -> Iterator[tuple[str, list[Span]]]:
    """Each tag in lower case with the lines of its value, without white space around them."""
    tag, lines = "", list[Span]()
    for line in iter_lines(text, *reference):
        if found := _TAG.match(text, line.start, line.end):
            if lines:
                yield tag, lines
            tag, lines = found["tag"].lower(), []
            line = Span(found.end(), line.end)
        if (kept := stripped(text, line)).start < kept.end:
            lines.append(kept)
    if lines and tag != "er":
        yield tag, lines


def _name(tag: str, text: str, name: Span, number: str) -> Iterator[Block]:
    """The parts of a name that commas separate."""
    at = name.start
    for kind, written in zip(_PARTS, text[slice(*name)].split(",", len(_PARTS) - 1), strict=False):
        part = stripped(text, Span(at, at + len(written)))
        at += len(written) + 1
        if part.start < part.end:
            yield item(f"{tag}.{kind}", part, _content(text, [part]), number)


def _content(text: str, lines: list[Span]) -> Content:
    """The words of a value, a space for each line end."""
    builder = ContentBuilder()
    for before, line in zip([None, *lines], lines, strict=False):
        if before:
            builder.replace(" ", before.end, line.start - before.end)
        builder.verbatim(text[slice(*line)], line.start)
    return builder.build()
