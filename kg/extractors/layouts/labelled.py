"""Labelled records: "Title: …", "Authors: …", "Venue: …", each field on a line of its own."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extractors.entry import Entry
from kg.extractors.labels import Labelled, lines, read_label
from kg.extractors.notes import Notes, take_line
from kg.extractors.outline import Outline, leaves
from kg.extractors.phrase import Phrase
from kg.extractors.titles import Judgement, score
from kg.model import Span


def find(outline: Outline) -> Iterator[Entry]:
    """Yield an entry for each labelled title and the labelled lines that follow it."""
    for section in outline.sections:
        record: list[Phrase] = []
        title: Labelled | None = None
        for line in (line for block in section.blocks for leaf in leaves(block) for line in lines(leaf.content)):
            labelled = read_label(line)
            if labelled and labelled.field == "title" and labelled.value.text:
                yield from _entry(title, record, outline)
                title, record = labelled, []
            elif title and labelled:
                record.append(line)
            else:
                yield from _entry(title, record, outline)
                title, record = None, []
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
    last = record[-1].span.end
    yield Entry(
        title=words,
        span=Span(words.span.start, last),
        core=Span(words.span.start, last),
        extractor="labelled",
        group="labelled",
        evidence=(*reasons, *notes.evidence),
        fields=notes.fields(),
    )
