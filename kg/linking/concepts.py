"""The concepts that documents name and no scheme knows, each once, and what follows from chains of relations."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from kg.linking.deciding import Union
from kg.linking.entities import CoinedConcept, Reason
from kg.linking.labels import LabelKey, concept_key, label_words
from kg.linking.minting import marked_key, plain_key, preferred
from kg.linking.synonyms import synonyms
from kg.linking.terms import Terms
from kg.model import Kind
from kg.naming import fold_space

T = TypeVar("T", bound=Hashable)


def is_label_of(concept: CoinedConcept, label: str) -> bool:
    """Whether `label`, in whatever case, is one of a coined concept."""
    return concept.key in (concept_key(concept.kind, label), " ".join(label_words(label)).casefold())


def coined(terms: Collection[Terms]) -> list[CoinedConcept]:
    """What is named without an IRI, sorted by kind and key; neither order nor repetition of the `terms` counts.

    >>> one = Terms("a.md", 1, [("method", "N-VAE", False, True)], [("NV", "method", "N-VAE", False)])
    >>> other = Terms("b.md", 2, [("method", "NVAE", False, False), ("topic", "Odds", True, False)])
    >>> [(concept.label, concept.keys, concept.headings) for concept in coined([one, other])]
    [('N-VAE', ('n vae', 'nvae'), ()), ('Odds', ('odds',), ('b.md',))]
    """
    named = _named(terms)
    return sorted(
        (_concept(labels, named, reasons) for labels, reasons in synonyms(named.keys(), terms)),
        key=lambda concept: (concept.kind, concept.key),
    )


@dataclass
class _Label:
    """Where documents use a label."""

    writings: set[tuple[str, str]] = field(default_factory=set)  # as written, and the document
    headings: set[str] = field(default_factory=set)  # documents
    elsewhere: bool = False


def _named(terms: Iterable[Terms]) -> dict[LabelKey, _Label]:
    found: dict[LabelKey, _Label] = {}
    for kind, label, heading, document in dict.fromkeys(_writings(terms)):
        key = kind, concept_key(kind, label)
        if (use := found.get(key)) is None:
            use = found[key] = _Label()
        use.writings.add((fold_space(label), document))
        if heading:
            use.headings.add(document)
        else:
            use.elsewhere = True
    return found


def _writings(terms: Iterable[Terms]) -> Iterator[tuple[str, str, bool, str]]:
    """Kind and label of what is named without an IRI, whether in a heading, and the document."""
    for document, _, unknown, _, related in terms:
        for kind, label, heading, _ in unknown:
            yield kind, label, heading, document
        for names in related:
            for kind, label in names:
                yield kind, label, False, document


def _concept(
    labels: Sequence[LabelKey], named: Mapping[LabelKey, _Label], reasons: tuple[Reason, ...]
) -> CoinedConcept:
    """The concept of which `labels` are the labels; its key is that of the preferred one."""
    kind, uses = Kind(labels[0][0]), [named[label] for label in labels]
    label = preferred(writing for use in uses for writing in use.writings)
    return CoinedConcept(
        key=concept_key(kind, label),
        kind=kind,
        label=label,
        headings=tuple(sorted({document for use in uses for document in use.headings})),
        elsewhere=any(use.elsewhere for use in uses),
        keys=tuple(sorted(key for _, key in labels)),
        reasons=reasons,
    )


def merge(concepts: Sequence[CoinedConcept], kind: Kind, merged: Iterable[Union]) -> list[CoinedConcept]:
    """`concepts`, with those of a kind that a person `merged` as one, which has the label of the one that stays."""
    others = [concept for concept in concepts if concept.kind != kind]
    known = {concept.key: concept for concept in concepts if concept.kind == kind}
    for union in merged:
        parts = [known.pop(key) for key in (union.key, *union.absorbed)]
        known[union.key] = replace(
            parts[0],
            headings=tuple(sorted({name for part in parts for name in part.headings})),
            elsewhere=any(part.elsewhere for part in parts),
            keys=tuple(sorted({key for part in parts for key in part.keys})),
            other_labels=tuple(sorted({part.label for part in parts} - {parts[0].label})),
            reasons=tuple(sorted({*(reason for part in parts for reason in part.reasons), *union.reasons})),
        )
    return sorted([*others, *known.values()], key=lambda concept: (concept.kind, concept.key))


def iri_keys(concepts: Iterable[CoinedConcept], kind: Kind) -> dict[str, str]:
    """What the IRIs of coined concepts of a kind may end in → their keys."""
    found: dict[str, str] = {}
    for concept in concepts:
        for key in (concept.key, *concept.former_keys) if concept.kind == kind else ():
            for name in (plain_key(key), marked_key(key)):
                found.setdefault(name, concept.key)
    return found


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
