"""How many of the links from papers to topics and methods are right: samples of them, judged by a reader.

    python benchmarks/links.py draw DOCUMENT… [--abstracts ABSTRACTS.jsonl.gz] [--number 100] [--seed 1] > sample.tsv
    python benchmarks/links.py report [benchmarks/links.tsv]

`draw` takes as many topics as methods, half of them from the documents and half from papers of the catalogue (read as a
document of headed entries), each as a row with the words that stand around it. The reader fills the column "verdict":
"right", "role" (the paper does something else with the method), "wrong" (the paper is not about it, or it is no
method), or "sense" (the words mean something else here). `report` counts the verdicts. `links.tsv` holds a judged
sample, without the words around.
"""

import argparse
import csv
import gzip
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from kg import readers
from kg.extractors import extract
from kg.model import Document
from kg.vocabulary import load

TABLE = Path(__file__).with_name("links.tsv")
VERDICTS = ("right", "role", "wrong", "sense")
AROUND = 90  # characters on either side
ENOUGH_PAPERS = 150  # of the catalogue


class Link(NamedTuple):
    """A link from a paper to a concept."""

    kind: str  # "topic" or "method"
    title: str
    concept: str  # its label; "*" before what no scheme knows
    words: str  # that name it
    how: str  # where a topic stands; what the paper does with a method
    verdict: str = ""
    around: str = ""


def links(document: Document) -> Iterator[Link]:
    """The links to topics and methods that `document` gives."""
    for reference in extract(document, load()):
        for kind, mentions in (("topic", reference.topics), ("method", reference.methods)):
            for mention in mentions:
                start, end = mention.span
                yield Link(
                    kind,
                    reference.title.text,
                    mention.label if mention.iri else f"*{mention.label}",
                    " ".join(document.text[start:end].split()),
                    mention.found if kind == "topic" else mention.role.value,
                    around=" ".join(document.text[max(0, start - AROUND) : end + AROUND].split()),
                )


def catalogued(path: Path, chance: random.Random) -> Iterator[Document]:
    """Some papers of a catalogue with abstracts, each as a document with a heading and a paragraph."""
    lines = gzip.decompress(path.read_bytes()).decode("utf-8").splitlines()
    records = [record for record in map(json.loads, lines) if record.get("abstract")]
    for record in chance.sample(records, min(ENOUGH_PAPERS, len(records))):
        text = f"# Papers\n\n### [{record['title']}](https://openreview.net/forum?id=x)\n\n{record['abstract']}\n"
        yield readers.read(text.encode(), "catalogue.md")


def draw(documents: Sequence[Path], abstracts: Path | None, number: int, seed: int) -> Iterator[Link]:
    """As many topics as methods, `number` of each, half of them from the catalogue when there is one."""
    chance = random.Random(seed)
    sources = [(readers.read(path.read_bytes(), path.name) for path in documents)] if documents else []
    if abstracts:
        sources.append(catalogued(abstracts, chance))
    pools = [[link for document in source for link in links(document)] for source in sources]
    for kind in ("topic", "method"):
        for pool in pools:
            chosen = [link for link in pool if link.kind == kind]
            yield from chance.sample(chosen, min(number // len(pools), len(chosen)))


def report(path: Path) -> Iterator[str]:
    """A line for each kind: how many links, the share that is right, with the right role, and in a wrong sense."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    for kind in ("topic", "method"):
        counted = Counter(row["verdict"] for row in rows if row["kind"] == kind)
        if unknown := set(counted) - set(VERDICTS):
            raise SystemExit(f"{path}: a verdict is one of {', '.join(VERDICTS)}, not {', '.join(map(repr, unknown))}")
        total = counted.total()
        right = counted["right"] + counted["role"]
        yield (
            f"{kind:6}  {total} links, right {right / total:.2f}, the role, too {counted['right'] / total:.2f}, "
            f"wrong sense {counted['sense'] / total:.2f}"
        )


def main() -> None:
    """Run the command that the arguments name."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    drawing = commands.add_parser("draw")
    drawing.add_argument("documents", nargs="*", type=Path)
    drawing.add_argument("--abstracts", type=Path)
    drawing.add_argument("--number", type=int, default=100)
    drawing.add_argument("--seed", type=int, default=1)
    commands.add_parser("report").add_argument("table", nargs="?", type=Path, default=TABLE)
    arguments = parser.parse_args()
    if arguments.command == "report":
        print(*report(arguments.table), sep="\n")
        return
    writer = csv.writer(sys.stdout, delimiter="\t", lineterminator="\n")
    writer.writerow(Link._fields)
    writer.writerows(draw(arguments.documents, arguments.abstracts, arguments.number, arguments.seed))


if __name__ == "__main__":
    main()
