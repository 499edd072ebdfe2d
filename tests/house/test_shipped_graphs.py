"""The graphs in data/graph are what a build of their documents gives today, byte for byte."""

from collections.abc import Callable
from pathlib import Path

from kg.pipeline import build

DATA = Path(__file__).parent.parent.parent / "data"


def test_the_graph_of_the_sample_documents(tmp_path: Path, golden: Callable[[Path, str], None]) -> None:
    build([str(DATA / "documents")], tmp_path / "graph")
    golden(DATA / "graph" / "documents.ttl", (tmp_path / "graph" / "graph.ttl").read_text(encoding="utf-8"))


def test_the_graph_of_the_seeds_names_places_and_quotes_nothing(
    seeds: Path, tmp_path: Path, golden: Callable[[Path, str], None]
) -> None:
    documents = sorted(str(path) for path in seeds.glob("*.txt"))
    build(documents, tmp_path / "graph", evidence="positions")
    turtle = (tmp_path / "graph" / "graph.ttl").read_text(encoding="utf-8")
    assert "kg:quote" not in turtle
    golden(DATA / "graph" / "seeds.ttl", turtle)
