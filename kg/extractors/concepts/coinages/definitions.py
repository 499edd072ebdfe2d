"""Short forms beside the words that they abbreviate: "Open Graph Benchmark (OGB)", "LASER (LArge Scale …)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extractors.coined import is_initials
from kg.extractors.concepts.coinages.coinage import FUNCTION_WORDS, Coinage, part
from kg.extractors.concepts.nouns import kind_of
from kg.extractors.concepts.texts import Text
from kg.model import Kind

_REACH = 90  # characters before the bracket
_BRACKETS = re.compile(r"\((?P<short>[^()\s][^()]{0,24}?)\)")
_SPELLED_OUT = re.compile(r"(?<![\w-])(?P<short>[A-Z][\w-]{2,15}) \((?P<long>[^\W\d_][^()\n,;:]{8,90})\)")
_CALLED_SO = re.compile(r"(?:^|[\s“\"])(?P<noun>[a-z]{4,})[ ,:–—“\"*_-]{1,4}$")
_WORD = re.compile(r"\S+")
_SYLLABLES = re.compile(r"(?:[A-Z][a-z]{2,}){2,}")  # "DetCons", as methods are named, but nothing like "IoT"
_NOUN_BEHIND = re.compile(r"[*_]{0,3} (?P<noun>[a-z]{4,})(?![\w-])")
_STOPS = (". ", "; ", ": ", ", ", "\n", "(", ")")
_NEW_BEFORE = re.compile(
    r"\b(?:propos\w+|introduc\w+|present(?:s|ed|ing)?|design(?:s|ed)?|develop(?:s|ed)?|new|novel|call(?:s|ed)|dubbed|named|our|their)\b"
    r"(?:,?\s+[\w-]+){0,5},?\s*[*_“\"]*$|\b(?:the|an?)\s+[“\"]$",
    re.I,
)
_NEW_BEHIND = re.compile(
    r"[^.;:]{0,60}?\b(?:is|are|was|were|been)\s+(?:\w+ly\s+)?(?:proposed|introduced|presented|developed)\b", re.I
)


def definitions(text: Text) -> Iterator[Coinage]:
    """Each short form with its long form; of the two, initials of two or three letters make the worse name."""
    raw = text.phrase.raw
    for match in _BRACKETS.finditer(raw) if "(" in raw else ():
        short = match["short"].strip(" *_“”\"'")
        start = long_form(raw, match.start(), short)
        if start is None:
            continue
        first = match.start("short") + match["short"].index(short)
        long_end = len(raw[: match.start()].rstrip(" *_”\"'"))
        long, brief = part(text.phrase, start, long_end), part(text.phrase, first, first + len(short))
        name, alias = (long, brief) if is_initials(short.rstrip("s")) else (brief, long)
        kind = kind_of(long.text) or _kind_behind(raw, match.end())
        kind = kind or (Kind.METHOD if _SYLLABLES.fullmatch(short) else None)
        yield Coinage(name, kind, "definition", (alias,), _is_new(raw, start, match.end()))


def spelled_out(text: Text) -> Iterator[Coinage]:
    """Each short form with its long form in brackets behind it: "their algorithm LASER (LArge Scale … Replay)"."""
    raw = text.phrase.raw
    for match in _SPELLED_OUT.finditer(raw) if "(" in raw else ():
        short, long = match["short"], match["long"]
        if is_initials(short.rstrip("s")) or long_form(long, len(long), short) != 0:
            continue
        named = _CALLED_SO.search(raw, 0, match.start())
        kind = kind_of(long) or (kind_of(named["noun"]) if named else None)
        brief, spelled = part(text.phrase, *match.span("short")), part(text.phrase, *match.span("long"))
        yield Coinage(brief, kind, "definition", (spelled,), _is_new(raw, match.start(), match.end()))


def _kind_behind(raw: str, end: int) -> Kind | None:
    """The kind that the noun behind the bracket tells: "Deterministic Greedy (DetGreedy) algorithm"."""
    noun = _NOUN_BEHIND.match(raw, end)
    return kind_of(noun["noun"]) if noun else None


def _is_new(raw: str, start: int, end: int) -> bool:
    """Whether the words around `[start, end)` say that something new stands there."""
    return bool(_NEW_BEFORE.search(raw[max(0, start - _REACH) : start]) or _NEW_BEHIND.match(raw, end))


def long_form(text: str, end: int, short: str) -> int | None:
    """Where the words begin that `short`, in brackets behind them at `end`, abbreviates; None when there are none.

    After Schwartz and Hearst (2003), "A Simple Algorithm for Identifying Abbreviation Definitions in Biomedical Text":
    the letters of the short form stand in the long one in order, the first at the beginning of a word.

    >>> text = "we use neural tangent kernels (NTK)"
    >>> text[long_form(text, 30, "NTK"):30]
    'neural tangent kernels '
    """
    bare = short[:-1] if len(short) > 2 and short.endswith("s") and short[-2].isupper() else short
    if not _may_abbreviate(bare):
        return None
    before = text[max(0, end - _REACH) : end].rstrip()
    candidate = before[max(before.rfind(stop) + 1 for stop in _STOPS) :]
    words = list(_WORD.finditer(candidate))[-min(len(bare) + 5, 2 * len(bare)) :]
    begin = _first_letter(candidate, words[0].start(), bare) if words else None
    if begin is None:
        return None
    long = candidate[begin:].split()
    several = len(long) > 1 or ("-" in long[0] and len(bare) > 2)
    if not several or long[0].lower() in FUNCTION_WORDS or bare.lower() in (word.lower() for word in long):
        return None
    return max(0, end - _REACH) + len(before) - len(candidate) + begin


def _may_abbreviate(short: str) -> bool:
    capitals = sum(map(str.isupper, short))
    return (
        2 <= len(short) <= 16 and short[0].isalnum() and capitals >= min(2, len(short) - 1) and len(short.split()) <= 2
    )


def _first_letter(candidate: str, lowest: int, short: str) -> int | None:
    """The place of the first letter of `short` when its letters are looked for from the end of `candidate`."""
    letters = [character.lower() for character in short if character.isalnum()]
    at = len(candidate)
    for number in reversed(range(len(letters))):
        at -= 1
        while at >= lowest and not _fits(candidate, at, letters[number], first=number == 0):
            at -= 1
        if at < lowest:
            return None
    if at and candidate[at - 1] == "-":  # "Multi-modal Factorized Bilinear (MFB)"
        word = candidate.rfind(" ", 0, at) + 1
        return word if candidate[word].lower() == letters[0] else at
    return at


def _fits(candidate: str, at: int, letter: str, *, first: bool) -> bool:
    return candidate[at].lower() == letter and not (first and at and candidate[at - 1].isalnum())
