"""What a finding says: the rule, the thing, and the words of the documents."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import InvalidQuery
from kg.validation import Result, Severity, validate
from kg.validation.places import places

KG = "https://w3id.org/kg-papers/ontology#"
ID = "https://w3id.org/kg-papers/id/"
NUMPY = ox.NamedNode(ID + "paper/array-programming-with-numpy-fe12e7e7")
SIREN_CODE = ox.NamedNode("https://github.com/vsitzmann/siren")


def add(store: ox.Store, subject: ox.NamedNode, name: str, value: ox.NamedNode | ox.Literal) -> None:
    store.add(ox.Quad(subject, ox.NamedNode(KG + name), value))


def of_rule(store: ox.Store, rule: str) -> list[Result]:
    return [result for result in validate(store).results if result.rule == rule]


def test_a_good_graph_conforms(two_lists: ox.Store) -> None:
    report = validate(two_lists)
    assert report.conforms
    assert not report.fails("warning")


def test_a_finding_leads_to_the_words(two_lists: ox.Store) -> None:
    add(two_lists, NUMPY, "year", ox.Literal(1066))
    (result,) = of_rule(two_lists, "PaperYear")
    assert result.severity is Severity.VIOLATION
    assert result.label == "Array programming with NumPy"
    assert result.about == result.focus == NUMPY.value
    assert (result.value, result.path) == ("1066", KG + "year")
    assert [(place.file, place.line, place.column, place.quote) for place in result.places] == [
        ("reading-list.md", 11, 110, "2020")
    ]


def test_a_rule_across_the_graph_shows_both_places(two_lists: ox.Store) -> None:
    add(two_lists, NUMPY, "code", SIREN_CODE)
    statement = ox.NamedNode(ID + "statement/0123456789abcdef")
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    for name, value in (("subject", NUMPY), ("predicate", ox.NamedNode(KG + "code")), ("object", SIREN_CODE)):
        two_lists.add(ox.Quad(statement, ox.NamedNode(rdf + name), value))
    passage = next(two_lists.quads_for_pattern(None, ox.NamedNode(KG + "quote"), ox.Literal("Nature"), None)).subject
    assert isinstance(passage, ox.NamedNode)
    add(two_lists, statement, "supportedBy", passage)
    (result,) = of_rule(two_lists, "AddressShared")
    assert result.severity is Severity.WARNING
    assert result.focus == KG + "code"
    assert result.about == NUMPY.value
    assert "“Array programming with NumPy” and “Implicit Neural" in result.message
    assert [(place.file, place.quote) for place in result.places] == [
        ("neurips-2020.md", SIREN_CODE.value),
        ("reading-list.md", "Nature"),
    ]


def test_order_is_by_severity(two_lists: ox.Store) -> None:
    add(two_lists, NUMPY, "code", SIREN_CODE)
    add(two_lists, NUMPY, "year", ox.Literal(1066))
    report = validate(two_lists)
    assert [result.severity for result in report.results] == [Severity.VIOLATION, Severity.WARNING]
    assert report.fails("violation")
    assert report.fails("warning")
    assert not report.fails("never")


def test_same_report_again(two_lists: ox.Store) -> None:
    add(two_lists, NUMPY, "title", ox.Literal("Array  <b>programming</b>"))
    add(two_lists, NUMPY, "topic", SIREN_CODE)
    assert validate(two_lists) == validate(two_lists)


def test_places_of_things(two_lists: ox.Store) -> None:
    def lines(iri: str) -> list[str]:
        return [f"{place.file}:{place.line}" for place in places(two_lists, iri)]

    assert lines(ID + "paper/language-models-are-few-shot-learners-f9e9c18c") == [
        "neurips-2020.md:19",
        "reading-list.md:10",
    ]
    assert lines(ID + "organization/deepmind") == ["neurips-2020.md:13"]
    assert lines(ID + "document/reading-list-md") == ["reading-list.md:1"]
    assert lines(ID + "topic/machine-learning") == []
    assert lines("no IRI") == []


def test_shapes_of_ones_own(two_lists: ox.Store, tmp_path: Path) -> None:
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text(
        """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix kg: <https://w3id.org/kg-papers/ontology#> .
        <urn:shapes#Code> a sh:NodeShape ; sh:targetClass kg:Paper ; sh:property <urn:shapes#HasCode> .
        <urn:shapes#HasCode> a sh:PropertyShape ; sh:path kg:code ; sh:minCount 1 ; sh:message "No code." .
        <urn:shapes#Two> a sh:PropertyShape ; sh:targetSubjectsOf kg:code ; sh:path kg:creator ; sh:minCount 4 .
        <urn:shapes#Or> a sh:NodeShape ; sh:targetClass kg:Venue ;
          sh:or ( [ sh:path kg:fullName ; sh:minCount 1 ] [ sh:path kg:name ; sh:minCount 1 ] ) .
        """,
        encoding="utf-8",
    )
    report = validate(two_lists, shapes)
    assert sorted((result.rule, result.label) for result in report.results) == [
        ("HasCode", "Array programming with NumPy"),
        ("HasCode", "Bootstrap Your Own Latent: A New Approach to Self-Supervised Learning"),
        ("HasCode", "Language Models are Few-Shot Learners"),
        ("HasCode", "Strategies for Pre-training Graph Neural Networks"),
        ("Two", "Design Space for Graph Neural Networks"),
    ]


def test_a_constraint_that_does_not_parse_is_named(two_lists: ox.Store, tmp_path: Path) -> None:
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text(
        """@prefix sh: <http://www.w3.org/ns/shacl#> .
        <urn:shapes#Wrong> a sh:NodeShape ; sh:targetNode <urn:a> ; sh:sparql [ sh:select "SELECT $this WHERE {" ] .
        """,
        encoding="utf-8",
    )
    with pytest.raises(InvalidQuery, match="urn:shapes#Wrong"):
        validate(two_lists, shapes)
