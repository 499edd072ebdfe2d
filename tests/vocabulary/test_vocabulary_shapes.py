"""Every rule about vocabularies is shown by a right and a wrong example: `shapes/RULE/valid.ttl` and `invalid.ttl`.

An example is added to `shapes/sample.ttl`, a vocabulary that is right by every rule. pyshacl and kg judge it alike.
"""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from rdflib import RDF, SH

from kg.namespaces import SHAPES
from kg.resources import resource
from kg.validation import validate

FOLDER = Path(__file__).parent / "shapes"
FILE = resource("ontology/vocabulary-shapes.ttl")
RULES = sorted(folder.name for folder in FOLDER.iterdir() if folder.is_dir())
SHAPES_GRAPH = rdflib.Graph().parse(FILE)

Found = set[tuple[str, str]]  # rule and severity


def by_kg(*files: Path) -> Found:
    store = ox.Store()
    for file in (FOLDER / "sample.ttl", *files):
        store.load(path=str(file), format=ox.RdfFormat.TURTLE)
    return {(result.rule, result.severity.value) for result in validate(store, FILE).results}


def by_pyshacl(*files: Path) -> Found:
    data = rdflib.Graph()
    for file in (FOLDER / "sample.ttl", *files):
        data.parse(file)
    _, report, _ = pyshacl.validate(data, shacl_graph=SHAPES_GRAPH)
    return {
        (
            str(report.value(result, SH.sourceShape)).removeprefix(SHAPES),
            str(report.value(result, SH.resultSeverity)).removeprefix(str(SH)).lower(),
        )
        for result in report.subjects(RDF.type, SH.ValidationResult)
    }


def rules() -> dict[str, str]:
    """Rule → severity, of the shapes that say something themselves rather than gather others."""
    found = SHAPES_GRAPH.subject_objects(SH.severity)
    return {str(shape).removeprefix(SHAPES): str(severity).removeprefix(str(SH)).lower() for shape, severity in found}


def test_every_rule_has_examples_and_every_example_a_rule() -> None:
    assert sorted(rules()) == RULES


def test_the_sample_is_right_by_every_rule() -> None:
    assert by_kg() == by_pyshacl() == set()


@pytest.mark.parametrize("rule", RULES)
def test_a_right_example_gives_no_finding(rule: str) -> None:
    example = FOLDER / rule / "valid.ttl"
    assert by_kg(example) == by_pyshacl(example) == set()


@pytest.mark.parametrize("rule", RULES)
def test_a_wrong_example_breaks_its_rule_and_no_other(rule: str) -> None:
    example = FOLDER / rule / "invalid.ttl"
    assert by_kg(example) == by_pyshacl(example) == {(rule, rules()[rule])}


def test_names_and_rules_differ_from_those_of_the_graph() -> None:
    others = rdflib.Graph().parse(resource("ontology/shapes.ttl"))
    for said in (SH.name, SH.severity):
        assert not set(SHAPES_GRAPH.subjects(said)) & set(others.subjects(said))
    assert not set(SHAPES_GRAPH.objects(None, SH.name)) & set(others.objects(None, SH.name))


def test_every_message_is_english_and_names_what_the_query_selects() -> None:
    for message in SHAPES_GRAPH.objects(None, SH.message):
        assert isinstance(message, rdflib.Literal)
        assert message.language == "en"
    for constraint in SHAPES_GRAPH.objects(None, SH.sparql):
        head = str(SHAPES_GRAPH.value(constraint, SH.select)).partition("WHERE")[0].split()
        shown = str(SHAPES_GRAPH.value(constraint, SH.message)).split("{?")[1:]
        assert {"$this", "?value", *("?" + name.partition("}")[0] for name in shown)} <= set(head)
