"""Pages of `kg view` in a real browser: they ask nobody, complain of nothing, and run nothing that a document says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.resources import resource
from tests.serving.browsing import Watched, browser

if TYPE_CHECKING:
    from click.testing import Result
    from playwright.sync_api import Browser

SEEDS = resource("data") / "graph" / "seeds.ttl"
HOSTILE = Path(__file__).parent.parent / "serving" / "hostile.ttl"
Run = Callable[..., "Result"]
OVERLAPS = """() => kg.drawing.labels.flatMap((a, i) => kg.drawing.labels.slice(i + 1).filter(b =>
  a.left < b.left + b.width && b.left < a.left + a.width &&
  a.top < b.top + b.height && b.top < a.top + a.height)).length"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as found:
        yield found


def opened(chromium: Browser, path: Path, fragment: str = "", **context: object) -> Watched:
    """A page in a window of 1400 × 900, once its facts are there."""
    page = chromium.new_context(viewport={"width": 1400, "height": 900}, **context).new_page()  # type: ignore[arg-type]
    watched = Watched(page, path.resolve().as_uri())
    page.goto(path.resolve().as_uri() + fragment)
    page.wait_for_selector("html[data-facts=yes]", state="attached")
    return watched


def test_from_the_map_by_search_to_the_words(chromium: Browser, run: Run) -> None:
    assert run("-o", "map.html").exit_code == 0
    watched = opened(chromium, Path("map.html"))
    page = watched.page
    page.keyboard.press("/")
    page.keyboard.type("byol")
    page.keyboard.press("Enter")
    assert page.inner_text("#thing") == "BYOL"
    page.click("#panel button.source")
    assert "line" in page.inner_text("#panel blockquote footer")
    for button in ("to-table", "to-map", "whole", "in", "out", "fit", "theme", "svg", "csv", "png", "help"):
        page.click(f"#{button}")
    page.keyboard.press("Escape")
    for facet in page.query_selector_all("#filters .facet button")[:3]:
        facet.evaluate("button => button.click()")
    assert watched.complaints == []


def test_a_link_opens_the_same_state(chromium: Browser, run: Run) -> None:
    run("-o", "map.html")
    page = opened(chromium, Path("map.html")).page
    page.fill("#search", "simclr")
    page.keyboard.press("Enter")
    page.click("#filters button[data-key='kind:person']")
    page.click("#to-table")
    state = page.evaluate("kg.address.text()")
    again = opened(chromium, Path("map.html"), state).page
    assert again.evaluate("kg.address.text()") == state
    assert again.inner_text("#thing") == page.inner_text("#thing")
    assert again.is_visible("#table")
    page.go_back()
    assert page.is_visible("#map")


def test_names_of_the_first_map_do_not_overlap(chromium: Browser, run: Run) -> None:
    run("--graph", SEEDS, "-o", "seeds.html", "--anew")
    page = opened(chromium, Path("seeds.html")).page
    assert page.evaluate(OVERLAPS) == 0
    assert page.evaluate("kg.drawing.labels.length") >= 80


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_documents_say_is_never_run(chromium: Browser, run: Run, scheme: str) -> None:
    assert run("--graph", HOSTILE, "-o", "hostile.html").exit_code == 0
    watched = opened(chromium, Path("hostile.html"), color_scheme=scheme)
    page = watched.page
    for number in range(page.evaluate("kg.size")):
        page.evaluate("i => kg.select(i)", number)
        for button in page.query_selector_all("#panel button.source"):
            button.click()
        assert all(
            link.startswith(("http://", "https://"))
            for link in page.evaluate("[...document.querySelectorAll('#panel a')].map(a => a.getAttribute('href'))")
        )
    page.click("#to-table")
    page.click("#svg")
    assert watched.complaints == []


def test_the_ways_between_two_things(chromium: Browser, run: Run) -> None:
    run("path", "BYOL", "SimCLR", "-o", "path.html")
    watched = opened(chromium, Path("path.html"))
    assert watched.page.query_selector_all("#panel ol.steps li")
    whole = run("-o", "map.html")
    assert whole.exit_code == 0
    page = opened(chromium, Path("map.html")).page
    page.evaluate("kg.routes.show(kg.data.nodes.label.indexOf('BYOL'), kg.data.nodes.label.indexOf('SimCLR'))")
    assert page.inner_text("#thing") == "How these are connected"
    assert watched.complaints == []


def test_a_narrow_window(chromium: Browser, run: Run) -> None:
    run("-o", "map.html")
    page = opened(chromium, Path("map.html"), has_touch=True).page
    page.set_viewport_size({"width": 400, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 400


def test_a_document_with_its_passages_marked(chromium: Browser, run: Run) -> None:
    graph = resource("data") / "graph" / "documents.ttl"
    assert run("document", "learning-with-few-labels.md", "--graph", graph, "-o", "document.html").exit_code == 0
    watched = opened(chromium, Path("document.html"))
    page = watched.page
    assert page.is_visible("#text")
    words = page.locator("#text .words:not(.line)").first
    words.focus()
    page.keyboard.press("Enter")
    assert page.inner_text("#thing") == "What these words say"
    assert page.inner_text("#panel blockquote") == page.inner_text("#text .chosen")
    page.click("#panel button.thing")
    assert page.locator("#text .chosen").count() > 0
    state = page.evaluate("kg.address.text()")
    again = opened(chromium, Path("document.html"), state).page
    assert again.inner_text("#panel") == page.inner_text("#panel")
    assert watched.complaints == []
