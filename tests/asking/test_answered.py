"""Questions of people who had not seen the grammar, which it was developed with since: they keep their answers.

`answered.tsv` has questions about the round-ups of which a graph is shipped, each with what answers it.
"""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.asking import Names
from kg.resources import resource
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
