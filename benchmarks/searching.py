"""What searching costs: making the index of a graph, and asking it.

    python benchmarks/searching.py GRAPH [--label WORDS]

The index is made in a temporary folder; GRAPH is only read. Beside the CPU seconds stands how often as long that takes
as reading every name of the graph from the store, which no index can do without. Questions are drawn with a fixed
seed from the names of the graph: whole names, the first words with the last one begun, two words from the middle, and
names with a slip in a word; each is asked twice, and the second time counts. A new process, which finds the index made,
is measured against an empty interpreter. With --label a row is appended to `benchmarks/searching.tsv`.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median, quantiles

import pyoxigraph as ox
from tables import append

from kg.finding import LABELS, OTHER_NAMES
from kg.searching import Index, index_of, search
from kg.store import open_graph

TABLE = Path(__file__).with_name("searching.tsv")
SEED = 20
DRAWN = 250  # questions of each kind
COLD = "from kg.searching import *; import sqlite3; search(Index(sqlite3.connect({!r})), 'graph neural netw')"


def names(store: ox.Store) -> int:
    """How many names the store holds, all of them read."""
    predicates = (ox.NamedNode(predicate) for predicate in (*LABELS, *OTHER_NAMES))
    quads = (quad for each in predicates for quad in store.quads_for_pattern(None, each, None, ox.DefaultGraph()))
    return sum(bool(quad.subject and quad.object.value) for quad in quads)  # type: ignore[union-attr]


def cpu(job: Callable[[], object]) -> float:
    start = time.process_time()
    job()
    return time.process_time() - start


def questions(index: Index) -> Iterator[tuple[str, str]]:
    """A kind and a text for each question."""
    chance = random.Random(SEED)
    labels = [label for (label,) in index.ask("SELECT label FROM thing ORDER BY number") if label.isascii()]
    for label in chance.choices(labels, k=DRAWN):
        yield "name", label
    for words in _of_several(chance, labels):
        kept = words[: chance.randint(2, len(words))]
        yield "begun", " ".join([*kept[:-1], kept[-1][: max(1, len(kept[-1]) // 2)]])
    for words in _of_several(chance, labels):
        yield "two words", " ".join(chance.sample(words, 2)) + " "
    for words in _of_several(chance, labels):
        at = max(range(len(words)), key=lambda place: len(words[place]))
        cut = chance.randrange(len(words[at]))
        yield "slip", " ".join([*words[:at], words[at][:cut] + words[at][cut + 1 :], *words[at + 1 :]])


def _of_several(chance: random.Random, labels: list[str]) -> Iterator[list[str]]:
    found = 0
    while found < DRAWN:
        words = chance.choice(labels).split()
        if len(words) > 1:
            found += 1
            yield words


def warm(index: Index) -> dict[str, list[float]]:
    """Milliseconds of the questions of each kind, asked for the second time."""
    taken: dict[str, list[float]] = {}
    for kind, text in questions(index):
        search(index, text)
        start = time.perf_counter()
        search(index, text)
        taken.setdefault(kind, []).append(1000 * (time.perf_counter() - start))
    return taken


def process(code: str) -> float:
    """The least wall-clock seconds of an interpreter that runs `code`."""

    def once() -> float:
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        return time.perf_counter() - start

    return min(once() for _ in range(5))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("graph", type=Path)
    parser.add_argument("--label", default="", help="what the row says was measured; without it no row is written")
    options = parser.parse_args()
    store = open_graph(options.graph)
    reading = cpu(lambda: names(store))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "index"
        making = cpu(lambda: index_of(store, file).close())
        index = Index(sqlite3.connect(file))
        ((things,),) = index.ask("SELECT count(*) FROM thing")
        print(f"{things:,} things, an index of {file.stat().st_size / 1e6:.1f} MB")
        print(f"made in {making:.1f} CPU s, {making / reading:.1f} × reading the names ({reading:.1f} s)")
        figures = {"things": float(things), "making, CPU s": making, "names, CPU s": reading}
        for kind, taken in warm(index).items():
            usual, slow = median(taken), quantiles(taken, n=20)[-1]
            figures[f"{kind}, median ms"], figures[f"{kind}, p95 ms"] = usual, slow
            print(f"{kind:10} median {usual:6.1f} ms, p95 {slow:6.1f} ms, most {max(taken):6.1f} ms")
        cold, nothing = process(COLD.format(str(file))), process("")
        figures["cold, s"] = cold
        print(f"in a new process {cold:.2f} s, {cold / nothing:.1f} × an empty interpreter")
    if options.label:
        append(TABLE, list(figures), options.label, [[f"{value:.6g}" for value in figures.values()]])


if __name__ == "__main__":
    main()
