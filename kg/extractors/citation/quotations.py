"""Quotation marks around a title, and those inside it: ""Why Should I Trust You?": Explaining the Predictions"."""

from __future__ import annotations

import re

from kg.extractors.citation.surroundings import EDGE, QUOTATION_MARKS
from kg.extractors.phrase import Phrase
from kg.extractors.signals import Quote, Signals

_OTHERS = {  # what closes a mark, or opened it, inside a title
    '"': re.compile('"'),
    "“": re.compile("”"),
    "”": re.compile("“"),
    "'": re.compile(r"(?<=[\w.?!])'(?!\w)|(?<!\w)'(?=\w)"),
    "‘": re.compile(r"’(?!\w)"),
    "’": re.compile("‘"),
}
_COLON = re.compile(r"[”\"]:\s+(?=[A-Z]\S*\s\S)")
_COLON_LOWER = re.compile(r"[”\"]:\s+(?=[a-z]+\s[a-z])")
_CAPITAL = re.compile(r"(?<=[?!])[”\"]\s+(?!(?:In|Proc|Proceedings|At)\b)(?=[A-Z]\w*\s[a-z])")
_LOWER = re.compile(
    r"(?<![.,])[”\"]\s+(?!(?:in|at|to|by|on|from|with|is|are|was|were|has|had|presented|published|arxiv|pp?|vol)\b)"
    r"(?=[a-z]{2,}\s)"
)
"""What stands between a quotation and the rest of the title that it begins."""

_FILES = (".pdf", ".ps", ".djvu")  # what papers are kept in


def unquoted(phrase: Phrase) -> Phrase:
    """A phrase without signs and quotation marks at its ends, but for a mark whose other one stands inside it.

    Nor is the ending of a file's name a part of a title: "Deep Crossing.pdf".
    """
    phrase = phrase.strip(EDGE)
    if phrase.raw.lower().endswith(_FILES):
        phrase = phrase.part(phrase.start, phrase.start + phrase.raw.rindex(".")).strip(EDGE)
    bare = phrase.strip(QUOTATION_MARKS)
    before, behind = bare.start - phrase.start, phrase.end - bare.end
    if bare.raw and before + behind == 1:  # one end alone
        other = _OTHERS[phrase.raw[0] if before else phrase.raw[-1]]
        if len(other.findall(bare.raw)) % 2:
            return phrase
    return bare.strip(EDGE)


def goes_on(signals: Signals, quote: Quote) -> bool:
    """Whether a quotation is but the beginning of a title: ""Why should I trust you?": Explaining the predictions …".

    People must stand before it; where a colon follows, people, a venue or a year behind the title do, too, since a
    colon may also lead to words about what is quoted.
    """
    text = signals.masked
    led = any(names.sure and names.end <= quote.start for names in signals.names)
    if led and any(style.match(text, quote.end) for style in (_CAPITAL, _LOWER, _COLON_LOWER)):
        return True
    rest = _COLON.match(text, quote.end)
    if rest is None:
        return False
    fields = [names.start for names in signals.names if names.sure] + [venue.start for venue in signals.venues]
    if rest.end() in fields:
        return False  # ""Deep Sets": Zaheer et al."
    return led or any(start > rest.end() for start in (*fields, *(start for start, _, _ in signals.years)))
