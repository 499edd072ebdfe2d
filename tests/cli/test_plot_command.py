"""`kg plot`: which file it writes, and what it says when it cannot."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from kg import plots
from kg.cli import plot as command

Run = Callable[..., Result]
BEGINNINGS = {"svg": b"<?xml", "png": b"\x89PNG", "html": b"<!DOCTYPE html>", "csv": b"topic,year,papers"}


def test_the_command_knows_all_pictures_and_formats() -> None:
    things = {name: len(picture.kinds) for name, picture in plots.PICTURES.items()}
    assert things == command._THINGS
    assert command._FORMATS == plots.FORMATS


@pytest.mark.parametrize("form", plots.FORMATS)
def test_the_suffix_says_what_is_written(run: Run, tmp_path: Path, form: str) -> None:
    output = tmp_path / f"topics.{form.upper()}"
    result = run("plot", "topics-by-year", "-o", output, "--data", tmp_path / "data.csv")
    assert (result.exit_code, result.output) == (0, "")
    assert output.read_bytes().startswith(BEGINNINGS[form])
    assert (tmp_path / "data.csv").read_bytes().startswith(BEGINNINGS["csv"])


@pytest.mark.parametrize("form", plots.FORMATS)
def test_a_picture_goes_to_standard_output_where_a_format_is_named(run: Run, form: str) -> None:
    for output in ([], ["-o", "-"]):
        result = run("plot", "topics-by-year", "--format", form, *output)
        assert result.stdout_bytes.startswith(BEGINNINGS[form])


def test_a_format_wins_over_a_suffix(run: Run, tmp_path: Path) -> None:
    assert run("plot", "degrees", "-f", "svg", "-o", tmp_path / "picture.data").exit_code == 0
    assert (tmp_path / "picture.data").read_bytes().startswith(b"<?xml")


def test_things_are_found_by_name(run: Run) -> None:
    result = run("plot", "editions", "neurips 2020", "ICLR 2020", "-f", "csv", "--top", "1")
    assert [line.split(",")[1] for line in result.stdout.splitlines()] == ["edition", "NeurIPS 2020", "ICLR 2020"]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["pie", "-o", "a.svg"], 2, "'pie' is not one of"),
        (["degrees"], 2, "Name a file with --output"),
        (["degrees", "-o", "-"], 2, "give --format"),
        (["degrees", "-o", "picture.pdf"], 2, "picture.pdf: the name of a picture ends in .svg, .png or .html"),
        (["degrees", "BYOL", "-o", "a.svg"], 2, "is about the whole graph: it takes no THING"),
        (["editions", "NeurIPS 2020", "-o", "a.svg"], 2, "is about one edition and one edition"),
        (["editions", "NeurIPS 2020", "neurips 2020", "-o", "a.svg"], 3, "not compared with itself"),
        (["lineage", "BYOL", "-f", "csv", "--venue", "ICLR"], 2, "are for topics-by-year, cooccurrence, degrees"),
        (["degrees", "-f", "csv", "--topic", "no such topic"], 3, "'no such topic'"),
        (["lineage", "-f", "csv"], 2, "is about one method"),
        (["lineage", "no such method", "-f", "csv"], 3, "no method called 'no such method'"),
        (["degrees", "-o", "no/such/folder/a.svg"], 3, "cannot be written"),
    ],
)
def test_what_cannot_be_drawn_is_told(run: Run, arguments: list[str], code: int, words: str) -> None:
    result = run("plot", *arguments)
    assert result.exit_code == code
    assert words in " ".join(result.stderr.split())


def test_a_picture_of_the_papers_of_a_venue(run: Run) -> None:
    every, some = (run("plot", "degrees", "-f", "csv", *scope).stdout for scope in ((), ("--venue", "ICLR 2020")))
    assert 1 < len(some.splitlines()) < len(every.splitlines())


def test_nothing_is_written_when_nothing_is_drawn(run: Run, tmp_path: Path) -> None:
    empty = tmp_path / "empty.ttl"
    empty.write_text("")
    result = run("plot", "cooccurrence", "--graph", empty, "-o", tmp_path / "a.svg", "--data", tmp_path / "a.csv")
    assert result.exit_code == 3
    assert "no paper has two topics" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["empty.ttl"]


def test_without_matplotlib_the_command_says_how_to_get_it(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in [name for name in sys.modules if name.startswith(("matplotlib", "kg.plots.drawing"))]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    result = run("plot", "degrees", "-o", tmp_path / "a.svg")
    assert result.exit_code == 3
    assert "pip install 'kg-papers[plot]'" in result.stderr
    assert run("plot", "degrees", "-o", tmp_path / "a.csv").exit_code == 0
