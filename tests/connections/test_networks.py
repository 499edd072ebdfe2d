"""Comparing, ranking and dividing: on a graph whose answers can be told by looking at it."""

from __future__ import annotations

import pytest

from kg.errors import KgError
from kg.graphs.communities import communities
from kg.graphs.compare import compare
from kg.graphs.links import Nodes
from kg.graphs.network import Scope, network
from kg.graphs.ranking import MEASURES, rank
from kg.namespaces import BASE


def test_two_papers_side_by_side(small: Nodes) -> None:
    found = compare(small, BASE + "paper/a", BASE + "paper/b")
    both = {aspect.name: [value.value.value.removeprefix(BASE) for value in aspect.both] for aspect in found.facts}
    assert both["topic"] == ["topic/t"]
    assert both["creator"] == ["person/ann"]
    assert both["introduces"] == []
    assert found.papers == (0, 0)


def test_two_people_side_by_side_are_counted_by_papers(small: Nodes) -> None:
    found = compare(small, BASE + "person/ann", BASE + "person/bob")
    assert found.papers == (2, 2)
    topics = {aspect.name: aspect.values for aspect in found.counts}["topic"]
    assert [(value.value.value.removeprefix(BASE), value.ours, value.theirs) for value in topics] == [
        ("topic/t", 2, 2),
        ("topic/u", 1, 1),
    ]


def test_a_paper_is_not_compared_with_a_person(small: Nodes) -> None:
    with pytest.raises(KgError, match="is a person"):
        compare(small, BASE + "paper/a", BASE + "person/bob")


@pytest.mark.parametrize(
    ("what", "by", "first"),
    [
        ("topics", "degree", "topic/t"),
        ("topics", "pagerank", "topic/t"),
        ("methods", "betweenness", "method/n"),
        ("papers", "recency", "paper/e"),
        ("methods", "recency", "method/n"),
    ],
)
def test_what_is_central(small: Nodes, what: str, by: str, first: str) -> None:
    assert rank(network(small.store), what, by).entries[0].iri == BASE + first


@pytest.mark.parametrize("by", MEASURES)
def test_a_scope_leaves_the_rest_out(small: Nodes, by: str) -> None:
    scope = Scope(topic=BASE + "topic/u")
    assert [entry.iri for entry in rank(network(small.store, scope), "papers", by).entries] == [BASE + "paper/b"]


def test_papers_that_share_people_and_methods_are_a_group(small: Nodes) -> None:
    groups = communities(network(small.store))
    together = [{iri.removeprefix(BASE) for iri in group.members} for group in groups]
    assert any({"paper/a", "paper/b"} <= members for members in together)
    assert any({"paper/d", "paper/e"} <= members for members in together)


def test_groups_do_not_depend_on_how_the_network_was_read(documents: Nodes) -> None:
    assert communities(network(documents.store)) == communities(network(Nodes(documents.store).store))
