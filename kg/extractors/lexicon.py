"""Does a word stand in a title or in a personal name? Odds learnt from a catalogue by `benchmarks/lexicon.py`."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_CONNECTIVES = """
additionally afterwards alternatively consequently conversely crucially currently essentially finally firstly
fortunately furthermore hence however importantly incidentally instead interestingly intuitively lastly likewise
meanwhile moreover nevertheless nonetheless notably originally otherwise recently secondly similarly subsequently
surprisingly therefore thirdly thus today unfortunately unsurprisingly
"""
"""What begins sentences of prose, and neither titles nor names, so that no catalogue teaches it."""


@cache
def _odds() -> dict[str, int]:
    odds = dict.fromkeys(_CONNECTIVES.split(), -9)
    for line in Path(__file__).with_name("lexicon.txt").read_text(encoding="utf-8").splitlines():
        word, _, score = line.partition("\t")
        odds[word] = int(score)
    return odds


def name_odds(text: str) -> float:
    """The mean log2 odds that the words of `text` are a name (positive) rather than a title (negative), -9 to 9.

    Words that the lexicon does not know count as 0; a text without words gives 0.

    >>> name_odds("Yoshua Bengio") > 4, name_odds("Stereo Matching") < -4
    (True, True)
    """
    found = [word.casefold() for word in WORD.findall(text)]
    scores = [_odds().get(word, 0) for word in found if len(word) > 1]
    return sum(scores) / len(scores) if scores else 0.0


def word_odds(word: str) -> int:
    """The log2 odds of one word; 0 when the lexicon does not know it."""
    return _odds().get(word.casefold(), 0)
