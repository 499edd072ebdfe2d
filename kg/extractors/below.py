"""What stands below a heading that is a title: subsections describe its paper too, a list of other papers does not."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extractors.claims import Claims
from kg.extractors.entry import Entry, first_from
from kg.extractors.layouts.items import holds_entries
from kg.extractors.notes import described_by
from kg.extractors.outline import Outline, Section
from kg.model import BlockKind

_SEVERAL = 2  # papers below a heading that are no longer what its paper is about


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


def without_papers_below(entries: Sequence[Entry]) -> list[Entry]:
    """The entries, those under a heading described by what stands above the first of several others below it.

    Behind the last of some reviews, further papers may follow in a line or two each, without a heading of their own.
    """
    return [_ended(entry, entries) if entry.extractor == "headed" else entry for entry in entries]


def _ended(entry: Entry, entries: Sequence[Entry]) -> Entry:
    first, behind = (first_from(entries, at) for at in (entry.core.end, entry.span.end))
    others = [other for other in entries[first:behind] if other.extractor == "paragraph"]
    if len(others) < _SEVERAL:
        return entry
    end = others[0].span.start
    kept = tuple(span for span in entry.fields.descriptions if span.start < end)
    return replace(entry, span=entry.span._replace(end=end), fields=replace(entry.fields, descriptions=kept))


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
