"""Things in words and in addresses: their labels, all at once, and the pages that show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import quote, urlencode

import pyoxigraph as ox

from kg import finding, sparql
from kg.graph import Graph
from kg.namespaces import BASE, ONTOLOGY, RDF, RDFS
from kg.sparql import Term

_AT_ONCE = 500  # values of a query
_LABELS = f"SELECT ?thing ?label WHERE {{ ?thing <{RDFS}label> ?label }}"
_TYPES = f"SELECT ?thing ?type WHERE {{ ?thing <{RDF}type> ?type }}"
_CLASSES = {ONTOLOGY + name: kind for kind, name in finding.KINDS.items()}


def labels(store: Graph, iris: Iterable[str]) -> dict[str, str]:
    """The labels of things that have one: English ones first, then those without a language."""
    found: dict[str, set[tuple[bool, str, str]]] = {}
    for iri, label in _pairs(store, _LABELS, iris):
        if isinstance(label, ox.Literal):
            language = label.language or ""
            found.setdefault(iri, set()).add((language != "en", language, label.value))
    return {iri: min(these)[2] for iri, these in found.items()}


def kinds(store: Graph, iri: str) -> list[str]:
    """The kinds of a thing, as `kg.finding` calls them, sorted."""
    return sorted(_CLASSES[kind.value] for _, kind in _pairs(store, _TYPES, [iri]) if kind.value in _CLASSES)


def _pairs(store: Graph, question: str, iris: Iterable[str]) -> Iterable[tuple[str, Term]]:
    wanted = [ox.NamedNode(iri) for iri in sorted(set(iris))]
    for start in range(0, len(wanted), _AT_ONCE):
        rows = store.query(sparql.bind(question, {"thing": wanted[start : start + _AT_ONCE]}))
        for row in rows if isinstance(rows, ox.QuerySolutions) else ():
            thing, value = row[0], row[1]
            if isinstance(thing, ox.NamedNode) and isinstance(value, ox.NamedNode | ox.Literal):
                yield thing.value, value


def called(iri: str, known: Mapping[str, str]) -> str:
    """A thing in words: its label, else its IRI, shortened where that is known."""
    return known.get(iri) or finding.shorten(iri).strip("<>")


def address(iri: str, base: str = BASE) -> str:
    """The page of a thing, below `/id/` where its IRI stands under the base and a browser leaves its path alone.

    >>> address("https://w3id.org/kg-papers/id/topic/pruning"), address("urn:x:1")
    ('/id/topic/pruning', '/thing?iri=urn%3Ax%3A1')
    """
    rest = iri.removeprefix(base)
    plain = rest and "//" not in rest and not {".", ".."} & set(rest.lower().replace("%2e", ".").split("/"))
    if rest != iri and plain and not rest.endswith(".ttl"):
        return f"/id/{quote(rest, safe='/:@!$()*,;=~')}"
    return f"/thing?{urlencode({'iri': iri})}"


def link(path: str, **parameters: str | int) -> str:
    """An address of this site; empty parameters are left out."""
    kept = {name: value for name, value in parameters.items() if value != ""}
    return f"{path}{'&' if '?' in path else '?'}{urlencode(kept)}" if kept else path
