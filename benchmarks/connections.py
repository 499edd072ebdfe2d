"""What it costs to explain how two things of a graph are connected, and what is like one, measured side by side.

    python benchmarks/connections.py GRAPH [--pairs 30] [--label WORDS]

Papers, people, methods and topics are drawn with a fixed seed, those of many papers as often as those of few. Every
figure is over whole commands in processes of their own, so that it holds the interpreter's start and the opening of the
graph; beside it stands what `kg show` of the same thing costs. With --label a row is appended to
`benchmarks/connections.tsv`.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

import pyoxigraph as ox

from kg.namespaces import ONTOLOGY, RDF
from kg.store import open_graph

TABLE = Path(__file__).with_name("connections.tsv")
SEED = 7
CLASSES = ("Paper", "Person", "Method", "Topic")


def drawn(graph: Path, count: int) -> list[str]:
    """So many things: of each class as many, half of them as an arbitrary fact names them, so that hubs come up."""
    store, draw = open_graph(graph), random.Random(SEED)
    found: list[str] = []
    for name in CLASSES:
        quads = store.quads_for_pattern(
            None, ox.NamedNode(RDF + "type"), ox.NamedNode(ONTOLOGY + name), ox.DefaultGraph()
        )
        found += draw.sample(sorted(quad.subject.value for quad in quads), -(-count // 8))
    for name in ("creator", "topic", "uses", "introduces"):
        quads = store.quads_for_pattern(None, ox.NamedNode(ONTOLOGY + name), None, ox.DefaultGraph())
        found += draw.sample(sorted(quad.object.value for quad in quads), -(-count // 8))
    draw.shuffle(found)
    return found[:count]


def cost(*arguments: str) -> tuple[float, float]:
    """CPU and wall seconds of a command."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([sys.executable, "-m", "kg", *arguments], check=False, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return cpu, time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("graph", type=Path)
    parser.add_argument("--pairs", type=int, default=30)
    parser.add_argument("--label", default="", help="what the row says was measured; without it no row is written")
    options = parser.parse_args()
    things, graph = drawn(options.graph, 2 * options.pairs), str(options.graph)
    pairs = list(zip(things[::2], things[1::2], strict=True))
    measured = {
        "show": [cost("show", one, "-g", graph) for one, _ in pairs],
        "path": [cost("path", one, other, "-g", graph) for one, other in pairs],
        "similar": [cost("similar", one, "-g", graph) for one, _ in pairs],
    }
    basis = median(cpu for cpu, _ in measured["show"])
    figures = {}
    for name, costs in measured.items():
        cpu, wall, most = median(c for c, _ in costs), median(w for _, w in costs), max(c for c, _ in costs)
        figures |= {f"{name}, median CPU s": cpu, f"{name}, most": most}
        print(f"{name:8} median {cpu:.2f} CPU s, {wall:.2f} s, at most {most:.2f} CPU s, {cpu / basis:.1f} × kg show")
    if options.label:
        header = "" if TABLE.exists() else "\t".join(["date", "commit", "measured", *figures]) + "\n"
        commit = subprocess.run(["git", "log", "-1", "--format=%cs\t%h"], capture_output=True, text=True, check=False)
        row = [commit.stdout.strip() or "\t", options.label, *(f"{seconds:.2f}" for seconds in figures.values())]
        with TABLE.open("a", encoding="utf-8") as table:
            table.write(header + "\t".join(row) + "\n")


if __name__ == "__main__":
    main()
