"""Words that tell which of several lists is meant: "the long ICLR 2020 list", "the personal list from NeurIPS 2020"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from kg.asking.words import Name, Part, Sign

_LONG = {"long", "longer", "longest", "big", "bigger", "biggest", "large", "larger", "largest"}
_SHORT = {"short", "shorter", "shortest", "small", "smaller", "smallest"}
_WORD = re.compile(r"\w+")
_NEAR = 3  # signs between a word and the list that it tells


def told_apart(signs: Sequence[Sign], papers: Callable[[Name], int]) -> Iterator[Sign]:
    """The signs without such words, and with names of the lists alone that are meant.

    Args:
        signs: each as what it is where it stands.
        papers: takes a document, gives how many papers it lists.
    """
    meant: dict[int, Sign] = {}
    left = set[int]()
    for at, sign in enumerate(signs):
        word = sign.text.casefold()
        near = range(at + 1, min(at + 1 + _NEAR, len(signs)))
        place = next((place for place in near if signs[place].of("document")), None)
        if sign.names or place is None or not _is_free(sign):
            continue
        named = meant.get(place, signs[place])
        documents = named.of("document")
        if word in _LONG | _SHORT and len(documents) > 1 and place == at + 1:
            kept = [max(documents, key=papers) if word in _LONG else min(documents, key=papers)]
        else:
            beside = place == at + 1 or signs[at + 1].value == "document"
            kept = [name for name in documents if beside and word in _WORD.findall(name.label.casefold())]
        if kept:
            left.add(at)
            meant[place] = replace(named, names=tuple(kept))
    yield from (meant.get(at, sign) for at, sign in enumerate(signs) if at not in left)


def _is_free(sign: Sign) -> bool:
    """Whether a sign has no meaning of its own in a question."""
    return sign.part == Part.UNKNOWN or sign.text.casefold() in _LONG | _SHORT
