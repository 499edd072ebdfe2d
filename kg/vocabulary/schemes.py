"""Reading SKOS: the schemes that come with kg and those of the user, in Turtle or any other syntax of RDF.

A concept's kind is its class in the ontology (`kg:Method`, `kg:Task`, `kg:Dataset`); any other concept is a topic.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.errors import KgError, NotFound
from kg.vocabulary.concepts import Concept, Kind

KG = "https://w3id.org/kg-papers/ontology#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
SKOS = "http://www.w3.org/2004/02/skos/core#"

_KINDS = {f"{KG}Topic": Kind.TOPIC, f"{KG}Method": Kind.METHOD, f"{KG}Task": Kind.TASK, f"{KG}Dataset": Kind.DATASET}
_CONCEPTS = {f"{SKOS}Concept", *_KINDS}
_LABELS = (f"{SKOS}altLabel", f"{SKOS}hiddenLabel")
_FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".owl": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".jsonld": ox.RdfFormat.JSON_LD,
}

Description = dict[str, list[ox.NamedNode | ox.Literal]]


def read_schemes(paths: Iterable[Path]) -> dict[str, Concept]:
    """The concepts of several files by IRI, in the order of the files. Files may describe one concept together.

    Raises:
        NotFound: when a file does not exist.
        KgError: when a file is not RDF, or its name does not tell in which syntax it is.
    """
    described: dict[str, Description] = {}
    for path in paths:
        for subject, predicate, value in _triples(path):
            described.setdefault(subject, {}).setdefault(predicate, []).append(value)
    return {iri: _concept(iri, about, described) for iri, about in _concepts(described)}


def _triples(path: Path) -> Iterator[tuple[str, str, ox.NamedNode | ox.Literal]]:
    """The triples of a file about IRIs; "narrower" is turned round to "broader"."""
    syntax = _FORMATS.get(path.suffix.lower())
    if syntax is None:
        raise KgError("the name does not say which RDF this is", where=str(path), hint="known: " + ", ".join(_FORMATS))
    try:
        for quad in ox.parse(path=str(path), format=syntax):
            subject, value = quad.subject, quad.object
            if not isinstance(subject, ox.NamedNode) or not isinstance(value, ox.NamedNode | ox.Literal):
                continue
            if quad.predicate.value == f"{SKOS}narrower" and isinstance(value, ox.NamedNode):
                yield value.value, f"{SKOS}broader", subject
            elif quad.predicate.value == f"{SKOS}hasTopConcept" and isinstance(value, ox.NamedNode):
                yield value.value, f"{SKOS}topConceptOf", subject
            else:
                yield subject.value, quad.predicate.value, value
    except FileNotFoundError as error:
        raise NotFound("there is no such vocabulary", where=str(path)) from error
    except (SyntaxError, OSError) as error:
        raise KgError(f"this is not a vocabulary: {error}", where=str(path)) from error


def _concepts(described: dict[str, Description]) -> Iterator[tuple[str, Description]]:
    """Descriptions of concepts: typed so, or at least named as SKOS names them."""
    for iri, about in described.items():
        types = {value.value for value in about.get(f"{RDF}type", ())}
        if f"{SKOS}prefLabel" in about and (not types or types & _CONCEPTS):
            yield iri, about


def _concept(iri: str, about: Description, described: dict[str, Description]) -> Concept:
    label, *others = _in_english(about[f"{SKOS}prefLabel"])
    others += [text for name in _LABELS for text in _in_english(about.get(name, []))]
    kinds = [_KINDS[value.value] for value in about.get(f"{RDF}type", ()) if value.value in _KINDS]
    schemes = about.get(f"{SKOS}inScheme", []) + about.get(f"{SKOS}topConceptOf", [])
    return Concept(
        iri,
        label,
        kinds[0] if kinds else Kind.TOPIC,
        alternatives=tuple(dict.fromkeys(text for text in others if text != label)),
        broader=tuple(dict.fromkeys(v.value for v in about.get(f"{SKOS}broader", ()) if v.value in described)),
        schemes=tuple(dict.fromkeys(value.value for value in schemes)),
        top=f"{SKOS}topConceptOf" in about,
        scope_note=next(iter(_in_english(about.get(f"{SKOS}scopeNote", []))), ""),
        match_case=any(value.value in ("true", "1") for value in about.get(f"{KG}matchCase", ())),
        needs_near=tuple(word for value in about.get(f"{KG}needsNear", ()) for word in value.value.split("|")),
    )


def _in_english(values: Iterable[ox.NamedNode | ox.Literal]) -> list[str]:
    """The texts in English, then those without a language; where there are none, all, by language."""
    literals = [value for value in values if isinstance(value, ox.Literal)]
    english = [value.value for value in literals if (value.language or "").split("-")[0] == "en"]
    plain = [value.value for value in literals if not value.language]
    return english + plain or [value.value for value in sorted(literals, key=lambda value: value.language or "")]
