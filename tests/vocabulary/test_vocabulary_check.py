"""Checking vocabularies as a whole: shapes and labels together, with the places in the files."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import KgError
from kg.resources import resource
from kg.validation import Severity
from kg.validation.vocabulary import check
from kg.vocabulary import SHIPPED

TURTLE = """\
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix kg: <https://w3id.org/kg-papers/ontology#> .
@prefix : <http://example.org/> .
:teas a skos:ConceptScheme ; skos:prefLabel "Teas" ; skos:hasTopConcept :tea .
:tea a skos:Concept ; skos:prefLabel "tea \\"brewing\\""@en ; skos:narrower :oolong .
:oolong a skos:Concept ; skos:inScheme :teas ;
  skos:prefLabel "oolong steeping"@en ;
  skos:altLabel "SELF", "oolong steeping" .
:pu-erh a skos:Concept ; skos:inScheme :teas ; skos:broader :tea ;
  skos:prefLabel "pu-erh"@en, "pu erh"@en ; skos:altLabel "deep learning" .
"""


def found(*paths: Path) -> list[tuple[str, str, str, str]]:
    """Severity, rule, label and place of each finding."""
    return [
        (
            result.severity.value,
            result.rule,
            result.value or result.label,
            ", ".join(f"{Path(place.file).name}:{place.line}:{place.column}" for place in result.places),
        )
        for result in check(paths).results
    ]


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_findings_and_their_places(tmp_path: Path) -> None:
    assert found(write(tmp_path, "teas.ttl", TURTLE)) == [
        ("violation", "SchemePreferredLabel", "pu-erh", "teas.ttl:10:19"),
        ("warning", "LabelShouted", "SELF", "teas.ttl:8:18"),
        ("info", "LabelShipped", "deep learning", "teas.ttl:10:60"),
    ]


def test_a_finding_says_which_concept_has_the_label(tmp_path: Path) -> None:
    (*_, last) = check([write(tmp_path, "teas.ttl", TURTLE)]).results
    assert "“deep learning” (topic, https://w3id.org/kg-papers/id/topic/deep-learning)" in last.message
    assert last.places[0].quote == "deep learning"


def test_a_second_file_is_checked_with_the_first(tmp_path: Path) -> None:
    first = write(tmp_path, "one.csv", "label\ntea tasting\n")
    second = write(tmp_path, "two.csv", "label\nkettle\nTea-tastings\n")
    assert found(first) == []
    assert found(first, second) == [("warning", "LabelShadowed", "Tea-tastings", "two.csv:3:1")]


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("a.rdf", """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  xmlns:skos="http://www.w3.org/2004/02/skos/core#"><skos:Concept rdf:about="urn:a">
  <skos:inScheme rdf:resource="urn:s"/><skos:prefLabel>
    R
  </skos:prefLabel></skos:Concept></rdf:RDF>""", "a.rdf:4:5"),
        ("a.jsonld", """[{"@id": "urn:a", "http://www.w3.org/2004/02/skos/core#inScheme": [{"@id": "urn:s"}],
  "http://www.w3.org/2004/02/skos/core#prefLabel": [{"@value": "R"}]}]""", "a.jsonld:2:65"),
        ("a.csv", 'topic_name,topic_id\n"Tea, Cups",1\nR,2\n', "a.csv:3:1"),
        ("a.csv", '"<urn:topics/tea>","<urn:cso#superTopicOf>","<urn:topics/r>"\n', "a.csv:1:46"),
    ],
)  # fmt: skip
def test_places_in_other_formats(tmp_path: Path, name: str, text: str, place: str) -> None:
    short = [where for _, rule, _, where in found(write(tmp_path, name, text)) if rule == "LabelShort"]
    assert short == [place]


AMONG_SHIPPED = """\
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix topic: <https://w3id.org/kg-papers/id/topic/> .
@prefix scheme: <https://w3id.org/kg-papers/id/scheme/> .
"""


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        (
            'topic:warp a skos:Concept ; skos:prefLabel "warp drives"@en ; skos:inScheme scheme:topics .',
            {"SchemeOrphan"},
        ),
        (
            'topic:warp a skos:Concept ; skos:prefLabel "deep learning"@en ; skos:inScheme scheme:topics ;'
            " skos:broader topic:machine-learning .",
            {"SchemeLabelTwice", "LabelShipped"},
        ),
        (
            'topic:warp a skos:Concept ; skos:prefLabel "warp drives"@en ; skos:broader topic:deep-learning .'
            " topic:machine-learning skos:broader topic:warp .",
            {"SchemeCycle", "SchemeMembership"},
        ),
        ('topic:deep-learning skos:prefLabel "machine learning"@en .', {"SchemeLabelTwice"}),
        (
            'topic:warp a skos:Concept ; skos:prefLabel "warp drives"@en ; skos:broader topic:deep-learning .',
            {"SchemeMembership"},
        ),
    ],
    ids=["no way up", "a label of its scheme", "a circle", "a second label", "below"],
)  # fmt: skip
def test_what_is_said_beside_the_shipped_schemes_is_checked_with_them(
    tmp_path: Path, text: str, rules: set[str]
) -> None:
    assert rules <= {rule for _, rule, _, _ in found(write(tmp_path, "warp.ttl", AMONG_SHIPPED + text))}


def test_the_shipped_schemes_are_right_by_every_rule() -> None:
    """The shapes see them beside every checked vocabulary; here nothing else is there."""
    severities = {result.severity for result in check([resource(f"ontology/{name}.ttl") for name in SHIPPED]).results}
    assert severities <= {Severity.INFO}


def test_what_is_no_vocabulary_is_not_checked(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="known format"):
        check([write(tmp_path, "notes.md", "# Notes\n")])
