"""How a paper was presented and which award it received, as headings, labels and prose say it."""

from __future__ import annotations

import re

from kg.extractors.alternatives import alternatives
from kg.extractors.phrase import Phrase, whole
from kg.model import Content, Mention

_PRESENTATIONS = {
    "oral": r"orals?|oral (?:presentations?|papers?|sessions?)|long orals?|contributed talks?|full talks?",
    "spotlight": r"spotlights?|spotlight (?:presentations?|papers?|sessions?|talks?)|short orals?|lightning talks?",
    "poster": r"posters?|poster (?:presentations?|papers?|sessions?)",
    "demo": r"demos?|demonstrations?|system demonstrations?|demo (?:papers?|sessions?|track)",
    "highlight": r"highlights?|highlighted papers?",
}
_LEAD = r"(?:(?:accepted|selected|the|all|my|favou?rite|notable)\s+)*"
_HEADING = {
    kind: re.compile(rf"(?:\W|\d)*{_LEAD}(?:{words})(?:\W|\d)*", re.I) for kind, words in _PRESENTATIONS.items()
}
_INLINE = {kind: re.compile(rf"\b(?:{words})\b", re.I) for kind, words in _PRESENTATIONS.items()}

_BEHIND_EDITION = {
    kind: re.compile(rf"[^\w\n]{{1,6}}(?P<said>{words})(?=\s*(?:[^\w\s]|\n|$))", re.I)
    for kind, words in _PRESENTATIONS.items()
}

_EDITION = r"(?-i:(?:[A-Z]{2}[\w-]{0,20}|[A-Z][a-z]{1,20}[A-Z]\w{0,20})(?:\s+\d{4})?\s+)?"  # "ICLR 2020 "
_TRACKS = alternatives(r"""
    student|long|short|full|demo|theme|main track|resource|application|applied|systems?|industry|theory|science
    research|conference|technical
""")
_HONOURS = alternatives(r"""
    awards?|prizes?|honou?rable mentions?|finalists?|candidates?|runners?[- ]up|nominees?|nominations?
""")
_BEST = (
    rf"\b(?:best|outstanding|distinguished|exemplary|influential)\s+(?:(?:{_TRACKS})[\s-]+)*"
    rf"(?:papers?|posters?|theses|thesis|article|dissertation)(?:\s+(?:{_HONOURS}))?"
)
_PRIZES = alternatives(r"""
    test[- ]of[- ]time|most influential|seminal contributions?|classic paper
    marr|longuet-higgins|koenderink|everingham
""")
_PRIZE = rf"\b(?:{_PRIZES})\s+(?:papers?\s+)?(?:awards?|prizes?|honou?rable mentions?)?"
_OTHER = r"\bhonou?rable mentions?\b|\baward[- ]winning(?:\s+paper)?|\bbest of (?:conference|show)\b|\brunners?[- ]up\b"
_AWARD = re.compile(f"{_EDITION}(?:{_BEST}|{_PRIZE}|{_OTHER})", re.I)
_TELLING = (
    *("best", "outstanding", "distinguished", "exemplary", "influential", "test", "seminal", "classic", "marr"),
    *("higgins", "koenderink", "everingham", "mention", "award", "runner"),
)
"""Every award is named with one of these."""
_SIGNS = re.compile(r"[^\w\n]{1,8}")
_WON = re.compile(r"\b(?:award[- ]winning|won|winner|wins|received|receives|awarded|winning|recipient)\b", re.I)


def find_presentation(phrase: Phrase, *, heading: bool = False) -> Mention | None:
    """The kind of presentation that `phrase` names: all of it when it is a heading, anywhere in it otherwise."""
    phrase = phrase.strip()
    if heading:
        return next((phrase.mention(kind) for kind, words in _HEADING.items() if words.fullmatch(phrase.raw)), None)
    for kind, words in _INLINE.items():
        if match := words.search(phrase.raw):
            return phrase.part(phrase.start + match.start(), phrase.start + match.end()).mention(kind)
    return None


def behind_edition(content: Content, at: int) -> tuple[Mention | None, Mention | None]:
    """The presentation and the award that stand right behind an edition: "ICLR 2021 (oral)", "…, outstanding paper".

    Args:
        content: that of a citation.
        at: where its venue and year end.
    """
    presentations = ((kind, words.match(content.text, at)) for kind, words in _BEHIND_EDITION.items())
    said = next(((kind, match.span("said")) for kind, match in presentations if match), None)
    presentation = whole(content).part(*said[1]).mention(said[0]) if said else None
    gap = _SIGNS.match(content.text, at)
    won = _AWARD.match(content.text, gap.end()) if gap else None
    return presentation, whole(content).part(*won.span()).strip().mention() if won else None


def find_award(phrase: Phrase, *, heading: bool = False) -> Mention | None:
    """The award that `phrase` gives to the paper it speaks of.

    Prose must say that the paper has it ("this award-winning paper", "won the best paper award"); a heading need only
    name it ("Best Paper Awards").
    """
    raw = phrase.raw
    for match in _AWARD.finditer(raw) if any(map(raw.lower().__contains__, _TELLING)) else ():
        around = raw[max(0, match.start() - 60) : match.end() + 20]
        if heading or _WON.search(around):
            return phrase.part(phrase.start + match.start(), phrase.start + match.end()).strip().mention()
    return None
