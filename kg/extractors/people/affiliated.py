"""Names with where their people work: "Shuai Yi, CUHK; Hongsheng Li, CUHK; Peter Wonka, ; Liangliang Nan, KAUST".

Colons may stand before the affiliations: "Anhong Guo: University of Michigan; Jian Zhao: University of Waterloo".
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.extractors.people.chunks import Chunk, Name, chunks
from kg.extractors.people.tokens import tokens

_SEMICOLON = re.compile(r"[;；]")
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
    if not others:
        return None
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


def _name(text: str, part: re.Match[str]) -> Name | None:
    """The one full name that is all of a part."""
    items = list(chunks(text, tokens(text, *part.span()), frozenset()))
    if len(items) != 1 or not isinstance(items[0], Chunk) or items[0].is_organization:
        return None
    name = items[0].name
    return name if name and name.odds > -1 else None
