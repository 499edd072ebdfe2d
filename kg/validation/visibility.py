"""What shapes read of a graph to judge a node, and whose verdicts hang on a node."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pyoxigraph as ox

from kg.namespaces import RDFS
from kg.validation.changes import Changes
from kg.validation.neighbours import Neighbours
from kg.validation.paths import Node, Step, follow, readers, reverse
from kg.validation.shapes import Shape, Shapes

_UNION = ox.DefaultGraph()
_SUBCLASS = ox.NamedNode(RDFS + "subClassOf")


def visible(near: Neighbours, shapes: Shapes, under: Mapping[Shape, Collection[Node]]) -> set[ox.Triple]:
    """The triples that decide whether nodes conform to shapes: all others may go, and the verdicts stay.

    Args:
        near: the graph.
        shapes: the shapes.
        under: for each shape the nodes to judge by it.
    """
    eye = _Eye(near, shapes)
    for shape, nodes in under.items():
        eye.read(shape.node, nodes)
    if eye.everything:
        return {quad.triple for quad in near.store.quads_for_pattern(None, None, None, _UNION)}
    return eye.triples | {quad.triple for quad in near.store.quads_for_pattern(None, _SUBCLASS, None, _UNION)}


class _Eye:
    """What was read so far."""

    def __init__(self, near: Neighbours, shapes: Shapes) -> None:
        self.near, self.shapes = near, shapes
        self.triples: set[ox.Triple] = set()
        self.everything = False  # a query may look anywhere
        self._described: set[Node] = set()
        self._judged: dict[Node, set[Node]] = {}

    def read(self, shape: Node, nodes: Collection[Node], *, within: bool = False) -> None:
        """Read what `shape` asks of `nodes`; `within` another shape its SPARQL constraints count too."""
        judged = self._judged.setdefault(shape, set())
        if not (new := set(nodes) - judged):
            return
        judged |= new
        self.everything |= within and self.shapes.asks(shape, "sparql")
        self._describe(new)
        path = self.shapes.path(shape)
        values = follow(path, new, self._look) if path else new
        if self.shapes.asks(shape, "class"):
            self._describe(values)
        for inner in self.shapes.nested(shape, within=within):
            self.read(inner, values, within=True)

    def _describe(self, nodes: Collection[Node]) -> None:
        for node in set(nodes) - self._described:
            for triples in self.near.about(node).values():
                self.triples.update(triples)
        self._described |= set(nodes)

    def _look(self, step: Step, node: Node) -> Collection[Node]:
        self.triples.update(self.near.step(step, node))
        return self.near.ends(step, node)


def dependents(near: Neighbours, shapes: Shapes, shape: Node, changes: Changes) -> set[Node]:
    """The nodes that `shape` may judge otherwise since triples changed: those about which they are, and who sees them.

    What `shape` gathers with sh:property has verdicts of its own and does not count.

    Args:
        near: the graph before or after: whoever saw what is gone is found in the graph before.
        shapes: the shapes.
        shape: one of them.
        changes: what came and went.
    """
    return changes.nodes | _dependents(near, shapes, shape, changes, frozenset())


def _dependents(near: Neighbours, shapes: Shapes, shape: Node, changes: Changes, above: frozenset[Node]) -> set[Node]:
    nested = [inner for inner in shapes.nested(shape, within=bool(above)) if inner not in above]
    values = set().union(*(_dependents(near, shapes, inner, changes, above | {shape}) for inner in nested))
    compared, of_value = shapes.reads(shape)
    own = changes.nodes if compared is None else changes.about(*compared)
    values |= changes.nodes if of_value is None else changes.about(*of_value)
    if (path := shapes.path(shape)) is None:
        return own | values
    return own | readers(path, changes.about, near.ends) | follow(reverse(path), values, near.ends)
