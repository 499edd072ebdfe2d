"""What a large graph costs, and how that grows: a catalogue brought in as a whole, validated, and built again.

    python benchmarks/growth.py CATALOGUE [SIZE…] [--label WORDS]

CATALOGUE is a list in JSON Lines (may be gzipped). For each SIZE (1,000 and 10,000 by default) a graph is built of a
short document and of so many of its records, each in a process of its own: CPU seconds of the build and of its
validation, peak memory, triples in the store and triples a second of the build; then CPU seconds of a build after one
line was added to the document, with the validation of what changed, as a share of the first build with its own; and
the exponent by which the CPU seconds of build and validation grow from the size before. With --label rows are appended
to `growth.tsv`.
"""

from __future__ import annotations

import argparse
import gzip
import math
import resource
import tempfile
import time
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from subprocess import run
from typing import NamedTuple

from pyoxigraph import DefaultGraph

from kg.pipeline import build
from kg.store import open_graph
from kg.store.inputs import CatalogueFile
from kg.validation.kept import report_of

TABLE = Path(__file__).with_name("growth.tsv")
LIST = "# Papers of ICLR 2020\n\n- [Deep Sets](https://arxiv.org/abs/1703.06114), M. Zaheer. NeurIPS 2017\n"
MORE = "- [Mask R-CNN](https://arxiv.org/abs/1703.06870), K. He. ICCV 2017\n"


class Figures(NamedTuple):
    """What a graph of one size costs."""

    papers: int
    triples: int  # of the default graph, which holds each once
    build: float  # CPU seconds
    validation: float
    rebuild: float
    megabytes: float  # at most


def measured(catalogue: Path, size: int) -> Figures:
    """Build the graph of `size` records, validate it, and build it again after a change."""
    data = catalogue.read_bytes()
    lines = (gzip.decompress(data) if catalogue.suffix == ".gz" else data).splitlines(keepends=True)[:size]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "records.jsonl").write_bytes(b"".join(lines))
        document = folder / "list.md"
        document.write_text(LIST, encoding="utf-8")
        whole = [CatalogueFile(folder / "records.jsonl", whole=True)]
        begin = time.process_time()
        report = build([str(document)], folder / "graph", catalogues=whole)
        built = time.process_time()
        report_of(folder / "graph")
        valid = time.process_time()
        store = open_graph(folder / "graph")
        triples = sum(1 for _ in store.quads_for_pattern(None, None, None, DefaultGraph()))
        del store
        document.write_text(LIST + MORE, encoding="utf-8")
        again = time.process_time()
        build([str(document)], folder / "graph", catalogues=whole)
        report_of(folder / "graph")
        rebuilt = time.process_time() - again
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Figures(report.totals["papers"], triples, built - begin, valid - built, rebuilt, megabytes)


def main() -> None:
    """Print a row for each size, and keep it where that is wanted."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("catalogue", type=Path)
    parser.add_argument("sizes", type=int, nargs="*", default=[1_000, 10_000])
    parser.add_argument("--label")
    options = parser.parse_args()
    commit = run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False).stdout.strip()
    before: Figures | None = None
    for size in options.sizes:
        with get_context("spawn").Pool(1) as pool:
            found = pool.apply(measured, (options.catalogue, size))
        values = [
            *(f"{value:.0f}" for value in found[:2]),
            *(f"{value:.2f}" for value in found[2:5]),
            f"{found.rebuild / (found.build + found.validation):.3f}",
            f"{found.triples / found.build:.0f}",
            f"{found.megabytes:.0f}",
            f"{_exponent(before, found):.2f}" if before else "",
        ]
        print(*values, sep="\t", flush=True)
        if options.label:
            with TABLE.open("a", encoding="utf-8") as table:
                if not table.tell():
                    names = "papers triples build validation rebuild share triples_a_second megabytes exponent"
                    table.write("\t".join(("date", "commit", "measured", *names.split())) + "\n")
                table.write("\t".join((date.today().isoformat(), commit, options.label, *values)) + "\n")
        before = found


def _exponent(before: Figures, now: Figures) -> float:
    seconds = (now.build + now.validation) / (before.build + before.validation)
    return math.log(seconds) / math.log(now.papers / before.papers)


if __name__ == "__main__":
    main()
