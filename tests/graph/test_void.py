"""The description of a graph counts what is in its export."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import rdflib
from rdflib import DCTERMS, PROV, RDF, VOID

from kg.export import export
from kg.namespaces import ONTOLOGY
from kg.store import open_graph

GRAPH = Path(__file__).parent.parent / "graphs" / "two-lists.trig"
KG = rdflib.Namespace(ONTOLOGY)
CC0 = "https://creativecommons.org/publicdomain/zero/1.0/"


def described(store: ox.Store, license_: str = "") -> tuple[rdflib.Graph, rdflib.URIRef]:
    graph = rdflib.Graph().parse(data=export(store, "void", license_=license_), format="turtle")
    (dataset,) = set(graph.subjects(VOID.triples)) - set(graph.objects(None, VOID.propertyPartition))
    assert isinstance(dataset, rdflib.URIRef)
    return graph, dataset


def test_counts_are_those_of_the_export() -> None:
    store = open_graph(GRAPH)
    graph, dataset = described(store)
    facts = rdflib.Graph().parse(data=export(store, "ntriples"), format="nt")
    assert int(graph.value(dataset, VOID.triples)) == len(facts)
    assert int(graph.value(dataset, VOID.distinctSubjects)) == len(set(facts.subjects()))
    assert int(graph.value(dataset, VOID.distinctObjects)) == len(set(facts.objects()))
    for part in graph.objects(dataset, VOID.classPartition):
        members = set(facts.subjects(RDF.type, graph.value(part, VOID["class"])))
        assert int(graph.value(part, VOID.entities)) == len(members)
    for part in graph.objects(dataset, VOID.propertyPartition):
        stated = list(facts.triples((None, graph.value(part, VOID.property), None)))
        assert int(graph.value(part, VOID.triples)) == len(stated)


def test_every_document_was_used_by_the_build() -> None:
    store = open_graph(GRAPH)
    graph, dataset = described(store)
    build = graph.value(dataset, PROV.wasGeneratedBy)
    facts = rdflib.Graph().parse(data=export(store, "ntriples"), format="nt")
    assert set(graph.objects(build, PROV.used)) == set(facts.subjects(RDF.type, KG.Document))


def test_a_licence_is_stated_when_it_is_given() -> None:
    store = open_graph(GRAPH)
    graph, dataset = described(store, CC0)
    assert str(graph.value(dataset, DCTERMS.license)) == CC0
    graph, dataset = described(store)
    assert graph.value(dataset, DCTERMS.license) is None


def test_golden(golden: Callable[[Path, str], None]) -> None:
    golden(
        Path(__file__).parent / "described" / "two-lists.ttl", export(open_graph(GRAPH), "void", license_=CC0).decode()
    )
