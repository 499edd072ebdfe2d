"""Vocabularies of the user, read after those that come with kg."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import KgError, NotFound
from kg.vocabulary import Kind, load

TURTLE = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix kg: <https://w3id.org/kg-papers/ontology#> .
<http://example.org/s> a skos:ConceptScheme ; skos:prefLabel "Teas"@en ; skos:hasTopConcept <http://example.org/tea> .
<http://example.org/tea> a skos:Concept ; skos:prefLabel "tea brewing"@en, "Teezubereitung"@de ;
  skos:narrower <http://example.org/oolong> .
<http://example.org/oolong> a skos:Concept, kg:Method ; skos:prefLabel "Oolong Steeping" ;
  skos:altLabel "OOS"@en, "Oolong-Ziehen"@de ; skos:hiddenLabel "olong steeping" .
<http://example.org/mate> a skos:Concept ; skos:prefLabel "Aufguss"@de ; skos:broader <http://example.org/tea> .
"""
RDF_XML = """<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#">
  <skos:Concept rdf:about="http://example.org/kettle"><skos:prefLabel xml:lang="en">kettle descaling</skos:prefLabel>
  </skos:Concept>
</rdf:RDF>
"""


@pytest.fixture
def teas(tmp_path: Path) -> Path:
    path = tmp_path / "teas.ttl"
    path.write_text(TURTLE, encoding="utf-8")
    return path


def test_concepts_of_a_turtle_file(teas: Path) -> None:
    vocabulary = load([teas])
    oolong = vocabulary.concept("http://example.org/oolong")
    assert (oolong.label, oolong.kind, oolong.alternatives) == (
        "Oolong Steeping",
        Kind.METHOD,
        ("OOS", "olong steeping"),
    )
    assert vocabulary.broader(oolong.iri) == ("http://example.org/tea",)
    assert vocabulary.concept("http://example.org/tea").top
    assert vocabulary.concept("http://example.org/tea").label == "tea brewing"
    assert vocabulary.concept("http://example.org/mate").label == "Aufguss"


def test_shipped_and_own_concepts_are_found_together(teas: Path) -> None:
    found = load([teas]).find("Tea brewing, oolong steeping (OOS) and deep learning; oos")
    assert [match.concept.label for match in found] == [
        "tea brewing",
        "Oolong Steeping",
        "Oolong Steeping",
        "deep learning",
    ]


def test_rdf_xml(tmp_path: Path) -> None:
    path = tmp_path / "kettles.rdf"
    path.write_text(RDF_XML, encoding="utf-8")
    assert [match.concept.iri for match in load([path]).find("Kettle descaling")] == ["http://example.org/kettle"]


def test_the_digest_tells_vocabularies_apart(teas: Path) -> None:
    before = load([teas]).digest
    assert before not in (load().digest, "")
    teas.write_text(TURTLE + "# more\n", encoding="utf-8")
    assert load([teas]).digest != before


def test_a_cycle_in_a_scheme_of_the_user_ends(tmp_path: Path) -> None:
    path = tmp_path / "cycle.ttl"
    path.write_text(
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        '<urn:a> skos:prefLabel "a round trip" ; skos:broader <urn:b> .\n'
        '<urn:b> skos:prefLabel "another round trip" ; skos:broader <urn:a> .\n',
        encoding="utf-8",
    )
    assert load([path]).broader("urn:a") == ("urn:b",)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"none\.ttl"):
        load([tmp_path / "none.ttl"])


@pytest.mark.parametrize(("name", "text"), [("broken.ttl", "<a> <b"), ("scheme.docx", "")])
def test_what_is_no_vocabulary_is_named(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(KgError, match=name.replace(".", r"\.")):
        load([path])
