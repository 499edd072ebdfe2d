"""Checking a user's vocabulary: with the shapes of vocabularies, and for labels that would never match or too much."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox

from kg.namespaces import ONTOLOGY, RDF, RDFS, SKOS
from kg.naming import fold_space
from kg.resources import resource
from kg.validation import Report, Result, Severity, rank, validate
from kg.validation.paths import Node
from kg.validation.places import Place
from kg.vocabulary import SHIPPED, load
from kg.vocabulary.concepts import Concept
from kg.vocabulary.doubts import Doubt, Reason, doubts
from kg.vocabulary.formats import triples
from kg.vocabulary.formats.locating import locate
from kg.vocabulary.schemes import Source, concepts_of, read_source

_INVERSES = {SKOS + "narrower": SKOS + "broader", SKOS + "hasTopConcept": SKOS + "topConceptOf"}
_PREFERRED, _NEEDS_NEAR = SKOS + "prefLabel", ONTOLOGY + "needsNear"
_MEMBERSHIP = {SKOS + "inScheme", SKOS + "topConceptOf"}
_LABELS = {SKOS + name for name in ("prefLabel", "altLabel", "hiddenLabel")}
_TYPE = ox.NamedNode(RDF + "type")
Places = dict[tuple[str, str], Place]  # by IRI of the concept and label

_WORDS: dict[Reason, tuple[Severity, str, str]] = {
    Reason.EMPTY: (Severity.WARNING, "a label has letters", """
        This label has no letter or digit: no words of a text can be it. Write it out, or remove it."""),
    Reason.SHADOWED: (Severity.WARNING, "a label that is found", """
        This label is never taken for this concept, since {other} has it too and comes first. Remove it from one, or
        join the two."""),
    Reason.SHIPPED: (Severity.INFO, "a label of its own", """
        The shipped vocabulary has this label for {other}, which comes first. Leave yours out, or map it to that with
        skos:exactMatch."""),
    Reason.NEED: (Severity.WARNING, "a word that can stand near", """
        This word of kg:needsNear has no letter or digit, and stands near nothing. Write words, separated by |."""),
    Reason.ADDRESS: (Severity.INFO, "a label that is no address", """
        This label reads like an address or a file name, where nothing is found: it counts only between spaces. Add
        other ways to write it."""),
    Reason.SUFFIX: (Severity.WARNING, "a label that is no suffix", """
        Names of files or sites end in this label, and it is found wherever one stands apart. Write the name in full,
        or say in kg:needsNear what stands near it."""),
    Reason.SHORT: (Severity.WARNING, "a label of some length", """
        So short a label means many things. Write the name in full, or say in kg:needsNear what stands near it."""),
    Reason.EVERYDAY: (Severity.WARNING, "a label that is no everyday word", """
        This is a word of everyday language: it counts only as a whole heading or tag, or with a capital within a
        sentence. Make it more specific."""),
    Reason.SHOUTED: (Severity.WARNING, "an acronym that is no word", """
        In capitals this everyday word is found whatever it means. Say in kg:needsNear what stands near it."""),
}  # fmt: skip


def check(paths: Sequence[Path], cache: Path | None = None) -> Report:
    """Check vocabularies, each with those before it and the shipped one.

    Args:
        paths: the files.
        cache: a folder in which the shipped vocabulary is kept ready.

    Returns:
        The findings, worst first, with their places in the files.

    Raises:
        NotFound: when a file does not exist.
        KgError: when a file is in no known format, or names nothing.
    """
    sources = [read_source(path) for path in paths]
    vocabulary = load(cache=cache)
    shipped = {concept.iri: concept for concept in vocabulary.concepts()}
    own = {iri: each for iri, each in concepts_of(sources, shipped).items() if each != shipped.get(iri)}
    places = _places(sources)
    shapes = resource("ontology/vocabulary-shapes.ttl")
    by_shapes = validate(_store(sources, own.values()), shapes).results
    found = [_placed(result, places, own.get(result.about)) for result in by_shapes]
    found += [_result(doubt, places) for doubt in doubts(vocabulary, own.values())]
    return Report(tuple(sorted(set(found), key=rank)))


def _store(sources: Iterable[Source], concepts: Iterable[Concept]) -> ox.Store:
    """What the files say, and what they touch of the shipped schemes, which keep the rules by themselves.

    Concepts are as the shapes expect them: typed, and with links upwards.
    """
    shipped = ox.Store()
    for name in SHIPPED:
        shipped.bulk_load(path=str(resource(f"ontology/{name}.ttl")), format=ox.RdfFormat.TURTLE)
    read = (ox.Quad(*_upwards(triple)) for source in sources for triple in triples(*source))
    said = [quad for quad in read if not isinstance(quad.subject, ox.BlankNode)]
    store = shipped if any(_is_of_whole_scheme(quad, shipped) for quad in said) else ox.Store()
    if store is not shipped:
        store.bulk_extend(_above({node for quad in said for node in (quad.subject, quad.object)}, shipped))
    store.bulk_extend(said)
    store.bulk_extend(quad for concept in concepts for quad in _types(concept))
    return store


def _is_of_whole_scheme(quad: ox.Quad, shipped: ox.Store) -> bool:
    """Whether a shipped scheme gets a concept or another name for one: its labels are compared with all others."""
    if quad.predicate.value in _MEMBERSHIP:
        return next(shipped.quads_for_pattern(None, None, quad.object), None) is not None
    return (
        quad.predicate.value in _LABELS and next(shipped.quads_for_pattern(quad.subject, None, None), None) is not None
    )


def _above(nodes: Iterable[Node], shipped: ox.Store) -> Iterator[ox.Quad]:
    """What is said of the shipped concepts among some nodes, and of all that are above them."""
    waiting, seen = list(nodes), set(nodes)
    while waiting:
        node = waiting.pop()
        for quad in shipped.quads_for_pattern(node, None, None) if isinstance(node, ox.NamedNode) else ():
            yield quad
            if quad.predicate.value == SKOS + "broader" and quad.object not in seen:
                seen.add(quad.object)
                waiting.append(quad.object)


def _types(concept: Concept) -> Iterator[ox.Quad]:
    """The classes of a concept, and a label for the report."""
    node = ox.NamedNode(concept.iri)
    yield ox.Quad(node, _TYPE, ox.NamedNode(SKOS + "Concept"))
    for kind in (concept.kind, *concept.also):
        yield ox.Quad(node, _TYPE, ox.NamedNode(ONTOLOGY + kind.value.title()))
    yield ox.Quad(node, ox.NamedNode(RDFS + "label"), ox.Literal(concept.label))


def _upwards(triple: ox.Triple) -> ox.Triple:
    inverse = _INVERSES.get(triple.predicate.value)
    if inverse and isinstance(triple.object, ox.NamedNode):
        return ox.Triple(triple.object, ox.NamedNode(inverse), triple.subject)
    return triple


def _placed(result: Result, places: Places, concept: Concept | None) -> Result:
    """A finding of the shapes with the place of the label that it is about, else of the concept's preferred label."""
    labels = (result.value, concept.label) if concept else ()
    place = next((places[result.about, label] for label in labels if (result.about, label) in places), None)
    return replace(result, places=(place,)) if place else result


def _result(doubt: Doubt, places: Places) -> Result:
    severity, name, message = _WORDS[doubt.reason]
    other = f"“{doubt.other.label}” ({doubt.other.kind}, {doubt.other.iri})" if doubt.other else ""
    concept = doubt.concept
    place = places.get((concept.iri, doubt.label)) or places.get((concept.iri, concept.label))
    return Result(
        rule=doubt.reason.value,
        name=name,
        severity=severity,
        message=fold_space(message).format(other=other),
        component="",
        focus=concept.iri,
        about=concept.iri,
        label=concept.label,
        value=doubt.label,
        path=_NEEDS_NEAR if doubt.reason is Reason.NEED else _PREFERRED,
        places=(place,) if place else (),
    )


def _places(sources: Iterable[Source]) -> Places:
    """Where the files say the labels; the first place counts."""
    places: Places = {}
    for source in sources:
        for key, place in _in_file(source):
            places.setdefault(key, place)
    return places


def _in_file(source: Source) -> Iterator[tuple[tuple[str, str], Place]]:
    text = source.data.decode("utf-8-sig", "replace")
    begins = [0, *(at + 1 for at, character in enumerate(text) if character == "\n")]
    for key, (start, end) in locate(source.data, triples(*source)).items():
        line = bisect_right(begins, start)
        yield key, Place(str(source.path), line, start - begins[line - 1] + 1, start, end, text[start:end])
