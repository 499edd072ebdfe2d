"""The alignments of our concepts speak of concepts that exist, and of one other vocabulary each."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.namespaces import RDF, SKOS
from kg.resources import resource
from kg.vocabulary import load

FILES = sorted((resource("ontology/alignments") / "concepts").glob("*.ttl"))
NAMESPACES = {
    "aio": "https://w3id.org/aio/",
    "cso": "https://cso.kmi.open.ac.uk/topics/",
    "openalex": "https://openalex.org/T",
}
RELATIONS = {SKOS + name for name in ("exactMatch", "closeMatch", "broadMatch")}


def test_there_is_a_file_for_each_vocabulary() -> None:
    assert [file.stem for file in FILES] == sorted(NAMESPACES)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_an_alignment_relates_concepts_of_the_schemes_to_another_vocabulary(file: Path) -> None:
    known = {concept.iri for concept in load().concepts()}
    header = f"https://w3id.org/kg-papers/ontology/alignments/concepts/{file.stem}"
    related = {}
    for subject, predicate, value in (quad.triple for quad in ox.parse(path=str(file))):
        assert isinstance(subject, ox.NamedNode)
        if subject.value == header:
            continue
        assert subject.value in known
        assert predicate.value in RELATIONS
        assert isinstance(value, ox.NamedNode)
        assert value.value.startswith(NAMESPACES[file.stem])
        related[subject.value, value.value] = related.get((subject.value, value.value), 0) + 1
    assert related
    assert set(related.values()) == {1}, "a pair is related in one way"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_nothing_matches_two_of_our_concepts_exactly(file: Path) -> None:
    exact = [quad.object for quad in ox.parse(path=str(file)) if quad.predicate.value == SKOS + "exactMatch"]
    assert len(exact) == len(set(exact))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_files_are_typed_as_ontologies_with_a_licence(file: Path) -> None:
    said = {quad.predicate.value for quad in ox.parse(path=str(file)) if "/alignments/" in str(quad.subject)}
    assert {RDF + "type", "http://purl.org/dc/terms/title", "http://purl.org/dc/terms/license"} <= said
