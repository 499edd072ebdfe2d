"""Organisations: lists behind a label, and teams that prose names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extractors.alternatives import alternatives
from kg.extractors.phrase import Phrase

_SPLIT = re.compile(r"(?:[,，、;；/|\n]|(?<=\s)&\s)\s*(?:and\s+)?")
_SYSTEMS = alternatives(r"""
    university of (?:california|texas|illinois|michigan|massachusetts|wisconsin|north carolina|maryland|minnesota)
    university of (?:colorado|missouri|nebraska|tennessee|alabama|hawaii|houston|arkansas|alaska|maine|washington)
    california state university|state university of new york|city university of new york|indiana university
    purdue university|rutgers(?: university)?|chinese university of hong kong|uc|suny|cuny|ut
""")
_SYSTEM = re.compile(rf"(?:^|\s)(?:{_SYSTEMS})$", re.I)  # a university that is named with its campus
_KEYWORDS = alternatives(r"""
    universit\w*|institut\w*|college|school|lab|labs|laborator\w+|research|center|centre|academy|polytechni\w*
    [eé]cole|polit[eéè]cnic\w*|hochschule|fraunhofer|max planck|cnrs|csiro
    corporation|inc|ltd|gmbh|company|agency|foundation|council|hospital|deepmind|google|microsoft|facebook|meta
    amazon|ibm|nvidia|openai|apple|intel|baidu|tencent|alibaba|huawei|samsung|adobe|mila|inria|eth|epfl|mit|cmu
    kaist|riken|brain|fair|salesforce|uber|disney|anthropic
""")
_KEYWORD = re.compile(rf"\b(?:{_KEYWORDS})\b", re.I)
_PEOPLE = ("team", "researcher", "scientist", "people", "folks", "colleagues", "group", "author", "engineer")
_TEAM = re.compile(
    r"\b(?:team|teams|researchers?|scientists?|people|folks|colleagues|group|authors?|engineers?)\s+(?:from|at|of)\s+"
    r"(?P<name>(?:the\s+)?[A-Z][\w&.-]*(?:\s+(?:of|for|and|[A-Z][\w&.-]*))*)"
)


def read_organizations(value: Phrase) -> Iterator[Phrase]:
    """The organisations listed in `value`, e.g. behind the label "Organization".

    A campus stays with its university: "University of California, Los Angeles" is one.
    """
    parts = list(_parts(value))
    index = 0
    while index < len(parts):
        part = parts[index]
        following = parts[index + 1] if index + 1 < len(parts) else None
        if following and _SYSTEM.search(part.text) and not _KEYWORD.search(following.text):
            part = part.part(part.start, following.end)
            index += 1
        if len(part.text) > 1 and part.text[0].isalnum():
            yield part
        index += 1


def _parts(value: Phrase) -> Iterator[Phrase]:
    at = 0
    for match in _SPLIT.finditer(value.raw):
        yield value.part(value.start + at, value.start + match.start()).strip(" .")
        at = match.end()
    yield value.part(value.start + at, value.end).strip(" .")


def teams(prose: Phrase) -> Iterator[Phrase]:
    """Organisations that prose gives a team: "the team from IBM", "researchers at Carnegie Mellon University"."""
    raw = prose.raw
    for match in _TEAM.finditer(raw) if any(map(raw.__contains__, _PEOPLE)) else ():
        name = match["name"].rstrip(".")
        while name.rpartition(" ")[2] in ("of", "for", "and"):
            name = name.rpartition(" ")[0].rstrip(" .")
        start = prose.start + match.start("name")
        yield prose.part(start + (4 if name.casefold().startswith("the ") else 0), start + len(name))


def is_organization(text: str) -> bool:
    """Whether `text` names an organisation by one of the words that organisations are named with.

    >>> is_organization("Google Brain"), is_organization("Pratik Worah")
    (True, False)
    """
    return _KEYWORD.search(text) is not None
