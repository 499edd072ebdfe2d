"""The pages in a real browser: what a researcher does there, with nothing asked of other hosts and no complaint."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.serving.browsing import Watched, browser
from tests.serving.conftest import Client
from tests.serving.test_pages import BYOL, HOSTILE_PAGES

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as found:
        yield found


@pytest.fixture
def watched(chromium: Browser, client: Client) -> Iterator[Watched]:
    context = chromium.new_context(viewport={"width": 1200, "height": 900})
    found = Watched(context.new_page(), client.address)
    yield found
    context.close()
    assert found.complaints == []


def test_from_the_start_page_by_search_to_a_paper_and_its_evidence(watched: Watched) -> None:
    page = watched.page
    watched.go("/")
    page.get_by_label("Search", exact=True).fill("sitzm")
    page.locator("#q-names option[value='Vincent Sitzmann']").wait_for(state="attached")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Vincent Sitzmann").click()
    page.get_by_role("link", name="Implicit Neural Representations").first.click()
    assert page.get_by_role("heading", level=1).inner_text().startswith("Implicit Neural Representations")
    quote = page.locator("details.said figure").first
    assert not quote.is_visible()
    page.locator("details.said summary").first.click()
    assert "neurips-2020.md, line" in quote.inner_text()


def test_a_saved_query_completes_names_and_answers(watched: Watched) -> None:
    page = watched.page
    watched.go("/queries/papers-by-topic")
    page.get_by_label("topic").fill("self-sup")
    page.locator("#l-topic option[value='self-supervised learning']").wait_for(state="attached")
    page.get_by_label("topic").fill("self-supervised learning")
    page.get_by_role("button", name="Ask").click()
    page.locator("section.answer tbody tr").first.wait_for()
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    assert download.value.suggested_filename == "papers-by-topic.csv"


def complete(page: Page, typed: str, offered: str) -> None:
    """Type, and take the only name that is offered."""
    page.keyboard.type(typed)
    page.locator(".CodeMirror-hint", has_text=offered).first.wait_for()
    page.wait_for_timeout(200)  # until the list has followed the last key
    page.keyboard.press("Enter")
    page.locator(".CodeMirror-line", has_text=offered).wait_for()


def test_the_editor_completes_names_of_the_graph_and_runs_a_query(watched: Watched) -> None:
    page = watched.page
    watched.go("/query")
    page.locator(".CodeMirror-scroll").click()
    page.keyboard.press("Control+A")
    complete(page, "SELECT ?title WHERE {\n?paper kg:introd", "kg:introduces")
    complete(page, " method:SIR", "method:siren")
    page.keyboard.type(" ; kg:title ?title .\n}")
    lines = page.locator(".CodeMirror-line")
    lines.filter(has_text="kg:introduces method:siren").wait_for()
    lines.filter(has_text="PREFIX kg: <https://w3id.org/kg-papers/ontology#>").wait_for()
    page.keyboard.press("Control+Enter")
    page.locator("section.answer td", has_text="Implicit Neural Representations").wait_for()


def test_the_editor_offers_prefixes_classes_and_variables_without_asking_elsewhere(watched: Watched) -> None:
    page = watched.page
    watched.go("/query")
    page.locator(".CodeMirror-scroll").click()
    for typed, offered in (
        ("PREFIX sko", "skos: <http://www.w3.org/2004/02/skos/core#>"),
        ("SELECT * {\n?edition a kg:Ven", "kg:VenueEdition"),
        ("SELECT * {\n?edition a kg:Venue . ?ed", "?edition"),
        ("SELECT * {\n?paper rdfs:lab", "rdfs:label"),
    ):
        page.keyboard.press("Control+A")
        page.keyboard.type(typed)
        page.keyboard.press("Control+Space")
        page.locator(".CodeMirror-hint", has_text=offered).first.wait_for()
        page.keyboard.press("Escape")
        page.locator(".CodeMirror-scroll").click()


def test_pages_are_read_and_asked_without_scripts(chromium: Browser, client: Client) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{client.address}/query")
    page.get_by_label("Query", exact=True).fill("SELECT ?title { ?paper kg:title ?title }")
    page.get_by_role("button", name="Run").click()
    page.locator("section.answer tbody tr").first.wait_for()
    assert page.locator("section.answer tbody tr").count() == 7
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 1200])
def test_pages_fit_and_can_be_read(chromium: Browser, client: Client, scheme: str, width: int) -> None:
    context = chromium.new_context(color_scheme=scheme, viewport={"width": width, "height": 800})  # type: ignore[arg-type]
    watched = Watched(context.new_page(), client.address)
    for path in ("/", "/documents", "/search?q=learning", BYOL, "/id/edition/neurips-2020", "/queries/papers", "/query",
                 "/queries/papers-by-topic?topic=self-supervised+learning"):  # fmt: skip
        watched.go(path)
        assert watched.page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert watched.page.evaluate(FAINT) == [], path
        assert watched.page.evaluate(NAMELESS) == [], path
        assert watched.page.locator("h1").count() == 1
    context.close()
    assert watched.complaints == []


def test_a_keyboard_reaches_the_content_first_and_leaves_the_editor(watched: Watched) -> None:
    page = watched.page
    watched.go(BYOL)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    watched.go("/query")
    page.locator(".CodeMirror-scroll").click()
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.CodeMirror')") is None


def test_hostile_names_do_nothing(chromium: Browser, hostile: Client) -> None:
    context = chromium.new_context()
    watched = Watched(context.new_page(), hostile.address)
    for path in HOSTILE_PAGES:
        watched.go(path)
        watched.page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    watched.go("/")
    watched.page.get_by_label("Search", exact=True).fill("script")
    watched.page.wait_for_timeout(500)
    watched.go("/id/paper/hostile")
    assert watched.page.title().startswith("<script>alert('label')</script>")
    shown = watched.page.evaluate("Array.from(document.links, link => link.protocol)")
    assert set(shown) <= {"http:", "https:"}
    context.close()
    assert [said for said in watched.complaints if "the server responded with a status of 40" not in said] == []


FAINT = """() => {
  const parts = colour => (colour.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(c => c / 255)
    .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, at) => sum + c * [0.2126, 0.7152, 0.0722][at], 0);
  const ground = element => {
    for (let each = element; each; each = each.parentElement) {
      const colour = parts(getComputedStyle(each).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const found = new Set();
  for (const element of document.querySelectorAll("body *")) {
    const own = Array.from(element.childNodes).some(node => node.nodeType === 3 && node.textContent.trim());
    if (!own || !element.checkVisibility() || element.closest(".hidden, .skip, .CodeMirror-measure")) continue;
    const style = getComputedStyle(element);
    const [one, other] = [light(parts(style.color)), light(ground(element))].sort((a, b) => b - a);
    const contrast = (one + 0.05) / (other + 0.05);
    if (contrast < 4.5) found.add(`${element.tagName}.${element.className} ${contrast.toFixed(2)}`);
  }
  return [...found];
}"""
"""What has less contrast with its ground than WCAG 2 wants of text (AA)."""

NAMELESS = """() => Array.from(document.querySelectorAll("input, select, textarea, button, a[href]"))
  .filter(element => element.checkVisibility() && !element.closest(".CodeMirror-measure"))
  .filter(element => !(element.labels && element.labels.length) && !element.getAttribute("aria-label") &&
    !(element.matches("a, button") && element.textContent.trim()))
  .map(element => element.outerHTML.slice(0, 120))"""
"""Fields, buttons and links that a screen reader has no name for."""
