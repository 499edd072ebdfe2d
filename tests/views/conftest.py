"""Graphs and pages of them."""

from __future__ import annotations

import json
import re
import zlib
from base64 import b64decode
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result

from kg.cli import kg
from kg.store import open_graph
from tests.serving.browsing import browser
from tests.together import Together

from .opening import Pages, Show, Windows

if TYPE_CHECKING:
    from playwright.sync_api import Browser

LISTS = Path(__file__).parent.parent / "graphs" / "two-lists.trig"
Run = Callable[..., Result]


def unpacked(page: str) -> dict[str, Any]:
    """What a page holds, read as its script reads it."""
    elements = re.findall(
        r'<script type="application/json" id="(?:data|facts)" data-packed="deflate">([^<]*)</script>', page
    )
    found: dict[str, Any] = {}
    for element in elements:
        found |= json.loads(zlib.decompress(b64decode(element, validate=True)))
    return found


class Told(NamedTuple):
    """A fact of a page, put together from its columns."""

    node: int
    words: str
    other: int
    value: str
    passages: list[int]
    concluded: bool


def told(data: dict[str, Any]) -> Iterator[Told]:
    """The facts of a page, those of the first node first."""
    facts = data["facts"]
    nodes = [node for node, many in enumerate(facts["many"]) for _ in range(many)]
    values, passages, concluded = iter(facts["value"]), iter(facts["passages"]), set(facts["concluded"])
    rows = zip(nodes, facts["words"], facts["other"], facts["sources"], strict=True)
    for at, (node, words, other, sources) in enumerate(rows):
        value = next(values) if other < 0 else ""
        yield Told(node, facts["names"][words], other, value, list(islice(passages, sources)), at in concluded)
    assert not [*values, *passages]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run `kg view` in a folder of its own, with the hand-written graph as the default graph."""
    monkeypatch.setenv("KG_GRAPH", str(LISTS))
    monkeypatch.chdir(tmp_path)

    def invoke(*arguments: str | Path) -> Result:
        result = CliRunner().invoke(kg, ["view", *map(str, arguments)], prog_name="kg")
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return invoke


@pytest.fixture(scope="session")
def lists() -> ox.Store:
    """The hand-written graph."""
    return open_graph(LISTS)


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """A browser for all pages of the package."""
    with browser() as found:
        yield found


@pytest.fixture(scope="package")
def pages(together: Together) -> Pages:
    """The pages that tests open, each drawn once."""
    return Pages(together)


@pytest.fixture
def show(chromium: Browser, pages: Pages) -> Iterator[Show]:
    """Open a page in a window of its own: `show("map", "#view=table")`. At the end no page may have complained."""
    windows = Windows(chromium, pages)
    yield windows.page
    windows.close()
