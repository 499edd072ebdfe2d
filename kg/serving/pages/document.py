"""The page of a document: what it is, and the papers that it lists, in its order."""

from __future__ import annotations

import pyoxigraph as ox

from kg.errors import NotFound
from kg.graph import Graph
from kg.namespaces import ONTOLOGY, RDF
from kg.serving import naming
from kg.serving.exchange import Request, Response
from kg.serving.explorer import Explorer, select, values
from kg.serving.markup import Markup, element, words
from kg.serving.pages import frame

_SIZE = 100
_SORTED = 3000  # papers: to put more of them in order takes too long for a page
_UNION = ox.DefaultGraph()
_LISTED = "GRAPH ?document { ?paper kg:title|kg:alternativeTitle ?title }"  # what a document calls by a title, it lists
_COUNT = f"SELECT (COUNT(DISTINCT ?paper) AS ?count) WHERE {{ {_LISTED} }}"
_PAPERS = """
SELECT ?paper ?line ?written WHERE {
  ?reference kg:inDocument ?document ; kg:refersTo ?paper ; kg:passage ?passage .
  ?passage kg:line ?line .
  OPTIONAL { ?reference kg:titleAsWritten ?written }
}"""
_UNSORTED = f"SELECT DISTINCT ?paper WHERE {{ {_LISTED} }}"
_ABOUT = ("byline", "format", "encoding", "characters", "sha256", "fileName")


def respond(explorer: Explorer, request: Request, path: str) -> Response:
    """The page of the document with the IRI `iri`."""
    iri, at = request.value("iri"), request.number("page")
    store = explorer.store
    about = _about(store, iri)
    node, name = ox.NamedNode(iri), about["fileName"]
    total = sum(int(row[0].value) for row in select(store, _COUNT, document=node) if row[0])
    rows = _listed(store, node, at) if total <= _SORTED else _some(store, node, at)
    known = naming.labels(store, {paper for paper, _, _ in rows})
    order = "" if total <= _SORTED else ", in no order"
    return frame.page(
        name,
        element("p", frame.kind("document"), class_="crumb"),
        element("h1", words(name)),
        _facts(about),
        element("p", element("a", "What else the graph says of it", href=naming.link("/thing", iri=iri, all="1"))),
        element(
            "section",
            element("h2", f"{total:,} paper{'' if total == 1 else 's'}{order}"),
            _papers(explorer, rows, known),
            frame.steps("/document", at, total, _SIZE, iri=iri),
            aria_label="Papers",
        ),
        here="/documents",
    )


def _about(store: Graph, iri: str) -> dict[str, str]:
    """What the graph says of a document in words.

    Raises:
        NotFound: when it is none.
    """
    try:
        quads = list(store.quads_for_pattern(ox.NamedNode(iri), None, None, _UNION))
    except ValueError:
        quads = []
    said = {name: min(values(quads, ONTOLOGY + name), default="") for name in _ABOUT}
    if ONTOLOGY + "Document" not in values(quads, RDF + "type") or not said["fileName"]:
        raise NotFound(f"the graph was made from no document {iri}")
    return said


def _facts(about: dict[str, str]) -> Markup:
    told = [f"by {about['byline']}" if about["byline"] else "", about["format"], about["encoding"]]
    told += [f"{int(about['characters']):,} characters"] if about["characters"].isdecimal() else []
    digest = element("code", f"SHA-256 {about['sha256'][:12]}…", title=about["sha256"]) if about["sha256"] else None
    return element("p", " · ".join(filter(None, told)), " · " if digest else None, digest, class_="note")


def _listed(store: Graph, document: ox.NamedNode, at: int) -> list[tuple[str, int, str]]:
    """Paper, line and title as written of a page of the list."""
    found: dict[tuple[int, str], str] = {}
    for paper, line, written in select(store, _PAPERS, document=document):
        if paper and line:
            key = (int(line.value), paper.value)
            found[key] = min(filter(None, (found.get(key), written.value if written else "")), default="")
    ordered = [(paper, line, found[line, paper]) for line, paper in sorted(found)]
    return ordered[(at - 1) * _SIZE : at * _SIZE]


def _some(store: Graph, document: ox.NamedNode, at: int) -> list[tuple[str, int, str]]:
    rows = select(store, f"{_UNSORTED} OFFSET {(at - 1) * _SIZE} LIMIT {_SIZE}", document=document)
    return [(row[0].value, 0, "") for row in rows if row[0]]


def _papers(explorer: Explorer, rows: list[tuple[str, int, str]], known: dict[str, str]) -> Markup:
    items = []
    for paper, line, written in rows:
        label = naming.called(paper, known)
        other = element("span", "here: ", words(written), class_="note") if written and written != label else None
        place = element("span", f"line {line:,}", class_="place") if line else None
        items.append(element("li", place, element("a", words(label), href=explorer.address(paper)), other))
    return element("ol", *items, class_="hits papers")
