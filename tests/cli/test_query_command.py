"""`kg query`: formats, parameters, refusals."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from click.shell_completion import ShellComplete
from click.testing import Result

from kg import queries
from kg.cli import kg

GOLDEN = Path(__file__).parent / "answers"
Run = Callable[..., Result]
TOPIC = ("query", "papers-by-topic", "--param", "topic=GNN")
SUFFIXES = {"table": "txt", "csv": "csv", "tsv": "tsv", "json": "json", "xml": "xml", "markdown": "md"}


@pytest.mark.parametrize("form", SUFFIXES)
def test_formats_of_solutions(form: str, run: Run, golden: Callable[[Path, str], None]) -> None:
    result = run(*TOPIC, "--format", form)
    assert result.exit_code == 0
    assert result.stderr == ""
    golden(GOLDEN / f"papers-by-topic.{SUFFIXES[form]}", result.stdout)


def test_evidence_of_rows(run: Run) -> None:
    result = run(*TOPIC, "--evidence")
    assert result.exit_code == 0
    table, _, evidence = result.stdout.partition("\nevidence\n")
    assert table == run(*TOPIC).stdout
    assert "neurips-2020.md:31  “graph neural network”" in evidence
    assert "“" in evidence


def test_evidence_has_no_place_in_csv(run: Run) -> None:
    result = run(*TOPIC, "--evidence", "--format", "csv")
    assert result.exit_code == 2
    assert "--evidence" in result.stderr


def test_machine_formats_are_read_back(run: Run) -> None:
    rows = list(csv.reader(io.StringIO(run(*TOPIC, "--format", "csv").stdout)))
    assert rows[0] == ["title", "about", "paper"]
    assert len(rows) == 3
    bindings = json.loads(run(*TOPIC, "--format", "json").stdout)["results"]["bindings"]
    assert [row["title"]["value"] for row in bindings] == [row[0] for row in rows[1:]]
    assert len(ElementTree.fromstring(run(*TOPIC, "--format", "xml").stdout)[1]) == 2


@pytest.mark.parametrize(("form", "answer"), [("table", "yes\n"), ("markdown", "yes\n"), ("csv", "true\n")])
def test_ask(form: str, answer: str, run: Run) -> None:
    assert run("query", "-", "--format", form, stdin="ASK { ?paper kg:code ?code }").stdout == answer
    assert run("query", "-", stdin="ASK { ?paper kg:code 'none' }").stdout == "no\n"


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?title { ?paper kg:code ?code ; kg:title ?title }",
        "# papers with code\nPREFIX k: <https://w3id.org/kg-papers/ontology#>\nselect * where{ ?paper k:code ?code }",
        "DESCRIBE ?paper { ?paper kg:code ?code }",
    ],
)
def test_a_query_as_an_argument_is_that_of_standard_input(text: str, run: Run) -> None:
    given = run("query", text)
    assert given.exit_code == 0
    assert given.stdout == run("query", "-", stdin=text).stdout != ""


def test_an_update_as_an_argument_is_refused(run: Run) -> None:
    result = run("query", "INSERT DATA { <a:a> <a:b> <a:c> }")
    assert result.exit_code != 0
    assert "only SELECT, ASK, CONSTRUCT and DESCRIBE" in result.stderr


def test_construct_and_describe_are_turtle(run: Run) -> None:
    for text in ("CONSTRUCT WHERE { ?paper kg:code ?code }", "DESCRIBE ?paper { ?paper kg:code ?code }"):
        result = run("query", "-", stdin=text)
        assert list(ox.parse(result.stdout, format=ox.RdfFormat.TURTLE))
        assert result.stdout.startswith("@prefix")


def test_triples_as_a_table(run: Run) -> None:
    result = run("query", "-", "-f", "table", stdin="CONSTRUCT WHERE { ?paper kg:doi ?doi }")
    assert result.stdout.splitlines()[0].split() == ["subject", "predicate", "object"]
    assert "Array programming with NumPy (paper:array-programming-with-numpy-" in result.stdout


@pytest.mark.parametrize(
    ("text", "form"),
    [("SELECT * { ?s ?p ?o }", "turtle"), ("ASK { }", "turtle"), ("CONSTRUCT WHERE { ?s kg:doi ?o }", "csv")],
)
def test_formats_that_do_not_fit(text: str, form: str, run: Run) -> None:
    result = run("query", "-", "--format", form, stdin=text)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Choose" in result.stderr


def test_list_names_every_query_on_a_line(run: Run) -> None:
    lines = run("query", "--list").stdout.splitlines()
    assert {line.split()[0] for line in lines if line.startswith("  ")} == set(queries.names())
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize("option", ["--help", "--describe"])
def test_help_of_a_query_shows_how_to_ask(option: str, run: Run) -> None:
    described = run("query", "papers-by-venue", option).stdout
    assert "Which papers appeared at a venue" in described
    assert "  kg query papers-by-venue venue=NeurIPS\n" in described
    assert "optional" in described
    assert "the year in which the paper appeared" in described
    assert run("query", option, "papers-by-venue").stdout == described
    assert "one of introduces, uses" in run("query", "papers-by-method", option).stdout


def test_help_without_a_query_is_that_of_the_command(run: Run) -> None:
    assert "Usage: kg query" in run("query", "--help").stdout
    assert run("query").exit_code == 2


def test_show_prints_the_sparql(run: Run) -> None:
    shown = run("query", "papers-by-venue", "--show").stdout
    assert shown.startswith("PREFIX kg:")
    assert "#+" not in shown


def test_values_stand_behind_the_query_or_behind_an_option(run: Run) -> None:
    by_option = run("query", "papers-by-venue", "-p", "venue=NeurIPS", "-p", "year=2020").stdout
    assert run("query", "papers-by-venue", "venue=NeurIPS", "year=2020").stdout == by_option
    assert run("query", "papers-by-venue", "venue").exit_code == 2


def test_limit(run: Run) -> None:
    whole = run("query", "papers-by-venue", "venue=NeurIPS", "-f", "csv").stdout.splitlines()
    assert (
        run("query", "papers-by-venue", "venue=NeurIPS", "-f", "csv", "--limit", "2").stdout.splitlines() == whole[:3]
    )
    assert run("query", "-", "--limit", "1", stdin="ASK { }").stdout == "yes\n"


def test_a_query_of_some_documents(run: Run) -> None:
    of_one = run("query", "documents", "-f", "csv", "-d", "reading-list.md").stdout
    assert "neurips-2020.md" not in of_one
    both = ("-d", "reading-list.md", "--document", "neurips-2020.md")
    assert run("query", "documents", "-f", "csv", *both).stdout == run("query", "documents", "-f", "csv").stdout
    assert "near it" in run("query", "documents", "-d", "reading-lst.md").stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["papers-by-venue", "venue=NeurIPS", "year=2019"], ["Without year='2019' it has one", "With year='2020'"]),
        (["papers", "venue=ICLR", "method=BYOL"], ["With venue='NeurIPS' it has one"]),
        (["papers-by-method", "method=BYOL", "role=uses"], ["With role='introduces' it has one"]),
        (["papers", "person=Jure Leskovec", "method=BYOL"], ["Without person=", "Without method="]),
    ],
)
def test_an_empty_answer_says_why(arguments: list[str], said: list[str], run: Run) -> None:
    result = run("query", *arguments)
    assert result.exit_code == 0
    assert all(words in result.stderr for words in said), result.stderr


@pytest.mark.parametrize(
    ("arguments", "stdin", "said"),
    [
        (["query", "papers-by-topc"], None, "did you mean papers-by-topic"),
        (["query", "papers-by-topic"], None, 'e.g. topic="self-supervised learning"'),
        (["query", "papers-by-topic", "-p", "topik=x"], None, "it has topic"),
        (["query", "papers-by-topic", "-p", "topic=contrasive"], None, "contrastive learning"),
        (["query", "-"], "SELECT * { ?s ?p }", "standard input:1:18: '}' does not fit here\n  SELECT * { ?s ?p }\n"),
        (["query", "-"], "DROP ALL", "would change the graph"),
        (["query", "-"], "ASK { SERVICE <http://example.org/> { } }", "SERVICE is refused"),
        (["query", "awards", "--graph", "nowhere"], None, "kg build"),
    ],
)
def test_errors_are_answers_to_what_now(arguments: list[str], stdin: str | None, said: str, run: Run) -> None:
    result = run(*arguments, stdin=stdin)
    assert (result.exit_code, result.stdout) == (3, "")
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_parameters_need_a_name_and_a_value(run: Run) -> None:
    assert run("query", "papers-by-topic", "-p", "topic").exit_code == 2
    assert run("query", "papers-by-topic", "-p", "=x").exit_code == 2


def test_graph_files_that_are_none(run: Run, tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text("<urn:a> <urn:b>\n\n oops .", encoding="utf-8")
    result = run("query", "awards", "--graph", broken)
    assert result.exit_code == 3
    assert "broken.ttl:3:" in result.stderr
    other = tmp_path / "notes.md"
    other.write_text("# Notes", encoding="utf-8")
    assert run("query", "awards", "--graph", other).exit_code == 3


def test_words_of_documents_do_not_command_the_terminal(run: Run, tmp_path: Path) -> None:
    graph = tmp_path / "hostile.ttl"
    title = r"\u001B]0;owned\u0007[red]x[/red] \u202Egnp.exe | a_b *c* <i>"
    graph.write_text(f'<urn:a> <http://www.w3.org/2000/01/rdf-schema#label> "{title}" .', encoding="utf-8")
    shown = {
        form: run("query", "-", "-g", graph, "-f", form, stdin="SELECT * { ?s ?p ?o }").stdout for form in SUFFIXES
    }
    for form in ("table", "markdown"):
        assert not set(shown[form]) & {"\x1b", "\x07", "\u202e"}
    assert r"\x1b]0;owned\x07[red]x[/red] \u202egnp.exe | a_b *c* <i>" in shown["table"]
    assert r"\| a\_b \*c\* \<i\>" in shown["markdown"]
    value = json.loads(shown["json"])["results"]["bindings"][0]["o"]["value"]
    assert value == title.encode().decode("unicode_escape")


def test_names_are_completed() -> None:
    complete = ShellComplete(kg, {}, "kg", "_KG_COMPLETE")
    completed = {item.value for item in complete.get_completions(["query"], "papers-by")}
    assert completed == {name for name in queries.names() if name.startswith("papers-by")}
    assert {item.value for item in complete.get_completions([], "v")} == {"validate", "verify", "view", "vocabulary"}


def test_parameters_and_choices_are_completed() -> None:
    complete = ShellComplete(kg, {}, "kg", "_KG_COMPLETE")
    asked = ["query", "papers-by-method"]
    assert [item.value for item in complete.get_completions(asked, "")] == ["method=", "role="]
    assert [item.value for item in complete.get_completions(asked, "role=m")] == ["role=mentions"]
    assert [item.value for item in complete.get_completions([*asked, "-p"], "me")] == ["method="]
    assert not complete.get_completions(["query", "no-such-query"], "x")
