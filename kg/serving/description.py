"""What the endpoint says of itself: SPARQL 1.1 Service Description."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kg import sparql
from kg.graph import Graph
from kg.namespaces import RDF

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_RESULTS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
_GRAPHS = ("Turtle", "N-Triples", "RDF_XML", "JSON-LD")
_DOCUMENTS = "SELECT ?document WHERE { ?document a kg:Document } ORDER BY ?document"


def describe(store: Graph, endpoint: str) -> list[ox.Triple]:
    """The description of the endpoint at an address, with the named graphs of a store."""
    return list(_triples(store, endpoint))


def _triples(store: Graph, endpoint: str) -> Iterator[ox.Triple]:
    service, data = ox.NamedNode(endpoint), ox.NamedNode(f"{endpoint}#dataset")
    default = ox.NamedNode(f"{endpoint}#default")
    yield from _said(service, RDF + "type", ox.NamedNode(_SD + "Service"))
    yield from _said(service, _SD + "endpoint", service)
    yield from _said(service, _SD + "supportedLanguage", ox.NamedNode(_SD + "SPARQL11Query"))
    yield from _said(service, _SD + "resultFormat", *(ox.NamedNode(_FORMATS + name) for name in _RESULTS + _GRAPHS))
    yield from _said(service, _SD + "defaultDataset", data)
    yield from _said(data, RDF + "type", ox.NamedNode(_SD + "Dataset"))
    yield from _said(data, _SD + "defaultGraph", default)
    yield from _said(default, RDF + "type", ox.NamedNode(_SD + "Graph"))
    for number, graph in enumerate(_documents(store), 1):
        named = ox.NamedNode(f"{endpoint}#graph-{number}")
        yield from _said(data, _SD + "namedGraph", named)
        yield from _said(named, RDF + "type", ox.NamedNode(_SD + "NamedGraph"))
        yield from _said(named, _SD + "name", graph)


def _said(subject: ox.NamedNode, predicate: str, *objects: ox.NamedNode) -> Iterator[ox.Triple]:
    return (ox.Triple(subject, ox.NamedNode(predicate), value) for value in objects)


def _documents(store: Graph) -> Iterator[ox.NamedNode]:
    for row in sparql.rows(store, _DOCUMENTS):
        if isinstance(row["document"], ox.NamedNode):
            yield row["document"]
