"""The concepts that documents name and no scheme knows, each once, and what follows from chains of relations."""

from __future__ import annotations

import unicodedata
from collections import deque
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from kg.linking.deciding import Union
from kg.linking.entities import CoinedConcept
from kg.linking.minting import marked_key, plain_key, preferred
from kg.model import ConceptMention, Kind, Reference
from kg.naming import fold_space
from kg.vocabulary.spellings import singular

_KEPT = frozenset("+#*")  # what tells "C" from "C++"
T = TypeVar("T", bound=Hashable)
_COMMON = (Kind.TOPIC, Kind.TASK)  # common nouns, also where a heading writes them with capitals


def concept_key(kind: Kind, label: str) -> str:
    """The form in which two labels of one coined concept are equal: case, hyphens and plurals do not count.

    Names keep the "s" that they end in, unless it follows a capital.

    >>> concept_key(Kind.TOPIC, "Few-Shot Learners"), concept_key(Kind.METHOD, "Deep Sets")
    ('few shot learner', 'deep sets')
    >>> concept_key(Kind.METHOD, "NVAEs"), concept_key(Kind.SOFTWARE, "C++")
    ('nvae', 'c++')
    """
    *before, last = _parts(label)
    if last[-1:] == "s" and last[-2:-1].isupper():
        last = last[:-1]
    elif kind in _COMMON or last.islower():
        last = singular(last.casefold())
    return " ".join([*before, last]).casefold()


def is_label_of(concept: CoinedConcept, label: str) -> bool:
    """Whether `label`, in whatever case, is one of a coined concept."""
    return concept.key in (concept_key(concept.kind, label), " ".join(_parts(label)).casefold())


def _parts(label: str) -> list[str]:
    """The words of a label; a label without letters and digits is one word."""
    normal = unicodedata.normalize("NFKC", label)
    parts = "".join(character if character.isalnum() or character in _KEPT else " " for character in normal).split()
    return parts or [fold_space(normal) or label]


def coined(references: Iterable[Reference]) -> list[CoinedConcept]:
    """What `references` name without an IRI, sorted by kind and key."""
    writings: dict[tuple[Kind, str], list[tuple[str, str]]] = {}
    headings: dict[tuple[Kind, str], set[str]] = {}
    elsewhere: set[tuple[Kind, str]] = set()
    for reference in references:
        for kind, label, heading in _unknown(reference):
            concept = (kind, concept_key(kind, label))
            writings.setdefault(concept, []).append((fold_space(label), reference.document))
            if heading:
                headings.setdefault(concept, set()).add(reference.document)
            else:
                elsewhere.add(concept)
    return [
        CoinedConcept(
            key=key,
            kind=kind,
            label=preferred(writings[kind, key]),
            headings=tuple(sorted(headings.get((kind, key), ()))),
            elsewhere=(kind, key) in elsewhere,
        )
        for kind, key in sorted(writings)
    ]


def merge(concepts: Sequence[CoinedConcept], kind: Kind, merged: Iterable[Union]) -> list[CoinedConcept]:
    """`concepts`, with those of a kind that a person `merged` as one, which has the label of the one that stays."""
    others = [concept for concept in concepts if concept.kind != kind]
    known = {concept.key: concept for concept in concepts if concept.kind == kind}
    for union in merged:
        stays, parts = known[union.key], [known.pop(key) for key in union.absorbed]
        known[union.key] = replace(
            stays,
            headings=tuple(sorted({*stays.headings, *(name for part in parts for name in part.headings)})),
            elsewhere=stays.elsewhere or any(part.elsewhere for part in parts),
            absorbed=union.absorbed,
            other_labels=tuple(sorted({part.label for part in parts} - {stays.label})),
        )
    return sorted([*others, *known.values()], key=lambda concept: (concept.kind, concept.key))


def iri_keys(concepts: Iterable[CoinedConcept], kind: Kind) -> dict[str, str]:
    """What the IRIs of coined concepts of a kind may end in → their keys."""
    found: dict[str, str] = {}
    for concept in concepts:
        if concept.kind == kind:
            for name in (plain_key(concept.key), marked_key(concept.key)):
                found.setdefault(name, concept.key)
    return found


def mentions_of(reference: Reference) -> Iterator[ConceptMention]:
    """Every concept that `reference` mentions, whatever its kind."""
    for mentions in (reference.topics, reference.methods, reference.datasets, reference.tasks, reference.software):
        yield from mentions


def _unknown(reference: Reference) -> Iterator[tuple[Kind, str, bool]]:
    """Kind and label of what `reference` names without an IRI, and whether a heading does."""
    for mention in mentions_of(reference):
        if not mention.iri:
            yield mention.kind, mention.label, mention.found == "heading"
    for relation in reference.relations:
        for name in (relation.subject, relation.object):
            if not name.iri:
                yield name.kind, name.label, False


def chains(links: Sequence[tuple[T, T]]) -> Iterator[tuple[T, T, list[tuple[T, T]]]]:
    """The pairs that follow from `links` when the relation is transitive, each with the shortest chain to it.

    Links within a cycle contradict each other, so nothing is concluded from them.

    >>> list(chains([("a", "b"), ("b", "c"), ("c", "b"), ("b", "d")]))
    [('a', 'd', [('a', 'b'), ('b', 'd')])]
    """
    everything = _following(links)
    reached = {start: set(_search(start, everything)) for start in everything}
    sound = [(one, other) for one, other in links if one not in reached.get(other, ())]
    stated, following = set(links), _following(sound)
    for start in following:
        found = _search(start, following)
        for end in found:
            if (start, end) not in stated:
                yield start, end, _chain(start, end, found)


def _following(links: Iterable[tuple[T, T]]) -> dict[T, list[T]]:
    following: dict[T, list[T]] = {}
    for one, other in links:
        following.setdefault(one, []).append(other)
    return following


def _search(start: T, following: Mapping[T, Sequence[T]]) -> dict[T, T]:
    """Everything that can be reached from `start`, nearest first, each with the thing before it."""
    before: dict[T, T] = {}
    waiting = deque([start])
    while waiting:
        at = waiting.popleft()
        for next_one in following.get(at, ()):
            if next_one not in before:
                before[next_one] = at
                waiting.append(next_one)
    return before


def _chain(start: T, end: T, before: Mapping[T, T]) -> list[tuple[T, T]]:
    links = [(before[end], end)]
    while links[-1][0] != start:
        links.append((before[links[-1][0]], links[-1][0]))
    return links[::-1]
