"""What of a graph can be found: things with all their names, and the passages about papers.

Few questions that the engine answers as a whole: asked thing by thing, a large graph would take many minutes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import pyoxigraph as ox

from kg.finding import IDENTIFIERS, KINDS, LABELS, OTHER_NAMES, shorten
from kg.graph import Graph
from kg.namespaces import ONTOLOGY, RDFS, prefixes

IDENTIFIER = "identifier"
OWN = ("label", "title", "name")
"""The fields of names that may be the label of a thing."""
_IDENTIFIERS = ("identifier", *IDENTIFIERS.values())
_FIELDS = {
    "label": "label",
    "prefLabel": "label",
    "title": "title",
    "name": "name",
    "altLabel": "other name",
    "alternativeTitle": "alternative title",
    "fullName": "full name",
    "fileName": "file name",
    "nameAsWritten": "name as written",
}
_FEW = 20_000  # things of which all labels are read
_WHERE = "kg:presentedAt kg:publishedIn kg:submittedTo kg:rejectedBy kg:withdrawnFrom"
_NAMING = (
    "kg:topic kg:addresses kg:introduces kg:uses kg:extends kg:comparesWith kg:mentions kg:evaluatedOn kg:creator"
    f" kg:affiliation kg:receivedAward kg:presentationType {_WHERE}"
)
_NAMED_BY = f"""
SELECT ?thing (COUNT(DISTINCT ?paper) AS ?papers) WHERE {{ VALUES ?property {{ {_NAMING} }} ?paper ?property ?thing }}
GROUP BY ?thing"""
_NAMED_IN = f"""
SELECT ?thing ?document (COUNT(DISTINCT ?paper) AS ?papers) WHERE {{
  VALUES ?property {{ {_NAMING} }} GRAPH ?document {{ ?paper ?property ?thing }}
}} GROUP BY ?thing ?document"""
_DOCUMENT_TITLES = """
SELECT ?thing ?document WHERE {
  VALUES ?property { kg:title kg:alternativeTitle } GRAPH ?document { ?thing ?property ?title }
} GROUP BY ?thing ?document"""
_DOCUMENT_LISTS = "SELECT ?thing ?document WHERE { ?thing kg:listedIn ?document }"
_PLACES = f"SELECT ?thing ?place WHERE {{ VALUES ?property {{ {_WHERE} kg:awardedAt }} ?thing ?property ?place }}"
_SERIES = "SELECT ?edition ?venue WHERE { ?edition kg:series ?venue }"
_YEARS = "SELECT ?thing ?year WHERE { ?thing kg:year ?year }"
_QUOTES = "SELECT ?passage ?quote WHERE { ?passage kg:quote ?quote }"
_ENTRIES = """
SELECT ?thing ?passage WHERE {
  { SELECT ?passage { ?passage kg:quote ?quote } } ?reference kg:passage ?passage . ?reference kg:refersTo ?thing
}"""  # the quotes first: the records of a catalogue have none
_DESCRIPTIONS = "SELECT ?thing ?passage WHERE { ?thing kg:describedBy ?passage }"
_WRITTEN = "SELECT DISTINCT ?thing ?name WHERE { ?authorship kg:author ?thing ; kg:nameAsWritten ?name }"
_ADDRESS = re.compile(r"https?://[^\s<>()\[\]\"]+")

Term = ox.NamedNode | ox.Literal


@dataclass
class Thing:
    """Something with a name of its own, while it is being gathered."""

    iri: str
    kinds: set[str]
    names: dict[str, set[ox.Literal]] = field(default_factory=dict)  # by field
    years: set[int] = field(default_factory=set)
    wholes: set[str] = field(default_factory=set)  # IRIs of the documents, editions and venues to which it belongs
    papers: int = 0  # that name it; of a paper the documents that list it

    @property
    def kind(self) -> str:
        """The kind under which it is shown, as `kg.finding` chooses it."""
        return min(self.kinds)

    @property
    def own_names(self) -> list[ox.Literal]:
        """The names from which the label is chosen."""
        return [name for kind in OWN for name in self.names.get(kind, ())]

    @cached_property
    def label(self) -> str:
        """What it is called: in English first, then without a language."""
        chosen = min(
            self.own_names, key=lambda name: (name.language != "en", name.language or "", name.value), default=None
        )
        return chosen.value if chosen else shorten(self.iri)


class Said(NamedTuple):
    """The words of a passage about a thing."""

    thing: str  # IRI
    passage: str  # IRI
    words: str


def things(store: Graph, tell: Callable[[int], None] = lambda number: None) -> dict[str, Thing]:
    """The things of a graph that have names, by IRI.

    Args:
        store: the graph.
        tell: takes how many there are, before they are read.
    """
    found: dict[str, Thing] = {}
    for kind, name in KINDS.items():
        for (iri,) in _values(store, f"SELECT ?thing WHERE {{ ?thing a kg:{name} }}"):
            found.setdefault(iri, Thing(iri, set())).kinds.add(kind)
    tell(len(found))
    _name(store, found)
    _place(store, found)
    _count(store, found)
    return found


def passages(store: Graph) -> list[Said]:
    """The passages about papers whose words the graph holds: entries of lists, and descriptions."""
    quotes = dict(_pairs(store, _QUOTES))
    about = {pair for question in (_ENTRIES, _DESCRIPTIONS) for pair in _pairs(store, question)} if quotes else set()
    return sorted(
        Said(thing, passage, _ADDRESS.sub(" ", quotes[passage])) for thing, passage in about if passage in quotes
    )


def _name(store: Graph, found: Mapping[str, Thing]) -> None:
    """Give the things their names, people those too under which papers write them.

    In a large graph a label is asked for only where no more exact property says it: it is the same there, and costs as
    much as all other names together.
    """
    for predicate in (*LABELS, *OTHER_NAMES, *(ONTOLOGY + name for name in _IDENTIFIERS)):
        if predicate != RDFS + "label":
            _names(store, found, predicate, f"SELECT ?thing ?name WHERE {{ ?thing <{predicate}> ?name }}")
    _names(store, found, "nameAsWritten", _WRITTEN)
    asked = {kind for thing in found.values() if len(found) < _FEW or not thing.own_names for kind in thing.kinds}
    for kind in sorted(asked):
        question = f"SELECT ?thing ?name WHERE {{ ?thing a kg:{KINDS[kind]} ; rdfs:label ?name }}"
        _names(store, found, RDFS + "label", question)


def _names(store: Graph, found: Mapping[str, Thing], predicate: str, question: str) -> None:
    name = _FIELDS.get(predicate.replace("#", "/").rpartition("/")[2], IDENTIFIER)
    for subject, value in _rows(store, question):
        if subject.value in found and isinstance(value, ox.Literal):
            found[subject.value].names.setdefault(name, set()).add(value)


def _place(store: Graph, found: Mapping[str, Thing]) -> None:
    """Say of the things to which documents, editions, venues and years they belong."""
    for thing, year in _pairs(store, _YEARS):
        if thing in found and year.lstrip("-").isdecimal():
            found[thing].years.add(int(year))
    series = dict(_pairs(store, _SERIES))
    for edition, venue in series.items():
        if edition in found:
            found[edition].wholes.add(venue)
    for thing, place in _pairs(store, _PLACES):
        if thing in found:
            found[thing].wholes |= {place, series.get(place, place)}
            found[thing].years |= found[place].years if place in found else set()


def _count(store: Graph, found: Mapping[str, Thing]) -> None:
    """Count for things the papers that name them, for papers the documents that list them, for documents the papers.

    Paper and document count, so that what several documents say weighs more. A file without the graphs of documents
    does not tell which of them names a thing.
    """
    named = False
    for thing, document, papers in _values(store, _NAMED_IN):
        if thing in found and document in found:  # and not another graph of a file
            named = True
            found[thing].papers += int(papers)
            found[thing].wholes.add(document)
    for thing, papers in () if named else _pairs(store, _NAMED_BY):
        if thing in found:
            found[thing].papers = int(papers)
    titled = {pair for pair in _pairs(store, _DOCUMENT_TITLES) if pair[1] in found}
    for thing, document in titled or set(_pairs(store, _DOCUMENT_LISTS)):
        if thing in found and document in found:
            found[thing].wholes.add(document)
            found[thing].papers += 1
            found[document].papers += 1


def _pairs(store: Graph, question: str) -> Iterator[tuple[str, str]]:
    return ((first, second) for first, second in _values(store, question))


def _values(store: Graph, question: str) -> Iterator[tuple[str, ...]]:
    return (tuple(term.value for term in row) for row in _rows(store, question))


def _rows(store: Graph, question: str) -> Iterable[tuple[Term, ...]]:
    """The rows of an answer in which every subject has an IRI."""
    answer = store.query(question, prefixes=prefixes())
    if isinstance(answer, ox.QuerySolutions):
        for solution in answer:
            row = tuple(solution)
            if all(isinstance(term, Term) for term in row) and isinstance(row[0], ox.NamedNode):
                yield row
