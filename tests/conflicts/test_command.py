"""`kg conflicts`: its formats, its exit codes, and that words of documents stay words."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hand_made import Sheet

from kg.cli import kg
from kg.cli.terminal import width
from kg.model import LinkRole

REPORTS = Path(__file__).parent / "reports"
CODE = {"https://github.com/ada/sgw": LinkRole.CODE}


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(kg, [str(argument) for argument in arguments], prog_name="kg")


@pytest.fixture
def graph(write: Callable[..., Path]) -> Path:
    """A list that differs from a catalogue in a list of authors, a title and a code link."""
    page, catalogue = Sheet("page.md"), Sheet("all.jsonl", catalogue=True)
    page.add("Games of Many Players", ("Bo Chen", "Wei Fang"), links=CODE)
    page.add("Sums of Graph Walks", ("Ada Byron", "Grace Hopper"), links=CODE)
    page.add("Graphs in Time", ("Mary Lee",), identifiers={"arxiv": "1703.06114"})
    catalogue.add("Graphs in Times", ("Mary Lee", "Zoë Müller", "Ada Byron"), identifiers={"arxiv": "1703.06114"})
    return write(page, catalogue)


@pytest.mark.parametrize(("fmt", "suffix"), [("table", "txt"), ("json", "json"), ("html", "html")])
def test_reports(fmt: str, suffix: str, graph: Path, golden: Callable[[Path, str], None]) -> None:
    done = run("conflicts", "-g", graph, "--sources", graph.parent, "--format", fmt)
    assert done.exit_code == 0
    golden(REPORTS / f"conflicts.{suffix}", done.stdout)


def test_a_table_fits_but_for_the_lines_that_are_copied(graph: Path) -> None:
    lines = run("conflicts", "-g", graph).stdout.splitlines()
    assert all(width(line) <= 80 for line in lines if "\t" not in line)
    assert sum("\t" in line for line in lines) == 3


@pytest.mark.parametrize(("fail_on", "code"), [("never", 0), ("warning", 1), ("violation", 0)])
def test_exit_codes(fail_on: str, code: int, graph: Path) -> None:
    assert run("conflicts", "-g", graph, "--fail-on", fail_on).exit_code == code
    assert run("conflicts", "-g", graph.parent / "nowhere").exit_code == 3


def test_one_paper(graph: Path) -> None:
    found = json.loads(run("conflicts", "-g", graph, "--format", "json", "games of many").stdout)
    assert [item["kind"] for item in found] == ["shared-code"]
    assert run("conflicts", "-g", graph, "No Such Paper").exit_code == 3


def test_nothing_differs(write: Callable[..., Path]) -> None:
    page = Sheet("page.md")
    page.add("Games of Many Players", ("Bo Chen", "Wei Fang"))
    graph = write(page)
    assert run("conflicts", "-g", graph).stdout.startswith("No conflicts")
    assert run("conflicts", "-g", graph, "--format", "json").stdout == "[]\n"


class Page(HTMLParser):
    """The tags of a page, and where it leads."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.addresses: set[str | None] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember a tag."""
        self.tags.add(tag)
        self.addresses |= {value for name, value in attrs if name in ("href", "src") or name.startswith("on")}


def test_words_of_documents_are_neither_markup_nor_commands(write: Callable[..., Path]) -> None:
    page, other = Sheet("<b>page.md"), Sheet("other.md")
    page.add('Sums </q><script>alert("1")</script> \x1b[31mred', ("Ada <i>Byron", "Bo Chen"), links=CODE)
    other.add(
        "Sums </q><script>alert('2')</script> red", ("Wei Fang", "Mary Lee"), links={"https://a.org/x": LinkRole.CODE}
    )
    graph = write(page, other)
    shown = Page(run("conflicts", "-g", graph, "--format", "html").stdout)
    assert shown.tags.isdisjoint({"script", "b", "i", "img", "iframe", "link"})
    assert all(address and re.match("https?://", address) for address in shown.addresses)
    assert "\x1b" not in run("conflicts", "-g", graph).stdout
