"""Pages of `kg view` in a real browser: drawn once for all tests, opened in a window, watched until it closes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pyoxigraph as ox
from click.testing import CliRunner

from kg.cli import kg
from kg.resources import resource
from kg.store import open_graph
from tests.serving.browsing import Watched
from tests.together import Together

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

SEEDS = resource("data") / "graph" / "seeds.ttl"
SAMPLES = resource("data") / "graph" / "documents.ttl"
WINDOW = (1400, 900)
PHONE = (400, 800)


class Drawing(NamedTuple):
    """How a page is asked for."""

    graph: Path
    arguments: tuple[str, ...] = ()


DRAWINGS: Mapping[str, Drawing] = {
    "map": Drawing(SAMPLES),
    "seeds": Drawing(SEEDS),
    "thing": Drawing(SAMPLES, ("self-supervised learning", "--depth", "2")),
    "path": Drawing(SAMPLES, ("path", "BYOL", "SimCLR")),
    "compare": Drawing(SAMPLES, ("compare", "ICLR 2020", "NeurIPS 2020")),
    "query": Drawing(SAMPLES, ("query", "papers-by-topic", "topic=self-supervised learning")),
    "timeline": Drawing(SAMPLES, ("timeline",)),
    "document": Drawing(SAMPLES, ("document", "learning-with-few-labels.md")),
}
"""Name of a page → how it is asked for: one of every kind of picture."""


class Pages:
    """Files of pages, each drawn when it is first asked for.

    Args:
        together: where they are written.
    """

    def __init__(self, together: Together) -> None:
        self.together = together

    def drawn(self, name: str, drawing: Drawing | None = None) -> Path:
        """The file of a page of `DRAWINGS`, or of another drawing under a name of its own."""

        def draw(path: Path) -> None:
            graph, arguments = drawing or DRAWINGS[name]
            command = ["view", *arguments, "--graph", str(graph), "--anew", "-o", str(path)]
            result = CliRunner().invoke(kg, command, prog_name="kg", catch_exceptions=False)
            assert result.exit_code == 0, result.output

        return self.together.made(f"{name}.html", draw)

    def graph(self, name: str) -> ox.Store:
        """The graph that a page of `DRAWINGS` shows."""
        return open_graph(DRAWINGS[name].graph)


class Windows:
    """Windows of a browser, one for each page that is opened; none may complain until it closes."""

    def __init__(self, browser: Browser, pages: Pages) -> None:
        self.browser, self.pages = browser, pages
        self._open: list[tuple[BrowserContext, Watched]] = []

    def page(self, name: str | Path, fragment: str = "", size: tuple[int, int] = WINDOW, **context: Any) -> Page:
        """A page, by its name or file, once its facts are there."""
        address = (self.pages.drawn(name) if isinstance(name, str) else name).resolve().as_uri()
        viewport = {"width": size[0], "height": size[1]}
        opened = self.browser.new_context(viewport=viewport, **context)  # type: ignore[arg-type]
        watched = Watched(opened.new_page(), address)
        self._open.append((opened, watched))
        watched.page.goto(address + fragment)
        loaded(watched.page)
        return watched.page

    def close(self) -> None:
        """Close all, and fail when a page asked an address, said something or ran what it should not."""
        complaints = [complaint for _, watched in self._open for complaint in watched.complaints]
        for context, _ in self._open:
            context.close()
        self._open.clear()
        assert complaints == []


def loaded(page: Page) -> None:
    """Wait until the facts of a page are there."""
    page.wait_for_selector("html[data-facts=yes]", state="attached")


def saved(page: Page, button: str) -> bytes:
    """The file that a button of a page saves."""
    with page.expect_download() as waiting:
        page.click(f"#{button}")
    return waiting.value.path().read_bytes()


def is_wider_than_its_window(page: Page) -> bool:
    """Whether a page scrolls sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))


Show = Callable[..., "Page"]
