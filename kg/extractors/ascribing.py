"""Whom prose says a title is by: "In *Deep Sets*, Zaheer et al. show …", "*Deep Sets* by Zaheer and colleagues"."""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.extractors.alternatives import alternatives
from kg.extractors.author_year import SURNAME
from kg.extractors.lexicon import name_odds
from kg.extractors.people import find_lists
from kg.extractors.phrase import Phrase
from kg.model import Mention, Span

_OTHERS = r"et\.? ?al\b\.?|and (?:(?:his|her|their) )?(?:colleagues|co-?authors|co-?workers|collaborators|others)\b"
_SEVERAL = rf"(?P<first>{SURNAME})(?:\s+(?P<et_al>{_OTHERS})|\s+(?:and|&)\s+(?P<second>{SURNAME}))"
_DATE = r"(?:\s*\((?:[\w.,]+ ){0,2}(?:19|20)\d\d\))?"  # "(February 2024)"
_IN = re.compile(r"\bin\s+(?:the paper\s+)?[“\"]?$", re.I)
_BEHIND = re.compile(r"[”\"]?,?\s+")
_ACTING = re.compile(rf"[”\"]?{_DATE},?\s+{_SEVERAL}(?=\.?\s*[a-z])")
_BY = re.compile(rf"[”\"]?{_DATE},?\s+(?:(?:paper|article|study|preprint|work){_DATE}\s+)?by\s+{_SEVERAL}")
_DONE_IN = re.compile(rf"\b{_SEVERAL}\s+(?:[a-z]+\s+){{1,3}}in\s+[“\"]?$")
_WORK = alternatives("paper|essay|article|work|survey|study|thesis|dissertation|book|monograph|tutorial")
_OWNED = re.compile(
    rf"(?P<name>{SURNAME}(?:\s+(?:[A-Z]\.\s*)*{SURNAME})?)['’]s?\s+(?:[\w-]+\s+){{0,2}}(?:{_WORK}),?\s*[“\"]?$"
)
_VERB = re.compile(r"\s+[a-z]")
_REACH = 80  # characters before a title


class Ascribed(NamedTuple):
    """The people a title is said to be by, and where they are named."""

    authors: tuple[Mention, ...]
    et_al: Span | None


def ascribed(title: Phrase) -> Ascribed | None:
    """Whom the words around a title that is set apart in prose say it is by; None when they name nobody.

    Args:
        title: its words, in the phrase that it stands in.
    """
    text, start, end = title.content.text, title.start, title.end
    before = text[max(0, start - _REACH) : start]
    if match := _BY.match(text, end):
        return _several(title, match, 0)
    if _IN.search(before):
        if match := _ACTING.match(text, end):
            return _several(title, match, 0)
        if alone := _alone(title, end):
            return alone
    if match := _DONE_IN.search(before):
        return _several(title, match, start - len(before))
    if (match := _OWNED.search(before)) and name_odds(match["name"].split()[-1]) > 0:
        at = start - len(before)
        return Ascribed((title.part(at + match.start("name"), at + match.end("name")).mention(),), None)
    return None


def _several(title: Phrase, match: re.Match[str], at: int) -> Ascribed:
    """The people of a match in a text that begins at `at`."""
    first, second, et_al = (
        title.part(at + match.start(group), at + match.end(group)) if match[group] else None
        for group in ("first", "second", "et_al")
    )
    return Ascribed(tuple(author.mention() for author in (first, second) if author), et_al.span if et_al else None)


def _alone(title: Phrase, end: int) -> Ascribed | None:
    """The one whose full name stands right behind the title, before a verb: "…, Gábor Berend demonstrates"."""
    text = title.content.text
    match = _BEHIND.match(text, end)
    if match is None:
        return None
    for names in find_lists(text, match.end(), min(len(text), match.end() + _REACH)):
        if names.sure and names.start == match.end() and len(names.names) == 1 and _VERB.match(text, names.end):
            return Ascribed((title.part(names.start, names.end).mention(),), None)
    return None
