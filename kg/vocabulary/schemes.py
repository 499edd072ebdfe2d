"""Reading SKOS: the schemes that come with kg and those of the user, in Turtle or any other syntax of RDF.

A concept's kind is its class in the ontology (`kg:Method`, `kg:Task`, `kg:Dataset`); any other concept is a topic.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.errors import KgError, NotFound
from kg.vocabulary.concepts import Concept, Kind
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
_CONCEPTS = {f"{SKOS}Concept", *_KINDS}
_FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".owl": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".jsonld": ox.RdfFormat.JSON_LD,
}

Description = dict[str, list[str]]  # values by predicate; texts in a foreign language under "predicate@"


def read_schemes(paths: Iterable[Path]) -> dict[str, Concept]:
    """The concepts of several files by IRI, in the order of the files. Files may describe one concept together.

    Raises:
        NotFound: when a file does not exist.
        KgError: when a file is not RDF, or its name does not tell in which syntax it is.
    """
    described = _descriptions(paths)
    return {iri: _concept(iri, about, described) for iri, about in described.items() if _is_concept(about)}


def read_venues(path: Path) -> list[Venue]:
    """The venue series of a file, in its order.

    Raises:
        NotFound: when the file does not exist.
        KgError: when it is not RDF, or its name does not tell in which syntax it is.
    """
    described = _descriptions([path])
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


def _descriptions(paths: Iterable[Path]) -> dict[str, Description]:
    described: dict[str, Description] = {}
    for path in paths:
        for subject, predicate, value in _triples(path):
            about = described.get(subject) or described.setdefault(subject, {})
            about.setdefault(predicate, []).append(value)
    return described


def _triples(path: Path) -> Iterator[tuple[str, str, str]]:
    """The triples of a file about IRIs; "narrower" and "has top concept" are turned round."""
    syntax = _FORMATS.get(path.suffix.lower())
    if syntax is None:
        raise KgError("the name does not say which RDF this is", where=str(path), hint="known: " + ", ".join(_FORMATS))
    try:
        for subject, property_, value, _graph in ox.parse(path=str(path), format=syntax):
            predicate = property_.value
            if not isinstance(subject, ox.NamedNode):
                continue
            if isinstance(value, ox.Literal):
                foreign = value.language is not None and not value.language.startswith("en")
                yield subject.value, f"{predicate}@" if foreign else predicate, value.value
            elif isinstance(value, ox.NamedNode):
                inverse = _INVERSES.get(predicate)
                yield (value.value, inverse, subject.value) if inverse else (subject.value, predicate, value.value)
    except FileNotFoundError as error:
        raise NotFound("there is no such vocabulary", where=str(path)) from error
    except (SyntaxError, OSError) as error:
        raise KgError(f"this is not a vocabulary: {error}", where=str(path)) from error


def _is_concept(about: Description) -> bool:
    """Whether a description is of a concept: typed so, or at least named as SKOS names them."""
    types = about.get(_TYPE)
    return bool(_texts(about, _PREFERRED)) and (not types or not _CONCEPTS.isdisjoint(types))


def _concept(iri: str, about: Description, described: dict[str, Description]) -> Concept:
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
        needs_near=tuple(word for words in about.get(_NEEDS_NEAR, ()) for word in words.split("|")),
    )


def _is_true(about: Description, predicate: str) -> bool:
    return predicate in about and about[predicate][0] in ("true", "1")


def _texts(about: Description, predicate: str) -> list[str]:
    """The texts in English or without a language; where there are none, those in other languages."""
    return about.get(predicate) or about.get(f"{predicate}@") or []
