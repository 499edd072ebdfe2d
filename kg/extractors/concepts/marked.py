"""A sentence about a paper with what it names."""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.extractors.concepts.naming import Occurrence
from kg.extractors.concepts.texts import Where
from kg.extractors.phrase import Phrase

_LEAD = re.compile(
    r"(?:\W*\b(?:however|instead|but|yet|also|in|for|with|using|the|an?|most|many|some|these|those|such|all|deep|standard|traditional|classical"
    r"|most|usual|current|recent|modern|goal|idea|aim|problem|of|there|are|is|main|types?|kinds?|several|two|three|as)\b\W*){0,5}",
    re.I,
)
_LONGEST_LEAD = 80  # characters; five of the longest of these words, and what stands between them


class Marked(NamedTuple):
    """A sentence, heading or title, and the terms that it names, in order and without overlap."""

    where: Where
    phrase: Phrase
    names: tuple[Occurrence, ...]

    def text(self, start: int, end: int) -> str:
        """The words between two places of the content, cut at the ends of the sentence."""
        return self.phrase.content.text[max(self.phrase.start, start) : min(self.phrase.end, end)]

    def begins_with(self, occurrence: Occurrence) -> bool:
        """Whether the sentence begins with a term: "Hypernetworks are …", "In Bayesian optimization, …"."""
        if not 0 < occurrence.start - self.phrase.start <= _LONGEST_LEAD:
            return occurrence.start == self.phrase.start
        return _LEAD.fullmatch(self.text(self.phrase.start, occurrence.start)) is not None

    def defines(self, like: Occurrence) -> bool:
        """Whether "X is a Y-like optimizer" or "the Y-like model" says what the paper's own method is."""
        behind = self.text(like.end, like.end + 60)
        if not re.match(
            r"(?:-\w+)?\s+(?:\w+\s+){0,2}(?:model|optimi[sz]er|network|architecture|method|algorithm|approach)\b",
            behind,
            re.I,
        ):
            return False
        before = self.text(like.start - 80, like.start)
        return bool(re.search(r"\b(?:is|an?|the|our|this)\s+(?:[\w'-]+\s+){0,2}$", before, re.I)) and not re.search(
            r"\b(?:in|with|via|by|using)\s+(?:an?|the)\s+$", before, re.I
        )
