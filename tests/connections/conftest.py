"""The graphs that the tests of this folder ask."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.graphs.links import Nodes
from kg.store import open_graph

SMALL = Path(__file__).with_name("small.ttl")
LISTS = Path(__file__).parent.parent / "graphs" / "two-lists.trig"
DOCUMENTS = Path(__file__).parent.parent.parent / "data" / "graph" / "documents.ttl"


@pytest.fixture
def small() -> Nodes:
    """Six papers whose connections can be told by looking at them."""
    return Nodes(open_graph(SMALL))


@pytest.fixture(scope="session")
def documents() -> Nodes:
    """The graph of the sample documents."""
    return Nodes(open_graph(DOCUMENTS))
