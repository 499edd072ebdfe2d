"""The engine's screens and pyshacl on everything find the same."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pyshacl
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import RDF, SH
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query

from kg.resources import resource
from kg.store import open_graph
from kg.validation import validate
from kg.validation.judging import to_rdflib

TESTS = Path(__file__).parent.parent
Found = set[tuple[str, str, str]]


class Graph(rdflib.Graph):
    """A graph that parses a query once: pyshacl asks the same ones for every example."""

    def query(self, query_object: Any, *args: Any, **kwargs: Any) -> Any:
        return super().query(prepared(query_object), *args, **kwargs)


@cache
def prepared(text: str) -> Query:
    return prepareQuery(text)


@cache
def shapes() -> rdflib.Graph:
    """The shapes without SPARQL constraints, which are slow in pyshacl; their examples are judged one by one."""
    graph = rdflib.Graph().parse(resource("ontology/shapes.ttl"))
    for shape in set(graph.subjects(RDF.type, SH.PropertyShape)) | set(graph.subjects(RDF.type, SH.NodeShape)):
        if (shape, SH.sparql, None) in graph:
            graph.remove((shape, None, None))
            graph.remove((None, SH.property, shape))
    return graph


@cache
def ontology() -> rdflib.Graph:
    return rdflib.Graph().parse(resource("ontology/kg.ttl"))


def oracle(store: ox.Store, rules: rdflib.Graph) -> Found:
    """What pyshacl finds, looking at everything."""
    graph = Graph()
    for triple in to_rdflib(quad.triple for quad in store.quads_for_pattern(None, None, None, ox.DefaultGraph())):
        graph.add(triple)
    _, report, _ = pyshacl.validate(graph, shacl_graph=rules, ont_graph=ontology(), inplace=True)

    def value(result: rdflib.term.Node, name: rdflib.URIRef) -> str:
        found = report.value(result, name)
        return "" if found is None else str(found)

    def named(shape: rdflib.term.Node) -> str:
        """The IRI of a shape, or of the one that gathers it."""
        while isinstance(shape, rdflib.BNode):
            shape = rules.value(None, SH.property, shape)
        return str(shape)

    results = list(report.objects(None, SH.result))
    shape_of = {one: report.value(one, SH.sourceShape) for one in results}
    return {(named(shape), value(one, SH.focusNode), value(one, SH.value)) for one, shape in shape_of.items()}


def found(store: ox.Store) -> Found:
    sparql = "SPARQLConstraintComponent"
    namespace = "https://w3id.org/kg-papers/shapes#"
    return {
        (namespace + result.rule, result.focus, result.value)
        for result in validate(store).results
        if result.component != sparql
    }


@cache
def two_lists() -> list[ox.Triple]:
    store = open_graph(TESTS / "graphs" / "two-lists.trig")
    return sorted((quad.triple for quad in store.quads_for_pattern(None, None, None, ox.DefaultGraph())), key=str)


def broken(data: st.DataObject) -> ox.Store:
    """The two lists with triples taken away and objects exchanged between properties."""
    triples = two_lists()
    places = st.integers(0, len(triples) - 1)
    removed = data.draw(st.sets(places, max_size=12))
    swapped = data.draw(st.lists(st.tuples(places, places), max_size=12))
    kept = [triple for at, triple in enumerate(triples) if at not in removed]
    mixed = [ox.Triple(triples[one].subject, triples[one].predicate, triples[other].object) for one, other in swapped]
    store = ox.Store()
    store.extend(ox.Quad(triple.subject, triple.predicate, triple.object) for triple in [*kept, *mixed])
    return store


@given(st.data())
@settings(max_examples=12, deadline=None)
def test_graphs_broken_at_random(data: st.DataObject) -> None:
    store = broken(data)
    assert found(store) == oracle(store, shapes())
