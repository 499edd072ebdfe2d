"""Pages of `kg view` in a real browser: they ask nobody, complain of nothing, and run nothing that a document says."""

from __future__ import annotations

from pathlib import Path

import pytest

from .opening import PHONE, Drawing, Pages, Show, is_wider_than_its_window

HOSTILE = Drawing(Path(__file__).parent.parent / "serving" / "hostile.ttl")
OVERLAPS = """() => kg.drawing.labels.flatMap((a, i) => kg.drawing.labels.slice(i + 1).filter(b =>
  a.left < b.left + b.width && b.left < a.left + a.width &&
  a.top < b.top + b.height && b.top < a.top + a.height)).length"""


def test_from_the_map_by_search_to_the_words(show: Show) -> None:
    page = show("map")
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


def test_a_link_opens_the_same_state(show: Show) -> None:
    page = show("map")
    page.fill("#search", "simclr")
    page.keyboard.press("Enter")
    page.click("#filters button[data-key='kind:person']")
    page.click("#to-table")
    state = page.evaluate("kg.address.text()")
    again = show("map", state)
    assert again.evaluate("kg.address.text()") == state
    assert again.inner_text("#thing") == page.inner_text("#thing")
    assert again.is_visible("#table")
    page.go_back()
    assert page.is_visible("#map")


def test_names_of_the_first_map_do_not_overlap(show: Show) -> None:
    page = show("seeds")
    assert page.evaluate(OVERLAPS) == 0
    assert page.evaluate("kg.drawing.labels.length") >= 80


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_documents_say_is_never_run(show: Show, pages: Pages, scheme: str) -> None:
    page = show(pages.drawn("hostile", HOSTILE), color_scheme=scheme)
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


def test_the_ways_between_two_things(show: Show) -> None:
    assert show("path").query_selector_all("#panel ol.steps li")
    page = show("map")
    page.evaluate("kg.routes.show(kg.data.nodes.label.indexOf('BYOL'), kg.data.nodes.label.indexOf('SimCLR'))")
    assert page.inner_text("#thing") == "How these are connected"


def test_a_narrow_window(show: Show) -> None:
    assert not is_wider_than_its_window(show("map", size=PHONE, has_touch=True))


def test_a_document_with_its_passages_marked(show: Show) -> None:
    page = show("document")
    assert page.is_visible("#text")
    words = page.locator("#text .words:not(.line)").first
    words.focus()
    page.keyboard.press("Enter")
    assert page.inner_text("#thing") == "What these words say"
    assert page.inner_text("#panel blockquote") == page.inner_text("#text .chosen")
    page.click("#panel button.thing")
    assert page.locator("#text .chosen").count() > 0
    state = page.evaluate("kg.address.text()")
    again = show("document", state)
    assert again.inner_text("#panel") == page.inner_text("#panel")
