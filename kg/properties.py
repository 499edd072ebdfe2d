"""Properties for people: in which order a description gives them, and in which words, from either end."""

from __future__ import annotations

from kg import finding
from kg.graph import Graph
from kg.namespaces import ONTOLOGY, RDF, RDFS, SKOS

_FIRST = [
    "title", "alternativeTitle", "prefLabel", "altLabel", "coined", "name", "fullName", "authorship", "creator",
    "affiliation", "presentedAt", "publishedIn", "rejectedBy", "withdrawnFrom", "series", "year", "presentationType",
    "receivedAward", "broader", "topic", "introduces", "uses", "extends", "comparesWith", "mentions", "evaluatedOn",
    "addresses", "variantOf", "partOf", "alternativeTo", "outperforms", "appliedTo",
]  # fmt: skip
NAMES = {SKOS + "prefLabel", ONTOLOGY + "title", ONTOLOGY + "name"}
"""Properties whose value is the label of the thing, too."""
HIDDEN = {RDF + "type", RDFS + "label", ONTOLOGY + "creator", ONTOLOGY + "describedBy", ONTOLOGY + "listedIn"}
"""Properties that a description of a thing leaves out: it says the same in another way."""
EVIDENCE = {RDF + "subject", RDF + "object", ONTOLOGY + "refersTo", ONTOLOGY + "inDocument", ONTOLOGY + "authorship"}
"""Properties by which evidence points to what it is about."""
SAID_OTHERWISE = {
    ONTOLOGY + "author",  # the papers say so themselves, with kg:creator
    ONTOLOGY + "alternativeTo",  # holds both ways, and is stated both ways
}
_WORDS = {SKOS + "altLabel": "other names", SKOS + "inScheme": "scheme", SKOS + "topConceptOf": "top of"}


def rank(predicate: str) -> tuple[int, str]:
    """The place of a property in a description: a key to sort by."""
    name = predicate.removeprefix(ONTOLOGY).removeprefix(SKOS)
    return (_FIRST.index(name) if name in _FIRST else len(_FIRST)), predicate


def words(store: Graph, predicate: str) -> str:
    """A property in words, e.g. "presented at"."""
    if predicate in _WORDS:
        return _WORDS[predicate]
    name = predicate.replace("#", "/").rpartition("/")[2]
    return finding.label(store, predicate) or "".join(f" {c.lower()}" if c.isupper() else c for c in name)
