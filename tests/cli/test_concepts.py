"""`kg concepts`, and what `kg show` and `kg why` say of methods: over a graph of two hand-made documents."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import Result
from hand_made import CONCEPTS, Sheet

from kg import vocabulary
from kg.cli.terminal import width
from kg.linking import link
from kg.mapping import to_quads
from kg.model import Role
from kg.vocabulary import Kind

GOLDEN = Path(__file__).parent / "answers"
Run = Callable[..., Result]

SCHEME = """
@prefix dataset: <https://w3id.org/kg-papers/id/dataset/> .
@prefix kg: <https://w3id.org/kg-papers/ontology#> .
@prefix method: <https://w3id.org/kg-papers/id/method/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix topic: <https://w3id.org/kg-papers/id/topic/> .
topic:vision a kg:Topic ; rdfs:label "vision"@en ; skos:prefLabel "vision"@en .
topic:generation a kg:Topic ; rdfs:label "generation"@en ; skos:prefLabel "generation"@en ; skos:broader topic:vision .
topic:inpainting a kg:Topic ; rdfs:label "inpainting"@en ; skos:prefLabel "inpainting"@en ;
  skos:broader topic:generation .
method:autoencoder a kg:Method ; rdfs:label "autoencoder"@en ; skos:prefLabel "autoencoder"@en .
method:vae a kg:Method ; rdfs:label "VAE"@en ; skos:prefLabel "VAE"@en ; skos:altLabel "variational autoencoder"@en ;
  skos:broader method:autoencoder .
dataset:faces a kg:Dataset ; rdfs:label "Faces"@en ; skos:prefLabel "Faces"@en .
"""


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three papers in two documents; NVAE, VLAE and "Odds and Ends" are known by no scheme."""
    one, other = Sheet("generators.md"), Sheet("more.md")
    one.add(
        "NVAE: A Deep Hierarchical Autoencoder",
        ["Arash Vahdat"],
        topics=["inpainting"],
        headings=["Odds and Ends"],
        methods={"*Nouveau VAE": Role.INTRODUCES, "VAE": Role.EXTENDS, "*VLAE": Role.COMPARES},
        datasets={"Faces": Role.EVALUATED},
        aliases={"*Nouveau VAE": "NVAE"},
        relations=[
            ("*Nouveau VAE", "variantOf", "VAE"),
            ("*Nouveau VAE", "outperforms", "*VLAE"),
            ("*Nouveau VAE", "evaluatedOn", "Faces"),
        ],
        description="A hierarchy of many layers, whose convolutions are separable by depth, makes sharp faces of 256 "
        "pixels. Nothing is generated pixel by pixel.",
    )
    one.add("Faces Without Names", topics=["vision", "generation"])
    other.add(
        "nvae: a deep hierarchical autoencoder",
        ["Arash Vahdat"],
        methods={"*Nouveau VAE": Role.INTRODUCES},
        relations=[("VAE", "variantOf", "autoencoder")],
    )
    extractions = [sheet.extraction() for sheet in (one, other)]
    quads = to_quads(link({item.name: item.references for item in extractions}), extractions)
    store = ox.Store()
    store.load(SCHEME, ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(CONCEPTS + "graph/vocabulary"))
    store.extend(quads)
    path = tmp_path_factory.mktemp("graph") / "graph.nq"
    store.dump(str(path), ox.RdfFormat.N_QUADS)
    return path


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("all", ["concepts"]),
        ("tree", ["concepts", "--kind", "topic", "--kind", "method", "--tree"]),
        ("unknown", ["concepts", "--unknown"]),
        ("document", ["concepts", "--document", "more.md"]),
        ("show-method", ["show", "NVAE"]),
        ("show-topic", ["show", "generation"]),
        ("why-introduces", ["why", "NVAE: A Deep", "introduces", "nvae"]),
        ("why-outperforms", ["why", "Nouveau VAE", "outperforms", "VLAE"]),
        ("why-variant", ["why", "NVAE", "variant of", "autoencoder"]),
        ("why-method", ["why", "VLAE"]),
    ],
)
def test_answer(name: str, arguments: list[str], run: Run, graph: Path, golden: Callable[[Path, str], None]) -> None:
    result = run(*arguments, "--graph", graph)
    assert result.exit_code == 0, result.output
    golden(GOLDEN / f"concepts-{name}.txt", result.stdout)
    if arguments[0] == "why":
        assert max(width(line) for line in result.stdout.splitlines() if not line.startswith("https://")) <= 80


def test_unknown_concepts_load_as_a_vocabulary(run: Run, graph: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.ttl"
    own.write_text(run("concepts", "--unknown", "--format", "turtle", "-g", graph).stdout, encoding="utf-8")
    known = vocabulary.load([own])
    nouveau = known.concept(CONCEPTS + "method/nouveau-vae")
    assert (nouveau.label, nouveau.alternatives, nouveau.kind) == ("Nouveau VAE", ("NVAE",), Kind.METHOD)
    assert known.concept(CONCEPTS + "topic/odds-and-ends").kind is Kind.TOPIC
    assert "# skos:broader <…> ;" in own.read_text(encoding="utf-8")


def test_words_of_documents_cannot_become_turtle(run: Run, tmp_path: Path) -> None:
    made = Sheet('a\n"b.md')
    made.add("One", methods={'*X" . <urn:evil> <urn:p> "\n': Role.INTRODUCES}, description="Evil\n<urn:a> <urn:b> 1 .")
    extraction = made.extraction()
    store = ox.Store()
    store.extend(to_quads(link({made.name: made.references}), [extraction]))
    store.dump(str(tmp_path / "graph.nq"), ox.RdfFormat.N_QUADS)
    text = run("concepts", "--unknown", "--format", "turtle", "-g", tmp_path / "graph.nq").stdout
    subjects = {quad.subject.value for quad in ox.parse(text, format=ox.RdfFormat.TURTLE)}
    assert all(iri.startswith(CONCEPTS) for iri in subjects)
    assert len(subjects) == 2


def test_json_says_all(run: Run, graph: Path) -> None:
    found = json.loads(run("concepts", "--unknown", "--format", "json", "-g", graph).stdout)
    assert [(item["label"], item["kind"], item["known"], item["papers"], item["documents"]) for item in found] == [
        ("Nouveau VAE", "method", False, 1, 2),
        ("Odds and Ends", "topic", False, 1, 1),
        ("VLAE", "method", False, 1, 1),
    ]
    assert found[0]["otherNames"] == ["NVAE"]
    assert found[0]["firstNamed"]["document"] == "generators.md"
    everything = json.loads(run("concepts", "--format", "json", "-g", graph).stdout)
    broader = {item["label"]: [above["label"] for above in item["broader"]] for item in everything}
    assert broader["inpainting"] == ["generation"]


def test_csv(run: Run, graph: Path) -> None:
    rows = list(csv.DictReader(run("concepts", "-k", "dataset", "-f", "csv", "-g", graph).stdout.splitlines()))
    assert [(row["label"], row["papers"], row["documents"], row["known"]) for row in rows] == [
        ("Faces", "1", "1", "yes")
    ]


def test_limit_takes_those_of_most_papers(run: Run, graph: Path) -> None:
    assert len(run("concepts", "-n", "2", "-g", graph).stdout.splitlines()) == 4


def test_a_graph_without_quotes_has_no_sentences(run: Run, tmp_path: Path) -> None:
    made = Sheet("a.md")
    made.add("One", methods={"*NVAE": Role.INTRODUCES}, description="NVAE is new.")
    store = ox.Store()
    store.extend(to_quads(link({"a.md": made.references}), [made.extraction()], evidence="positions"))
    store.dump(str(tmp_path / "graph.nq"), ox.RdfFormat.N_QUADS)
    (found,) = json.loads(run("concepts", "--unknown", "-f", "json", "-g", tmp_path / "graph.nq").stdout)
    assert (found["sentence"], found["firstNamed"]["line"]) == (None, 1)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["concepts", "--tree", "--format", "csv"], 2, "--tree is a table"),
        (["concepts", "--kind", "colour"], 2, "colour"),
        (["concepts", "--document", "gone.md"], 3, "gone.md"),
        (["why", "NVAE", "outperforms", "Faces"], 3, "VLAE"),
    ],
)
def test_what_cannot_be_is_said(arguments: list[str], code: int, said: str, run: Run, graph: Path) -> None:
    result = run(*arguments, "--graph", graph)
    assert (result.exit_code, result.stdout) == (code, "")
    assert said in result.stderr


def test_what_was_unknown_keeps_its_iri_in_a_vocabulary(run: Run, tmp_path: Path) -> None:
    notes, own, graph = tmp_path / "notes.md", tmp_path / "own.ttl", tmp_path / "graph"
    notes.write_text(
        "- [ZorbNet: A Deep Sorter](https://arxiv.org/abs/2001.00001), Ann Lee, Bo Chen. ICML 2020.\n", encoding="utf-8"
    )
    assert run("build", notes, "-o", graph, "--fail-on", "never").exit_code == 0
    before = json.loads(run("concepts", "--unknown", "-f", "json", "-g", graph).stdout)
    assert [item["concept"] for item in before] == [CONCEPTS + "method/zorbnet"]
    own.write_text(run("concepts", "--unknown", "-f", "turtle", "-g", graph).stdout, encoding="utf-8")
    assert run("build", notes, "-o", graph, "--vocabulary", own, "--fail-on", "never").exit_code == 0
    assert json.loads(run("concepts", "--unknown", "-f", "json", "-g", graph).stdout) == []
    after = json.loads(run("concepts", "-f", "json", "-g", graph).stdout)
    assert (CONCEPTS + "method/zorbnet", True) in [(item["concept"], item["known"]) for item in after]
