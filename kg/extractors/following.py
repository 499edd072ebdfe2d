"""Prose right behind a citation describes the paper: where that stands alone, and where lists alternate.

**Deep learning for computational biology** [[paper](…)]

A review of convolutional networks for sequences and images.

12. [Deep Sets](…) by Manzil Zaheer et al.
- Sums of what is made of each element, and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from kg.extractors.claims import Claims
from kg.extractors.entry import Entry, first_from
from kg.extractors.layouts.items import holds_entries
from kg.extractors.notes import described_by
from kg.extractors.outline import Outline, Section
from kg.model import Block, BlockKind

_MOST = 4  # blocks of prose behind one citation
_FEWEST = 2  # citations with prose behind them that make it a way of writing
_SHARE = 0.6  # of the citations that stand alone, and of those that end a section
_WORDS, _SHORT = 6, 3  # of a block of prose, and of one that ends in a full stop
_NONE = -1
_ASIDE = re.compile(r"https?://\S+|\([^()]*\)$")
"""What is no word of prose: an address, a remark at the end."""


class _Alone(NamedTuple):
    """A citation that is all of its paragraph, and the prose between it and the next entry."""

    number: int  # of the entry
    prose: tuple[Block, ...]
    last: bool  # of its section


def with_following(entries: Sequence[Entry], outline: Outline) -> list[Entry]:
    """The entries, those that stand alone in their paragraphs also described by the prose behind them.

    Prose between two citations may belong to either. That most citations have some behind them, those with which
    sections end as well, tells that it speaks of the one before.
    """
    titles = Claims(entry.title_span for entry in entries)
    entries = _with_lists(entries, titles, outline)
    alone = [found for section in outline.sections for found in _alone(section, titles, entries, outline)]
    if not (_usual(alone) and _usual([found for found in alone if found.last], fewest=1)):
        return list(entries)
    found = list(entries)
    for citation in alone:
        if citation.prose:
            end = citation.prose[-1].span.end
            found[citation.number] = described_by(citation.prose, entries[citation.number], end, outline.scan)
    return found


def _with_lists(entries: Sequence[Entry], titles: Claims, outline: Outline) -> Sequence[Entry]:
    """The entries, the last items of lists also described by the list of another kind right behind.

    Markdown sees a list of its own where notes are not indented as far as the words of a numbered item.
    """
    behind = [pair for section in outline.sections for pair in pairwise(section.blocks) if _is_noted(*pair, titles)]
    if len(behind) < _FEWEST:
        return entries
    found = list(entries)
    for items, notes in behind:
        last = items.children[-1]
        number = first_from(entries, last.span.start)
        if number < len(entries) and entries[number].title_start < last.span.end:
            found[number] = described_by((notes,), found[number], notes.span.end, outline.scan)
    return found


def _is_noted(items: Block, notes: Block, titles: Claims) -> bool:
    """Whether a list ends with an entry and a list with other signs and without entries follows."""
    if items.kind is not BlockKind.LIST or notes.kind is not BlockKind.LIST:
        return False
    numbered = [block.children[0].marker[:1].isdigit() for block in (items, notes)]
    return numbered == [True, False] and titles.touch(items.children[-1].span) and not titles.touch(notes.span)


def _usual(citations: Sequence[_Alone], fewest: int = _FEWEST) -> bool:
    followed = sum(1 for citation in citations if citation.prose)
    return followed >= max(fewest, _SHARE * len(citations))


def _alone(section: Section, titles: Claims, entries: Sequence[Entry], outline: Outline) -> Iterator[_Alone]:
    standing: list[tuple[int, list[Block]]] = []
    for block in section.blocks:
        if titles.touch(block.span):
            number = first_from(entries, block.span.start)
            standing.append((number if _is_whole(entries, number, block) else _NONE, []))
        elif standing and block.content.text.strip() and not _is_prose(block):
            standing.append((_NONE, []))  # a caption, a line of links: what follows begins anew
        elif standing and (block.kind is not BlockKind.LIST or not holds_entries(block, outline)):
            standing[-1][1].append(block)
    last = max((place for place, (number, _) in enumerate(standing) if number != _NONE), default=0)
    for place, (number, prose) in enumerate(standing):
        if number != _NONE:
            yield _Alone(number, tuple(prose[:_MOST]), place == last)


def _is_whole(entries: Sequence[Entry], number: int, block: Block) -> bool:
    """Whether the entry is all that a paragraph holds, and says nothing of the paper itself."""
    if number >= len(entries) or block.kind is not BlockKind.PARAGRAPH:
        return False
    following = entries[number + 1].title_start if number + 1 < len(entries) else block.span.end
    entry = entries[number]
    whole = entry.extractor in ("paragraph", "labelled") and following >= block.span.end
    return whole and not entry.fields.descriptions


def _is_prose(block: Block) -> bool:
    text = _ASIDE.sub("", block.content.text).strip()
    return block.kind is not BlockKind.PARAGRAPH or len(text.split()) >= (_SHORT if text.endswith(".") else _WORDS)
