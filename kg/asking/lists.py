"""Words that tell which of several lists is meant: "the long ICLR 2020 list", "the personal list", "… in prose"."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from kg.asking.words import Name, Part, Sign
from kg.numerals import NUMBERS

_LONG = {"long", "longer", "longest", "big", "bigger", "biggest", "large", "larger", "largest"}
_SHORT = {"short", "shorter", "shortest", "small", "smaller", "smallest"}
_PROSE = "prose"
_WORD = re.compile(r"\w+")
_NEAR = 3  # signs between a word and the list that it tells
_ASKED = {"which", "count", "most", "least", "and", "or"}
"""Signs behind which documents are asked for."""


class Listing(NamedTuple):
    """A document, and what tells it from others."""

    document: Name
    papers: int  # how many it lists
    is_prose: bool  # most of them in running text


Listings = Callable[[], Mapping[str, Listing]]
"""Gives the documents of a graph by their IRIs."""


def told_apart(signs: Sequence[Sign], listings: Listings) -> Iterator[Sign]:
    """The signs without such words, and with names of the lists alone that are meant.

    Args:
        signs: each as what it is where it stands.
        listings: the documents of the graph, which are not asked for before a word tells one.
    """
    meant: dict[int, Sign] = {}
    left = set[int]()
    for place, sign in enumerate(signs):
        if sign.of("document") or _may_be_told(signs, place):
            words = _words(signs, place)
            kept, used = _kept(sign, words, listings)
            if used and (sign.names or len(kept) == 1):
                meant[place] = replace(sign, part=Part.NAME, names=kept)
                left |= used
    told = {sign.names[0].iri for sign in meant.values() if len(sign.names) == 1}
    yield from (meant.get(at) or _another(sign, told) for at, sign in enumerate(signs) if at not in left)


def _another(sign: Sign, told: Collection[str]) -> Sign:
    """A list as another than those that words tell: "of the sixteen ICLR 2020 papers, … in the ICLR 2020 round-up"."""
    others = tuple(name for name in sign.names if name.iri not in told)
    return replace(sign, names=others) if others and sign.names == sign.of("document") else sign


def _may_be_told(signs: Sequence[Sign], place: int) -> bool:
    """Whether a noun may mean one document: "the personal list", but not "which documents"."""
    sign = signs[place]
    before = signs[place - 1].value if place else "which"
    return sign.value == "document" and sign.part == Part.NOUN and before not in _ASKED


def _words(signs: Sequence[Sign], place: int) -> dict[int, str]:
    """The words around a document that may tell it, by their places; those behind with the "in" of "in prose"."""
    found: dict[int, str] = {}
    for at in range(place - 1, max(place - 1 - _NEAR, -1), -1):
        if signs[at].of("document"):
            break  # tells that
        counts = at == place - 1 and signs[at].part == Part.NUMBER and not signs[place].text.endswith("s")
        if not signs[at].names and (_is_free(signs[at]) or counts):
            found[at] = signs[at].text.casefold()
    behind = signs[place + 1 : place + 3]
    if [sign.text.casefold() for sign in behind] == ["in", _PROSE]:
        found |= {place + 1: "", place + 2: _PROSE}
    return found


def _kept(sign: Sign, words: Mapping[int, str], listings: Listings) -> tuple[tuple[Name, ...], set[int]]:
    """The documents of a name, or of all, that words tell, and the places of those that do."""
    if not words:
        return sign.of("document"), set()
    known = listings()
    named = sign.of("document") or [listing.document for listing in known.values()]
    kept = [known[name.iri] for name in named if name.iri in known]
    used = set[int]()
    for at, word in words.items():
        if word == _PROSE:
            fit = [listing for listing in kept if listing.is_prose]
        elif number := NUMBERS.get(word) or (int(word) if word.isdigit() else 0):  # "the sixteen ICLR 2020 papers"
            fit = [listing for listing in kept if listing.papers == number]
        else:
            fit = [listing for listing in kept if word in _WORD.findall(listing.document.label.casefold())]
        if fit and word:
            kept, used = fit, used | {at}
    for at, word in words.items():
        if word in _LONG | _SHORT and len(kept) > 1:
            best = max if word in _LONG else min
            kept, used = [best(kept, key=lambda listing: listing.papers)], used | {at}
        elif word in _LONG | _SHORT and used:
            used |= {at}  # "the long round-up in prose", of which there is one
    if used:
        used |= {at for at, word in words.items() if not word and at + 1 in used}
    return tuple(listing.document for listing in kept), used


def _is_free(sign: Sign) -> bool:
    """Whether a sign has no meaning of its own in a question."""
    return sign.part == Part.UNKNOWN or sign.text.casefold() in _LONG | _SHORT
