"""Acronyms and what they stand for. Initials alone prove nothing: what else speaks for it is up to the caller."""

from __future__ import annotations

import re

from kg.naming import ascii_fold, words

_ACRONYM = re.compile(r"[A-Z](?:[A-Z0-9&]|-(?=[A-Z0-9]))*[A-Z0-9]")
_BRACKETS = re.compile(r"(?P<before>[^()]*[^()\s])\s*\((?P<inside>[^()]+)\)\s*")
_PLACES = frozenset({"USA", "US", "UK", "UAE", "EU", "PRC", "ROK", "NYC"})

SMALL = frozenset(
    re.findall(
        r"\w+",
        "a an and at by for from in of on the to with de del della der des di do du e et fur la le les und y",
    )
)
"""Words that names are compared without, and that acronyms may pass over."""


def is_acronym(name: str) -> bool:
    """Whether `name` is one word of capitals.

    >>> is_acronym("UCLA"), is_acronym("Mila"), is_acronym("USA")
    (True, False, False)
    """
    return _ACRONYM.fullmatch(name) is not None and name not in _PLACES


def given_with(name: str) -> tuple[str, str] | None:
    """The name in full and the acronym, when `name` gives both.

    >>> given_with("Massachusetts Institute of Technology (MIT)")
    ('Massachusetts Institute of Technology', 'MIT')
    >>> given_with("KAIST (Korea Advanced Institute of Science and Technology)")[1], given_with("Oxford (UK)")
    ('KAIST', None)
    """
    match = _BRACKETS.fullmatch(name.strip())
    if not match:
        return None
    for full, short in ((match["before"], match["inside"]), (match["inside"], match["before"])):
        if is_acronym(short) and short.casefold() not in words(full) and may_stand_for(short, full):
            return full, short
    return None


def has_initials(acronym: str, name: str) -> bool:
    """Whether the letters of `acronym` are the initials of the words of `name`; small words may be passed over.

    >>> [has_initials("UCLA", name) for name in ("University of California, Los Angeles", "UC Los Angeles")]
    [True, False]
    """
    parts = words(ascii_fold(name))
    short = "".join(words(acronym))
    large = [part for part in parts if part not in SMALL]
    return len(large) > 1 and short in ("".join(part[0] for part in parts), "".join(part[0] for part in large))


def may_stand_for(acronym: str, name: str) -> bool:
    """Whether the letters of `acronym` come in `name` in their order, the first as that of the first word or so.

    >>> may_stand_for("THU", "Tsinghua University"), may_stand_for("GPU", "Tsinghua University")
    (True, False)
    """
    parts = words(ascii_fold(name))
    short = "".join(words(acronym))
    if len(parts) < 2 or short[0] not in {part[0] for part in parts[:2]}:
        return False
    letters = iter("".join(parts))
    return all(letter in letters for letter in short)
