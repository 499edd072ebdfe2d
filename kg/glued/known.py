"""The papers that catalogues know, by title: what is asked of them, and the answers from references in memory."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol

from kg.linking.minting import comparable
from kg.model import Reference


class KnownPaper(NamedTuple):
    """A paper as one record has it."""

    title: str  # comparable
    authors: tuple[str, ...]  # as written, in order


class Known(Protocol):
    """Papers that are looked up by title. Titles are comparable ones (`kg.linking.minting.comparable`)."""

    def titled(self, title: str) -> Iterable[KnownPaper]:
        """The papers with exactly this title."""

    def beginning(self, words: str) -> Iterable[KnownPaper]:
        """The papers with a title that has `words` at its beginning, or is no more than these."""


class Records:
    """The papers of references, in memory; those without authors tell nothing.

    >>> from kg.model import Mention, Span
    >>> authors = (Mention("Manzil Zaheer", Span(0, 0)),)
    >>> known = Records([Reference("a.bib", Mention("Deep Sets", Span(0, 9)), Span(0, 20), "record", authors)])
    >>> list(known.titled("deep sets")) == list(known.beginning("deep")), list(known.beginning("deep set"))
    (True, [])
    """

    def __init__(self, references: Iterable[Reference]) -> None:
        papers = {
            KnownPaper(comparable(reference.title.text), tuple(author.text for author in reference.authors))
            for reference in references
            if reference.authors
        }
        self._papers = sorted((f"{paper.title} ", paper) for paper in papers)

    def titled(self, title: str) -> Iterator[KnownPaper]:
        """The papers with exactly this title."""
        first = f"{title} "
        at = bisect_left(self._papers, (first,))
        while at < len(self._papers) and self._papers[at][0] == first:
            yield self._papers[at][1]
            at += 1

    def beginning(self, words: str) -> Iterator[KnownPaper]:
        """The papers with a title that has `words` at its beginning, or is no more than these."""
        first = f"{words} "
        at = bisect_left(self._papers, (first,))
        while at < len(self._papers) and self._papers[at][0].startswith(first):
            yield self._papers[at][1]
            at += 1

    def __bool__(self) -> bool:
        return bool(self._papers)


class Either:
    """What several know."""

    def __init__(self, known: Sequence[Known]) -> None:
        self._known = known

    def titled(self, title: str) -> Iterator[KnownPaper]:
        """The papers with exactly this title."""
        return (paper for each in self._known for paper in each.titled(title))

    def beginning(self, words: str) -> Iterator[KnownPaper]:
        """The papers with a title that has `words` at its beginning, or is no more than these."""
        return (paper for each in self._known for paper in each.beginning(words))
