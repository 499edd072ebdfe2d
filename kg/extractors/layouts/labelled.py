"""Labelled records: "Title: …", "Authors: …", "Venue: …", each field on a line of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extractors.entry import Entry
from kg.extractors.labels import Labelled, read_label
from kg.extractors.notes import Notes, take_line
from kg.extractors.outline import Outline
from kg.extractors.phrase import Phrase
from kg.extractors.titles import Judgement, score
from kg.model import Span

_NUMBER = re.compile(r"\W{0,3}(?:\[?\d{1,4}[\]).]?\s+)?arXiv:\s?\d{4}\.\d{4,5}(?:v\d+)?\s*(?:[\[(].*)?$", re.I)
"""A line such as listings of preprints have above a title: "[1] arXiv:2312.00752 [pdf, other]"."""


def find(outline: Outline) -> Iterator[Entry]:
    """Yield an entry for each labelled title and the labelled lines that follow it."""
    for section in outline.sections:
        record: list[Phrase] = []
        title: Labelled | None = None
        number: Phrase | None = None  # the line before, where it is nothing but an identifier
        numbered: bool | None = None  # whether such a line stands above the first title, and so above each
        for line in section.lines:
            labelled = read_label(line)
            if labelled and labelled.field == "title" and labelled.value.text:
                numbered = number is not None if numbered is None else numbered
                record = [each for each in record if not (numbered and each is number)]
                yield from _entry(title, record, outline)
                title, record = labelled, [number] if numbered and number else []
            elif title and labelled:
                record.append(line)
            else:
                yield from _entry(title, record, outline)
                title, record = None, []
            number = line if _NUMBER.match(line.raw) else None
        yield from _entry(title, record, outline)


def _entry(title: Labelled | None, record: list[Phrase], outline: Outline) -> Iterator[Entry]:
    words = title.value.strip('"“”‘’. ') if title else None
    if not words or not words.raw or not record:
        return
    notes = Notes()
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
