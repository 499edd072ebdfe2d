"""Entities to quads: what stands where, and on which words it rests."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hand_made import Sheet, sheet
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from kg.extraction import Extraction, from_json, to_json
from kg.iris import address, document_key
from kg.linking import link
from kg.mapping import Evidence, to_quads
from kg.model import LinkRole, Mention, Role
from kg.namespaces import BASE, DCTERMS, ONTOLOGY, RDF, RDFS

EVIDENCE, ENTITIES = NamedNode(BASE + "graph/evidence"), NamedNode(BASE + "graph/entities")


def kg(name: str) -> NamedNode:
    return NamedNode(ONTOLOGY + name)


def mapped(
    *sheets: Sheet, base: str = BASE, evidence: Evidence = "quotes", venues: dict[str, str] | None = None
) -> list[Quad]:
    extractions = [item.extraction() for item in sheets]
    entities = link({item.name: item.references for item in extractions})
    return list(to_quads(entities, extractions, base=base, evidence=evidence, venues=venues))


def values(quads: Sequence[Quad], predicate: NamedNode, subject: NamedNode | None = None) -> list[str]:
    return sorted(q.object.value for q in quads if q.predicate == predicate and subject in (None, q.subject))


def full() -> Sheet:
    made = Sheet("lists/ICLR 2020.md")
    made.add(
        "Deep Sets",
        ["Manzil Zaheer", "S. Kottur"],
        et_al=True,
        identifiers={"arxiv": "1703.06114", "neurips": "1234", "pubmed": "77"},
        links={
            "https://arxiv.org/abs/1703.06114": LinkRole.PAPER,
            "https://x.org/a b": LinkRole.CODE,
            "javascript:x": LinkRole.OTHER,
        },
        organizations=["CMU"],
        venue="NeurIPS",
        year="2017",
        presentation="oral",
        award="Best Paper",
        topics=["set learning"],
        methods={"Deep Sets": Role.INTRODUCES, "PointNet": Role.COMPARES},
        relations=[("Deep Sets", "outperforms", "PointNet++")],
        description="Sums over sets.",
    )
    return made


def test_every_fact_of_a_document_has_a_statement_with_a_passage_of_it() -> None:
    quads = mapped(full(), sheet("b.md", ("deep sets", "Zaheer, Manzil")))
    parts = [
        {quad.subject: quad.object for quad in quads if quad.predicate == NamedNode(RDF + name)}
        for name in ("subject", "predicate", "object")
    ]
    statements = {tuple(part[node] for part in parts): node for node in parts[0]}
    documents = {quad.subject: quad.object for quad in quads if quad.predicate == kg("inDocument")}
    support = {(q.subject, documents[q.object]) for q in quads if q.predicate == kg("supportedBy")}
    facts = [quad for quad in quads if quad.graph_name not in (EVIDENCE, ENTITIES)]
    assert all((statements[tuple(quad.triple)], quad.graph_name) in support for quad in facts)
    assert {tuple(quad.triple) for quad in facts} == set(statements)


def test_every_passage_quotes_its_document() -> None:
    made = full()
    quads = mapped(made)
    starts = {q.subject: int(q.object.value) for q in quads if q.predicate == kg("start")}
    ends = {q.subject: int(q.object.value) for q in quads if q.predicate == kg("end")}
    quotes = {q.subject: q.object.value for q in quads if q.predicate == kg("quote")}
    assert set(starts) == set(quotes) == {quad.subject for quad in quads if quad.object == kg("Passage")}
    assert all(made.text[starts[passage] : ends[passage]] == quote for passage, quote in quotes.items())


def test_positions_leave_the_words_out() -> None:
    assert not values(mapped(full(), evidence="positions"), kg("quote"))


def test_a_paper_says_all_that_its_document_says() -> None:
    quads = mapped(full())
    (paper,) = {quad.subject for quad in quads if quad.object == kg("Paper")}

    def said(name: str) -> list[str]:
        return [value.removeprefix(BASE) for value in values(quads, kg(name), paper)]

    assert said("title") == ["Deep Sets"]
    assert said("arxivId") == ["1703.06114"]
    assert said("identifier") == ["neurips:1234", "pubmed:77"]
    assert said("paperPage") == ["https://arxiv.org/abs/1703.06114"]
    assert said("code") == ["https://x.org/a%20b"]
    assert said("relatedPage") == []
    assert said("affiliation") == ["organization/cmu"]
    assert said("presentedAt") == ["edition/neurips-2017"]
    assert said("year") == ["2017"]
    assert said("presentationType") == ["presentation/oral"]
    assert said("receivedAward") == ["award/neurips-2017-best-paper"]
    assert said("topic") == ["topic/set-learning"]
    assert said("introduces") == ["method/deep-sets"]
    assert said("comparesWith") == ["method/pointnet"]
    assert said("hasMoreAuthors") == ["true"]
    assert len(said("describedBy")) == 1
    assert values(quads, kg("outperforms"), NamedNode(BASE + "method/deep-sets")) == [BASE + "method/pointnet"]


def test_only_what_was_concluded_is_marked_so() -> None:
    quads = mapped(full())
    concluded = {q.subject for q in quads if q.predicate == kg("concluded") and q.object == Literal(True)}
    predicates = {q.object for q in quads if q.predicate == NamedNode(RDF + "predicate") and q.subject in concluded}
    assert predicates == {kg("creator")}


def test_a_replaced_key_points_to_the_new_one() -> None:
    quads = mapped(sheet("a", ("Nets", "A. Byron")), sheet("b", ("Nets", "Ada Byron")))
    assert values(quads, NamedNode(DCTERMS + "isReplacedBy")) == [BASE + "person/ada-byron"]


def test_another_base_changes_what_is_minted_and_no_concept() -> None:
    quads = mapped(full(), base="https://example.org/", venues={"NeurIPS": BASE + "venue/neurips"})
    assert values(quads, kg("series")) == [BASE + "venue/neurips"]
    assert values(quads, kg("topic")) == [BASE + "topic/set-learning"]
    assert all(quad.graph_name.value.startswith("https://example.org/") for quad in quads)
    assert values(quads, kg("presentedAt")) == ["https://example.org/edition/neurips-2017"]


def test_a_document_about_one_edition_says_so() -> None:
    made = Sheet("a")
    place = made.heading("ICLR 2020")
    about = Mention("ICLR", place), Mention("2020", place)
    made.add("Deep Sets", about=about)
    made.add("Deep Nets", about=about)
    assert values(mapped(made), kg("aboutEdition")) == [BASE + "edition/iclr-2020"]
    made.add("Other", venue="ICML", year="2020")
    assert values(mapped(made), kg("aboutEdition")) == []


def test_every_thing_with_a_type_of_its_own_has_one_label() -> None:
    quads = mapped(full())
    for name in ("Paper", "Person", "Authorship", "Organization", "Venue", "VenueEdition", "Award", "Document"):
        for quad in quads:
            if quad.object == kg(name):
                assert len(values(quads, NamedNode(RDFS + "label"), quad.subject)) == 1


def test_no_quad_comes_twice_and_the_order_is_that_of_the_content() -> None:
    one, other = full(), sheet("b.md", ("deep sets", "Zaheer, Manzil"), "Other")
    quads = mapped(one, other)
    assert len(set(quads)) == len(quads)
    assert quads == mapped(other, one)


@given(st.text())
def test_any_address_becomes_a_valid_iri_or_none(text: str) -> None:
    for url in (text, "https://example.org/" + text, "http://" + text):
        node = address(url)
        assert node is None or NamedNode(node.value) == node


@given(
    st.text(alphabet=st.characters(exclude_categories=["Cs"])),
    st.text(alphabet=st.characters(exclude_categories=["Cs"])),
)
def test_document_keys_are_valid_and_tell_names_apart(one: str, other: str) -> None:
    assert (document_key(one) == document_key(other)) == (one == other)
    NamedNode(f"{BASE}document/{document_key(one)}")


def test_an_extraction_survives_its_file() -> None:
    extraction = full().extraction()
    again = from_json(to_json(extraction))
    assert isinstance(again, Extraction)
    assert again == extraction
    assert to_json(again) == to_json(extraction)


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"name": 1}'])
def test_a_broken_file_is_told(text: str) -> None:
    with pytest.raises((ValueError, TypeError, KeyError, IndexError)):
        from_json(text)
