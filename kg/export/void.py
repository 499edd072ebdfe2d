"""A graph described by itself: VoID and DCAT with what is counted in it, PROV of the build.

The description follows "Describing Linked Datasets with the VoID Vocabulary" (W3C Note, 2011) and DCAT 3 (W3C
Recommendation, 2024). It has no date, since the same documents give the same bytes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg import __version__, sparql
from kg.export import rdf
from kg.graph import Graph
from kg.namespaces import BASE, ONTOLOGY, RDF, XSD
from kg.sparql import PREFIXES
from kg.store.turtle import to_turtle

_VOID = "http://rdfs.org/ns/void#"
_DCAT = "http://www.w3.org/ns/dcat#"
_DCTERMS = "http://purl.org/dc/terms/"
_PROV = "http://www.w3.org/ns/prov#"
_TYPE = NamedNode(RDF + "type")
_LICENSED = "https://creativecommons.org/licenses/by/4.0/"  # of the ontology and the shipped vocabularies
_VOCABULARIES = (
    ONTOLOGY.removesuffix("#"),
    "http://www.w3.org/2004/02/skos/core#",
    "http://www.w3.org/2000/01/rdf-schema#",
)
_FORMATS = ("turtle", "trig", "nquads", "ntriples", "jsonld")
_MEDIA = {
    "turtle": "text/turtle",
    "trig": "application/trig",
    "nquads": "application/n-quads",
    "ntriples": "application/n-triples",
    "jsonld": "application/ld+json",
}
_DOCUMENTS = "SELECT ?document ?name ?sha256 { ?document a kg:Document ; kg:fileName ?name ; kg:sha256 ?sha256 }"
_EXAMPLE = "SELECT ?paper { ?paper a kg:Paper } ORDER BY ?paper LIMIT 1"


def void(store: Graph, base: str = BASE, license_: str = "") -> bytes:
    """The description of a graph as Turtle.

    Args:
        store: a graph.
        base: namespace of its identifiers; the data set is `BASE` + "dataset-of-papers".
        license_: IRI of the licence under which the facts are given; none is stated when empty. The licence of the
            ontology and of the concepts is theirs.
    """
    return to_turtle(sorted(set(triples(store, base, license_)), key=str), base)


def triples(store: Graph, base: str = BASE, license_: str = "") -> Iterator[Triple]:
    """The description as triples. Arguments as in `void`."""
    dataset = f"{base}graph"
    yield from _titled(dataset, base, license_)
    yield from _counted(dataset, rdf.quads(store, base))
    yield from _made(dataset, store)
    for example in sparql.rows(store, _EXAMPLE):
        yield _link(dataset, _VOID + "exampleResource", example["paper"].value)


def _titled(dataset: str, base: str, license_: str) -> Iterator[Triple]:
    yield _link(dataset, RDF + "type", _VOID + "Dataset")
    yield _link(dataset, RDF + "type", _DCAT + "Dataset")
    yield _text(dataset, _DCTERMS + "title", "Papers, methods and concepts that documents name")
    description = "What documents say about research papers, with the words that say it, as kg found it."
    yield _text(dataset, _DCTERMS + "description", description)
    yield Triple(NamedNode(dataset), NamedNode(_VOID + "uriSpace"), Literal(base))
    if license_:
        yield _link(dataset, _DCTERMS + "license", license_)
    for vocabulary in _VOCABULARIES:
        yield _link(dataset, _VOID + "vocabulary", vocabulary)
    concepts = f"{dataset}/vocabulary"
    yield _link(dataset, _VOID + "subset", concepts)
    yield _link(concepts, RDF + "type", _VOID + "Dataset")
    yield _link(concepts, _DCTERMS + "license", _LICENSED)
    for name in _FORMATS:
        yield _link(dataset, _DCAT + "distribution", f"{dataset}/{name}")
        yield _link(f"{dataset}/{name}", RDF + "type", _DCAT + "Distribution")
        media = f"https://www.iana.org/assignments/media-types/{_MEDIA[name]}"
        yield _link(f"{dataset}/{name}", _DCAT + "mediaType", media)


def _counted(dataset: str, quads: Iterable[Quad]) -> Iterator[Triple]:
    """The counts, and a part of the data set for each class and property."""
    facts = {quad.triple for quad in quads}
    subjects = {triple.subject for triple in facts}
    properties = Counter(triple.predicate.value for triple in facts)
    classes = Counter(
        triple.object.value for triple in facts if triple.predicate == _TYPE and isinstance(triple.object, NamedNode)
    )
    yield _number(dataset, "triples", len(facts))
    yield _number(dataset, "distinctSubjects", len(subjects))
    yield _number(dataset, "distinctObjects", len({triple.object for triple in facts}))
    yield _number(dataset, "entities", len(subjects))
    yield _number(dataset, "properties", len(properties))
    yield _number(dataset, "classes", len(classes))
    for iri, count in classes.items():
        part = f"{dataset}/class/{_local(iri)}"
        yield _link(dataset, _VOID + "classPartition", part)
        yield _link(part, _VOID + "class", iri)
        yield _number(part, "entities", count)
    for iri, count in properties.items():
        part = f"{dataset}/property/{_local(iri)}"
        yield _link(dataset, _VOID + "propertyPartition", part)
        yield _link(part, _VOID + "property", iri)
        yield _number(part, "triples", count)


def _made(dataset: str, store: Graph) -> Iterator[Triple]:
    """How the graph came to be: a build by this version of kg from documents with their digests."""
    build, agent = f"{dataset}/build", f"{dataset}/kg"
    yield _link(dataset, _PROV + "wasGeneratedBy", build)
    yield _link(build, RDF + "type", _PROV + "Activity")
    yield _link(build, _PROV + "wasAssociatedWith", agent)
    yield _link(agent, RDF + "type", _PROV + "SoftwareAgent")
    yield _text(agent, _DCTERMS + "title", f"kg {__version__}")
    for row in sparql.rows(store, _DOCUMENTS):
        document = row["document"].value
        yield _link(build, _PROV + "used", document)
        yield _link(document, RDF + "type", _PROV + "Entity")
        yield _text(document, _DCTERMS + "title", row["name"].value)
        yield _text(document, ONTOLOGY + "sha256", row["sha256"].value)


def _local(iri: str) -> str:
    """A name for a part: the class or property with the prefix that it usually has."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}-{iri.removeprefix(namespace)}"
    return iri.rpartition("/")[2].replace("#", "-")


def _link(subject: str, predicate: str, value: str) -> Triple:
    return Triple(NamedNode(subject), NamedNode(predicate), NamedNode(value))


def _text(subject: str, predicate: str, value: str) -> Triple:
    return Triple(NamedNode(subject), NamedNode(predicate), Literal(value))


def _number(subject: str, name: str, value: int) -> Triple:
    return Triple(NamedNode(subject), NamedNode(_VOID + name), Literal(str(value), datatype=NamedNode(XSD + "integer")))
