"""axe-core finds nothing to object to: every kind of page, light and dark, wide and narrow, whatever is open on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import pytest

from tests.serving.browsing import leave_out

from .opening import DRAWINGS, PHONE, WINDOW, Show

if TYPE_CHECKING:
    from playwright.sync_api import Page

SCHEMES = ("light", "dark")


def choose(page: Page, words: str) -> None:
    page.fill("#search", words)
    page.keyboard.press("Enter")


def open_sources(page: Page) -> None:
    choose(page, "Bootstrap Your")
    for button in page.locator("#panel button.source").all():
        button.click()


def find_a_path(page: Page) -> None:
    choose(page, "BYOL")
    page.click("#from-here")
    choose(page, "SimCLR")


def open_filters(page: Page) -> None:
    page.click("#filters button[data-key='topic:more']")
    page.locator("#filters button[data-key^='edition:']").first.click()


def show_a_table_beside_a_thing(page: Page) -> None:
    choose(page, "Reformer")
    page.click("#to-table")


STATES: Mapping[str, Callable[[Page], Any]] = {
    "opened": lambda page: None,
    "sources": open_sources,
    "path": find_a_path,
    "choosing": lambda page: page.click("#connect"),
    "table": show_a_table_beside_a_thing,
    "keys": lambda page: page.click("#help"),
    "filters": open_filters,
    "nothing found": lambda page: page.fill("#search", "zzzz"),
}


def violations(page: Page) -> list[str]:
    """What axe-core objects to, with its rules, impacts and elements."""
    try:
        from axe_playwright_python.sync_playwright import Axe
    except ImportError:
        leave_out("axe-core")
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [f"{each['id']} ({each['impact']}): {node['html'][:200]}" for each in found for node in each["nodes"]]


@pytest.mark.parametrize("state", STATES)
def test_every_state_of_a_map(show: Show, state: str) -> None:
    page = show("map", color_scheme="light", bypass_csp=True)
    STATES[state](page)
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    page.wait_for_selector("html[data-theme=dark]", state="attached")
    assert violations(page) == []


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("kind", [kind for kind in DRAWINGS if kind not in ("map", "seeds")])
def test_every_kind_of_page(show: Show, kind: str, scheme: str) -> None:
    page = show(kind, size=PHONE if scheme == "dark" else WINDOW, color_scheme=scheme, bypass_csp=True)
    if kind == "document":
        page.locator("#text .words:not(.line)").nth(2).click()
    assert violations(page) == []
