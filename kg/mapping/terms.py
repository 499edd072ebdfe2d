"""The terms of the graph: properties and classes, and the IRIs of what is minted."""

from __future__ import annotations

from functools import cache, lru_cache

from pyoxigraph import NamedNode

from kg.iris import document_key
from kg.model import Identifier, LinkRole, Span
from kg.namespaces import BASE, DCTERMS, ONTOLOGY, RDF, RDFS, SKOS

TYPE, LABEL = NamedNode(RDF + "type"), NamedNode(RDFS + "label")
SUBJECT, PREDICATE, OBJECT = (NamedNode(RDF + name) for name in ("subject", "predicate", "object"))
REPLACED_BY, SOURCE = NamedNode(DCTERMS + "isReplacedBy"), NamedNode(DCTERMS + "source")
CONCEPT, SCHEME, PREFERRED, ALTERNATIVE, IN_SCHEME = (
    NamedNode(SKOS + name) for name in ("Concept", "ConceptScheme", "prefLabel", "altLabel", "inScheme")
)

LINKS = {
    LinkRole.PAPER: "paperPage",
    LinkRole.CODE: "code",
    LinkRole.PROJECT: "projectPage",
    LinkRole.DATA: "dataPage",
    LinkRole.VIDEO: "video",
    LinkRole.SLIDES: "slides",
    LinkRole.OTHER: "relatedPage",
}
UNPUBLISHED = {"rejected": "rejectedBy", "withdrawn": "withdrawnFrom"}
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
_FEW = 4096  # things that many others name: documents, editions, concepts


@cache
def kg(name: str) -> NamedNode:
    """A term of the ontology."""
    return NamedNode(ONTOLOGY + name)


def graph_name(name: str, base: str = BASE) -> str:
    """The IRI of a graph that belongs to no document: "evidence", "entities", "vocabulary".

    >>> graph_name("evidence")
    'https://w3id.org/kg-papers/id/graph/evidence'
    """
    return f"{base}graph/{name}"


def identifier(found: Identifier) -> tuple[str, str]:
    """Property and value of an identifier; schemes without a property of their own keep their name in the value."""
    name = _IDENTIFIERS.get(found.scheme)
    if not name or (name == "neuripsHash" and len(found.value) != _NEURIPS_HASH_LENGTH):
        return "identifier", f"{found.scheme}:{found.value}"
    return name, found.value


class Names:
    """The IRIs under a base."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.entities, self.evidence = (NamedNode(graph_name(name, base)) for name in ("entities", "evidence"))
        self.shared = lru_cache(_FEW)(self.node)
        """As `node`, for what is asked for again and again."""

    def node(self, kind: str, key: str) -> NamedNode:
        """The thing of a kind with a key."""
        return NamedNode(f"{self.base}{kind}/{key}")

    def document(self, name: str) -> NamedNode:
        """The document called `name`, which is its graph, too."""
        return self.shared("document", document_key(name))

    def passage(self, document: str, span: Span) -> NamedNode:
        """The characters of a document at `span`."""
        return self.node("passage", f"{document_key(document)}/{span.start}-{span.end}")
