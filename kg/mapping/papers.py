"""A paper with its authorships, and the references to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from functools import partial
from operator import attrgetter

from pyoxigraph import Literal, NamedNode

from kg.iris import address, document_key
from kg.linking.entities import Authorship, Entities, Listing, Paper
from kg.linking.minting import preferred, reference_mark
from kg.mapping.facts import Facts
from kg.mapping.terms import LINKS, TYPE, UNPUBLISHED, identifier, kg
from kg.mapping.unit import Setting, Unit
from kg.model import ConceptMention, Reference
from kg.namespaces import BASE
from kg.naming import fold_space, slug

_of_reference = attrgetter(*(item.name for item in fields(Reference)))


def paper_units(setting: Setting, entities: Entities) -> Iterator[Unit]:
    """One unit for each paper."""
    for paper in entities.papers:
        node = setting.names.node("paper", paper.key)
        yield setting.unit("paper", node, _value(setting, paper), partial(_Paper(setting, node).write, paper))


def _value(setting: Setting, paper: Paper) -> tuple[object, ...]:
    listings = [_of_listing(setting, listing) for listing in paper.listings]
    authorships = [
        (item.key, item.position, item.person, [(reference.document, said) for reference, said in item.writings])
        for item in paper.authorships
    ]
    return paper.key, paper.title, paper.more_authors, listings, authorships


def _of_listing(setting: Setting, listing: Listing) -> tuple[object, ...]:
    reference = listing.reference
    named = (listing.organizations, listing.edition, listing.year, listing.award)
    venue = setting.venues[listing.venue].value if listing.venue else None
    place = setting.is_record(reference), _line(setting, reference)
    return (*_of_reference(reference), *named, venue, *place, setting.merged(reference))


def _line(setting: Setting, reference: Reference) -> int:
    return setting.documents[reference.document].passages[reference.span].line


class _Paper:
    """Writes down what documents say about one paper."""

    def __init__(self, setting: Setting, node: NamedNode) -> None:
        self._setting, self._names, self._node = setting, setting.names, node

    def write(self, paper: Paper, facts: Facts) -> None:
        """Everything about the paper."""
        facts.describe(self._node, "Paper", paper.title)
        for authorship in paper.authorships:
            self._add_authorship(facts, authorship)
        for listing in paper.listings:
            self._add_listing(facts, listing)
            self._add_title(facts, paper, listing.reference)
            if paper.more_authors and (et_al := listing.reference.et_al):
                self._setting.state(facts, self._node, "hasMoreAuthors", Literal(True), listing.reference, et_al)

    def _add_title(self, facts: Facts, paper: Paper, reference: Reference) -> None:
        title = fold_space(reference.title.text)
        name = "title" if title == paper.title else "alternativeTitle"
        self._setting.state(facts, self._node, name, Literal(title), reference, reference.title.span)

    def _add_authorship(self, facts: Facts, authorship: Authorship) -> None:
        node, person = self._names.node("authorship", authorship.key), self._names.node("person", authorship.person)
        written = [(fold_space(mention.text), reference.document) for reference, mention in authorship.writings]
        facts.describe(node, "Authorship", preferred(written))
        state = partial(self._setting.state, facts)
        for reference, mention in authorship.writings:
            state(self._node, "authorship", node, reference, mention.span)
            state(node, "position", Literal(authorship.position), reference, mention.span)
            state(node, "nameAsWritten", Literal(fold_space(mention.text)), reference, mention.span)
            state(node, "author", person, reference, mention.span)
            state(self._node, "creator", person, reference, mention.span, concluded=True)

    def _add_listing(self, facts: Facts, listing: Listing) -> None:
        reference, state = listing.reference, partial(self._setting.state, facts, self._node)
        self._add_reference(facts, reference)
        self._add_publication(facts, listing)
        for key, organization in zip(listing.organizations, reference.organizations, strict=True):
            state("affiliation", self._names.shared("organization", key), reference, organization.span)
        for found in reference.identifiers:
            name, value = identifier(found)
            state(name, Literal(value), reference, found.span)
        for link in reference.links:
            if target := address(link.url):
                state(LINKS[link.role], target, reference, link.span)
        if reference.code_offered:
            state("codeOffered", Literal(True), reference, reference.code_offered)
        for span in reference.descriptions if not self._setting.is_record(reference) else ():
            state("describedBy", self._names.passage(reference.document, span), reference, span)
        for mention, predicate in _concepts(reference):
            rule = f"concepts/{mention.found}" if mention.found else ""
            concept = self._setting.concept(mention)
            state(predicate, concept, reference, mention.span, concluded=mention.concluded, extractor=rule)

    def _add_publication(self, facts: Facts, listing: Listing) -> None:
        reference, state = listing.reference, partial(self._setting.state, facts, self._node)
        edition = self._names.shared("edition", listing.edition) if listing.edition else None
        spans = [said.span for said in (reference.venue, reference.year) if said]
        if reference.status and reference.venue and reference.year and edition:
            state(UNPUBLISHED[reference.status.text], edition, reference, reference.status.span, *spans)
            return
        if reference.year and listing.year is not None:
            state("year", Literal(listing.year), reference, reference.year.span)
        if reference.venue and reference.year and edition:
            state("presentedAt", edition, reference, *spans)
        elif reference.venue and listing.venue:
            state("publishedIn", self._setting.venues[listing.venue], reference, reference.venue.span)
        if reference.presentation:
            kind = NamedNode(f"{BASE}presentation/{slug(reference.presentation.text)}")
            state("presentationType", kind, reference, reference.presentation.span)
        if reference.award and listing.award:
            state("receivedAward", self._names.node("award", listing.award), reference, reference.award.span)

    def _add_reference(self, facts: Facts, reference: Reference) -> None:
        document, span = reference.document, reference.span
        place = f"{_line(self._setting, reference)}-{reference_mark(reference)}"
        node = self._names.node("reference", f"{document_key(document)}/{place}")
        facts.tell(node, TYPE, kg("Reference"))
        facts.tell(node, kg("inDocument"), self._names.document(document))
        facts.tell(node, kg("refersTo"), self._node)
        facts.tell(self._node, kg("listedIn"), self._names.document(document))
        facts.tell(node, kg("titleAsWritten"), Literal(fold_space(reference.title.text)))
        facts.tell(node, kg("passage"), self._names.passage(document, span))
        facts.tell(node, kg("extractor"), Literal(reference.extractor))


def _concepts(reference: Reference) -> Iterator[tuple[ConceptMention, str]]:
    """The concepts that `reference` names, each with the property that relates the paper to it."""
    yield from ((concept, "topic") for concept in reference.topics)
    yield from ((concept, "addresses") for concept in reference.tasks)
    for concepts in (reference.methods, reference.datasets, reference.software):
        yield from ((concept, concept.role.value) for concept in concepts)
