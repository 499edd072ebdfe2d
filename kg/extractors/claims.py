"""Ranges of a text that are taken."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from kg.model import Span


class Claims:
    """Ranges of a text, merged and in order, so that asking for one takes no longer when there are many.

    >>> claims = Claims([Span(10, 20), Span(0, 4)])
    >>> claims.touch(Span(4, 10)), claims.touch(Span(19, 30))
    (False, True)
    """

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._spans: list[Span] = []
        for span in spans:
            self.add(span)

    def touch(self, span: Span) -> bool:
        """Whether any of `span` is taken."""
        at = bisect_left(self._spans, span)
        return any(taken.overlaps(span) for taken in self._spans[max(0, at - 1) : at + 1])

    def add(self, span: Span) -> None:
        """Take `span`."""
        first = bisect_left(self._spans, span)
        if first and self._spans[first - 1].end >= span.start:
            first -= 1
        last = first
        while last < len(self._spans) and self._spans[last].start <= span.end:
            span = Span(min(span.start, self._spans[last].start), max(span.end, self._spans[last].end))
            last += 1
        self._spans[first:last] = [span]
