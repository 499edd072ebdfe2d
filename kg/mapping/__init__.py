"""Entities to quads: the only place that knows both the model and the ontology.

Facts stand in the named graph of each document that supports them. The evidence graph says of every such fact on
which passages it rests; the entities graph holds types, labels and what follows from keys alone.

A catalogue has too many facts to speak of each: those of its graph rest on the references that are its records.

The graph comes in *units*: a paper with its authorships and references, a person, a concept, the passages on a page of
a document. Every subject belongs to one unit, and the unit's quads depend on its value alone, so that a build maps and
stores those units whose digest changed. `subjects` finds what belongs to a unit in a graph that holds it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from pyoxigraph import Quad

from kg.extraction import Extraction
from kg.linking.entities import Entities
from kg.mapping.concepts import concept_units, scheme_units, units_of_concepts
from kg.mapping.contributions import Contribution
from kg.mapping.documents import document_units, passage_units
from kg.mapping.facts import Row
from kg.mapping.owning import subjects
from kg.mapping.papers import paper_units
from kg.mapping.terms import graph_name
from kg.mapping.things import (
    alias_units,
    award_units,
    edition_units,
    organization_units,
    person_units,
    venue_units,
)
from kg.mapping.unit import Evidence, Setting, Unit
from kg.namespaces import BASE

__all__ = [
    "FEW",
    "Evidence",
    "Row",
    "Setting",
    "Unit",
    "all_units",
    "few_units",
    "graph_name",
    "subjects",
    "to_quads",
    "units",
]

_FEW = (award_units, document_units, edition_units, organization_units, scheme_units, venue_units)
_MANY = (alias_units, concept_units, paper_units, passage_units, person_units)
FEW = frozenset({"award", "concept", "document", "edition", "organization", "scheme", "venue"})
"""The kinds of units that `few_units` gives."""


def units(
    entities: Entities,
    documents: Iterable[Extraction],
    *,
    base: str = BASE,
    evidence: Evidence = "quotes",
    venues: Mapping[str, str] | None = None,
    vocabulary: Mapping[str, Collection[str]] | None = None,
) -> Iterator[Unit]:
    """The graph of `entities` and of the `documents` that they were found in, in units.

    Args:
        entities: what the references of `documents` are about.
        documents: every document whose references were linked.
        base: namespace of the identifiers to mint.
        evidence: "positions" leaves out the quoted words.
        venues: name of a venue series → its IRI in the vocabulary; others are minted under `base`.
        vocabulary: IRI of each concept of the vocabulary → its labels; no coined concept takes such an IRI.

    Returns:
        Each unit once, in an order that depends on the arguments' content alone.
    """
    known = {item.name: item for item in sorted(documents, key=lambda item: item.name)}
    setting = Setting(entities, known, base, evidence, venues or {}, vocabulary or {})
    return all_units(setting, entities)


def all_units(setting: Setting, entities: Entities) -> Iterator[Unit]:
    """All units of a graph whose `setting` knows what its `entities` were found in."""
    for of_kind in (*_FEW, *_MANY):
        yield from of_kind(setting, entities)


def few_units(setting: Setting, entities: Entities, given: Iterable[Contribution]) -> Iterator[Unit]:
    """All units of kinds of which a graph has few, whatever its size, and those of concepts.

    Args:
        setting: of the graph.
        entities: all but papers and people.
        given: what all references give to concepts.
    """
    for of_kind in _FEW:
        yield from of_kind(setting, entities)
    yield from units_of_concepts(setting, entities.concepts, given)


def to_quads(
    entities: Entities,
    documents: Iterable[Extraction],
    *,
    base: str = BASE,
    evidence: Evidence = "quotes",
    venues: Mapping[str, str] | None = None,
    vocabulary: Mapping[str, Collection[str]] | None = None,
) -> Iterator[Quad]:
    """The quads of all `units`, each once."""
    made = units(entities, documents, base=base, evidence=evidence, venues=venues, vocabulary=vocabulary)
    return (quad for unit in made for quad in unit.quads())
