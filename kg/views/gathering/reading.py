"""Reading what a graph says of what a picture shows.

The whole graph is read property by property, a part of it by a few queries that ask for many things at a time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import pyoxigraph as ox

from kg.graph import Graph
from kg.namespaces import ONTOLOGY
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
    """What the whole graph says.

    Several properties of each of many things are read as sub-selects, one for each property: these the engine reads
    from end to end and joins by hashes, where it would else look up the properties of one thing after the other.
    """
    read = Read(_scanned(store, READ - {TYPE}))
    _add_types(store, read.about)
    read.statements = list(_told(store))
    references = _scanned(store, (REFERS, PASSAGE))
    _scan(store, (IN,), references)
    read.listings = list(_listings(references))
    read.passages = _placed(store, _needed(read))
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
    places = _asked(store, "VALUES ?s { %s } ?s ?p ?o", _needed(read), [ONTOLOGY + name for name in PLACE])
    read.passages = dict(_passages(places))
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


def _told(store: Graph) -> Iterator[Statement]:
    """All statements that are news of a thing: others tell how an author is written."""
    news = " ".join(str(ox.NamedNode(predicate)) for predicate in WORDS)
    told = f"""{{ SELECT ?t ?p {{ VALUES ?p {{ {news} }} ?t rdf:predicate ?p }} }}
        {{ SELECT ?t ?s {{ ?t rdf:subject ?s }} }} {{ SELECT ?t ?o {{ ?t rdf:object ?o }} }}
        OPTIONAL {{ SELECT ?t ?passage {{ ?t kg:supportedBy ?passage }} }}
        OPTIONAL {{ SELECT ?t ?concluded {{ ?t kg:concluded ?concluded }} }}"""
    passages: dict[tuple[str, str, Term], list[str]] = {}
    concluded = set[tuple[str, str, Term]]()
    for row in tuples(store, f"SELECT ?s ?p ?o ?passage ?concluded {{ {told} }}"):
        subject, predicate, value, passage, conclusion = row
        fact = subject.value, predicate.value, value
        those = passages.setdefault(fact, [])
        if passage:
            those.append(passage.value)
        if conclusion and conclusion.value == "true":
            concluded.add(fact)
    for fact, those in passages.items():
        yield Statement(*fact, tuple(sorted(set(those))), fact in concluded)


def _placed(store: Graph, needed: Collection[str]) -> dict[str, Passage]:
    """The passages of `needed` that have a place, by their IRIs."""
    document, start, line, quote = (f"{{ SELECT ?s ?{name} {{ ?s kg:{name} ?{name} }} }}" for name in PLACE)
    names = " ".join(f"?{name}" for name in PLACE)
    found = {}
    for iri, *place in tuples(store, f"SELECT ?s {names} {{ {start} {line} {document} OPTIONAL {quote} }}"):
        if iri.value in needed:
            found[iri.value] = _passage(*(term.value if term else "" for term in place))
    return found


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


def _passages(about: About) -> Iterator[tuple[str, Passage]]:
    """The things that have a place, with it."""
    for iri, values in about.items():
        places = [values.get(ONTOLOGY + name, []) for name in PLACE]
        if all(places[:-1]):  # there may be no quote
            yield iri, _passage(*(terms[0].value if terms else "" for terms in places))


def _passage(document: str, start: str, line: str, quote: str) -> Passage:
    begin = int(start)
    return Passage(document, begin, begin + len(quote), int(line), quote)
