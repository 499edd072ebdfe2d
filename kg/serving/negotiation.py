"""Choosing a media type: what a client accepts, with its weights, and what there is to offer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

RESULTS = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
}
"""Media type → format of rows, and of yes and no; the first is the one for clients that take any."""
GRAPHS = {
    "text/turtle": "turtle",
    "application/n-triples": "ntriples",
    "application/rdf+xml": "rdfxml",
    "application/ld+json": "jsonld",
    "application/x-turtle": "turtle",
    "application/xml": "rdfxml",
    "text/xml": "rdfxml",
}
"""Media type → format of triples."""
PAGE = "text/html"


class _Range(NamedTuple):
    type: str
    subtype: str
    weight: float

    def fit(self, media: str) -> int:
        """How closely the range names a media type: 3 exactly, 2 its type, 1 anything, 0 not at all."""
        kind, _, name = media.partition("/")
        if (self.type, self.subtype) == (kind, name):
            return 3
        if self.subtype == "*":
            return 2 if self.type == kind else int(self.type == "*")
        return 0


def choose(accept: str, offered: Sequence[str]) -> str | None:
    """The offered media type that a client likes best; the first of them among equals.

    Args:
        accept: the value of the header; empty takes anything.
        offered: media types, without parameters.

    Returns:
        None when the client takes none of them.

    >>> choose("text/csv;q=0.5, application/*", ["application/json", "text/csv"])
    'application/json'
    >>> choose("text/turtle", ["application/json"]) is None
    True
    """
    ranges = [found for part in accept.split(",") if (found := _range(part))]
    if not ranges:
        return offered[0] if not accept.strip() else None
    weights = [(_weight(ranges, media), -at) for at, media in enumerate(offered)]
    weight, place = max(weights)
    return offered[-place] if weight > 0 else None


def _weight(ranges: Sequence[_Range], media: str) -> float:
    """The weight of the range that names a media type most closely."""
    fits = [(found.fit(media), found.weight) for found in ranges]
    closest, weight = max(fits)
    return weight if closest else 0.0


def _range(part: str) -> _Range | None:
    name, *parameters = (piece.strip().lower() for piece in part.split(";"))
    kind, slash, subtype = name.partition("/")
    if not (slash and kind and subtype):
        return None
    weights = [value for key, _, value in (piece.partition("=") for piece in parameters) if key.strip() == "q"]
    try:
        weight = float(weights[0]) if weights else 1.0
    except ValueError:
        weight = 0.0
    return _Range(kind, subtype, weight if 0 <= weight <= 1 else 0.0)
