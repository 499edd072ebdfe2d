"""The properties of the ontology that a picture shows, and the words for them."""

from __future__ import annotations

from kg import finding
from kg.graphs.links import LISTED_IN
from kg.graphs.links import RELATIONS as LINKS
from kg.namespaces import ONTOLOGY, RDF, RDFS, SKOS
from kg.views.data import KINDS as DRAWN

TYPE, BROADER = RDF + "type", SKOS + "broader"
RELATIONS = {(SKOS if name == "broader" else ONTOLOGY) + name: name for name in LINKS if name != LISTED_IN}
KINDS = {ONTOLOGY + finding.KINDS[kind]: kind for kind in DRAWN}
LABELS = (RDFS + "label", SKOS + "prefLabel")
ALIASES = (SKOS + "altLabel", ONTOLOGY + "alternativeTitle", ONTOLOGY + "fullName")
GROUPING = ONTOLOGY + "grouping"
YEAR, EDITION, PRESENTATION = (ONTOLOGY + name for name in ("year", "presentedAt", "presentationType"))
FILE, DESCRIBED = ONTOLOGY + "fileName", ONTOLOGY + "describedBy"
SUBJECT, PREDICATE, OBJECT = RDF + "subject", RDF + "predicate", RDF + "object"
SUPPORTED, CONCLUDED = ONTOLOGY + "supportedBy", ONTOLOGY + "concluded"
IN, REFERS, PASSAGE = ONTOLOGY + "inDocument", ONTOLOGY + "refersTo", ONTOLOGY + "passage"
PLACE = ("inDocument", "start", "line", "quote")  # local names
VALUES = {
    ONTOLOGY + "year": "year",
    ONTOLOGY + "paperPage": "page",
    ONTOLOGY + "code": "code",
    ONTOLOGY + "projectPage": "project page",
    ONTOLOGY + "dataPage": "data",
    ONTOLOGY + "video": "video",
    ONTOLOGY + "slides": "slides",
    ONTOLOGY + "relatedPage": "related page",
    ONTOLOGY + "identifier": "identifier",
    SKOS + "definition": "definition",
    **{ONTOLOGY + name: f"{scheme} identifier" for scheme, name in finding.IDENTIFIERS.items()},
}
TITLES = {ONTOLOGY + "title": "title", ONTOLOGY + "name": "name", ONTOLOGY + "alternativeTitle": "other title"}
WORDS = {iri: LINKS[name].forward for iri, name in RELATIONS.items()} | VALUES | TITLES
"""Predicate → words. What is not here is no news of a thing."""
PLAIN = frozenset({*VALUES, PRESENTATION, DESCRIBED})  # of which news may stand in no statement
READ = frozenset({TYPE, *LABELS, *ALIASES, FILE, DESCRIBED, GROUPING, *RELATIONS, *VALUES})
STATED = (SUBJECT, PREDICATE, OBJECT, SUPPORTED, CONCLUDED)
