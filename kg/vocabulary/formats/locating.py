"""Where the labels of a vocabulary stand in its file.

No reader of RDF tells places. They give statements in the order of the file, though, so the n-th time that a label is
stated it stands at its n-th place: between quotes in Turtle, JSON and CSV, between tags in XML, in a cell of a table.
A topic of CSO without a label stands where its address ends in it.
"""

from __future__ import annotations

import html
import json
import re
from collections import defaultdict, deque
from collections.abc import Iterable
from contextlib import suppress
from urllib.parse import unquote

import pyoxigraph as ox

from kg.namespaces import SKOS

_LABELS = frozenset(SKOS + name for name in ("prefLabel", "altLabel", "hiddenLabel"))
_CELL = re.compile(r'"((?:[^"\\\n]|\\.)*)"|>([^<>]+)<|([^",;\t\n<>]+)')


def locate(data: bytes, triples: Iterable[ox.Triple]) -> dict[tuple[str, str], tuple[int, int]]:
    """The half-open range of characters of each label in its file, by IRI of the concept and label.

    Args:
        data: the file.
        triples: what it says, in its order; labels that cannot be found are left out.
    """
    places = _places(data.decode("utf-8-sig", "replace"))
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for subject, predicate, value in triples:
        if predicate.value in _LABELS and isinstance(subject, ox.NamedNode) and isinstance(value, ox.Literal):
            waiting = places.get(value.value.strip()) or places.get(value.value.strip().lower())
            if waiting:
                place = waiting.popleft() if len(waiting) > 1 else waiting[0]
                found.setdefault((subject.value, value.value), place)
    return found


def _places(text: str) -> dict[str, deque[tuple[int, int]]]:
    """The places of everything that may be a label, by what it says."""
    places: dict[str, deque[tuple[int, int]]] = defaultdict(deque)
    for cell in _CELL.finditer(text):
        raw = cell[cell.lastindex or 0]
        start = cell.start(cell.lastindex or 0) + len(raw) - len(raw.lstrip())
        said = _unescaped(raw.strip())
        places[said].append((start, start + len(raw.strip())))
        if said.startswith("<"):
            places[unquote(said.strip("<>").rpartition("/")[2]).replace("_", " ")].append((start, start + len(said)))
    return dict(places)


def _unescaped(raw: str) -> str:
    if "\\" in raw:
        with suppress(ValueError):
            return str(json.loads(f'"{raw}"'))
    return html.unescape(raw) if "&" in raw else raw
