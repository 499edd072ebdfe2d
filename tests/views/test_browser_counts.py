"""The numbers that a page shows are the answers of SPARQL, whatever is filtered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from kg.sparql import rows

from .opening import Pages, Windows
from .test_pages import COUNTS, NAMED, count

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FACETS = {
    "edition": "?paper kg:presentedAt ?value",
    "year": "?paper kg:year ?value",
    "topic": f"?paper ?role ?value FILTER(?role IN ({NAMED})) ?value a ?kind FILTER(?kind IN (kg:Topic, kg:Task))",
    "document": "?reference kg:refersTo ?paper ; kg:inDocument/kg:fileName ?value",
    "presentation": "?paper kg:presentationType/rdfs:label ?value",
}
"""Facet → what gives a paper a value of it."""
MOST = 300  # values of a facet that a page lists, the most frequent first

# Every value of every facet, by what the address calls it, with the count beside it.
SHOWN = """() => {
  const filters = document.getElementById("filters");
  for (const more of filters.querySelectorAll("button[aria-expanded=false]")) {
    [...filters.querySelectorAll("button")].find(button => button.dataset.key === more.dataset.key).click();
  }
  const found = Object.fromEntries(Object.keys(kg.filters.facets).map(facet => [facet, {}]));
  for (const button of filters.querySelectorAll(".facet button:not(.kind)")) {
    const [facet, value] = button.dataset.key.split(/:(.*)/s), {length} = button.children;
    found[facet][kg.filters.written(facet, value)] = Number(button.children[length - 1].textContent.replace(",", ""));
  }
  return found;
}"""
PRESS = """([facet, text]) => [...document.querySelectorAll("#filters button")]
  .find(button => button.dataset.key === `${facet}:${kg.filters.read(facet, text)}`).click()"""
COMBINED = [
    ("edition", "topic"), ("topic", "year"), ("document", "edition"), ("document", "topic", "year"),
    ("presentation", "edition"), ("edition", "document", "presentation"),
]  # fmt: skip


class Answers:
    """What SPARQL says of the facets of a graph."""

    def __init__(self, store: ox.Store) -> None:
        self.store = store
        self.papers = {facet: self._papers(pattern) for facet, pattern in FACETS.items()}

    def _papers(self, pattern: str) -> Mapping[str, set[str]]:
        found = defaultdict[str, set[str]](set)
        for row in rows(self.store, f"SELECT DISTINCT ?paper ?value {{ ?paper a kg:Paper . {pattern} }}"):
            found[row["value"].value].add(row["paper"].value)
        return found

    def counts(self, facet: str, chosen: Mapping[str, str]) -> dict[str, int]:
        """Value of a facet → papers with it, of those that have what is chosen of the other facets."""
        kept = [self.papers[name][value] for name, value in chosen.items() if name != facet]
        found = {value: len(papers.intersection(*kept)) for value, papers in self.papers[facet].items()}
        return {value: number for value, number in found.items() if number}


@pytest.fixture(scope="module", params=["map", "seeds"])
def opened(request: pytest.FixtureRequest, chromium: Browser, pages: Pages) -> Iterator[tuple[Page, Answers]]:
    """A page of everything with its graph."""
    windows = Windows(chromium, pages)
    yield windows.page(request.param), Answers(pages.graph(request.param))
    windows.close()


@pytest.fixture
def shown(opened: tuple[Page, Answers]) -> tuple[Page, Answers]:
    """The page without filters, whatever the test before this one chose."""
    opened[0].evaluate("kg.filters.reset()")
    return opened


def _having(facet: str, value: str) -> str:
    literal = str(ox.Literal(value))
    names = f"FILTER(STR(?value) = {literal})".replace("?value", f"?{facet}")
    pattern = FACETS[facet].replace("?value", f"?{facet}").replace("?role", f"?{facet}Role")
    return f"{pattern.replace('?kind', f'?{facet}Kind').replace('?reference', f'?{facet}Reference')} {names} ."


def test_kinds(shown: tuple[Page, Answers]) -> None:
    page, answers = shown
    counts = page.evaluate("""Object.fromEntries([...document.querySelectorAll("#filters .kind")].map(button =>
      [button.children[1].textContent, Number(button.children[2].textContent.replace(",", ""))]))""")
    assert {kind: counts.get(kind, 0) for kind in COUNTS} == {
        kind: count(answers.store, COUNTS[kind]) for kind in COUNTS
    }


def test_facets(shown: tuple[Page, Answers]) -> None:
    page, answers = shown
    found = page.evaluate(SHOWN)
    for facet in FACETS:
        expected = answers.counts(facet, {})
        assert len(found[facet]) == (min(len(expected), MOST) if len(expected) > 1 else 0)
        assert found[facet].items() <= expected.items()


def test_what_most_papers_have_in_common(shown: tuple[Page, Answers]) -> None:
    page, answers = shown
    found = page.evaluate("""() => {
      const heads = [...document.querySelectorAll("#panel h3")];
      const head = heads.find(each => each.textContent === "topics of most papers");
      const counts = [];
      for (let each = head.nextSibling; each.matches(".thing"); each = each.nextSibling) {
        counts.push(Number(each.lastChild.textContent));
      }
      return counts;
    }""")
    topics = {row["topic"].value for row in rows(answers.store, "SELECT ?topic { ?topic a kg:Topic }")}
    counts = [count for topic, count in answers.counts("topic", {}).items() if topic in topics]
    assert found == sorted(counts, reverse=True)[:5]


@pytest.mark.parametrize("facets", COMBINED, ids=" ".join)
def test_what_is_chosen_together(shown: tuple[Page, Answers], facets: tuple[str, ...]) -> None:
    page, answers = shown
    chosen: dict[str, str] = {}
    for facet in facets:
        values = page.evaluate(SHOWN)[facet]
        if not values:  # what is chosen already leaves one at most
            continue
        chosen[facet] = max(values, key=lambda value: (values[value], value))
        page.evaluate(PRESS, [facet, chosen[facet]])
    where = " ".join(_having(name, value) for name, value in chosen.items())
    papers = count(answers.store, f"?thing a kg:Paper . {where.replace('?paper', '?thing')}")
    assert papers
    assert page.inner_text("#shown").startswith(f"{papers} paper{'' if papers == 1 else 's'}, ")
    found = page.evaluate(SHOWN)
    for facet in FACETS:
        expected = answers.counts(facet, chosen)
        assert {value: n for value, n in found[facet].items() if n}.items() <= expected.items()
        assert len(found[facet]) in (0, min(len(expected), MOST)) or facet in chosen
