"""Whether an abbreviation that a document spells out is the one that a scheme knows: "ASR (attack success rate)"."""

from __future__ import annotations

import re

from kg.vocabulary import Concept

_WORD = re.compile(r"[^\W\d_]{3,}")
_STEM = 4  # characters that forms of a word share


def spells_out(long: str, concept: Concept) -> bool:
    """Whether `long` can be what a label of `concept` abbreviates: no label of several words speaks of other things.

    >>> from kg.vocabulary import load
    >>> [relu] = [match.concept for match in load().find("ReLU")]
    >>> spells_out("rectifier linear units", relu), spells_out("revised life unit", relu)
    (True, False)
    """
    written = _stems(long)
    known = [stems for label in concept.labels if len(stems := _stems(label)) > 1]
    return not known or any(2 * len(written & stems) >= min(len(written), len(stems)) for stems in known)


def _stems(words: str) -> set[str]:
    return {word[:_STEM].lower() for word in _WORD.findall(words)}
