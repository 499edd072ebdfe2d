"""All of a page can be used without a mouse, and by those who hear it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .opening import DRAWINGS, Show

if TYPE_CHECKING:
    from playwright.sync_api import Page

CONTROLS = "button, input, a[href], [tabindex='0'], [role=button]"
# Every element that gets the focus, and whether that can be seen.
WATCH = """() => {
  globalThis.reached = [];
  document.addEventListener("focusin", ({target}) => {
    const {outlineStyle, outlineWidth} = getComputedStyle(target);
    reached.push([target, outlineStyle === "solid" && parseFloat(outlineWidth) >= 2]);
  });
}"""
NAMED = "each => `${each.tagName} ${each.id || each.dataset.key || each.textContent.slice(0, 40)}`"
MISSED = f"""() => [...document.querySelectorAll("{CONTROLS}")]
  .filter(each => each.checkVisibility({{visibilityProperty: true}}))
  .filter(each => !reached.some(([found]) => found === each)).map({NAMED})"""
UNSEEN = f"() => reached.filter(([, isSeen]) => !isSeen).map(([each]) => each).map({NAMED})"

NAMELESS = f"""() => [...document.querySelectorAll("{CONTROLS}")]
  .filter(each => !(each.ariaLabel || each.labels?.length || each.textContent.trim())).map({NAMED})"""


def keys(page: Page, *pressed: str) -> None:
    for key in pressed:
        page.keyboard.press(key)


def focused(page: Page) -> str:
    """The text of what has the focus."""
    return page.evaluate("document.activeElement.textContent.trim()")  # type: ignore[no-any-return]


def tab_to(page: Page, selector: str, most: int = 150) -> None:
    """Go on with the tab key until what is wanted has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"the tab key does not lead to {selector}")


WINDOWS = [*((kind, "m") for kind in DRAWINGS if kind != "seeds"), ("map", "t"), ("query", "t"), ("document", "x")]


@pytest.mark.parametrize(("kind", "view"), WINDOWS)
def test_the_tab_key_reaches_all_that_can_be_used_and_all_has_a_name(show: Show, kind: str, view: str) -> None:
    page = show(kind)
    page.evaluate("kg.table.most = 12; kg.text.draw && kg.data.text.splice(6)")  # of what repeats, some
    keys(page, "/", *"learn", "Enter", "Escape")
    if view == "m":
        keys(page, "Tab", "?", "Escape")
    page.evaluate(WATCH)
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press(view)
    count = page.evaluate(f"document.querySelectorAll(`{CONTROLS}`).length")
    for _ in range(count + 5):
        page.keyboard.press("Tab")
    assert page.evaluate(MISSED) == []
    assert page.evaluate(UNSEEN) == []
    assert page.evaluate(NAMELESS) == []
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(each => each.id)")
    assert len(ids) == len(set(ids))


def test_from_search_to_the_words_and_on_to_a_neighbour(show: Show) -> None:
    page = show("map")
    keys(page, "/", *"bootstrap your", "ArrowDown")
    assert focused(page).startswith("Bootstrap Your Own Latent")
    keys(page, "ArrowDown", "ArrowUp", "ArrowUp")
    assert page.evaluate("document.activeElement.id") == "search"
    keys(page, "ArrowDown", "Enter")
    assert page.inner_text("#thing").startswith("Bootstrap Your Own Latent")
    tab_to(page, "#panel button.source")
    keys(page, "Enter")
    assert page.is_visible("#panel blockquote")
    tab_to(page, "#panel blockquote")
    keys(page, "Shift+Tab", "Space")
    assert not page.query_selector("#panel blockquote")
    tab_to(page, "#panel button.thing")
    neighbour = focused(page)
    keys(page, "Enter")
    assert neighbour.startswith(page.inner_text("#thing"))
    assert page.evaluate("document.activeElement.id") == "panel"
    keys(page, "Escape")
    assert page.inner_text("#panel h2") == "What is here"


def test_the_way_between_two_things(show: Show) -> None:
    page = show("map")
    keys(page, "p", *"byol", "Enter")
    assert "choose the other" in page.inner_text("#found")
    keys(page, *"simclr", "Enter")
    assert page.inner_text("#thing") == "How these are connected"
    keys(page, "Escape")
    assert page.inner_text("#thing") == "BYOL"
    keys(page, "Tab", "p", "Escape")
    assert page.inner_text("#found") == ""
    assert page.inner_text("#thing") == "BYOL"


def test_the_map(show: Show) -> None:
    page = show("map")
    first = page.evaluate("kg.scene.view")
    keys(page, "+", "+")
    assert page.evaluate("kg.scene.view.scale") > 1.5 * first["scale"]
    keys(page, "-", "0")
    assert page.evaluate("kg.scene.view") == first
    tab_to(page, "#map")
    keys(page, "ArrowRight", "ArrowDown")
    assert page.evaluate("kg.scene.view.x") > first["x"]
    assert page.evaluate("kg.scene.view.y") > first["y"]
    keys(page, "ArrowLeft", "ArrowUp", "n")
    one = page.inner_text("#thing")
    keys(page, "n")
    assert page.inner_text("#thing") != one
    keys(page, "b")
    assert page.inner_text("#thing") == one
    assert page.evaluate("document.activeElement.id") == "map"


def test_the_table(show: Show) -> None:
    page = show("map")
    keys(page, "t")
    tab_to(page, "th button")
    keys(page, "Tab", "Tab", "Enter")
    assert page.get_attribute("th:nth-child(3)", "aria-sort") == "ascending"
    assert focused(page) == "year ↑"
    keys(page, "Space")
    assert page.get_attribute("th:nth-child(3)", "aria-sort") == "descending"
    tab_to(page, "td button")
    name = focused(page)
    keys(page, "Enter")
    assert page.inner_text("#thing") == name
    keys(page, "m")
    assert page.is_visible("#map")


def test_filters_keep_the_focus(show: Show) -> None:
    page = show("map")
    before = page.inner_text("#shown")
    for key in ("kind:method", "edition:", "topic:"):
        tab_to(page, f"#filters button[data-key^='{key}']")
        pressed = page.evaluate("document.activeElement.ariaPressed")
        keys(page, "Space")
        assert page.evaluate("document.activeElement.ariaPressed") != pressed
        assert page.inner_text("#shown") != before
    page.keyboard.press("/")
    tab_to(page, "#filters button[data-key=reset]")
    keys(page, "Enter")
    assert page.evaluate("kg.state.facets.edition.size") == 0


def test_what_is_saved_and_said(show: Show) -> None:
    page = show("map")
    for name in ("svg", "png", "csv"):
        tab_to(page, f"#{name}")
        with page.expect_download() as waiting:
            keys(page, "Enter")
        assert waiting.value.suggested_filename.endswith(f".{name}")
    keys(page, "d")
    assert page.get_attribute("html", "data-theme") == "dark"
    keys(page, "?")
    assert page.is_visible("dialog#keys")
    assert "search" in page.inner_text("dialog")
    keys(page, "t")
    assert page.is_visible("#map")  # keys do nothing behind the dialog
    keys(page, "Escape")
    assert not page.is_visible("dialog#keys")
    tab_to(page, "#copy")
    keys(page, "Enter")
