"""Whole documents: the records of ours against their gold annotations, and counts on those of others."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from kg.extractors import extract
from kg.extractors.records import to_record
from kg.naming import name_key, title_key
from kg.readers import read
from kg.vocabulary import Vocabulary

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
OURS = sorted((ROOT / "data" / "documents").iterdir())
GOLD = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in (HERE.parent / "data" / "gold").iterdir()}
SCHEMA = jsonschema.Draft202012Validator(
    json.loads((ROOT / "kg" / "extractors" / "record.schema.json").read_text(encoding="utf-8"))
)
KEPT = ("title", "authors", "et_al", "organizations", "venue", "year", "presentation", "award")

Record = dict[str, Any]


def records(path: Path, vocabulary: Vocabulary) -> list[Record]:
    """The records of a document, each checked against the schema."""
    document = read(path.read_bytes(), path.name)
    found = [to_record(document, reference) for reference in extract(document, vocabulary)]
    for record in found:
        SCHEMA.validate(record)
    return found


def brief(record: Record) -> Record:
    links = [f"{link['role']} {link['url']}" for link in record["urls"]]
    return {name: names(record[name]) for name in KEPT} | {"links": links}


def names(value: Any) -> Any:
    """Lists of names without their places."""
    return [item["name"] if isinstance(item, dict) else item for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.stem)
def test_records_of_our_documents(path: Path, vocabulary: Vocabulary, golden: Callable[[Path, str], None]) -> None:
    lines = [json.dumps(brief(record), ensure_ascii=False, sort_keys=True) for record in records(path, vocabulary)]
    golden(HERE / "golden" / f"{path.stem}.jsonl", "".join(line + "\n" for line in lines))


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.stem)
def test_our_documents_are_read_as_annotated(path: Path, vocabulary: Vocabulary) -> None:
    """Papers, people, addresses, venue and year are all found, and nothing else."""
    gold = {title_key(paper["title"]): paper for paper in GOLD[path.stem]["papers"] if not paper.get("optional")}
    found = {title_key(record["title"]): record for record in records(path, vocabulary)}
    assert found.keys() == gold.keys()
    for key, paper in gold.items():
        record = found[key]
        assert {name_key(name) for name in names(record["authors"])} == {name_key(name) for name in paper["authors"]}
        assert {link["url"] for link in record["urls"]} >= set(paper["urls"])
        assert (record["venue"], record["year"]) == (paper["venue"], paper["year"])


@pytest.mark.parametrize(("beginning", "papers"), [("000_", 20), ("001_", 171), ("002_", 16), ("004_", 8)])
def test_papers_of_the_first_documents(beginning: str, papers: int, seeds: Path, vocabulary: Vocabulary) -> None:
    (path,) = seeds.glob(f"{beginning}*.txt")
    assert len(records(path, vocabulary)) == papers


def test_papers_of_annotated_documents(corpus: Path, vocabulary: Vocabulary) -> None:
    """Every paper of the corpus is found under its title; a page of blogs holds none."""
    for path in sorted((corpus / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        document = corpus / "docs" / gold["document"]["file"]
        if document.exists():
            found = {title_key(record["title"]) for record in records(document, vocabulary)}
            wanted = {title_key(paper["title"]) for paper in gold["papers"] if not paper.get("optional")}
            optional = {title_key(paper["title"]) for paper in gold["papers"]} - wanted
            assert found - optional == wanted, path.name
