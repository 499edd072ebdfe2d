"""The graphs in data/graph are what `kg export` writes of a build of their documents today, byte for byte."""

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox

from kg.export import export
from kg.pipeline import build
from kg.store import open_graph

DATA = Path(__file__).parent.parent.parent / "data"


def test_the_graph_of_the_sample_documents(samples: ox.Store, golden: Callable[[Path, str], None]) -> None:
    golden(DATA / "graph" / "documents.ttl", export(samples, "turtle").decode())


def test_the_graph_of_the_seeds_names_places_and_quotes_nothing(
    seeds: Path, tmp_path: Path, golden: Callable[[Path, str], None]
) -> None:
    documents = sorted(str(path) for path in seeds.glob("*.txt"))
    build(documents, tmp_path / "graph", evidence="positions")
    turtle = export(open_graph(tmp_path / "graph"), "turtle").decode()
    assert "kg:quote" not in turtle
    golden(DATA / "graph" / "seeds.ttl", turtle)
