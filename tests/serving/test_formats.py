"""Rows as they are written here, read again by the engine; media types; markup."""

from __future__ import annotations

import io

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.serving.markup import Markup, element, escape, outside
from kg.serving.naming import address
from kg.serving.negotiation import choose
from kg.serving.results import WRITERS, Row

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)
READABLE = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff", include_characters="\t\n\r"),
    max_size=12,
).map(str.strip)  # the engine takes space at the ends of XML for layout


def literals(words: st.SearchStrategy[str]) -> st.SearchStrategy[ox.Literal]:
    kind = ox.NamedNode("http://www.w3.org/2001/XMLSchema#date")
    return st.one_of(
        words.map(ox.Literal),
        words.map(lambda text: ox.Literal(text, language="en")),
        words.map(lambda text: ox.Literal(text, datatype=kind)),
        st.integers().map(ox.Literal),
    )


def rows(words: st.SearchStrategy[str]) -> st.SearchStrategy[list[Row]]:
    iris = st.sampled_from(["urn:a", "https://example.org/a?b=c&d=%22"]).map(ox.NamedNode)
    terms = st.one_of(st.none(), iris, st.just(ox.BlankNode("b")), literals(words))
    return st.lists(st.tuples(terms, terms), max_size=4)


def read(text: str, known: ox.QueryResultsFormat) -> tuple[list[str], list[Row]]:
    found = ox.parse_query_results(io.BytesIO(text.encode("utf-8")), known)
    assert isinstance(found, ox.QuerySolutions)
    return [variable.value for variable in found.variables], [tuple(row) for row in found]


@given(rows(TEXT))
def test_the_engine_reads_the_same_rows_from_json_and_tsv(written: list[Row]) -> None:
    for name, known in (("json", ox.QueryResultsFormat.JSON), ("tsv", ox.QueryResultsFormat.TSV)):
        assert read(WRITERS[name](["a", "b"], written), known) == (["a", "b"], written), name


@given(rows(READABLE))
def test_the_engine_reads_the_same_rows_from_xml(written: list[Row]) -> None:
    assert read(WRITERS["xml"](["a", "b"], written), ox.QueryResultsFormat.XML) == (["a", "b"], written)


def test_csv_has_values_without_their_kinds() -> None:
    row: Row = (ox.Literal('a "b", c', language="en"), ox.NamedNode("urn:x"), None, ox.Literal(3))
    assert WRITERS["csv"](["a", "b", "c", "d"], [row]) == 'a,b,c,d\r\n"a ""b"", c",urn:x,,3\r\n'


def test_xml_leaves_out_what_it_may_not_hold() -> None:
    assert "\ufffdx" in WRITERS["xml"](["a"], [(ox.Literal("\x0bx"),)])


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("", "text/html"),
        ("*/*", "text/html"),
        ("text/turtle", "text/turtle"),
        ("TEXT/Turtle; Q=0.5, text/html;q=0.4", "text/turtle"),
        ("text/*;q=0.5, text/turtle;q=0.1", "text/html"),
        ("*/*;q=0.1, text/html;q=0", "text/turtle"),
        ("application/json", None),
        ("nonsense", None),
        ("text/html;q=nonsense", None),
        ("text/html;q=2", None),
    ],
)
def test_the_media_type_that_a_client_likes_best(accept: str, chosen: str | None) -> None:
    assert choose(accept, ["text/html", "text/turtle"]) == chosen


@given(TEXT)
def test_no_text_becomes_markup(text: str) -> None:
    made = element("p", text, title=text)
    assert made.count("<") == made.count(">") == 2
    assert made.count('"') == 2
    assert not set(escape(text)) & set("<>\"'\x00\x1b\x85")


def test_markup_stays_and_what_is_not_there_is_left_out() -> None:
    assert element("p", Markup("<b>a</b>"), None, ["<", 3], hidden=True, id=None, class_="x") == (
        '<p hidden class="x"><b>a</b>&lt;3</p>'
    )


@pytest.mark.parametrize(
    "iri", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//a.example", "http:x"]
)
def test_only_web_addresses_are_links(iri: str) -> None:
    assert "href" not in outside(iri)
    assert 'rel="noopener noreferrer nofollow"' in outside("https://example.org/")


@pytest.mark.parametrize(
    ("rest", "path"),
    [
        ("paper/a-b", "/id/paper/a-b"),
        ("document/ICLR%202020.md", "/id/document/ICLR%25202020.md"),
        ("document/graph.ttl", "/thing?iri=https%3A%2F%2Fexample.org%2Fdocument%2Fgraph.ttl"),
        ("document/%2E%2E/x", "/thing?iri=https%3A%2F%2Fexample.org%2Fdocument%2F%252E%252E%2Fx"),
        ("a?b#c", "/id/a%3Fb%23c"),
    ],
)
def test_the_address_of_a_thing(rest: str, path: str) -> None:
    assert address(f"https://example.org/{rest}", "https://example.org/") == path
