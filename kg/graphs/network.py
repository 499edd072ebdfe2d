"""The network of papers and what joins them, as networkx has graphs: the projection that is ranked and divided.

Its nodes are papers, the people who wrote them, and the concepts that they are related to; its edges join a paper to a
person or to a concept, never two of a kind. An edge weighs by what the best relation tells: 1 for who wrote a paper,
what it introduces or extends, less for what it uses, is about or mentions (`links.RELATIONS`). Venues, documents and
the vocabulary's hierarchy are left out: they would join everything. Nodes and edges come sorted, so that what is
computed does not depend on the order of the store.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

import networkx as nx
import pyoxigraph as ox

from kg import finding
from kg.graph import Graph
from kg.graphs.links import CONTENT, RELATIONS, Nodes
from kg.namespaces import ONTOLOGY, RDF, SKOS
from kg.sparql import rows

KINDS = {
    "papers": ("paper",),
    "methods": ("method",),
    "topics": ("topic", "task"),
    "people": ("person",),
}
"""What may be ranked → the kinds of things that are meant."""

_UNION = ox.DefaultGraph()
_RELATIONS = (*CONTENT, "creator")


class Scope(NamedTuple):
    """Which papers a network has; all when nothing is named. Each is an IRI."""

    topic: str = ""  # related to this concept, or one below it
    venue: str = ""  # of this venue or edition
    document: str = ""  # that this document lists


ALL = Scope()


class Network(NamedTuple):
    """The network of some papers."""

    graph: nx.Graph[str]  # nodes are IRIs; edges have a weight
    kinds: dict[str, frozenset[str]]  # IRI → kinds; a concept may be of several
    years: dict[str, int]  # paper → its year, where one is known: the first

    def of_kind(self, what: str) -> list[str]:
        """The nodes that one of KINDS means, sorted."""
        wanted = set(KINDS[what])
        return [iri for iri in self.graph if self.kinds.get(iri, frozenset()) & wanted]


def network(store: Graph, scope: Scope = ALL) -> Network:
    """Read the network of the papers in `scope`."""
    nodes = Nodes(store)
    admitted = scope != ALL
    papers = papers_in(store, scope) if admitted else set()
    links = _links_of(nodes, papers) if admitted else _links(store)
    kinds = {} if admitted else _kinds(store)
    if not admitted:
        papers = {iri for iri, those in kinds.items() if "paper" in those}
    weights: dict[tuple[str, str], float] = {}
    for paper, name, thing in links:
        if paper in papers:
            weights[paper, thing] = max(1 / RELATIONS[name].length, weights.get((paper, thing), 0))
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted(papers | {thing for _, thing in weights}))
    graph.add_weighted_edges_from((paper, thing, weight) for (paper, thing), weight in sorted(weights.items()))
    known = {iri: nodes[iri].kinds if admitted else kinds.get(iri, frozenset()) for iri in graph}
    return Network(graph, known, _years(store, papers))


def papers_in(store: Graph, scope: Scope) -> set[str]:
    """The IRIs of the papers in a scope that names something."""
    return set.intersection(*_admitted(store, scope))


def _links(store: Graph) -> Iterator[tuple[str, str, str]]:
    """What every paper is related to, and how."""
    for name in _RELATIONS:
        for paper, thing in _pairs(store, ONTOLOGY + name):
            yield paper, name, thing


def _links_of(nodes: Nodes, papers: Collection[str]) -> Iterator[tuple[str, str, str]]:
    """The same of some papers."""
    for paper in papers:
        for link in nodes[paper].outgoing:
            if link.relation in _RELATIONS:
                yield paper, link.relation, link.other


def _pairs(store: Graph, predicate: str) -> Iterator[tuple[str, str]]:
    for quad in store.quads_for_pattern(None, ox.NamedNode(predicate), None, _UNION):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
            yield quad.subject.value, quad.object.value


def _years(store: Graph, papers: Collection[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for quad in store.quads_for_pattern(None, ox.NamedNode(ONTOLOGY + "year"), None, _UNION):
        paper, value = quad.subject, quad.object
        if isinstance(paper, ox.NamedNode) and isinstance(value, ox.Literal) and value.value.isdecimal():
            year = int(value.value)
            if paper.value in papers:
                found[paper.value] = min(year, found.get(paper.value, year))
    return found


def _kinds(store: Graph) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for kind in ("paper", "person", "method", "topic", "task", "dataset", "software"):
        term = ox.NamedNode(ONTOLOGY + finding.KINDS[kind])
        for quad in store.quads_for_pattern(None, ox.NamedNode(RDF + "type"), term, _UNION):
            if isinstance(quad.subject, ox.NamedNode):
                found[quad.subject.value] = found.get(quad.subject.value, frozenset()) | {kind}
    return found


def _admitted(store: Graph, scope: Scope) -> Iterator[set[str]]:
    """The papers that each part of a scope admits."""
    if scope.topic:
        values = " ".join(str(ox.NamedNode(iri)) for iri in sorted(_below(store, scope.topic)))
        roles = ", ".join(f"kg:{name}" for name in CONTENT)
        yield _papers(store, f"VALUES ?thing {{ {values} }} ?paper ?role ?thing FILTER(?role IN ({roles})) "
                             "FILTER EXISTS { ?paper a kg:Paper }")  # fmt: skip
    if scope.venue:
        term = ox.NamedNode(scope.venue)
        yield _papers(store, f"{{ ?paper kg:presentedAt|kg:publishedIn {term} }} UNION "
                             f"{{ ?edition kg:series {term} . ?paper kg:presentedAt ?edition }}")  # fmt: skip
    if scope.document:
        yield _papers(store, f"?paper kg:listedIn {ox.NamedNode(scope.document)}")


def _papers(store: Graph, pattern: str) -> set[str]:
    return {row["paper"].value for row in rows(store, f"SELECT DISTINCT ?paper {{ {pattern} }}")}


def _below(store: Graph, concept: str) -> set[str]:
    """A concept and all below it in its scheme."""
    narrower: dict[str, list[str]] = {}
    for below, above in _pairs(store, SKOS + "broader"):
        narrower.setdefault(above, []).append(below)
    found, waiting = {concept}, [concept]
    while waiting:
        for below in narrower.get(waiting.pop(), ()):
            if below not in found:
                found.add(below)
                waiting.append(below)
    return found
