"""Which methods are built of which: `partOf`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extractors.concepts.relations.grammar import (
    ADVERB,
    DENIED,
    GIVEN,
    HEDGED,
    METHOD,
    NOUN,
    doing,
    listed,
    may_be_subject,
    several,
)
from kg.extractors.concepts.relations.lazily import Lazy
from kg.extractors.concepts.relations.reading import Drawn, Reading
from kg.extractors.concepts.relations.rules import Rule

_TELLING = (
    *(
        "component",
        "module",
        "building block",
        "part of",
        "parts",
        "consist",
        "compris",
        "compos",
        "ingredient",
        "stage",
    ),
    *("network", "made ", "step", "technique", "element", "system", "integrated", "embedded", "built", "plugged"),
)
_PART_NOUN = (
    r"(?:components?|modules?|building blocks?|parts?|ingredients?|sub-?(?:networks?|modules?|systems?)|elements?"
    r"|stages?|steps|techniques)"
)
_HOLDS = (
    r"(?:combines?|combined|contains?|has|have|integrates?|uses?|includes?|incorporates?|compris"
    r"(?:es|e|ing)|consists? of|is (?:composed|made up|comprised) of"
    r"|is built (?:from|of)|relies on|brings together|couples?)"
)
_PARTS = Lazy(
    doing(_HOLDS)
    + (
        rf" (?:the following |an? )?(?:[\w-]+ ){{0,4}}?{_PART_NOUN}(?: ?[:–—-] ?|,? "
        rf"(?:such as|including|namely|like|e\.g\.,?|i\.e\.,?) )(?P<object>.+)"
    ),
    re.I,
)
_CONSISTS = Lazy(
    doing(r"consists? of|compris(?:es|e)|is (?:composed|made up|comprised) of|is made of")
    + rf" (?P<object>{listed(METHOD)}|.+)",
    re.I,
)
_ITEM = Lazy(
    rf"(?:^|,|\band\b|\bor\b|&|;|\bas well as\b)\s*(?:\(?(?:\d|[ivx]+|[a-e])[.)] ?)?(?:an?|the|its|our)? ?"
    rf"(?:(?!⟨)[\w-]+ ){{0,4}}?(?P<name>{METHOD}){NOUN}?(?=\s*(?:,|;|\.|$|\band\b|\bor\b|&|\bas well as\b|\b"
    rf"(?:for|to|that|which|with|trained|pre-?trained|in|on|based)\b))"
)
_IS_PART = Lazy(
    rf"(?P<subject>{several(METHOD)})(?:(?:,? (?:which|that))?{ADVERB}? (?:is|are|serves? as|acts? as|forms?)"
    rf"|,){ADVERB}? (?:an? |the |one |two |three )?(?:(?:core|key|main|central|basic|essential|integral|important"
    rf"|crucial|fundamental|first|second) )*{_PART_NOUN} (?:of|in|for|within) (?P<object>{listed(GIVEN)})",
    re.I,
)
_IS_BLOCK = Lazy(
    rf"(?P<subject>{METHOD}){NOUN}? (?:is|are) (?:integrated|built|embedded|plugged|incorporated) in(?:to)? (?:the )?"
    rf"(?P<object>{GIVEN})",
    re.I,
)
_CALLED = Lazy(
    rf"(?P<object>{GIVEN}){NOUN}?['’]s? (?:(?:core|key|main|central) )?{_PART_NOUN},? (?:called|named|the|an?) ?"
    rf"(?P<subject>{METHOD})",
    re.I,
)


def _enumerated(reading: Reading) -> Iterator[Drawn]:
    """As in "⟨M0⟩ combines several components such as a ⟨M1⟩, a ⟨M2⟩, and ⟨M3⟩", "consists of ⟨M1⟩ and ⟨M2⟩"."""
    words = reading.words
    for pattern in (_PARTS, _CONSISTS):
        for match in pattern.finditer(words):
            lead = words[match.end("subject") : match.start("object")]
            if DENIED.search(lead) or HEDGED.search(lead) or not may_be_subject(words[: match.start()]):
                continue
            names = [name for item in _items(match["object"]) for name in reading.names(item)]
            for whole in reading.names(match["subject"]):
                yield from (Drawn(name, "partOf", whole) for name in names)


def _items(words: str) -> list[str]:
    """The names that are items of the enumeration at the beginning of `words`, not those within an item."""
    end = re.search(
        r"[.;:](?: |$)|, (?:which|where|while|so|but|that|and (?:it|we|then|is|are|can))\b|\b(?:which|where)\b", words
    )
    return [match["name"] for match in _ITEM.finditer(words[: end.start()] if end else words)]


def _parts(reading: Reading) -> Iterator[Drawn]:
    """As in "⟨M1⟩ is a core component of ⟨M0⟩", "⟨M0⟩'s main module, ⟨M1⟩"."""
    words = reading.words
    for pattern in (_IS_PART, _CALLED, _IS_BLOCK):
        for match in pattern.finditer(words):
            if DENIED.search(match[0]) or HEDGED.search(match[0]) or not may_be_subject(words[: match.start()]):
                continue
            for subject in reading.names(match["subject"]):
                for value in reading.names(match["object"]):
                    yield Drawn(subject, "partOf", value)


RULES = (Rule(_enumerated, _TELLING, paired=True), Rule(_parts, _TELLING, title=False, paired=True))
