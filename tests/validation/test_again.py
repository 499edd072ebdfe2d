"""After a change, what is found is what validating everything finds."""

from __future__ import annotations

import random
from collections.abc import Collection
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.store import open_graph
from kg.validation import shapes_of
from kg.validation.changes import Changes
from kg.validation.checking import check, check_again
from kg.validation.findings import Finding
from kg.validation.neighbours import Neighbours
from kg.validation.querying import ask, ask_again
from kg.validation.shapes import Shapes

TESTS = Path(__file__).parent.parent
EXAMPLES = sorted((TESTS / "shapes").glob("*/*.ttl"))
SHAPES = shapes_of()
Triples = frozenset[ox.Triple]


@cache
def graph(path: Path) -> Triples:
    store = open_graph(path)
    return frozenset(quad.triple for quad in store.quads_for_pattern(None, None, None, ox.DefaultGraph()))


@cache
def examples() -> list[ox.Triple]:
    """What breaks rules across the graph, and what other examples hold."""
    found = frozenset[ox.Triple]().union(*(graph(path) for path in EXAMPLES))
    return sorted(found, key=str)


def store_of(triples: Collection[ox.Triple]) -> ox.Store:
    store = ox.Store()
    store.extend(ox.Quad(*triple) for triple in triples)
    return store


def again(found: Collection[Finding], before: Triples, after: Triples, shapes: Shapes = SHAPES) -> set[Finding]:
    changes = Changes(before ^ after)
    return set(check_again(found, store_of(before), store_of(after), shapes, changes))


def edit(triples: Triples, chance: random.Random, more: Collection[ox.Triple]) -> Triples:
    """Triples taken away, brought in, and objects exchanged between two."""
    known = sorted(triples, key=str)
    gone = chance.sample(known, min(len(known), chance.randint(0, 5)))
    come = chance.sample(list(more), chance.randint(0, 5))
    pairs = [(chance.choice(known), chance.choice(known)) for _ in range(chance.randint(0, 3))]
    mixed = {ox.Triple(one.subject, one.predicate, other.object) for one, other in pairs}
    return (triples - frozenset(gone)) | frozenset(come) | mixed


@pytest.mark.parametrize("seed", range(4))
def test_any_sequence_of_changes(seed: int) -> None:
    chance = random.Random(seed)
    triples = graph(TESTS / "graphs" / "two-lists.trig")
    if seed % 2:
        broken = chance.sample(EXAMPLES, 60)
        triples = graph(TESTS / "ontology" / "sample.ttl").union(*map(graph, broken))
    found = set(check(store_of(triples), SHAPES))
    for _ in range(6):
        now = edit(triples, chance, examples())
        expected = set(check(store_of(now), SHAPES))
        assert again(found, triples, now) == expected
        triples, found = now, expected


@pytest.mark.parametrize("path", sorted((TESTS / "validation" / "shapes").glob("*.ttl")), ids=lambda path: path.stem)
def test_any_sequence_of_changes_by_other_shapes(path: Path) -> None:
    """Shapes in all the forms that SHACL has."""
    chance, shapes = random.Random(path.stem), shapes_of(path)
    triples = graph(TESTS / "graphs" / "two-lists.trig")
    found = set(check(store_of(triples), shapes))
    for _ in range(6):
        now = edit(triples, chance, examples())
        expected = set(check(store_of(now), shapes))
        assert again(found, triples, now, shapes) == expected
        triples, found = now, expected


def rules_across() -> list[str]:
    return sorted(shape.rule.rpartition("#")[2] for shape in SHAPES.all() if shape.queries)


@pytest.mark.parametrize("rule", rules_across())
def test_every_triple_that_a_rule_across_the_graph_reads(rule: str) -> None:
    """What breaks a rule without one of its triples, and with it again."""
    broken = graph(TESTS / "ontology" / "sample.ttl") | graph(TESTS / "shapes" / rule / "invalid.ttl")
    found = asked(broken)
    assert any(item.shape.rule.endswith(f"#{rule}") for item in found)
    for triple in sorted(graph(TESTS / "shapes" / rule / "invalid.ttl"), key=str):
        less = broken - {triple}
        fewer = asked(less)
        assert asked_again(found, broken, less) == fewer
        assert asked_again(fewer, less, broken) == found


def asked(triples: Triples) -> set[Finding]:
    return set(ask(store_of(triples), SHAPES))


def asked_again(found: Collection[Finding], before: Triples, after: Triples) -> set[Finding]:
    old, now = Neighbours(store_of(before)), Neighbours(store_of(after))
    return set(ask_again(found, old, now, SHAPES, Changes(before ^ after)))
