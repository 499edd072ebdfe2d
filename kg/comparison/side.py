"""One of two graphs that are compared: what it says of things, and what of that the other graph does not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

import pyoxigraph as ox

from kg import finding
from kg.background import TELLING
from kg.comparison.quads import Graph, Name, Quads, Term
from kg.mapping.terms import IN_SCHEME, REPLACED_BY, TYPE, kg
from kg.namespaces import ONTOLOGY

AUTHORSHIP = kg("authorship")
_UNION = ox.DefaultGraph()
_CLASSES = {ONTOLOGY + name: kind for kind, name in finding.KINDS.items()}
_EVIDENCE = {kg(name) for name in ("Document", "Passage", "Reference", "Statement")}
_TO_EVIDENCE = {kg("describedBy"), kg("listedIn")}  # moves with every line above it, or repeats what references say


class Thing(NamedTuple):
    """A thing of one of the graphs."""

    label: str
    iri: str


class Fact(NamedTuple):
    """A quad without blank nodes."""

    subject: ox.NamedNode
    predicate: ox.NamedNode
    object: Term
    graph: Name


class Side:
    """One of the two graphs, with the quads that it has alone."""

    def __init__(self, graph: Graph, named: bool, alone: Quads) -> None:
        self.store, self.alone, self._named = graph.store, tuple(facts(alone)), named
        self._graphs = {name for name in graph.store.named_graphs() if self._holds_facts(name)}
        self.kind, self.file = cache(self._kind), cache(self._file)
        self.facts = [quad for quad in self.alone if self.is_fact(quad)]
        self.own = {quad.subject.value for quad in self.facts if quad.predicate == TYPE}

    def _holds_facts(self, name: ox.NamedNode | ox.BlankNode) -> bool:
        if isinstance(name, ox.BlankNode):
            return False
        of_entities = name.value.endswith("/graph/entities")
        return of_entities or ox.Quad(name, TYPE, kg("Document"), _UNION) in self.store

    def is_fact(self, quad: Fact) -> bool:
        """Whether a quad is no evidence, ontology or vocabulary."""
        if quad.predicate in _TO_EVIDENCE:
            return False
        return quad.graph in self._graphs if self._named else not self._is_background(quad)

    def _is_background(self, fact: Fact) -> bool:
        node = fact.subject
        if node.value.startswith(ONTOLOGY) or _EVIDENCE & set(self.objects(node, TYPE)):
            return True
        described = fact.predicate in TELLING and bool(self.objects(node, IN_SCHEME))
        return described and not self.objects(node, kg("coined"))

    def objects(self, node: ox.NamedNode, predicate: ox.NamedNode) -> list[Term]:
        """The values of a property of a node, sorted."""
        quads = self.store.quads_for_pattern(node, predicate, None, _UNION)
        return sorted((quad.object for quad in quads if isinstance(quad.object, Term)), key=str)

    def first(self, node: ox.NamedNode, name: str) -> str:
        """A value of a property of the ontology; empty when there is none."""
        return next((term.value for term in self.objects(node, kg(name))), "")

    def authors(self, paper: str) -> Iterator[tuple[str, str, str]]:
        """The authors of a paper, each with place and name as written."""
        for authorship in self.objects(ox.NamedNode(paper), AUTHORSHIP):
            if isinstance(authorship, ox.NamedNode) and (person := self.first(authorship, "author")):
                place = self.first(authorship, "position")
                yield from ((person, place, name.value) for name in self.objects(authorship, kg("nameAsWritten")))

    def subjects(self, predicate: ox.NamedNode, value: Term) -> list[ox.NamedNode]:
        """What has a value for a property, sorted."""
        quads = self.store.quads_for_pattern(None, predicate, value, _UNION)
        return sorted((quad.subject for quad in quads if isinstance(quad.subject, ox.NamedNode)), key=str)

    def _kind(self, iri: str) -> str:
        """The kind of a thing; empty when it has none."""
        types = self.objects(ox.NamedNode(iri), TYPE)
        return min((_CLASSES[found.value] for found in types if found.value in _CLASSES), default="")

    def things(self, iris: Iterable[str]) -> tuple[Thing, ...]:
        """Things with their labels, in the order of these."""
        return tuple(sorted(Thing(finding.label(self.store, iri) or finding.shorten(iri), iri) for iri in iris))

    def concerned(self) -> Iterator[str]:
        """The things about which there are facts that the other graph has not."""
        for quad in self.facts:
            known = self.kind(quad.subject.value)
            owners = [quad.subject] if known else self.subjects(AUTHORSHIP, quad.subject)
            yield from (owner.value for owner in owners)

    def about(self, node: ox.NamedNode) -> Iterator[Fact]:
        """The facts that have a node as their subject."""
        quads = self.store.quads_for_pattern(node, None, None, None if self._named else _UNION)
        return (fact for fact in facts(quads) if self.is_fact(fact))

    def _file(self, graph: Name) -> str:
        """The name of the document whose graph this is; empty for another graph."""
        names = self.objects(graph, kg("fileName")) if isinstance(graph, ox.NamedNode) else []
        return names[0].value if names else ""

    def replacements(self) -> Iterator[tuple[str, str]]:
        """The things that have another IRI in this graph, and not in the other: what they were called, and are."""
        for quad in self.facts:
            if quad.predicate == REPLACED_BY and isinstance(quad.object, ox.NamedNode):
                yield quad.subject.value, quad.object.value

    def listings(self) -> list[Listing]:
        """The references that the other graph has not, or not for the same paper."""
        of_papers = (fact for fact in self.alone if fact.predicate == kg("refersTo"))
        return sorted(Listing(self, fact.subject, fact.object.value) for fact in of_papers)


class Listing:
    """A reference: where a document lists which paper."""

    def __init__(self, side: Side, node: ox.NamedNode, paper: str) -> None:
        self.paper, self.iri = paper, node.value
        self.document = side.first(node, "inDocument")
        self.title = side.first(node, "titleAsWritten")
        passage = side.first(node, "passage")
        start, line = (side.first(ox.NamedNode(passage), name) if passage else "" for name in ("start", "line"))
        self.start, self.line = (int(number) if number.isdecimal() else 0 for number in (start, line))

    def __lt__(self, other: Listing) -> bool:
        """In the order of documents."""
        return (self.document, self.start, self.iri) < (other.document, other.start, other.iri)


def facts(quads: Iterable[ox.Quad]) -> Iterator[Fact]:
    for quad in quads:
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, Term):
            yield Fact(quad.subject, quad.predicate, quad.object, quad.graph_name)
