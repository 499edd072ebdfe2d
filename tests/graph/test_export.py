"""Exports: what other tools read back is what the graph says."""

from __future__ import annotations

import csv
import io
import re
from itertools import accumulate

import networkx as nx
import pytest
from hand_made import Sheet
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse

from kg.errors import NotFound
from kg.export import FORMATS, export
from kg.export.bibtex import escape
from kg.linking import link
from kg.mapping import to_quads
from kg.model import LinkRole, Role
from kg.namespaces import BASE

EVIDENCE = NamedNode(BASE + "graph/evidence")


@pytest.fixture(scope="module")
def logical() -> set[Quad]:
    """The quads of two documents, each in its named graph."""
    one, other = Sheet("a.md"), Sheet("b.md")
    one.add(
        "=SUM(A1): BERT & 100% of {it}",
        ["Ada Byron", "Paul Erdős", "Research and Co"],
        et_al=True,
        identifiers={"arxiv": "1703.06114", "doi": "10.1/a_b"},
        links={"https://x.org/a_b%20c": LinkRole.PAPER, "https://github.com/x/y": LinkRole.CODE},
        venue="ICLR",
        year="2020",
        award="Best Paper",
        topics=["sets"],
        methods={"BERT": Role.USES},
    )
    one.add("Nets", ["Ada Byron"], year="2020")
    other.add("Nets", ["Byron, A."], year="2020")
    other.add("Nets of Nets", ["Ada Byron"], year="2020")
    extractions = [sheet.extraction() for sheet in (one, other)]
    return set(to_quads(link({item.name: item.references for item in extractions}), extractions))


@pytest.fixture(scope="module")
def store(logical: set[Quad]) -> Store:
    """The same as a build stores it: everything in the default graph, facts in named graphs too."""
    stored = Store()
    stored.extend(Quad(quad.subject, quad.predicate, quad.object) for quad in logical)
    stored.extend(quad for quad in logical if quad.graph_name != EVIDENCE)
    return stored


@pytest.mark.parametrize(("form", "suffix"), [("trig", "trig"), ("nquads", "nq"), ("jsonld", "jsonld")])
def test_named_graphs_come_back(store: Store, logical: set[Quad], form: str, suffix: str) -> None:
    assert set(parse(export(store, form), format=RdfFormat.from_extension(suffix))) == logical


@pytest.mark.parametrize(("form", "suffix"), [("turtle", "ttl"), ("ntriples", "nt")])
def test_all_triples_come_back(store: Store, logical: set[Quad], form: str, suffix: str) -> None:
    quads = set(parse(export(store, form), format=RdfFormat.from_extension(suffix)))
    assert {quad.triple for quad in quads} == {quad.triple for quad in logical}
    assert {quad.graph_name for quad in quads} == {DefaultGraph()}


@pytest.mark.parametrize("form", FORMATS)
def test_bytes_do_not_depend_on_the_order_of_loading(store: Store, form: str) -> None:
    again = Store()
    again.extend(sorted(store, key=str, reverse=True))
    assert export(again, form) == export(store, form)


def test_an_unknown_format_is_told(store: Store) -> None:
    with pytest.raises(NotFound, match="no format called 'xls'"):
        export(store, "xls")


def test_the_network_holds_papers_people_and_concepts(store: Store) -> None:
    graph = nx.parse_graphml(export(store, "graphml").decode(), force_multigraph=True)
    types = {attributes["type"] for _, attributes in graph.nodes(data=True)}
    assert {"Paper", "Person", "VenueEdition", "Venue", "Award"} <= types
    weights = {
        data["weight"]
        for source, target, data in graph.edges(data=True)
        if data["relation"] == "creator" and target.endswith("ada-byron") and "/nets-" in source
    }
    assert weights == {1, 2}


def test_the_table_has_a_row_for_each_paper_and_no_formula(store: Store) -> None:
    rows = list(csv.DictReader(io.StringIO(export(store, "csv").decode(), newline="")))
    assert [row["title"] for row in rows] == ["'=SUM(A1): BERT & 100% of {it}", "Nets", "Nets of Nets"]
    assert rows[0]["authors"] == "Ada Byron; Paul Erdős; Research and Co; et al."
    assert (rows[0]["venue"], rows[0]["year"], rows[0]["award"]) == ("ICLR", "2020", "ICLR 2020 Best Paper")
    assert rows[0]["links"] == "https://x.org/a_b%20c; https://github.com/x/y"


def test_a_bibliography_is_what_latex_reads(store: Store) -> None:
    text = export(store, "bibtex").decode()
    assert r"title = {{=SUM(A1)}: {BERT} \& 100\% of \textbraceleft{}it\textbraceright{}}" in text
    assert r"author = {Ada Byron and Paul Erd{\H{o}}s and {Research and Co} and others}" in text
    assert "url = {https://x.org/a_b%20c}" in text
    assert "eprint = {1703.06114}" in text
    keys = re.findall(r"^@\w+\{([^,]+),", text, re.MULTILINE)
    assert len(set(keys)) == len(keys) == 3
    assert all(re.fullmatch("[a-z0-9-]+", key) for key in keys)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_escaped_text_keeps_its_field_together(text: str) -> None:
    escaped = escape(text)
    depths = list(accumulate({"{": 1, "}": -1}.get(character, 0) for character in escaped))
    assert min(depths, default=0) >= 0
    assert sum(depths[-1:]) == 0
    assert not re.search(r"[$&%#_^\x00-\x1f]", re.sub(r"\\[$&%#_^]", "", escaped))
