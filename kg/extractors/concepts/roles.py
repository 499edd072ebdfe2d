"""What a paper does with a method or a data set, from the words around its name and from where these stand."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import NamedTuple

from kg.extractors.concepts import role_words as words
from kg.extractors.concepts.coinages.listed import begins_comparison
from kg.extractors.concepts.marked import Marked
from kg.extractors.concepts.naming import Occurrence
from kg.extractors.concepts.texts import Where
from kg.model import Kind, MethodRelation, Role

_PLAIN = frozenset({"deep", "neural", "large", "very", "standard", "efficient"})  # adjectives that make no variant
_NEAR = 70  # characters before and behind a name in which words speak of it
_FOLLOWS = {  # from a relation between the paper's own method and another
    "variantOf": Role.EXTENDS,
    "extends": Role.EXTENDS,
    "uses": Role.USES,
    "outperforms": Role.COMPARES,
    "alternativeTo": Role.COMPARES,
}


def related_roles(relations: Sequence[MethodRelation], own: Set[str]) -> dict[str, Role]:
    """What a paper does with the methods that are related to its own ones.

    Args:
        relations: those that the document states for the paper.
        own: labels of the methods that the paper brings into the world.

    Returns:
        Label of a method → role. Of several, the one that comes first in `_FOLLOWS`.
    """
    found: dict[str, Role] = {}
    for name, role in _FOLLOWS.items():
        for relation in relations:
            if relation.relation == name and relation.subject.label in own:
                found.setdefault(relation.object.label, role)
    for relation in relations:
        if relation.relation == "partOf" and relation.object.label in own:
            found.setdefault(relation.subject.label, Role.USES)
    return found


class Judged(NamedTuple):
    """A role, and whether the words say so or only the place does."""

    role: Role
    concluded: bool


_STRENGTH = (Role.INTRODUCES, Role.EXTENDS, Role.COMPARES, Role.USES, Role.MENTIONS)


def role_of(named: Sequence[tuple[Marked, Occurrence]], *, proposed: bool, related: Role | None = None) -> Judged:
    """The role of a method that `named` names for one paper.

    Args:
        named: each occurrence of the method with the sentence that holds it.
        proposed: whether the document says that the paper brings the method into the world.
        related: what follows from a relation that the document states between it and the paper's own method.
    """
    if proposed:
        return Judged(Role.INTRODUCES, concluded=all(marked.where is Where.TITLE for marked, _ in named))
    judged = [_judge(marked, occurrence) for marked, occurrence in named]
    if related:
        return Judged(related, concluded=all(item.role is not related for item in judged))
    if any(marked.where is Where.TITLE for marked, _ in named):  # what a title names is more than compared with
        judged = [item for item in judged if item.role is not Role.COMPARES] or judged
    return min(judged, key=lambda item: (_STRENGTH.index(item.role), item.concluded))


def is_kind_of(name: str, label: str) -> bool:
    """Whether a word is made of another name.

    >>> is_kind_of("ReMixMatch", "MixMatch"), is_kind_of("GANSpace", "GAN"), is_kind_of("conditional GAN", "GAN")
    (True, False, False)
    """
    return name != label and len(label) > 2 and " " not in name and name.endswith(label)


def is_means(marked: Marked, occurrence: Occurrence) -> bool:
    """Whether the words say that something is done with what they name: "through reinforcement learning"."""
    if words.MEANS.search(marked.text(occurrence.start - _NEAR, occurrence.start)):
        return True
    behind = marked.text(occurrence.end, occurrence.end + _NEAR)
    return marked.begins_with(occurrence) and words.MEANS_BEHIND.match(behind) is not None


def is_algorithm(label: str) -> bool:
    """Whether a topic that is a method too is a thing to be used ("tabu search"), rather than a way of working.

    >>> is_algorithm("tabu search"), is_algorithm("reinforcement learning")
    (True, False)
    """
    return words.WAY_OF_WORKING.search(label) is None


def _judge(marked: Marked, occurrence: Occurrence) -> Judged:
    first = occurrence
    for other in reversed([name for name in marked.names if name.end <= occurrence.start]):
        if not words.JOINED.fullmatch(marked.text(other.end, first.start)):
            break
        first = other  # of "SGD, Adam and RMSProp" the words around the whole list speak
    if first is not occurrence and first.term.kind is occurrence.term.kind:
        return _judge(marked, first)
    text = marked.phrase.content.text
    before = text[max(marked.phrase.start, occurrence.start - _NEAR) : occurrence.start].lower()
    behind = text[occurrence.end : min(marked.phrase.end, occurrence.end + _NEAR)]
    if marked.where is Where.TITLE and _is_title(marked, occurrence):
        return Judged(Role.INTRODUCES, concluded=True)
    if marked.where is Where.TITLE and _is_varied(marked, occurrence):
        return Judged(Role.EXTENDS, concluded=True)
    if words.DENIED.search(before):
        return Judged(Role.MENTIONS, concluded=False)
    if marked.where is Where.PASSAGE and begins_comparison(marked.phrase.raw):
        return Judged(Role.COMPARES, concluded=False)
    if occurrence.likeness:
        return Judged(Role.EXTENDS if marked.defines(occurrence) else Role.MENTIONS, concluded=False)
    if marked.where is Where.TITLE and words.AGAINST.search(before):
        return Judged(Role.MENTIONS, concluded=False)
    if words.COMPARED.search(before) or words.COMPARED_BEHIND.match(behind):
        return Judged(Role.COMPARES, concluded=False)
    if (words.EXTENDED.search(before) and not words.OWNED.match(behind)) or words.EXTENDED_BEHIND.match(behind):
        return Judged(Role.EXTENDS, concluded=False)
    if words.USED.search(before) or words.USED_BEHIND.match(behind):
        return Judged(Role.USES, concluded=False)
    if marked.where in (Where.TITLE, Where.KEYWORD):
        return Judged(Role.USES, concluded=True)
    if marked.where in (Where.PASSAGE, Where.SHARED) and _is_common(occurrence.term.label):
        return Judged(Role.USES, concluded=True)
    return Judged(Role.MENTIONS, concluded=False)


def _is_common(label: str) -> bool:
    """Whether a method is called by a common noun: who describes a paper with one says that the paper works with it."""
    return label.islower() or " " in label


def _is_title(title: Marked, occurrence: Occurrence) -> bool:
    """Whether a title is the name of a method, perhaps with what it is for: "Matching Networks for …".

    What is a topic first, such as active learning, is what a paper that begins with its name works with.
    """
    if occurrence.start != title.phrase.start or occurrence.likeness:
        return False
    behind = title.text(occurrence.end, title.phrase.end)
    concept = occurrence.term.concept
    is_named = concept is not None and concept.kind is Kind.METHOD and " " in concept.label
    return not behind.strip(" .!") or (is_named and behind.startswith(" for "))


def _is_varied(title: Marked, occurrence: Occurrence) -> bool:
    """Whether a title names the paper's own kind of a method: "Depth-Adaptive Transformer"."""
    varied = words.VARIED.fullmatch(title.text(title.phrase.start, occurrence.start))
    if varied is None or words.NO_MODIFIER.search(varied["modifiers"]):
        return False
    return any(word.strip(",").lower() not in _PLAIN for word in varied["modifiers"].split())


def is_new_data(marked: Marked, occurrence: Occurrence) -> bool:
    """Whether the words before a name say that it is new data: "a new benchmark of books, PG-19"."""
    return words.NEW_DATA.search(marked.text(occurrence.start - _NEAR, occurrence.start)) is not None


def data_role(named: Sequence[tuple[Marked, Occurrence]], *, proposed: bool) -> Judged:
    """The role of a data set that `named` names for one paper: introduced, evaluated on, or only mentioned."""
    if proposed:
        return Judged(Role.INTRODUCES, concluded=all(marked.where is Where.TITLE for marked, _ in named))
    for marked, occurrence in named:
        text = marked.phrase.content.text
        around = text[max(marked.phrase.start, occurrence.start - _NEAR) : min(marked.phrase.end, occurrence.end + 30)]
        if words.MEASURED.search(around):
            return Judged(Role.EVALUATED, concluded=False)
    return Judged(Role.MENTIONS, concluded=False)
