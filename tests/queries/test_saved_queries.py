"""Competency questions: every saved query, asked of the hand-written graph, gives the expected answer."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import queries
from kg.namespaces import prefixes

ANSWERS = Path(__file__).parent.parent / "answers"
NARROWED = {
    "papers-by-method.introduces": {"method": "BYOL", "role": "introduces"},
    "papers-by-venue.year": {"venue": "Nature", "year": "2020"},
    "papers-by-venue.other-year": {"venue": "NIPS", "year": "2019"},
    "presentations.spotlight": {"type": "spotlight"},
    "method-cooccurrence.byol": {"method": "byol"},
    "method-cooccurrence.gpt-3": {"method": "GPT-3"},
}


def answer(store: ox.Store, name: str, parameters: dict[str, str]) -> str:
    solutions = queries.run(store, queries.load(name), parameters)
    assert isinstance(solutions, ox.QuerySolutions)
    return (solutions.serialize(format=ox.QueryResultsFormat.TSV) or b"").decode("utf-8")


@pytest.mark.parametrize("name", queries.names())
def test_answer(name: str, two_lists: ox.Store, golden: Callable[[Path, str], None]) -> None:
    golden(ANSWERS / f"{name}.tsv", answer(two_lists, name, queries.load(name).example))


@pytest.mark.parametrize("case", NARROWED)
def test_answer_with_optional_parameters(case: str, two_lists: ox.Store, golden: Callable[[Path, str], None]) -> None:
    golden(ANSWERS / f"{case}.tsv", answer(two_lists, case.partition(".")[0], NARROWED[case]))


def test_every_answer_belongs_to_a_query() -> None:
    assert {path.name.split(".")[0] for path in ANSWERS.iterdir()} == set(queries.names())


def test_there_are_enough_questions() -> None:
    assert len(queries.names()) >= 14


@pytest.mark.parametrize("name", queries.names())
def test_header_says_everything(name: str, two_lists: ox.Store) -> None:
    query = queries.load(name)
    assert query.title
    assert query.question.endswith("?")
    assert query.group
    for parameter in query.parameters.values():
        assert parameter.help
        assert parameter.example
    solutions = queries.run(two_lists, query, query.example)
    assert isinstance(solutions, ox.QuerySolutions)
    assert [variable.value for variable in solutions.variables] == list(query.columns)


@pytest.mark.parametrize("name", queries.names())
def test_file_is_plain_sparql(name: str) -> None:
    """Another engine reads the file as it is: prefixes are declared, sorted, used, and mean what kg means by them."""
    text = queries.load(name).text
    declared = re.findall(r"^PREFIX (\w+): <([^>]*)>$", text, re.MULTILINE)
    body = text[text.index("SELECT") :]
    assert [prefix for prefix, _ in declared] == sorted(set(re.findall(r"\b([a-z]+):", body)))
    assert dict(declared).items() <= prefixes().items()
    ox.Store().query(text)


@pytest.mark.parametrize("name", queries.names())
def test_order_is_total(name: str) -> None:
    """Every column orders the answer, so that equal graphs give equal files."""
    query = queries.load(name)
    order = query.text[query.text.rindex("ORDER BY") :]
    assert set(re.findall(r"\?(\w+)", order)) == set(query.columns)
