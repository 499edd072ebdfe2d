"""Reports: readable, machine-readable, and safe to look at."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kg.cli import reports
from kg.validation import Report, Result, Severity, validate
from kg.validation.places import Place
from kg.validation.shapes import SH

KG = "https://w3id.org/kg-papers/ontology#"
GOLDEN = Path(__file__).parent / "reports"
SUFFIXES = {"text": "txt", "json": "json", "sarif": "sarif.json", "turtle": "ttl", "html": "html"}
VOID = {"meta"}


@pytest.fixture
def report(two_lists: ox.Store) -> Report:
    """A paper with a wrong year and another paper's code."""
    numpy = ox.NamedNode("https://w3id.org/kg-papers/id/paper/array-programming-with-numpy-fe12e7e7")
    two_lists.add(ox.Quad(numpy, ox.NamedNode(KG + "year"), ox.Literal(1066)))
    two_lists.add(ox.Quad(numpy, ox.NamedNode(KG + "code"), ox.NamedNode("https://github.com/vsitzmann/siren")))
    return validate(two_lists)


@pytest.fixture
def hostile() -> Report:
    """What a document could hold to get at its reader."""
    words = '<script>alert("1")</script>\x1b]0;owned\x07\u202e & \x9b31m'
    place = Place("<b>\x1b[2J.md", 3, 4, 5, 9, words + "\nnext line")
    result = Result(
        rule="PaperTitle",
        name="title",
        severity=Severity.WARNING,
        message=words,
        component="MinCountConstraintComponent",
        focus="urn:a",
        about="urn:a",
        label=words,
        value=words,
        path=KG + "title",
        places=(place,),
    )
    return Report((result,))


def written(report: Report, form: str) -> str:
    answer = reports.FORMATS[form](report)
    return answer.decode("utf-8") if isinstance(answer, bytes) else answer


@pytest.mark.parametrize("form", reports.FORMATS)
def test_golden(form: str, report: Report, golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN / f"two-findings.{SUFFIXES[form]}", written(report, form))


@pytest.mark.parametrize("form", ["text", "html"])
def test_nothing_commands_the_reader(form: str, hostile: Report) -> None:
    text = written(hostile, form)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    assert "\\x1b" in text


def test_html_is_escaped_and_whole(hostile: Report) -> None:
    class Page(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.open: list[str] = []
            self.seen: set[str] = set()
            self.attributes: set[str] = set()

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.seen.add(tag)
            self.attributes |= {name for name, _ in attrs}
            if tag not in VOID:
                self.open.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert self.open.pop() == tag

    page = Page()
    page.feed(written(hostile, "html"))
    page.close()
    assert page.open == []
    assert not page.seen & {"script", "b", "a", "img", "link", "iframe"}
    assert page.attributes <= {"charset", "class", "lang"}


def test_json_keeps_words_exactly(hostile: Report) -> None:
    value = json.loads(written(hostile, "json"))
    assert value["counts"] == {"violation": 0, "warning": 1, "info": 0}
    assert value["results"][0]["places"][0]["quote"] == hostile.results[0].places[0].quote


def test_sarif_has_the_structure_of_2_1_0(report: Report) -> None:
    value: Any = json.loads(written(report, "sarif"))
    assert value["version"] == "2.1.0"
    (run,) = value["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted({result.rule for result in report.results})
    assert run["columnKind"] == "unicodeCodePoints"
    assert len(run["results"]) == len(report.results)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"error", "warning", "note"}
        assert result["message"]["text"]
        assert result["partialFingerprints"]
        for location in [*result["locations"], *result["relatedLocations"]]:
            region = location["physicalLocation"]["region"]
            assert region["startLine"] >= 1
            assert region["startColumn"] >= 1
            assert region["charLength"] >= 0
            assert re.fullmatch(r"[\w./%~-]+", location["physicalLocation"]["artifactLocation"]["uri"])


def test_turtle_is_the_report_of_shacl(report: Report) -> None:
    store = ox.Store()
    store.load(reports.as_turtle(report), ox.RdfFormat.TURTLE)
    assert not any(isinstance(quad.subject, ox.BlankNode) for quad in store)
    counts = store.query(
        f"""PREFIX sh: <{SH}> SELECT (COUNT(?result) AS ?count) WHERE {{
          ?report a sh:ValidationReport ; sh:conforms false ; sh:result ?result .
          ?result a sh:ValidationResult ; sh:focusNode ?focus ; sh:resultSeverity ?severity ; sh:resultMessage ?words ;
            sh:sourceShape ?shape ; sh:sourceConstraintComponent ?component . }}"""
    )
    assert isinstance(counts, ox.QuerySolutions)
    assert next(counts)["count"] == ox.Literal(len(report.results))


@pytest.mark.parametrize("form", reports.FORMATS)
def test_nothing_found(form: str) -> None:
    assert written(Report(()), form)
