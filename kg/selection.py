"""The part of a graph that some of its documents say, as a graph of its own.

What a document says are the facts of its named graph, and its references, passages and statements. The things that
these name come with their classes, labels and what is broader than they are, which no document says; facts of other
documents stay out. The work grows with the documents that are chosen, not with the graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import pyoxigraph as ox

from kg import finding, sparql
from kg.graph import Graph
from kg.namespaces import ONTOLOGY, RDF, RDFS, SKOS

_TYPE, _LABEL = ox.NamedNode(RDF + "type"), ox.NamedNode(RDFS + "label")
_SERIES, _YEAR = ox.NamedNode(ONTOLOGY + "series"), ox.NamedNode(ONTOLOGY + "year")
_TITLE, _OTHER_TITLE = ox.NamedNode(ONTOLOGY + "title"), ox.NamedNode(ONTOLOGY + "alternativeTitle")
_SUPPORTED = ox.NamedNode(ONTOLOGY + "supportedBy")
_DESCRIBING = (
    "rdf:type rdfs:label skos:prefLabel skos:altLabel skos:hiddenLabel skos:broader skos:broadMatch skos:inScheme "
    "skos:topConceptOf skos:definition skos:scopeNote kg:fullName kg:grouping kg:matchCase kg:needsNear kg:ambiguous "
    "kg:coined kg:name kg:series kg:year kg:awardedAt"
)
"""What is told of a thing whoever names it; the year of editions alone, since that of a paper is said of it."""
_FOLLOWED = {SKOS + "broader", SKOS + "broadMatch", ONTOLOGY + "series", ONTOLOGY + "awardedAt"}
_Row = tuple[Any, Any, Any, Any]  # a thing, and subject, predicate and object of what is told of it
_BATCH = 1_000  # things that one query asks for


def select(store: Graph, documents: Sequence[str]) -> ox.Store:
    """A graph in memory of what some documents say.

    Args:
        store: a graph as `kg.store.open_graph` gives it; only `query` is used.
        documents: file names, titles or IRIs.

    Raises:
        NotFound: when a document is not in the graph; the hint lists what is near.
    """
    iris = [ox.NamedNode(finding.find_one(store, document, ("document",)).iri) for document in documents]
    facts = [ox.Quad(*row[1:], row[0]) for row in _ask(store, iris, "GRAPH ?it { ?s ?p ?o }")]
    facts = facts or _stated(store, iris)
    own = [ox.Quad(*row[1:]) for row in _own(store, iris)]
    said = _titled([ox.Quad(quad.subject, quad.predicate, quad.object) for quad in facts])
    selected = ox.Store()
    selected.extend([*facts, *said, *own])
    _describe(store, selected, {quad.subject for quad in said if quad.predicate == _TITLE})
    return selected


def _ask(store: Graph, things: Iterable[ox.NamedNode], pattern: str, also: str = "") -> Iterator[_Row]:
    """The rows (?it, ?s, ?p, ?o) of a pattern for some things ?it."""
    rest = iter(sorted(map(str, things)))
    while values := " ".join(islice(rest, _BATCH)):
        text = f"SELECT ?it ?s ?p ?o {{ VALUES ?it {{ {values} }} {also} {pattern} }}"
        answer = store.query(text, prefixes=sparql.PREFIXES)
        if isinstance(answer, ox.QuerySolutions):
            yield from ((row[0], row[1], row[2], row[3]) for row in answer)


def _stated(store: Graph, documents: list[ox.NamedNode]) -> list[ox.Quad]:
    """The facts of documents as statements tell them: a Turtle file has no graphs of documents."""
    pattern = (
        "?passage kg:inDocument ?it . ?told kg:supportedBy ?passage ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o"
    )
    return list(dict.fromkeys(ox.Quad(*row[1:], row[0]) for row in _ask(store, documents, pattern)))


def _own(store: Graph, documents: list[ox.NamedNode]) -> Iterator[_Row]:
    """What the graph says of documents themselves, what they list, their references, passages and statements."""
    yield from _ask(store, documents, "?it ?p ?o BIND(?it AS ?s)")
    yield from _ask(store, documents, "?s ?p ?it BIND(?it AS ?o)", "VALUES ?p { kg:listedIn }")
    rows = list(_ask(store, documents, "?s kg:inDocument ?it . ?s ?p ?o"))
    yield from rows
    passages = {row[1] for row in rows if row[2] == _TYPE and row[3] == ox.NamedNode(ONTOLOGY + "Passage")}
    for row in _ask(store, documents, "?passage kg:inDocument ?it . ?s kg:supportedBy ?passage ; ?p ?o"):
        if row[2] != _SUPPORTED or row[3] in passages:  # a passage of another document may support it, too
            yield row


def _titled(facts: list[ox.Quad]) -> list[ox.Quad]:
    """Facts in which each paper has a title: where another document gave the one that is preferred, its own."""
    titled = {quad.subject for quad in facts if quad.predicate == _TITLE}
    others: dict[object, ox.Quad] = {}
    for quad in sorted((quad for quad in facts if quad.predicate == _OTHER_TITLE), key=str):
        if quad.subject not in titled:
            others.setdefault(quad.subject, quad)
    chosen = set(others.values())
    return [ox.Quad(quad.subject, _TITLE, quad.object) if quad in chosen else quad for quad in facts]


def _describe(store: Graph, selected: ox.Store, titled: set[object]) -> None:
    """Add classes, labels and broader concepts of all that is named. A paper is called by the title it has here."""
    named = {term for quad in selected for term in (quad.subject, quad.object) if isinstance(term, ox.NamedNode)}
    known: set[ox.NamedNode] = set()
    only = f"VALUES ?p {{ {_DESCRIBING} }}"
    while named:
        known |= named
        rows = [(it, p, o) for it, _, p, o in _ask(store, named, "?it ?p ?o BIND(?it AS ?s)", only)]
        editions = {row[0] for row in rows if row[1] == _SERIES}
        unsaid = {(each, _LABEL) for each in titled} | {(row[0], _YEAR) for row in rows if row[0] not in editions}
        selected.extend(ox.Quad(*row) for row in rows if row[:2] not in unsaid)
        named = {row[2] for row in rows if row[1].value in _FOLLOWED} - known
    for quad in list(selected.quads_for_pattern(None, _TITLE, None, ox.DefaultGraph())):
        selected.add(ox.Quad(quad.subject, _LABEL, quad.object))
