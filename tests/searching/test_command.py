"""`kg search`: what it prints."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import kg

GOLDEN = Path(__file__).parent / "answers"
ROOT = Path(__file__).parent.parent.parent


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(kg, ["search", *map(str, arguments)], prog_name="kg")
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("words.txt", ["graph", "neural", "network", "-n", "8"]),
        ("words.md", ["graph", "neural", "network", "-n", "8", "-f", "markdown"]),
        ("misspelt.txt", ["contrastive", "lerning", "-n", "8"]),
        ("passages.txt", ["gradient", "-t", "paper", "-n", "8"]),
        ("years.csv", ["learning", "--year", "2018-2019", "-n", "8", "-f", "csv"]),
        ("venue.json", ["learning", "--venue", "neurips", "-t", "paper", "-n", "3", "-f", "json"]),
    ],
)
def test_answer(name: str, arguments: list[str], built: Path, golden: Callable[[Path, str], None]) -> None:
    result = run(*arguments, "-g", built)
    assert result.exit_code == 0, result.output
    golden(GOLDEN / name, result.stdout + result.stderr.replace("\x1b", "ESC"))


def test_all_formats_tell_the_same(built: Path) -> None:
    records = json.loads(run("graph", "-g", built, "-f", "json").stdout)
    rows = list(csv.DictReader(io.StringIO(run("graph", "-g", built, "-f", "csv").stdout)))
    assert [record["thing"] for record in records] == [row["thing"] for row in rows]
    assert list(records[0]) == ["score", "kind", "label", "year", "why", "words", "thing"]
    assert [record["score"] for record in records] == sorted((record["score"] for record in records), reverse=True)
    for fmt in ("table", "markdown"):
        assert len(run("graph", "-g", built, "-f", fmt).stdout.splitlines()) == len(records) + 2


@pytest.mark.parametrize(
    ("arguments", "problem", "hint"),
    [
        (["zzzqqq"], "nothing fits 'zzzqqq'", "kg stats"),
        (["zzzqqq", "graph"], "", ""),
        (["graph", "--year", "1066"], "with these options", "without them there is:"),
        (["graph", "--document", "no such"], "no document called 'no such'", "kg stats"),
        (["graph", "--venue", "neurisp"], "no venue or edition called 'neurisp'", "NeurIPS"),
        (["*"], "nothing fits '*'", "kg stats"),
        (["\x1b[31m" * 50], "nothing fits", "kg stats"),
    ],
)
def test_when_nothing_fits(arguments: list[str], problem: str, hint: str, built: Path) -> None:
    result = run(*arguments, "-g", built)
    assert result.exit_code == (3 if problem else 0)
    assert problem in result.stderr
    assert hint in result.stderr
    assert "\x1b" not in result.stderr


@pytest.mark.parametrize("year", ["20x0", "2021-2018", "-", ""])
def test_years_that_are_none(year: str, built: Path) -> None:
    assert run("graph", "--year", year, "-g", built).exit_code == 2


@pytest.mark.parametrize("year", ["2020", "2018-2021", "2018-", "-2021", "2018 – 2021"])
def test_years(year: str, built: Path) -> None:
    assert run("learning", "--year", year, "-g", built).exit_code == 0


def test_a_document_by_its_file_name(built: Path) -> None:
    name = min(path.name for path in (ROOT / "data" / "documents").iterdir() if path.suffix == ".md")
    records = json.loads(run("learning", "--document", name, "-g", built, "-f", "json").stdout)
    assert 0 < len(records) < len(json.loads(run("learning", "-g", built, "-f", "json", "-n", "999").stdout))


def test_words_of_documents_do_not_command_the_terminal(tmp_path: Path) -> None:
    graph = tmp_path / "graph.ttl"
    title = r"Evil \u001B[31m \uE000red\uE001 \u202E title | <b>"
    graph.write_text(f'<urn:a> a <https://w3id.org/kg-papers/ontology#Paper> ; '
                     f'<https://w3id.org/kg-papers/ontology#title> "{title}" .', encoding="utf-8")  # fmt: skip
    for fmt in ("table", "markdown"):
        shown = run("evil", "-g", graph, "-f", fmt).stdout
        assert "\x1b" not in shown
        assert "\u202e" not in shown


@pytest.mark.skipif(not shutil.which("script"), reason="terminals are made with script(1)")
def test_on_a_terminal_the_match_is_marked(built: Path) -> None:
    for colour, mark in (({}, "\x1b[1;33mgraph\x1b[0m"), ({"NO_COLOR": "1"}, "»graph«")):
        line = f"{sys.executable} -m kg search graph neural -n 1 -g {built}"
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", "COLUMNS": "150", **colour}
        done = subprocess.run(["script", "-qec", line, "/dev/null"], env=environment, capture_output=True, check=False,
                              stdin=subprocess.DEVNULL)  # fmt: skip
        assert mark in done.stdout.decode()
