"""Reading a graph for its pages: few questions that fetch much, on any store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import pyoxigraph as ox

from kg import finding, sparql
from kg.graph import Graph
from kg.graphs.links import RELATIONS
from kg.namespaces import ONTOLOGY, SKOS
from kg.views.data import KINDS, Edge

SHOWN = {name: (relation.forward, relation.backward) for name, relation in RELATIONS.items() if name != "listedIn"}
"""Local name of a property → its words forward and backward."""
_PROPERTIES = {(SKOS if name == "broader" else ONTOLOGY) + name: name for name in SHOWN}
_LINKS = {
    "paperPage": "paper", "code": "code", "projectPage": "project", "dataPage": "data", "video": "talk",
    "slides": "slides", "relatedPage": "page",
}  # fmt: skip
_WORDS = {
    "title": "title", "alternativeTitle": "other title", "year": "year", "name": "name", "altLabel": "other name",
    "nameAsWritten": "name as written", "describedBy": "described",
    **{name: f"{said} at" for name, said in _LINKS.items()},
}  # fmt: skip
_UNTOLD = {"authorship", "author", "position", "hasMoreAuthors", "nameAsWritten"}
_CLASSES = " ".join(f"kg:{finding.KINDS[kind]}" for kind in KINDS)
_TYPES = f"SELECT ?it ?class WHERE {{ VALUES ?class {{ {_CLASSES} }} ?it a ?class }}"
_LABELS = "SELECT ?it ?label WHERE { ?it rdfs:label ?label }"
_ALIASES = "SELECT ?it ?label WHERE { ?it skos:altLabel|kg:alternativeTitle ?label }"
_YEARS = "SELECT ?it (MIN(?each) AS ?label) WHERE { ?it kg:year ?each } GROUP BY ?it"
_PRESENTATIONS = "SELECT ?it ?label WHERE { ?it kg:presentationType/rdfs:label ?label }"
_PLACES = "SELECT DISTINCT ?it ?document WHERE { ?reference kg:refersTo ?it ; kg:inDocument ?document }"
_DOCUMENTS = """SELECT ?it ?file ?title WHERE {
  ?it a kg:Document ; kg:fileName ?file . OPTIONAL { ?it rdfs:label ?title }
}"""
_FACTS = """SELECT ?subject ?predicate ?object ?passage ?concluded WHERE {
  ?statement rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ; kg:supportedBy ?passage .
  OPTIONAL { ?statement kg:concluded ?concluded }
}"""
_PASSAGES = """SELECT ?it ?document ?line ?column ?quote WHERE {
  ?it kg:inDocument ?document ; kg:line ?line ; kg:column ?column . OPTIONAL { ?it kg:quote ?quote }
}"""


class Said(NamedTuple):
    """A fact with its passages, by IRI."""

    predicate: str  # local name
    value: str
    is_thing: bool
    passages: tuple[str, ...]
    concluded: bool


class Words(NamedTuple):
    """A passage, by IRI of its document."""

    document: str
    line: int
    column: int
    quote: str


@dataclass(frozen=True)
class Everything:
    """A graph as pages need it; things are IRIs."""

    kinds: Mapping[str, str]  # of everything that may be shown
    labels: Mapping[str, str]
    aliases: Mapping[str, tuple[str, ...]]
    years: Mapping[str, int]
    presentations: Mapping[str, str]
    documents: Mapping[str, tuple[str, str]]  # IRI → file name, title
    places: Mapping[str, tuple[str, ...]]  # paper → documents that list it
    links: Mapping[str, tuple[tuple[str, str], ...]]  # paper → what, address
    edges: tuple[Edge, ...]
    store: Graph

    @cached_property
    def objects(self) -> Mapping[str, Mapping[str, frozenset[str]]]:
        """Subject → relation → objects."""
        found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for edge in self.edges:
            found[edge.subject][edge.relation].add(edge.object)
        return {iri: {name: frozenset(each) for name, each in relations.items()} for iri, relations in found.items()}

    @cached_property
    def beside(self) -> Mapping[str, Sequence[str]]:
        """Thing → all that it is related to, in order."""
        found: dict[str, set[str]] = {iri: set() for iri in self.kinds}
        for edge in self.edges:
            found[edge.subject].add(edge.object)
            found[edge.object].add(edge.subject)
        return {iri: sorted(others) for iri, others in found.items()}

    def facts(self, things: Collection[str]) -> dict[str, list[Said]]:
        """What is said of some things, each fact once with all its passages."""
        return _facts(self.store, frozenset(things))

    def words(self, passages: Collection[str]) -> dict[str, Words]:
        """Passages by IRI."""
        return dict(_words(self.store, frozenset(passages)))


def gather(store: Graph) -> Everything:
    """Read a graph.

    Args:
        store: any graph; evidence is read later, for what is shown.
    """
    names = {ONTOLOGY + finding.KINDS[kind]: kind for kind in KINDS}
    kinds: dict[str, str] = {}
    for row in sparql.rows(store, _TYPES):
        kind = names[row["class"].value]
        kinds[row["it"].value] = min(kinds.get(row["it"].value, kind), kind, key=list(KINDS).index)
    documents = {
        row["it"].value: (row["file"].value, row["title"].value if "title" in row else "")
        for row in sparql.rows(store, _DOCUMENTS)
    }
    places: dict[str, set[str]] = defaultdict(set)
    for row in sparql.rows(store, _PLACES):
        places[row["it"].value].add(row["document"].value)
    labels = _best(store, _LABELS)
    return Everything(
        {iri: kinds[iri] for iri in sorted(kinds)},
        {iri: labels.get(iri) or finding.shorten(iri).strip("<>") for iri in kinds},
        {iri: tuple(sorted(set(found))) for iri, found in _all(store, _ALIASES).items() if iri in kinds},
        {iri: int(found) for iri, found in _best(store, _YEARS).items()},
        _best(store, _PRESENTATIONS),
        documents,
        {iri: tuple(sorted(found)) for iri, found in places.items()},
        _addresses(store),
        tuple(sorted(set(_edges(store, kinds)))),
        store,
    )


def _all(store: Graph, question: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in sparql.rows(store, question):
        found[row["it"].value].append(row["label"].value)
    return found


def _best(store: Graph, question: str) -> dict[str, str]:
    """One text for each thing: in English before others, then the first in order."""
    found: dict[str, tuple[bool, str]] = {}
    for row in sparql.rows(store, question):
        term = row["label"]
        rank = (isinstance(term, ox.Literal) and term.language not in (None, "en"), term.value)
        iri = row["it"].value
        found[iri] = min(found.get(iri, rank), rank)
    return {iri: text for iri, (_, text) in found.items()}


def _addresses(store: Graph) -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name, said in _LINKS.items():
        for quad in set(store.quads_for_pattern(None, ox.NamedNode(ONTOLOGY + name), None, None)):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
                found[quad.subject.value].append((said, quad.object.value))
    return {iri: tuple(sorted(set(each))) for iri, each in found.items()}


def _edges(store: Graph, kinds: Mapping[str, str]) -> Iterator[Edge]:
    for iri, name in _PROPERTIES.items():
        for quad in store.quads_for_pattern(None, ox.NamedNode(iri), None, None):
            subject, value = quad.subject, quad.object
            if not (isinstance(subject, ox.NamedNode) and isinstance(value, ox.NamedNode)):
                continue
            if subject.value in kinds and value.value in kinds and subject.value != value.value:
                yield Edge(subject.value, name, value.value)


def _facts(store: Graph, things: frozenset[str]) -> dict[str, list[Said]]:
    passages: dict[tuple[str, str, str, bool], set[str]] = defaultdict(set)
    concluded: dict[tuple[str, str, str, bool], bool] = {}
    for row in sparql.rows(store, _FACTS):
        subject, name, value = row["subject"].value, _local(row["predicate"].value), row["object"]
        if subject not in things or name in _UNTOLD:
            continue
        key = (subject, name, value.value, isinstance(value, ox.NamedNode))
        passages[key].add(row["passage"].value)
        concluded[key] = concluded.get(key, True) and "concluded" in row and row["concluded"].value == "true"
    found: dict[str, list[Said]] = defaultdict(list)
    for key in sorted(passages):
        subject, name, text, is_thing = key
        found[subject].append(Said(name, text, is_thing, tuple(sorted(passages[key])), concluded[key]))
    return found


def _words(store: Graph, passages: frozenset[str]) -> Iterator[tuple[str, Words]]:
    for row in sparql.rows(store, _PASSAGES):
        if (iri := row["it"].value) in passages:
            quote = row["quote"].value if "quote" in row else ""
            yield iri, Words(row["document"].value, int(row["line"].value), int(row["column"].value), quote)


def _local(iri: str) -> str:
    return iri.rpartition("#")[2].rpartition("/")[2]


def words_of(name: str) -> str:
    """A property in words: what its subject does, or what its value is."""
    plain = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name)
    return SHOWN[name][0] if name in SHOWN else _WORDS.get(name, plain)
