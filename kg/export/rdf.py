"""A graph in the syntaxes of RDF: facts, evidence, and the classes and labels of the concepts that are used.

Named graphs, where the syntax has them: each document's facts in the graph of its IRI, types and labels of entities in
`…/graph/entities`, evidence in `…/graph/evidence`, concepts and venues in `…/graph/vocabulary`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, serialize

from kg.background import describe_used
from kg.graph import Graph
from kg.mapping import graph_name
from kg.namespaces import ONTOLOGY, RDF
from kg.store.turtle import to_trig, to_turtle

_TYPE = NamedNode(RDF + "type")
_LISTED_IN = NamedNode(ONTOLOGY + "listedIn")  # what references say, in short
_EVIDENCE = tuple(NamedNode(ONTOLOGY + name) for name in ("Document", "Passage", "Reference", "Statement"))


def turtle(store: Graph, base: str) -> bytes:
    """All triples as Turtle."""
    return to_turtle((quad.triple for quad in quads(store, base)), base)


def trig(store: Graph, base: str) -> bytes:
    """All named graphs as TriG."""
    return to_trig(quads(store, base), base)


def ntriples(store: Graph, base: str) -> bytes:
    """All triples as N-Triples, in code point order."""
    lines = {f"{quad.triple} .\n" for quad in quads(store, base)}
    return "".join(sorted(lines)).encode()


def nquads(store: Graph, base: str) -> bytes:
    """All named graphs as N-Quads, in code point order."""
    lines = {f"{quad} .\n" for quad in quads(store, base)}
    return "".join(sorted(lines)).encode()


def jsonld(store: Graph, base: str) -> bytes:
    """All named graphs as expanded JSON-LD."""
    ordered = sorted(set(quads(store, base)), key=lambda quad: (str(quad.graph_name), str(quad.triple)))
    return serialize(ordered, format=RdfFormat.JSON_LD) or b""


def quads(store: Graph, base: str) -> Iterator[Quad]:
    """The quads of a graph, each in its named graph.

    A build keeps evidence, ontology and vocabulary in the default graph alone; they are told apart here. A graph
    without named graphs (a Turtle file) is given as it is.
    """
    stored = list(store.quads_for_pattern(None, None, None, None))
    named = [quad for quad in stored if quad.graph_name != DefaultGraph()]
    if not named:
        yield from stored
        return
    yield from named
    known = {quad.triple for quad in named}
    others = [quad for quad in stored if quad.graph_name == DefaultGraph() and quad.triple not in known]
    evidence = {quad.subject for quad in others if quad.predicate == _TYPE and quad.object in _EVIDENCE}
    graph = NamedNode(graph_name("evidence", base))
    told = [quad for quad in others if quad.subject in evidence or quad.predicate == _LISTED_IN]
    yield from (Quad(quad.subject, quad.predicate, quad.object, graph) for quad in told)
    graph = NamedNode(graph_name("vocabulary", base))
    vocabulary = (q for q in others if q.subject not in evidence and not str(q.subject).startswith(f"<{ONTOLOGY}"))
    for triple in describe_used(named, vocabulary):
        yield Quad(triple.subject, triple.predicate, triple.object, graph)
