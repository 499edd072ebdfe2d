"""Which records of a catalogue a fact rests on.

The facts of a catalogue's graph have no statements. A fact is proved by the records of the paper that it is about, and
one about something that papers name (an authorship, a person, a concept) by the records of those papers.
"""

from __future__ import annotations

from typing import NamedTuple

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from kg.graph import Graph
from kg.namespaces import ONTOLOGY, RDF

_Node = NamedNode | BlankNode | Triple

_UNION = DefaultGraph()
_TYPE, _CATALOGUE = NamedNode(RDF + "type"), NamedNode(ONTOLOGY + "Catalogue")
_IN_DOCUMENT, _REFERS_TO = NamedNode(ONTOLOGY + "inDocument"), NamedNode(ONTOLOGY + "refersTo")


class RecordCheck(NamedTuple):
    """How far the facts of a catalogue's graph rest on its records."""

    facts: int
    loose: tuple[Quad, ...]  # facts to which no record leads, sorted


def catalogues(store: Graph) -> list[NamedNode]:
    """The catalogues of a graph, sorted."""
    found = {quad.subject for quad in store.quads_for_pattern(None, _TYPE, _CATALOGUE, _UNION)}
    return sorted((node for node in found if isinstance(node, NamedNode)), key=lambda node: node.value)


def check(store: Graph, catalogue: NamedNode) -> RecordCheck:
    """Follow the facts of `catalogue` back to its records."""
    listed = {quad.subject for quad in store.quads_for_pattern(None, _IN_DOCUMENT, catalogue, _UNION)}
    papers = {q.object for q in store.quads_for_pattern(None, _REFERS_TO, None, _UNION) if q.subject in listed}
    named, others, facts = set(papers), [], 0
    for quad in store.quads_for_pattern(None, None, None, catalogue):
        facts += 1
        if quad.subject in papers:
            named.add(quad.object)
        else:
            others.append(quad)
    return RecordCheck(facts, tuple(sorted((quad for quad in others if quad.subject not in named), key=str)))


def facts(
    store: Graph,
    subject: NamedNode | None = None,
    predicate: NamedNode | None = None,
    value: NamedNode | Literal | None = None,
) -> list[Quad]:
    """The facts of this pattern in the graphs of catalogues, by catalogue, then in the order of their text."""
    found = (store.quads_for_pattern(subject, predicate, value, catalogue) for catalogue in catalogues(store))
    return [quad for quads in found for quad in sorted(quads, key=str)]


def records(store: Graph, fact: Quad) -> list[NamedNode]:
    """The references of a catalogue that lead to a fact of its graph, sorted.

    A relation between two concepts rests on records that name both where there are such.
    """
    catalogue, subject = fact.graph_name, fact.subject
    if not isinstance(catalogue, NamedNode):
        return []
    if its_own := _references(store, {subject}, catalogue):
        return its_own  # before reading what names an object to which half of all papers may lead
    naming = _naming(store, subject, catalogue)
    if isinstance(fact.object, NamedNode):
        naming = naming & _naming(store, fact.object, catalogue) or naming
    return _references(store, naming, catalogue)


def _naming(store: Graph, thing: _Node, catalogue: NamedNode) -> set[_Node]:
    return {quad.subject for quad in store.quads_for_pattern(None, None, thing, catalogue)}


def _references(store: Graph, papers: set[_Node], catalogue: NamedNode) -> list[NamedNode]:
    found = {quad.subject for paper in papers for quad in store.quads_for_pattern(None, _REFERS_TO, paper, _UNION)}
    inside = (node for node in found if any(store.quads_for_pattern(node, _IN_DOCUMENT, catalogue, _UNION)))
    return sorted((node for node in inside if isinstance(node, NamedNode)), key=lambda node: node.value)
