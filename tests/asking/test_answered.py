"""Questions of people who had not seen the grammar, which it was developed with since: they keep their answers.

`answered.tsv` has questions about the round-ups of which a graph is shipped, each with what answers it.
"""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.asking import Names
from kg.resources import resource
from kg.sparql import PREFIXES
from kg.store import open_graph

from .answering import columns

ROWS = [line.split("\t") for line in (Path(__file__).parent / "answered.tsv").read_text("utf-8").splitlines()[1:]]


@pytest.fixture(scope="module")
def round_ups() -> ox.Store:
    return open_graph(resource("data") / "graph" / "seeds.ttl")


@pytest.fixture(scope="module")
def named(round_ups: ox.Store) -> Names:
    return Names(round_ups)


@pytest.mark.parametrize(("question", "answer"), ROWS, ids=range(len(ROWS)))
def test_some_columns_say_the_answer_and_nothing_else(
    question: str, answer: str, round_ups: ox.Store, named: Names
) -> None:
    expected = set(answer.split(" ; "))
    saying = [column for column in columns(question, round_ups, named) if column <= expected]
    assert set().union(*saying) == expected


@pytest.mark.parametrize(
    "question",
    [
        "Which ICLR 2020 papers have exactly one author?",
        "Which ICLR 2020 papers have fewer than three authors?",
        "Which ICLR 2020 papers have the fewest authors?",
        "Which organisations are behind papers with one author?",
    ],
)
def test_papers_of_which_not_all_authors_are_named_have_no_number_of_authors(
    question: str, round_ups: ox.Store, named: Names
) -> None:
    """What is cited as "H. Roe et al." has not one author."""
    some = "SELECT ?paper WHERE { ?paper kg:hasMoreAuthors true }"
    found = round_ups.query(some, prefixes=PREFIXES)
    assert isinstance(found, ox.QuerySolutions)
    partly = {row["paper"].value for row in found}
    given = set().union(*columns(question, round_ups, named))
    assert given
    assert partly
    assert not partly & given
