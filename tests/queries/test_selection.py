"""What some documents say, as a graph of its own."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import queries
from kg.errors import NotFound
from kg.namespaces import ONTOLOGY
from kg.pipeline import build
from kg.selection import select
from kg.store import open_graph

DOCUMENTS = Path(__file__).parent.parent.parent / "data" / "documents"
ALONE = "reading-group-autumn-2021.html"
OF_ONE = (
    "awards", "claims-that-disagree", "code-available", "coined-concepts", "datasets", "documents",
    "editions", "methods-introduced", "outperforms", "papers", "papers-by-year", "papers-without-topic",
    "popular-methods", "popular-topics", "presentations", "statistics", "tasks", "venues",
)  # fmt: skip


def rows(store: ox.Store, name: str, parameters: dict[str, str]) -> list[tuple[str, ...]]:
    """The rows without the IRIs of things: these may come from other documents."""
    answer = queries.run(store, queries.load(name), parameters)
    assert isinstance(answer, ox.QuerySolutions)
    return sorted(tuple(re.sub("<https://w3id.org/kg-papers/id/.*", "", str(term)) for term in row) for row in answer)


@pytest.fixture(scope="module")
def everything(samples: ox.Store) -> ox.Store:
    return select(samples, [path.name for path in sorted(DOCUMENTS.iterdir())])


@pytest.fixture(scope="module")
def one(samples: ox.Store) -> ox.Store:
    return select(samples, [ALONE])


@pytest.fixture(scope="module")
def built_alone(tmp_path_factory: pytest.TempPathFactory) -> ox.Store:
    graph = tmp_path_factory.mktemp("alone") / "graph"
    build([str(DOCUMENTS / ALONE)], graph)
    return open_graph(graph)


@pytest.mark.parametrize("name", queries.names())
def test_all_documents_say_what_the_graph_says(name: str, samples: ox.Store, everything: ox.Store) -> None:
    example = queries.load(name).example
    assert rows(everything, name, example) == rows(samples, name, example)


@pytest.mark.parametrize("name", OF_ONE)
def test_one_document_says_what_its_own_graph_says(name: str, one: ox.Store, built_alone: ox.Store) -> None:
    assert rows(one, name, {}) == rows(built_alone, name, {})


def test_a_document_that_is_not_there(samples: ox.Store) -> None:
    with pytest.raises(NotFound, match="no document"):
        select(samples, ["round-up-of-nothing.md"])


def test_people_have_the_names_that_other_documents_say(two_lists: ox.Store) -> None:
    name = ox.NamedNode(ONTOLOGY + "name")
    elsewhere = ox.Store()
    elsewhere.extend(q for q in two_lists if q.predicate != name or q.graph_name == ox.DefaultGraph())
    people = queries.run(select(elsewhere, ["reading-list.md"]), queries.load("prolific-people"))
    assert isinstance(people, ox.QuerySolutions)
    assert {row["name"] is not None for row in people} == {True}


@pytest.fixture(scope="module")
def one_of_turtle(samples: ox.Store) -> ox.Store:
    """The document in a graph without graphs of documents, as a Turtle file gives it."""
    flat = ox.Store()
    flat.extend(samples.quads_for_pattern(None, None, None, ox.DefaultGraph()))
    return select(flat, [ALONE])


@pytest.mark.parametrize("name", OF_ONE)
def test_a_turtle_file_says_the_same_of_a_document(name: str, one: ox.Store, one_of_turtle: ox.Store) -> None:
    assert rows(one_of_turtle, name, {}) == rows(one, name, {})
