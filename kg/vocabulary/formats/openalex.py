"""The topics of OpenAlex as a table: topic, subfield, field, domain, in any order of columns.

Subfields, fields and domains gather topics; no text is about them because it holds their names. The keywords of a topic
belong to it without being its names, and are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyoxigraph as ox

from kg.namespaces import BASE, ONTOLOGY
from kg.naming import slug
from kg.vocabulary.formats.form import BROADER, TOP_OF, Format, concept, scheme
from kg.vocabulary.formats.tables import header, records

_OPENALEX = "https://openalex.org/"
_SCHEME = ox.NamedNode(_OPENALEX + "topics")
_LEVELS = ("domain", "field", "subfield")  # from above
_GROUPING = ox.NamedNode(ONTOLOGY + "grouping")
_TOPIC_ID = re.compile(r"(?:.*/)?T?(\d+)", re.IGNORECASE)


def _triples(data: bytes) -> Iterator[ox.Triple]:
    yield from scheme(_SCHEME, "OpenAlex topics")
    told: set[ox.NamedNode] = set()
    for number, record in enumerate(records(data), 2):
        found = _TOPIC_ID.fullmatch(record.get("topic_id", ""))
        name = record.get("topic_name", "")
        if not found or not name:
            raise ValueError(f"row {number} has no topic_id and topic_name")
        above: ox.NamedNode | None = None
        for level in _LEVELS:
            if title := record.get(f"{level}_name") or record.get(level, ""):
                iri = _gathering(level, record.get(f"{level}_id", ""), title)
                if iri not in told:
                    told.add(iri)
                    yield from _placed(iri, title, above)
                    yield ox.Triple(iri, _GROUPING, ox.Literal(True))
                above = iri
        yield from _placed(ox.NamedNode(f"{_OPENALEX}T{found[1]}"), name, above)


def _placed(iri: ox.NamedNode, label: str, above: ox.NamedNode | None) -> Iterator[ox.Triple]:
    yield from concept(iri, label, _SCHEME)
    yield ox.Triple(iri, BROADER, above) if above else ox.Triple(iri, TOP_OF, _SCHEME)


def _gathering(level: str, number: str, title: str) -> ox.NamedNode:
    """The IRI of a subfield, field or domain; one of ours when the table does not say which number it has."""
    if digits := re.search(r"\d+$", number):
        return ox.NamedNode(f"{_OPENALEX}{level}s/{digits[0]}")
    return ox.NamedNode(f"{BASE}topic/openalex-{level}-{slug(title)}")


OPENALEX = Format(
    "CSV of OpenAlex topics (columns topic_id and topic_name; subfield, field, domain, or each with _id and _name)",
    lambda text: {"topic_id", "topic_name"} <= set(header(text)),
    _triples,
)
