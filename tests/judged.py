"""What pyshacl finds in a graph, looking at everything: what the screens of kg are held against."""

from __future__ import annotations

from functools import cache
from typing import Any

import pyoxigraph as ox
import pyshacl
import rdflib
from rdflib import URIRef
from rdflib.plugins.sparql import prepareQuery

from kg.resources import resource
from kg.validation.judging import to_rdflib

prepared = cache(prepareQuery)


class Graph(rdflib.Graph):
    """A graph that parses a query once: pyshacl asks the same ones for every example."""

    def query(self, query_object: Any, *args: Any, **kwargs: Any) -> Any:
        return super().query(prepared(query_object), *args, **kwargs)


@cache
def ontology() -> rdflib.Graph:
    return rdflib.Graph().parse(resource("ontology/kg.ttl"))


def report(store: ox.Store, rules: rdflib.Graph) -> rdflib.Graph:
    """The report of pyshacl on the default graph of a store and the classes of the ontology."""
    graph = Graph()
    for triple in to_rdflib(quad.triple for quad in store.quads_for_pattern(None, None, None, ox.DefaultGraph())):
        graph.add(triple)
    _, found, _ = pyshacl.validate(graph, shacl_graph=rules, ont_graph=ontology(), inplace=True)
    assert isinstance(found, rdflib.Graph)
    return found


def value(found: rdflib.Graph, result: rdflib.term.Node, name: URIRef) -> str:
    """What a result of a report says; empty where it says nothing."""
    said = found.value(result, name)
    return "" if said is None else str(said)
