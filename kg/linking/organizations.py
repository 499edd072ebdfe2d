"""Organisations: which names are those of one.

Names are compared without case, diacritics, punctuation, small words ("the", "of", "at") and legal forms, with
abbreviations of everyday words written out. "Lab" behind a name that stands alone elsewhere does not count, nor does
what explains a name behind a dash. An acronym is its name in full when a document gives both, or when it is the
initials of a name beside the same paper, and of no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from kg.linking.acronyms import SMALL, given_with
from kg.linking.entities import Reason
from kg.linking.joining import Form, Names, Thing
from kg.linking.minting import folded
from kg.linking.standing import Standing
from kg.vocabulary.campuses import in_full

_LEGAL = frozenset(
    (
        "inc",
        "incorporated",
        "corp",
        "corporation",
        "co",
        "ltd",
        "limited",
        "llc",
        "llp",
        "gmbh",
        "ag",
        "plc",
        "bv",
        "pty",
    )
)
_ABBREVIATIONS = {
    "univ": "university", "inst": "institute", "dept": "department", "natl": "national", "intl": "international",
    "acad": "academy", "coll": "college", "ctr": "center", "polytech": "polytechnic", "sci": "science",
    "engg": "engineering",
}  # fmt: skip
_ONE_WORD = dict.fromkeys(("lab", "labs", "laboratories"), "laboratory") | {"centre": "center", "sciences": "science"}
_UNIT = re.compile(r"\b(?:universit\w*|institut\w*|college|school|department|faculty|national|research)\b")
_DASH = re.compile(r"\s+[-–—]\s+|\s*[–—]\s*")
_EXPLAINS = re.compile(r"\b(?:institute?|cent(?:er|re))\b", re.I)


@cache
def organization_form(name: str) -> Form:
    """The words of an organisation's name that count.

    >>> organization_form("The Univ. of California at Berkeley").words
    'university of california berkeley'
    >>> organization_form("UC Berkeley").compared == organization_form("University of California, Berkeley").compared
    True
    >>> organization_form("Mila Labs, Inc.").compared, organization_form("ICL (Imperial College London)").compared
    ('mila laboratory', 'imperial college london')
    """
    both = given_with(name)
    parts = folded(both[0] if both else name).split()
    while len(parts) > 1 and parts[-1] in _LEGAL:
        parts.pop()
    if len(parts) > 1 and parts[0] == "the":
        del parts[0]
    if parts[:2] == ["u", "of"]:
        parts[0] = "university"
    written = in_full(" ".join(_ABBREVIATIONS.get(part, part) for part in parts)).split()
    written = [part for part in written if part != "at"] or written
    large = [_ONE_WORD.get(part, part) for part in written if part not in SMALL]
    return Form(" ".join(written), " ".join(large or written), name)


def organizations(standings: Iterable[Standing]) -> list[Thing]:
    """All organisations, sorted by key.

    >>> [thing.key for thing in organizations([Standing("a.md", 1, organizations=("Mila", "IBM", "Mila Lab"))])]
    ['ibm', 'mila-lab']
    """
    written = ((name, item.document, item.paper) for item in standings for name in item.organizations)
    names = Names(written, organization_form)
    for text, compared in names.texts():
        _join_laboratory(names, compared)
        _join_explained(names, text, compared)
    names.join_acronyms((compared, both[1]) for text, compared in names.texts() if (both := given_with(text)))
    return sorted(names.things())


def _join_laboratory(names: Names, compared: str) -> None:
    """A laboratory that is called like what stands alone elsewhere is that, unless it is a part of an institute."""
    rest = compared.removesuffix(" laboratory")
    if rest != compared and rest in names.known and not _UNIT.search(rest):
        names.joining.join(rest, compared, Reason("laboratory of that name", rest))


def _join_explained(names: Names, text: str, compared: str) -> None:
    """What stands behind a dash explains a name of one word that stands alone beside the same paper."""
    head, *tail = _DASH.split(text, maxsplit=1)
    short = organization_form(head).compared
    if not tail or " " in short or short not in names.known or not _EXPLAINS.search(tail[0]):
        return
    if names.together(short, compared):
        names.joining.join(short, compared, Reason("explained behind a dash", head))
