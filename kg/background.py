"""What the graph knows before any document: the ontology and the vocabulary, as quads of the default graph.

The vocabulary is large, and a graph of documents uses little of it: the graph holds what is said of the concepts and
venues that facts name, of what stands above these and of the schemes that hold them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse

from kg.namespaces import ONTOLOGY, RDF, RDFS, SKOS
from kg.resources import resource
from kg.store.generation import Background
from kg.vocabulary import Kind, Vocabulary
from kg.vocabulary.formats import read_file, triples

_APART = {"kg.ttl", "shapes.ttl", "vocabulary-shapes.ttl"}  # of ontology/; the other files there are vocabulary
_TYPE, _LABEL = NamedNode(RDF + "type"), NamedNode(RDFS + "label")
_PREFERRED, _BROADER, _BROAD_MATCH, _IN_SCHEME = (
    NamedNode(SKOS + name) for name in ("prefLabel", "broader", "broadMatch", "inScheme")
)
_ABOVE = (_BROADER, _BROAD_MATCH, _IN_SCHEME)
_CLASSES = {
    Kind.TOPIC: NamedNode(ONTOLOGY + "Topic"),
    Kind.METHOD: NamedNode(ONTOLOGY + "Method"),
    Kind.TASK: NamedNode(ONTOLOGY + "Task"),
    Kind.DATASET: NamedNode(ONTOLOGY + "Dataset"),
    Kind.SOFTWARE: NamedNode(ONTOLOGY + "Software"),
}
TELLING = frozenset({_TYPE, _LABEL, _PREFERRED, _BROADER, _BROAD_MATCH, _IN_SCHEME, NamedNode(ONTOLOGY + "fullName")})
"""What a graph for others tells of the concepts that it uses."""


def ontology() -> Iterator[Quad]:
    """The ontology."""
    yield from _parse(resource("ontology/kg.ttl"))


def vocabulary(concepts: Vocabulary, paths: Sequence[Path]) -> list[Quad]:
    """The shipped and the user's vocabulary.

    A concept's preferred label is its `rdfs:label` too, and its kind its class, whether or not a file says so.

    Args:
        concepts: the vocabulary as loaded from the same `paths`.
        paths: the user's files.
    """
    shipped = sorted(path for path in resource("ontology").glob("*.ttl") if path.name not in _APART)
    quads = [quad for path in shipped for quad in _parse(path)]
    quads += [quad for path in paths for quad in _about_iris(triples(path, read_file(path)))]
    labelled = {quad.subject for quad in quads if quad.predicate == _LABEL}
    preferred = [quad for quad in quads if quad.predicate == _PREFERRED and quad.subject not in labelled]
    quads += [Quad(quad.subject, _LABEL, quad.object) for quad in preferred]
    quads += [Quad(NamedNode(concept.iri), _TYPE, _CLASSES[concept.kind]) for concept in concepts.concepts()]
    return list(dict.fromkeys(quads))


def background(known: Iterable[Quad]) -> Background:
    """The ontology, and of the vocabulary `known` what facts name."""
    return Background(_by_subject(ontology()), _by_subject(known), _ABOVE)


def _by_subject(quads: Iterable[Quad]) -> dict[NamedNode, list[Quad]]:
    found: dict[NamedNode, list[Quad]] = {}
    for quad in quads:
        if isinstance(quad.subject, NamedNode):
            found.setdefault(quad.subject, []).append(quad)
    return found


def describe_used(facts: Iterable[Quad], known: Iterable[Quad]) -> Iterator[Triple]:
    """Class, labels, scheme and broader concepts of what `known` says of the things that `facts` name.

    With them a file of the facts can be read alone.
    """
    vocabulary = Background({}, _by_subject(known), _ABOVE)
    terms = {term for quad in facts for term in (quad.subject, quad.object) if isinstance(term, NamedNode)}
    described = vocabulary.described(terms)
    for node in sorted(described, key=lambda node: node.value):
        for quad in vocabulary.about(node, described):
            elsewhere = quad.predicate == _BROAD_MATCH and quad.object not in described
            if quad.predicate in TELLING and not elsewhere:
                yield quad.triple


def _parse(path: Path) -> Iterator[Quad]:
    return _about_iris(quad.triple for quad in parse(path=str(path), format=RdfFormat.TURTLE))


def _about_iris(found: Iterable[Triple]) -> Iterator[Quad]:
    """The triples about IRIs; blank nodes would be others in every build."""
    for triple in found:
        if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode | Literal):
            yield Quad(triple.subject, triple.predicate, triple.object)


def venue_iris(known: Sequence[Quad]) -> dict[str, str]:
    """Short name → IRI of every venue series in the vocabulary."""
    venue = NamedNode(ONTOLOGY + "Venue")
    series = {quad.subject for quad in known if quad.predicate == _TYPE and quad.object == venue}
    return {
        quad.object.value: quad.subject.value
        for quad in known
        if quad.predicate == _LABEL and isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal)
        if quad.subject in series
    }


@cache
def digest() -> str:
    """SHA-256 of the shipped ontology and vocabulary."""
    files = sorted(resource("ontology").glob("*.ttl"))
    return sha256(b"".join(sha256(path.read_bytes()).digest() for path in files)).hexdigest()
