"""Every fact in the panel has its words and their place within one click, and they are those of the graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.graphs.links import RELATIONS
from kg.sparql import rows

from .opening import Pages, Show

if TYPE_CHECKING:
    from playwright.sync_api import Page

# What a paper's panel shows of each fact: [words, what it leads to, [[quote, marked words, place], …]].
SAID = """iri => {
  kg.address.isQuiet = true;
  kg.select(kg.at(iri));
  const panel = kg.find("panel"), found = [];
  for (let more; (more = [...panel.children].find(child => / more$/.test(child.textContent)));) more.click();
  let words = "";
  for (const child of panel.children) {
    if (child.tagName === "H3") words = child.textContent.replace(/ \\([\\d,]+\\)$/, "");
    if (!child.classList.contains("fact")) continue;
    child.querySelector("button.source")?.click();
    const quotes = [...child.querySelectorAll("blockquote")].map(quote => [
      [...quote.childNodes].slice(0, -1).map(node => node.textContent).join(""),
      [...quote.querySelectorAll("mark")].map(mark => mark.textContent), quote.lastChild.textContent]);
    found.push([words, child.querySelector(".thing span, .text").textContent, quotes]);
  }
  return found;
}"""
WORDS = {name: relation.forward for name, relation in RELATIONS.items() if name not in ("broader", "listedIn")} | {
    "title": "title", "alternativeTitle": "other title", "year": "year", "paperPage": "page", "code": "code",
    "projectPage": "project page", "dataPage": "data", "video": "video", "slides": "slides",
    "relatedPage": "related page", "arxivId": "arxiv identifier", "doi": "doi identifier",
}  # fmt: skip
"""Property → how the panel calls it."""
Expected = dict[str, dict[tuple[str, str], set[tuple[str, str]]]]
"""Thing → fact, as its words and what it leads to → the words that say so, each with its place."""


def shown(page: Page, paper: str) -> Mapping[tuple[str, str], set[tuple[str, str]]]:
    """Words and what they lead to → the words and places that are shown after one click."""
    found = defaultdict[tuple[str, str], set[tuple[str, str]]](set)
    for words, end, quotes in page.evaluate(SAID, paper):
        found[words, end] |= {("".join(marked) or quote, place.split(" — ")[-1]) for quote, marked, place in quotes}
    return found


def stated(store: ox.Store) -> Expected:
    """Paper → fact → the words on which it rests, with their file and line."""
    values = " ".join(f"(kg:{name} {ox.Literal(words)})" for name, words in sorted(WORDS.items()))
    asked = f"""VALUES (?role ?words) {{ {values} }}
      ?statement rdf:subject ?paper ; rdf:predicate ?role ; rdf:object ?end ; kg:supportedBy ?passage .
      OPTIONAL {{ ?end rdfs:label ?label FILTER(LANG(?label) IN ("", "en")) }}"""
    return _expected(store, asked)


def listed(store: ox.Store) -> Expected:
    """Paper → that a document lists it → in which words."""
    return _expected(store, """?reference kg:refersTo ?paper ; kg:inDocument ?end ; kg:passage ?passage .
      ?end rdfs:label ?label BIND("is listed in" AS ?words)""")  # fmt: skip


def _expected(store: ox.Store, pattern: str) -> Expected:
    found: Expected = defaultdict(lambda: defaultdict(set))
    place = "?passage kg:quote ?quote ; kg:line ?line ; kg:inDocument/kg:fileName ?file"
    asked = f"{pattern} ?paper a kg:Paper . {place} BIND(COALESCE(?label, STR(?end)) AS ?value)"
    for row in rows(store, f"SELECT ?paper ?words ?value ?quote ?file ?line {{ {asked} }}"):
        there = f"{row['file'].value}, line {row['line'].value}"
        found[row["paper"].value][row["words"].value, row["value"].value].add((row["quote"].value, there))
    return found


def test_every_fact_of_every_paper(show: Show, pages: Pages) -> None:
    page, store = show("map"), pages.graph("map")
    statements, listings = stated(store), listed(store)
    asked = "SELECT ?quote ?file ?line { ?p kg:quote ?quote ; kg:line ?line ; kg:inDocument/kg:fileName ?file }"
    words = {(row["quote"].value, f"{row['file'].value}, line {row['line'].value}") for row in rows(store, asked)}
    facts = 0
    for row in rows(store, "SELECT ?paper { ?paper a kg:Paper } ORDER BY ?paper"):
        paper = row["paper"].value
        found = shown(page, paper)
        for fact, places in (statements[paper] | listings[paper]).items():
            assert found[fact] == places, (paper, fact)
            facts += 1
        assert set[tuple[str, str]]().union(*found.values()) <= words, paper
    assert facts > 1_000
