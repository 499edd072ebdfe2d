"""Concepts: what documents coin, the names and relations that they give to any, and what follows from these."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from kg.iris import document_key
from kg.linking.concepts import chains
from kg.linking.entities import CoinedConcept, Entities
from kg.linking.labels import mentions_of
from kg.mapping.facts import Facts
from kg.mapping.terms import ALTERNATIVE, CONCEPT, IN_SCHEME, LABEL, PREFERRED, SCHEME, SOURCE, TYPE, kg
from kg.mapping.unit import Setting, Unit
from kg.model import ConceptMention, Mention, MethodRelation, Reference, Span
from kg.naming import fold_space

_CHAINED = ("variantOf", "partOf")
_SYMMETRIC = "alternativeTo"

_Link = tuple[NamedNode, NamedNode]
_Place = tuple[str, Span]  # document and span
_Links = dict[str, dict[_Link, dict[_Place, None]]]
"""Property → what it relates → where documents say so."""


class _Name(NamedTuple):
    """Another name that a document gives."""

    reference: Reference
    alias: Mention
    of: ConceptMention


class _Relation(NamedTuple):
    """What a document says of one concept and another."""

    reference: Reference
    said: MethodRelation
    value: NamedNode


class _Conclusion(NamedTuple):
    """What follows from relations; it rests on all their places."""

    relation: str
    value: NamedNode
    rule: str
    places: tuple[_Place, ...]


@dataclass(slots=True)
class _Concept:
    """All that is said with one concept as subject."""

    coined: CoinedConcept | None = None
    names: list[_Name] = field(default_factory=list)
    relations: list[_Relation] = field(default_factory=list)
    conclusions: list[_Conclusion] = field(default_factory=list)

    def value(self, setting: Setting) -> tuple[object, ...]:
        """What the quads depend on, besides the vocabulary."""
        coined = self.coined and (
            self.coined.kind,
            self.coined.label,
            self.coined.headings,
            self.coined.elsewhere,
            self.coined.other_labels,
        )
        names = [(_source(setting, name.reference), name.alias, name.of) for name in self.names]
        relations = [(_source(setting, item.reference), item.said, item.value.value) for item in self.relations]
        conclusions = [(item.relation, item.value.value, item.rule, item.places) for item in self.conclusions]
        return coined, names, relations, conclusions


def _source(setting: Setting, reference: Reference) -> tuple[str, str, bool]:
    return reference.document, reference.extractor, setting.is_record(reference)


def concept_units(setting: Setting, entities: Entities) -> Iterator[Unit]:
    """One unit for each concept of which more is said than that papers name it."""
    found: dict[NamedNode, _Concept] = {}
    for concept in _coined(setting, entities):
        found.setdefault(setting.coined[concept.kind, concept.key], _Concept()).coined = concept
    links: _Links = {}
    for reference in (listing.reference for paper in entities.papers for listing in paper.listings):
        _add_names(setting, found, reference)
        _add_relations(setting, found, links, reference)
    for subject, conclusion in _conclusions(links):
        found.setdefault(subject, _Concept()).conclusions.append(conclusion)
    for node, said in sorted(found.items(), key=lambda item: item[0].value):
        yield setting.unit("concept", node, said.value(setting), partial(_write, setting, node, said))


def _coined(setting: Setting, entities: Entities) -> Iterator[CoinedConcept]:
    """The coined concepts that are not in the vocabulary by now."""
    for concept in entities.concepts:
        if setting.coined[concept.kind, concept.key].value not in setting.vocabulary:
            yield concept


def _add_names(setting: Setting, found: dict[NamedNode, _Concept], reference: Reference) -> None:
    for mention in mentions_of(reference):
        for alias in mention.aliases:
            found.setdefault(setting.concept(mention), _Concept()).names.append(_Name(reference, alias, mention))


def _add_relations(setting: Setting, found: dict[NamedNode, _Concept], links: _Links, reference: Reference) -> None:
    """The relations that `reference` states; of a record those of concepts to which the record leads."""
    is_record = setting.is_record(reference)
    mentioned = {setting.concept(mention) for mention in mentions_of(reference)} if reference.relations else set()
    for said in reference.relations:
        subject, value = setting.concept(said.subject), setting.concept(said.object)
        if not is_record:  # nothing is concluded from what has no statement
            places = links.setdefault(said.relation, {}).setdefault((subject, value), {})
            places[reference.document, said.span] = None
        if not is_record or subject in mentioned:
            found.setdefault(subject, _Concept()).relations.append(_Relation(reference, said, value))


def _conclusions(links: _Links) -> Iterator[tuple[NamedNode, _Conclusion]]:
    """What follows from the relations of methods: chains of variants and of parts, alternatives the other way."""
    for relation in _CHAINED:
        stated = links.get(relation, {})
        for start, end, chain in chains(sorted(stated, key=str)):
            yield start, _Conclusion(relation, end, "chain", _places(stated[link] for link in chain))
    alternatives = links.get(_SYMMETRIC, {})
    for (one, other), places in alternatives.items():
        if (other, one) not in alternatives:
            yield other, _Conclusion(_SYMMETRIC, one, "symmetry", _places([places]))


def _places(found: Iterable[Iterable[_Place]]) -> tuple[_Place, ...]:
    return tuple(sorted({place for places in found for place in places}))


def _write(setting: Setting, node: NamedNode, said: _Concept, facts: Facts) -> None:
    if said.coined:
        _describe(setting, node, said.coined, facts)
    labels = (said.coined.label,) if said.coined else setting.vocabulary.get(node.value, ())
    for reference, alias, mention in said.names:
        known = {label.casefold() for label in (*labels, fold_space(mention.label))}
        name, rule = fold_space(alias.text), f"concepts/{mention.found}" if mention.found else ""
        if name.casefold() not in known:
            setting.state(facts, node, "altLabel", Literal(name), reference, alias.span, extractor=rule)
    for reference, item, value in said.relations:
        rule = "concepts/relation"
        setting.state(facts, node, item.relation, value, reference, item.span, concluded=item.concluded, extractor=rule)
    for conclusion in said.conclusions:
        fact = (node, kg(conclusion.relation), conclusion.value)
        documents = [setting.names.document(name) for name, _ in conclusion.places]
        passages = [setting.names.passage(*place) for place in conclusion.places]
        facts.state(fact, documents, passages, f"concepts/{conclusion.rule}", concluded=True)


def _describe(setting: Setting, node: NamedNode, concept: CoinedConcept, facts: Facts) -> None:
    facts.describe(node, concept.kind.capitalize(), concept.label)
    facts.say(node, TYPE, CONCEPT)
    facts.say(node, PREFERRED, Literal(concept.label))
    for label in concept.other_labels:
        facts.say(node, ALTERNATIVE, Literal(label))
    facts.say(node, kg("coined"), Literal(True))
    for document in concept.headings:
        facts.say(node, IN_SCHEME, _headings_of(setting, document))
    if concept.elsewhere:
        facts.say(node, IN_SCHEME, _elsewhere(setting))


def _headings_of(setting: Setting, document: str) -> NamedNode:
    return setting.names.shared("scheme", f"document/{document_key(document)}")


def _elsewhere(setting: Setting) -> NamedNode:
    return setting.names.shared("scheme", "coined")


def scheme_units(setting: Setting, entities: Entities) -> Iterator[Unit]:
    """One unit for each scheme of coined concepts: the headings of a document, and all that stands elsewhere."""
    coined = list(_coined(setting, entities))
    if any(concept.elsewhere for concept in coined):
        yield _scheme(setting, _elsewhere(setting), "Coined by documents")
    for name in sorted({name for concept in coined for name in concept.headings}):
        title = setting.documents[name].title
        yield _scheme(setting, _headings_of(setting, name), f"Headings of “{title}”", setting.names.document(name))


def _scheme(setting: Setting, node: NamedNode, label: str, source: NamedNode | None = None) -> Unit:
    return setting.unit("scheme", node, label, partial(_write_scheme, node, label, source))


def _write_scheme(node: NamedNode, label: str, source: NamedNode | None, facts: Facts) -> None:
    facts.say(node, TYPE, SCHEME)
    facts.say(node, LABEL, Literal(label))
    facts.say(node, PREFERRED, Literal(label))
    if source:
        facts.say(node, SOURCE, source)
