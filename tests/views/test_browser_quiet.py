"""While all of a page is used nothing is asked of any address, and nothing is said on the console."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .opening import DRAWINGS, Show

if TYPE_CHECKING:
    from playwright.sync_api import Page

TOOLS = ("to-map", "to-table", "to-text", "whole", "connect", "connect", "copy", "theme", "svg", "png", "csv")
# Every button within an element, one after the other; what is made anew meanwhile is found by its place.
PRESS = """([within, most]) => {
  for (let at = 0; at < most; at++) document.querySelectorAll(`${within} button`)[at]?.click();
}"""


def use_the_map(page: Page) -> None:
    """Move, zoom and choose with the mouse, in the middle of the map and all around it."""
    box = page.locator("#stage").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.wheel(0, -300)
    page.mouse.down()
    page.mouse.move(x + 60, y + 40, steps=3)
    page.mouse.up()
    for right in (-120, 0, 120):
        for down in (-80, 0, 80):
            page.mouse.click(x + right, y + down)
    page.mouse.dblclick(x, y)
    page.mouse.wheel(0, 900)
    page.wait_for_timeout(120)


@pytest.mark.parametrize("kind", [kind for kind in DRAWINGS if kind != "seeds"])
def test_all_that_can_be_used(show: Show, kind: str) -> None:
    page = show(kind, permissions=["clipboard-write"])
    for name in TOOLS:
        if page.is_visible(f"#{name}"):
            page.click(f"#{name}")
    page.click("#to-map")
    for name in ("in", "in", "out", "fit"):
        page.click(f"#{name}")
    use_the_map(page)
    page.evaluate(PRESS, ["#panel", 12])
    page.evaluate(PRESS, ["#filters", 24])
    page.fill("#search", "learning")
    page.evaluate(PRESS, ["#results", 6])
    page.evaluate(PRESS, ["#panel", 30])
    page.click("#to-table")
    page.evaluate(PRESS, ["#table thead", 6])
    page.evaluate(PRESS, ["#table tbody", 6])
    page.click("#help")
    page.click("dialog button")
    for key in "/mtp+-0d":
        page.keyboard.press(key)
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 700, "height": 500})
    page.go_back()
    page.reload()
