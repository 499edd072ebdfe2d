"""A list of labels: a table with one column, called "label". Each is a topic of its own, with an IRI made from it."""

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
    known: set[str] = set()
    for record in records(data):
        name = _name(label) if (label := fold_space(record.get("label", ""))) else ""
        if name and name not in known:  # "Vole mapping" and "vole-mapping" are one
            known.add(name)
            iri = ox.NamedNode(f"{BASE}topic/listed-{name}")
            yield from concept(iri, label, _SCHEME)
            yield ox.Triple(iri, TOP_OF, _SCHEME)


def _name(label: str) -> str:
    """A part of an IRI, with a digest when letters and digits alone do not tell the label from others.

    >>> _name("graph mining"), _name("c++") == _name("c#")
    ('graph-mining', False)
    """
    name, normal = slug(label), fold(label).text
    return name if name.replace("-", " ") == normal else f"{name}-{digest(normal)}"


LABEL_LIST = Format("CSV with one column, label", lambda text: header(text) == ("label",), _triples)
