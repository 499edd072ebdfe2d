"""Builds with catalogues: what they complete, what they leave out, and what is read again."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, NamedNode

from kg.catalogues import Wanted, read
from kg.evidence import verify
from kg.export import export
from kg.extractors import extract
from kg.namespaces import ONTOLOGY
from kg.pipeline import BuildReport, Status, build, reread
from kg.readers import read as read_document
from kg.store import open_graph
from kg.store.inputs import CatalogueFile, read_inputs
from kg.vocabulary import load

LIST = """# Reading list

- [Deep Sets](https://arxiv.org/abs/1703.06114), M. Zaheer. NeurIPS 2017
- [Sigmal Propagation for Pruning](https://openreview.net/forum?id=HJeTo2VFwH), N. Lee. ICLR 2020
"""
RECORDS = (
    {
        "title": "Deep Sets",
        "authors": ["Manzil Zaheer", "Satwik Kottur", "Siamak Ravanbakhsh"],
        "venue": "NeurIPS",
        "year": 2017,
        "keywords": ["permutation invariance"],
    },
    {
        "title": "Signal Propagation for Pruning",
        "authors": ["Namhoon Lee", "Stephen Gould"],
        "venue": "ICLR",
        "year": 2020,
        "status": "Spotlight",
        "urls": ["https://openreview.net/forum?id=HJeTo2VFwH"],
    },
    {"title": "Deep Sets of Rules", "authors": ["Ada Byron"], "venue": "ICLR", "year": 2020, "status": "Reject"},
    {"title": "Unrelated Work on Kernels", "authors": ["Ada Byron"], "venue": "ICML", "year": 2019},
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "list.md").write_text(LIST, encoding="utf-8")
    lines = "".join(json.dumps(record) + "\n" for record in RECORDS)
    (tmp_path / "all.jsonl").write_text(lines, encoding="utf-8")
    (tmp_path / "all.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    return tmp_path


def made(folder: Path, *catalogues: CatalogueFile) -> BuildReport:
    return build([str(folder / "list.md")], folder / "graph", catalogues=catalogues)


def titles(folder: Path) -> list[str]:
    quads = open_graph(folder / "graph").quads_for_pattern(None, NamedNode(ONTOLOGY + "title"), None, DefaultGraph())
    return sorted(quad.object.value for quad in quads)


def test_records_that_documents_name_complete_them(folder: Path) -> None:
    report = made(folder, CatalogueFile(folder / "all.jsonl"))
    assert report.totals["papers"] == 2
    assert [(item.name, item.papers) for item in report.documents] == [("all.jsonl", 2), ("list.md", 2)]
    assert report.totals["people"] == 5


def test_a_document_keeps_its_own_words(folder: Path) -> None:
    made(folder)
    before = titles(folder)
    made(folder, CatalogueFile(folder / "all.jsonl"))
    assert titles(folder) == before == ["Deep Sets", "Sigmal Propagation for Pruning"]


def test_all_records_come_when_that_is_wanted(folder: Path) -> None:
    report = made(folder, CatalogueFile(folder / "all.jsonl", whole=True))
    assert report.totals["papers"] == 4


def test_a_packed_catalogue_says_the_same(folder: Path) -> None:
    assert made(folder, CatalogueFile(folder / "all.jsonl.gz")).totals["people"] == 5


def test_a_catalogue_that_goes_leaves_nothing(folder: Path) -> None:
    made(folder)
    before = export(open_graph(folder / "graph"), "turtle")
    made(folder, CatalogueFile(folder / "all.jsonl", whole=True))
    made(folder)
    assert export(open_graph(folder / "graph"), "turtle") == before


def test_an_unchanged_catalogue_is_not_read_again(folder: Path) -> None:
    made(folder, CatalogueFile(folder / "all.jsonl"))
    again = made(folder, CatalogueFile(folder / "all.jsonl"))
    assert not again.rebuilt
    assert {item.status for item in again.documents} == {Status.UNCHANGED}


def test_a_broken_catalogue_is_reported_and_stops_nothing(folder: Path) -> None:
    (folder / "broken.jsonl").write_text('{"title": "Deep Sets"}\n{"title": \n', encoding="utf-8")
    report = made(folder, CatalogueFile(folder / "broken.jsonl"))
    (failed,) = [item for item in report.documents if item.status is Status.FAILED]
    assert "broken.jsonl:2:" in f"{failed.name}:{failed.problem}" or failed.name == "broken.jsonl"
    assert report.totals["papers"] == 2


def test_fields_of_ones_own_names(folder: Path) -> None:
    record = {"paper_title": "Deep Sets", "people": [{"name": "Manzil Zaheer"}, {"name": "Satwik Kottur"}]}
    (folder / "own.jsonl").write_text(f"{json.dumps(record)}\n" * 2, encoding="utf-8")
    own = CatalogueFile(folder / "own.jsonl", fields=(("authors", "people.name"), ("title", "paper_title")))
    assert made(folder, own).totals["people"] == 3


def test_a_build_notes_what_it_was_made_from(folder: Path) -> None:
    catalogue = CatalogueFile(folder / "all.jsonl", whole=True, fields=(("title", "title"),))
    made(folder, catalogue)
    inputs = read_inputs(folder / "graph")
    assert inputs.documents == (str(folder / "list.md"),)
    assert inputs.catalogues == (catalogue,)


def test_only_what_may_be_meant_is_read(folder: Path) -> None:
    vocabulary = load()
    references = extract(read_document(LIST.encode(), "list.md"), vocabulary)
    data = (folder / "all.jsonl").read_bytes()
    found = read(data, "all.jsonl", vocabulary, wanted=Wanted(references)).references
    assert [reference.title.text for reference in found] == [
        "Deep Sets", "Signal Propagation for Pruning", "Deep Sets of Rules",
    ]  # fmt: skip
    assert [reference.status and reference.status.text for reference in found] == [None, None, "rejected"]
    assert len(read(data, "all.jsonl", vocabulary).references) == len(RECORDS)


GLUED = """# Papers

- Ilya Sutskever, Oriol Vinyals and Quoc V. Le Sequence to Sequence Learning with Neural Networks. NIPS 2014
- Deli Zhao, Jiapeng Zhu, Bo Zhang Latent Variables on Spheres for Sampling and Inference. ICLR 2020
"""
SEQUENCE = {
    "title": "Sequence to sequence learning with neural networks",
    "authors": ["I. Sutskever", "O. Vinyals", "Q. V. Le"],
}
SPHERES = {
    "title": "Latent Variables on Spheres for Sampling and Inference",
    "authors": ["Deli Zhao", "Jiapeng Zhu", "Bo Zhang"],
}


def glued(folder: Path, *records: dict[str, object]) -> list[str]:
    (folder / "list.md").write_text(GLUED, encoding="utf-8")
    (folder / "known.jsonl").write_text("".join(f"{json.dumps(item)}\n" for item in records), encoding="utf-8")
    made(folder, CatalogueFile(folder / "known.jsonl"))
    return titles(folder)


def test_a_known_title_parts_its_authors_from_it(folder: Path) -> None:
    assert glued(folder, SEQUENCE, SPHERES) == [
        "Latent Variables on Spheres for Sampling and Inference", "Sequence to Sequence Learning with Neural Networks",
    ]  # fmt: skip
    checked = verify(folder / "graph")
    assert not checked.problems
    assert checked.proved == checked.facts


def test_another_catalogue_splits_otherwise(folder: Path) -> None:
    first = glued(folder, SEQUENCE)
    assert "Sequence to Sequence Learning with Neural Networks" in first
    assert "Latent Variables on Spheres for Sampling and Inference" not in first
    assert "Latent Variables on Spheres for Sampling and Inference" in glued(folder, SPHERES)
    assert glued(folder, SEQUENCE) == first


def test_what_is_read_again_is_split_too(folder: Path) -> None:
    glued(folder, SEQUENCE, SPHERES)
    again = reread(read_inputs(folder / "graph"), folder / "graph")
    assert again.changed == ()
    assert {item.extractor for item in again.references} == {"known-title/item", "record"}


def test_names_in_a_title_do_not_hide_its_record() -> None:
    names = "Ilya Sutskever, Oriol Vinyals, Samy Bengio, Navdeep Jaitly, Noam Shazeer, Quoc Viet Le"
    text = f"# Papers\n\n- {names.replace(',', ' and')} Deep Sets of Rules. ICLR 2020\n"
    wanted = Wanted(extract(read_document(text.encode(), "list.md"), load()))
    record = {"title": "Deep Sets of Rules", "authors": ["I Sutskever", "O Vinyals", "S Bengio", "N Jaitly", "Q Le"]}
    assert wanted.may_be_in(json.dumps(record))
