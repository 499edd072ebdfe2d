"""SKOS as RDF: Turtle (N-Triples is Turtle too), RDF/XML, JSON-LD."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyoxigraph as ox

from kg.vocabulary.formats.form import Format

_XML = re.compile(r"<\?xml|<!--|<!DOCTYPE|<(?:\w+:)?RDF\b")
_JSON = re.compile(r"\{|\[\s*\{")
_TURTLE = re.compile(
    r"(?:#.*\s+)*(?:@?(?:prefix|base)\s|<[^<>\s\"]*>\s|_:\w|\[|[\w.-]*:[\w.%-]*\s+[\w<@]|#[^\n]*\Z)", re.IGNORECASE
)


def _parse(data: bytes, syntax: ox.RdfFormat) -> Iterator[ox.Triple]:
    for quad in ox.parse(input=data.removeprefix(b"\xef\xbb\xbf"), format=syntax):
        yield quad.triple


RDF_XML = Format("RDF/XML", lambda text: bool(_XML.match(text)), lambda data: _parse(data, ox.RdfFormat.RDF_XML))
JSON_LD = Format("JSON-LD", lambda text: bool(_JSON.match(text)), lambda data: _parse(data, ox.RdfFormat.JSON_LD))
TURTLE = Format("Turtle", lambda text: bool(_TURTLE.match(text)), lambda data: _parse(data, ox.RdfFormat.TURTLE))
