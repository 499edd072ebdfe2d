"""From SKOS to concepts and venues: the schemes that come with kg and those of the user, in any format.

A concept's kind is its class in the ontology (`kg:Method`, `kg:Task`, `kg:Dataset`); any other concept is a topic.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import pyoxigraph as ox

from kg.errors import KgError
from kg.vocabulary.concepts import Concept, Kind
from kg.vocabulary.formats import read_file, triples
from kg.vocabulary.venue_names import Venue

KG = "https://w3id.org/kg-papers/ontology#"
SKOS = "http://www.w3.org/2004/02/skos/core#"

_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_PREFERRED, _LABELS = f"{SKOS}prefLabel", (f"{SKOS}altLabel", f"{SKOS}hiddenLabel")
_BROADER, _IN_SCHEME, _TOP_OF, _NOTE = (
    f"{SKOS}{name}" for name in ("broader", "inScheme", "topConceptOf", "scopeNote")
)
_INVERSES = {f"{SKOS}narrower": _BROADER, f"{SKOS}hasTopConcept": _TOP_OF}
_MATCH_CASE, _NEEDS_NEAR, _GROUPING, _AMBIGUOUS, _FULL_NAME = (
    f"{KG}{name}" for name in ("matchCase", "needsNear", "grouping", "ambiguous", "fullName")
)
_RDFS_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
_KINDS = {f"{KG}{kind.name.title()}": kind for kind in Kind}
_CLASSES = {kind: name for name, kind in _KINDS.items()}
_NAMING = {_PREFERRED, *_LABELS}
_SKOS_HINT = "kg reads SKOS: a skos:Concept with a skos:prefLabel"
_CONCEPTS = {f"{SKOS}Concept", *_KINDS}

Description = dict[str, list[str]]  # values by predicate; texts in a foreign language under "predicate@"


class Source(NamedTuple):
    """A file of a vocabulary, as read."""

    path: Path
    data: bytes


def read_source(path: Path) -> Source:
    """Read a file.

    Raises:
        NotFound: when there is no such file.
        KgError: when it cannot be read.
    """
    return Source(path, read_file(path))


def concepts_of(sources: Iterable[Source], known: Mapping[str, Concept] = MappingProxyType({})) -> dict[str, Concept]:
    """The concepts that files describe, by IRI, in the order of the files.

    Args:
        sources: the files, which may describe one concept together.
        known: concepts described before. A file may add to one of them, which then is in the answer too.

    Raises:
        KgError: when a file is in no known format, or names nothing.
    """
    described = _descriptions(sources, known)
    there = described.keys() | known.keys()
    return {iri: _concept(iri, about, there) for iri, about in described.items() if _is_concept(about)}


def read_venues(path: Path) -> list[Venue]:
    """The venue series of a file, in its order.

    Raises:
        NotFound: when the file does not exist.
        KgError: when it is in no known format.
    """
    described = _descriptions([read_source(path)], {})
    return [_venue(iri, about) for iri, about in described.items() if _RDFS_LABEL in about]


def _venue(iri: str, about: Description) -> Venue:
    return Venue(
        iri,
        about[_RDFS_LABEL][0],
        (_texts(about, _FULL_NAME) or [""])[0],
        tuple(_texts(about, _LABELS[0])),
        match_case=_is_true(about, _MATCH_CASE),
        ambiguous=_is_true(about, _AMBIGUOUS),
    )


class _Descriptions(dict[str, Description]):
    """Descriptions by IRI. That of a concept known before begins with what is known."""

    def __init__(self, known: Mapping[str, Concept]) -> None:
        super().__init__()
        self._known = known

    def __missing__(self, iri: str) -> Description:
        about = self[iri] = _said(self._known[iri]) if iri in self._known else {}
        return about


def _said(concept: Concept) -> Description:
    """A concept as files describe it."""
    about = {
        _TYPE: [_CLASSES[kind] for kind in (concept.kind, *concept.also)],
        _PREFERRED: [concept.label],
        _LABELS[0]: list(concept.alternatives),
        _BROADER: list(concept.broader),
        _IN_SCHEME: list(concept.schemes),
        _TOP_OF: list(concept.schemes) if concept.top else [],
        _NOTE: [concept.scope_note] if concept.scope_note else [],
        _MATCH_CASE: ["true"] if concept.match_case else [],
        _GROUPING: ["true"] if concept.grouping else [],
        _NEEDS_NEAR: list(concept.needs_near),
    }
    return {predicate: values for predicate, values in about.items() if values}


def _descriptions(sources: Iterable[Source], known: Mapping[str, Concept]) -> dict[str, Description]:
    described = _Descriptions(known)
    for source in sources:
        named = False
        for subject, property_, value in triples(*source):
            if not isinstance(subject, ox.NamedNode):
                continue
            named |= property_.value in _NAMING
            _describe(described, subject.value, property_.value, value)
        if not named:
            raise KgError("there is no label of a concept in this vocabulary", where=str(source.path), hint=_SKOS_HINT)
    return described


def _describe(described: _Descriptions, subject: str, predicate: str, value: object) -> None:
    """Add a statement; "narrower" and "has top concept" are turned round."""
    if isinstance(value, ox.Literal):
        if value.language is not None and not value.language.startswith("en"):
            predicate += "@"
    elif not isinstance(value, ox.NamedNode):
        return
    elif inverse := _INVERSES.get(predicate):
        described[value.value].setdefault(inverse, []).append(subject)
        return
    described[subject].setdefault(predicate, []).append(value.value)


def _is_concept(about: Description) -> bool:
    """Whether a description is of a concept: typed so, or at least named as SKOS names them."""
    types = about.get(_TYPE)
    return bool(_texts(about, _PREFERRED)) and (not types or not _CONCEPTS.isdisjoint(types))


def _concept(iri: str, about: Description, described: Set[str]) -> Concept:
    label, *others = _texts(about, _PREFERRED)
    for name in _LABELS:
        others += _texts(about, name)
    kinds = [_KINDS[name] for name in about.get(_TYPE, ()) if name in _KINDS]
    schemes = [*about.get(_IN_SCHEME, ()), *about.get(_TOP_OF, ())]
    notes = _texts(about, _NOTE)
    return Concept(
        iri,
        label,
        kinds[0] if kinds else Kind.TOPIC,
        alternatives=tuple(dict.fromkeys(text for text in others if text != label)),
        broader=tuple(dict.fromkeys(parent for parent in about.get(_BROADER, ()) if parent in described)),
        schemes=tuple(dict.fromkeys(schemes)),
        top=_TOP_OF in about,
        grouping=_is_true(about, _GROUPING),
        scope_note=notes[0] if notes else "",
        match_case=_is_true(about, _MATCH_CASE),
        needs_near=tuple(
            word for words in about.get(_NEEDS_NEAR, ()) for word in map(str.strip, words.split("|")) if word
        ),
        also=tuple(dict.fromkeys(kind for kind in kinds[1:] if kind is not kinds[0])),
    )


def _is_true(about: Description, predicate: str) -> bool:
    return predicate in about and about[predicate][0] in ("true", "1")


def _texts(about: Description, predicate: str) -> list[str]:
    """The texts in English or without a language; where there are none, those in other languages."""
    return about.get(predicate) or about.get(f"{predicate}@") or []
