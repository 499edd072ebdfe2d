"""The page on which one writes a query of one's own."""

from __future__ import annotations

from http import HTTPStatus

from kg.serving import protocol
from kg.serving.exchange import Refused, Request, Response
from kg.serving.explorer import Explorer
from kg.serving.markup import Markup, element
from kg.serving.naming import link
from kg.serving.pages import frame, table
from kg.serving.questions import Answer, Form, Question

_EXAMPLE = """PREFIX kg: <https://w3id.org/kg-papers/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

SELECT ?method (COUNT(DISTINCT ?paper) AS ?papers) WHERE {
  ?paper kg:introduces|kg:uses|kg:extends|kg:comparesWith ?method .
}
GROUP BY ?method
ORDER BY DESC(?papers)
LIMIT 20
"""
_ROWS = ("JSON", "XML", "CSV", "TSV")
_TRIPLES = {"Turtle": "turtle", "N-Triples": "nt", "RDF/XML": "rdfxml", "JSON-LD": "jsonld"}


def respond(explorer: Explorer, request: Request, path: str) -> Response:
    """The editor, below it the answer of what stands in it."""
    text = request.value("query")
    status, answer = HTTPStatus.OK, None
    if text.strip():
        status, answer = _asked(explorer, text)
    return frame.page(
        "SPARQL",
        element("h1", "Ask in SPARQL"),
        _form(text or _EXAMPLE),
        answer,
        status=status,
        scripts=("/static/yasqe/yasqe.min.js", "/static/editor.js"),
        styles=("/static/yasqe/yasqe.min.css", "/static/editor.css"),
        here="/query",
    )


def _form(text: str) -> Markup:
    return element(
        "form",
        element("label", "Query", for_="query"),
        element("textarea", "\n" + text, id="query", name="query", rows=12, spellcheck="false", autocomplete="off"),
        element(
            "p",
            element("button", "Run", type="submit", class_="main"),
            element("span", "Ctrl-Enter runs, Ctrl-Space completes; Esc, then Tab, leaves the editor. The graph’s "
                            "prefixes need not be declared.", class_="note", id="query-help"),
            class_="actions",
        ),
        action="/query", method="get", class_="editor", id="editor",
    )  # fmt: skip


def _asked(explorer: Explorer, text: str) -> tuple[HTTPStatus, Markup]:
    question = Question(text.replace("\r\n", "\n"), table.ACCEPTED, explorer.settings.most)
    try:
        answer = protocol.answer(question, explorer.pool)
    except Refused as refusal:
        return refusal.status, frame.told(refusal.problem)
    return HTTPStatus.OK, table.answered(explorer, answer, _downloads(answer), {})


def _downloads(answer: Answer) -> dict[str, str]:
    if answer.form is Form.TRIPLES:
        return {name: link("/sparql", query=answer.text, format=value) for name, value in _TRIPLES.items()}
    return {name: link("/sparql", query=answer.text, format=name.lower()) for name in _ROWS}
