r"""The normal form in which labels and texts are compared, with the way back to the text.

Case does not count, hyphens inside words are spaces, and a run of white space, with at most one line end in it, is one
space. A blank line stays a line end, which no label holds: nothing matches across paragraphs.

>>> folded = fold("Self-supervised\n  learning")
>>> folded.text
'self supervised learning'
>>> folded.source(16), "Self-supervised\n  learning"[18:]
(18, 'learning')
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

_SPACES = ("\t", "\r", "\f", "\v", "\xa0", "\u2002", "\u2003", "\u2007", "\u2009", "\u200a", "\u202f", "\u3000")
_HYPHENS = ("\u2010", "\u2011", "\u2012", "\u2013")
_LINE_ENDS = ("\x85", "\u2028", "\u2029")
_INNER_HYPHEN = re.compile(r"-(?<=\w-)(?= ?\n? ?\w)")
_RUN = re.compile(r"[ \n]{2,}")


class Folded(NamedTuple):
    """A text in normal form."""

    text: str
    starts: list[int]  # places of the normal form behind which offsets differ by more than before, ascending
    shifts: list[int]  # how much is to be added from there on

    def source(self, at: int) -> int:
        """The offset in the original text of the character at `at` of the normal form."""
        if not self.starts:
            return at
        piece = bisect_right(self.starts, at) - 1
        return at + self.shifts[piece] if piece >= 0 else at


def lower(text: str) -> str:
    """`text` in lower case, one character for one: offsets stay."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(small if len(small := character.lower()) == 1 else character for character in text)


def fold(text: str) -> Folded:
    """The normal form of `text`."""
    normal = lower(text)
    for old in _SPACES if not text.isascii() else _SPACES[:4]:
        normal = normal.replace(old, " ")
    if not text.isascii():
        for old in _HYPHENS:
            normal = normal.replace(old, "-")
        for old in _LINE_ENDS:
            normal = normal.replace(old, "\n")
    normal = _INNER_HYPHEN.sub(" ", normal) if "-" in normal else normal
    return _collapse(normal) if "\n" in normal or "  " in normal else Folded(normal, [], [])


def _collapse(text: str) -> Folded:
    """Each run of white space as one space, or one line end where the run holds a blank line."""
    pieces: list[str] = []
    starts: list[int] = []
    shifts: list[int] = []
    copied, shift = 0, 0
    for run in _RUN.finditer(text):
        pieces.append(text[copied : run.start()].replace("\n", " "))
        pieces.append("\n" if run[0].count("\n") > 1 else " ")
        copied = run.end()
        shift += run.end() - run.start() - 1
        starts.append(copied - shift)
        shifts.append(shift)
    pieces.append(text[copied:].replace("\n", " "))
    return Folded("".join(pieces), starts, shifts)
