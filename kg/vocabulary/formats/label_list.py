"""A list of labels: a table with one column, called "label". Each is a topic, with an IRI made from the label."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kg.namespaces import BASE
from kg.naming import digest, fold_space, slug
from kg.vocabulary.folding import fold
from kg.vocabulary.formats.form import TOP_OF, Format, concept, scheme
from kg.vocabulary.formats.tables import header, records

_SCHEME = ox.NamedNode(BASE + "scheme/labels")


def _triples(data: bytes) -> Iterator[ox.Triple]:
    yield from scheme(_SCHEME, "Labels")
    for record in records(data):
        if label := fold_space(record.get("label", "")):
            iri = ox.NamedNode(f"{BASE}topic/{_name(label)}")
            yield from concept(iri, label, _SCHEME)
            yield ox.Triple(iri, TOP_OF, _SCHEME)


def _name(label: str) -> str:
    """A name for the IRI: that of a shipped topic with the same label, and another when the letters alone differ.

    >>> _name("graph mining"), _name("c++") == _name("c#")
    ('graph-mining', False)
    """
    name, normal = slug(label), fold(label).text
    return name if name.replace("-", " ") == normal else f"{name}-{digest(normal)}"


LABEL_LIST = Format("CSV with one column, label", lambda text: header(text) == ("label",), _triples)
