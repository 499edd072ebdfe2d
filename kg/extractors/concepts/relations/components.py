"""Names that a construction makes methods: the parts that an enumeration says a method is built of.

"It combines components such as a depth estimator, a pose network, and beam search": whatever the words, these are the
methods that it works with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extractors.concepts.coinages import Coinage
from kg.extractors.concepts.nouns import kind_of
from kg.extractors.concepts.texts import Text
from kg.model import Kind

_LIST = re.compile(
    r"\b(?:components?|modules?|building blocks?|ingredients?|sub-?(?:networks?|modules?|systems?))(?: ?: ?|,? (?:such as|including|namely) )(?P<items>[^.;:]+)",
    re.I,
)
_GAP = re.compile(r",? (?:and|or|as well as) |, ")
_TRIM = re.compile(
    r"(?:(?:an?|the|its|several|two|three|one|some|pre-?trained|new|novel|learned|simple|small|large|standard|separate|of|\(?\d\)|\(?[a-e]\)) )+",
    re.I,
)
_NO_NAME = re.compile(r"\b(?:of|in|for|that|which|with|to|is|are|from|by|on|etc|so|other|others|more)\b", re.I)
"""An item with any of these is described, not named."""


def component_names(text: Text) -> Iterator[Coinage]:
    """ "… components such as a SMILES VAE, a toxicity predictor, and docking simulations": each a method."""
    for sentence in text.sentences:
        raw = sentence.raw
        for match in _LIST.finditer(raw):
            for start, end in _items(match["items"]):
                start, end = start + match.start("items"), end + match.start("items")
                yield Coinage(sentence.part(sentence.start + start, sentence.start + end), Kind.METHOD, "component")


def _items(words: str) -> Iterator[tuple[int, int]]:
    """Where the names of an enumeration stand, when it has at least two items of two to four words each."""
    spans: list[tuple[int, int]] = []
    at = 0
    for gap in [*_GAP.finditer(words), None]:
        end = gap.start() if gap else len(words)
        start = trim.end() if (trim := _TRIM.match(words, at, end)) else at
        spans.append((start, end))
        at = gap.end() if gap else end
    named = [(start, end) for start, end in spans if _is_name(words[start:end])]
    if len(named) >= 2:
        yield from named


def _is_name(words: str) -> bool:
    return 2 <= len(words.split()) <= 4 and not _NO_NAME.search(words) and kind_of(words) is Kind.METHOD
