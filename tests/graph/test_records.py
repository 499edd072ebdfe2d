"""Catalogues complete what documents say: their facts rest on records, not on statements."""

from __future__ import annotations

from pathlib import Path

import pytest
from hand_made import Sheet, sheet
from pyoxigraph import NamedNode, Quad, RdfFormat, serialize

from kg import background
from kg.evidence import SourceState, verify, why
from kg.linking import link
from kg.mapping import to_quads
from kg.model import Role
from kg.namespaces import BASE, ONTOLOGY, RDF
from kg.store import open_graph
from kg.validation import Severity, validate

CATALOGUE, LIST = NamedNode(BASE + "document/all.jsonl"), NamedNode(BASE + "document/list.md")


def kg(name: str) -> NamedNode:
    return NamedNode(ONTOLOGY + name)


def catalogue() -> Sheet:
    made = Sheet("all.jsonl", catalogue=True)
    made.add(
        "Deep Sets",
        ["Manzil Zaheer", "Satwik Kottur"],
        identifiers={"arxiv": "1703.06114"},
        venue="NeurIPS",
        year="2017",
        methods={"*Deep Sets": Role.INTRODUCES, "*PointNet": Role.COMPARES},
        relations=[("*Deep Sets", "alternativeTo", "*PointNet"), ("*Unnamed", "alternativeTo", "*PointNet")],
        aliases={"*PointNet": "Point Net"},
        description="Sums over sets.",
    )
    made.add("Another Paper", ["Ada Byron"], venue="ICML", year="2019")
    return made


def quads(*sheets: Sheet) -> list[Quad]:
    extractions = [item.extraction() for item in sheets]
    return list(to_quads(link({item.name: item.references for item in extractions}), extractions))


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    """A graph of a list and a catalogue, in a file beside its documents."""
    sheets = [sheet("list.md", ("deep sets", "M. Zaheer")), catalogue()]
    for item in sheets:
        (tmp_path / item.name).write_text(item.text, encoding="utf-8")
    made = [*quads(*sheets), *background.ontology()]
    (tmp_path / "graph.nq").write_bytes(serialize(made, format=RdfFormat.N_QUADS) or b"")
    return tmp_path / "graph.nq"


def test_facts_that_only_a_catalogue_supports_have_no_statement() -> None:
    made = quads(sheet("list.md", ("deep sets", "M. Zaheer")), catalogue())
    facts = {quad.triple for quad in made if quad.graph_name == LIST}
    parts = [{q.subject: q.object for q in made if q.predicate == NamedNode(RDF + n)} for n in ("subject", "predicate")]
    stated = {(parts[0][node], parts[1][node]) for node in parts[0]}
    assert stated == {(triple.subject, triple.predicate) for triple in facts}
    assert len([quad for quad in made if quad.graph_name == CATALOGUE]) > 20


def test_a_statement_rests_on_no_passage_of_a_catalogue() -> None:
    made = quads(sheet("list.md", ("Deep Sets", "Manzil Zaheer")), catalogue())
    documents = {quad.subject: quad.object for quad in made if quad.predicate == kg("inDocument")}
    assert {documents[quad.object] for quad in made if quad.predicate == kg("supportedBy")} == {LIST}


def test_a_record_has_one_passage_with_its_place_and_no_words() -> None:
    made = quads(catalogue())
    passages = {quad.subject for quad in made if quad.object == kg("Passage")}
    assert passages == {quad.object for quad in made if quad.predicate == kg("passage")}
    assert len(passages) == 2
    assert not [quad for quad in made if quad.predicate in (kg("quote"), kg("describedBy"))]
    assert {quad.object for quad in made if quad.subject == CATALOGUE} >= {kg("Document"), kg("Catalogue")}


def test_nothing_is_concluded_from_a_catalogue() -> None:
    assert not [quad for quad in quads(catalogue()) if quad.predicate == kg("concluded")]


def test_the_graph_conforms_and_every_fact_is_proved(graph: Path) -> None:
    assert not validate(open_graph(graph)).count(Severity.VIOLATION)
    report = verify(graph, [graph.parent])
    assert report.passes, report.problems
    assert report.proved == report.facts > 30


def test_a_fact_to_which_no_record_leads_is_found(graph: Path) -> None:
    forged = f'<{BASE}person/nobody> <{ONTOLOGY}name> "Nobody" {CATALOGUE} .\n'
    graph.write_bytes(graph.read_bytes() + forged.encode())
    report = verify(graph, [graph.parent])
    assert [(item.document, "person/nobody" in item.problem) for item in report.problems] == [("all.jsonl", True)]
    assert report.proved == report.facts - 1


def test_when_the_catalogue_changed_its_facts_are_not_proved(graph: Path) -> None:
    path = graph.parent / "all.jsonl"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    report = verify(graph, [graph.parent])
    assert {source.name: source.state for source in report.sources} == {
        "all.jsonl": SourceState.CHANGED,
        "list.md": SourceState.SAME,
    }
    assert 0 < report.proved < report.facts


def test_why_shows_the_record(graph: Path) -> None:
    store, text = open_graph(graph), (graph.parent / "all.jsonl").read_text(encoding="utf-8")
    (paper,) = {quad.subject for quad in store.quads_for_pattern(None, kg("arxivId"), None, None)}
    (found,) = why(store, paper.value, ONTOLOGY + "arxivId", roots=[graph.parent])
    assert (found.document, found.line, found.extractors, found.record) == ("all.jsonl", 1, ("hand",), True)
    assert found.quote == text[: found.span.end]
    titles = why(store, paper.value, ONTOLOGY + "title", roots=[graph.parent])
    assert [(item.document, item.record) for item in titles] == [("all.jsonl", True)]


@pytest.mark.parametrize(
    ("kind", "name"), [("person/ada-byron", "name"), ("method/pointnet", "altLabel"), ("method/deep-sets", "alternat")]
)
def test_records_lead_to_what_papers_name(graph: Path, kind: str, name: str) -> None:
    found = [item for item in why(open_graph(graph), BASE + kind, roots=[graph.parent]) if name in item.predicate]
    assert [(item.document, item.record) for item in found] == [("all.jsonl", True)]
