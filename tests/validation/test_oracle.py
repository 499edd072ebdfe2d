"""The engine's screens and pyshacl on everything find the same."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pyoxigraph as ox
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import RDF, SH

from kg.resources import resource
from kg.store import open_graph
from kg.validation import validate
from tests.judged import report, value

TESTS = Path(__file__).parent.parent
Found = set[tuple[str, str, str]]


@cache
def shapes() -> rdflib.Graph:
    """The shapes without SPARQL constraints, which are slow in pyshacl; their examples are judged one by one."""
    graph = rdflib.Graph().parse(resource("ontology/shapes.ttl"))
    for shape in set(graph.subjects(RDF.type, SH.PropertyShape)) | set(graph.subjects(RDF.type, SH.NodeShape)):
        if (shape, SH.sparql, None) in graph:
            graph.remove((shape, None, None))
            graph.remove((None, SH.property, shape))
    return graph


def oracle(store: ox.Store, rules: rdflib.Graph) -> Found:
    """What pyshacl finds, looking at everything."""
    found = report(store, rules)

    def named(shape: rdflib.term.Node) -> str:
        """The IRI of a shape, or of the one that gathers it."""
        while isinstance(shape, rdflib.BNode):
            shape = rules.value(None, SH.property, shape)
        return str(shape)

    return {
        (named(found.value(one, SH.sourceShape)), value(found, one, SH.focusNode), value(found, one, SH.value))
        for one in found.objects(None, SH.result)
    }


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
