"""What Gephi and Cytoscape open: GraphML and GEXF as networkx reads them back, against what SPARQL counts."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable
from xml.etree import ElementTree as ET

import networkx as nx
import pyoxigraph as ox
import pytest

from kg.export import export
from kg.export.graphml import network
from kg.namespaces import ONTOLOGY, RDF, RDFS
from kg.sparql import rows

HOSTILE = "</label><script>alert(1)</script> \"&' ]]> \x1b[31m\x00\u202e"
Reader = Callable[[bytes], "nx.MultiDiGraph[str]"]


def read_graphml(data: bytes) -> nx.MultiDiGraph[str]:
    return nx.read_graphml(io.BytesIO(data), force_multigraph=True)


def read_gexf(data: bytes) -> nx.MultiDiGraph[str]:
    """As networkx reads it, which makes a plain graph of one without parallel edges."""
    return nx.MultiDiGraph(nx.read_gexf(io.BytesIO(data)))


READERS = pytest.mark.parametrize(("form", "read"), [("graphml", read_graphml), ("gexf", read_gexf)])


@READERS
def test_nodes_have_their_labels_types_and_years(samples: ox.Store, form: str, read: Reader) -> None:
    graph = read(export(samples, form))
    kinds = Counter(data["type"] for _, data in graph.nodes(data=True))
    papers = {row["paper"].value for row in rows(samples, "SELECT ?paper { ?paper a kg:Paper }")}
    assert kinds["Paper"] == len(papers) > 100
    years = rows(samples, "SELECT ?paper (MIN(?year) AS ?first) { ?paper a kg:Paper ; kg:year ?year } GROUP BY ?paper")
    for row in years:
        assert graph.nodes[row["paper"].value]["year"] == int(row["first"].value)
    titles = rows(
        samples, "SELECT ?paper (MIN(?label) AS ?first) { ?paper a kg:Paper ; rdfs:label ?label } GROUP BY ?paper"
    )
    for row in titles:
        assert graph.nodes[row["paper"].value]["label"] == row["first"].value


@READERS
def test_edges_have_their_relations_and_weights(samples: ox.Store, form: str, read: Reader) -> None:
    graph = read(export(samples, form))
    relations = Counter(data["relation"] for *_, data in graph.edges(data=True))
    for relation in ("creator", "topic", "uses", "presentedAt", "variantOf"):
        (row,) = rows(samples, f"SELECT (COUNT(*) AS ?edges) {{ ?one kg:{relation} ?other FILTER(ISIRI(?other)) }}")
        assert relations[relation] == int(row["edges"].value) > 0
    shared = "SELECT ?one ?other (COUNT(DISTINCT ?passage) AS ?passages) { ?s rdf:subject ?one ; rdf:object ?other ; "
    shared += "rdf:predicate kg:topic ; kg:supportedBy ?passage } GROUP BY ?one ?other"
    weights = {(row["one"].value, row["other"].value): int(row["passages"].value) for row in rows(samples, shared)}
    found = {
        (one, other): data["weight"]
        for one, other, data in graph.edges(data=True)
        if data["relation"] == "topic" and (one, other) in weights
    }
    assert found == weights


@READERS
def test_a_file_holds_all_of_the_network(samples: ox.Store, form: str, read: Reader) -> None:
    graph, whole = read(export(samples, form)), network(samples)
    assert set(graph) == set(whole)
    assert edges_of(graph) == edges_of(whole)


def edges_of(graph: nx.MultiDiGraph[str]) -> Counter[tuple[str, str, str, int]]:
    return Counter((one, other, data["relation"], int(data["weight"])) for one, other, data in graph.edges(data=True))


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_every_edge_has_an_identifier_of_its_own_and_a_label(samples: ox.Store, form: str) -> None:
    edges = [element for element in ET.fromstring(export(samples, form)).iter() if element.tag.endswith("}edge")]
    assert len({edge.attrib["id"] for edge in edges}) == len(edges) > 500
    labels = {edge.get("label") or edge[0].text for edge in edges}
    assert {"creator", "topic"} <= labels


@READERS
def test_hostile_labels_stay_text(form: str, read: Reader) -> None:
    store, paper = ox.Store(), ox.NamedNode("urn:paper")
    store.add(ox.Quad(paper, ox.NamedNode(RDF + "type"), ox.NamedNode(ONTOLOGY + "Paper")))
    store.add(ox.Quad(paper, ox.NamedNode(RDFS + "label"), ox.Literal(HOSTILE)))
    label = read(export(store, form)).nodes["urn:paper"]["label"]
    assert label.split() == ["</label><script>alert(1)</script>", "\"&'", "]]>", "[31m"]


def test_gexf_has_neither_date_nor_version_of_a_library(samples: ox.Store) -> None:
    meta = export(samples, "gexf").decode().partition("</meta>")[0]
    assert "lastmodified" not in meta
    assert "NetworkX" not in meta
