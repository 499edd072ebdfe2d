"""Headers of queries and the values of their parameters."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import queries
from kg.errors import InvalidQuery, KgError, NotFound

BODY = "SELECT ?paper WHERE { ?paper a kg:Paper ; kg:year ?year }"


def rows(answer: queries.Answer) -> list[str]:
    assert isinstance(answer, ox.QuerySolutions)
    return [str(solution[0]) for solution in answer]


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("#+ title = ", "not TOML"),
        ("#+ author = 'x'", "knows no 'author'"),
        ("#+ [parameters.paper]\n#+ kind = 'iri'", "fields that no parameter has"),
        ("#+ [parameters.paper]\n#+ type = 'colour'", "unknown type 'colour'"),
        ("#+ [parameters.place]\n#+ type = 'iri'", r"\?place, which the query does not use"),
    ],
)
def test_wrong_headers(header: str, message: str) -> None:
    with pytest.raises(InvalidQuery, match=message):
        queries.parse(f"{header}\n{BODY}", "my.rq")


def test_lines_of_errors_count_the_header() -> None:
    with pytest.raises(InvalidQuery) as caught:
        queries.parse("#+ title = 'A'\n#+ group = 'b'\nSELECT ?x {", "my.rq")
    assert caught.value.where == "my.rq:3:12"


def test_a_file_is_a_query(tmp_path: Path, two_lists: ox.Store) -> None:
    path = tmp_path / "years.rq"
    path.write_text(f"\ufeff#+ title = 'Papers of a year'\n{BODY} ORDER BY ?paper\n", encoding="utf-8")
    assert len(rows(queries.run(two_lists, queries.load(str(path)), {"year": "2020"}))) == 7
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(InvalidQuery, match="UTF-8"):
        queries.load(str(path))


def test_unknown_query_gets_suggestions() -> None:
    with pytest.raises(NotFound) as caught:
        queries.load("papers-by-topc")
    assert "papers-by-topic" in caught.value.hint


def test_unknown_parameter_gets_suggestions(two_lists: ox.Store) -> None:
    with pytest.raises(NotFound) as caught:
        queries.run(two_lists, queries.load("papers-by-venue"), {"venu": "ICLR"})
    assert "venue" in caught.value.hint


def test_lines_for_a_parameter_that_is_given_or_not(two_lists: ox.Store) -> None:
    query = queries.parse(
        "#+ [parameters.year]\n#+ type = 'integer'\n#+ optional = true\nSELECT ?of {\n"
        "  #? year: ?paper kg:year ?year . BIND('a year' AS ?of)\n"
        "  ?paper a kg:Paper . BIND('all' AS ?of) #? !year\n} LIMIT 1"
    )
    assert rows(queries.run(two_lists, query)) == ['"all"']
    assert rows(queries.run(two_lists, query, {"year": "2020"})) == ['"a year"']
    with pytest.raises(InvalidQuery, match="'edition', which the header does not describe"):
        queries.parse("SELECT ?paper {\n ?paper a kg:Paper #? !edition\n}")


def test_missing_parameter_says_what_it_is(two_lists: ox.Store) -> None:
    with pytest.raises(InvalidQuery) as caught:
        queries.run(two_lists, queries.load("papers-by-topic"))
    assert 'e.g. topic="self-supervised learning"' in caught.value.hint


@pytest.mark.parametrize(
    ("name", "parameters"),
    [
        ("papers-by-venue", {"venue": "NeurIPS", "year": "twenty"}),
        ("papers-by-venue", {"venue": "NeurIPS", "year": "2020.0"}),
        ("papers-by-venue", {"venue": "no such venue"}),
        ("papers-by-topic", {"topic": "NeurIPS"}),
        ("papers-by-method", {"method": "contrastive learning"}),
    ],
)
def test_values_that_do_not_fit(name: str, parameters: dict[str, str], two_lists: ox.Store) -> None:
    with pytest.raises(KgError) as caught:
        queries.run(two_lists, queries.load(name), parameters)
    assert caught.value.hint


def test_a_thing_of_another_kind_is_named(two_lists: ox.Store) -> None:
    with pytest.raises(NotFound) as caught:
        queries.run(two_lists, queries.load("papers-by-method"), {"method": "Contrastive Learning"})
    assert "topic “contrastive learning”" in caught.value.hint


def test_a_concept_is_of_any_kind(two_lists: ox.Store) -> None:
    query = queries.parse("#+ [parameters.s]\n#+ type = 'concept'\nSELECT ?o { ?s rdfs:label ?o }")
    found = [rows(queries.run(two_lists, query, {"s": name}))[0] for name in ("simclr", "GNN", "ImageNet", "numpy")]
    assert found == ['"SimCLR"@en', '"graph neural networks"@en', '"ImageNet"@en', '"NumPy"']
    with pytest.raises(NotFound):
        queries.run(two_lists, query, {"s": "Jure Leskovec"})


def test_default_and_iri() -> None:
    store = ox.Store()
    kind, thing = ox.NamedNode("urn:p"), ox.NamedNode("https://w3id.org/kg-papers/id/topic/x")
    store.add(ox.Quad(thing, kind, ox.Literal("x")))
    query = queries.parse("#+ [parameters.s]\n#+ type = 'iri'\n#+ default = 'topic:x'\nSELECT ?s { ?s ?p ?o }")
    assert not query.parameters["s"].required
    assert rows(queries.run(store, query)) == [str(thing)]
    assert rows(queries.run(store, query, {"s": "<urn:other>"})) == []
    with pytest.raises(InvalidQuery, match="is an IRI"):
        queries.run(store, query, {"s": "two words"})


def test_values_of_undescribed_variables() -> None:
    store = ox.Store()
    for value in (ox.Literal("7"), ox.Literal(7), ox.NamedNode("urn:7")):
        store.add(ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), value))
    text = "SELECT ?o { ?s ?p ?o }"
    assert rows(queries.run(store, text, {"o": "7"})) == [str(ox.Literal(7))]
    assert rows(queries.run(store, text, {"o": "<urn:7>"})) == ["<urn:7>"]
    assert rows(queries.run(store, text, {"o": "seven"})) == []


def test_namesakes_are_all_bound() -> None:
    store = ox.Store()
    kg, label = "https://w3id.org/kg-papers/ontology#", "http://www.w3.org/2000/01/rdf-schema#label"
    a = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    for number in (1, 2):
        person, paper = ox.NamedNode(f"urn:wei-wang-{number}"), ox.NamedNode(f"urn:paper-{number}")
        store.add(ox.Quad(person, a, ox.NamedNode(kg + "Person")))
        store.add(ox.Quad(person, ox.NamedNode(label), ox.Literal("Wei Wang")))
        store.add(ox.Quad(paper, ox.NamedNode(kg + "creator"), person))
        store.add(ox.Quad(paper, ox.NamedNode(kg + "title"), ox.Literal(f"Paper {number}")))
    answer = queries.run(store, queries.load("papers-by-person"), {"person": "wang, wei"})
    assert rows(answer) == ['"Paper 1"', '"Paper 2"']


def test_values_that_are_no_text() -> None:
    with pytest.raises(InvalidQuery, match="not valid text"):
        queries.run(ox.Store(), "ASK { ?s ?p ?o }", {"o": "\ud800"})
    with pytest.raises(InvalidQuery, match="surrogate"):
        queries.run(ox.Store(), "ASK { ?s ?p '\ud800' }")


def test_unknown_function_is_a_users_error() -> None:
    with pytest.raises(InvalidQuery, match="not supported"):
        queries.run(ox.Store(), "SELECT * { FILTER(<urn:f>(1)) }")
