"""The things of a graph and what joins them, read from its store as they are needed.

Authorships, references and statements stand between things; here two things are neighbours when a fact relates them,
a paper and its author as well as a paper and the document that lists it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from math import log2
from typing import NamedTuple

import pyoxigraph as ox

from kg import finding
from kg.graph import Graph
from kg.namespaces import ONTOLOGY, RDF, RDFS, SKOS
from kg.sparql import rows

LISTED_IN = "listedIn"
"""The relation of a paper to a document that lists it; the reference that stands between them is its evidence."""
HUB = 150
"""With more neighbours than this a thing is a hub: what points to it is not followed unless it is asked about."""
MOST = 4_000  # neighbours that are read of a hub that is asked about

_UNION = ox.DefaultGraph()
_TYPE = RDF + "type"
_LABELS = {RDFS + "label", SKOS + "prefLabel"}
_REFERS_TO, _IN_DOCUMENT = ox.NamedNode(ONTOLOGY + "refersTo"), ox.NamedNode(ONTOLOGY + "inDocument")
_KINDS = {ONTOLOGY + name: kind for kind, name in finding.KINDS.items()}
_GATHERING = {"document", "edition", "venue", "presentation"}  # kinds that join what need have nothing in common


class Relation(NamedTuple):
    """A way in which two things are related."""

    length: float  # of a step along it: the shorter, the more it tells
    forward: str  # what the subject does, in words that stand between the two
    backward: str  # what the object does


RELATIONS = {
    "introduces": Relation(1, "introduces", "is introduced by"),
    "extends": Relation(1, "extends", "is extended by"),
    "uses": Relation(1.5, "uses", "is used by"),
    "comparesWith": Relation(1.5, "compares with", "is compared against by"),
    "evaluatedOn": Relation(1.5, "is evaluated on", "serves to evaluate"),
    "mentions": Relation(2, "mentions", "is mentioned by"),
    "addresses": Relation(1.5, "addresses", "is addressed by"),
    "topic": Relation(1.5, "is about", "is a topic of"),
    "variantOf": Relation(1, "is a variant of", "has the variant"),
    "partOf": Relation(1, "is part of", "has the part"),
    "alternativeTo": Relation(1, "is an alternative to", "is an alternative to"),
    "outperforms": Relation(1, "outperforms", "is outperformed by"),
    "appliedTo": Relation(1.5, "is applied to", "is worked on with"),
    "creator": Relation(1, "was written by", "wrote"),
    "affiliation": Relation(3, "comes from", "is where the work was done for"),
    "receivedAward": Relation(3, "received", "was given to"),
    "broader": Relation(6, "falls under", "covers"),
    "awardedAt": Relation(6, "was awarded at", "awarded"),
    "series": Relation(6, "is an edition of", "has the edition"),
    "aboutEdition": Relation(8, "is about", "is the subject of"),
    "presentedAt": Relation(10, "was presented at", "presented"),
    "publishedIn": Relation(10, "was published in", "published"),
    "submittedTo": Relation(10, "was submitted to", "received"),
    "rejectedBy": Relation(10, "was rejected by", "rejected"),
    "withdrawnFrom": Relation(10, "was withdrawn from", "lost"),
    "presentationType": Relation(12, "was presented as", "is how one presented"),
    LISTED_IN: Relation(12, "is listed in", "lists"),
}
"""Local name → relation. People, and what papers do with methods, tell most; what merely stands together, least."""

_NAMES = {(SKOS if name == "broader" else ONTOLOGY) + name: name for name in RELATIONS if name != LISTED_IN}
CONTENT = ("introduces", "extends", "uses", "comparesWith", "evaluatedOn", "mentions", "addresses", "topic")
"""The relations of papers to concepts."""


class Fact(NamedTuple):
    """A triple of the graph that relates two things."""

    subject: str  # IRI
    predicate: str
    object: str


class Link(NamedTuple):
    """A relation of one thing to another, as seen from the one."""

    relation: str  # a key of RELATIONS
    forward: bool  # the one is its subject
    other: str  # IRI
    facts: tuple[Fact, ...]

    @property
    def words(self) -> str:
        """What the one does to the other.

        >>> Link("creator", False, "paper", ()).words
        'wrote'
        """
        relation = RELATIONS[self.relation]
        return relation.forward if self.forward else relation.backward


class Node:
    """A thing of the graph and its links, each read when it is first asked for."""

    def __init__(self, store: Graph, iri: str) -> None:
        self.iri = iri
        self._store, self._term = store, ox.NamedNode(iri)

    @cached_property
    def _about(self) -> list[tuple[str, ox.NamedNode | ox.Literal]]:
        quads = self._store.quads_for_pattern(self._term, None, None, _UNION)
        return [(q.predicate.value, q.object) for q in quads if isinstance(q.object, ox.NamedNode | ox.Literal)]

    @cached_property
    def kind(self) -> str:
        """A key of `kg.finding.KINDS`, the first of several; empty when the thing is of no kind."""
        return min(self.kinds, default="")

    @cached_property
    def kinds(self) -> frozenset[str]:
        """All kinds of the thing: a concept may be of several."""
        return frozenset(
            _KINDS[term.value] for predicate, term in self._about if predicate == _TYPE and term.value in _KINDS
        )

    @cached_property
    def label(self) -> str:
        """What the thing is called."""
        found = {
            (term.language != "en", term.value)
            for predicate, term in self._about
            if predicate in _LABELS and isinstance(term, ox.Literal)
        }
        return min(found)[1] if found else finding.shorten(self.iri).strip("<>")

    @cached_property
    def outgoing(self) -> tuple[Link, ...]:
        """The links of which the thing is the subject, and those to the documents that list it."""
        found = [
            Link(_NAMES[predicate], True, term.value, (Fact(self.iri, predicate, term.value),))
            for predicate, term in self._about
            if predicate in _NAMES and isinstance(term, ox.NamedNode) and term != self._term
        ]
        if self.kind == "paper":
            found += self._listings()
        return tuple(sorted(found))

    def _listings(self) -> Iterator[Link]:
        for reference in self._subjects(_REFERS_TO):
            for quad in self._store.quads_for_pattern(reference, _IN_DOCUMENT, None, _UNION):
                if isinstance(quad.object, ox.NamedNode):
                    yield _listing(True, quad.object.value, reference.value, self.iri, quad.object.value)

    def _subjects(self, predicate: ox.NamedNode) -> Iterator[ox.NamedNode]:
        for quad in self._store.quads_for_pattern(None, predicate, self._term, _UNION):
            if isinstance(quad.subject, ox.NamedNode):
                yield quad.subject

    @cached_property
    def incoming(self) -> tuple[Link, ...]:
        """The links of which the thing is the object; of a hub no more than MOST."""
        if self.kind == "paper":  # only statements and references point to papers
            return ()
        if self.kind == "document":
            return tuple(sorted(self._listed()))
        quads = self._store.quads_for_pattern(None, None, self._term, _UNION)
        found = (
            Link(_NAMES[predicate], False, subject.value, (Fact(subject.value, predicate, self.iri),))
            for subject, predicate in ((quad.subject, quad.predicate.value) for quad in quads)
            if predicate in _NAMES and isinstance(subject, ox.NamedNode) and subject != self._term
        )
        return tuple(sorted(islice(found, MOST)))

    def _listed(self) -> Iterator[Link]:
        text = f"SELECT ?reference ?paper {{ ?reference kg:inDocument {self._term} ; kg:refersTo ?paper }} LIMIT {MOST}"
        for row in rows(self._store, text):
            yield _listing(False, row["paper"].value, row["reference"].value, row["paper"].value, self.iri)

    @cached_property
    def gathers(self) -> bool:
        """Whether the thing is of a kind that brings together what need have nothing else in common."""
        return self.kind in _GATHERING

    @cached_property
    def degree(self) -> int:
        """How many links the thing has; of those that point to it at most MOST count."""
        if self.kind == "paper" or len(self.__dict__.get("incoming", ())) in range(1, MOST):
            return len(self.outgoing) + len(self.incoming)
        return len(self.outgoing) + _pointing(self._store, self._term, self.kind)

    @property
    def is_hub(self) -> bool:
        """Whether the thing has so many links that one through it tells little."""
        return self.degree > HUB

    @property
    def toll(self) -> float:
        """What passing through the thing costs: the logarithm of its degree; for what gathers that of a hub."""
        return log2(8 * HUB if self.gathers else max(self.degree, 2))


class Nodes(dict[str, Node]):
    """The things of a graph by IRI, each read when it is first asked for."""

    def __init__(self, store: Graph) -> None:
        super().__init__()
        self.store = store

    def __missing__(self, iri: str) -> Node:
        self[iri] = Node(self.store, iri)
        return self[iri]


def _pointing(store: Graph, term: ox.NamedNode, kind: str) -> int:
    """How many facts have a thing as their object, up to a limit: counted by the engine, which hands none over."""
    known = ", ".join(f"<{iri}>" for iri in _NAMES)
    pattern = f"?subject ?property {term} FILTER(?property IN ({known}))"
    if kind == "document":
        pattern = f"?subject kg:listedIn {term}"
    most = HUB + 1 if kind == "document" else MOST
    text = f"SELECT (COUNT(*) AS ?count) {{ SELECT ?subject {{ {pattern} }} LIMIT {most} }}"
    return int(next(rows(store, text))["count"].value)


def _listing(forward: bool, other: str, reference: str, paper: str, document: str) -> Link:
    facts = (Fact(reference, _REFERS_TO.value, paper), Fact(reference, _IN_DOCUMENT.value, document))
    return Link(LISTED_IN, forward, other, facts)
