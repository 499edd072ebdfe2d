"""What a page shows of a graph is the same wherever the graph is."""

from __future__ import annotations

from pathlib import Path

from kg.store import open_graph
from kg.store.endpoint import Endpoint
from kg.views.gathering import part, whole

from .starting import Server


def test_the_whole_of_a_graph(holding: Server, built: Path) -> None:
    assert whole(Endpoint(holding.asked)) == whole(open_graph(built))


def test_a_part_of_a_graph(holding: Server, built: Path) -> None:
    wanted = sorted(whole(open_graph(built)).things)[::3]
    assert part(Endpoint(holding.asked), wanted) == part(open_graph(built), wanted)
