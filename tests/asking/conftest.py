"""The graph of the sample documents, and its names."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.asking import Names
from kg.resources import resource
from kg.store import open_graph


@pytest.fixture(scope="session")
def store() -> ox.Store:
    """The graph of the sample documents, as it is shipped."""
    return open_graph(resource("data") / "graph" / "documents.ttl")


@pytest.fixture(scope="session")
def names(store: ox.Store) -> Names:
    """The names of its things."""
    return Names(store)
