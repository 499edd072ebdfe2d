"""RDF: what kg wrote itself is read again, and every word stands at its literal."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.export import export
from kg.extractors import extract
from kg.model import Reference
from kg.pipeline import build
from kg.readers import read
from kg.readers.turtle_tokens import statements
from kg.store import open_graph
from kg.vocabulary import load

DOCUMENTS = Path(__file__).parent.parent.parent / "data" / "documents"


def told(reference: Reference) -> tuple[object, ...]:
    single = (reference.venue, reference.year, reference.presentation)
    people = [author.text for author in reference.authors], reference.et_al is not None
    return (
        reference.title.text,
        people,
        [said and said.text for said in single],
        {item[:2] for item in reference.identifiers},
    )


def test_a_graph_of_kg_is_read_again(tmp_path: Path) -> None:
    file = DOCUMENTS / "learning-with-few-labels.md"
    build([str(file)], tmp_path / "graph")
    turtle = export(open_graph(tmp_path / "graph"), "turtle")
    triples = ox.serialize(ox.parse(turtle, format=ox.RdfFormat.TURTLE), format=ox.RdfFormat.N_TRIPLES)
    first = extract(read(file.read_bytes(), "first"), load())
    expected = sorted(map(told, first), key=str)
    for data in (turtle, triples):
        document = read(data, "again")
        again = extract(document, load())
        assert document.format == "rdf"
        assert sorted(map(told, again), key=str) == expected
        for reference in again:
            assert document.quote(reference.title.span) == reference.title.text
            assert [document.quote(author.span) for author in reference.authors] == [
                author.text for author in reference.authors
            ]


strings = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
nodes = st.builds(lambda number: ox.NamedNode(f"http://x.org/{number}/a.b(c)"), st.integers(0, 5))
triples = st.builds(ox.Triple, nodes, nodes, nodes | strings.map(ox.Literal) | st.integers().map(ox.Literal))


@given(st.lists(triples, min_size=1, max_size=6), st.booleans())
def test_tokens_are_the_terms_in_order(triples: list[ox.Triple], prefixed: bool) -> None:
    """Of what pyoxigraph writes, the tokens are the terms that it reads."""
    form = ox.RdfFormat.TURTLE if prefixed else ox.RdfFormat.N_TRIPLES
    prefixes = {"x": "http://x.org/", "xsd": "http://www.w3.org/2001/XMLSchema#"} if prefixed else None
    text = ox.serialize(triples, format=form, prefixes=prefixes).decode()
    stated = statements(text, "")
    keys = {token.key for statement in stated for token in statement.tokens}
    for quad in ox.parse(text, format=form):
        assert quad.subject.value in {statement.subject for statement in stated}
        assert quad.predicate.value in keys
        assert (f'"{quad.object.value}' if isinstance(quad.object, ox.Literal) else quad.object.value) in keys


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("<a/b#c>", "http://base.org/a/b#c"),
        ("<http://x.org/\\u00e9>", "http://x.org/é"),
        ("x:a.b", "http://x.org/a.b"),
        (r"x:a\/b\.", "http://x.org/a/b."),
        ("x:%41:b", "http://x.org/%41:b"),
        (":", "http://empty.org/"),
        ("x:", "http://x.org/"),
        ("'it\\'s'", "\"it's"),
        ('"""two\n""lines"""@en', '"two\n""lines'),
        ("'''a''b\\t'''^^x:t", "\"a''b\t"),
        ("-1.5e3", '"-1.5e3'),
        ("true", '"true'),
        ("_:b.1", "_:b.1"),
    ],
)
def test_tokens(written: str, key: str) -> None:
    text = f"@prefix : <http://empty.org/> .\nPREFIX x: <http://x.org/>\nBASE <http://base.org/>\nx:s x:p {written}.\n"
    literal = {'"': "Literal", "_": "BlankNode"}.get(key[0], "NamedNode")
    (quad,) = ox.parse(text, format=ox.RdfFormat.TURTLE)
    assert type(quad.object).__name__ == literal
    assert quad.object.value == key.removeprefix('"').removeprefix("_:")
    (statement,) = statements(text, "")
    assert statement.tokens[2].key == key
    assert text[slice(*statement.span)].startswith("x:s x:p ")
