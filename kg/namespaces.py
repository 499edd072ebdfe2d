"""The namespaces of the graph and the prefixes that stand for them in queries and in Turtle."""

from __future__ import annotations

ONTOLOGY = "https://w3id.org/kg-papers/ontology#"
"""Namespace of classes and properties; the graph that holds the ontology is named by it without the `#`."""
SHAPES = "https://w3id.org/kg-papers/shapes#"
BASE = "https://w3id.org/kg-papers/id/"
"""Namespace of identifiers, unless a build is given another. Concepts and venues of the shipped vocabulary keep it."""

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
DCTERMS = "http://purl.org/dc/terms/"
SKOS = "http://www.w3.org/2004/02/skos/core#"

_TERMS = {
    "dcterms": DCTERMS,
    "kg": ONTOLOGY,
    "kgsh": SHAPES,
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": SKOS,
    "xsd": XSD,
}
_CONCEPTS = ("dataset", "method", "presentation", "scheme", "software", "task", "topic", "venue")
_THINGS = (
    "authorship",
    "award",
    "document",
    "edition",
    "organization",
    "paper",
    "passage",
    "person",
    "reference",
    "statement",
)


def prefixes(base: str = BASE) -> dict[str, str]:
    """Prefix → namespace, sorted by prefix, for a graph whose identifiers stand under `base`.

    >>> prefixes()["paper"], prefixes("https://example.org/")["paper"]
    ('https://w3id.org/kg-papers/id/paper/', 'https://example.org/paper/')
    """
    concepts = {kind: f"{BASE}{kind}/" for kind in _CONCEPTS}
    things = {kind: f"{base}{kind}/" for kind in _THINGS}
    return dict(sorted((_TERMS | concepts | things).items()))
