"""SHACL shapes, read from Turtle: their targets, paths, constraints and what they need of the ontology."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from kg import sparql
from kg.namespaces import RDF, RDFS

SH = "http://www.w3.org/ns/shacl#"

_FIRST, _REST, _NIL = RDF + "first", RDF + "rest", RDF + "nil"
_TYPE, _SUBCLASS = RDF + "type", RDFS + "subClassOf"
_TARGETS = ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")
_SILENT = frozenset(_TARGETS) | {
    "path", "name", "description", "message", "severity", "order", "group", "flags", "sparql", "deactivated",
}  # fmt: skip
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class Constraint(NamedTuple):
    """A parameter of a shape, e.g. `minCount`, and its value."""

    name: str  # local name in the SHACL namespace
    value: Term


class SparqlConstraint(NamedTuple):
    """A rule that is a query over the whole graph."""

    select: str
    message: str  # with {?variable} where values go


@dataclass(frozen=True)
class Shape:
    """A shape with targets of its own, or of the node shapes that name it."""

    iri: str
    name: str  # the rule in words
    severity: str  # local name in the SHACL namespace
    path: str  # SPARQL property path; empty for a node shape
    reach: int  # how many steps the path goes; 0 for a node shape, -1 when it goes backwards within a sequence
    backwards: bool  # the path is one step against its direction
    targets: tuple[tuple[str, str], ...]  # (kind, IRI), kind being "targetClass", …
    constraints: tuple[Constraint, ...]
    queries: tuple[SparqlConstraint, ...]


class Shapes:
    """The shapes of a file, and the class hierarchy that they need."""

    def __init__(self, shapes: Path, ontology: Path) -> None:
        """Read the shapes and the ontology, both Turtle."""
        self.graph = ox.Store()
        self.graph.load(path=str(shapes), format=ox.RdfFormat.TURTLE)
        self.ontology = ox.Store()
        self.ontology.load(path=str(ontology), format=ox.RdfFormat.TURTLE)
        self.prefixes = {**sparql.PREFIXES, **self._declared()}

    def _declared(self) -> dict[str, str]:
        """The prefixes that sh:declare gives to SPARQL constraints."""
        declarations = [quad.object for quad in self._quads(None, SH + "declare")]
        return {self._text(node, SH + "prefix"): self._text(node, SH + "namespace") for node in declarations}

    def all(self) -> Iterator[Shape]:
        """Every shape that has targets, in the order of its IRI."""
        kinds = (SH + "NodeShape", SH + "PropertyShape")
        nodes = {quad.subject for kind in kinds for quad in self._quads(None, _TYPE, ox.NamedNode(kind))}
        for node in sorted(nodes, key=str):
            if targets := tuple(sorted(self._targets(node))):
                yield self._shape(node, targets)

    def _shape(self, node: Term, targets: tuple[tuple[str, str], ...]) -> Shape:
        paths = self._objects(node, SH + "path")
        path, reach, backwards = self._path(paths[0]) if paths else ("", 0, False)
        found = [quad for quad in self._quads(node) if quad.predicate.value.startswith(SH)]
        silent = _SILENT if paths else {*_SILENT, "property"}
        constraints = [Constraint(quad.predicate.value.removeprefix(SH), quad.object) for quad in found]
        return Shape(
            iri=getattr(node, "value", str(node)),
            name=self._text(node, SH + "name"),
            severity=(self._iri(node, SH + "severity") or SH + "Violation").removeprefix(SH),
            path=path,
            reach=reach,
            backwards=backwards,
            targets=targets,
            constraints=tuple(sorted((item for item in constraints if item.name not in silent), key=str)),
            queries=tuple(
                SparqlConstraint(self._text(query, SH + "select"), self._text(query, SH + "message"))
                for query in self._objects(node, SH + "sparql")
            ),
        )

    def _targets(self, node: Term) -> set[tuple[str, str]]:
        own = {
            (kind, term.value)
            for kind in _TARGETS
            for term in self._objects(node, SH + kind)
            if isinstance(term, ox.NamedNode)
        }
        for quad in self._quads(None, SH + "property", node):
            if not self._objects(quad.subject, SH + "path"):
                own |= self._targets(quad.subject)
        return own

    def _path(self, path: Term) -> tuple[str, int, bool]:
        """A path as SPARQL, its reach, and whether it goes backwards."""
        if isinstance(path, ox.NamedNode):
            return str(path), 1, False
        if inverse := self._objects(path, SH + "inversePath"):
            return f"^({self._path(inverse[0])[0]})", 1, True
        if alternatives := self._objects(path, SH + "alternativePath"):
            parts = [self._path(part) for part in self.items(alternatives[0])]
            return f"({'|'.join(part for part, _, _ in parts)})", *_longest(parts)
        if self._objects(path, _FIRST):
            parts = [self._path(part) for part in self.items(path)]
            mixed = any(backwards for _, _, backwards in parts)
            return f"({'/'.join(part for part, _, _ in parts)})", -1 if mixed else sum(p[1] for p in parts), False
        kind, step = next(
            (kind, self._objects(path, SH + kind)) for kind in _REPEATED if self._objects(path, SH + kind)
        )
        return f"({self._path(step[0])[0]}){_REPEATED[kind]}", -1, False

    def items(self, head: Term) -> list[Term]:
        """The members of an RDF list."""
        found: list[Term] = []
        while getattr(head, "value", "") != _NIL:
            found += self._objects(head, _FIRST)
            head = self._objects(head, _REST)[0]
        return found

    def parameters(self, node: Term) -> dict[str, Term]:
        """The SHACL parameters of an anonymous shape."""
        return {quad.predicate.value.removeprefix(SH): quad.object for quad in self._quads(node)}

    def describe(self, shape: str) -> list[ox.Triple]:
        """The triples of a shape and of the shapes and lists that it needs, without its targets and SPARQL constraints.

        What a node shape gathers with sh:property has the targets of the node shape, and is described on its own.
        """
        start = ox.NamedNode(shape)
        left_out = {SH + name for name in (*_TARGETS, "sparql")}
        if not self._objects(start, SH + "path"):
            left_out.add(SH + "property")
        found: dict[ox.Triple, None] = {}
        waiting: list[Term] = [start]
        while waiting:
            new = [quad.triple for quad in self._quads(waiting.pop()) if quad.predicate.value not in left_out]
            waiting += [
                triple.object for triple in new if triple not in found and not isinstance(triple.object, ox.Literal)
            ]
            found |= dict.fromkeys(new)
        return list(found)

    def subclasses(self, store: ox.Store, iri: str) -> list[str]:
        """A class and its subclasses, as the ontology and the data tell, sorted."""
        found, waiting = {iri}, [iri]
        while waiting:
            upper = ox.NamedNode(waiting.pop())
            for graph in (self.ontology, store):
                quads = graph.quads_for_pattern(None, ox.NamedNode(_SUBCLASS), upper, ox.DefaultGraph())
                new = {quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode)} - found
                found |= new
                waiting += sorted(new)
        return sorted(found)

    def _quads(self, subject: Term | None, predicate: str | None = None, value: Term | None = None) -> list[ox.Quad]:
        term = ox.NamedNode(predicate) if predicate else None
        return list(self.graph.quads_for_pattern(subject, term, value, ox.DefaultGraph()))  # type: ignore[arg-type]

    def _objects(self, subject: Term, predicate: str) -> list[Term]:
        return [quad.object for quad in self._quads(subject, predicate)]

    def _text(self, subject: Term, predicate: str) -> str:
        return next((found.value for found in self._objects(subject, predicate) if isinstance(found, ox.Literal)), "")

    def _iri(self, subject: Term, predicate: str) -> str:
        return next((found.value for found in self._objects(subject, predicate) if isinstance(found, ox.NamedNode)), "")


_REPEATED = {"zeroOrMorePath": "*", "oneOrMorePath": "+", "zeroOrOnePath": "?"}


def _longest(parts: Sequence[tuple[str, int, bool]]) -> tuple[int, bool]:
    reach = -1 if any(step < 0 for _, step, _ in parts) else max(step for _, step, _ in parts)
    backwards = any(back for _, _, back in parts)
    return (-1 if backwards and reach > 1 else reach), backwards
