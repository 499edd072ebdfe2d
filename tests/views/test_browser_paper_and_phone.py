"""A page on a phone, by touch; and on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .opening import PHONE, Show, is_wider_than_its_window

if TYPE_CHECKING:
    from playwright.sync_api import Page

KINDS = ("map", "path", "query", "document")
# What reaches beyond the right side of the window, unless it scrolls within something.
BEYOND = """() => [...document.querySelectorAll("body *:not(#table *, svg *)")]
  .filter(each => each.checkVisibility({visibilityProperty: true}))
  .filter(each => each.getBoundingClientRect().right > innerWidth + 1).map(each => each.outerHTML.slice(0, 90))"""


PLACES = """() => {
  const {net, held} = kg.scene, {x: across, y: down, size, label: names} = kg.data.nodes, scale = net.getScale();
  const middle = ({left, top, width, height}) => ({x: left + width / 2, y: top + height / 2});
  const isFree = point => [...held.keys()].every(i => {
    const at = net.canvasToDOM({x: across[i], y: down[i]});
    return Math.hypot(at.x - point.x, at.y - point.y) > size[i] * scale + 3;
  });
  const named = kg.drawing.labels.find(label => label.thing !== undefined && isFree(middle(label)));
  const map = document.getElementById("map").getBoundingClientRect(), {x, y} = middle(named);
  return {name: names[named.thing], thing: [map.left + named.x, map.top + named.y], label: [map.left + x, map.top + y]};
}"""


def taps(page: Page, on: str) -> None:
    """Tap the first thing of the map under whose label no other lies, or its label."""
    page.locator("#map").scroll_into_view_if_needed()
    places = page.evaluate(PLACES)
    page.touchscreen.tap(*places[on])
    page.wait_for_selector("#thing")
    assert page.inner_text("#thing") == places["name"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_phone(show: Show, kind: str) -> None:
    page = show(kind, size=PHONE, has_touch=True, is_mobile=True, device_scale_factor=2)
    assert not is_wider_than_its_window(page)
    assert page.evaluate(BEYOND) == []
    page.tap("#to-map")
    if kind == "map":
        taps(page, "thing")
        page.tap("#whole")
        taps(page, "label")
    page.fill("#search", "learning")
    page.tap("#results button >> nth=0")
    assert page.evaluate("document.activeElement.id") == "panel"
    assert page.locator("#thing").bounding_box()["y"] < PHONE[1]  # type: ignore[index]
    for source in page.locator("#panel button.source").all()[:3]:
        source.tap()
    assert page.evaluate(BEYOND) == []
    page.tap("#to-table")
    assert not is_wider_than_its_window(page)
    assert page.evaluate(BEYOND) == []


def test_filters_are_folded_in_a_narrow_window(show: Show) -> None:
    page = show("map", size=PHONE, has_touch=True, is_mobile=True)
    assert not page.is_visible("#filters")
    assert page.locator("#map").bounding_box()["y"] < PHONE[1] / 2  # type: ignore[index]
    page.tap("#narrowing summary")
    page.tap("#filters button.kind >> nth=0")
    assert page.get_attribute("#filters button.kind >> nth=0", "aria-pressed") == "false"
    assert page.is_visible("#filters")
    page.set_viewport_size({"width": 1200, "height": 800})
    page.wait_for_function("document.getElementById('narrowing').open")


def test_what_is_tapped_is_large_enough(show: Show) -> None:
    """24 pixels at least, as WCAG 2.2 has it for what is not in a line of text."""
    page = show("map", size=PHONE, has_touch=True, is_mobile=True)
    page.tap("#narrowing summary")
    page.fill("#search", "byol")
    page.tap("#results button >> nth=0")
    small = """[...document.querySelectorAll("button, summary")].filter(each => each.checkVisibility())
      .map(each => [each.textContent, each.getBoundingClientRect().height]).filter(([, height]) => height < 24)"""
    assert page.evaluate(small) == []


@pytest.mark.parametrize(("kind", "scheme"), [("map", "dark"), ("document", "dark"), ("query", "light")])
def test_paper(show: Show, kind: str, scheme: str) -> None:
    page = show(kind, color_scheme=scheme)
    page.fill("#search", "learning")
    page.keyboard.press("Enter")
    sources = page.locator("#panel button.source")
    if sources.count():
        sources.first.click()
    printed = page.pdf(format="A4")
    assert printed.startswith(b"%PDF")
    assert page.get_attribute("html", "data-theme") == scheme
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    colours = "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]"
    assert page.evaluate(colours) == ["rgb(255, 255, 255)", "rgb(23, 32, 46)"]
    assert not page.is_visible("nav")
    assert not page.is_visible("header .tools")
    assert page.is_visible("#thing")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.get_attribute("html", "data-theme") == scheme


def test_what_is_behind_more_is_on_paper_and_quotes_stay_open(show: Show) -> None:
    page = show("map")
    page.evaluate("kg.choose(kg.order.toSorted((p, q) => kg.edgesTo(q).length - kg.edgesTo(p).length)[0])")
    facts, button = page.locator("#panel .fact"), page.locator("#panel button.more")
    shown, hidden = facts.count(), int(button.first.inner_text().split()[0])
    source = page.locator("#panel button.source").first
    source.click()
    source.focus()
    quotes = page.locator("#panel blockquote").count()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert facts.count() >= shown + hidden
    assert button.count() == 0
    assert page.locator("#panel blockquote").count() == quotes > 0
    assert source.evaluate("each => each === document.activeElement")


@pytest.mark.parametrize(("kind", "view"), [("map", "table"), ("document", "text")])
def test_a_table_and_a_text_are_printed_whole(show: Show, kind: str, view: str) -> None:
    page = show(kind)
    page.click(f"#to-{view}")
    page.emulate_media(media="print")
    sides = f"document.querySelector('#{view} > :last-child').getBoundingClientRect().bottom"
    assert page.evaluate(sides) <= page.evaluate("document.getElementById('panel').getBoundingClientRect().top")
    assert page.evaluate("document.documentElement.scrollHeight") > 2_000
