"""What a vocabulary costs: loading it for the first time and again, memory, and finding its labels in prose.

    python benchmarks/vocabulary.py LABELS PROSE… [--label WORDS]

LABELS is a table (tab-separated, may be gzipped) with the columns id, prefLabel and broader (ids separated by commas);
PROSE are texts, or JSON Lines (may be gzipped) with abstracts. 5,000 and 50,000 labels are made into SKOS and measured
beside the shipped schemes alone, each size in processes of its own: CPU seconds to load with an empty cache, and with a
filled one (both until something is found), the memory that came on top of the interpreter, and MB of prose in which all
labels are looked for in a CPU second; the best of several runs. With --label rows are appended to `vocabulary.tsv`.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import resource
import tempfile
import time
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path
from typing import IO, NamedTuple

from tables import append

from kg.vocabulary import load

TABLE = Path(__file__).with_name("vocabulary.tsv")
SIZES = (0, 5_000, 50_000)
RUNS = 3


class Figures(NamedTuple):
    """What one vocabulary costs."""

    labels: int  # all, with those of the shipped schemes
    cold: float  # CPU seconds
    warm: float
    megabytes: float  # of memory
    speed: float  # MB of prose in a CPU second


def opened(path: Path) -> IO[str]:
    """A text file, gzipped or not."""
    return gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")


def skos(table: Path, count: int) -> Iterator[str]:
    """`count` labels as lines of Turtle. When there are fewer concepts, the first ones get another label."""
    with opened(table) as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))[:count]
    known = {row["id"] for row in rows}
    yield "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n@prefix : <https://example.org/concept/> ."
    for number, row in enumerate(rows):
        about = [f"skos:prefLabel {json.dumps(row['prefLabel'])}@en"]
        if number < count - len(rows):
            about.append(f"skos:altLabel {json.dumps(row['prefLabel'] + ' study')}@en")
        about += [f"skos:broader :{each}" for each in row["broader"].split(",") if each in known]
        yield f":{row['id']} a skos:Concept ; " + " ; ".join(about) + " ."


def prose(paths: list[Path]) -> list[str]:
    """The texts to look for labels in."""
    texts = []
    for path in paths:
        with opened(path) as lines:
            if path.name.endswith((".jsonl", ".jsonl.gz")):
                texts += [text for line in lines if (text := json.loads(line).get("abstract"))]
            else:
                texts.append(lines.read())
    return texts


def loading(vocabulary: list[Path], cache: Path) -> tuple[float, float]:
    """CPU seconds and megabytes until the first label is found."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    load(vocabulary, cache).find("graph neural network")
    seconds = time.process_time() - start
    return seconds, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024


def finding(vocabulary: list[Path], cache: Path, texts: list[str]) -> tuple[float, float]:
    """The labels, and the MB of prose in which they are found in a CPU second."""
    known = load(vocabulary, cache)
    known.find("graph neural network")
    best = min(_seconds(known.find, texts) for _ in range(RUNS))
    labels = sum(len(concept.labels) for concept in known.concepts())
    return labels, sum(len(text.encode()) for text in texts) / 1e6 / best


def _seconds(find: object, texts: list[str]) -> float:
    assert callable(find)
    start = time.process_time()
    for text in texts:
        find(text)
    return time.process_time() - start


def measured(table: Path, count: int, texts: list[str]) -> Figures:
    """The figures for the shipped schemes and `count` labels more."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "labels.ttl"
        path.write_text("\n".join(skos(table, count)) + "\n", encoding="utf-8")
        vocabulary = [path] if count else []
        cold = min(_apart(loading, vocabulary, Path(folder) / f"cold{run}") for run in range(RUNS))
        warm = min(_apart(loading, vocabulary, Path(folder) / "cold0") for _ in range(RUNS))
        labels, speed = _apart(finding, vocabulary, Path(folder) / "cold0", texts)
    return Figures(int(labels), cold[0], warm[0], warm[1], speed)


def _apart(job: object, *arguments: object) -> tuple[float, float]:
    """What a job gives in a fresh process."""
    with get_context("spawn").Pool(1) as pool:
        result: tuple[float, float] = pool.apply(job, arguments)  # type: ignore[arg-type]
        return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labels", type=Path)
    parser.add_argument("prose", nargs="+", type=Path)
    parser.add_argument("--label", default="", help="what the rows say was measured; without it no row is written")
    options = parser.parse_args()
    texts = prose(options.prose)
    rows = [measured(options.labels, count, texts) for count in SIZES]
    print("labels   first load   again   memory   finding")
    for row in rows:
        print(f"{row.labels:6} {row.cold:9.2f} s {row.warm:6.2f} s {row.megabytes:5.0f} MB {row.speed:6.1f} MB/s")
    if options.label:
        cells = ([str(row.labels), *(f"{value:.2f}" for value in row[1:])] for row in rows)
        append(TABLE, Figures._fields, options.label, cells)


if __name__ == "__main__":
    main()
