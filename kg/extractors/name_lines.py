"""Lines that hold names and hardly anything else: "Jane Doe (MIT), John Roe (ETH)"."""

from __future__ import annotations

import re

from kg.extractors.people import NameList, find_lists, may_begin
from kg.extractors.phrase import Phrase
from kg.extractors.signals import Scanner

_LONGEST, _LONGEST_AFFILIATED = 400, 3000  # characters of a line of names; of one that says where each works
_FEWEST_PARTED = 2  # semicolons between people and where they work
_SHARE = 0.85  # of the characters of such a line
_BY = re.compile(r"\W*(?:written )?by:?\s+", re.I)  # before people
_LEAST, _LEAD = -1.0, 3  # odds of a name behind it; its characters
_IN_BRACKETS = re.compile(r"\([^()]+\)")
_AFFILIATION = re.compile(r"\([^()\n]{2,120}\)[*†‡§¶]*|\{[^{}\n]{2,80}\}$")  # or a remark: "{won a prize}"
_PROSE_WORD = re.compile(r"(?<!\S)(?!others|colleagues|coauthors|authors)[a-z]{6,}(?!\S)")
"""A word that stands in no list of names, unless semicolons part people and where they work."""


def may_be_names(line: Phrase) -> bool:
    """Whether a line can be one of names at all: a cheap look."""
    text = line.content.text
    return not is_long(line) and may_begin(text, line.start, line.end) and text.find("://", line.start, line.end) < 0


def is_long(line: Phrase) -> bool:
    """Whether a line is longer than those of names are."""
    if line.end - line.start < _LONGEST:
        return False
    parted = max(line.content.text.count(sign, line.start, line.end) for sign in (";", "),")) >= _FEWEST_PARTED
    return line.end - line.start >= (_LONGEST_AFFILIATED if parted else _LONGEST)


def line_of_names(line: Phrase, scan: Scanner) -> NameList | None:
    """The one list of names that a line holds, perhaps with affiliations in brackets, and hardly anything else.

    All of it may stand in brackets: "(P. Prabhu, G. Ramalingam)". Several layouts ask: each line is read once.
    """
    return scan.once(line, _read) if may_be_names(line) else None


def _read(line: Phrase) -> NameList | None:
    if _IN_BRACKETS.fullmatch(line.raw):
        line = line.part(line.start + 1, line.end - 1).strip()
    plain = _AFFILIATION.sub(lambda group: " " * len(group.group()), line.raw)
    length = len(plain.strip())
    prose = 0 if ";" in plain else sum(map(len, _PROSE_WORD.findall(plain)))
    if length - prose < _SHARE * length:
        return None
    names = find_lists(" " * line.start + plain, line.start, line.end)
    if len(names) != 1:
        return None
    called = _BY.fullmatch(plain, 0, names[0].start - line.start) is not None
    sure = names[0].sure or (called and names[0].odds > _LEAST)
    return names[0] if sure and names[0].end - names[0].start >= _SHARE * (length - called * _LEAD) else None
