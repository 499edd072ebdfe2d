"""`kg catalogue`: which catalogues a graph is completed from."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]

BIBLIOGRAPHY = """\
@inproceedings{zaheer2017,
  title = {Deep Sets},
  author = {Zaheer, Manzil and Kottur, Satwik},
  booktitle = {NeurIPS},
  year = 2017,
}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "list.md").write_text("- [Deep Sets](https://arxiv.org/abs/1703.06114), M. Zaheer\n", encoding="utf-8")
    (tmp_path / "library.bib").write_text(BIBLIOGRAPHY, encoding="utf-8")
    return tmp_path


def test_adding_listing_and_removing(run: Run, folder: Path) -> None:
    graph, library = folder / "graph", folder / "library.bib"
    assert run("build", folder / "list.md", "-o", graph).exit_code == 0
    added = run("catalogue", "add", library, "-g", graph)
    assert added.exit_code == 0
    assert "2 people" in added.stdout
    assert "library.bib" in run("catalogue", "list", "-g", graph).stdout
    assert "2 people" in run("build", "-o", graph).stdout  # without a path: from the same as before
    removed = run("catalogue", "remove", library, "-g", graph)
    assert "1 person" in removed.stdout


def test_a_catalogue_may_come_before_the_documents(run: Run, folder: Path) -> None:
    graph = folder / "graph"
    noted = run("catalogue", "add", folder / "library.bib", "-g", graph)
    assert noted.exit_code == 0
    assert "first `kg build PATH…`" in noted.stderr
    assert "2 people" in run("build", folder / "list.md", "-o", graph).stdout


def test_what_is_not_in_use_cannot_be_removed(run: Run, folder: Path) -> None:
    run("build", folder / "list.md", "-o", folder / "graph")
    result = run("catalogue", "remove", "other.bib", "-g", folder / "graph")
    assert result.exit_code == 3
    assert "in use: none" in result.stderr


@pytest.mark.parametrize("field", ["title", "title=", "colour=red"])
def test_a_field_needs_a_meaning_and_a_name(run: Run, folder: Path, field: str) -> None:
    result = run("catalogue", "add", folder / "library.bib", "--field", field, "-g", folder / "graph")
    assert result.exit_code in (2, 3)
    assert not (folder / "graph").exists()


def test_a_first_build_needs_documents(run: Run, tmp_path: Path) -> None:
    result = run("build", "-o", tmp_path / "graph")
    assert result.exit_code == 2
    assert "Name the documents" in result.stderr


def test_a_decision_settles_a_conflict(run: Run, folder: Path) -> None:
    graph = folder / "graph"
    listed = "- [Deep Sets](https://arxiv.org/abs/1703.06114), A. Byron, E. Noether. NeurIPS 2017\n"
    (folder / "list.md").write_text(listed, encoding="utf-8")
    run("build", folder / "list.md", "-o", graph)
    run("catalogue", "add", folder / "library.bib", "-g", graph)
    (conflict,) = json.loads(run("conflicts", "-g", graph, "--format", "json").stdout)
    assert conflict["kind"] == "authors"
    header = "action\tkind\tone\tother\tnote\n"
    (folder / "decisions.tsv").write_text(f"{header}{conflict['decision']}\n", encoding="utf-8")
    assert json.loads(run("conflicts", "-g", graph, "--format", "json").stdout) == []
