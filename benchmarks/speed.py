"""What the main jobs cost, measured side by side in one run.

    python benchmarks/speed.py DOCUMENT… [--label WORDS]

Every figure is the least CPU time (user + system) of several runs. Whole commands run in processes of their own, so
their figures hold the interpreter's start; beside them stands what an interpreter that does nothing costs. Extraction
runs in this process on the documents, each repeated until there are at least 200,000 characters, and is given as MB/s
and as a ratio to how fast the same text is read. With --label a row is appended to `benchmarks/speed.tsv`.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tables import append

from kg import readers
from kg.extractors import extract
from kg.vocabulary import load

TABLE = Path(__file__).with_name("speed.tsv")
RUNS = 5
ENOUGH = 200_000  # characters


def command_cost(arguments: list[str], runs: int = RUNS) -> float:
    """The least CPU seconds of a command, in a process of its own."""
    return min(_children_cost(arguments) for _ in range(runs))


def _children_cost(arguments: list[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def cost(job: Callable[[], object]) -> float:
    """The least CPU seconds of a job in this process."""

    def once() -> float:
        start = time.process_time()
        job()
        return time.process_time() - start

    return min(once() for _ in range(3))


def throughput(path: Path) -> tuple[float, float]:
    """MB of the document at `path` read, and extracted, in a CPU second."""
    data = path.read_bytes()
    data = b"\n\n".join([data] * (1 + ENOUGH // max(1, len(data))))
    vocabulary = load()
    document = readers.read(data, path.name)
    extract(document, vocabulary)
    megabytes = len(data) / 1e6
    return megabytes / cost(lambda: readers.read(data, path.name)), megabytes / cost(
        lambda: extract(document, vocabulary)
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", nargs="+", type=Path)
    parser.add_argument("--label", default="", help="what the row says was measured; without it no row is written")
    options = parser.parse_args()
    paths = [str(path) for path in options.documents]
    figures = {"nothing": command_cost(["-c", ""]), "help": command_cost(["-m", "kg", "--help"])}
    with tempfile.TemporaryDirectory() as folder:
        graph = str(Path(folder) / "graph")
        command_cost(["-m", "kg", "build", *paths, "-o", graph], runs=1)
        figures["query"] = command_cost(["-m", "kg", "query", "papers-in-several-documents", "--graph", graph])
        figures["validate"] = command_cost(["-m", "kg", "validate", graph])
        figures["rebuild, nothing changed"] = command_cost(["-m", "kg", "build", *paths, "-o", graph])
        fresh = [["-m", "kg", "build", *paths, "-o", str(Path(folder) / f"fresh{run}")] for run in range(RUNS)]
        figures["build"] = min(command_cost(arguments, runs=1) for arguments in fresh)
    for name, seconds in figures.items():
        print(f"{name:26} {seconds:6.2f} s  {seconds / figures['nothing']:6.1f} × an empty interpreter")
    speeds = {path: throughput(path) for path in options.documents}
    for path, (read, extracted) in speeds.items():
        print(f"{path.name:26.26} read {read:5.2f} MB/s, extracted {extracted:5.2f} MB/s, 1 : {read / extracted:.1f}")
    if options.label:
        slowest = min(extracted for _, extracted in speeds.values())
        figures |= {"slowest extraction, MB/s": slowest}
        append(TABLE, list(figures), options.label, [[f"{seconds:.2f}" for seconds in figures.values()]])


if __name__ == "__main__":
    main()
