"""What pictures show: the numbers are those that SPARQL counts, and golden files hold them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import finding, plots
from kg.errors import KgError, NotFound
from kg.graphs.network import Scope
from kg.plots.data import Data
from kg.queries import load, run
from kg.sparql import rows
from kg.store import open_graph

GOLDEN = Path(__file__).parent / "golden"
GRAPHS = Path(__file__).parent.parent / "graphs"
ABOUT = {"editions": ("NeurIPS 2020", "ICLR 2020"), "lineage": ("Transformer",)}


@pytest.fixture(scope="module")
def two_lists() -> ox.Store:
    return open_graph(GRAPHS / "two-lists.trig")


def read(store: ox.Store, name: str, top: int = plots.TOP) -> Data:
    kinds = plots.PICTURES[name].kinds
    named = [
        finding.find_one(store, thing, (kind,)).iri for thing, kind in zip(ABOUT.get(name, ()), kinds, strict=True)
    ]
    return plots.read(store, name, named, top)


def number(store: ox.Store, pattern: str, what: str = "*") -> int:
    (row,) = rows(store, f"SELECT (COUNT({what}) AS ?count) {{ {pattern} }}")
    return int(row["count"].value)


@pytest.mark.parametrize("name", plots.PICTURES)
def test_the_data_are_those_of_the_golden_file(
    name: str, samples: ox.Store, golden: Callable[[Path, str], None]
) -> None:
    golden(GOLDEN / f"{name}.csv", read(samples, name).to_csv().decode())


@pytest.mark.parametrize("name", plots.PICTURES)
def test_every_picture_has_title_note_sources_and_units(name: str, samples: ox.Store) -> None:
    data = read(samples, name)
    assert data.title
    assert data.note.endswith(".")
    assert "award-papers-2018-2021.txt" in data.sources
    for at, column in enumerate(data.columns):
        numbers = not any(isinstance(row[at], str) for row in data.rows)
        assert not numbers or column.unit or column.name == "year"


def test_papers_by_topic_and_year(samples: ox.Store) -> None:
    data = read(samples, "topics-by-year")
    popular = run(samples, load("popular-topics"), {})
    counts = {row["topic"].value: int(row["papers"].value) for row in popular}
    first = "{ SELECT ?paper (MIN(?any) AS ?year) { ?paper a kg:Paper ; kg:year ?any } GROUP BY ?paper }"
    for _, year, papers, of_the_year, iri in data.rows:
        assert papers == number(samples, f"{first} ?paper kg:topic|kg:addresses <{iri}> FILTER(?year = {year})",
                                "DISTINCT ?paper")  # fmt: skip
        assert of_the_year == number(samples, f"{first} FILTER(?year = {year})", "DISTINCT ?paper")
    shown = {str(row[4]) for row in data.rows}
    assert len(shown) == plots.TOP
    assert min(counts[iri] for iri in shown) >= max(counts[iri] for iri in counts.keys() - shown)


def test_topics_named_together(samples: ox.Store) -> None:
    data = read(samples, "cooccurrence")
    answer = {
        frozenset((row["first"].value, row["second"].value)): int(row["papers"].value)
        for row in run(samples, load("topic-cooccurrence"), {})
    }
    cells = {frozenset((str(row[0]), str(row[1]))): row[2] for row in data.rows}
    names = [str(row[0]) for row in data.rows if row[3] == row[4]]
    assert len(names) == len(set(names)) <= plots.TOP
    for pair in map(frozenset, combinations(names, 2)):
        assert cells.get(pair) == answer.get(pair)
    assert max(answer.values()) == max(row[2] for row in data.rows if row[3] != row[4])
    for row in data.rows:
        if row[3] == row[4]:
            assert row[2] == number(samples, f"?paper kg:topic|kg:addresses <{row[3]}>", "DISTINCT ?paper")


def test_topics_of_two_editions(samples: ox.Store) -> None:
    data = read(samples, "editions")
    assert data.title == "Topics of NeurIPS 2020 and ICLR 2020"
    for _, _, papers, whole, share, topic, edition in data.rows:
        assert papers == number(samples, f"?paper kg:presentedAt <{edition}> ; kg:topic|kg:addresses <{topic}>",
                                "DISTINCT ?paper")  # fmt: skip
        assert whole == number(samples, f"?paper kg:presentedAt <{edition}>", "DISTINCT ?paper")
        assert share == pytest.approx(int(papers) / int(whole), abs=1e-4)
    assert len({row[5] for row in data.rows}) * 2 == len(data.rows)


def test_a_lineage_goes_back_as_far_as_the_query_of_that_name() -> None:
    store = _methods("a variantOf b", "b variantOf c", "b extends d", "e variantOf a", "f variantOf e", "x variantOf y")
    data = plots.read(store, "lineage", ["urn:a"])
    assert {(row[0], row[1], row[2]) for row in data.rows} == {
        ("a", "variant of", "b"), ("b", "variant of", "c"), ("b", "extends", "d"), ("e", "variant of", "a"),
        ("f", "variant of", "e"),
    }  # fmt: skip
    older = {(row["name"].value, row["older"].value) for row in run(store, load("lineage-of-method"), {"method": "a"})}
    assert {(row[0], row[2]) for row in data.rows if int(row[3]) <= 0} == older
    assert {row[0]: row[3] for row in data.rows} == {"a": 0, "b": -1, "e": 1, "f": 2}


def test_a_paper_stands_in_a_lineage_unless_what_it_introduces_does(samples: ox.Store) -> None:
    store = _methods("new variantOf old")
    store.load(
        b"""@prefix kg: <https://w3id.org/kg-papers/ontology#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        <urn:p> a kg:Paper ; rdfs:label "P" ; kg:extends <urn:old> ; kg:introduces <urn:new> ; kg:year 2020, 2019 .
        <urn:q> a kg:Paper ; rdfs:label "Q" ; kg:extends <urn:old> .""",
        ox.RdfFormat.TURTLE,
    )
    data = plots.read(store, "lineage", ["urn:old"])
    assert [row[:8] for row in data.rows] == [
        ("Q", "extends", "old", 1, 0, "paper", "", ""), ("new", "variant of", "old", 1, 0, "method", 2019, "")
    ]  # fmt: skip


def test_the_nearest_of_a_lineage_are_kept() -> None:
    store = _methods(*(f"m{number + 1} variantOf m{number}" for number in range(2000)))
    data = plots.read(store, "lineage", ["urn:m1000"], top=5)
    assert {row[0] for row in data.rows} == {"m999", "m1000", "m1001", "m1002"}
    assert data.note.startswith("The 5 nearest things, of 2,001. ")


def _methods(*facts: str) -> ox.Store:
    store, names = ox.Store(), {name for fact in facts for name in fact.split()[::2]}
    lines = [f'<urn:{name}> a kg:Method ; rdfs:label "{name}" .' for name in names]
    lines += ["<urn:{}> kg:{} <urn:{}> .".format(*fact.split()) for fact in facts]
    head = "PREFIX kg: <https://w3id.org/kg-papers/ontology#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"
    store.load((head + "\n".join(lines)).encode(), ox.RdfFormat.TURTLE)
    return store


def test_degrees(samples: ox.Store) -> None:
    data = read(samples, "degrees")
    assert sum(int(row[2]) for row in data.rows if row[0] == "papers") == number(samples, "?paper a kg:Paper")
    for kind in ("papers", "people", "methods", "topics"):
        assert next(row for row in data.rows if row[0] == kind)[3] == 1
    relations = "kg:topic|kg:addresses|kg:introduces|kg:uses|kg:extends|kg:comparesWith|kg:mentions|kg:evaluatedOn"
    links = f"SELECT (COUNT(DISTINCT ?thing) AS ?links) {{ ?paper a kg:Paper ; {relations}|kg:creator ?thing }} "
    counted = rows(samples, links + "GROUP BY ?paper")
    most = max(int(row["links"].value) for row in counted)
    assert most == max(int(row[1]) for row in data.rows if row[0] == "papers")


@pytest.mark.parametrize("name", plots.OF_PAPERS)
def test_a_picture_of_some_papers(name: str, samples: ox.Store) -> None:
    venue = finding.find_one(samples, "ICLR", ("venue",)).iri
    data = plots.read(samples, name, scope=Scope(venue=venue))
    assert data.title.endswith(": ICLR")
    first, having = data.rows[0], ""
    if name == "degrees":
        shown = sum(int(row[2]) for row in data.rows if row[0] == first[0] == "papers")
    elif name == "cooccurrence":
        shown, having = int(first[2]), f"; kg:topic|kg:addresses <{first[3]}>, <{first[4]}>"
    else:
        shown = sum(int(row[2]) for row in data.rows if row[4] == first[4])
        having = f"; kg:year ?year ; kg:topic|kg:addresses <{first[4]}>"
    of_venue = f"?edition kg:series <{venue}> . ?paper kg:presentedAt|kg:publishedIn|kg:submittedTo ?edition "
    assert 0 < shown == number(samples, of_venue + having, "DISTINCT ?paper") < number(samples, "?paper a kg:Paper")


def test_not_every_picture_is_of_papers(samples: ox.Store) -> None:
    with pytest.raises(KgError, match="of no choice of papers"):
        plots.read(samples, "evidence", scope=Scope(document="urn:d"))


def test_evidence(samples: ox.Store) -> None:
    data = read(samples, "evidence", top=100)
    facts = "GRAPH ?document { ?s ?p ?o } ?document a kg:Document"
    assert sum(int(row[2]) for row in data.rows) == number(samples, facts)
    assert all(row[2] == row[3] and row[4] == 1 for row in data.rows)
    assert "; 100\u00a0% have a quote" in data.note


def test_evidence_that_is_missing_is_seen(two_lists: ox.Store) -> None:
    store = ox.Store()
    store.extend(two_lists)
    for quad in list(store.quads_for_pattern(None, ox.NamedNode("https://w3id.org/kg-papers/ontology#quote"), None)):
        store.remove(quad)
    data = plots.read(store, "evidence")
    assert {row[3] for row in data.rows} == {0}
    assert "; 0\u00a0% have a quote" in data.note


@pytest.mark.parametrize("name", ["topics-by-year", "cooccurrence", "degrees", "evidence"])
def test_a_graph_without_papers_gives_no_picture(name: str) -> None:
    with pytest.raises(NotFound) as caught:
        plots.read(ox.Store(), name)
    assert caught.value.hint


def test_what_does_not_fit_is_told(two_lists: ox.Store) -> None:
    with pytest.raises(NotFound, match="no picture called 'pie'"):
        plots.read(two_lists, "pie")
    with pytest.raises(KgError, match="is about edition and edition"):
        plots.read(two_lists, "editions", ["urn:e"])
    with pytest.raises(KgError, match="not compared with itself"):
        plots.read(two_lists, "editions", ["urn:e", "urn:e"])
    with pytest.raises(NotFound, match="no paper was presented at"):
        plots.read(two_lists, "editions", ["urn:e", "urn:f"])
    with pytest.raises(NotFound, match="nothing is known of what 'urn:m' is a variant of"):
        plots.read(two_lists, "lineage", ["urn:m"])
    with pytest.raises(NotFound, match="no format called 'pdf'"):
        plots.draw(plots.read(two_lists, "degrees"), "degrees", "pdf")


def test_the_rows_do_not_depend_on_the_order_of_loading(samples: ox.Store) -> None:
    again = ox.Store()
    again.extend(sorted(samples, key=str, reverse=True))
    for name in plots.PICTURES:
        assert read(again, name) == read(samples, name)
