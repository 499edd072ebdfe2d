"""The start page: what the graph holds, its documents, the questions that can be asked; and the list of documents."""

from __future__ import annotations

from itertools import groupby

from kg import finding, queries
from kg.graph import Graph
from kg.namespaces import ONTOLOGY
from kg.serving.exchange import Request, Response
from kg.serving.explorer import Explorer, select
from kg.serving.markup import Markup, element, words
from kg.serving.naming import link
from kg.serving.pages import frame

_COUNTED = ("paper", "person", "method", "topic", "task", "dataset", "software", "organization", "edition", "award")
_COUNTS = f"""
SELECT ?class (COUNT(*) AS ?count) WHERE {{
  VALUES ?class {{ {" ".join(f"kg:{finding.KINDS[kind]}" for kind in (*_COUNTED, "document"))} }}
  ?thing a ?class .
}} GROUP BY ?class"""
_DOCUMENTS = """
SELECT ?document ?name ?format ?papers WHERE {
  ?document a kg:Document ; kg:fileName ?name .
  OPTIONAL { ?document kg:format ?format }
  OPTIONAL {
    SELECT ?document (COUNT(DISTINCT ?paper) AS ?papers) WHERE {
      ?document a kg:Document .
      GRAPH ?document { ?paper kg:title|kg:alternativeTitle ?title }
    } GROUP BY ?document
  }
}"""
_SHOWN = 8  # documents on the start page


def respond(explorer: Explorer, request: Request, path: str) -> Response:
    """The start page."""
    counts = explorer.opened.once(_count)
    return frame.page(
        "kg",
        element("h1", "What people wrote down about papers, as a graph"),
        element("p", "Every fact here leads back to the words of a document that said it.", class_="lead"),
        _numbers(counts),
        element("section", element("h2", "Documents"), _documents(explorer, _SHOWN), aria_label="Documents"),
        element("section", element("h2", "Questions"), questions(), aria_label="Questions"),
    )


def documents(explorer: Explorer, request: Request, path: str) -> Response:
    """All documents."""
    heading = element("h1", "Documents")
    return frame.page("Documents", heading, _documents(explorer, None), here="/documents")


def _count(store: Graph) -> dict[str, int]:
    found = {row[0].value: int(row[1].value) for row in select(store, _COUNTS) if row[0] and row[1]}
    return {kind: found.get(ONTOLOGY + finding.KINDS[kind], 0) for kind in (*_COUNTED, "document")}


def _numbers(counts: dict[str, int]) -> Markup:
    items = [
        element("li", element("a", element("strong", f"{counts[kind]:,}"), " ", frame.plural(kind, counts[kind]),
                              href=link("/search", kind=kind)))
        for kind in _COUNTED
        if counts[kind]
    ]  # fmt: skip
    return element("ul", *items, class_="numbers", aria_label="What the graph holds")


def _documents(explorer: Explorer, most: int | None) -> Markup:
    found = explorer.opened.once(_read_documents)
    rows = [
        element(
            "tr",
            element("th", element("a", words(name), href=link("/document", iri=iri)), scope="row"),
            element("td", kind),
            element("td", f"{papers:,}", class_="number"),
        )
        for name, iri, kind, papers in found[:most]
    ]
    head = element("tr", [element("th", name, scope="col") for name in ("document", "format", "papers")])
    more = None
    if most is not None and len(found) > most:
        more = element("p", element("a", f"All {len(found):,} documents", href="/documents"))
    table = element("table", element("thead", head), element("tbody", *rows), class_="documents")
    return element("div", element("div", table, class_="scroll"), more)


def _read_documents(store: Graph) -> list[tuple[str, str, str, int]]:
    """File name, IRI, format and number of papers of each document, by name."""
    rows = select(store, _DOCUMENTS)
    found = {
        (name.value, document.value, kind.value if kind else "", int(papers.value) if papers else 0)
        for document, name, kind, papers in rows
        if document and name
    }
    return sorted(found)


def questions() -> Markup:
    """The saved queries by group."""
    every = sorted((queries.load(name) for name in queries.names()), key=lambda query: (query.group, query.name))
    groups = []
    for group, members in groupby(every, key=lambda query: query.group):
        items = [
            element("li", element("a", query.title or query.name, href=f"/queries/{query.name}"),
                    element("span", query.question, class_="note"))
            for query in members
        ]  # fmt: skip
        name = group[:1].upper() + group[1:]
        groups.append(element("details", element("summary", name, element("span", len(items), class_="count")),
                              element("ul", *items, class_="questions"), open=True))  # fmt: skip
    return element("div", *groups, class_="groups")
