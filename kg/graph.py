"""What every graph that can be asked gives, be it embedded (`pyoxigraph.Store`) or on a server (`Endpoint`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

import pyoxigraph as ox


class Graph(Protocol):
    """A graph as the answering rooms see it: its default graph holds everything, each document its own."""

    def query(
        self, query: str, /, *, prefixes: dict[str, str] | None = None
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """The engine's answer to a query that may use `prefixes` without declaring them."""

    def quads_for_pattern(
        self,
        subject: ox.NamedNode | ox.BlankNode | ox.Triple | None,
        predicate: ox.NamedNode | None,
        object: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None,
        graph_name: ox.NamedNode | ox.BlankNode | ox.DefaultGraph | None = None,
        /,
    ) -> Iterator[ox.Quad]:
        """The quads that fit a pattern; None stands for anything."""

    def __contains__(self, quad: ox.Quad, /) -> bool:
        """Whether the graph holds a quad: an embedded one tells this five times as soon as a pattern."""
