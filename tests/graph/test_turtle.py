"""Turtle and TriG: the same triples come back, and the same bytes go out."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse

from kg.namespaces import BASE, ONTOLOGY, RDF
from kg.store.turtle import to_trig, to_turtle

NODES = st.builds(
    NamedNode,
    st.builds(
        str.__add__,
        st.sampled_from([BASE + "paper/", BASE + "passage/", ONTOLOGY, RDF, "https://example.org/"]),
        st.text(alphabet="aZ0-._~/%20é'()#"[:-1].replace("%20", ""), max_size=8),
    ),
)
TEXTS = st.text(alphabet=st.characters(exclude_categories=["Cs"]))
LITERALS = st.one_of(
    st.builds(Literal, TEXTS),
    st.builds(Literal, st.integers()),
    st.builds(Literal, st.booleans()),
    st.builds(lambda text: Literal(text, language="en"), TEXTS),
    st.sampled_from([Literal(" .\n@prefix kg: <x> .\n"), Literal("kg:title"), Literal('""" \\')]),
)
TRIPLES = st.lists(st.builds(Triple, NODES, NODES, NODES | LITERALS), max_size=12)


@given(TRIPLES, st.randoms(use_true_random=False))
def test_turtle_says_the_same_in_any_order(triples: list[Triple], shuffler: random.Random) -> None:
    text = to_turtle(triples)
    assert {quad.triple for quad in parse(text, format=RdfFormat.TURTLE)} == set(triples)
    assert to_turtle(shuffler.sample(triples, len(triples)) + triples) == text


@given(TRIPLES, TRIPLES)
def test_trig_says_the_same(one: list[Triple], other: list[Triple]) -> None:
    quads = [Quad(t.subject, t.predicate, t.object, NamedNode(BASE + "document/a.md")) for t in one]
    quads += [Quad(t.subject, t.predicate, t.object) for t in other]
    text = to_trig(quads)
    assert set(parse(text, format=RdfFormat.TRIG)) == set(quads)
    assert to_trig(reversed(quads)) == text


def test_only_the_prefixes_in_use_are_declared() -> None:
    paper = NamedNode(BASE + "paper/x")
    text = to_turtle([Triple(paper, NamedNode(ONTOLOGY + "title"), Literal("owl:Thing"))]).decode()
    assert [line.split()[1] for line in text.splitlines() if line.startswith("@prefix")] == ["kg:", "paper:"]
