"""The formats in which a user may have a vocabulary: each recognised by its content, whatever the file is called."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.vocabulary import Vocabulary
from kg.vocabulary.schemes import concepts_of, read_source

CSO = """\
"<https://cso.kmi.open.ac.uk/topics/learning_systems>","<http://cso.kmi.open.ac.uk/schema/cso#superTopicOf>","<https://cso.kmi.open.ac.uk/topics/svm>"
"<https://cso.kmi.open.ac.uk/topics/svm>","<http://cso.kmi.open.ac.uk/schema/cso#preferentialEquivalent>","<https://cso.kmi.open.ac.uk/topics/sparse_vole_mapping>"
"<https://cso.kmi.open.ac.uk/topics/sparse_vole_mapping>","<http://www.w3.org/2000/01/rdf-schema#label>","sparse vole mapping"@en .
"<https://cso.kmi.open.ac.uk/topics/vole_maps>","<http://cso.kmi.open.ac.uk/schema/cso#relatedEquivalent>","<https://cso.kmi.open.ac.uk/topics/sparse_vole_mapping>"
"<https://cso.kmi.open.ac.uk/topics/vole_%28animal%29>","<http://cso.kmi.open.ac.uk/schema/cso#relatedEquivalent>","<https://cso.kmi.open.ac.uk/topics/field_vole>"
"<https://cso.kmi.open.ac.uk/topics/field_vole>","<http://cso.kmi.open.ac.uk/schema/cso#superTopicOf>","<https://cso.kmi.open.ac.uk/topics/vole_%28animal%29>"
"<https://cso.kmi.open.ac.uk/topics/svm>","<http://www.w3.org/2002/07/owl#sameAs>","<http://dbpedia.org/resource/Vole>"
"""  # noqa: E501
OPENALEX = """\
keywords,Topic_Name,domain_id,domain_name,field_id,field_name,subfield_id,subfield_name,topic_id,summary,wikipedia_url
"Vole; Burrow","Vole Ecology, Burrowing",1,Life Sciences,11,Zoology,1103,Small Mammals,T10001,"Papers on ""voles"".",
Hedge,Hedge Ecology,1,Life Sciences,11,Zoology,,,10002,,
"""
OPENALEX_BARE = "topic_id;topic_name;domain;field;subfield\n10001;Vole Ecology;Life Sciences;Zoology;Small Mammals\n"
LABELS = '\ufeff"Label"\nvole counting\n\n"burrow  mapping"\nC++\nVole-Counting\nC#\n'
N_TRIPLES = '<urn:vole> <http://www.w3.org/2004/02/skos/core#prefLabel> "vole counting"@en .\n'
JSON_LD = """[{"@id": "urn:vole", "http://www.w3.org/2004/02/skos/core#prefLabel": [{"@value": "vole counting"}]}]"""
TURTLE = (
    '# voles\n\n@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n<urn:vole> skos:prefLabel "vole counting" .\n'
)
RDF_XML = """<!-- voles --><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  xmlns:skos="http://www.w3.org/2004/02/skos/core#"><skos:Concept rdf:about="urn:vole">
  <skos:prefLabel>vole counting</skos:prefLabel></skos:Concept></rdf:RDF>"""
TOPIC = "https://w3id.org/kg-papers/id/topic/"


def read(folder: Path, text: str, name: str = "voles.txt") -> Vocabulary:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return Vocabulary(concepts_of([read_source(path)]).values())


@pytest.mark.parametrize("text", [N_TRIPLES, JSON_LD, TURTLE, RDF_XML], ids=["N-Triples", "JSON-LD", "Turtle", "XML"])
def test_rdf_is_recognised_by_its_content(tmp_path: Path, text: str) -> None:
    assert [(concept.iri, concept.label) for concept in read(tmp_path, text).concepts()] == [
        ("urn:vole", "vole counting")
    ]


def test_the_csv_of_cso(tmp_path: Path) -> None:
    """Equivalent topics are labels of one concept, its first letters in capitals; links go between the concepts."""
    found = {concept.iri.rpartition("/")[2]: concept for concept in read(tmp_path, CSO).concepts()}
    assert {name: (concept.label, concept.alternatives) for name, concept in found.items()} == {
        "learning_systems": ("learning systems", ()),
        "sparse_vole_mapping": ("sparse vole mapping", ("SVM", "vole maps")),
        "vole_%28animal%29": ("vole (animal)", ("field vole",)),
    }
    assert found["sparse_vole_mapping"].broader == (found["learning_systems"].iri,)
    assert [name for name, concept in found.items() if concept.top] == ["learning_systems", "vole_%28animal%29"]


def test_an_address_that_is_no_iri_is_made_one(tmp_path: Path) -> None:
    found = read(tmp_path, CSO.replace("/learning_systems", "/learning systems`")).concepts()
    assert (found[0].iri, found[0].label) == (
        "https://cso.kmi.open.ac.uk/topics/learning%20systems%60",
        "learning systems`",
    )


def test_equivalent_topics_that_go_round_in_a_circle(tmp_path: Path) -> None:
    row = '"<urn:t/{}>","<http://cso.kmi.open.ac.uk/schema/cso#preferentialEquivalent>","<urn:t/{}>"\n'
    circle = row.format("vole_b", "vole_a") + row.format("vole_a", "vole_b")
    assert [(concept.label, concept.alternatives) for concept in read(tmp_path, circle).concepts()] == [
        ("vole a", ("vole b",))
    ]


def test_the_csv_of_openalex(tmp_path: Path) -> None:
    vocabulary = read(tmp_path, OPENALEX)
    ecology = vocabulary.concept("https://openalex.org/T10001")
    assert (ecology.label, ecology.alternatives) == ("Vole Ecology, Burrowing", ())
    assert vocabulary.broader(ecology.iri) == (
        "https://openalex.org/subfields/1103",
        "https://openalex.org/fields/11",
        "https://openalex.org/domains/1",
    )
    assert vocabulary.concept("https://openalex.org/T10002").broader == ("https://openalex.org/fields/11",)
    assert vocabulary.concept("https://openalex.org/domains/1").top
    assert [match.concept.label for match in vocabulary.find("Zoology: Vole ecology, burrowing")] == [ecology.label]


def test_openalex_without_numbers_of_fields(tmp_path: Path) -> None:
    vocabulary = read(tmp_path, OPENALEX_BARE)
    assert vocabulary.broader("https://openalex.org/T10001") == (
        f"{TOPIC}openalex-subfield-small-mammals",
        f"{TOPIC}openalex-field-zoology",
        f"{TOPIC}openalex-domain-life-sciences",
    )


def test_a_list_of_labels(tmp_path: Path) -> None:
    found = read(tmp_path, LABELS).concepts()
    assert [concept.label for concept in found] == ["vole counting", "burrow mapping", "C++", "C#"]
    assert [concept.iri for concept in found[:2]] == [f"{TOPIC}listed-vole-counting", f"{TOPIC}listed-burrow-mapping"]
    assert len({concept.iri for concept in found}) == 4


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("a.csv", "term,definition\nvole,small\n", "the columns term, definition"),
        ("a.csv", "term\nvole\n", "the columns term"),
        ("a.txt", "term\tdefinition\nvole\tsmall\n", "the columns term, definition"),
        ("a.csv", "", "not a vocabulary in any known format"),
        ("a.py", "import csv, sys\n", "not a vocabulary in any known format"),
        ("a.docx", "PK\x03\x04,\0,", "not a vocabulary in any known format"),
        ("a.csv", "topic_id,topic_name\nx,Voles\n", "row 2 has no topic_id and topic_name"),
        ("a.csv", CSO + '"<urn:a>","<urn:b>"\n', "row 8 has 2 columns, not 3"),
        ("a.ttl", "@prefix skos: <urn:s#> .\n<urn:a> skos:prefLabel .\n", "not a vocabulary in Turtle"),
        ("a.ttl", "<urn:a> <urn:b> <urn:c> .\n", "no label of a concept"),
        ("a.rdf", RDF_XML.replace("</skos:Concept>", ""), "not a vocabulary in RDF/XML"),
        ("a.jsonld", JSON_LD[:-1], "not a vocabulary in JSON-LD"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, name: str, text: str, problem: str) -> None:
    with pytest.raises(KgError, match=problem) as caught:
        read(tmp_path, text, name)
    assert name in caught.value.where


def test_a_mistake_in_turtle_is_pointed_to(tmp_path: Path) -> None:
    with pytest.raises(KgError) as caught:
        read(tmp_path, TURTLE + "<urn:mole> s:prefLabel .\n", "moles.ttl")
    assert re.search(r"moles\.ttl:5:\d+$", caught.value.where)


def test_an_unknown_table_names_what_is_known(tmp_path: Path) -> None:
    with pytest.raises(KgError) as caught:
        read(tmp_path, "term,definition\n", "a.csv")
    assert "topic_id and topic_name" in caught.value.hint
    assert "Turtle" in caught.value.hint


def test_text_in_another_encoding_is_named(tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    path.write_bytes("label\nWühlmaus\n".encode("latin-1"))
    with pytest.raises(KgError, match=r"labels\.csv.*can't decode"):
        concepts_of([read_source(path)])
