"""What SPARQL is accepted, where an error is shown, and that values of parameters stay values."""

from __future__ import annotations

from contextlib import suppress

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import queries, sparql
from kg.errors import InvalidQuery

ACCEPTED = [
    "SELECT * WHERE { ?s ?p ?o }",
    "ASK { ?s kg:topic topic:x }",
    "DESCRIBE <urn:a>",
    "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "# SERVICE, INSERT and DROP in a comment\nSELECT * { ?s ?p 'SERVICE <http://x> {}' }",
    "SELECT ?service ?drop { ?service ?drop <http://example.org/service#SERVICE> }",
    "PREFIX service: <http://service/> SELECT * { service:SERVICE service:delete 'DELETE WHERE'@service }",
    'SELECT * { ?s ?p """a\nSERVICE <http://x> { }""" , _:service }',
]
SERVICES = [
    "SELECT * { SERVICE <http://example.org/sparql> { ?s ?p ?o } }",
    "SELECT * { serVice SILENT<http://example.org/sparql>{ ?s ?p ?o } }",
    "SELECT * { VALUES ?x { <http://example.org/> } SERVICE ?x { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o . FILTER(?a<?b)SERVICE?x#>\n{ ?s ?p ?o } }",
    "ASK { FILTER EXISTS { SERVICE <http://example.org/> { } } }",
    "SELECT ?service { ?service ?p 'service' SERVICE # SERVICE\n <http://service/> { } }",
]
UPDATES = [
    "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
    "PREFIX x: <urn:x> DELETE WHERE { ?s ?p ?o }",
    "# nothing\nDROP ALL",
    "LOAD <http://example.org/>",
    "WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "clear default",
]
WRONG = [  # text, line, column, a part of the message
    ("SELECT * WHERE { ?s ?p . ?x ?y ?z }", 1, 24, "'.' does not fit here"),
    ("SELECT ?s\nWHERE {\n  ?s ?p ?o\n  FILTER(foo(?s))\n}", 4, 10, "'foo' does not fit here"),
    ("SELEC * { ?s ?p ?o }", 1, 1, "'SELEC' does not fit here"),
    ("SELECT * {\r\n\t?s a '😀é' ; ?p ] }", 2, 17, "']' does not fit here"),
    ("SELECT * { ?s ?p ?o", 1, 20, "the query ends too early"),
    ("SELECT * { ?s foo:bar ?o }", 1, 15, "the prefix foo: is not declared"),
    ("SELECT * { ?s ?p ?o } LIMIT 3 ; DROP ALL", 1, 31, "';' does not fit here"),
    ("SELECT ?s (COUNT(?o) AS ?n) { ?s ?p ?o }", 1, 41, "variable that is unbound"),
    ("SELECT * { \\u0053ERVICE <http://x> { } }", 1, 12, "does not fit here"),
    ("", 1, 1, "the query ends too early"),
]


@pytest.mark.parametrize("text", ACCEPTED)
def test_accepted(text: str) -> None:
    sparql.check(text)


@pytest.mark.parametrize("text", SERVICES)
def test_service_is_refused(text: str) -> None:
    with pytest.raises(InvalidQuery, match="SERVICE is refused"):
        sparql.check(text)


@pytest.mark.parametrize("text", UPDATES)
def test_updates_are_refused(text: str) -> None:
    with pytest.raises(InvalidQuery, match="would change the graph"):
        sparql.check(text)


@pytest.mark.parametrize(("text", "line", "column", "message"), WRONG)
def test_error_shows_its_place(text: str, line: int, column: int, message: str) -> None:
    with pytest.raises(InvalidQuery) as caught:
        sparql.check(text, "my.rq")
    assert caught.value.where == f"my.rq:{line}:{column}"
    first, row, caret = caught.value.problem.split("\n")
    assert message in first
    assert len(caret) == 2 + column
    assert row[2:] == text.replace("\r\n", "\n").split("\n")[line - 1].replace("\t", " ")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_a_bound_text_is_that_text(text: str) -> None:
    """No text becomes syntax, and none changes on its way."""
    answer = queries.run(ox.Store(), "SELECT ?x { FILTER(STRLEN(?x) >= 0) }", {"x": f"{text} "})
    assert isinstance(answer, ox.QuerySolutions)
    assert [solution["x"].value for solution in answer] == [f"{text} "]


@given(st.text(alphabet="SELECT{}()?x<>#'\" \n.;:a@^\\/|&!=,*+-0", max_size=60))
def test_any_text_parses_or_is_refused(text: str) -> None:
    with suppress(InvalidQuery):
        sparql.check(text)


@pytest.mark.parametrize("value", ['"} ; DROP ALL #', "'''", '"""', "\\", "> } SERVICE <http://x> {", "?x", "\n\r\t\0"])
def test_injection_finds_nothing(value: str, two_lists: ox.Store) -> None:
    before = len(two_lists)
    text = (
        "SELECT ?paper WHERE { ?paper kg:title ?title OPTIONAL { ?paper kg:doi ?title } FILTER(STR(?title) = ?title) }"
    )
    assert list(queries.run(two_lists, text, {"title": value})) == []  # type: ignore[arg-type]
    assert len(two_lists) == before


def test_values_reach_every_scope() -> None:
    text = (
        "CONSTRUCT { ?s ?p ?x } WHERE { { SELECT ?s ?x WHERE { ?s ?p ?x } } UNION { ?s ?q ?x } "
        "VALUES ?other { 'x' } FILTER NOT EXISTS { ?s ?r ?y } }"
    )
    bound = sparql.bind(text, {"x": [ox.Literal(1), ox.NamedNode("urn:a")]})
    values = 'VALUES ?x { "1"^^<http://www.w3.org/2001/XMLSchema#integer> <urn:a> }'
    assert bound == (
        f"CONSTRUCT {{ ?s ?p ?x }} WHERE {{ {{ SELECT ?s ?x WHERE {{ {values} ?s ?p ?x }} }} UNION "
        f"{{ {values} ?s ?q ?x }} VALUES ?other {{ 'x' }} FILTER NOT EXISTS {{ ?s ?r ?y }} }}"
    )
    sparql.check(bound)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ASK { # whether\n\n  ?s ?p '# a  b' }\n# really", "ASK { ?s ?p '# a  b' }"),
        ('ASK { ?s ?p "a\0b", """c\n# d""" }', 'ASK { ?s ?p "a\0b", """c\n# d""" }'),
        ("ASK { ?s <urn:a#b> -1 }", "ASK { ?s <urn:a#b> -1 }"),
    ],
)
def test_a_text_without_comments_says_the_same(text: str, expected: str) -> None:
    assert sparql.bare(text) == expected
    ox.Store().query(text)
    ox.Store().query(expected)
