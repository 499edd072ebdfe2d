"""Graphs in Python: answers as Python values, and the graph for rdflib, networkx and pandas."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pandas
import pytest
import rdflib

import kg
from kg.errors import InvalidQuery, NotFound

KG = rdflib.Namespace("https://w3id.org/kg-papers/ontology#")
PAPER = "https://w3id.org/kg-papers/id/paper/"


@pytest.fixture(scope="module")
def graph() -> kg.Graph:
    return kg.open(Path(__file__).parent.parent / "graphs" / "two-lists.trig")


def test_saved_query(graph: kg.Graph) -> None:
    answer = graph.query("papers-by-method", method="BYOL", role="introduces")
    assert answer.columns == ("title", "role", "paper")
    assert [row["title"] for row in answer] == ["Bootstrap Your Own Latent: A New Approach to Self-Supervised Learning"]


def test_search_finds_in_spite_of_typing_errors(graph: kg.Graph) -> None:
    assert "Bootstrap" in graph.search("bootstrp your own", "paper")[0].label
    assert graph.search("zzzz") == []


def test_paths_are_rows(graph: kg.Graph) -> None:
    answer = graph.paths("BYOL", "SimCLR")
    assert {row["path"] for row in answer} <= {1, 2, 3}
    assert answer[0]["from"] == "BYOL"
    assert answer[-1]["to"] == "SimCLR"
    with pytest.raises(NotFound):
        graph.paths("BYOL", "nothing of the kind")


def test_similar_things_have_reasons(graph: kg.Graph) -> None:
    for each in graph.similar("BYOL"):
        assert each.score > 0
        assert each.reasons


def test_none_leaves_a_parameter_out(graph: kg.Graph) -> None:
    everything = graph.query("presentations")
    assert graph.query("presentations", type=None) == everything
    assert 0 < len(graph.query("presentations", type="spotlight")) < len(everything)


def test_sparql_with_values(graph: kg.Graph) -> None:
    answer = graph.query(
        "SELECT ?year (COUNT(?paper) AS ?papers) { ?paper a kg:Paper ; kg:year ?year } GROUP BY ?year", year=2020
    )
    assert answer.rows == ((2020, 7),)


def test_yes_or_no(graph: kg.Graph) -> None:
    assert graph.query("ASK { ?paper a kg:Paper }") is True
    assert graph.query("ASK { ?paper kg:title 'none' }") is False


def test_triples_come_as_a_graph(graph: kg.Graph) -> None:
    found = graph.query("CONSTRUCT { ?paper kg:title ?title } WHERE { ?paper kg:title ?title }")
    assert isinstance(found, rdflib.Graph)
    assert len(found) == 7


def test_errors_are_those_of_the_command_line(graph: kg.Graph) -> None:
    with pytest.raises(InvalidQuery):
        graph.query("SELECT nonsense")
    with pytest.raises(NotFound, match="no parameter"):
        graph.query("papers-by-method", methods="BYOL")
    with pytest.raises(NotFound, match=r"no graph|no such"):
        kg.open("nowhere")


def test_rows_and_columns(graph: kg.Graph) -> None:
    answer = graph.query("papers-by-method", method="BYOL")
    assert answer[:1].rows == answer.rows[:1]
    assert answer.column("role") == [row["role"] for row in answer]
    assert hash(answer) == hash(graph.query("papers-by-method", method="BYOL"))
    with pytest.raises(KeyError):
        answer.column("roles")


def test_evidence(graph: kg.Graph) -> None:
    found = graph.why("Bootstrap Your Own Latent: A New Approach to Self-Supervised Learning", "introduces")
    assert found
    assert {item.predicate for item in found} == {str(KG.introduces)}


def test_rdflib_has_every_fact(graph: kg.Graph) -> None:
    copy = graph.rdflib()
    assert len(set(copy.subjects(rdflib.RDF.type, KG.Paper))) == 7


def test_network(graph: kg.Graph) -> None:
    network = graph.networkx()
    byol = graph.find("BYOL", "method").iri
    relations = {data["relation"] for _, _, data in network.in_edges(byol, data=True)}
    assert {"introduces", "alternativeTo"} <= relations
    assert network.nodes[byol]["type"] == "Method"


def test_data_frames(graph: kg.Graph) -> None:
    frame = graph.to_pandas()
    assert isinstance(frame, pandas.DataFrame)
    assert len(frame) == 7
    assert frame.loc[frame.title == "Language Models are Few-Shot Learners", "authors"].item() == ["Tom B. Brown"]
    answer = graph.query("papers-by-method", method="BYOL")
    assert list(answer.to_pandas().columns) == list(answer.columns)


def test_plain_questions(graph: kg.Graph) -> None:
    answer = graph.ask("who wrote the GPT-3 paper?")
    assert isinstance(answer, kg.Table)
    assert answer.column("name") == ["Tom B. Brown"]
    assert graph.understand("who wrote the GPT-3 paper?").query == "authors-of-paper"


def test_importing_kg_costs_nothing() -> None:
    code = "import sys, kg; assert 'pyoxigraph' not in sys.modules and 'networkx' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
