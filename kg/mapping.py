"""Entities to quads: the only place that knows both the model and the ontology.

Facts stand in the named graph of each document that supports them. The evidence graph says of every such fact on
which passages it rests; the entities graph holds types, labels and what follows from keys alone.

A catalogue has too many facts to speak of each: those of its graph rest on the references that are its records.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Literal as OneOf

from pyoxigraph import Literal, NamedNode, Quad

from kg.extraction import Extraction
from kg.iris import address, document_key
from kg.linking.concepts import chains, concept_key, is_label_of, mentions_of
from kg.linking.entities import Authorship, CoinedConcept, Entities, Listing, Paper, Person
from kg.linking.minting import marked_key, plain_key, preferred
from kg.linking.names import in_order
from kg.model import ConceptMention, ConceptName, Identifier, Kind, LinkRole, Reference, Span
from kg.namespaces import BASE, DCTERMS, ONTOLOGY, RDF, RDFS, SKOS
from kg.naming import digest, fold_space, slug

Evidence = OneOf["quotes", "positions"]
"""Whether passages hold the words of the documents, or only where they stand."""

_Fact = tuple[NamedNode, NamedNode, NamedNode | Literal]
"""Subject, predicate, object. A tuple: asking an engine's triple for its terms copies them every time."""

_TYPE, _LABEL = NamedNode(RDF + "type"), NamedNode(RDFS + "label")
_SUBJECT, _PREDICATE, _OBJECT = (NamedNode(RDF + name) for name in ("subject", "predicate", "object"))
_REPLACED_BY, _SOURCE = NamedNode(DCTERMS + "isReplacedBy"), NamedNode(DCTERMS + "source")
_CONCEPT, _SCHEME, _PREFERRED, _ALTERNATIVE, _IN_SCHEME = (
    NamedNode(SKOS + name) for name in ("Concept", "ConceptScheme", "prefLabel", "altLabel", "inScheme")
)
_SAYS = {"altLabel": _ALTERNATIVE}
"""Properties of other vocabularies that documents' facts have."""

_LINKS = {
    LinkRole.PAPER: "paperPage",
    LinkRole.CODE: "code",
    LinkRole.PROJECT: "projectPage",
    LinkRole.DATA: "dataPage",
    LinkRole.VIDEO: "video",
    LinkRole.SLIDES: "slides",
    LinkRole.OTHER: "relatedPage",
}
_UNPUBLISHED = {"rejected": "rejectedBy", "withdrawn": "withdrawnFrom"}
_IDENTIFIERS = {
    "doi": "doi",
    "arxiv": "arxivId",
    "openreview": "openReviewId",
    "acl": "aclId",
    "neurips": "neuripsHash",
    "pmlr": "pmlrId",
    "dblp": "dblpKey",
    "isbn": "isbn",
    "semanticscholar": "semanticScholarId",
}
_NEURIPS_HASH_LENGTH = 32  # older volumes count their papers; those numbers are no hashes


@cache
def _kg(name: str) -> NamedNode:
    return NamedNode(ONTOLOGY + name)


def graph_name(name: str, base: str = BASE) -> str:
    """The IRI of a graph that belongs to no document: "evidence", "entities", "vocabulary".

    >>> graph_name("evidence")
    'https://w3id.org/kg-papers/id/graph/evidence'
    """
    return f"{base}graph/{name}"


def to_quads(
    entities: Entities,
    documents: Iterable[Extraction],
    *,
    base: str = BASE,
    evidence: Evidence = "quotes",
    venues: Mapping[str, str] | None = None,
    vocabulary: Mapping[str, Collection[str]] | None = None,
) -> Iterator[Quad]:
    """The graph of `entities` and of the `documents` that they were found in.

    Args:
        entities: what the references of `documents` are about.
        documents: every document whose references were linked.
        base: namespace of the identifiers to mint.
        evidence: "positions" leaves out the quoted words.
        venues: name of a venue series → its IRI in the vocabulary; others are minted under `base`.
        vocabulary: IRI of each concept of the vocabulary → its labels; no coined concept takes such an IRI.

    Yields:
        Each quad once, in an order that depends on the arguments' content alone.
    """
    graph = _Graph(base, {item.name: item for item in documents}, venues or {}, vocabulary or {})
    graph.add_entities(entities)
    for paper in entities.papers:
        graph.add_paper(paper)
    graph.add_conclusions()
    graph.add_documents(_subjects(entities))
    yield from graph.quads(evidence)


@dataclass
class _Support:
    """What a fact rests on. Insertion-ordered dictionaries stand for sets."""

    passages: dict[tuple[str, Span], None] = field(default_factory=dict)
    extractors: dict[str, None] = field(default_factory=dict)
    concluded: bool = True


class _Graph:
    """The quads so far, each once: facts by document, entities, and the support of each fact."""

    def __init__(
        self,
        base: str,
        documents: Mapping[str, Extraction],
        venues: Mapping[str, str],
        vocabulary: Mapping[str, Collection[str]],
    ) -> None:
        self._base = base
        self._documents = dict(sorted(documents.items()))
        self._vocabulary_venues = venues
        self._nodes: dict[tuple[str, str], NamedNode] = {}
        self._venues: dict[str, NamedNode] = {}
        self._people: dict[str, Person] = {}
        self._vocabulary = vocabulary
        self._coined: dict[tuple[Kind, str], NamedNode] = {}
        self._labels: dict[NamedNode, Collection[str]] = {}  # of coined concepts
        self._links: dict[str, dict[tuple[NamedNode, NamedNode], None]] = {}  # property → what it relates
        self._entities: dict[_Fact, None] = {}
        self._facts: dict[str, dict[_Fact, None]] = {name: {} for name in self._documents}
        self._support: dict[_Fact, _Support] = {}
        self._evidence: dict[_Fact, None] = {}
        self._passages: dict[tuple[str, Span], NamedNode] = {}

    # --- what is written down -----------------------------------------------------------------------------------

    def _node(self, kind: str, key: str) -> NamedNode:
        if (node := self._nodes.get((kind, key))) is None:
            node = self._nodes[kind, key] = NamedNode(f"{self._base}{kind}/{key}")
        return node

    def _describe(self, node: NamedNode, kind: str, label: str) -> None:
        self._entities[node, _TYPE, _kg(kind)] = None
        self._entities[node, _LABEL, Literal(label)] = None

    def _state(
        self,
        subject: NamedNode,
        predicate: str,
        value: NamedNode | Literal,
        reference: Reference,
        *spans: Span,
        concluded: bool = False,
        extractor: str = "",
    ) -> None:
        """Write down a fact that `reference` supports with the words at `spans`."""
        fact = (subject, _SAYS.get(predicate) or _kg(predicate), value)
        self._facts[reference.document][fact] = None
        if self._is_record(reference):
            return
        support = self._support.setdefault(fact, _Support())
        support.extractors[extractor or reference.extractor] = None
        support.concluded &= concluded
        for span in spans:
            support.passages[reference.document, span] = None

    def _is_record(self, reference: Reference) -> bool:
        return self._documents[reference.document].catalogue

    def _passage(self, document: str, span: Span) -> NamedNode:
        if (node := self._passages.get((document, span))) is None:
            node = self._node("passage", f"{document_key(document)}/{span.start}-{span.end}")
            self._passages[document, span] = node
        return node

    # --- entities -----------------------------------------------------------------------------------------------

    def add_entities(self, entities: Entities) -> None:
        """Types, labels and what follows from the keys of all but papers."""
        for person in entities.people:
            self._people[person.key] = person
            self._describe(self._node("person", person.key), "Person", person.name)
        for organization in entities.organizations:
            self._describe(self._node("organization", organization.key), "Organization", organization.name)
        for venue in entities.venues:
            known = self._vocabulary_venues.get(venue.name)
            self._venues[venue.key] = NamedNode(known) if known else self._node("venue", venue.key)
            self._describe(self._venues[venue.key], "Venue", venue.name)
        for edition in entities.editions:
            node = self._node("edition", edition.key)
            self._describe(node, "VenueEdition", edition.name)
            self._entities[node, _kg("series"), self._venues[edition.venue]] = None
            self._entities[node, _kg("year"), Literal(edition.year)] = None
        for award in entities.awards:
            node = self._node("award", award.key)
            self._describe(node, "Award", award.name)
            if award.edition:
                self._entities[node, _kg("awardedAt"), self._node("edition", award.edition)] = None
        self._add_coined(entities.concepts)
        for kind, old, new in entities.aliases:
            self._entities[self._node(kind, old), _REPLACED_BY, self._node(kind, new)] = None

    def _add_coined(self, concepts: Iterable[CoinedConcept]) -> None:
        """The concepts that no scheme knows, in schemes of their own."""
        for concept in concepts:
            node = self._mint(concept)
            self._coined[concept.kind, concept.key] = node
            if node.value in self._vocabulary:
                continue
            self._labels[node] = (concept.label,)
            self._describe(node, concept.kind.capitalize(), concept.label)
            self._entities[node, _TYPE, _CONCEPT] = None
            self._entities[node, _PREFERRED, Literal(concept.label)] = None
            self._entities[node, _kg("coined"), Literal(True)] = None
            for document in concept.headings:
                self._entities[node, _IN_SCHEME, self._headings_of(document)] = None
            if concept.elsewhere:
                self._entities[node, _IN_SCHEME, self._scheme("coined", "Coined by documents")] = None

    def _mint(self, concept: CoinedConcept) -> NamedNode:
        """The IRI of a coined concept: its label, and a digest where the vocabulary has that for another concept."""
        plain = self._node(concept.kind, plain_key(concept.key))
        known = self._vocabulary.get(plain.value)
        if known is None or any(is_label_of(concept, label) for label in known):
            return plain
        return self._node(concept.kind, marked_key(concept.key))

    def _headings_of(self, document: str) -> NamedNode:
        scheme = self._scheme(f"document/{document_key(document)}", f"Headings of “{self._documents[document].title}”")
        self._entities[scheme, _SOURCE, self._node("document", document_key(document))] = None
        return scheme

    def _scheme(self, key: str, label: str) -> NamedNode:
        node = self._node("scheme", key)
        self._entities[node, _TYPE, _SCHEME] = None
        self._entities[node, _LABEL, Literal(label)] = None
        self._entities[node, _PREFERRED, Literal(label)] = None
        return node

    def _concept(self, name: ConceptMention | ConceptName) -> NamedNode:
        return NamedNode(name.iri) if name.iri else self._coined[name.kind, concept_key(name.kind, name.label)]

    def add_paper(self, paper: Paper) -> None:
        """Everything that documents say about `paper`."""
        node = self._node("paper", paper.key)
        self._describe(node, "Paper", paper.title)
        for authorship in paper.authorships:
            self._add_authorship(node, authorship)
        for listing in paper.listings:
            self._add_listing(node, listing)
            self._add_title(node, paper, listing.reference)
            reference = listing.reference
            if paper.more_authors and reference.et_al:
                self._state(node, "hasMoreAuthors", Literal(True), reference, reference.et_al)

    def _add_title(self, paper: NamedNode, entity: Paper, reference: Reference) -> None:
        title = fold_space(reference.title.text)
        name = "title" if title == entity.title else "alternativeTitle"
        self._state(paper, name, Literal(title), reference, reference.title.span)

    def _add_authorship(self, paper: NamedNode, authorship: Authorship) -> None:
        node, person = self._node("authorship", authorship.key), self._node("person", authorship.person)
        written = [(fold_space(mention.text), reference.document) for reference, mention in authorship.writings]
        self._describe(node, "Authorship", preferred(written))
        name = self._people[authorship.person].name
        for reference, mention in authorship.writings:
            self._state(paper, "authorship", node, reference, mention.span)
            self._state(node, "position", Literal(authorship.position), reference, mention.span)
            self._state(node, "nameAsWritten", Literal(fold_space(mention.text)), reference, mention.span)
            self._state(node, "author", person, reference, mention.span)
            self._state(paper, "creator", person, reference, mention.span, concluded=True)
            if in_order(mention.text) == name:
                self._state(person, "name", Literal(name), reference, mention.span)

    def _add_listing(self, paper: NamedNode, listing: Listing) -> None:
        reference = listing.reference
        self._add_reference(paper, reference)
        self._add_publication(paper, listing)
        for key, organization in zip(listing.organizations, reference.organizations, strict=True):
            self._state(paper, "affiliation", self._node("organization", key), reference, organization.span)
        for identifier in reference.identifiers:
            name, value = _identifier(identifier)
            self._state(paper, name, Literal(value), reference, identifier.span)
        for link in reference.links:
            if target := address(link.url):
                self._state(paper, _LINKS[link.role], target, reference, link.span)
        for span in reference.descriptions if not self._is_record(reference) else ():
            self._state(paper, "describedBy", self._passage(reference.document, span), reference, span)
        self._add_concepts(paper, reference)
        self._add_relations(reference)

    def _add_publication(self, paper: NamedNode, listing: Listing) -> None:
        reference = listing.reference
        if reference.status and reference.venue and reference.year and listing.edition:
            edition, spans = self._node("edition", listing.edition), (reference.venue.span, reference.year.span)
            self._state(paper, _UNPUBLISHED[reference.status.text], edition, reference, reference.status.span, *spans)
            return
        if reference.year and listing.year is not None:
            self._state(paper, "year", Literal(listing.year), reference, reference.year.span)
        if reference.venue and reference.year and listing.edition:
            edition = self._node("edition", listing.edition)
            self._state(paper, "presentedAt", edition, reference, reference.venue.span, reference.year.span)
        elif reference.venue and listing.venue:
            self._state(paper, "publishedIn", self._venues[listing.venue], reference, reference.venue.span)
        if reference.presentation:
            kind = NamedNode(f"{BASE}presentation/{slug(reference.presentation.text)}")
            self._state(paper, "presentationType", kind, reference, reference.presentation.span)
        if reference.award and listing.award:
            self._state(paper, "receivedAward", self._node("award", listing.award), reference, reference.award.span)

    def _add_concepts(self, paper: NamedNode, reference: Reference) -> None:
        """What the paper is about and works with, and the other names that the document gives to it."""
        for mention in mentions_of(reference):
            concept, rule = self._concept(mention), f"concepts/{mention.found}" if mention.found else ""
            for alias in mention.aliases:
                name = fold_space(alias.text)
                if name.casefold() not in self._names_of(concept, mention):
                    self._state(concept, "altLabel", Literal(name), reference, alias.span, extractor=rule)
        for mention, predicate in _concepts(reference):
            concept, rule = self._concept(mention), f"concepts/{mention.found}" if mention.found else ""
            self._state(paper, predicate, concept, reference, mention.span, concluded=mention.concluded, extractor=rule)

    def _names_of(self, concept: NamedNode, mention: ConceptMention) -> set[str]:
        """The labels that a concept has anyway, case-folded."""
        known = self._labels.get(concept) or self._vocabulary.get(concept.value, ())
        return {label.casefold() for label in (*known, fold_space(mention.label))}

    def _add_relations(self, reference: Reference) -> None:
        mentioned = {self._concept(mention) for mention in mentions_of(reference)}
        for item in reference.relations:
            subject, value = self._concept(item.subject), self._concept(item.object)
            if self._is_record(reference) and subject not in mentioned:
                continue  # the record would not lead to it
            rule = "concepts/relation"
            self._state(subject, item.relation, value, reference, item.span, concluded=item.concluded, extractor=rule)
            if not self._is_record(reference):  # nothing is concluded from what has no statement
                self._links.setdefault(item.relation, {})[subject, value] = None

    # --- what follows -------------------------------------------------------------------------------------------

    def add_conclusions(self) -> None:
        """What follows from the relations of methods: chains of variants and of parts, alternatives the other way."""
        for relation in ("variantOf", "partOf"):
            links = sorted(self._links.get(relation, ()), key=str)
            for start, end, chain in chains(links):
                self._conclude((start, relation, end), chain, "chain")
        alternatives = self._links.get("alternativeTo", {})
        for one, other in alternatives:
            if (other, one) not in alternatives:
                self._conclude((other, "alternativeTo", one), [(one, other)], "symmetry")

    def _conclude(
        self, fact: tuple[NamedNode, str, NamedNode], links: Iterable[tuple[NamedNode, NamedNode]], rule: str
    ) -> None:
        """Write down a fact that follows from `links` of the same property; it rests on all their passages."""
        subject, relation, value = fact
        support = self._support.setdefault((subject, _kg(relation), value), _Support())
        support.extractors[f"concepts/{rule}"] = None
        for one, other in links:
            support.passages |= self._support[one, _kg(relation), other].passages
        for document, _ in support.passages:
            self._facts[document][subject, _kg(relation), value] = None

    # --- evidence -----------------------------------------------------------------------------------------------

    def _tell(self, subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal) -> None:
        self._evidence[subject, predicate, value] = None

    def _add_reference(self, paper: NamedNode, reference: Reference) -> None:
        document, span = reference.document, reference.span
        line = self._documents[document].passages[span].line
        mark = digest(f"{span.start}-{span.end} {reference.title.text}")
        node = self._node("reference", f"{document_key(document)}/{line}-{mark}")
        self._tell(node, _TYPE, _kg("Reference"))
        self._tell(node, _kg("inDocument"), self._node("document", document_key(document)))
        self._tell(node, _kg("refersTo"), paper)
        self._tell(node, _kg("titleAsWritten"), Literal(fold_space(reference.title.text)))
        self._tell(node, _kg("passage"), self._passage(document, span))
        self._tell(node, _kg("extractor"), Literal(reference.extractor))

    def add_documents(self, editions: Mapping[str, str]) -> None:
        """What is known of the documents themselves; `editions` says which are about one edition of a venue."""
        for name, document in self._documents.items():
            node = self._node("document", document_key(name))
            self._tell(node, _TYPE, _kg("Document"))
            if document.catalogue:
                self._tell(node, _TYPE, _kg("Catalogue"))
            self._tell(node, _LABEL, Literal(document.title))
            self._tell(node, _kg("fileName"), Literal(name))
            self._tell(node, _kg("sha256"), Literal(document.sha256))
            self._tell(node, _kg("format"), Literal(document.format))
            self._tell(node, _kg("encoding"), Literal(document.encoding.name))
            self._tell(node, _kg("characters"), Literal(document.characters))
            if name in editions:
                self._tell(node, _kg("aboutEdition"), self._node("edition", editions[name]))

    def quads(self, evidence: Evidence) -> Iterator[Quad]:
        """Everything, graph by graph."""
        entities = NamedNode(graph_name("entities", self._base))
        yield from (Quad(*fact, entities) for fact in self._entities)
        for document, facts in self._facts.items():
            graph = self._node("document", document_key(document))
            yield from (Quad(*fact, graph) for fact in facts)
        told = NamedNode(graph_name("evidence", self._base))
        yield from (Quad(*fact, told) for fact in self._evidence)
        yield from (Quad(*fact, told) for fact in self._statements())
        yield from (Quad(*fact, told) for fact in self._positions(evidence == "quotes"))

    def _statements(self) -> Iterator[_Fact]:
        for fact, support in self._support.items():
            subject, predicate, value = fact
            node = NamedNode(f"{self._base}statement/{digest(f'{subject} {predicate} {value}', 16)}")
            yield node, _TYPE, _kg("Statement")
            yield node, _SUBJECT, subject
            yield node, _PREDICATE, predicate
            yield node, _OBJECT, value
            for document, span in support.passages:
                yield node, _kg("supportedBy"), self._passage(document, span)
            for extractor in support.extractors:
                yield node, _kg("extractor"), Literal(extractor)
            yield node, _kg("concluded"), Literal(support.concluded)

    def _positions(self, with_quotes: bool) -> Iterator[_Fact]:
        for (document, span), node in self._passages.items():
            passage = self._documents[document].passages[span]
            yield node, _TYPE, _kg("Passage")
            yield node, _kg("inDocument"), self._node("document", document_key(document))
            yield node, _kg("start"), Literal(span.start)
            yield node, _kg("end"), Literal(span.end)
            yield node, _kg("line"), Literal(passage.line)
            yield node, _kg("column"), Literal(passage.column)
            if with_quotes and not self._documents[document].catalogue:
                yield node, _kg("quote"), Literal(passage.quote)


def _identifier(identifier: Identifier) -> tuple[str, str]:
    """Property and value of an identifier; schemes without a property of their own keep their name in the value."""
    name = _IDENTIFIERS.get(identifier.scheme)
    if not name or (name == "neuripsHash" and len(identifier.value) != _NEURIPS_HASH_LENGTH):
        return "identifier", f"{identifier.scheme}:{identifier.value}"
    return name, identifier.value


def _subjects(entities: Entities) -> dict[str, str]:
    """Document → the edition that all of it is about: the only one it names, and not only inside its entries."""
    named: dict[str, set[str]] = {}
    outside: set[str] = set()
    for listing in (item for paper in entities.papers for item in paper.listings):
        reference = listing.reference
        if listing.edition and reference.venue:
            named.setdefault(reference.document, set()).add(listing.edition)
            if not reference.span.overlaps(reference.venue.span):
                outside.add(reference.document)
    return {
        document: min(editions) for document, editions in named.items() if len(editions) == 1 and document in outside
    }


def _concepts(reference: Reference) -> Iterator[tuple[ConceptMention, str]]:
    """The concepts that `reference` names, each with the property that relates the paper to it."""
    yield from ((concept, "topic") for concept in reference.topics)
    yield from ((concept, "addresses") for concept in reference.tasks)
    for concepts in (reference.methods, reference.datasets, reference.software):
        yield from ((concept, concept.role.value) for concept in concepts)
