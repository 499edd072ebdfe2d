"""Every state of a page survives its link, and the way back; a link to what is not there opens a whole page."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING

import pytest

from .opening import Pages, Show, Windows

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


def search(page: Page, text: str) -> None:
    """Choose the first thing that a search finds."""
    page.fill("#search", text)
    page.keyboard.press("Enter")


def filtered(page: Page, facet: str, at: int = 0) -> None:
    page.locator(f"#filters button[data-key^='{facet}:']:not([data-key$=more])").nth(at).click()


def path(page: Page, other: str) -> None:
    """The way from what is chosen to another thing."""
    page.click("#from-here")
    search(page, other)


def sort(page: Page, by: int, times: int = 1) -> None:
    page.click("#to-table")
    for _ in range(times):
        page.locator("#table .shown th button").nth(by).click()


def drag(page: Page) -> None:
    placed = json.dumps(page.evaluate("kg.scene.view"))
    page.mouse.move(700, 300)
    page.mouse.down()
    page.mouse.move(640, 380, steps=4)
    page.mouse.up()
    wait_until(page, f"JSON.stringify(kg.scene.view) !== JSON.stringify({placed})")  # taken over at rest
    settled(page)


PATIENCE = 1500  # looks, 20 ms apart: as long as Playwright waits for anything
SETTLED = """() => {
  const {x, y} = kg.scene.net.getViewPosition();
  return Math.hypot(kg.scene.view.x - x, kg.scene.view.y - y) < 0.01 && location.hash === kg.address.text();
}"""


def settled(page: Page) -> None:
    """Wait until the address says where the map is and what is typed: it does so once nothing more happens."""
    wait_until(page, SETTLED)


def wait_until(page: Page, holds: str) -> None:
    """Wait until an expression holds: Playwright's own `wait_for_function` the policy of the page forbids."""
    for _ in range(PATIENCE):
        if page.evaluate(holds):
            return
        page.wait_for_timeout(20)
    pytest.fail(f"never holds: {holds}")


STATES = {
    "a path, as a table": ("map", lambda page: (search(page, "Reformer"), path(page, "Performer"), sort(page, 2, 2))),
    "no kind": ("map", lambda page: [button.click() for button in page.locator(
        "#filters .kind[aria-pressed=true]").all()[::-1]]),
    "an edition and a topic": ("map", lambda page: (filtered(page, "edition"), filtered(page, "topic"))),
    "two years and a thing": ("map", lambda page: (filtered(page, "year"), filtered(page, "year", 1),
                                                   search(page, "transformer"))),
    "a document, dark": ("map", lambda page: (filtered(page, "document", 2), page.click("#theme"))),
    "presentations, far": ("map", lambda page: (filtered(page, "presentation"), page.click("#out"),
                                                page.click("#out"))),
    "a query and a place": ("map", lambda page: (page.fill("#search", "graph neural"), page.click("#in"), drag(page))),
    "all at once": ("map", lambda page: (filtered(page, "edition"), filtered(page, "document"),
                                         search(page, "learning"),
                                         page.click("#theme"), page.click("#in"), drag(page), sort(page, 5, 2))),
    "around a thing": ("thing", lambda page: (filtered(page, "kind"), page.click("#theme"))),
    "nothing chosen": ("thing", lambda page: page.click("#whole")),
    "words of a document": ("document", lambda page: page.locator("#text .words:not(.line)").nth(3).click()),
    "the map of a document": ("document", lambda page: (page.click("#to-map"), search(page, "learning"))),
    "an answer": ("query", lambda page: sort(page, 2)),
    "a comparison": ("compare", lambda page: (filtered(page, "kind", 2), search(page, "learning"))),
}  # fmt: skip
"""What is done on a page → which page, and how."""
SEEN = """() => [kg.address.text(), location.hash, document.getElementById("panel").textContent,
  document.getElementById("shown").textContent, document.getElementById("search").value,
  [...document.querySelectorAll("#results .thing > span:first-of-type")].map(each => each.textContent),
  [...document.querySelectorAll("button[aria-pressed=true]")].map(each => each.dataset.key || each.id),
  [...document.querySelectorAll("#table:not([hidden]) th")].map(each => each.ariaSort + each.textContent),
  [...document.querySelectorAll("#table:not([hidden]) .shown tbody tr")].slice(0, 40).map(each => each.textContent),
  ["map", "table", "text"].filter(id => !document.getElementById(id).hidden), document.documentElement.dataset.theme]"""


@pytest.fixture(scope="module")
def windows(chromium: Browser, pages: Pages) -> Iterator[Callable[[str], Page]]:
    """A page of each kind, as it is at first."""
    found = Windows(chromium, pages)
    page = cache(found.page)

    def anew(kind: str) -> Page:
        page(kind).evaluate("location.hash = ''; kg.state.open.clear()")
        page(kind).wait_for_timeout(50)
        return page(kind)

    yield anew
    found.close()


@pytest.mark.parametrize("name", STATES)
def test_a_state_survives_its_link(show: Show, windows: Callable[[str], Page], name: str) -> None:
    kind, act = STATES[name]
    page = windows(kind)
    before = page.evaluate(SEEN)
    act(page)
    settled(page)
    seen = page.evaluate(SEEN)
    assert seen != before
    assert show(kind, page.evaluate("location.hash")).evaluate(SEEN) == seen


def test_back_and_forward(show: Show) -> None:
    page = show("map")
    steps: list[tuple[str, Callable[[], object]]] = [
        ("BYOL", lambda: page.press("#search", "Enter")), ("", lambda: filtered(page, "edition")),
        ("", lambda: filtered(page, "topic")), ("", lambda: page.click("#to-table")),
        ("", lambda: page.click("#to-map")), ("SimCLR", lambda: page.press("#search", "Enter")),
        ("Transformer", lambda: (page.click("#from-here"), page.press("#search", "Enter"))),
        ("", lambda: page.click("#whole")),
    ]  # fmt: skip
    states = [state_of(page)]
    for typed, choose in steps:
        if typed:  # what is typed is no step, it belongs to the one before
            page.fill("#search", typed)
            settled(page)
            states[-1] = state_of(page)
        choose()
        settled(page)
        states.append(state_of(page))
    for state in states[-2::-1]:
        page.go_back()
        assert state_of(page) == state
    for state in states[1:]:
        page.go_forward()
        assert state_of(page) == state


def state_of(page: Page) -> list[object]:
    return page.evaluate(SEEN)[2:]  # type: ignore[no-any-return]


BROKEN = [
    "#thing=nothing", "#thing=", "#thing=https://w3id.org/kg-papers/id/paper/none&to=x", "#to=x", "#kinds=cats+dogs",
    "#kinds=", "#edition=x&topic=y&document=z", "#edition=https://w3id.org/kg-papers/id/method/byol", "#year=1850",
    "#year=abc", "#year=-1", "#year=1e400", "#presentation=dance", "#view=spiral", "#view=text", "#by=9", "#by=2+up",
    "#by=-1", "#theme=purple", "#theme=__proto__", "#at=1,2", "#at=NaN,1,1", "#at=1e308,1e308,1e308",
    "#at=0,0,1e-300", "#at=0,0,-1", "#at=,,", "#words=99.99", "#words=../..", "#q=%E0%A4%A", "#%", "#%00", "##",
    "#&&==",    "#__proto__=1&constructor=2", "#" + "x" * 50_000, "#thing=%3Cscript%3Ealert(1)%3C/script%3E",
    "#q=%3Cimg src=x onerror=alert(1)%3E",
]  # fmt: skip


@pytest.mark.parametrize("kind", ["map", "document"])
def test_a_link_to_what_is_not_there(show: Show, kind: str) -> None:
    page = show(kind)
    whole = page.evaluate("[kg.shown.length, kg.scene.view]")
    for fragment in BROKEN:
        page.evaluate("fragment => { location.hash = fragment; }", fragment)
        page.wait_for_timeout(20)
        assert page.evaluate("kg.state.selected < 0 && !kg.state.route.length && !kg.state.words"), fragment
        assert page.evaluate("document.getElementById('panel').textContent").startswith("What is here"), fragment
        if "kinds=" not in fragment:
            assert page.evaluate("kg.shown.length") == whole[0], fragment
        assert page.evaluate("Object.values(kg.scene.view).every(Number.isFinite)")
        assert 0.001 <= page.evaluate("kg.scene.net.getScale()") < 1000, fragment
        page.evaluate("kg.scene.all()")
        assert page.evaluate("kg.scene.view") == whole[1], fragment
    together = "&".join(fragment[1:] for fragment in BROKEN if "kinds" not in fragment and len(fragment) < 200)
    opened = show(kind, f"#{together}")
    assert opened.evaluate("kg.shown.length") == whole[0]
