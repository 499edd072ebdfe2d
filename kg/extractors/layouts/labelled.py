"""Labelled records: "Title: …", "Authors: …", "Venue: …", each field on a line of its own."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import takewhile

from kg.extractors.entry import Entry
from kg.extractors.labels import PROPERTY, Labelled, is_link_line, is_set_apart, read_label
from kg.extractors.notes import Notes, described_by, take_labelled, take_line
from kg.extractors.outline import Outline, Section, leaves
from kg.extractors.phrase import Phrase
from kg.extractors.titles import Judgement, score
from kg.model import Block, BlockKind, Span

_WRAPPED = 50  # characters of a line that may go on in the next one
_NUMBER = re.compile(r"\W{0,3}(?:\[?\d{1,4}[\]).]?\s+)?arXiv:\s?\d{4}\.\d{4,5}(?:v\d+)?\s*(?:[\[(].*)?$", re.I)
"""A line such as listings of preprints have above a title: "[1] arXiv:2312.00752 [pdf, other]"."""

_TEMPLATE = re.compile(r"\s*template::")
"""A property that says that what stands above is a form to be filled in, and no record."""


def find(outline: Outline) -> Iterator[Entry]:
    """Yield an entry for each labelled title, with the labelled lines around it and the notes of its list item."""
    for section in outline.sections:
        records = list(_records(section, outline))
        owned = _items(section, [record.title_span.start for record in records]) if records else {}
        for number, record in enumerate(records):
            yield _with_notes(record, owned[number], outline) if number in owned else record


def _items(section: Section, starts: Sequence[int]) -> dict[int, Block]:
    """The outermost list items that hold one record each, by the number of that; `starts` says where titles begin."""
    owned: dict[int, Block] = {}
    for block in (inner for top in section.blocks for inner in top.walk() if inner.kind is BlockKind.ITEM):
        first, behind = (bisect_left(starts, at) for at in block.span)
        if behind - first == 1:
            owned.setdefault(first, block)
    return owned


def _with_notes(record: Entry, item: Block, outline: Outline) -> Entry:
    """A record, described by what else stands in its item."""
    others = [leaf for leaf in leaves(item) if leaf.kind is BlockKind.PARAGRAPH and not leaf.span.overlaps(record.span)]
    return described_by(others, record, item.span.end, outline.scan) if others else record


def _records(section: Section, outline: Outline) -> Iterator[Entry]:
    """An entry for each labelled title and the labelled lines around it."""
    record: list[Phrase] = []
    title: Labelled | None = None
    before: list[Phrase] = []  # labelled lines whose title is still to come
    begins = ""  # the label of the first line of each record, where that is not its title
    number: Phrase | None = None  # the line before, where it is nothing but an identifier
    numbered: bool | None = None  # whether such a line stands above the first title, and so above each
    for line in _unwrapped(section.lines):
        labelled = read_label(line)
        if labelled and labelled.field == "title" and labelled.value.text and not is_link_line(line):
            numbered = number is not None if numbered is None else numbered
            record = [each for each in record if not (numbered and each is number)]
            yield from _entry(title, record, outline)
            begins = begins or _label(before)
            title, record, before = labelled, [*before, *([number] if numbered and number else [])], []
        elif labelled and (title is None or labelled.label == begins):
            yield from _entry(title, record, outline)
            title, record = None, []
            before.append(line)
        elif labelled or (title and (is_set_apart(line) or any(map(is_set_apart, record)))):
            record.append(line)
        elif _TEMPLATE.match(line.raw):
            title, record, before = None, [], []
        elif not PROPERTY.match(line.raw):  # "collapsed:: true" is of the notes, not of the paper
            yield from _entry(title, record, outline)
            title, record, before = None, [], []
        number = line if _NUMBER.match(line.raw) else None
    yield from _entry(title, record, outline)


def _unwrapped(written: Sequence[Phrase]) -> Iterator[Phrase]:
    r"""The lines of a section, each field of several as one: "Authors: Jane Doe, …, and Simon Peyton\nJones".

    A long line goes on in the next one of its paragraph when that has no label and a labelled one stands behind it.
    """
    fields = [labelled.field if (labelled := read_label(line)) else "" for line in written]
    if not any(fields):
        yield from written
        return
    held: Phrase | None = None
    for number, line in enumerate(written):
        within = held is not None and held.content is line.content
        if held and within and not fields[number] and _is_wrapped(held) and _has_field_behind(written, fields, number):
            held = Phrase(line.content, held.start, line.end)
            continue
        if held:
            yield held
        held = line
    if held:
        yield held


def _is_wrapped(line: Phrase) -> bool:
    """Whether the last line of a phrase is long, or a labelled one."""
    return len(line.raw.rpartition("\n")[2]) >= _WRAPPED or read_label(line) is not None


def _has_field_behind(written: Sequence[Phrase], fields: Sequence[str], number: int) -> bool:
    """Whether another labelled line stands behind a line in its paragraph, or right below that."""
    behind = range(number + 1, len(written))
    same = list(takewhile(lambda at: written[at].content is written[number].content, behind))
    below = number + len(same) + 1
    return any(fields[at] for at in same) or (below < len(written) and bool(fields[below]))


def _label(lines: Sequence[Phrase]) -> str:
    """The label of the first of some labelled lines."""
    labelled = read_label(lines[0]) if lines else None
    return labelled.label if labelled else ""


def _entry(title: Labelled | None, record: list[Phrase], outline: Outline) -> Iterator[Entry]:
    words = title.value.strip('"“”‘’. ') if title else None
    if title is None or not words or not words.raw or not record:
        return
    notes = Notes()
    if title.value.content.links:
        take_labelled(title._replace(field="paper"), notes, outline.scan)
    for line in record:
        if not take_line(line, notes, outline.scan, ""):
            notes.descriptions.append(line.span)
    reasons = [
        Judgement("a labelled title", 1.0),
        Judgement("words of the title", max(-3.0, min(1.0, 0.4 * score(words.text)))),
    ]
    first = min(words.span.start, *(line.span.start for line in record))
    last = max(line.span.end for line in record)
    yield Entry(
        title=words,
        span=Span(first, last),
        core=Span(first, last),
        extractor="labelled",
        group="labelled",
        evidence=(*reasons, *notes.evidence),
        fields=notes.fields(),
    )
