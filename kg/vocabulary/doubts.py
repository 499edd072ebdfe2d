"""Labels of which nothing, or too much, would come: what `kg vocabulary check` says beyond the shapes.

>>> from kg.vocabulary.concepts import Concept
>>> from kg.vocabulary import Vocabulary
>>> list(doubts(Vocabulary([]), [Concept("urn:r", "R")]))[0].reason
<Reason.SHORT: 'LabelShort'>
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from kg.vocabulary.boundaries import in_address, is_suffix
from kg.vocabulary.concepts import Concept
from kg.vocabulary.everyday import EVERYDAY
from kg.vocabulary.matcher import Term, label_forms, labels_of, normal_form, same_case, term

if TYPE_CHECKING:
    from kg.vocabulary import Vocabulary


class Reason(StrEnum):
    """Why a label is doubted. The values are the names of the rules."""

    EMPTY = "LabelEmpty"
    SHADOWED = "LabelShadowed"
    SHIPPED = "LabelShipped"
    NEED = "NeedImpossible"
    ADDRESS = "LabelAddress"
    SUFFIX = "LabelSuffix"
    SHORT = "LabelShort"
    EVERYDAY = "LabelEveryday"
    SHOUTED = "LabelShouted"


class Doubt(NamedTuple):
    """A label of a user's concept, and what is doubtful about it."""

    concept: Concept
    label: str  # or, when that is in doubt, a word that is needed near
    reason: Reason
    other: Concept | None = None  # that has the label already


def doubts(shipped: Vocabulary, own: Iterable[Concept]) -> Iterator[Doubt]:
    """What is doubtful about the labels of a user's concepts.

    Args:
        shipped: what comes with kg; where labels are the same, its concepts count.
        own: the user's concepts, in the order of the files; among them the earlier ones count.
    """
    earlier: dict[str, list[Term]] = {}  # of the user's
    for concept in own:
        yield from (Doubt(concept, word, Reason.NEED) for word in concept.needs_near if not _can_stand_near(word))
        for _, label in labels_of([concept]):
            if shipped.has(concept.iri, label):  # the user adds to a shipped concept
                continue
            found = term(concept, label)
            if doubt := _shadow(shipped, earlier, found):
                yield doubt
            elif reason := _reason(found):
                yield Doubt(concept, label, reason)
            for form in label_forms(concept, label):
                earlier.setdefault(form, []).append(found)


def _shadow(shipped: Vocabulary, earlier: Mapping[str, list[Term]], later: Term) -> Doubt | None:
    """The doubt that a shipped concept has the label, or that one of the user's with the same always comes first."""
    form, own = normal_form(later.label), later.concept.iri
    if known := next((each for each in shipped.labelled(form) if each.iri != own), None):
        return Doubt(later.concept, later.label, Reason.SHIPPED, known)
    others = (each for each in earlier.get(form, ()) if each.concept.iri != own)
    first = next((each for each in others if _covers(each, later)), None)
    return Doubt(later.concept, later.label, Reason.SHADOWED, first.concept) if first else None


def _covers(earlier: Term, later: Term) -> bool:
    """Whether the earlier label of another concept counts wherever the later one does."""
    if earlier.everyday and not later.everyday:
        return False
    if earlier.exact and not (later.exact and same_case(later.label, earlier.label)):
        return False
    if earlier.plain and earlier.label.islower() and later.label.isupper():
        return False  # "music" leaves "MUSIC" to the other, unless all around is in capitals
    needed = set(earlier.concept.needs_near) if earlier.plain else set()
    return not needed or (bool(later.concept.needs_near) and set(later.concept.needs_near) <= needed)


def _can_stand_near(word: str) -> bool:
    """Whether a word of `kg:needsNear` is one that texts hold."""
    return any(map(str.isalnum, word))


def _reason(found: Term) -> Reason | None:
    normal = normal_form(found.label)
    if not any(map(str.isalnum, normal)):
        return Reason.EMPTY
    if in_address(f"{found.label},", 0, len(found.label)):
        return Reason.ADDRESS
    if not found.plain or any(map(_can_stand_near, found.concept.needs_near)):
        return None
    if is_suffix(normal) and not found.exact:
        return Reason.SUFFIX
    if re.fullmatch(r"\w{1,2}|[\d.,]+", normal):
        return Reason.SHORT
    if normal in EVERYDAY:
        return Reason.SHOUTED if found.exact else Reason.EVERYDAY
    return None
