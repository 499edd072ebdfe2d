"""Words as the index has them: without accents and case, hyphens as spaces, the plural as the singular."""

from __future__ import annotations

import re

from kg.naming import ascii_fold, words

_WORD = re.compile(r"[^\W_]+")
_NO_PLURAL = ("ss", "us", "is")
_LONG_PLURALS = ("sses", "shes", "ches", "xes", "zes")


def stems(text: str) -> list[str]:
    """The words of `text` in the form in which they are compared.

    >>> stems("Self-Supervised Überlegungen: Losses, Boxes & Studies")
    ['self', 'supervised', 'uberlegungen', 'loss', 'box', 'study']
    """
    return [stem(word) for word in words(ascii_fold(text))]


def stem(word: str) -> str:
    """A folded word without the ending of an English plural.

    >>> stem("networks"), stem("bias"), stem("bus"), stem("gan")
    ('network', 'bia', 'bus', 'gan')
    """
    if len(word) < 4 or word[-1] != "s" or word.endswith(_NO_PLURAL):
        return word
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(_LONG_PLURALS) else word[:-1]


def placed(text: str) -> list[tuple[int, int, frozenset[str]]]:
    """Where the words of `text` stand, and what each is compared as.

    >>> [(start, end, sorted(found)) for start, end, found in placed("Deep Sets")]
    [(0, 4, ['deep']), (5, 9, ['set'])]
    """
    return [(*match.span(), frozenset(stems(match.group()))) for match in _WORD.finditer(text)]
