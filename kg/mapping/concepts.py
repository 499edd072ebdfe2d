"""Concepts: what documents coin, the names and relations that they give to any, and what follows from these."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from kg.iris import document_key
from kg.linking.concepts import chains
from kg.linking.entities import CoinedConcept, Entities
from kg.mapping.contributions import Contribution, contributions
from kg.mapping.facts import Fact, Facts
from kg.mapping.terms import ALTERNATIVE, CONCEPT, IN_SCHEME, LABEL, PREFERRED, SCHEME, SOURCE, TYPE, kg
from kg.mapping.unit import Setting, Unit
from kg.model import Span
from kg.naming import fold_space

_CHAINED = ("variantOf", "partOf")
_SYMMETRIC = "alternativeTo"

_Link = tuple[NamedNode, NamedNode]
_Place = tuple[str, Span]  # document and span
_Links = Mapping[_Link, Sequence[_Place]]
"""What a property relates, with the places where documents say so."""


class Conclusion(NamedTuple):
    """What follows from relations; it rests on all their places."""

    relation: str
    value: str  # IRI of a concept
    rule: str
    places: tuple[_Place, ...]


def concept_units(setting: Setting, entities: Entities) -> Iterator[Unit]:
    """One unit for each concept of which more is said than that papers name it."""
    references = (listing.reference for paper in entities.papers for listing in paper.listings)
    given = [row for item in references for row in contributions(item, setting.is_record(item))]
    return units_of_concepts(setting, entities.concepts, given)


def units_of_concepts(
    setting: Setting, concepts: Iterable[CoinedConcept], given: Iterable[Contribution]
) -> Iterator[Unit]:
    """The units of all concepts, sorted by IRI.

    Args:
        setting: of the graph.
        concepts: that no scheme knows.
        given: what all references give to concepts.
    """
    given = list(given)
    coined_here, gifts, following = coined(setting, concepts), by_concept(setting, given), conclusions(setting, given)
    for node in sorted({*coined_here, *gifts, *following}, key=lambda node: node.value):
        concept, said, concluded = coined_here.get(node), sorted(gifts.get(node, ())), sorted(following.get(node, ()))
        value = concept and _value(concept), _related(setting, said), concluded
        yield setting.unit("concept", node, value, partial(_write, setting, node, concept, said, concluded))


def _value(concept: CoinedConcept) -> tuple[object, ...]:
    return concept.kind, concept.label, concept.headings, concept.elsewhere, concept.other_labels


def _related(setting: Setting, given: Iterable[Contribution]) -> list[tuple[Contribution, str]]:
    """Contributions with the IRI of their last concept: which one is meant depends on all documents."""
    return [(item, setting.concept(item.concepts[-1]).value) for item in given]


def coined(setting: Setting, concepts: Iterable[CoinedConcept]) -> dict[NamedNode, CoinedConcept]:
    """The coined concepts that are not in the vocabulary by now, by what the graph calls them."""
    named = ((setting.coined[concept.kind, concept.key], concept) for concept in concepts)
    return {node: concept for node, concept in named if node.value not in setting.vocabulary}


def by_concept(setting: Setting, given: Iterable[Contribution]) -> dict[NamedNode, list[Contribution]]:
    """Contributions by the concept to which they are given, each once; without those that do not count.

    No concept is related to itself: two names that a document relates may turn out to be names of one concept.
    """
    found: dict[NamedNode, list[Contribution]] = {}
    for item in dict.fromkeys(given):
        node, *others = map(setting.concept, item.concepts)
        if node not in others and (not item.among or node in map(setting.concept, item.among)):
            found.setdefault(node, []).append(item)
    return found


def conclusions(setting: Setting, given: Iterable[Contribution]) -> dict[NamedNode, list[Conclusion]]:
    """What follows from relations that documents state, by subject: chains, and alternatives the other way.

    Args:
        setting: of the graph.
        given: all contributions that are concluding; what else there is does not matter.
    """
    found: dict[NamedNode, list[Conclusion]] = {}
    stated: dict[str, dict[_Link, list[_Place]]] = {}
    for item in given:
        if item.span and is_concluding(item):
            one, other = map(setting.concept, item.concepts)
            if one != other:
                stated.setdefault(item.words, {}).setdefault((one, other), []).append((item.document, item.span))
    for node, conclusion in _conclusions(stated):
        found.setdefault(node, []).append(conclusion)
    return found


def is_concluding(item: Contribution) -> bool:
    """Whether relations may follow from a contribution and its like: from none of a record, which has no statement."""
    return item.is_relation and item.words in (*_CHAINED, _SYMMETRIC) and item.span is not None


def _conclusions(stated: Mapping[str, _Links]) -> Iterator[tuple[NamedNode, Conclusion]]:
    for relation in _CHAINED:
        links = stated.get(relation, {})
        for start, end, chain in chains(sorted(links, key=str)):
            yield start, Conclusion(relation, end.value, "chain", _places(links[link] for link in chain))
    alternatives = stated.get(_SYMMETRIC, {})
    for (one, other), places in alternatives.items():
        if (other, one) not in alternatives:
            yield other, Conclusion(_SYMMETRIC, one.value, "symmetry", _places([places]))


def _places(found: Iterable[Iterable[_Place]]) -> tuple[_Place, ...]:
    return tuple(sorted({place for places in found for place in places}))


def _write(
    setting: Setting,
    node: NamedNode,
    concept: CoinedConcept | None,
    given: Sequence[Contribution],
    concluded: Sequence[Conclusion],
    facts: Facts,
) -> None:
    if concept:
        _describe(setting, node, concept, facts)
    labels = (concept.label,) if concept else setting.vocabulary.get(node.value, ())
    for item in given:
        if item.is_relation:
            _state(setting, facts, (node, kg(item.words), setting.concept(item.concepts[-1])), item)
        elif (name := fold_space(item.words)).casefold() not in _known(labels, item):
            _state(setting, facts, (node, ALTERNATIVE, Literal(name)), item)
    for conclusion in concluded:
        fact = (node, kg(conclusion.relation), NamedNode(conclusion.value))
        documents = [setting.names.document(name) for name, _ in conclusion.places]
        passages = [setting.names.passage(*place) for place in conclusion.places]
        facts.state(fact, documents, passages, f"concepts/{conclusion.rule}", concluded=True)


def _known(labels: Iterable[str], item: Contribution) -> set[str]:
    """Names that a concept has anyway."""
    return {label.casefold() for label in (*labels, fold_space(item.concepts[0].label))}


def _state(setting: Setting, facts: Facts, fact: Fact, item: Contribution) -> None:
    document = setting.names.document(item.document)
    if item.span is None:
        facts.record(fact, document)
    else:
        facts.state(fact, [document], [setting.names.passage(item.document, item.span)], item.extractor, item.concluded)


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
    found = coined(setting, entities.concepts).values()
    if any(concept.elsewhere for concept in found):
        yield _scheme(setting, _elsewhere(setting), "Coined by documents")
    for name in sorted({name for concept in found for name in concept.headings}):
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
