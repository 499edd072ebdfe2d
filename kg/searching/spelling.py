"""What a misspelt word may have been: words of the index that a slip or two of the fingers away."""

from __future__ import annotations

from array import array
from collections.abc import Callable

_SHORTEST = 4  # characters of a word that is mended: shorter ones are near to too many
_LONG = 9  # characters from which on two slips are allowed
_MOST = 8  # words that one may have been


class Spelling:
    """The words of an index.

    Args:
        words: gives the words of a length, and how often each occurs.
    """

    def __init__(self, words: Callable[[int], tuple[list[str], array[int]]]) -> None:
        self._ask = words
        self._known: dict[int, tuple[list[str], array[int]]] = {}

    def knows(self, word: str) -> bool:
        """Whether the index holds the word."""
        return word in self._words(len(word))[0]

    def near(self, word: str) -> dict[str, int]:
        """The words that `word` may have been, with how many slips away each is: the nearest and most frequent ones."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        if len(word) < _SHORTEST:
            return {}
        slips = 2 if len(word) >= _LONG else 1
        found: list[tuple[int, int, str]] = []
        for length in range(len(word) - slips, len(word) + slips + 1):
            words, counts = self._words(length)
            for near, away, at in process.extract(word, words, scorer=OSA.distance, score_cutoff=slips, limit=None):
                found.append((int(away), -counts[at], near))
        return {near: away for away, _, near in sorted(found)[: _MOST + 1] if away}

    def _words(self, length: int) -> tuple[list[str], array[int]]:
        if length not in self._known:
            self._known[length] = self._ask(length)
        return self._known[length]
