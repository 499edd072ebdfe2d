"""What a format of vocabularies is to the rest of kg."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import pyoxigraph as ox

from kg.namespaces import RDF, SKOS

TYPE = ox.NamedNode(RDF + "type")
CONCEPT, SCHEME = ox.NamedNode(SKOS + "Concept"), ox.NamedNode(SKOS + "ConceptScheme")
PREFERRED, ALTERNATIVE = ox.NamedNode(SKOS + "prefLabel"), ox.NamedNode(SKOS + "altLabel")
BROADER, IN_SCHEME, TOP_OF = (ox.NamedNode(SKOS + name) for name in ("broader", "inScheme", "topConceptOf"))


class Format(NamedTuple):
    """A format of vocabularies."""

    name: str  # as messages call it
    recognises: Callable[[str], bool]  # from the beginning of a file, without white space before it
    triples: Callable[[bytes], Iterator[ox.Triple]]  # a SyntaxError or ValueError says what is wrong with the data


def concept(iri: ox.NamedNode, label: str, scheme: ox.NamedNode) -> Iterator[ox.Triple]:
    """A concept of a scheme with its preferred label, in English as the labels of all tables are."""
    yield ox.Triple(iri, TYPE, CONCEPT)
    yield ox.Triple(iri, PREFERRED, ox.Literal(label, language="en"))
    yield ox.Triple(iri, IN_SCHEME, scheme)


def scheme(iri: ox.NamedNode, title: str) -> Iterator[ox.Triple]:
    """A scheme with its title."""
    yield ox.Triple(iri, TYPE, SCHEME)
    yield ox.Triple(iri, PREFERRED, ox.Literal(title, language="en"))
