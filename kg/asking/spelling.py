"""Misspelt words of questions."""

from __future__ import annotations

from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from kg.asking import examples
from kg.asking.words import load
from kg.numerals import NUMBERS

_SHORT, _LONG = 5, 11  # letters of a right word from which one, and two, may be wrong


@cache
def _words() -> tuple[str, ...]:
    phrases = {word for phrase in load().phrases for word in phrase.split()}
    return tuple(sorted(word for word in phrases | examples.shipped().words if len(word) >= _SHORT))


def mended(word: str) -> str:
    """The word of the language of questions that a misspelt one stands for; empty where none or several are near.

    >>> mended("comparision"), mended("artciles"), mended("quaternion"), mended("PairNorm"), mended("three")
    ('comparison', 'articles', '', '', '')
    """
    if not word.islower() or len(word) < _SHORT - 1 or word in NUMBERS or word in _words():
        return ""
    allowed = 2 if len(word) >= _LONG else 1
    near = process.extract(word, _words(), scorer=OSA.distance, score_cutoff=allowed, limit=2)
    if not near or (len(near) > 1 and near[0][1] == near[1][1]):
        return ""
    return near[0][0]
