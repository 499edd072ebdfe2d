"""The findings of a graph: of the whole of it, or those of the graph before with what a change made of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg.namespaces import RDFS
from kg.validation.changes import Changes
from kg.validation.findings import SPARQL, Finding
from kg.validation.judging import judge
from kg.validation.neighbours import Neighbours
from kg.validation.paths import Node
from kg.validation.querying import ask, ask_again
from kg.validation.screening import Targets, suspects
from kg.validation.shapes import Shape, Shapes
from kg.validation.visibility import dependents, visible

_SUBCLASS = RDFS + "subClassOf"


def check(store: ox.Store, shapes: Shapes) -> Iterator[Finding]:
    """The findings of a whole graph.

    Raises:
        InvalidQuery: when the shapes are no valid SHACL, or a constraint does not parse.
    """
    under = {shape: found for shape in shapes.all() if (found := suspects(store, shapes, shape))}
    yield from judge(store, shapes, under)
    yield from ask(store, shapes)


def check_again(
    found: Iterable[Finding], before: ox.Store, after: ox.Store, shapes: Shapes, changes: Changes
) -> Iterator[Finding]:
    """The findings of a graph after a change, in proportion to what changed: those of `check`.

    Args:
        found: the findings before.
        before: the graph before.
        after: the graph after.
        shapes: the shapes.
        changes: what came and went in between.

    Raises:
        InvalidQuery: as `check` does.
    """
    asks_within = any(shapes.asks_within(shape.node) for shape in shapes.all())
    if changes.about(_SUBCLASS) or asks_within or shapes.report_without_target():
        yield from check(after, shapes)
        return
    old, now = Neighbours(before), Neighbours(after)
    core, across = list[Finding](), list[Finding]()
    for item in found:
        (across if item.component == SPARQL else core).append(item)
    yield from _judged_again(core, old, now, shapes, changes)
    yield from ask_again(across, old, now, shapes, changes)


def _judged_again(
    found: Iterable[Finding], before: Neighbours, after: Neighbours, shapes: Shapes, changes: Changes
) -> Iterator[Finding]:
    """The findings of SHACL Core after a change."""
    judged = [shape for shape in shapes.all() if shape.constraints]
    nodes = {shape: _judged(before, after, shapes, shape, changes) for shape in judged}
    iris = {shape.node: {getattr(node, "value", "") for node in nodes[shape]} for shape in judged}
    yield from (item for item in found if item.focus not in iris[item.shape.node])
    targets = Targets(after, shapes)
    focus = {shape: aimed for shape in judged if (aimed := targets.among(shape, nodes[shape]))}
    part = ox.Store()
    part.extend(ox.Quad(*triple) for triple in visible(after, shapes, focus))
    under = {shape: risky for shape, nodes in focus.items() if (risky := suspects(part, shapes, shape) & nodes)}
    yield from judge(part, shapes, under)


def _judged(before: Neighbours, after: Neighbours, shapes: Shapes, shape: Shape, changes: Changes) -> set[Node]:
    """The nodes that a shape may judge otherwise, or may target since, or no more."""
    named = {node for kind, iri in shape.targets if kind == "targetObjectsOf" for node in changes.named(iri)}
    return named.union(*(dependents(near, shapes, shape.node, changes) for near in (before, after)))
