"""`kg build`, `extract`, `validate`, `verify`, `why`, `show`, `stats`, `export`: what they say and how they end."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import Result

from kg.cli import kg
from kg.export import FORMATS
from kg.sparql import PREFIXES

GRAPHS = Path(__file__).parent.parent / "graphs"
GOLDEN = Path(__file__).parent / "answers"
Run = Callable[..., Result]


@pytest.fixture
def built(run: Run, documents: Path, tmp_path: Path) -> Path:
    """A graph of the two documents."""
    sources = tmp_path / "sources"
    shutil.copytree(documents, sources)
    result = run("build", sources, "--output", tmp_path / "graph", "--fail-on", "never")
    assert result.exit_code == 0, result.output
    return tmp_path / "graph"


def test_build_says_what_it_did(run: Run, documents: Path, tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    first = run("build", documents / "notes", documents / "reading-list.md", "-o", graph, "--fail-on", "never")
    assert first.exit_code == 0
    assert "reading-list.md  read" in first.stdout
    assert "7 papers" in first.stdout
    again = run("build", documents / "notes", documents / "reading-list.md", "-o", graph, "--fail-on", "never")
    assert "Nothing changed." in again.stdout
    assert "reading-list.md  unchanged" in again.stdout


def test_build_goes_on_after_a_bad_document(run: Run, documents: Path, tmp_path: Path) -> None:
    image = tmp_path / "image.md"
    image.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0")
    arguments = ["build", documents / "reading-list.md", image, tmp_path / "gone.md", "-o", tmp_path / "graph"]
    result = run(*arguments, "--fail-on", "never")
    assert result.exit_code == 3
    assert "image.md: " in result.stderr
    assert "gone.md: " in result.stderr
    assert "5 papers" in result.stdout


def test_build_says_which_encoding_it_guessed(run: Run, tmp_path: Path) -> None:
    notes = tmp_path / "notes.md"
    notes.write_bytes("- [Rényi Fair Inference](https://arxiv.org/abs/1906.12005), ICLR 2020\n".encode("cp1252"))
    guessed = run("build", notes, "-o", tmp_path / "graph")
    assert "notes.md: not UTF-8; read as cp1252, a guess (--encoding names another)" in guessed.stderr
    assert "1 document, 1 reference, 1 paper," in guessed.stdout
    again = run("build", notes, "-o", tmp_path / "graph")
    assert "a guess" in again.stderr
    told = run("build", notes, "-o", tmp_path / "graph", "--encoding", "cp1252")
    assert "a guess" not in told.stderr


def test_build_fails_when_nothing_can_be_read(run: Run, tmp_path: Path) -> None:
    result = run("build", tmp_path / "gone.md", "-o", tmp_path / "graph")
    assert (result.exit_code, result.stdout) == (3, "")


def test_build_says_what_is_in_the_way(run: Run, documents: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    result = run("build", documents, "-o", tmp_path / "file" / "graph")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "file" in result.stderr


def test_mistyped_command(run: Run) -> None:
    result = run("bulid", "notes")
    assert result.exit_code == 2
    assert "Did you mean build?" in result.stderr


@pytest.mark.parametrize("base", ["nonsense", "https://example.org/x", "https://example.org/a b/", "https://<x>/"])
def test_build_wants_a_namespace(base: str, run: Run, documents: Path, tmp_path: Path) -> None:
    assert run("build", documents, "-o", tmp_path / "graph", "--base", base).exit_code == 2


def test_extract_gives_json_lines(run: Run, documents: Path) -> None:
    result = run("extract", documents / "reading-list.md", "--format", "json")
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert (result.exit_code, len(records)) == (0, 5)
    text = (documents / "reading-list.md").read_text(encoding="utf-8")
    assert records[-1]["title"] == "Array programming with NumPy"
    start, end = records[-1]["authors"][0]["span"]
    assert text[start:end] == "Charles R. Harris"


def test_extract_reads_standard_input(run: Run, documents: Path) -> None:
    data = (documents / "reading-list.md").read_bytes()
    result = run("extract", "-", stdin=data)
    assert result.exit_code == 0
    assert "-:11:" in result.stdout
    assert "Charles R. Harris, …" in result.stdout


def test_extract_names_what_it_cannot_read(run: Run, documents: Path, tmp_path: Path) -> None:
    result = run("extract", tmp_path / "gone.md", documents / "reading-list.md", "--format", "json")
    assert result.exit_code == 3
    assert "gone.md" in result.stderr
    assert len(result.stdout.splitlines()) == 5


def test_validate_ends_as_it_finds(run: Run, tmp_path: Path) -> None:
    assert run("validate").exit_code == 0
    graph = tmp_path / "two-lists.trig"
    good = (GRAPHS / "two-lists.trig").read_text(encoding="utf-8")
    graph.write_text(good.replace("kg:position 2", "kg:position 0"), encoding="utf-8")
    assert run("validate", graph).exit_code == 1
    assert run("validate", graph, "--fail-on", "never").exit_code == 0
    graph.write_text(good.replace("vsitzmann/siren", "google-research/simclr"), encoding="utf-8")
    assert run("validate", graph).exit_code == 0
    assert run("validate", graph, "--fail-on", "warning").exit_code == 1
    assert run("validate", tmp_path / "gone").exit_code == 3


def test_verify_sees_changes(run: Run, built: Path) -> None:
    assert run("verify", built).exit_code == 0
    source = built.parent / "sources" / "reading-list.md"
    source.write_text(source.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    result = run("verify", built)
    assert result.exit_code == 1
    assert "reading-list.md: 0 of" in result.stdout
    assert "(changed)" in result.stdout
    value = json.loads(run("verify", built, "--format", "json").stdout)
    assert value["passes"] is False


def test_why_highlights_the_words(run: Run, built: Path) -> None:
    result = run("why", "array programming", "year", "--graph", built)
    assert result.exit_code == 0
    assert "year: 2020\n  reading-list.md:11:110 (" in result.stdout
    assert "Charles R. Harris et al. Nature »2020«." in result.stdout
    records = json.loads(run("why", "array programming", "year", "2020", "-g", built, "-f", "json").stdout)
    assert [(record["document"], record["line"], record["quote"]) for record in records] == [
        ("reading-list.md", 11, "2020")
    ]


def test_why_shows_no_line_ends_of_windows(run: Run, tmp_path: Path) -> None:
    document = tmp_path / "list.md"
    document.write_bytes(b"# ICLR 2020\r\n\r\n- **Deep Sets for Everything** (Ann Lee, Bob Ray)\r\n")
    run("build", document, "-o", tmp_path / "graph")
    answer = run("why", "Deep Sets for Everything", "creator", "-g", tmp_path / "graph").stdout
    assert "- **Deep Sets for Everything** (»Ann Lee«, Bob Ray)\n" in answer


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["why", "no such thing"], "no thing called"),
        (["why", "array programming", "yaer"], "year"),
        (["why", "array programming", "year", "1999"], "2020"),
        (["why", "machine learning"], "no document states anything"),
        (["show", "learning"], "name one by its IRI"),
        (["show", "\udcff"], "no thing called"),
        (["show", ""], "no thing called"),
    ],
)
def test_what_is_not_there_is_said(arguments: list[str], said: str, run: Run) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (3, "")
    assert said in result.stderr


def test_why_works_without_the_documents(run: Run) -> None:
    result = run("why", "2006.09661", "topic")
    assert "neurips-2020.md:10:" in result.stdout
    assert "»implicit neural representation«" in result.stdout


@pytest.mark.parametrize(
    ("name", "entity"),
    [("paper", "bootstrap your own latent"), ("person", "Leskovec, Jure"), ("topic", "gnn"), ("venue", "NIPS")],
)
def test_show(name: str, entity: str, run: Run, golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN / f"show-{name}.txt", run("show", entity).stdout)


def test_show_names_the_first_of_very_many(run: Run, tmp_path: Path) -> None:
    graph = tmp_path / "long.ttl"
    papers = "".join(
        f'paper:p{n:04} a kg:Paper ; rdfs:label "Paper {n:04}" ; kg:listedIn document:long .\n' for n in range(1500)
    )
    prefixes = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    graph.write_text(f'{prefixes}document:long a kg:Document ; rdfs:label "A long list" .\n{papers}', encoding="utf-8")
    lines = run("show", "A long list", "--graph", graph).stdout.splitlines()
    assert any(line.startswith("← listed in") and "Paper 0000; Paper 0001" in line for line in lines)
    assert lines[-1].strip() == "… and 1480 more"


def test_show_as_turtle(run: Run) -> None:
    result = run("show", "topic:contrastive-learning", "--format", "turtle")
    assert len({str(triple.subject) for triple in ox.parse(result.stdout, format=ox.RdfFormat.TURTLE)}) == 1


def test_stats(run: Run, golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN / "stats.txt", run("stats").stdout)
    value = json.loads(run("stats", "--format", "json").stdout)
    assert value["counts"]["papers"] == 7
    assert value["papers with"]["several documents"] == 2


@pytest.mark.parametrize("form", FORMATS)
def test_export_to_file_and_to_standard_output(form: str, run: Run, tmp_path: Path) -> None:
    output = tmp_path / "exported"
    assert run("export", "--format", form, "--output", output).exit_code == 0
    assert output.read_bytes() == run("export", "--format", form).stdout_bytes
    assert list(tmp_path.iterdir()) == [output]


def test_export_cannot_write(run: Run, tmp_path: Path) -> None:
    result = run("export", "--output", tmp_path / "no" / "folder" / "x.ttl")
    assert result.exit_code == 3
    assert "Traceback" not in result.stderr


def test_export_offers_every_format(run: Run) -> None:
    command = kg.commands.get("export") or kg.get_command(None, "export")  # type: ignore[arg-type]
    assert command is not None
    (option,) = [parameter for parameter in command.params if parameter.name == "fmt"]
    assert tuple(option.type.choices) == FORMATS  # type: ignore[attr-defined]
