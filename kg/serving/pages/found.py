"""Search, completion of names, and the terms that the editor offers."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pyoxigraph as ox

from kg import finding, sparql
from kg.graph import Graph
from kg.model import Kind
from kg.serving.exchange import Request, Response
from kg.serving.explorer import Explorer, select
from kg.serving.finder import Found
from kg.serving.markup import Markup, element, words
from kg.serving.naming import link
from kg.serving.pages import frame

_SIZE = 50
_MOST = 1000
_COMPLETIONS = 20
_JSON = "application/json"
_CONCEPTS = ",".join(Kind)  # one concept may be of several kinds; its IRI says one of them
_PREFIXED = {kind: _CONCEPTS if kind in tuple(Kind) else kind for kind in finding.KINDS}
_TERMS = """
SELECT ?term ?label ?class WHERE {
  VALUES ?class { owl:Class owl:ObjectProperty owl:DatatypeProperty }
  ?term a ?class .
  OPTIONAL { ?term rdfs:label ?label }
}"""


def respond(explorer: Explorer, request: Request, path: str) -> Response:
    """The page of what fits some words."""
    text, kind, at = request.value("q").strip(), request.value("kind"), request.number("page")
    kinds = [kind] if kind in finding.KINDS else []
    hits = explorer.find(text, kinds, _MOST)
    title = f"Search: {text}" if text else frame.plural(kind).capitalize() if kinds else "Everything"
    chosen = hits[(at - 1) * _SIZE : at * _SIZE]
    return frame.page(
        title,
        element("h1", "“", words(text), "”" if text else title) if text else element("h1", title),
        _kinds(text, kind),
        element("p", _told(hits), class_="note", role="status"),
        _hits(explorer, chosen),
        frame.steps("/search", at, len(hits), _SIZE, q=text, kind=kind),
        search=text,
    )


def _told(hits: Sequence[Found]) -> str:
    if not hits:
        return "Nothing fits. Fewer words, or the beginning of one, may help."
    count = f"{len(hits):,} thing{'' if len(hits) == 1 else 's'}"
    told = f"the first {count}" if len(hits) >= _MOST else count
    return f"Nothing is spelled so; this has “{', '.join(hits[0].mended)}”: {told}" if hits[0].mended else told


def _kinds(text: str, chosen: str) -> Markup:
    links = [("", "everything"), *((kind, frame.plural(kind)) for kind in finding.KINDS)]
    items = [
        element("li", element("a", name, href=link("/search", q=text, kind=kind),
                              aria_current="true" if kind == chosen else None))
        for kind, name in links
    ]  # fmt: skip
    return element("nav", element("ul", *items), class_="filters", aria_label="Kinds of things")


def _hits(explorer: Explorer, hits: Sequence[Found]) -> Markup:
    items = [
        element(
            "li",
            frame.kind(hit.kind),
            element("a", words(hit.label), href=explorer.address(hit.iri)),
            element("span", words(hit.why), class_="note") if hit.why else None,
        )
        for hit in hits
    ]
    return element("ol", *items, class_="hits") if items else Markup("")


def complete(explorer: Explorer, request: Request, path: str) -> Response:
    """Names that begin so, as JSON: for lists of completions."""
    kinds = [kind for kind in request.value("kind").split(",") if kind in finding.KINDS]
    hits = explorer.find(request.value("q").strip(), kinds, _COMPLETIONS)
    found = [{"label": hit.label, "kind": hit.kind, "term": finding.shorten(hit.iri)} for hit in hits]
    return Response(json.dumps(found).encode("ascii"), _JSON)


def terms(explorer: Explorer, request: Request, path: str) -> Response:
    """Prefixes, classes and properties, as JSON: for the editor."""
    return Response(json.dumps(explorer.opened.once(_terms)).encode("ascii"), _JSON)


def _ontology() -> ox.Store:
    """The ontology that kg ships, for graphs that do not hold it."""
    from kg.background import ontology

    store = ox.Store()
    store.extend(ontology())
    return store


def _terms(store: Graph) -> dict[str, object]:
    found: dict[str, dict[str, str]] = {"classes": {}, "properties": {"rdfs:label": "label", "rdf:type": "type"}}
    for term, label, kind in select(store, _TERMS) or select(_ontology(), _TERMS):
        if term and kind:
            table = found["classes" if kind.value.endswith("Class") else "properties"]
            table[finding.shorten(term.value)] = label.value if label else ""
    return {
        "prefixes": sparql.PREFIXES,
        "kinds": _PREFIXED,
        **{name: dict(sorted(table.items())) for name, table in found.items()},
    }
