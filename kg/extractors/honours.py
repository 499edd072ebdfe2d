"""Quoted titles that prose gives an award: "The best paper award went to “…” and “…”", "“…” has won a prize"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extractors.phrase import Phrase
from kg.extractors.signals import Signals
from kg.extractors.standing import find_award
from kg.model import Mention

_HONOUR = r"(?:awards?|prizes?|best(?: [\w-]+)? papers?)"
_HONOURED = re.compile(  # "the award for the best paper went to “…”"
    rf"\b{_HONOUR}\b[^.!?“”\"]{{0,40}}\b(?:goes|go|went|(?:is|was|were|has been) (?:given|awarded|presented)) to"
    r"(?: the papers?)?\s*:?\s*[“\"]?$",
    re.I,
)
_HAS_WON = re.compile(
    r"[”\"]?,?\s*(?:which |that )?(?:also )?(?:won|wins|received|receives|got|was awarded|was given)\b"
    rf"[^.!?“”\"]{{0,40}}\b{_HONOUR}\b",
    re.I,
)  # behind a title
_AND = re.compile(r"[”\"]?(?:, and|,| and| as well as)\s+(?:to )?[“\"]?")
_LONGEST_HONOUR = 120  # characters that name an award and give it


def may_honour(text: str) -> bool:
    """A quick look at whether an award may be given to what is quoted."""
    return any(map(text.__contains__, '"“')) and any(map(text.casefold().__contains__, ("award", "prize", "best ")))


def honoured(phrase: Phrase, signals: Signals) -> Iterator[tuple[Phrase, Mention | None]]:
    """What is quoted and said to have an award, with the award where its name is known."""
    text, said, end = phrase.content.text, None, 0
    for quote in signals.quotes:
        begin = max(phrase.start, quote.start - _LONGEST_HONOUR)
        given, won = _HONOURED.search(text, begin, quote.start), _HAS_WON.match(text, quote.end)
        if given:
            said = phrase.part(text.rfind(". ", begin, given.start()) + 1 or begin, given.end())
        elif won:
            said = phrase.part(*won.span())
        elif said and not _AND.fullmatch(text, end, quote.start):
            said = None
        end = quote.end
        if said:
            yield phrase.part(quote.start, quote.end), find_award(said, heading=True)
