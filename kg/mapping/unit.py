"""A part of the graph that depends on one value, and what all parts of a graph are mapped with."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal as OneOf

from pyoxigraph import Literal, NamedNode, Quad

from kg.extraction import Extraction
from kg.linking.concepts import is_label_of
from kg.linking.entities import Alias, CoinedConcept, Entities, Venue
from kg.linking.labels import concept_key, mentions_of
from kg.linking.minting import marked_key, plain_key
from kg.mapping.facts import Facts, Row
from kg.mapping.terms import Names, kg
from kg.model import ConceptMention, ConceptName, Kind, Reference, Span

Evidence = OneOf["quotes", "positions"]
"""Whether passages hold the words of the documents, or only where they stand."""

_KINDS = frozenset(Kind)
_encode = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of the graph: every quad of some subjects, no quad of others.

    Between builds with the same settings (code, base, vocabulary, whether words are quoted) units with the same key
    and digest have the same quads.
    """

    kind: str  # "paper", "person", …
    root: NamedNode  # the thing that the unit is about; the other subjects are known from it
    digest: str  # of all that the quads depend on
    _write: Callable[[Facts], None]
    _names: Names
    page: int = -1  # which part of the root's passages; -1 for other units

    @property
    def key(self) -> str:
        """What the unit is called; no two units of a graph share a key."""
        key = f"{self.kind} {self.root.value}"
        return key if self.page < 0 else f"{key} {self.page}"

    def rows(self) -> Iterator[Row]:
        """The quads as tuples, each once, mapped anew with every call."""
        facts = Facts(self._names)
        self._write(facts)
        return facts.rows()

    def quads(self) -> Iterator[Quad]:
        """The quads, each once, mapped anew with every call."""
        return (Quad(*row) for row in self.rows())


class Setting:
    """What all units of a graph are mapped with."""

    def __init__(
        self,
        entities: Entities,
        documents: Mapping[str, Extraction],
        base: str,
        evidence: Evidence,
        venues: Mapping[str, str],
        vocabulary: Mapping[str, Collection[str]],
    ) -> None:
        self.names = Names(base)
        self.documents = documents
        self.vocabulary = vocabulary
        self.with_quotes = evidence == "quotes"
        self._known_venues, self._venues_of_vocabulary = venues, frozenset(venues.values())
        self.venues = {venue.key: self._venue(venue) for venue in entities.venues}
        self.coined = {
            (concept.kind, key): node
            for concept in entities.concepts
            for node in [self._mint(concept)]
            for key in concept.keys
        }
        self._several = {
            self.coined[concept.kind, concept.key].value for concept in entities.concepts if concept.former_keys
        }

    def _venue(self, venue: Venue) -> NamedNode:
        """The IRI of a venue: that of the vocabulary when it knows one of the names."""
        known = next(
            (self._known_venues[name] for name in (venue.name, *venue.names) if name in self._known_venues), ""
        )
        return NamedNode(known) if known else self.names.node("venue", venue.key)

    def _mint(self, concept: CoinedConcept) -> NamedNode:
        """The IRI of a coined concept: its label, and a digest where the vocabulary has that for another concept."""
        plain = self.names.node(concept.kind, plain_key(concept.key))
        known = self.vocabulary.get(plain.value)
        if known is None or any(is_label_of(concept, label) for label in known):
            return plain
        return self.names.node(concept.kind, marked_key(concept.key))

    def replaced(self, alias: Alias) -> tuple[NamedNode, NamedNode] | None:
        """What something was called before and what it is called now; None when the vocabulary has the old IRI."""
        old = self.former(alias)
        new = self.coined[Kind(alias.kind), alias.new] if alias.kind in _KINDS else self._called(alias.kind, alias.new)
        known = old.value in self.vocabulary or old.value in self._venues_of_vocabulary
        return None if known or old == new else (old, new)

    def former(self, alias: Alias) -> NamedNode:
        """What something was called before."""
        return self.names.node(alias.kind, plain_key(alias.old) if alias.kind in _KINDS else alias.old)

    def _called(self, kind: str, key: str) -> NamedNode:
        return self.venues[key] if kind == "venue" else self.names.node(kind, key)

    def unit(self, kind: str, root: NamedNode, value: object, write: Callable[[Facts], None], page: int = -1) -> Unit:
        """A unit whose quads depend on `value` alone, which is made of tuples, words and numbers."""
        return Unit(kind, root, sha256(_encode(value).encode("ascii")).hexdigest()[:32], write, self.names, page)

    def concept(self, name: ConceptMention | ConceptName) -> NamedNode:
        """The concept that is meant: one of a scheme, or a coined one."""
        return NamedNode(name.iri) if name.iri else self.coined[name.kind, concept_key(name.kind, name.label)]

    def merged(self, reference: Reference) -> list[str]:
        """The concepts of several labels that `reference` names: which labels are one depends on others."""
        if not self._several:
            return []
        nodes = {self.concept(mention).value for mention in mentions_of(reference) if not mention.iri}
        return sorted(nodes & self._several)

    def is_record(self, reference: Reference) -> bool:
        """Whether `reference` is a record of a catalogue."""
        return self.documents[reference.document].catalogue

    def state(
        self,
        facts: Facts,
        subject: NamedNode,
        predicate: str,
        value: NamedNode | Literal,
        reference: Reference,
        *spans: Span,
        concluded: bool = False,
        extractor: str = "",
    ) -> None:
        """Write down a fact that `reference` supports with the words at `spans`."""
        fact = (subject, kg(predicate), value)
        document = self.names.document(reference.document)
        if self.is_record(reference):
            facts.record(fact, document)
            return
        passages = [self.names.passage(reference.document, span) for span in spans]
        facts.state(fact, (document,), passages, extractor or reference.extractor, concluded)
