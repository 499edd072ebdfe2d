"""Every rule of the shapes is shown by a right and a wrong example: `RULE/valid.ttl` and `RULE/invalid.ttl`.

An example is added to `tests/ontology/sample.ttl`, a small graph that is right by every rule, so that it holds nothing
but the point in question. pyshacl and kg judge it alike.
"""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import RDF, SH

from kg.namespaces import SHAPES
from kg.resources import resource
from kg.validation import validate
from tests.judged import report, value

HERE = Path(__file__).parent
RULES = sorted(folder.name for folder in HERE.iterdir() if folder.is_dir() and not folder.name.startswith("_"))
SEVERITIES = {SH.Violation, SH.Warning, SH.Info}

Found = set[tuple[str, str, str, str]]  # rule, severity, focus node, value


@pytest.fixture(scope="module")
def shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(resource("ontology/shapes.ttl"))


def stored(*files: Path) -> ox.Store:
    """The sample and what the files add."""
    store = ox.Store()
    for file in (HERE.parent / "ontology" / "sample.ttl", *files):
        store.load(path=str(file), format=ox.RdfFormat.TURTLE)
    return store


def by_pyshacl(shapes: rdflib.Graph, *files: Path) -> Found:
    """What pyshacl finds, looking at everything."""
    found = report(stored(*files), shapes)
    return {
        (
            value(found, result, SH.sourceShape).removeprefix(SHAPES),
            local(value(found, result, SH.resultSeverity)).lower(),
            value(found, result, SH.focusNode),
            value(found, result, SH.value),
        )
        for result in found.subjects(RDF.type, SH.ValidationResult)
    }


def by_kg(*files: Path) -> Found:
    """What the screens of kg find."""
    results = validate(stored(*files)).results
    return {(result.rule, result.severity.value, result.focus, result.value) for result in results}


def local(term: object) -> str:
    return str(term).removeprefix(str(SH))


def rules(shapes: rdflib.Graph) -> set[str]:
    """The named shapes that say something themselves, rather than gather others."""
    return {str(shape).removeprefix(SHAPES) for shape in shapes.subjects(SH.severity)}


def test_the_sample_is_right_by_every_rule(shapes: rdflib.Graph) -> None:
    assert by_kg() == by_pyshacl(shapes) == set()


def test_every_rule_has_examples_and_every_example_a_rule(shapes: rdflib.Graph) -> None:
    assert rules(shapes) == set(RULES)


@pytest.mark.parametrize("rule", RULES)
def test_a_right_example_gives_no_finding(rule: str, shapes: rdflib.Graph) -> None:
    example = HERE / rule / "valid.ttl"
    assert by_kg(example) == by_pyshacl(shapes, example) == set()


@pytest.mark.parametrize("rule", RULES)
def test_a_wrong_example_breaks_its_rule_and_no_other(rule: str, shapes: rdflib.Graph) -> None:
    example = HERE / rule / "invalid.ttl"
    severity = local(shapes.value(rdflib.URIRef(SHAPES + rule), SH.severity)).lower()
    found = by_kg(example)
    assert found == by_pyshacl(shapes, example)
    assert {(broken, how) for broken, how, _, _ in found} == {(rule, severity)}


def test_every_rule_has_a_name_a_severity_and_an_english_message(shapes: rdflib.Graph) -> None:
    for rule in rules(shapes):
        shape = rdflib.URIRef(SHAPES + rule)
        messages = [*shapes.objects(shape, SH.message), *shapes.objects(shape, SH.sparql / SH.message)]
        assert [message.language for message in messages if isinstance(message, rdflib.Literal)] == ["en"], rule
        assert len(list(shapes.objects(shape, SH.name))) == 1, rule
        assert shapes.value(shape, SH.severity, any=False) in SEVERITIES, rule


def test_names_of_rules_are_not_used_twice(shapes: rdflib.Graph) -> None:
    names = [str(name) for name in shapes.objects(None, SH.name)]
    assert len(names) == len(set(names))


def test_every_property_rule_is_gathered_in_one_node_shape_and_has_targets(shapes: rdflib.Graph) -> None:
    for shape in shapes.subjects(RDF.type, SH.PropertyShape):
        assert len(list(shapes.subjects(SH.property, shape))) == 1, shape
        assert any(shapes.objects(shape, SH.targetClass | SH.targetSubjectsOf)), shape


def test_queries_name_what_is_wrong(shapes: rdflib.Graph) -> None:
    """Each query selects the entity concerned and every variable that its message shows."""
    for constraint in shapes.objects(None, SH.sparql):
        select, message = str(shapes.value(constraint, SH.select)), str(shapes.value(constraint, SH.message))
        head = select.partition("WHERE")[0].split()
        assert {"$this", "?value"} <= set(head)
        assert {"?" + name.partition("}")[0] for name in message.split("{?")[1:]} <= set(head)


def test_a_message_shows_what_was_found(shapes: rdflib.Graph) -> None:
    found = report(stored(HERE / "AddressShared" / "invalid.ttl"), shapes)
    (message,) = found.objects(None, SH.resultMessage)
    assert "https://github.com/vsitzmann/siren" in message
    assert "“Bootstrap Your Own Latent”" in message
