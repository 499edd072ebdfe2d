"""From documents to a graph on disk: what changes, what stays, and what goes wrong."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.evidence import SourceState, verify, why
from kg.export import export
from kg.namespaces import ONTOLOGY, prefixes
from kg.pipeline import BuildReport, Progress, Status, build
from kg.store import open_graph

ROOT = Path(__file__).parents[2]

FIRST = """# Papers of ICLR 2020

## Deep Sets for Everything
Ada Byron, Emmy Noether

[paper](https://arxiv.org/abs/1703.06114) [code](https://github.com/example/deep-sets)

A paper about graph neural networks.

## A Theory of Wide Networks
Emmy Noether

[paper](https://arxiv.org/abs/1806.07572)

Wide networks, explained with kernels.
"""
SECOND = """# My reading list

- [Deep sets for everything](https://arxiv.org/abs/1703.06114v2), A. Byron, E. Noether. ICLR 2020
- [Attention over Graphs of Graphs](https://arxiv.org/abs/1710.10903), Sofia Kovalevskaya. ICLR 2018
"""


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "first.md").write_text(FIRST, encoding="utf-8")
    (folder / "second.md").write_text(SECOND, encoding="utf-8")
    return folder


def statuses(report: BuildReport) -> dict[str, str]:
    return {document.name: document.status.value for document in report.documents}


def exported(graph: Path, form: str = "turtle") -> bytes:
    return export(open_graph(graph), form)


def test_a_build_links_what_documents_share(documents: Path, tmp_path: Path) -> None:
    report = build([str(documents)], tmp_path / "graph")
    assert statuses(report) == {"first.md": "read", "second.md": "read"}
    assert (report.totals["references"], report.totals["papers"]) == (4, 3)
    query = """SELECT ?title (COUNT(?document) AS ?n) {
        ?paper kg:title ?title . ?reference kg:refersTo ?paper ; kg:inDocument ?document } GROUP BY ?title"""
    rows = open_graph(tmp_path / "graph").query(query, prefixes=prefixes())
    assert {row["title"].value: int(row["n"].value) for row in rows} == {
        "Deep Sets for Everything": 2,
        "A Theory of Wide Networks": 1,
        "Attention over Graphs of Graphs": 1,
    }


def test_the_same_build_again_reads_nothing(documents: Path, tmp_path: Path) -> None:
    first = build([str(documents)], tmp_path / "graph")
    manifest = (tmp_path / "graph" / "manifest.json").read_bytes()
    again = build([str(documents)], tmp_path / "graph")
    assert (first.rebuilt, again.rebuilt) == (True, False)
    assert statuses(again) == {"first.md": "unchanged", "second.md": "unchanged"}
    assert again.totals == first.totals
    assert (tmp_path / "graph" / "manifest.json").read_bytes() == manifest


def test_a_build_in_steps_gives_the_bytes_of_a_build_from_nothing(documents: Path, tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    build([str(documents / "second.md")], graph)
    (documents / "third.md").write_text(SECOND.replace("Graphs of Graphs", "Trees of Trees"), encoding="utf-8")
    build([str(documents)], graph)
    (documents / "third.md").unlink()
    (documents / "first.md").write_text(FIRST.replace("Emmy Noether", "E. Noether"), encoding="utf-8")
    report = build([str(documents)], graph)
    assert statuses(report) == {"first.md": "read", "second.md": "unchanged", "third.md": "removed"}
    build([str(documents)], tmp_path / "fresh")
    assert exported(graph) == exported(tmp_path / "fresh")
    assert set(open_graph(graph)) == set(open_graph(tmp_path / "fresh"))
    assert len(list((graph / "cache").iterdir())) == 2


def test_a_bad_document_costs_the_others_nothing(documents: Path, tmp_path: Path) -> None:
    build([str(documents)], tmp_path / "good")
    (documents / "bad.md").write_bytes(b"%PDF-1.4 \x00\x01")
    (documents / "empty.txt").write_bytes(b"")
    report = build([str(documents), str(tmp_path / "missing.md")], tmp_path / "graph")
    failed = [document for document in report.documents if document.status is Status.FAILED]
    assert len(failed) == 3
    assert all(document.problem and document.hint for document in failed)
    assert exported(tmp_path / "graph") == exported(tmp_path / "good")


def test_a_bug_in_reading_costs_one_document(documents: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg import extractors

    extract = extractors.extract_possible

    def fails_on_first(document, vocabulary):  # type: ignore[no-untyped-def]
        if document.name == "first.md":
            raise ZeroDivisionError("by zero")
        return extract(document, vocabulary)

    monkeypatch.setattr(extractors, "extract_possible", fails_on_first)
    report = build([str(documents)], tmp_path / "graph")
    assert statuses(report) == {"first.md": "failed", "second.md": "read"}
    assert "ZeroDivisionError" in report.documents[0].problem


def test_when_nothing_can_be_read_the_old_graph_stays(documents: Path, tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    build([str(documents)], graph)
    before = exported(graph)
    with pytest.raises(KgError, match="no document could be read"):
        build([str(tmp_path / "missing.md")], graph)
    (tmp_path / "nothing").mkdir()
    with pytest.raises(KgError, match="no documents here"):
        build([str(tmp_path / "nothing")], graph)
    assert exported(graph) == before
    assert verify(graph).passes


def test_a_graph_among_its_documents_is_not_read(documents: Path) -> None:
    graph = documents / "graph"
    build([str(documents)], graph)
    assert statuses(build([str(documents)], graph)) == {"first.md": "unchanged", "second.md": "unchanged"}


def test_a_damaged_cache_or_graph_is_made_again(documents: Path, tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    build([str(documents)], graph)
    before = exported(graph)
    for path in (graph / "cache").iterdir():
        path.write_text("{", encoding="utf-8")
    (units,) = graph.glob("generations/*/units")
    units.write_bytes(b"")
    report = build([str(documents)], graph)
    assert report.rebuilt
    assert statuses(report) == {"first.md": "read", "second.md": "read"}
    assert exported(graph) == before


def test_progress_is_told(documents: Path, tmp_path: Path) -> None:
    told: list[Progress] = []
    build([str(documents)], tmp_path / "graph", progress=told.append)
    assert list(dict.fromkeys(item.stage for item in told)) == ["read", "link", "map", "load"]
    assert {item.name for item in told} == {"", "first.md", "second.md"}


def test_bytes_do_not_depend_on_hash_seed_locale_or_folder(documents: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from kg.pipeline import build; build([sys.argv[1]], Path(sys.argv[2]))"
    )
    made = []
    for seed, locale, cwd in (("1", "C", ROOT), ("2", "C.UTF-8", tmp_path)):
        out = tmp_path / seed / "graph"
        out.parent.mkdir()
        shutil.copytree(documents, out.parent / "documents")
        environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "PYTHONPATH": str(ROOT)}
        command = [
            sys.executable,
            "-c",
            code,
            os.path.relpath(out.parent / "documents", cwd),
            os.path.relpath(out, cwd),
        ]
        subprocess.run(command, check=True, cwd=cwd, env=environment)
        made.append([exported(out, "nquads"), (out / "manifest.json").read_bytes()])
    assert made[0] == made[1]


def test_every_fact_is_proved_and_changes_are_seen(documents: Path, tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    build([str(documents)], graph)
    report = verify(graph)
    assert report.passes
    assert report.facts == report.proved > 30
    (documents / "second.md").write_text(SECOND + "\n", encoding="utf-8")
    (documents / "first.md").rename(documents / "moved.md")
    report = verify(graph)
    assert not report.passes
    assert {source.name: source.state for source in report.sources} == {
        "first.md": SourceState.MISSING,
        "second.md": SourceState.CHANGED,
    }


def test_a_graph_file_is_proved_against_a_folder_of_sources(documents: Path, tmp_path: Path) -> None:
    build([str(documents)], tmp_path / "graph", evidence="positions")
    graph = tmp_path / "copy.ttl"
    graph.write_bytes(exported(tmp_path / "graph"))
    assert verify(graph, [documents]).passes
    assert {source.state for source in verify(graph).sources} == {SourceState.MISSING}


@pytest.mark.parametrize(
    ("right", "wrong", "problem"),
    [
        ('kg:quote "Ada Byron"', 'kg:quote "Ada Lovelace"', "the document says 'Ada Byron'"),
        ("kg:line 3 ;", "kg:line 4 ;", "the span begins at 3:"),
        ("kg:end ", "kg:end 9999", "is not inside the document"),
    ],
)
def test_a_forged_passage_is_found(documents: Path, tmp_path: Path, right: str, wrong: str, problem: str) -> None:
    build([str(documents)], tmp_path / "graph")
    text = exported(tmp_path / "graph").decode()
    assert right in text
    (tmp_path / "forged.ttl").write_text(text.replace(right, wrong), encoding="utf-8")
    report = verify(tmp_path / "forged.ttl", [documents])
    assert not report.passes
    assert report.proved < report.facts
    assert any(problem in found.problem for found in report.problems)


def test_why_shows_the_words_of_every_document(documents: Path, tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    build([str(documents)], graph)
    store = open_graph(graph)
    (row,) = store.query("SELECT ?p { ?p kg:arxivId '1703.06114' }", prefixes=prefixes())
    found = why(store, row["p"].value, ONTOLOGY + "arxivId", graph=graph)
    assert [(item.document, item.quote) for item in found] == [
        ("first.md", "https://arxiv.org/abs/1703.06114"),
        ("second.md", "https://arxiv.org/abs/1703.06114v2"),
    ]
    assert found[0].before.endswith("[paper](")
    assert found[0].after.startswith(") [code]")
    creators = why(store, row["p"].value, ONTOLOGY + "creator")
    assert all(item.concluded and not item.before for item in creators)
    assert {item.quote for item in creators} == {"Ada Byron", "Emmy Noether", "A. Byron", "E. Noether"}
