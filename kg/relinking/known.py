"""The papers that a memory knows from catalogues, by title."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from kg.glued import KnownPaper
from kg.relinking.memory import Memory


class StoredKnown:
    """The papers of some catalogues, in a memory; see `kg.glued.Known`."""

    def __init__(self, memory: Memory, catalogues: Collection[str]) -> None:
        self._memory = memory
        self._catalogues = catalogues

    def titled(self, title: str) -> Iterator[KnownPaper]:
        """The papers with exactly this title."""
        return self._papers([title])

    def beginning(self, words: str) -> Iterator[KnownPaper]:
        """The papers with a title that has `words` at its beginning, or is no more than these."""
        return self._papers(self._memory.titles_from(words))

    def _papers(self, titles: Collection[str]) -> Iterator[KnownPaper]:
        for title in titles:
            references = (item.reference for item in self._memory.references(self._memory.with_titles([title])))
            papers = {
                KnownPaper(title, tuple(author.text for author in reference.authors))
                for reference in references
                if reference.document in self._catalogues and reference.authors
            }
            yield from sorted(papers)
