"""`kg same`, `merge`, `split` and `decisions`: what they say, what they write, and what becomes of the graph."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from kg.export import export
from kg.store import open_graph

Run = Callable[..., Result]

FIRST = """# Papers of ICLR 2020

## Deep Sets for Everything
Ada Byron, Emmy Noether

[paper](https://arxiv.org/abs/1703.06114)

A paper about graph neural networks.

## A Theory of Wide Networks
Emmy Noether

[paper](https://arxiv.org/abs/1806.07572)

Wide networks, explained with kernels.
"""
SECOND = """# My reading list

- [Deep sets for everything](https://arxiv.org/abs/1703.06114v2), A. Byron, E. Noether. ICLR 2020
- [Attention over Graphs of Graphs](https://arxiv.org/abs/1710.10903), Sofia Kovalevskaya. ICLR 2018
- [Functions of Multisets](https://arxiv.org/abs/1601.00001), Emmy Noether, Ada Byron. NeurIPS 2019
"""
ONE, OTHER = "A Theory of Wide Networks", "Functions of Multisets"


@pytest.fixture
def graph(run: Run, tmp_path: Path) -> Path:
    """A graph of two documents in a folder."""
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "first.md").write_text(FIRST, encoding="utf-8")
    (documents / "second.md").write_text(SECOND, encoding="utf-8")
    assert run("build", documents, "-o", tmp_path / "graph", "--fail-on", "never").exit_code == 0
    return tmp_path / "graph"


def decisions(graph: Path) -> Path:
    return graph.parent / "documents" / "decisions.tsv"


def key(run: Run, graph: Path, name: str) -> str:
    shown = run("show", name, "-g", graph).stdout
    return shown.splitlines()[1].rpartition("/")[2]


def anew(run: Run, graph: Path) -> bytes:
    """The graph of the same documents and decisions, built from nothing."""
    fresh = graph.parent / "fresh"
    shutil.rmtree(fresh, ignore_errors=True)
    run("build", graph.parent / "documents", "-o", fresh, "--fail-on", "never")
    return export(open_graph(fresh), "nquads")


def test_a_merge_is_written_down_and_the_old_iri_answers(run: Run, graph: Path) -> None:
    old, new = key(run, graph, OTHER), key(run, graph, ONE)
    merged = run("merge", ONE, OTHER, "--note", "title of\tthe preprint", "-g", graph, "--fail-on", "never")
    assert merged.exit_code == 0, merged.output
    line = f"merge\tpaper\t{new}\t{old}\ttitle of the preprint"
    assert line in decisions(graph).read_text(encoding="utf-8").splitlines()
    assert "decisions.tsv: + merge paper" in merged.stderr
    assert run("show", f"paper:{old}", "-g", graph).stdout.splitlines()[1].endswith(new)
    assert export(open_graph(graph), "nquads") == anew(run, graph)
    assert "They are one already" in run("merge", f"paper:{old}", ONE, "-g", graph).stdout


def test_a_person_answers_to_every_name_that_papers_write(run: Run, graph: Path) -> None:
    shown = run("show", "A. Byron", "-g", graph)
    assert shown.exit_code == 0
    assert shown.stdout.startswith("Ada Byron (person)")


def test_a_merge_through_an_old_iri(run: Run, graph: Path) -> None:
    old = key(run, graph, OTHER)
    run("merge", ONE, OTHER, "-g", graph, "--fail-on", "never")
    run("merge", "Attention over Graphs of Graphs", f"paper:{old}", "-g", graph, "--fail-on", "never")
    attention = key(run, graph, "Attention over Graphs of Graphs")
    assert run("show", f"paper:{old}", "-g", graph).stdout.splitlines()[1].endswith(attention)
    assert export(open_graph(graph), "nquads") == anew(run, graph)


def test_same_tells_what_is_between_two_papers(run: Run, graph: Path) -> None:
    told = run("same", ONE, OTHER, "-g", graph)
    assert told.exit_code == 1
    assert "titles have nothing in common" in told.stdout
    assert "4 or more is one paper" in told.stdout
    assert "are never one" in told.stdout
    assert "`kg merge paper:a-theory-of-wide-networks-" in told.stdout


def test_same_tells_what_would_make_two_one(run: Run, graph: Path) -> None:
    notes = graph.parent / "documents" / "third.md"
    notes.write_text("- [Functions of Sets and Multisets](https://openreview.net/forum?id=abcDEF123). NeurIPS 2019\n"
                     "- [On Something Else](https://openreview.net/forum?id=xyzDEF123). NeurIPS 2019\n")  # fmt: skip
    run("build", graph.parent / "documents", "-o", graph, "--fail-on", "never")
    told = run("same", OTHER, "Functions of Sets and Multisets", "-g", graph)
    assert told.exit_code == 1, told.output
    assert "would make them one" in told.stdout
    assert "an identifier in common" in told.stdout


def test_same_tells_why_a_paper_is_one(run: Run, graph: Path) -> None:
    told = run("same", "Deep Sets for Everything", "1703.06114", "-g", graph)
    assert told.exit_code == 0
    assert "same arxiv +8" in told.stdout
    run("merge", ONE, OTHER, "--note", "so it is", "-g", graph, "--fail-on", "never")
    assert "it was decided so (so it is)" in run("same", ONE, OTHER, "-g", graph).stdout


def with_initials(run: Run, graph: Path) -> str:
    """The graph with a paper by A. Byron, of whom nobody knows more; the key of the authorship."""
    notes = graph.parent / "documents" / "third.md"
    notes.write_text("- [On Wavelets](https://arxiv.org/abs/1602.00001), A. Byron, Maria Agnesi. ICML 2016\n")
    run("build", graph.parent / "documents", "-o", graph, "--fail-on", "never")
    return f"{key(run, graph, 'On Wavelets')}/1"


def test_same_tells_what_is_between_two_people(run: Run, graph: Path) -> None:
    initials = with_initials(run, graph)
    told = run("same", "Ada Byron", initials, "-g", graph)
    assert told.exit_code == 1, told.output
    assert "initials" in told.stdout
    assert "0 or more is one person" in told.stdout
    assert "co-authors in common" in told.stdout
    assert "On Wavelets" in told.stdout
    by_iri = json.loads(run("same", "Ada Byron", f"authorship:{initials}", "-g", graph, "-f", "json").stdout)
    assert by_iri["one"] is False
    assert by_iri["compared"]["sum"] == sum(item["weight"] for item in by_iri["compared"]["evidence"]) < 0
    assert [item["reason"] for item in by_iri["remedies"]] == ["2 co-authors in common"]
    assert by_iri["decision"].startswith("merge\tperson\t")
    assert "On Wavelets" in [item["paper"] for item in by_iri["names"]]


def test_initials_that_a_document_writes_in_full_are_that_person(run: Run, graph: Path) -> None:
    initials = with_initials(run, graph)
    notes = graph.parent / "documents" / "third.md"
    notes.write_text(notes.read_text().replace("A. Byron", "Ada Byron"))
    run("build", graph.parent / "documents", "-o", graph, "--fail-on", "never")
    assert run("same", "Ada Byron", initials, "-g", graph).exit_code == 0


def test_same_tells_why_a_person_is_one_and_who_else_may_be(run: Run, graph: Path) -> None:
    with_initials(run, graph)
    told = run("same", "Ada Byron", "-g", graph)
    assert told.exit_code == 0, told.output
    assert "A sum of 0 or more joins." in told.stdout
    assert "Who may be the same by their names" in told.stdout
    said = json.loads(run("same", "Ada Byron", "-g", graph, "--format", "json").stdout)
    assert [item["label"] for item in said["candidates"]] == ["A. Byron"]
    assert [join["evidence"][0]["reason"] for join in said["joins"]] == ["same name"]
    assert {reason["reason"] for reason in said["reasons"]} >= {"same name"}


def test_people_and_things_of_two_kinds(run: Run, graph: Path) -> None:
    told = run("same", "Ada Byron", "Emmy Noether", "-g", graph)
    assert told.exit_code == 1
    assert "surnames differ" in told.stdout
    assert "What weighs so much, nothing else outweighs." in told.stdout
    assert "would make them one" not in told.stdout
    assert "merge\tperson\tada-byron\temmy-noether" in told.stdout
    assert run("same", "Ada Byron", ONE, "-g", graph).exit_code == 1
    refused = run("merge", "Ada Byron", ONE, "-g", graph)
    assert refused.exit_code == 3
    assert not decisions(graph).exists()
    run("merge", "Ada Byron", "Sofia Kovalevskaya", "-g", graph, "--fail-on", "never")
    assert run("show", "person:sofia-kovalevskaya", "-g", graph).stdout.splitlines()[1].endswith("/ada-byron")
    assert export(open_graph(graph), "nquads") == anew(run, graph)


def test_split_lists_references_and_tells_them_apart(run: Run, graph: Path) -> None:
    before = export(open_graph(graph), "nquads")
    listed = run("split", "Deep Sets for Everything", "-g", graph)
    assert [line.split()[0] for line in listed.stdout.splitlines()[2:]] == ["1", "2"]
    split = run("split", "Deep Sets for Everything", "-r", "2", "-g", graph, "--fail-on", "never")
    assert "5 papers" in split.stdout, split.output
    assert export(open_graph(graph), "nquads") == anew(run, graph)
    (line,) = decisions(graph).read_text(encoding="utf-8").splitlines()[2:]
    assert line.startswith("split\tpaper\tsecond.md/deep-sets-for-everything-")
    assert "split" in run("decisions", "-g", graph).stdout

    papers = [f"paper:{key(run, graph, name)}" for name in ("Deep Sets for Everything", "Deep sets for everything")]
    refused = run("merge", *papers, "-g", graph)
    assert refused.exit_code == 3
    assert "contradict each other" in refused.stderr
    assert len(decisions(graph).read_text(encoding="utf-8").splitlines()) == 3

    decisions(graph).unlink()
    run("build", "-o", graph, "--fail-on", "never")
    assert export(open_graph(graph), "nquads") == before


def test_namesakes_are_split(run: Run, graph: Path) -> None:
    listed = run("split", "Emmy Noether", "-g", graph).stdout
    assert "Deep Sets for Everything" in listed
    assert OTHER in listed
    number = next(line.split()[0] for line in listed.splitlines() if OTHER in line)
    split = run("split", "Emmy Noether", "-r", number, "-g", graph, "--fail-on", "never")
    assert split.exit_code == 0, split.output
    assert run("show", "Emmy Noether", "-g", graph).exit_code == 3  # two of that name
    assert export(open_graph(graph), "nquads") == anew(run, graph)


def test_what_is_gone_is_told_at_the_build_and_what_is_wrong_stops_it(run: Run, graph: Path) -> None:
    decisions(graph).write_text("action\tkind\tone\tother\tnote\nmerge\tpaper\tgone-1\tgone-2\n", encoding="utf-8")
    built = run("build", "-o", graph, "--fail-on", "never")
    assert built.exit_code == 0
    assert "decisions.tsv:2: merge paper gone-1 gone-2: decided on something that is not here" in built.stderr
    decisions(graph).write_text("action\tkind\tone\tother\tnote\njoin\tpaper\ta\tb\n", encoding="utf-8")
    refused = run("build", "-o", graph)
    assert refused.exit_code == 3
    assert "decisions.tsv:2: 'join' is no decision" in refused.stderr
    assert "expected: merge, split" in refused.stderr


def test_a_graph_that_knows_no_documents_cannot_be_decided_on(run: Run) -> None:
    assert "Hint: `kg build`" in run("decisions").stderr
