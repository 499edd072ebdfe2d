"""What came and went between two states of a graph."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import pyoxigraph as ox

from kg.validation.paths import Node


class Changes:
    """Triples that came or went, by their property.

    >>> one, author, other = (ox.NamedNode(f"urn:{name}") for name in ("one", "author", "other"))
    >>> changes = Changes([ox.Triple(one, author, other)])
    >>> changes.about("urn:author"), changes.about("urn:title")
    ({<NamedNode value=urn:one>}, set())
    """

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        self.nodes: set[Node] = set()
        self._subjects: dict[str, set[Node]] = {}
        self._objects: dict[str, set[Node]] = {}
        for subject, predicate, value in triples:
            self.nodes.add(subject)
            self._subjects.setdefault(predicate.value, set()).add(subject)
            self._objects.setdefault(predicate.value, set()).add(value)

    def about(self, *iris: str) -> set[Node]:
        """The nodes about which triples with one of these properties came or went."""
        return {node for iri in iris for node in self._subjects.get(iri, ())}

    def named(self, iri: str) -> Collection[Node]:
        """The values that a property gained or lost."""
        return self._objects.get(iri, ())
