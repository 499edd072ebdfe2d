"""How two things are connected: the best chains, what they cost, and what they must not have."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import pairwise
from math import isclose

import pyoxigraph as ox
import pytest

from kg.graphs.links import RELATIONS, Nodes
from kg.graphs.paths import Avoid, Path, paths
from kg.namespaces import BASE

UNION = ox.DefaultGraph()


def things(path: Path) -> list[str]:
    return [iri.removeprefix(BASE) for iri in path.things]


def found(nodes: Nodes, start: str, end: str, **options: object) -> list[list[str]]:
    return [things(path) for path in paths(nodes, BASE + start, BASE + end, **options)]  # type: ignore[arg-type]


def test_authors_and_rare_methods_come_before_topics_and_these_before_editions(small: Nodes) -> None:
    assert found(small, "paper/a", "paper/b", limit=4) == [
        ["paper/a", "person/ann", "paper/b"],
        ["paper/a", "method/m", "paper/b"],
        ["paper/a", "topic/t", "paper/b"],
        ["paper/a", "edition/e", "paper/b"],
    ]


def test_what_only_an_edition_joins_is_joined_by_it(small: Nodes) -> None:
    assert found(small, "paper/a", "paper/g") == [["paper/a", "edition/e", "paper/g"]]


def test_two_papers_by_a_variant_of_a_method(small: Nodes) -> None:
    assert found(small, "method/m", "paper/e", limit=1) == [["method/m", "method/n", "paper/e"]]


def test_nothing_connects_what_stands_alone(small: Nodes) -> None:
    assert found(small, "paper/a", "paper/f") == []


def test_a_chain_passes_what_it_must_pass(small: Nodes) -> None:
    via = BASE + "topic/t"
    for path in found(small, "person/ann", "person/cid", via=via):
        assert "topic/t" in path
    assert found(small, "person/ann", "person/cid", via=via)[0] == [
        "person/ann", "paper/a", "topic/t", "paper/d", "person/cid",
    ]  # fmt: skip


def test_a_chain_has_nothing_that_is_avoided(small: Nodes) -> None:
    avoid = Avoid(frozenset({BASE + "person/ann"}), frozenset({"topic"}))
    assert found(small, "paper/a", "paper/b", avoid=avoid, limit=2) == [
        ["paper/a", "method/m", "paper/b"],
        ["paper/a", "edition/e", "paper/b"],
    ]


@pytest.mark.parametrize("most", [1, 2, 3])
def test_no_chain_has_more_steps_than_it_may(small: Nodes, most: int) -> None:
    for path in found(small, "person/ann", "method/n", max_steps=most, limit=5):
        assert len(path) - 1 <= most


def test_facts_between_the_same_two_things_are_one_step(documents: Nodes) -> None:
    for one, other in pairs(documents):
        ways = [path.things for path in paths(documents, one, other, limit=4)]
        assert len(ways) == len(set(ways))


def test_the_best_chain_is_the_best_of_all(small: Nodes) -> None:
    """Against all chains of the hand-made graph, which can be listed."""
    every = sorted({link.other for iri in known(small) for link in small[iri].outgoing} | set(known(small)))
    for one in every:
        for other in every:
            if one < other:
                best = min((cost(small, way) for way in simple(small, [one], other, 5)), default=None)
                answer = paths(small, one, other, limit=1, max_steps=5)
                assert (best is None) == (not answer), (one, other)
                assert best is None or isclose(best, answer[0].cost), (one, other)


def known(nodes: Nodes) -> list[str]:
    quads = nodes.store.quads_for_pattern(None, None, None, UNION)
    return sorted({quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode)})


def around(nodes: Nodes, iri: str) -> dict[str, float]:
    lengths: dict[str, float] = {}
    for link in (*nodes[iri].outgoing, *nodes[iri].incoming):
        length = RELATIONS[link.relation].length
        lengths[link.other] = min(length, lengths.get(link.other, length))
    return lengths


def simple(nodes: Nodes, way: list[str], end: str, most: int) -> Iterator[list[str]]:
    if way[-1] == end:
        yield way
    elif len(way) <= most:
        for other in around(nodes, way[-1]):
            if other not in way:
                yield from simple(nodes, [*way, other], end, most)


def cost(nodes: Nodes, way: list[str]) -> float:
    steps = sum(around(nodes, one)[other] for one, other in pairwise(way))
    return steps + sum(nodes[iri].toll for iri in way[1:-1])


def pairs(nodes: Nodes, count: int = 12) -> list[tuple[str, str]]:
    """Pairs of papers, people and methods, always the same."""
    draw = random.Random(5)
    named = [iri for iri in known(nodes) if nodes[iri].kind in ("paper", "person", "method", "topic", "document")]
    return [(one, other) for one, other in (draw.sample(named, 2) for _ in range(count)) if one != other]


def test_the_way_back_is_the_way_there(documents: Nodes) -> None:
    for one, other in pairs(documents):
        there, back = paths(documents, one, other), paths(documents, other, one)
        assert [path.things for path in there] == [path.things[::-1] for path in back]
        assert [path.cost for path in there] == [path.cost for path in back]


def test_costs_never_fall(documents: Nodes) -> None:
    for one, other in pairs(documents):
        costs = [path.cost for path in paths(documents, one, other, limit=5)]
        assert costs == sorted(costs)


def test_every_step_is_a_fact_of_the_graph(documents: Nodes) -> None:
    seen = 0
    for one, other in pairs(documents):
        for path in paths(documents, one, other):
            assert (path.things[0], path.things[-1]) == (one, other)
            for step in path.steps:
                for link in step.links:
                    assert link.other == step.end
                    for fact in link.facts:
                        seen += 1
                        triple = (ox.NamedNode(fact.subject), ox.NamedNode(fact.predicate), ox.NamedNode(fact.object))
                        assert any(documents.store.quads_for_pattern(*triple, UNION))
    assert seen > 50
