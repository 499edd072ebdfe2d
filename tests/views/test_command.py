"""`kg view`: every kind of picture, and how it ends when it cannot be drawn."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.pipeline import build

from .conftest import Run, unpacked

LIST = "- [Deep Sets](https://arxiv.org/abs/1703.06114), Manzil Zaheer et al. NeurIPS 2017.\n"
MORE = "".join(
    f"- [{title}](https://arxiv.org/abs/1703.0{number}), {author} et al. NeurIPS 2017.\n"
    for number, (title, author) in enumerate(
        [("Attention Is All You Need", "Ashish Vaswani"), ("Dynamic Routing Between Capsules", "Sara Sabour"),
         ("Self-Normalizing Neural Networks", "Guenter Klambauer"), ("Prototypical Networks", "Jake Snell"),
         ("Inductive Representation Learning", "William Hamilton"), ("Neural Discrete Representations", "Aaron Oord")],
        start=7001,
    )
)  # fmt: skip
NEW = "- [A Unified Approach to Interpreting Predictions](https://arxiv.org/abs/1705.07874), Scott Lundberg.\n"
PICTURES = {
    "map": ([], "map"),
    "thing": (["Bootstrap Your Own Latent"], "thing"),
    "depth": (["method:byol", "--depth", "2"], "thing"),
    "person": (["Jure Leskovec"], "thing"),
    "path": (["path", "method:byol", "method:simclr"], "path"),
    "by way of what is not drawn": (["path", "presentation:oral", "method:byol"], "path"),
    "compare": (["compare", "ICLR 2020", "NeurIPS 2020"], "compare"),
    "query": (["query", "papers-by-topic", "topic=self-supervised learning"], "query"),
    "columns": (["query", "venues"], "query"),
    "timeline": (["timeline"], "timeline"),
    "document": (["document", "reading-list.md"], "document"),
    "topic": (["--topic", "self-supervised learning"], "map"),
    "venue": (["--venue", "NeurIPS 2020"], "map"),
    "listed": (["timeline", "--document", "reading-list.md"], "timeline"),
    "types": (["--types", "papers,topic"], "map"),
}


@pytest.mark.parametrize("name", PICTURES)
def test_every_picture(run: Run, name: str) -> None:
    arguments, kind = PICTURES[name]
    result = run(*arguments, "-o", "page.html")
    assert result.exit_code == 0, result.output
    assert not result.stdout
    data = unpacked(Path("page.html").read_text(encoding="utf-8"))
    assert data["what"]["kind"] == kind
    assert data["title"]
    assert data["nodes"]["iri"]
    assert set(data["legend"]) == {"size", "place"}
    first = Path("page.html").read_bytes()
    assert run(*arguments, "-o", "page.html").exit_code == 0
    assert Path("page.html").read_bytes() == first


def test_the_middle_and_its_neighbours(run: Run) -> None:
    run("Design Space for Graph Neural Networks")
    data = unpacked(Path("kg-view.html").read_text(encoding="utf-8"))
    middle = data["nodes"]["label"].index(data["what"]["label"])
    ends = {frozenset(pair) for pair in zip(data["edges"]["from"], data["edges"]["to"], strict=True)}
    assert all(frozenset((middle, other)) in ends for other in range(len(data["nodes"]["iri"])) if other != middle)
    assert "was written by" in {region["label"] for region in data["regions"]}


def test_a_path_names_the_nodes_on_its_way(run: Run) -> None:
    run("path", "method:byol", "method:simclr")
    data = unpacked(Path("kg-view.html").read_text(encoding="utf-8"))
    labels = data["nodes"]["label"]
    assert data["path"]
    assert all((labels[way[0]], labels[way[-1]]) == ("BYOL", "SimCLR") for way in data["path"])
    assert data["rows"]["columns"] == ["way", "from", "relation", "to"]


def test_a_comparison_has_three_sides(run: Run) -> None:
    run("compare", "ICLR 2020", "NeurIPS 2020")
    data = unpacked(Path("kg-view.html").read_text(encoding="utf-8"))
    labels = [region["label"] for region in data["regions"]]
    assert labels == ["ICLR 2020", "only ICLR 2020", "both", "only NeurIPS 2020", "NeurIPS 2020"]
    places = [region["x"] for region in data["regions"]]
    assert places == sorted(places)


def test_rows_of_a_query_are_there_as_a_table(run: Run) -> None:
    run("query", "papers-by-topic", "topic=self-supervised learning")
    rows = unpacked(Path("kg-view.html").read_text(encoding="utf-8"))["rows"]
    assert len(rows["rows"]) > 1
    assert all(len(row) == len(rows["columns"]) for row in rows["rows"])


def test_a_document_has_its_passages_in_order(run: Run) -> None:
    run("document", "reading-list.md")
    data = unpacked(Path("kg-view.html").read_text(encoding="utf-8"))
    lines = [int(row[0]) for row in data["rows"]["rows"]]
    assert lines == sorted(lines)
    assert {data["documents"][each]["file"] for each in data["passages"]["document"]} == {"reading-list.md"}


def test_only_the_types_that_are_named(run: Run) -> None:
    run("--types", "papers,topic")
    data = unpacked(Path("kg-view.html").read_text(encoding="utf-8"))
    assert {data["kinds"][kind]["key"] for kind in data["nodes"]["kind"]} == {"paper", "topic"}


def test_what_is_asked_of_the_page(run: Run) -> None:
    result = run("--max-nodes", "10", "--theme", "dark")
    data = unpacked(Path("kg-view.html").read_text(encoding="utf-8"))
    assert (data["what"]["most"], data["what"]["theme"]) == (10, "dark")
    assert "opens with regions and hubs" in result.stderr


def test_standard_output(run: Run) -> None:
    result = run("-o", "-")
    assert result.stdout_bytes.startswith(b"<!doctype html>")
    assert not Path("kg-view.html").exists()


def test_places_of_another_page_are_kept(run: Run) -> None:
    run("-o", "first.html")
    run("--types", "paper", "--like", "first.html", "-o", "second.html")
    pages = [unpacked(Path(name).read_text(encoding="utf-8"))["nodes"] for name in ("first.html", "second.html")]
    places = [dict(zip(n["iri"], zip(n["x"], n["y"], strict=True), strict=True)) for n in pages]
    assert places[1].items() <= places[0].items()


def test_what_was_on_the_last_map_keeps_its_place(run: Run, tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "list.md").write_text(LIST + MORE, encoding="utf-8")
    build([str(notes)], tmp_path / "graph")
    run("--graph", "graph", "-o", "first.html")
    (notes / "list.md").write_text(LIST + MORE + NEW, encoding="utf-8")
    build([str(notes)], tmp_path / "graph")
    run("--graph", "graph", "-o", "second.html")
    pages = [unpacked(Path(name).read_text(encoding="utf-8"))["nodes"] for name in ("first.html", "second.html")]
    before, after = (dict(zip(n["iri"], zip(n["x"], n["y"], strict=True), strict=True)) for n in pages)
    assert before.items() < after.items()


def test_documents_are_linked_when_it_is_asked_for(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "my: notes" / "list.md"
    source.parent.mkdir()
    source.write_text(LIST, encoding="utf-8")
    build([str(source)], tmp_path / "graph")
    (tmp_path / "pages").mkdir()
    run("--graph", "graph", "--link-sources", "-o", "pages/page.html")
    data = unpacked(Path("pages/page.html").read_text(encoding="utf-8"))
    assert [document["href"] for document in data["documents"]] == ["../my%3A%20notes/list.md"]
    run("--graph", "graph", "-o", "pages/page.html")
    data = unpacked(Path("pages/page.html").read_text(encoding="utf-8"))
    assert [document["href"] for document in data["documents"]] == [""]


ERRORS = {
    "no such thing": (["quantum chromodynamics of cats"], 3, "no thing called"),
    "a kind that is not drawn": (["presentation:oral"], 3, "is not drawn"),
    "no such document": (["document", "nothing.md"], 3, "no document called"),
    "no such query": (["query", "nothing"], 3, "nothing"),
    "a parameter is missing": (["query", "papers-by-topic"], 3, "topic"),
    "no pair": (["query", "papers-by-topic", "topic"], 2, "name=value"),
    "no query": (["query"], 2, "kg query --list"),
    "one end": (["path", "method:byol"], 2, "path A B"),
    "one thing": (["path", "method:byol", "method:byol"], 3, "is one thing"),
    "nothing to compare": (["compare", "Jure Leskovec", "NeurIPS 2020"], 3, "is a person"),
    "words without quotes": (["self-supervised", "learning"], 2, "'self-supervised learning'"),
    "no such kind": (["--types", "papers,cats"], 2, "'cats' is none of"),
    "no kind": (["--types", ","], 2, "name some of"),
    "nothing to draw": (["path", "method:byol", "method:simclr", "--types", "document"], 3, "nothing to draw"),
    "no rows": (["query", "papers-without-authors", "--types", "award"], 3, ""),
    "no folder": (["-o", "missing/page.html"], 3, "no such folder"),
    "no page": (["--like", "other.html"], 3, "no page that `kg view` made"),
    "no graph": (["--graph", "missing"], 3, "no graph here"),
    "two wishes": (["--anew", "--like", "other.html"], 2, "--anew"),
    "nothing to open": (["--open", "-o", "-"], 2, "--open"),
}


@pytest.mark.parametrize("name", ERRORS)
def test_errors(run: Run, name: str) -> None:
    arguments, code, words = ERRORS[name]
    Path("other.html").write_text("<p>Something else", encoding="utf-8")
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (code, ""), result.output
    assert words in result.stderr


def test_another_file_is_written_over_and_has_no_places(run: Run) -> None:
    Path("kg-view.html").write_text("<p>Something else", encoding="utf-8")
    assert run().exit_code == 0
    first = Path("kg-view.html").read_bytes()
    run("--anew")
    assert Path("kg-view.html").read_bytes() == first
