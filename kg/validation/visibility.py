"""What shapes read of a graph to judge a node, and whose verdicts hang on a node."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pyoxigraph as ox

from kg.namespaces import RDFS
from kg.validation.paths import Node, Step, follow, readers, reverse
from kg.validation.shapes import Shape, Shapes

_UNION = ox.DefaultGraph()
_SUBCLASS = ox.NamedNode(RDFS + "subClassOf")


def visible(store: ox.Store, shapes: Shapes, under: Mapping[Shape, Collection[Node]]) -> set[ox.Triple]:
    """The triples that decide whether nodes conform to shapes: all others may go, and the verdicts stay.

    Args:
        store: the graph.
        shapes: the shapes.
        under: for each shape the nodes to judge by it.
    """
    eye = _Eye(store, shapes)
    for shape, nodes in under.items():
        eye.read(shape.node, nodes)
    if eye.everything:
        return {quad.triple for quad in store.quads_for_pattern(None, None, None, _UNION)}
    return eye.triples | {quad.triple for quad in store.quads_for_pattern(None, _SUBCLASS, None, _UNION)}


class _Eye:
    """What was read so far."""

    def __init__(self, store: ox.Store, shapes: Shapes) -> None:
        self.store, self.shapes = store, shapes
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
            if not isinstance(node, ox.Literal):
                self.triples.update(quad.triple for quad in self.store.quads_for_pattern(node, None, None, _UNION))
        self._described |= set(nodes)

    def _look(self, step: Step, node: Node) -> Collection[Node]:
        found = _step(self.store, step, node)
        self.triples.update(found)
        return {triple.subject if step.inverse else triple.object for triple in found}


def dependents(store: ox.Store, shapes: Shapes, shape: Node, changed: Collection[Node]) -> set[Node]:
    """The nodes that `shape` may judge otherwise when the triples about `changed` are others: these, and who sees them.

    What `shape` gathers with sh:property has verdicts of its own and does not count.
    """
    return _dependents(store, shapes, shape, changed, frozenset())


def _dependents(
    store: ox.Store, shapes: Shapes, shape: Node, changed: Collection[Node], above: frozenset[Node]
) -> set[Node]:
    def look(step: Step, node: Node) -> Collection[Node]:
        return {triple.subject if step.inverse else triple.object for triple in _step(store, step, node)}

    nested = [inner for inner in shapes.nested(shape, within=bool(above)) if inner not in above]
    deep = set(changed).union(*(_dependents(store, shapes, inner, changed, above | {shape}) for inner in nested))
    if (path := shapes.path(shape)) is None:
        return deep
    seen = readers(path, changed, look) | set(changed)
    return seen | follow(reverse(path), deep, look) if nested or shapes.asks(shape, "class") else seen


def _step(store: ox.Store, step: Step, node: Node) -> list[ox.Triple]:
    """The triples that a step reads at a node."""
    predicate = ox.NamedNode(step.iri)
    if step.inverse:
        return [quad.triple for quad in store.quads_for_pattern(None, predicate, node, _UNION)]
    if isinstance(node, ox.Literal):
        return []
    return [quad.triple for quad in store.quads_for_pattern(node, predicate, None, _UNION)]
