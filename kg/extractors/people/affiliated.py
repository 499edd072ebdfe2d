"""Names with where their people work: "Shuai Yi, CUHK; Peter Wonka, ; Ann Poe, Bo Roe, and Liangliang Nan, KAUST".

Colons may stand before the affiliations: "Anhong Guo: University of Michigan; Jian Zhao: University of Waterloo".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from kg.extractors.people.chunks import Chunk, Name, chunks
from kg.extractors.people.tokens import tokens

_SEMICOLON = re.compile(r"[;；]")
_PERSON = re.compile(r"(?:\s*(?:and|&)\s+)?(?P<who>(?:(?!\s(?:and|&)\s)[^,:;；，])+)")
_FEWEST = 2  # names, for the last of them to be a place
_LIKELY, _SEVERAL = 1.0, 3  # log2 odds of a name; names of a line that are more than one person's and a place
_PART = re.compile(r"[^,:;；，]+")


class Affiliated(NamedTuple):
    """The names of such a list, and the range of the whole list."""

    start: int
    end: int
    names: tuple[Name, ...]


def find_affiliated(text: str, start: int, end: int) -> Affiliated | None:
    """The list at the end of `text[start:end]`: semicolons or line ends part people, commas their affiliations.

    What stands before the first name ("Title, Shuai Yi, CUHK; …") is left out. None when a person is not named in full
    or nobody has an affiliation: "Doe, Jane; Roe, John" is another style.
    """
    first, *others = _people(text[start:end])
    joint = _SEMICOLON.search(text, start, end) is not None  # several people may work at one place
    if not others or (not joint and any(map(_holds_people, others))):
        return None
    above = first.rfind("\n") + 1
    if above and not first[: above - 1].rstrip().endswith(","):  # a title in the line above the people
        start, first = start + above, first[above:]
    colon = first.find(":") if all(":" in person for person in (first, *others)) else -1
    led = start + (colon if colon >= 0 else len(first))
    names = _led(text, start, led)
    names = names if joint else names[-1:]
    affiliations = names != [] and text[names[-1].end : start + len(first)].strip(" ,") != ""
    at = start + len(first) + 1
    for person in others:
        several = _first_names(text, at, at + len(person))[: None if joint else 1]
        if not (names and several):
            return None
        affiliations = affiliations or text[several[-1].end : at + len(person)].strip(" ,:") != ""
        names += several
        at += len(person) + 1
    return Affiliated(names[0].start, end, tuple(names)) if affiliations and names else None


def _first_names(text: str, start: int, end: int) -> list[Name]:
    """The names that a range begins with, before where they work: "Jane Doe and John Roe, IBM"."""
    pieces = list(_PERSON.finditer(text, start, end))
    named = list(takewhile(lambda name: name is not None, (_name(text, *piece.span("who")) for piece in pieces)))
    names = [name for name in named if name]
    return names[:-1] if _ends_with_place(text, pieces, names) else names


def _led(text: str, start: int, end: int) -> list[Name]:
    """The names that stand last in a range, before where they work; a title may lead to them."""
    pieces = list(_PERSON.finditer(text, start, end))
    named = [_name(text, *piece.span("who")) for piece in pieces]
    while named and named[-1] is None:
        named.pop()
    names = list(reversed([name for name in takewhile(lambda name: name is not None, reversed(named)) if name]))
    return names[:-1] if _ends_with_place(text, pieces, names) else names


def _ends_with_place(text: str, pieces: Sequence[re.Match[str]], names: Sequence[Name]) -> bool:
    """Whether the last of several names is where the others work, which reads as a name: "Ali Anwar, Virginia Tech"."""
    if len(names) < _FEWEST or not pieces or names[-1].end < pieces[-1].end("who"):
        return False
    return text[names[-2].end : names[-1].start].strip() == ","


def _people(text: str) -> list[str]:
    """The text parted at semicolons; without any, at the ends of lines that hold a comma, but end in none."""
    parts = _SEMICOLON.split(text)
    if len(parts) > 1:
        return parts
    lines = text.split("\n")
    ended = [line.strip() for line in lines[:-1]]
    wrapped = any(line.endswith(",") for line in ended)
    return lines if not wrapped and any("," in line.strip(",") for line in ended) else parts


def _holds_people(line: str) -> bool:
    """Whether a line holds several people, and not one with where they work: "Jane Doe, John Roe, and Ann Poe"."""
    parts = list(_PART.finditer(line))
    return sum(1 for part in parts if (name := _name(line, *part.span())) and name.odds > _LIKELY) >= _SEVERAL


def _name(text: str, start: int, end: int) -> Name | None:
    """The one full name that is all of a range."""
    items = list(chunks(text, tokens(text, start, end), frozenset()))
    if len(items) != 1 or not isinstance(items[0], Chunk) or items[0].is_organization:
        return None
    name = items[0].name
    return name if name and name.odds > -1 else None
