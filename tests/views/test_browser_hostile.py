"""Whatever a document says, in every place that shows text: it is shown as it is, runs nothing and breaks nothing."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest

from kg.store import open_graph
from kg.views.page import render
from kg.views.what import map as whole_map
from kg.views.wish import Wish

from . import hostile
from .conftest import unpacked
from .hostile import KINDS, LINKS, TEXTS, thing
from .opening import PHONE, WINDOW, Drawing, Pages, Show, Windows, is_wider_than_its_window, saved

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NAMES = list(TEXTS.values())
TITLE = " · ".join(text for text in NAMES if len(text) < 200)
FORMULA = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"  # what a spreadsheet takes for the beginning of one
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
SCHEMES = ("light", "dark")

# Nothing of what is called outside of the window is drawn: the map is looked at close, so that all can be chosen fast.
# What is one of the texts comes back as its number, as some are long.
CLOSE = "() => { kg.address.isQuiet = true; kg.scene.see(1e5, 1e5, 4); }"
AGAIN = "fragment => { history.replaceState(null, '', fragment); kg.address.read(); kg.show(); }"
PANELS = """([texts, each]) => {
  const named = text => { const at = texts.indexOf(text); return at < 0 ? text : at; };
  return kg.data.nodes.iri.flatMap((iri, i) => {
    if (i % each) return [];
    kg.select(i);
    const panel = kg.find("panel"), all = (under, tag) => [...under.querySelectorAll(tag)];
    for (const button of all(panel, "button.source")) button.click();
    const quote = block => [...block.childNodes].slice(0, -1).map(node => node.textContent).join("");
    return [{
      iri, thing: named(kg.find("thing").textContent),
      also: panel.querySelector("#thing + p.quiet")?.textContent.replace("also: ", ""),
      facts: all(panel, ".fact").map(fact => named(fact.querySelector(".thing span, .text").textContent)),
      quotes: all(panel, "blockquote").map(block =>
        [quote(block), all(block, "mark").map(mark => mark.textContent), block.lastChild.textContent]),
      links: all(panel, "a").map(a => [a.getAttribute("href"), a.protocol, a.rel, a.target]),
      isWide: document.documentElement.scrollWidth > innerWidth || panel.scrollWidth > panel.clientWidth,
    }];
  });
}"""
FILTERS = """([facet, each]) => {
  const buttons = () => [...document.querySelectorAll("#filters button")];
  const press = key => buttons().find(button => button.dataset.key === key).click();
  press(`${facet}:more`);
  const keys = buttons().map(button => button.dataset.key).filter(key => key.startsWith(`${facet}:`));
  return keys.filter((key, at) => key !== `${facet}:more` && at % each === 0).map(key => {
    press(key);
    const button = buttons().find(each => each.dataset.key === key);
    const papers = kg.shown.filter(i => kg.kind(i) === "paper").map(i => kg.data.nodes.iri[i]);
    const found = [...button.children].map(child => child.textContent).concat([button.ariaPressed, papers]);
    press(key);
    return found;
  });
}"""
ROWS = "[...document.querySelectorAll('#table tbody tr')].map(row => [...row.cells].map(cell => cell.textContent))"
LINKED = """each => kg.filters.papers.filter((i, at) => at % each === 0).map(i => {
  kg.address.isQuiet = true;
  kg.select(i);
  const facets = Object.keys(kg.state.facets);
  for (const facet of facets) kg.state.facets[facet] = new Set(kg.filters.values(i, facet));
  kg.state.query = kg.data.nodes.label[i].slice(0, 5000);
  const text = kg.address.text();
  history.replaceState(null, "", text);
  kg.select(-1);
  kg.address.read();
  kg.address.isQuiet = false;
  return [i === kg.state.selected, text === kg.address.text(), ...facets.map(facet => kg.state.facets[facet].size)];
})"""


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "hostile.nt"
    hostile.write(path)
    return path


@pytest.fixture(scope="module")
def file(graph: Path) -> Path:
    """The map of everything, with the texts in its title."""
    picture = whole_map.draw(open_graph(graph), Wish())
    path = graph.with_name("map.html")
    path.write_text(render(replace(picture, title=TITLE)), encoding="utf-8", newline="")
    return path


@pytest.fixture(scope="module", params=SCHEMES)
def window(request: pytest.FixtureRequest, chromium: Browser, pages: Pages, file: Path) -> Iterator[tuple[Page, str]]:
    """The map, light and dark, with all kinds shown, and its fragment."""
    windows = Windows(chromium, pages)
    found = windows.page(file, color_scheme=request.param)
    for kind in found.query_selector_all("#filters button.kind[aria-pressed=false]"):
        found.click(f"#filters button[data-key='{kind.get_attribute('data-key')}']")
    yield found, found.evaluate("kg.address.text()")
    assert found.evaluate("typeof ran") == "undefined"
    windows.close()


@pytest.fixture
def page(window: tuple[Page, str]) -> Page:
    """The map as it was opened, whatever the test before this one did with it."""
    found, fragment = window
    found.evaluate(AGAIN, fragment)
    return found


def is_dark(page: Page) -> bool:
    return bool(page.evaluate("kg.isDark()"))


def test_there_are_texts_of_many_kinds() -> None:
    assert len(TEXTS) == len(set(NAMES)) >= 40


def test_half_a_character_is_no_text_of_a_graph() -> None:
    with pytest.raises(ValueError, match="literal"):
        ox.Literal("\ud800")


def test_the_title(page: Page) -> None:
    assert page.text_content("#title") == TITLE
    assert page.evaluate("kg.data.title") == TITLE
    assert not is_wider_than_its_window(page)


def test_every_panel(page: Page) -> None:
    width, height = PHONE if is_dark(page) else WINDOW
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate(CLOSE)
    panels = page.evaluate(PANELS, [NAMES, 1])
    page.evaluate("kg.address.isQuiet = false; kg.scene.all()")
    page.set_viewport_size({"width": WINDOW[0], "height": WINDOW[1]})
    numbers = {thing(kind, at).value: (kind, at) for kind in KINDS for at in range(len(NAMES))}
    assert len(panels) == (len(KINDS) - 1) * len(NAMES)  # all but how papers were presented
    for panel in panels:
        kind, at = numbers[panel["iri"]]
        assert panel["thing"] == at
        assert not panel["isWide"], (kind, NAMES[at])
        assert all(link[1:] in SAFE for link in panel["links"])
        if kind == "paper":
            _check_paper(panel, at)


SAFE = [[scheme, "noopener noreferrer", "_blank"] for scheme in ("http:", "https:")]


def _check_paper(panel: dict[str, Any], at: int) -> None:
    """All that is said of a paper is there, letter by letter."""
    text, other, link = NAMES[at], NAMES[at - 1], LINKS[at % len(LINKS)]
    facts = [NAMES[fact] if isinstance(fact, int) else fact for fact in panel["facts"]]
    assert Counter(facts) == Counter([text] * 16 + [other, link, str(2000 + at)])
    assert panel["also"] == other
    addresses = [each for each in (text, text, link) if re.match("(?i)https?://", each) and "[" not in each]
    assert set(addresses) <= {href for href, *_ in panel["links"]}
    whole = hostile.BEFORE + text + hostile.AFTER
    quoted = [quote for quote, _, _ in panel["quotes"]]
    if len(text) <= 60:
        assert set(quoted) == {whole}
        assert [marks for _, marks, _ in panel["quotes"] if marks] == [[text]] * 5
    else:
        assert Counter(quoted) == Counter({whole: 6, text: 5})
    assert {place for *_, place in panel["quotes"]} == {f"{text} — {other}, line {at + 1}"}


def test_marks_of_direction_turn_their_own_text_alone(page: Page) -> None:
    at = list(TEXTS).index("isolates without an end")
    page.evaluate("iri => kg.select(kg.at(iri))", thing("paper", at).value)
    page.click("#panel button.source >> nth=0")
    places = page.evaluate("""() => {
      const node = document.querySelector("#panel blockquote footer").firstChild.lastChild, range = new Range();
      return [...node.data].map((letter, at) => {
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        return [letter, range.getBoundingClientRect().top, range.getBoundingClientRect().left];
      });
    }""")
    assert "".join(letter for letter, *_ in places) == f", line {at + 1}"
    assert [place for _, *place in places] == sorted(place for _, *place in places)


@pytest.mark.parametrize("facet", ["edition", "topic", "document", "presentation"])
def test_every_filter(page: Page, facet: str) -> None:
    each = 9 if is_dark(page) else 1 if facet == "edition" else 4
    page.evaluate(CLOSE)
    found = page.evaluate(FILTERS, [facet, each])
    page.evaluate("kg.address.isQuiet = false; kg.scene.all()")
    shown = [text if len(text) <= 200 else f"{text[:198]}…" for text in NAMES]
    expected = [[text, "1", "true", [thing("paper", at).value]] for at, text in enumerate(shown)]
    if each == 1:
        assert sorted(found) == sorted(expected)
    else:
        assert len(found) >= len(expected) // each
        assert all(filtered in expected for filtered in found)


def test_every_text_is_found(page: Page) -> None:
    for text in NAMES:
        if text.strip("\u0085\u200b\u2060\ufeff ") and len(text) < 200:
            page.fill("#search", text.replace("\n", " "))
            labels = page.evaluate("[...document.querySelectorAll('#results .thing > span')].map(e => e.textContent)")
            assert text in labels
    page.fill("#search", "")


def test_the_table_and_its_file(page: Page) -> None:
    page.click("#to-table")
    rows = page.evaluate(ROWS)
    assert not is_wider_than_its_window(page)
    read = list(csv.reader(StringIO(saved(page, "csv").decode("utf-8-sig"), newline="")))
    page.click("#to-map")
    assert not [cell for row in read for cell in row if cell.startswith(tuple(FORMULA))]
    plain = [[re.sub(f"^'(?='*[{re.escape(FORMULA)}])", "", cell) for cell in row] for row in read]
    assert [row[:-1] for row in plain[1:]] == rows
    assert Counter(row[0] for row in rows) == Counter({text: len(KINDS) - 1 for text in NAMES})
    for row in plain[1:]:
        if row[1] == "paper":
            at = NAMES.index(row[0])
            assert row[2:] == [str(2000 + at), row[0], row[0], "1", thing("paper", at).value]


def test_the_picture_is_xml_and_says_the_same(page: Page) -> None:
    page.click("#fit")
    root = ElementTree.fromstring(saved(page, "svg"))
    assert {element.tag for element in root.iter()} <= {"{http://www.w3.org/2000/svg}" + tag for tag in (
        "svg", "title", "rect", "circle", "line", "path", "text")}  # fmt: skip
    assert not [name for element in root.iter() for name in element.attrib if name.startswith("on") or "href" in name]
    titles = [element.text for element in root.iter("{http://www.w3.org/2000/svg}title")]
    assert titles[0] == NO_XML.sub(" ", TITLE)
    assert set(titles[1:]) == {NO_XML.sub(" ", text) for text in NAMES}


def test_every_link_opens_its_state(page: Page) -> None:
    found = page.evaluate(LINKED, 9 if is_dark(page) else 1)
    assert all(each == [True, True, 1, 1, 2, 1, 1] for each in found)
    assert len(found) == len(NAMES) or is_dark(page)


def test_a_link_in_another_window(show: Show, file: Path) -> None:
    page = show(file)
    for facet in ("edition", "topic", "presentation"):
        page.evaluate(
            "facet => kg.filters.toggle(kg.state.facets[facet], [...kg.filters.counts[facet].keys()][0])", facet
        )
    assert page.evaluate("kg.shown.length")
    page.fill("#search", NAMES[0])
    page.keyboard.press("Enter")
    again = show(file, page.evaluate("kg.address.text()"))
    for text in ("kg.address.text()", "kg.find('panel').textContent", "kg.find('filters').textContent"):
        assert again.evaluate(text) == page.evaluate(text)


def test_a_way_beside_the_page_stays_there(page: Page) -> None:
    """Links to documents are relative: none leads to another host, or to a script."""
    found = page.evaluate("""texts => texts.map(text => kg.link(text, text, true)).filter(link => link.href)
      .map(link => [link.getAttribute("href"), link.protocol, link.host, link.rel])""", [*NAMES, *LINKS])  # fmt: skip
    for href, protocol, host, rel in found:
        assert protocol in (("http:", "https:", ":") if re.match("(?i)https?://", href) else ("file:",))
        assert not host or href.lower().startswith("http")
        assert rel == "noopener noreferrer"


OTHERS = {
    "thing": [thing("paper", 0).value, "--depth", "2"],
    "path": ["path", thing("paper", 1).value, thing("paper", 3).value],
    "compare": ["compare", thing("edition", 0).value, thing("edition", 1).value],
    "query": ["query", "venues"],
    "timeline": ["timeline"],
    "document": ["document", thing("document", 2).value],
}


@pytest.mark.parametrize("kind", OTHERS)
def test_every_other_page(show: Show, pages: Pages, graph: Path, kind: str) -> None:
    path = pages.drawn(f"hostile-{kind}", Drawing(graph, tuple(OTHERS[kind])))
    data = unpacked(path.read_text(encoding="utf-8"))
    page = show(path, color_scheme=SCHEMES[list(OTHERS).index(kind) % 2])
    assert page.text_content("#title") == data["title"]
    page.evaluate(CLOSE)
    for panel in page.evaluate(PANELS, [NAMES, 5]):
        assert isinstance(panel["thing"], int)
        assert not panel["isWide"]
    page.click("#to-table")
    rows = page.evaluate(ROWS)
    assert rows[: len(data["rows"]["rows"])] == data["rows"]["rows"][:1000]
    assert not is_wider_than_its_window(page)
    assert page.evaluate("typeof ran") == "undefined"
