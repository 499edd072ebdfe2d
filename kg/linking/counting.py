"""How many concepts and relations references name, counted from rows that can be kept without the references."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from kg.linking.entities import CoinedConcept, Entities
from kg.linking.labels import identity
from kg.model import Reference

CONCEPTS = ("topics", "methods", "datasets", "tasks", "software")
RELATIONS = "relations"


class Counted(NamedTuple):
    """A concept or a relation that a reference names."""

    what: str  # one of CONCEPTS, or RELATIONS
    subject: str  # what `identity` gives for the concept
    relation: str = ""
    object: str = ""


def counted(reference: Reference) -> Iterator[Counted]:
    """What `reference` names; the same may come more than once."""
    for what in CONCEPTS:
        for mention in getattr(reference, what):
            yield Counted(what, identity(mention))
    for said in reference.relations:
        yield Counted(RELATIONS, identity(said.subject), said.relation, identity(said.object))


def counts(rows: Iterable[Counted], coined: Iterable[CoinedConcept]) -> dict[str, int]:
    """How many concepts of each kind, and relations, `rows` are about; neither order nor repetition counts.

    Args:
        rows: what references name; one that is no part of the graph may name what `coined` lacks.
        coined: the concepts that no scheme knows, with all their labels.

    >>> from kg.model import Kind
    >>> nvae = CoinedConcept("nvae", Kind.METHOD, "NVAE", (), True, ("n vae", "nvae"))
    >>> rows = [Counted("methods", "method n vae"), Counted("methods", "method nvae"), Counted("topics", "topic net")]
    >>> counts(rows, [nvae])
    {'topics': 1, 'methods': 1, 'datasets': 0, 'tasks': 0, 'software': 0, 'relations': 0}
    """
    now = {f"{item.kind} {key}": f"{item.kind} {item.key}" for item in coined for key in item.keys}
    found: dict[str, set[tuple[str, ...]]] = {what: set() for what in (*CONCEPTS, RELATIONS)}
    for what, subject, relation, value in rows:
        found[what].add((now.get(subject, subject), relation, now.get(value, value)))
    return {what: len(items) for what, items in found.items()}


def totals(
    documents: int, references: int, papers: int, people: int, others: Entities, concepts: Mapping[str, int]
) -> dict[str, int]:
    """How much of everything there is. "merged" counts the references that another reference's paper took in.

    Args:
        documents: how many there are.
        references: to papers of the graph.
        papers: how many there are.
        people: how many there are.
        others: entities of all other kinds.
        concepts: how many concepts and relations are named, by kind.
    """
    kinds = {name: concepts[name] for name in CONCEPTS}
    return {
        "documents": documents,
        "references": references,
        "papers": papers,
        "merged": references - papers,
        "people": people,
        "venues": len(others.venues),
        "editions": len(others.editions),
        "organizations": len(others.organizations),
        "awards": len(others.awards),
        **kinds,
        "coined": len(others.concepts),
        RELATIONS: concepts[RELATIONS],
    }
