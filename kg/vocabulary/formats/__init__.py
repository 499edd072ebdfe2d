"""Vocabularies as files: whatever the format, its reader gives SKOS triples.

A file is recognised by what it begins with, not by its name. To add a format, write a module with a `Format` and put
that into `FORMATS`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.errors import KgError, NotFound
from kg.vocabulary.formats.cso import CSO
from kg.vocabulary.formats.form import Format
from kg.vocabulary.formats.label_list import LABEL_LIST
from kg.vocabulary.formats.openalex import OPENALEX
from kg.vocabulary.formats.rdf import JSON_LD, RDF_XML, TURTLE
from kg.vocabulary.formats.tables import header

__all__ = ["FORMATS", "Format", "read_file", "triples"]

FORMATS = (RDF_XML, JSON_LD, CSO, OPENALEX, LABEL_LIST, TURTLE)  # the first that recognises a file reads it

_BEGINNING = 65_536  # bytes: comments may stand before the first statement
_TABLES = frozenset({".csv", ".tsv"})


def read_file(path: Path) -> bytes:
    """The bytes of a vocabulary.

    Raises:
        NotFound: when there is no such file.
        KgError: when it cannot be read.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise NotFound("there is no such vocabulary", where=str(path)) from error
    except OSError as error:
        raise KgError(f"this vocabulary cannot be read: {error.strerror}", where=str(path)) from error


def triples(path: Path, data: bytes) -> Iterator[ox.Triple]:
    """What the vocabulary `data` says, as SKOS, in the order of the file.

    Args:
        path: where the data comes from, for messages.
        data: the bytes of the file.

    Raises:
        KgError: when the format is not known or the data are not what they begin as.
    """
    beginning = data[:_BEGINNING].decode("utf-8-sig", "replace").lstrip()
    known = next((each for each in FORMATS if each.recognises(beginning)), None)
    if known is None:
        raise _unknown(path, beginning)
    try:
        yield from known.triples(data)
    except SyntaxError as error:
        where = f"{path}:{error.lineno}:{error.offset}" if error.lineno else str(path)
        raise KgError(f"this is not a vocabulary in {known.name}: {error.msg}", where=where) from error
    except ValueError as error:  # UnicodeDecodeError is one
        raise KgError(f"this is not a vocabulary in {known.name}: {error}", where=str(path)) from error


def _unknown(path: Path, beginning: str) -> KgError:
    hint = "known: " + "; ".join(each.name for each in FORMATS)
    columns = header(beginning)
    alike = len(columns) > 1 and len(header(beginning.partition("\n")[2])) == len(columns)
    if "\0" not in beginning and columns and (alike or path.suffix.lower() in _TABLES):
        shown = ", ".join(column[:40] for column in columns[:20])
        return KgError(f"no vocabulary is known to have the columns {shown}", where=str(path), hint=hint)
    return KgError("this is not a vocabulary in any known format", where=str(path), hint=hint)
