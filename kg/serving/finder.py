"""Finding things by words, for the search box and for completion. What finds them can be changed: see `Finder`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

import pyoxigraph as ox

from kg import finding
from kg.errors import NotFound
from kg.namespaces import ONTOLOGY, RDF, RDFS, SKOS
from kg.naming import ascii_fold, words
from kg.serving.opened import Opened

_LABEL = RDFS + "label"
_NAMES = (_LABEL, SKOS + "altLabel", *(ONTOLOGY + name for name in ("alternativeTitle", "fullName", "fileName")))
_UNION = ox.DefaultGraph()


class Found(NamedTuple):
    """A thing that fits."""

    iri: str
    label: str
    kind: str
    why: str = ""  # the words that fit, where they are not of the label


class Finder(Protocol):
    """What finds things by words."""

    def __call__(self, text: str, kinds: Sequence[str], most: int) -> Sequence[Found]:
        """The things that fit some words, best first.

        Args:
            text: what somebody typed; empty for the first things there are.
            kinds: keys of `kg.finding.KINDS`; all when empty.
            most: how many at most.
        """


class _Name(NamedTuple):
    key: str  # its words, folded, with a space around each
    name: str
    iri: str
    kind: str
    own: bool  # it is the label


def by_name(opened: Opened) -> Finder:
    """A finder that looks through all names, which it keeps in memory, and knows identifiers and IRIs besides."""

    def find(text: str, kinds: Sequence[str], most: int) -> Sequence[Found]:
        names = opened.once(_names)
        wanted = words(ascii_fold(text))
        fits = [
            name for name in names if (not kinds or name.kind in kinds) and all(f" {w}" in name.key for w in wanted)
        ]
        whole = f" {' '.join(wanted)} "
        fits.sort(
            key=lambda name: (name.key != whole, not name.key.startswith(whole.rstrip()), not name.own, len(name.key))
        )
        hits = {name.iri: name for name in reversed(fits)}
        best = list(dict.fromkeys(name.iri for name in fits))[:most]
        if not best and text.strip():
            return _otherwise(opened.store(), text, kinds)[:most]
        return [_found(opened.store(), hits[iri]) for iri in best]

    return find


def _found(store: ox.Store, name: _Name) -> Found:
    label = name.name if name.own else finding.label(store, name.iri)
    return Found(name.iri, label or name.name, name.kind, "" if name.own else name.name)


def _otherwise(store: ox.Store, text: str, kinds: Sequence[str]) -> Sequence[Found]:
    """What an identifier, an IRI or an unusual spelling means."""
    try:
        return [Found(item.iri, item.label, item.kind) for item in finding.find(store, text, kinds)]
    except NotFound:
        return []


def _names(store: ox.Store) -> list[_Name]:
    return sorted(_read(store), key=lambda name: (name.name.casefold(), name.iri))


def _read(store: ox.Store) -> Iterator[_Name]:
    kinds: dict[str, str] = {}
    for kind, name in finding.KINDS.items():
        for quad in store.quads_for_pattern(None, ox.NamedNode(RDF + "type"), ox.NamedNode(ONTOLOGY + name), _UNION):
            if isinstance(quad.subject, ox.NamedNode):
                kinds.setdefault(quad.subject.value, kind)
    seen = set[tuple[str, str]]()
    for predicate in _NAMES:
        for quad in store.quads_for_pattern(None, ox.NamedNode(predicate), None, _UNION):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
                iri, name = quad.subject.value, quad.object.value
                if iri in kinds and (iri, name) not in seen:
                    seen.add((iri, name))
                    key = f" {' '.join(words(ascii_fold(name)))} "
                    yield _Name(key, name, iri, kinds[iri], predicate == _LABEL)
