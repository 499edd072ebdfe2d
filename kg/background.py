"""What the graph knows before any document: the ontology and the vocabulary, as quads of the default graph.

The vocabulary is large, and a graph of documents uses little of it: the graph holds what is said of the concepts and
venues that facts name, of what stands above these and of the schemes that hold them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse

from kg.collecting import uncollected
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
_ALTERNATIVE = NamedNode(SKOS + "altLabel")
_ABOVE = (_BROADER, _BROAD_MATCH, _IN_SCHEME)
_CLASSES = {
    Kind.TOPIC: NamedNode(ONTOLOGY + "Topic"),
    Kind.METHOD: NamedNode(ONTOLOGY + "Method"),
    Kind.TASK: NamedNode(ONTOLOGY + "Task"),
    Kind.DATASET: NamedNode(ONTOLOGY + "Dataset"),
    Kind.SOFTWARE: NamedNode(ONTOLOGY + "Software"),
}
About = dict[NamedNode, list[Quad]]
"""What is said of each IRI, as quads of the default graph."""
TELLING = frozenset(
    {
        *(_TYPE, _LABEL, _PREFERRED, _ALTERNATIVE, _BROADER, _BROAD_MATCH, _IN_SCHEME),
        NamedNode(ONTOLOGY + "fullName"),
    }
)
"""What a graph for others tells of the concepts that it uses: the other names, too, by which questions ask for them."""


def ontology() -> Iterator[Quad]:
    """The ontology."""
    yield from _parse(resource("ontology/kg.ttl"))


@lru_cache(maxsize=1)  # several builds of one process most often know the same
@uncollected()
def vocabulary(concepts: Vocabulary, paths: tuple[Path, ...]) -> About:
    """The shipped and the user's vocabulary.

    A concept's preferred label is its `rdfs:label` too, and its kind its class, whether or not a file says so.

    Args:
        concepts: the vocabulary as loaded from the same `paths`.
        paths: the user's files.
    """
    shipped = sorted(path for path in resource("ontology").glob("*.ttl") if path.name not in _APART)
    about = _by_subject(quad for path in shipped for quad in _parse(path))
    for path in paths:
        for node, said in _by_subject(_about_iris(triples(path, read_file(path)))).items():
            about[node] = list(dict.fromkeys([*about.get(node, ()), *said]))
    for said in about.values():
        if not any(quad.predicate == _LABEL for quad in said):
            said += [Quad(quad.subject, _LABEL, quad.object) for quad in said if quad.predicate == _PREFERRED]
    for concept in concepts.concepts():
        node = NamedNode(concept.iri)
        said, kind = about.setdefault(node, []), Quad(node, _TYPE, _CLASSES[concept.kind])
        if kind not in said:
            said.append(kind)
    return about


def background(known: About) -> Background:
    """The ontology, and of the vocabulary `known` what facts name."""
    return Background(_by_subject(ontology()), known, _ABOVE)


def _by_subject(quads: Iterable[Quad]) -> About:
    found: About = {}
    for quad in quads:
        if isinstance(node := quad.subject, NamedNode):
            found.setdefault(node, []).append(quad)
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
    return (quad for quad in parse(path=str(path), format=RdfFormat.TURTLE) if _is_about_iri(quad))


def _about_iris(found: Iterable[Triple]) -> Iterator[Quad]:
    return (Quad(*triple) for triple in found if _is_about_iri(triple))


def _is_about_iri(said: Quad | Triple) -> bool:
    """Whether no blank node is in it: these would be others in every build."""
    return isinstance(said.subject, NamedNode) and isinstance(said.object, NamedNode | Literal)


def venue_iris(known: About) -> dict[str, str]:
    """Short name → IRI of every venue series in the vocabulary."""
    venue = NamedNode(ONTOLOGY + "Venue")
    return {
        quad.object.value: node.value
        for node, said in known.items()
        if any(quad.predicate == _TYPE and quad.object == venue for quad in said)
        for quad in said
        if quad.predicate == _LABEL and isinstance(quad.object, Literal)
    }


@cache
def digest() -> str:
    """SHA-256 of the shipped ontology and vocabulary."""
    files = sorted(resource("ontology").glob("*.ttl"))
    return sha256(b"".join(sha256(path.read_bytes()).digest() for path in files)).hexdigest()
