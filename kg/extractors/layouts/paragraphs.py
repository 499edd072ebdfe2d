"""Paragraphs that are citations: bibliographies, "Author: Title, Venue Year", one entry a line or one a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extractors.citation import Citation, read_citation
from kg.extractors.entry import Entry
from kg.extractors.fields import citation_fields, core_of, tail_description
from kg.extractors.labels import lines, read_label
from kg.extractors.outline import Outline
from kg.extractors.phrase import Phrase, whole
from kg.extractors.signals import Signals
from kg.extractors.weighing import STRONG, weigh
from kg.model import Block, BlockKind

_KEYED = re.compile(r"(?m)^[ \t]*(?:\[[\w+.:-]{1,16}\](?!\()|\d{1,3}[.)])[ \t]")
_MOST_BEFORE, _MOST_BEHIND = 3, 18  # words beside the fields of a plain citation; more is prose


def find(outline: Outline) -> Iterator[Entry]:
    """Yield an entry for each paragraph, or line of a paragraph, that reads as one citation."""
    for number, section in enumerate(outline.sections):
        for block in section.blocks:
            if block.kind is BlockKind.PARAGRAPH and block.content.text.strip():
                yield from _paragraph(block, outline, f"paragraph/{number}")


def _paragraph(block: Block, outline: Outline, group: str) -> Iterator[Entry]:
    for phrase in _cut(whole(block.content).strip(), outline):
        labelled = read_label(phrase)
        if labelled and labelled.field not in ("title", "paper"):
            continue
        citation = read_citation(phrase, outline.vocabulary)
        if citation is None or not is_compact(citation, phrase):
            continue
        signals = Signals(phrase, outline.vocabulary)
        key = (signals.key["key"] or signals.key["number"] or "") if signals.key else ""
        yield Entry(
            title=citation.title,
            span=phrase.span,
            core=core_of(citation, phrase),
            extractor="paragraph",
            group=group + ("/keyed" if key else ""),
            evidence=weigh(citation),
            fields=citation_fields(citation).completed(tail_description(citation, phrase)),
            key=key,
        )


def _cut(phrase: Phrase, outline: Outline) -> list[Phrase]:
    """The citations of a paragraph: parted by keys at the beginnings of lines, one a line, or all of it one."""
    starts = [phrase.start + match.start() for match in _KEYED.finditer(phrase.raw)]
    if starts and not phrase.content.text[phrase.start : starts[0]].strip() and len(starts) > 1:
        ends = [*starts[1:], phrase.end]
        return [phrase.part(start, end).strip() for start, end in zip(starts, ends, strict=True)]
    single = list(lines(phrase.content))
    if len(single) > 1:
        strong = sum(1 for line in single if _strong(line, outline))
        if strong >= 2 and strong >= 0.6 * len(single):
            return single
    return [phrase]


def _strong(line: Phrase, outline: Outline) -> bool:
    citation = read_citation(line, outline.vocabulary)
    return citation is not None and sum(reason.weight for reason in weigh(citation)) >= STRONG and is_compact(citation, line)


def is_compact(citation: Citation, phrase: Phrase) -> bool:
    """Whether a phrase is a citation and not prose that happens to name a paper."""
    text = phrase.content.text
    first = min([citation.title.start] + ([citation.names.start] if citation.names else []))
    before = len(re.findall(r"\w+", text[phrase.start : first]))
    behind = len(re.findall(r"\w+", text[max(citation.tail, citation.title.end) : phrase.end]))
    if before > _MOST_BEFORE + (2 if citation.year or citation.venue else 0):
        return False
    if citation.source == "plain":
        return behind <= _MOST_BEHIND and bool(citation.names or citation.venue or citation.resources)
    return True
