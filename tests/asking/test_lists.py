"""Which of several lists a question means."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.asking import Names, understand
from kg.resources import resource
from kg.store import open_graph

from .answering import answer

LONG, SIXTEEN, FAVOURITES = "001_b57b60e54dfcfc03.txt", "002_3cae63d3e1d6a8d1.txt", "000_3d00b9338c11ed11.txt"


@pytest.fixture(scope="module")
def round_ups() -> ox.Store:
    """The graph of four round-ups, of which two are about ICLR 2020."""
    return open_graph(resource("data") / "graph" / "seeds.ttl")


@pytest.mark.parametrize(
    ("question", "file"),
    [
        ("papers in the long ICLR 2020 list", LONG),
        ("which papers does the shorter ICLR 2020 round-up list?", SIXTEEN),
        ("how many papers are missing from the longest ICLR 2020 write-up?", LONG),
        ("papers of the personal list from NeurIPS 2020", FAVOURITES),
    ],
)
def test_words_tell_lists_apart(question: str, file: str, round_ups: ox.Store) -> None:
    asked = understand(question, Names(round_ups))
    meant = [iri for iri in asked.given if "/document/" in iri]
    assert [iri.rpartition("/")[2] for iri in meant] == [file]


def test_how_many_papers_of_one_list_the_other_lacks(round_ups: ox.Store) -> None:
    question = "How many of the best deep learning papers from ICLR 2020 are not in the long ICLR 2020 list?"
    assert answer(question, round_ups, Names(round_ups)) == {"11"}
