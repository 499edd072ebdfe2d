"""What is said of all, of some share, of each, and of the years from one to another."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg import queries
from kg.asking import Names, NotUnderstood, understand
from kg.sparql import PREFIXES

from .answering import answer, columns


def papers(pattern: str, store: ox.Store) -> set[str]:
    """The titles of the papers that fit a pattern of SPARQL."""
    found = store.query(f"SELECT ?title WHERE {{ ?paper kg:title ?title . {pattern} }}", prefixes=PREFIXES)
    assert isinstance(found, ox.QuerySolutions)
    return {row["title"].value for row in found}


@pytest.mark.parametrize(
    ("question", "exceptions"),
    [
        ("do all papers have code?", "MINUS { ?paper kg:code|kg:codeOffered ?code }"),
        ("were all papers by Danijar Hafner shown at ICLR?", "FILTER(false)"),
        (
            "is every paper from 2018 at ICLR?",
            "?paper kg:year 2018 MINUS { ?paper kg:presentedAt/kg:series ?series . "
            '?series rdfs:label ?at FILTER(STR(?at) = "ICLR") }',
        ),
    ],
)
def test_what_is_said_of_all_has_no_exception(question: str, exceptions: str, store: ox.Store, names: Names) -> None:
    assert answer(question, store, names) == {"no" if papers(exceptions, store) else "yes"}
    assert understand(question, names).notes[0].startswith("asked of all")


@pytest.mark.parametrize(
    "question", ["do all documents list BYOL?", "are all authors of BYOL from DeepMind?", "is every method about BERT?"]
)
def test_what_is_said_of_all_is_never_taken_for_one(question: str, names: Names) -> None:
    with pytest.raises(NotUnderstood, match="all"):
        understand(question, names)


@pytest.mark.parametrize(
    "question",
    [
        "which papers are from 2018 to 2020?",
        "papers from the years 2018 to 2020",
        "papers, 2018–2020",
        "which papers appeared between 2018 and 2020?",
        "papers since 2018 and before ICLR 2021",
    ],
)
def test_years_from_one_to_another_are_all_between(question: str, store: ox.Store, names: Names) -> None:
    expected = papers("?paper kg:year ?year FILTER(?year >= 2018 && ?year <= 2020)", store)
    assert answer(question, store, names) == expected
    assert papers("?paper kg:year 2019", store) <= expected


def test_a_share_is_so_many_of_so_many(store: ox.Store, names: Names) -> None:
    with_code, every = papers("?paper kg:code|kg:codeOffered ?code", store), papers("", store)
    percentage = round(100 * len(with_code) / len(every), 1)
    said = [{str(percentage)}, {str(len(with_code))}, {str(len(every))}]
    assert columns("what percentage of papers have code?", store, names) == said
    assert columns("what share of papers comes with code?", store, names) == said


def test_a_share_of_what_is_unknown_is_refused(names: Names) -> None:
    with pytest.raises(NotUnderstood, match="banana farming"):
        understand("what proportion of papers is about banana farming?", names)


@pytest.mark.parametrize(
    ("question", "pattern"),
    [
        ("how many papers per year from 2019 to 2021?", "FILTER(?year >= 2019)"),
        ("how is the collection distributed from 2019 until 2021?", "FILTER(?year >= 2019)"),
        ("how many papers without code are there for each year?", "MINUS { ?paper kg:code|kg:codeOffered ?code }"),
        (
            "number of spotlights by year",
            '?paper kg:presentationType/rdfs:label ?shown FILTER(STR(?shown) = "spotlight")',
        ),
    ],
)
def test_there_are_so_many_for_each_year(question: str, pattern: str, store: ox.Store, names: Names) -> None:
    counted = store.query(
        "SELECT (COUNT(DISTINCT ?paper) AS ?number) (STR(?year) AS ?label) "
        f"WHERE {{ ?paper a kg:Paper ; kg:year ?year . {pattern} }} GROUP BY ?year",
        prefixes=PREFIXES,
    )
    assert isinstance(counted, ox.QuerySolutions)
    found = store.query(understand(question, names).text, prefixes=PREFIXES)
    assert isinstance(found, ox.QuerySolutions)
    rows = [(row["label"].value, row["number"].value) for row in found]
    assert rows == sorted((row["label"].value, row["number"].value) for row in counted)


def test_the_other_half_of_a_bound_is_shown(store: ox.Store, names: Names) -> None:
    found = columns("which ICLR 2020 paper has a single author, and who is it?", store, names)
    assert {"A. Loukas"} in found


@pytest.mark.parametrize(
    ("question", "listed"),
    [
        ("which documents do not list BYOL?", "kg:introduces|kg:uses|kg:extends|kg:comparesWith|kg:mentions ?byol . "),
        ("which documents have no papers with code?", "kg:code|kg:codeOffered ?code . "),
    ],
)
def test_what_is_denied_is_so_of_no_paper(question: str, listed: str, store: ox.Store, names: Names) -> None:
    named = '?byol rdfs:label ?name FILTER(STR(?name) = "BYOL")' if "?byol" in listed else ""
    found = store.query(
        "SELECT DISTINCT ?file WHERE { ?paper kg:listedIn ?document . ?document kg:fileName ?file "
        f"MINUS {{ ?other kg:listedIn ?document ; {listed}{named} }} }}",
        prefixes=PREFIXES,
    )
    assert isinstance(found, ox.QuerySolutions)
    files = {row["file"].value for row in found}
    assert {value for value in answer(question, store, names) if value.endswith((".md", ".txt", ".html"))} == files


@pytest.mark.parametrize("kind", ["methods", "topics", "people", "data sets", "tasks", "papers"])
def test_counts_of_a_document_are_those_of_its_statistics(kind: str, store: ox.Store, names: Names) -> None:
    listed = store.query("SELECT ?file { ?document kg:fileName ?file }", prefixes=PREFIXES)
    assert isinstance(listed, ox.QuerySolutions)
    for document in [row["file"].value for row in listed]:
        found = queries.run(store, queries.load("statistics-of-document"), {"document": document})
        assert isinstance(found, ox.QuerySolutions)
        counted = {row["kind"].value: row["count"].value for row in found}
        if kind in counted:
            assert counted[kind] in answer(f"how many {kind} does {document} name?", store, names)
