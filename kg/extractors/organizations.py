"""Organisations: lists behind a label, and teams that prose names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extractors.alternatives import alternatives
from kg.extractors.phrase import Phrase
from kg.vocabulary.campuses import names_campus

_SPLIT = re.compile(r"(?:[,，、;；/|\n]|(?<=\s)&\s)\s*(?:and\s+)?")
_KEYWORDS = alternatives(r"""
    universit\w*|institut\w*|college|school|lab|labs|laborator\w+|research|center|centre|academy|polytechni\w*
    [eé]cole|polit[eéè]cnic\w*|hochschule|fraunhofer|max planck|cnrs|csiro
    corporation|inc|ltd|gmbh|company|agency|foundation|council|hospital|deepmind|google|microsoft|facebook|meta
    amazon|ibm|nvidia|openai|apple|intel|baidu|tencent|alibaba|huawei|samsung|adobe|mila|inria|eth|epfl|mit|cmu
    kaist|riken|brain|fair|salesforce|uber|disney|anthropic
    lyft|waymo|zoox|nuro|tesla|bosch|siemens|toyota|volkswagen|qualcomm|sony|naver|kakao|yandex|bytedance|sensetime
    megvii|didi|meituan|netflix|spotify|airbnb|linkedin|pinterest|yahoo|ebay|oracle|zalando|stanford|princeton
""")
_KEYWORD = re.compile(rf"\b(?:{_KEYWORDS})\b(?!-[a-z])", re.I)  # "Meta", but not "Meta-Learning"
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
    while parts:
        part = parts.pop(0)
        if parts and _is_campus(part, parts[0]):
            part = part.part(part.start, parts.pop(0).end)
        if len(part.text) > 1 and part.text[0].isalnum():
            yield part


def _is_campus(university: Phrase, place: Phrase) -> bool:
    """Whether `place`, the next part of a list, is that of a campus of `university`."""
    alone = names_campus(university.text) or names_campus(place.text)
    return not alone and names_campus(university.part(university.start, place.end).text)


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
