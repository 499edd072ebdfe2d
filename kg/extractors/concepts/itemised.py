"""What stands above a paper in a list: the item that the list of papers is nested in, the topics that a lecture names.

- Congestion control
    - [Congestion Avoidance and Control](…)

* Topics: congestion control
* Papers:
    * [Congestion Avoidance and Control](…)
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from kg.extractors.claims import Claims
from kg.extractors.outline import leaves
from kg.extractors.phrase import Phrase, whole
from kg.extractors.titles import is_generic
from kg.model import Block, BlockKind, MarkKind, Span

_LONGEST, _LONGEST_LEAD = 8, 14  # words of an item that heads a list, and of a lead in bold above citations
_TOPICS = re.compile(
    r"(?:(?:lecture|class|session|week|today['’]s)\W*)?(?:\d+\W*)?(?:main |key )?topics?\W*(?::|$)", re.I
)
_EDGE = " \t\n:.-–—*"


class _Listed(NamedTuple):
    """A list of a document."""

    span: Span
    headings: tuple[Phrase, ...]  # nearest first
    around: _Listed | None  # the list that it is nested in


class ItemHeadings:
    """The phrases that head the list in which a place of a document stands, nearest first."""

    def __init__(self, root: Block, titles: Claims) -> None:
        self._titles = titles
        self._lists = tuple(self._below(root, (), None))
        self._starts = [listed.span.start for listed in self._lists]

    def of(self, at: int) -> tuple[Phrase, ...]:
        """The headings of the innermost list around a place, nearest first; empty outside nested lists."""
        number = bisect_right(self._starts, at) - 1
        listed = self._lists[number] if number >= 0 else None
        while listed and at >= listed.span.end:  # what is around a place is around whatever begins last before it
            listed = listed.around
        return listed.headings if listed else ()

    def _below(self, block: Block, above: tuple[Phrase, ...], around: _Listed | None) -> Iterator[_Listed]:
        """The lists below a block, in the order of their beginnings."""
        for child in block.children:
            if child.kind is not BlockKind.LIST:
                yield from self._below(child, above, around)
                continue
            topics = tuple(phrase for item in child.children for phrase in self._stated(item))
            listed = _Listed(child.span, (*topics, *above), around)
            yield listed
            for item in child.children:
                within = listed
                if lead := self._lead(item):
                    within = _Listed(item.span, (*lead, *listed.headings), listed)
                    yield within
                yield from self._below(item, (*self._heads(item), *within.headings), within)

    def _heads(self, item: Block) -> tuple[Phrase, ...]:
        """The words of an item above a list, when they are few and no title of a paper."""
        nested = next((child.span.start for child in item.children if child.kind is BlockKind.LIST), None)
        first = next(leaves(item), None)
        if nested is None or first is None or first.span.start >= nested:
            return ()
        phrase = whole(first.content).strip(_EDGE)
        short = phrase.raw and len(phrase.text.split()) <= _LONGEST and not is_generic(phrase.text)
        return (phrase,) if short and not self._titles.touch(first.span) and not _TOPICS.match(phrase.raw) else ()

    def _lead(self, item: Block) -> tuple[Phrase, ...]:
        """The words in bold that are the first paragraph of an item, when they are no title but one stands below."""
        first = next(leaves(item), None)
        phrase = whole(first.content).strip(_EDGE) if first else None
        if first is None or phrase is None or not phrase.raw or not phrase.is_all(MarkKind.STRONG):
            return ()
        below = Span(first.span.end, item.span.end)
        short = len(phrase.text.split()) <= _LONGEST_LEAD and not is_generic(phrase.text)
        return (phrase,) if short and not self._titles.touch(first.span) and self._titles.touch(below) else ()

    def _stated(self, item: Block) -> Iterator[Phrase]:
        """What an item says to be the topics of those beside it."""
        found = list(leaves(item))
        text = whole(found[0].content).strip(_EDGE) if found else None
        match = _TOPICS.match(text.raw) if text else None
        if text is None or match is None:
            return
        inline = text.part(min(text.end, text.start + match.end()), text.end).strip(_EDGE)
        yield from [inline] if inline.raw else []
        yield from (whole(leaf.content).strip(_EDGE) for leaf in found[1:] if not self._titles.touch(leaf.span))
