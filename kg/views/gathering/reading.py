"""Reading what a graph says of what a picture shows.

The whole graph is read property by property, a part of it by a few queries that ask for many things at once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import NamedTuple

import pyoxigraph as ox

from kg.graph import Graph
from kg.sparql import Term, rows, tuples
from kg.views.data import Passage
from kg.views.gathering.properties import (
    BROADER,
    CONCLUDED,
    DESCRIBED,
    FILE,
    GROUPING,
    IN,
    KINDS,
    LABELS,
    OBJECT,
    PASSAGE,
    PLACE,
    PREDICATE,
    PRESENTATION,
    READ,
    REFERS,
    STATED,
    SUBJECT,
    SUPPORTED,
    TYPE,
    WORDS,
)

_TERMS = (ox.NamedNode, ox.Literal)
_BATCH = 1_000  # things that one query asks for
_READERS = 2  # at a time: the engine works without the interpreter's lock, what is made of its answers with it

About = dict[str, dict[str, list[Term]]]  # subject → predicate → values


class Listing(NamedTuple):
    """A paper in a document."""

    paper: str
    document: str
    passages: tuple[str, ...]


class Statement(NamedTuple):
    """A fact and what it rests on."""

    subject: str
    predicate: str
    object: Term
    passages: tuple[str, ...]
    concluded: bool


@dataclass
class Read:
    """What was read, before it is joined."""

    about: About = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)
    listings: list[Listing] = field(default_factory=list)
    passages: dict[str, Passage] = field(default_factory=dict)


def everything(store: Graph) -> Read:
    """What the whole graph says, property by property; two are read at a time."""
    with ThreadPoolExecutor(_READERS) as readers:
        about = readers.submit(_described, store)
        statements = readers.map(lambda predicate: _told(store, predicate), WORDS)
        listings = readers.submit(_listed, store)
        read = Read(about.result(), [each for those in statements for each in those], listings.result())
        needed = _needed(read)
        columns = readers.map(lambda predicate: _column(store, predicate, needed), PLACE)
        read.passages = _placed(*columns)
    return read


def some(store: Graph, wanted: Collection[str]) -> Read:
    """What the graph says of some things, by their IRIs."""
    read = Read(_asked(store, "VALUES ?s { %s } ?s ?p ?o", wanted, READ))
    labels = {value.value for those in read.about.values() for value in those.get(PRESENTATION, ())}
    read.about |= _asked(store, "VALUES ?s { %s } ?s ?p ?o", labels, LABELS)
    _climb(store, read.about)
    read.statements = list(_statements(_asked(store, "VALUES ?x { %s } ?s rdf:subject ?x ; ?p ?o", wanted, STATED)))
    references = _asked(store, "VALUES ?x { %s } ?s kg:refersTo ?x ; ?p ?o", wanted, (IN, REFERS, PASSAGE))
    read.listings = list(_listings(references))
    read.passages = _passages(_asked(store, "VALUES ?s { %s } ?s ?p ?o", _needed(read), PLACE))
    quoted = {passage.document for passage in read.passages.values()} - read.about.keys()
    read.about |= _asked(store, "VALUES ?s { %s } ?s ?p ?o", quoted, (FILE, *LABELS))
    return read


def _climb(store: Graph, about: About) -> None:
    """Read what the concepts fall under, and what that falls under, up to the top."""
    while above := {v.value for values in about.values() for v in values.get(BROADER, ())} - about.keys():
        found = _asked(store, "VALUES ?s { %s } ?s ?p ?o", above, (BROADER, GROUPING, *LABELS))
        about |= {iri: found.get(iri, {}) for iri in above}


def _scanned(store: Graph, predicates: Iterable[str]) -> About:
    """All triples of some properties."""
    found: About = {}
    for predicate in sorted(predicates):
        for subject, value in _triples(store, predicate):
            found.setdefault(subject, {}).setdefault(predicate, []).append(value)
    return found


def _scan(store: Graph, predicates: Iterable[str], about: About) -> None:
    """Add the triples of some properties to the subjects that `about` has."""
    for predicate in predicates:
        for subject, value in _triples(store, predicate):
            if (values := about.get(subject)) is not None:
                values.setdefault(predicate, []).append(value)


def _triples(store: Graph, predicate: str) -> Iterator[tuple[str, Term]]:
    """The subjects and values of a property."""
    for subject, value in tuples(store, f"SELECT ?s ?o {{ ?s {ox.NamedNode(predicate)} ?o }}"):
        if isinstance(subject, ox.NamedNode) and isinstance(value, _TERMS):
            yield subject.value, value


def _described(store: Graph) -> About:
    """What is drawn, by its classes and what is shown of it."""
    about = _scanned(store, READ - {TYPE})
    _add_types(store, about)
    return about


def _listed(store: Graph) -> list[Listing]:
    """The papers of all documents."""
    references = _scanned(store, (REFERS, PASSAGE))
    _scan(store, (IN,), references)
    return list(_listings(references))


def _told(store: Graph, predicate: str) -> list[Statement]:
    """All statements of a property."""
    told = f"?t rdf:predicate {ox.NamedNode(predicate)} ; rdf:subject ?s ; rdf:object ?o"
    known = "OPTIONAL { ?t kg:supportedBy ?passage } OPTIONAL { ?t kg:concluded ?concluded }"
    passages: dict[tuple[str, Term], list[str]] = {}
    concluded = set[tuple[str, Term]]()
    for subject, value, passage, conclusion in tuples(store, f"SELECT ?s ?o ?passage ?concluded {{ {told} {known} }}"):
        those = passages.setdefault((subject.value, value), [])
        if passage:
            those.append(passage.value)
        if conclusion and conclusion.value == "true":
            concluded.add((subject.value, value))
    return [
        Statement(subject, predicate, value, tuple(sorted(set(those))), (subject, value) in concluded)
        for (subject, value), those in passages.items()
    ]


def _column(store: Graph, predicate: str, needed: Collection[str]) -> dict[str, str]:
    """The value of a property of each thing of `needed` that has one."""
    return {iri: value.value for iri, value in _triples(store, predicate) if iri in needed}


def _add_types(store: Graph, about: About) -> None:
    """The classes of what is drawn: most things of a graph are evidence, which need not be looked at for that."""
    for name in KINDS:
        kind = ox.NamedNode(name)
        for (subject,) in tuples(store, f"SELECT ?s {{ ?s a {kind} }}"):
            if isinstance(subject, ox.NamedNode):
                about.setdefault(subject.value, {}).setdefault(TYPE, []).append(kind)


def _asked(store: Graph, pattern: str, values: Collection[str], predicates: Collection[str]) -> About:
    """The triples ?s ?p ?o of a pattern for the things of `values`, of some properties alone."""
    found: About = {}
    for batch in batches(values):
        for row in rows(store, f"SELECT ?s ?p ?o {{ {pattern % batch} }}"):
            if row["p"].value in predicates and "o" in row:
                found.setdefault(row["s"].value, {}).setdefault(row["p"].value, []).append(row["o"])
    return found


def batches(iris: Collection[str]) -> Iterator[str]:
    """The IRIs as a VALUES clause writes them, so many at a time as one query shall ask for."""
    ordered = sorted(iris)
    for at in range(0, len(ordered), _BATCH):
        yield " ".join(str(ox.NamedNode(iri)) for iri in ordered[at : at + _BATCH])


def _statements(about: About) -> Iterator[Statement]:
    for values in about.values():
        if SUBJECT in values and PREDICATE in values and OBJECT in values:
            passages = tuple(sorted({value.value for value in values.get(SUPPORTED, ())}))
            concluded = any(value.value == "true" for value in values.get(CONCLUDED, ()))
            yield Statement(values[SUBJECT][0].value, values[PREDICATE][0].value, values[OBJECT][0],
                             passages, concluded)  # fmt: skip


def _listings(about: About) -> Iterator[Listing]:
    for values in about.values():
        passages = tuple(sorted({value.value for value in values.get(PASSAGE, ())}))
        for paper in values.get(REFERS, ()):
            for document in values.get(IN, ()):
                yield Listing(paper.value, document.value, passages)


def _needed(read: Read) -> set[str]:
    """The passages that facts, listings and descriptions rest on."""
    found = {iri for statement in read.statements for iri in statement.passages}
    found |= {iri for listing in read.listings for iri in listing.passages}
    return found | {value.value for values in read.about.values() for value in values.get(DESCRIBED, ())}


def _passages(about: About) -> dict[str, Passage]:
    columns = ({iri: values[name][0].value for iri, values in about.items() if name in values} for name in PLACE)
    return _placed(*columns)


def _placed(
    document: Mapping[str, str], start: Mapping[str, str], line: Mapping[str, str], quote: Mapping[str, str]
) -> dict[str, Passage]:
    """The passages that have a place, by their IRIs."""
    found = {}
    for iri in document:
        if iri in start and iri in line:
            begin, words = int(start[iri]), quote.get(iri, "")
            found[iri] = Passage(document[iri], begin, begin + len(words), int(line[iri]), words)
    return found
