"""What it costs to draw graphs as pages, and how large these are.

    python benchmarks/views.py GRAPH… [--topic NAME] [--label WORDS]

Each graph is drawn as a map by a command in a process of its own, so that the figures hold the interpreter's start and
the opening of the graph; twice, so that it shows whether the bytes are the same and what a map costs that keeps its
places. With --label a row for each graph is appended to `benchmarks/views.tsv`.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from tables import append

from kg.views.page import read

TABLE = Path(__file__).with_name("views.tsv")
COLUMNS = ("graph", "papers", "things", "edges", "regions", "s", "again, s", "MB", "memory, MB", "same bytes")


class Cost(NamedTuple):
    """What one run took."""

    seconds: float  # of the wall
    page: bytes


def drawn(graph: Path, output: Path, arguments: list[str]) -> Cost:
    """The page of a graph."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "kg", "view", "--graph", str(graph), "--output", str(output), *arguments]
    subprocess.run(command, check=True, capture_output=True)
    return Cost(time.perf_counter() - start, output.read_bytes())


def measured(graph: Path, arguments: list[str], folder: Path) -> tuple[str, ...]:
    """The cells of a graph's row, without what `append` adds."""
    first = drawn(graph, folder / "page.html", [*arguments, "--anew"])
    again = drawn(graph, folder / "page.html", arguments)
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1_000
    data = read(first.page)
    things = len(data["nodes"]["iri"])
    counts = (data["counts"].get("papers", 0), things, len(data["edges"]["from"]), len(data["regions"]))
    figures = (f"{first.seconds:.1f}", f"{again.seconds:.1f}", f"{len(first.page) / 1e6:.2f}", f"{memory:.0f}")
    return (
        graph.parent.name if graph.name == "g" else graph.name,
        *map(str, counts),
        *figures,
        "yes" if first.page == again.page else "no",
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("graphs", nargs="+", type=Path)
    parser.add_argument("--topic")
    parser.add_argument("--label")
    options = parser.parse_args()
    arguments = ["--topic", options.topic] if options.topic else []
    print("\t".join(COLUMNS))
    for graph in options.graphs:
        with tempfile.TemporaryDirectory() as folder:
            row = measured(graph, arguments, Path(folder))
        print("\t".join(row), flush=True)
        if options.label:
            append(TABLE, COLUMNS, options.label, [row])


if __name__ == "__main__":
    main()
