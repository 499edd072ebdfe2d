"""The triples around single nodes of a graph, each read once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

import pyoxigraph as ox

from kg.validation.paths import Node, Step

_UNION = ox.DefaultGraph()
_MANY = 64  # nodes to which more triples point are asked for one property at a time

_Triples = dict[str, list[ox.Triple]]
"""Triples by their property."""


class Neighbours:
    """A graph seen from its nodes: for the few of them that something is asked about, and asked again and again."""

    def __init__(self, store: ox.Store) -> None:
        self.store = store
        self._about: dict[Node, _Triples] = {}
        self._naming: dict[Node, _Triples | None] = {}  # None: too many to keep
        self._of_property: dict[tuple[Node, str], list[ox.Triple]] = {}

    def about(self, node: Node) -> _Triples:
        """The triples about a node."""
        if node not in self._about:
            if isinstance(node, ox.Literal):
                return {}
            self._about[node] = _by_property(self.store.quads_for_pattern(node, None, None, _UNION))
        return self._about[node]

    def step(self, step: Step, node: Node) -> Sequence[ox.Triple]:
        """The triples that a step of a path reads at a node."""
        return self._naming_by(node, step.iri) if step.inverse else self.about(node).get(step.iri, ())

    def ends(self, step: Step, node: Node) -> set[Node]:
        """The nodes to which a step leads."""
        return {triple.subject if step.inverse else triple.object for triple in self.step(step, node)}

    def _naming_by(self, node: Node, iri: str) -> Sequence[ox.Triple]:
        if node not in self._naming:
            found = list(islice(self.store.quads_for_pattern(None, None, node, _UNION), _MANY + 1))
            self._naming[node] = _by_property(found) if len(found) <= _MANY else None
        if (few := self._naming[node]) is not None:
            return few.get(iri, ())
        if (node, iri) not in self._of_property:
            found = list(self.store.quads_for_pattern(None, ox.NamedNode(iri), node, _UNION))
            self._of_property[node, iri] = [quad.triple for quad in found]
        return self._of_property[node, iri]


def _by_property(quads: Iterable[ox.Quad]) -> _Triples:
    found: _Triples = {}
    for quad in quads:
        found.setdefault(quad.predicate.value, []).append(quad.triple)
    return found
