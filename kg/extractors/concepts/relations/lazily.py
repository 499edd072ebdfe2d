"""Patterns that are compiled when they are first tried: most are for sentences that few documents have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property


class Lazy:
    """A regular expression, written but not compiled yet.

    >>> [match["verb"] for match in Lazy(r"⟨M0⟩ (?P<verb>beats|ties)", re.I).finditer("⟨M0⟩ Beats ⟨M1⟩")]
    ['Beats']
    """

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self._written = pattern, flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(*self._written)

    def finditer(self, words: str) -> Iterator[re.Match[str]]:
        """All matches in `words`, in order."""
        return self._compiled.finditer(words)

    def match(self, words: str) -> re.Match[str] | None:
        """The match at the beginning of `words`."""
        return self._compiled.match(words)

    def search(self, words: str) -> re.Match[str] | None:
        """The first match in `words`."""
        return self._compiled.search(words)
