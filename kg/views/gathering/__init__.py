"""From a graph to what a picture shows: things, what relates them, and the words that each fact rests on.

Whether the whole graph is read or a part of it, the same values come out, in the order of their IRIs.
"""

from __future__ import annotations

from collections.abc import Collection

import pyoxigraph as ox

from kg.graph import Graph
from kg.sparql import rows
from kg.views.data import Content
from kg.views.gathering.joining import joined
from kg.views.gathering.properties import RELATIONS
from kg.views.gathering.reading import batches, everything, some


def whole(store: Graph) -> Content:
    """Everything of the graph that a fact relates, and all papers and documents."""
    return joined(everything(store), None)


def part(store: Graph, wanted: Collection[str]) -> Content:
    """Some things of the graph, by their IRIs, and what relates them to each other."""
    return joined(some(store, wanted), frozenset(wanted))


def papers_with(store: Graph, papers: Collection[str]) -> set[str]:
    """Papers and the things that they lead to: people, concepts, editions and their venues, awards, documents."""
    pattern = "VALUES ?paper { %s } { ?paper ?p ?o } UNION { ?paper kg:presentedAt/kg:series ?o BIND(kg:series AS ?p) }"
    found = set(papers)
    for batch in batches(papers):
        listed = f"VALUES ?paper {{ {batch} }} ?paper kg:listedIn ?o"
        found |= {row["o"].value for row in rows(store, f"SELECT DISTINCT ?o {{ {listed} }}")}
        for row in rows(store, f"SELECT DISTINCT ?p ?o {{ {pattern % batch} }}"):
            if row["p"].value in RELATIONS and isinstance(row["o"], ox.NamedNode):
                found.add(row["o"].value)
    return found
