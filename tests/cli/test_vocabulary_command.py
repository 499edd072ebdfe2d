"""`kg vocabulary`: what it says and how it ends."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from kg.vocabulary import load

Run = Callable[..., Result]

TURTLE = """\
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<urn:teas> a skos:ConceptScheme .
<urn:tea> a skos:Concept ; skos:topConceptOf <urn:teas> ; skos:prefLabel "tea brewing"@en ; skos:altLabel "R" .
"""


@pytest.fixture
def teas(tmp_path: Path) -> Path:
    path = tmp_path / "teas.ttl"
    path.write_text(TURTLE, encoding="utf-8")
    return path


def test_a_warning_is_shown_with_its_place(run: Run, teas: Path) -> None:
    result = run("vocabulary", "check", teas)
    assert result.exit_code == 0
    assert "warning: tea brewing [a label of some length]" in result.stdout
    assert f"{teas}:3:108: “R”" in result.stdout
    assert result.stdout.endswith("Found 1 warning.\n")


def test_the_exit_code_tells_what_was_asked_for(run: Run, teas: Path) -> None:
    assert run("vocabulary", "check", teas, "--fail-on", "warning").exit_code == 1
    teas.write_text(TURTLE.replace('"tea brewing"@en', '"tea brewing", "brewing tea"'), encoding="utf-8")
    assert run("vocabulary", "check", teas).exit_code == 1
    assert run("vocabulary", "check", teas, "--fail-on", "never").exit_code == 0


def test_a_right_vocabulary_is_said_to_be_valid(run: Run, teas: Path) -> None:
    teas.write_text(TURTLE.replace('"R"', '"making tea"'), encoding="utf-8")
    result = run("vocabulary", "check", teas, "--fail-on", "warning")
    assert (result.exit_code, result.stdout) == (0, "Valid: every rule holds.\n")


def test_json_and_sarif_name_rule_and_place(run: Run, teas: Path) -> None:
    (finding,) = json.loads(run("vocabulary", "check", teas, "--format", "json").stdout)["results"]
    assert (finding["rule"], finding["value"], finding["places"][0]["line"]) == ("LabelShort", "R", 3)
    (result,) = json.loads(run("vocabulary", "check", teas, "--format", "sarif").stdout)["runs"][0]["results"]
    assert result["ruleId"] == "LabelShort"
    assert result["locations"][0]["physicalLocation"]["region"]["startLine"] == 3


def test_many_findings_of_a_rule_are_counted(run: Run, tmp_path: Path) -> None:
    labels = tmp_path / "labels.csv"
    labels.write_text("label\n" + "".join(f"{number}\n" for number in range(1000, 1050)), encoding="utf-8")
    result = run("vocabulary", "check", labels)
    assert result.stdout.count("warning: ") == 20
    assert "… and 30 more findings [a label of some length]" in result.stdout
    assert result.stdout.endswith("Found 50 warnings.\n")
    assert len(json.loads(run("vocabulary", "check", labels, "--format", "json").stdout)["results"]) == 50


def test_what_is_no_vocabulary_ends_with_3(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text("term,definition\nvole,small\n", encoding="utf-8")
    for path in (table, tmp_path / "none.ttl"):
        result = run("vocabulary", "check", path)
        assert result.exit_code == 3
        assert str(path) in result.stderr
    assert "the columns term, definition" in run("vocabulary", "check", table).stderr


def test_list_counts_concepts_and_labels(run: Run, teas: Path) -> None:
    result = run("vocabulary", "list", "--vocabulary", teas)
    assert result.exit_code == 0
    assert ["urn:teas", "topic", "1", "2"] in [line.split() for line in result.stdout.splitlines()]
    assert "https://w3id.org/kg-papers/id/scheme/methods" in run("vocabulary", "list").stdout


def test_a_build_takes_a_table_and_keeps_it_ready(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load()  # the shipped vocabulary is read once, and need not be kept then
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "labels.csv").write_text("label\nvole counting\n", encoding="utf-8")
    notes = tmp_path / "notes.md"
    notes.write_text("- [Vole Counting in the Field](https://arxiv.org/abs/1906.12005), ICLR 2020\n", encoding="utf-8")
    arguments = ("build", notes, "--vocabulary", tmp_path / "labels.csv", "--output", tmp_path / "graph")
    assert run(*arguments).exit_code == 0
    assert "vole counting" in run("show", "Vole Counting in the Field", "--graph", tmp_path / "graph").stdout
    assert len(list((tmp_path / "cache" / "kg" / "vocabularies").iterdir())) == 1
    assert "Nothing changed." in run(*arguments).stdout
