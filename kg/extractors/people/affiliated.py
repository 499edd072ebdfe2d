"""Names with where their people work: "Shuai Yi, CUHK; Hongsheng Li, CUHK; Peter Wonka, ; Liangliang Nan, KAUST".

Colons may stand before the affiliations: "Anhong Guo: University of Michigan; Jian Zhao: University of Waterloo".
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.extractors.people.chunks import Chunk, Name, chunks
from kg.extractors.people.tokens import tokens

_SEMICOLON = re.compile(r"[;；]")
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
    if not others or (not _SEMICOLON.search(text, start, end) and any(map(_holds_people, others))):
        return None
    above = first.rfind("\n") + 1
    if above and not first[: above - 1].rstrip().endswith(","):  # a title in the line above the people
        start, first = start + above, first[above:]
    colon = first.find(":") if all(":" in person for person in (first, *others)) else -1
    led = start + (colon if colon >= 0 else len(first))
    names = [name for part in _PART.finditer(text, start, led) if (name := _name(text, part))][-1:]
    affiliations = names != [] and text[names[0].end : start + len(first)].strip(" ,") != ""
    at = start + len(first) + 1
    for person in others:
        parts = list(_PART.finditer(text, at, at + len(person)))
        name = _name(text, parts[0]) if parts else None
        if name is None:
            return None
        names.append(name)
        affiliations = affiliations or len(parts) > 1
        at += len(person) + 1
    return Affiliated(names[0].start, end, tuple(names)) if affiliations and len(names) == len(others) + 1 else None


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
    return sum(1 for part in parts if (name := _name(line, part)) and name.odds > _LIKELY) >= _SEVERAL


def _name(text: str, part: re.Match[str]) -> Name | None:
    """The one full name that is all of a part."""
    items = list(chunks(text, tokens(text, *part.span()), frozenset()))
    if len(items) != 1 or not isinstance(items[0], Chunk) or items[0].is_organization:
        return None
    name = items[0].name
    return name if name and name.odds > -1 else None
