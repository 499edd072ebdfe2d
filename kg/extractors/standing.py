"""How a paper was presented and which award it received, as headings, labels and prose say it."""

from __future__ import annotations

import re

from kg.extractors.phrase import Phrase
from kg.model import Mention

_PRESENTATIONS = (
    ("oral", r"orals?|oral (?:presentations?|papers?|sessions?)|long orals?|contributed talks?|full talks?"),
    ("spotlight", r"spotlights?|spotlight (?:presentations?|papers?|sessions?|talks?)|short orals?|lightning talks?"),
    ("poster", r"posters?|poster (?:presentations?|papers?|sessions?)"),
    ("demo", r"demos?|demonstrations?|system demonstrations?|demo (?:papers?|sessions?|track)"),
    ("highlight", r"highlights?|highlighted papers?"),
)
_HEADING = tuple(
    (
        kind,
        re.compile(
            rf"(?:\W|\d)*(?:(?:accepted|selected|the|all|my|favou?rite|notable)\s+)*(?:{words})(?:\W|\d)*", re.I
        ),
    )
    for kind, words in _PRESENTATIONS
)
_INLINE = tuple((kind, re.compile(rf"\b(?:{words})\b", re.I)) for kind, words in _PRESENTATIONS)
_AWARD = re.compile(
    r"(?-i:(?:[A-Z]{2,}[\w-]*|[A-Z][a-z]+[A-Z]\w*)(?:\s+\d{4})?\s+)?(?:\b(?:best|outstanding"
    r"|distinguished|exemplary|influential)\s+(?:(?:student|long|short|full|demo|theme|main track"
    r"|resource|"
    r"application|applied|systems?|industry|theory|science|research|conference|technical)\s+)*(?:papers?|posters?|theses|thesis|article|dissertation)"
    r"(?:\s+(?:awards?|prizes?|honou?rable mentions?|finalists?|candidates?|runners?[- ]up|nominees?|nominations?))?"
    r"|\b(?:test[- ]of[- ]time|most influential|seminal contributions?|marr|longuet-higgins|koenderink"
    r"|everingham|classic paper)\s+(?:papers?\s+)?(?:awards?|prizes?|honou?rable mentions?)?"
    r"|\bhonou?rable mentions?\b|\baward[- ]winning(?:\s+paper)?|\bbest of (?:conference|show)\b|\brunners?[- ]up\b)",
    re.I,
)  # fmt: skip
_WON = re.compile(r"\b(?:award[- ]winning|won|winner|wins|received|receives|awarded|winning|recipient)\b", re.I)


def find_presentation(phrase: Phrase, *, heading: bool = False) -> Mention | None:
    """The kind of presentation that `phrase` names: all of it when it is a heading, anywhere in it otherwise."""
    for kind, pattern in _HEADING if heading else _INLINE:
        match = pattern.fullmatch(phrase.raw.strip()) if heading else pattern.search(phrase.raw)
        if match:
            if heading:
                return phrase.strip().mention(kind)
            return phrase.part(phrase.start + match.start(), phrase.start + match.end()).mention(kind)
    return None


def find_award(phrase: Phrase, *, heading: bool = False) -> Mention | None:
    """The award that `phrase` gives to the paper it speaks of.

    Prose must say that the paper has it ("this award-winning paper", "won the best paper award"); a heading need only
    name it ("Best Paper Awards").
    """
    for match in _AWARD.finditer(phrase.raw):
        around = phrase.raw[max(0, match.start() - 60) : match.end() + 20]
        if heading or _WON.search(around):
            found = phrase.part(phrase.start + match.start(), phrase.start + match.end()).strip()
            return found.mention()
    return None
