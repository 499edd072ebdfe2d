"""The network of papers, people, methods and topics as GraphML, for Gephi, Cytoscape, yEd and networkx."""

from __future__ import annotations

from io import BytesIO
from typing import cast

import networkx as nx
from pyoxigraph import Literal, NamedNode, QuerySolutions

from kg.graph import Graph
from kg.namespaces import ONTOLOGY, RDF, RDFS

_KINDS = (
    "Award",
    "Dataset",
    "Method",
    "Organization",
    "Paper",
    "Person",
    "Software",
    "Task",
    "Topic",
    "Venue",
    "VenueEdition",
)
_RELATIONS = (
    "addresses",
    "affiliation",
    "alternativeTo",
    "appliedTo",
    "awardedAt",
    "comparesWith",
    "creator",
    "evaluatedOn",
    "extends",
    "introduces",
    "mentions",
    "outperforms",
    "partOf",
    "presentedAt",
    "publishedIn",
    "receivedAward",
    "rejectedBy",
    "series",
    "topic",
    "uses",
    "variantOf",
    "withdrawnFrom",
)
_SUPPORT = """
SELECT ?subject ?predicate ?object (COUNT(DISTINCT ?passage) AS ?passages) WHERE {
  ?statement rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ; kg:supportedBy ?passage .
} GROUP BY ?subject ?predicate ?object"""


def to_graphml(store: Graph) -> bytes:
    """The network of `store` (see `network`) as GraphML.

    Every edge has an identifier of its own, as the format wants it: Gephi drops edges whose identifier it has met
    before. Its `label` is its relation, which is what Gephi and yEd show.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    found = network(store)
    graph.add_nodes_from(found.nodes(data=True))
    for number, (subject, value, data) in enumerate(found.edges(data=True)):
        graph.add_edge(subject, value, key=f"e{number}", label=data["relation"], **data)
    out = BytesIO()
    nx.write_graphml_xml(graph, out)
    return out.getvalue()


def network(store: Graph) -> nx.MultiDiGraph[str]:
    """The things of `store` that are related, as a directed multigraph.

    A node is an IRI; it has `label`, `type` (local name of its class) and, for papers, `year`. An edge has `relation`
    (local name of the property), which is also its key, and `weight`, the number of passages that support it, at
    least 1. Nodes and edges are in the order of their IRIs.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    things = _things(store)
    weights = _weights(store)
    edges = sorted(
        (quad.subject.value, quad.object.value, name)
        for name in _RELATIONS
        for quad in set(store.quads_for_pattern(None, NamedNode(ONTOLOGY + name), None, None))
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode)
    )
    known = [edge for edge in dict.fromkeys(edges) if edge[0] in things and edge[1] in things]
    for iri in sorted({iri for subject, value, _ in known for iri in (subject, value)} | _papers(things)):
        graph.add_node(iri, **things[iri])
    for subject, value, name in known:
        weight = weights.get((subject, ONTOLOGY + name, value), 1)
        graph.add_edge(subject, value, key=name, relation=name, weight=weight)
    return graph


def _papers(things: dict[str, dict[str, str | int]]) -> set[str]:
    return {iri for iri, attributes in things.items() if attributes["type"] == "Paper"}


def _things(store: Graph) -> dict[str, dict[str, str | int]]:
    """IRI → attributes of everything of a kind that the network shows."""
    found: dict[str, dict[str, str | int]] = {}
    for kind in _KINDS:
        for quad in store.quads_for_pattern(None, NamedNode(RDF + "type"), NamedNode(ONTOLOGY + kind), None):
            if isinstance(quad.subject, NamedNode):
                found.setdefault(quad.subject.value, {"label": _label(store, quad.subject), "type": kind})
    for quad in store.quads_for_pattern(None, NamedNode(ONTOLOGY + "year"), None, None):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal) and quad.subject.value in found:
            attributes, year = found[quad.subject.value], int(quad.object.value)
            attributes["year"] = min(year, int(attributes.get("year", year)))
    return found


def _label(store: Graph, node: NamedNode) -> str:
    """The label, without the characters that XML cannot hold."""
    quads = store.quads_for_pattern(node, NamedNode(RDFS + "label"), None, None)
    labels = sorted({quad.object.value for quad in quads if isinstance(quad.object, Literal)})
    label = labels[0] if labels else node.value.rpartition("/")[2]
    return "".join(character if character.isprintable() else " " for character in label)


def _weights(store: Graph) -> dict[tuple[str, str, str], int]:
    """(Subject, predicate, object) of every fact between IRIs → how many passages support it."""
    rows = cast(QuerySolutions, store.query(_SUPPORT, prefixes={"kg": ONTOLOGY, "rdf": RDF}))
    return {
        (row["subject"].value, row["predicate"].value, row["object"].value): int(row["passages"].value) for row in rows
    }
