"""Where the ontology and its alignments are, and what the ontology declares."""

from __future__ import annotations

import rdflib
from rdflib import OWL, RDF, Namespace, URIRef

from kg.namespaces import ONTOLOGY
from kg.resources import resource

KG = Namespace(ONTOLOGY)
IRI = URIRef(ONTOLOGY.removesuffix("#"))
FOLDER = resource("ontology")
ALIGNMENTS = sorted(FOLDER.glob("alignments/*.ttl"))
FILES = sorted([*FOLDER.glob("*.ttl"), *ALIGNMENTS])


def terms(ontology: rdflib.Graph) -> set[URIRef]:
    """The classes and properties that the ontology declares."""
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    return {term for kind in kinds for term in ontology.subjects(RDF.type, kind)}
