"""What stands in the subsections below a title describes the paper too: "### What?", "### Results"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from kg.extractors.claims import Claims
from kg.extractors.entry import Entry
from kg.extractors.layouts.items import holds_entries
from kg.extractors.notes import described_by
from kg.extractors.outline import Outline, Section
from kg.model import BlockKind


def with_subsections(entries: Sequence[Entry], outline: Outline) -> list[Entry]:
    """The entries, those under a heading also described by the sections below it that belong to no other entry."""
    titles = Claims(entry.title_span for entry in entries)
    starts = [section.heading.span.start if section.heading else -1 for section in outline.sections]
    found = []
    for entry in entries:
        at = bisect_left(starts, entry.core.start) if entry.extractor == "headed" else len(starts)
        own = outline.sections[at] if at < len(starts) else None
        if own and own.heading and own.heading.span == entry.core:
            entry = _described(entry, list(_below(own, outline.sections[at + 1 :], titles)), outline)
        found.append(entry)
    return found


def _below(own: Section, following: Sequence[Section], titles: Claims) -> Iterator[Section]:
    """The sections that stand deeper than `own`, up to the next that does not or that holds another entry."""
    assert own.heading
    for section in following:
        heading = section.heading
        if heading is None or heading.kind is not BlockKind.HEADING or heading.level <= own.heading.level:
            return
        if titles.touch(heading.span) or any(titles.touch(block.span) for block in section.blocks):
            return
        yield section


def _described(entry: Entry, sections: Sequence[Section], outline: Outline) -> Entry:
    if not sections:
        return entry
    blocks = [block for section in sections for block in section.blocks if not holds_entries(block, outline)]
    return described_by(blocks, entry, sections[-1].end, outline.scan)
