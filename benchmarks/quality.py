"""How well `kg extract` reads documents with gold annotations, as a table that grows with the commits.

    python benchmarks/quality.py DOCUMENT… --scorer SCORE.py --gold FOLDER [--label WORDS] [--errors]

DOCUMENT is a file or a folder; SCORE.py knows how to judge predictions against the annotations in FOLDER. With --label
a row is appended to `benchmarks/quality.tsv`: date and commit, what was measured, then papers F1, exact titles, authors
F1, URLs F1, venue and year accuracy, topics F1, methods F1.
"""

from __future__ import annotations

import argparse
import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from kg import readers
from kg.extractors import extract
from kg.extractors.records import to_record
from kg.vocabulary import load

TABLE = Path(__file__).with_name("quality.tsv")
COLUMNS = ("date", "commit", "documents", "papers", "titles", "authors", "urls", "venue", "year", "topics", "methods")


def predict(path: Path) -> list[dict[str, Any]]:
    """The records of the document at `path`, in the form that the scorer reads."""
    document = readers.read(path.read_bytes(), path.name)
    records = [to_record(document, reference) for reference in extract(document, load())]
    for record in records:
        record["authors"] = [author["name"] for author in record["authors"]]
        record["urls"] = [link["url"] for link in record["urls"]]
        record["topics"] = [topic["label"] for topic in record["topics"]]
        record["methods"] = [method["label"] for method in record["methods"]]
    return records


def scorer(path: Path, gold: Path) -> ModuleType:
    """The scoring script at `path` as a module that reads its annotations from `gold`."""
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.GOLD = gold  # type: ignore[attr-defined]
    return module


def measure(score: ModuleType, paths: list[Path], *, errors: bool) -> dict[str, Any]:
    """The scorer's report on the documents at `paths` that have annotations."""
    known = {gold["document"]["file"] for gold in score.load_gold().values()}
    found: dict[str, Any] | None = {} if errors else None
    report: dict[str, Any] = score.run({path.name: predict(path) for path in paths if path.name in known}, found)
    score.show(report)
    for name, rows in (found or {}).items():
        for kind, line, text in rows:
            print(f"{name}:{line or ''} {kind}: {text}")
    return report


def row(report: dict[str, Any], label: str) -> str:
    """One line of the table."""
    total = report["micro"]
    figures = (total["papers"]["F1"], total["title_exact"], total["authors"]["F1"], total["urls"]["F1"],
               total["venue_acc"], total["year_acc"], total["topics"]["F1"], total["methods"]["F1"])  # fmt: skip
    commit = subprocess.run(
        ["git", "log", "-1", "--format=%cs\t%h"], capture_output=True, text=True, check=False
    ).stdout.strip()
    shown = ["" if figure is None else f"{figure:.3f}" for figure in figures]
    return "\t".join([commit or "\t", label, *shown])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", nargs="+", type=Path, help="files, or folders of files")
    parser.add_argument("--scorer", type=Path, required=True, help="the script that judges predictions")
    parser.add_argument("--gold", type=Path, required=True, help="the folder of annotations")
    parser.add_argument("--label", default="", help="what the row says was measured; without it no row is written")
    parser.add_argument("--errors", action="store_true", help="show each disagreement")
    options = parser.parse_args()
    paths = [file for path in options.documents for file in (sorted(path.iterdir()) if path.is_dir() else [path])]
    report = measure(scorer(options.scorer, options.gold), paths, errors=options.errors)
    if options.label:
        header = "" if TABLE.exists() else "\t".join(COLUMNS) + "\n"
        with TABLE.open("a", encoding="utf-8") as table:
            table.write(header + row(report, options.label) + "\n")


if __name__ == "__main__":
    sys.exit(main())
