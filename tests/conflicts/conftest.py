"""Hand-made documents, written to disk with their graph, and what they say differently."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hand_made import Sheet
from pyoxigraph import NamedNode, Quad, RdfFormat, parse, serialize

from kg import background
from kg.conflicts import Conflict, conflicts
from kg.linking import link
from kg.mapping import to_quads
from kg.namespaces import RDFS, SKOS
from kg.resources import resource
from kg.store import open_graph

Find = Callable[..., tuple[Conflict, ...]]


def known() -> Iterator[Quad]:
    """The ontology and the presentation types, with labels as a build gives them."""
    yield from background.ontology()
    for quad in parse(path=str(resource("ontology/presentation-types.ttl")), format=RdfFormat.TURTLE):
        yield quad
        if quad.predicate == NamedNode(SKOS + "prefLabel"):
            yield Quad(quad.subject, NamedNode(RDFS + "label"), quad.object)


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write sheets and the graph of them; gives the graph's file, beside which the documents stand."""

    def written(*sheets: Sheet, quotes: bool = True) -> Path:
        for item in sheets:
            (tmp_path / item.name).write_text(item.text, encoding="utf-8")
        extractions = [item.extraction() for item in sheets]
        entities = link({item.name: item.references for item in extractions})
        quads = [*to_quads(entities, extractions, evidence="quotes" if quotes else "positions"), *known()]
        graph = tmp_path / "graph.nq"
        graph.write_bytes(serialize(quads, format=RdfFormat.N_QUADS) or b"")
        return graph

    return written


@pytest.fixture
def find(write: Callable[..., Path]) -> Find:
    """The conflicts between sheets."""

    def found(*sheets: Sheet, quotes: bool = True) -> tuple[Conflict, ...]:
        graph = write(*sheets, quotes=quotes)
        return conflicts(open_graph(graph), roots=[graph.parent])

    return found
