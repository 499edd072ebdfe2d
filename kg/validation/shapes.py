"""SHACL shapes, read from Turtle: their targets, paths, constraints and what they need of the ontology."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from kg import sparql
from kg.errors import KgError
from kg.namespaces import RDF, RDFS
from kg.validation.paths import Alternative, Node, Repeated, Sequence, Step, reverse
from kg.validation.paths import Path as PropertyPath

SH = "http://www.w3.org/ns/shacl#"

_FIRST, _REST, _NIL = RDF + "first", RDF + "rest", RDF + "nil"
_TYPE, _SUBCLASS = RDF + "type", RDFS + "subClassOf"
_CLASSES = (
    RDFS + "Class",
    "http://www.w3.org/2002/07/owl#Class",
)  # a shape that is a class has its instances as targets
_SHAPES = ("NodeShape", "PropertyShape")
_TARGETS = ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")
_SILENT = frozenset(_TARGETS) | {
    "path", "name", "description", "message", "severity", "order", "group", "flags", "sparql", "deactivated",
    "defaultValue", "ignoredProperties",
}  # fmt: skip
_NESTED = ("node", "property", "not", "qualifiedValueShape")
_NESTED_LISTS = ("and", "or", "xone")
_COMPARED = {"equals", "disjoint", "lessThan", "lessThanOrEquals"}  # with the values of another property
_OF_VALUES = _SILENT | {
    *_NESTED, *_NESTED_LISTS, "class", "minCount", "maxCount", "datatype", "nodeKind", "minLength", "maxLength",
    "pattern", "languageIn", "uniqueLang", "in", "hasValue", "minInclusive", "maxInclusive", "minExclusive",
    "maxExclusive", "qualifiedMinCount", "qualifiedMaxCount",
}  # fmt: skip  # parameters that read nothing but values, paths and nested shapes
Term = Node


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

    node: ox.NamedNode | ox.BlankNode
    rule: str  # its IRI; of a shape without one that of the shape that holds it
    name: str  # the rule in words
    severity: str  # local name in the SHACL namespace
    path: PropertyPath | None  # None for a node shape
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
        typed = {quad.subject for kind in _SHAPES for quad in self._quads(None, _TYPE, ox.NamedNode(SH + kind))}
        targeting = {quad.subject for kind in _TARGETS for quad in self._quads(None, SH + kind)}
        held = {quad.object for quad in self._quads(None, SH + "property")}
        for node in sorted(typed | targeting | held, key=str):
            if not isinstance(node, ox.NamedNode | ox.BlankNode) or self._deactivated(node):
                continue
            if targets := self._targets(node):
                yield self.shape(node, tuple(sorted(targets)))

    def shape(self, node: ox.NamedNode | ox.BlankNode, targets: tuple[tuple[str, str], ...] = ()) -> Shape:
        """The shape that a node of the shapes' graph is."""
        path = self.path(node)
        found = [quad for quad in self._quads(node) if quad.predicate.value.startswith(SH)]
        silent = _SILENT if path else {*_SILENT, "property"}
        constraints = [Constraint(quad.predicate.value.removeprefix(SH), quad.object) for quad in found]
        return Shape(
            node=node,
            rule=self._rule(node),
            name=self._text(node, SH + "name"),
            severity=(self._iri(node, SH + "severity") or SH + "Violation").removeprefix(SH),
            path=path,
            targets=targets,
            constraints=tuple(sorted((item for item in constraints if item.name not in silent), key=str)),
            queries=tuple(self._sparql(node)),
        )

    def _rule(self, node: Term) -> str:
        """The IRI of a shape, or of the one that holds it."""
        if isinstance(node, ox.NamedNode):
            return node.value
        return min((self._rule(quad.subject) for quad in self._quads(None, SH + "property", node)), default="")

    def _sparql(self, node: Term) -> Iterator[SparqlConstraint]:
        for query in self._objects(node, SH + "sparql"):
            if not self._deactivated(query):
                message = self._text(query, SH + "message") or self._text(node, SH + "message")
                yield SparqlConstraint(self._text(query, SH + "select"), message)

    def _targets(self, node: Term) -> set[tuple[str, str]]:
        own = {
            (kind, term.value)
            for kind in _TARGETS
            for term in self._objects(node, SH + kind)
            if isinstance(term, ox.NamedNode)
        }
        if any(self._quads(node, RDF + "type", ox.NamedNode(kind)) for kind in _CLASSES):
            own.add(("targetClass", getattr(node, "value", "")))
        for quad in self._quads(None, SH + "property", node):
            if not self._objects(quad.subject, SH + "path") and not self._deactivated(quad.subject):
                own |= self._targets(quad.subject)
        return own

    def _deactivated(self, node: Term) -> bool:
        return self._text(node, SH + "deactivated") in ("true", "1")

    def path(self, shape: Term) -> PropertyPath | None:
        """The path of a property shape; None for a node shape."""
        return next((self._path(found) for found in self._objects(shape, SH + "path")), None)

    def _path(self, path: Term) -> PropertyPath:
        if isinstance(path, ox.NamedNode):
            return Step(path.value)
        if inverse := self._objects(path, SH + "inversePath"):
            return reverse(self._path(inverse[0]))
        if alternatives := self._objects(path, SH + "alternativePath"):
            return Alternative(tuple(map(self._path, self.items(alternatives[0]))))
        if self._objects(path, _FIRST):
            parts = [self._path(part) for part in self.items(path)]
            flat = [part.parts if isinstance(part, Sequence) else (part,) for part in parts]
            return Sequence(tuple(part for inner in flat for part in inner))
        for kind, mark in _REPEATED.items():
            if step := self._objects(path, SH + kind):
                return Repeated(self._path(step[0]), mark)
        raise KgError("a sh:path is none that SHACL knows", hint="see section 2.3.1 of the specification")

    def items(self, head: Term) -> list[Term]:
        """The members of an RDF list."""
        found: list[Term] = []
        seen = {head}
        while getattr(head, "value", "") != _NIL:
            found += self._objects(head, _FIRST)
            head = next(iter(self._objects(head, _REST)), ox.NamedNode(_NIL))
            if head in seen:
                raise KgError("a list of the shapes runs in a circle")
            seen.add(head)
        return found

    def nested(self, shape: Term, *, within: bool = False) -> list[Term]:
        """The shapes that a shape asks its values to conform to.

        What a node shape gathers with sh:property counts only `within` another shape; else it has results of its own.
        """
        gathers = not within and self._gathers(shape)
        names = [name for name in _NESTED if name != "property" or not gathers]
        alone = [found for name in names for found in self._objects(shape, SH + name)]
        lists = [head for name in _NESTED_LISTS for head in self._objects(shape, SH + name)]
        return alone + [item for head in lists for item in self.items(head)]

    def _gathers(self, shape: Term) -> bool:
        """Whether sh:property only gathers what has results of its own. A closed shape asks for the paths of these."""
        return self.path(shape) is None and not self.asks(shape, "closed")

    def asks(self, shape: Term, name: str) -> bool:
        """Whether a shape itself has a parameter of this local name."""
        return bool(self._objects(shape, SH + name))

    def report_without_target(self) -> bool:
        """Whether a property shape has no target, and is judged, and reports, below another one."""
        held = {quad.object for quad in self._quads(None, SH + "property")}
        return not held <= {shape.node for shape in self.all()}

    def asks_within(self, shape: Term, above: frozenset[Term] = frozenset()) -> bool:
        """Whether a shape within this one has a SPARQL constraint, which may look anywhere."""
        if above and self.asks(shape, "sparql"):
            return True
        inner = (item for item in self.nested(shape, within=bool(above)) if item not in above)
        return any(self.asks_within(item, above | {shape}) for item in inner)

    def reads(self, shape: Term) -> tuple[set[str] | None, set[str] | None]:
        """The properties that constraints of a shape read: of its focus nodes, and of its values.

        Paths and nested shapes read besides. None where it may be any property.
        """
        focus, values = set[str](), set[str]()
        for name, value in self._parameters(shape):
            if name == "class":
                values.add(_TYPE)
            elif name in _COMPARED:
                focus.add(getattr(value, "value", ""))
            elif name not in _OF_VALUES:
                return None, None
        return focus, values

    def parameters(self, node: Term) -> dict[str, Term]:
        """The SHACL parameters of an anonymous shape."""
        return dict(self._parameters(node))

    def _parameters(self, node: Term) -> Iterator[tuple[str, Term]]:
        for quad in self._quads(node):
            if quad.predicate.value.startswith(SH):
                yield quad.predicate.value.removeprefix(SH), quad.object

    def describe(self, shape: Term) -> list[ox.Triple]:
        """The triples of a shape and of the shapes and lists that it needs, without their targets.

        What a node shape with targets gathers with sh:property is described on its own, and so are SPARQL constraints.
        """
        apart = {SH + "sparql"} | ({SH + "property"} if self._gathers(shape) else set())
        found: dict[ox.Triple, None] = {}
        waiting: list[Term] = [shape]
        while waiting:
            node = waiting.pop()
            new = [quad.triple for quad in self._quads(node) if not self._targeting(quad)]
            new = [triple for triple in new if node != shape or triple.predicate.value not in apart]
            waiting += [
                triple.object for triple in new if triple not in found and not isinstance(triple.object, ox.Literal)
            ]
            found |= dict.fromkeys(new)
        return list(found)

    def _targeting(self, quad: ox.Quad) -> bool:
        """Whether a triple makes its subject a shape with targets."""
        name = quad.predicate.value
        implicit = name == _TYPE and getattr(quad.object, "value", "") in _CLASSES
        return implicit or name.removeprefix(SH) in _TARGETS

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
