"""The hand-written graph that is valid, and is broken by tests."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.store import open_graph


@pytest.fixture
def two_lists() -> ox.Store:
    """Seven papers in two reading lists."""
    return open_graph(Path(__file__).parent.parent / "graphs" / "two-lists.trig")
