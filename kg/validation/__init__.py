"""Checking a graph against its shapes, with findings that lead back to the words of the documents.

SHACL Core is judged by pyshacl, on the part of the graph that the screens of `kg.validation.screening` leave under
suspicion: the nodes in question, what their rules can see from them, and the shapes concerned. SPARQL constraints are
run by the engine on the whole graph. The findings are those of pyshacl on everything; a test holds the two together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from kg import finding, sparql
from kg.errors import InvalidQuery
from kg.namespaces import ONTOLOGY, RDF, SKOS
from kg.resources import resource
from kg.validation.places import Place, places
from kg.validation.screening import Focus, focus_nodes, suspects
from kg.validation.shapes import SH, Shape, Shapes, SparqlConstraint, Term

if TYPE_CHECKING:
    import rdflib

_UNION = ox.DefaultGraph()


class Severity(StrEnum):
    """How bad a finding is."""

    VIOLATION = "violation"  # the graph is wrong
    WARNING = "warning"  # a document is probably wrong, or two things were taken for one
    INFO = "info"  # nothing is wrong, something is missing


@dataclass(frozen=True)
class Result:
    """A rule that something breaks."""

    rule: str  # local name of the shape
    name: str  # the rule in words
    severity: Severity
    message: str  # what is wrong and what to do
    component: str  # local name of the SHACL constraint component
    focus: str  # the node that SHACL reports: an IRI
    about: str  # the thing concerned: the focus node, or the value when a rule is about a property
    label: str  # what people call that thing
    value: str = ""  # the offending value, where there is one
    path: str = ""  # the property, where the rule is about one
    places: tuple[Place, ...] = ()


@dataclass(frozen=True)
class Report:
    """What a validation found, worst first."""

    results: tuple[Result, ...]

    @property
    def conforms(self) -> bool:
        """Whether nothing at all was found, as SHACL defines it."""
        return not self.results

    def count(self, severity: Severity) -> int:
        """How many findings have this severity."""
        return sum(result.severity is severity for result in self.results)

    def fails(self, fail_on: str) -> bool:
        """Whether something of the severity `fail_on` ("violation", "warning", "never") or worse was found."""
        limits = {"violation": (Severity.VIOLATION,), "warning": (Severity.VIOLATION, Severity.WARNING)}
        return any(self.count(severity) for severity in limits.get(fail_on, ()))


class _Finding(NamedTuple):
    """A result before it is put into words."""

    shape: Shape
    focus: str
    value: str
    path: str
    message: str
    component: str = "SPARQLConstraintComponent"
    named: frozenset[str] = frozenset()  # what else the message names


def validate(store: ox.Store, shapes: Path | None = None) -> Report:
    """Check a graph against the shapes.

    Args:
        store: a graph as `kg.store.open_graph` gives it: its default graph is the union of the named ones.
        shapes: a Turtle file of SHACL shapes; those of kg when None.

    Returns:
        The findings, worst first, then by rule, thing and value.
    """
    known = Shapes(shapes or resource("ontology/shapes.ttl"), resource("ontology/kg.ttl"))
    under_suspicion = {shape: found for shape in known.all() if (found := suspects(store, known, shape))}
    findings = [*_judge(store, known, under_suspicion), *_across(store, known)]
    return Report(tuple(sorted({_in_words(store, item) for item in findings}, key=rank)))


def rank(result: Result) -> tuple[object, ...]:
    """What findings are sorted by: worst first, then by rule, thing and value."""
    severity = list(Severity).index(result.severity)
    return severity, result.rule, result.label, result.about, result.value, result.message


# --- SPARQL constraints ----------------------------------------------------------------------------------------------


def _across(store: ox.Store, shapes: Shapes) -> Iterator[_Finding]:
    """Run the SPARQL constraints."""
    for shape in shapes.all():
        targets = focus_nodes(store, shapes, shape) if shape.queries else []
        for constraint in shape.queries if targets else ():
            text = sparql.bind(constraint.select.replace("$PATH", shape.path), {"this": targets})
            try:
                answer = store.query(text, prefixes=shapes.prefixes)
            except SyntaxError as error:
                raise InvalidQuery(f"the SPARQL constraint does not parse: {error}", where=shape.iri) from error
            if isinstance(answer, ox.QuerySolutions):
                yield from _solutions(shape, constraint, answer)


def _solutions(shape: Shape, constraint: SparqlConstraint, answer: ox.QuerySolutions) -> Iterator[_Finding]:
    names = [variable.value for variable in answer.variables]
    for solution in answer:
        row = {name: _plain(solution[name]) for name in names}
        path = row.get("path", "") or _property(shape)
        yield _Finding(
            shape=shape,
            focus=row["this"],
            value=row.get("value", ""),
            path=path,
            message=_filled(constraint.message, row),
            named=frozenset(row.values()),
        )


def _filled(message: str, row: Mapping[str, str]) -> str:
    """A message with values in the place of {?variables}."""
    return re.sub(r"\{[?$](\w+)\}", lambda match: row.get(match[1], match[0]), message)


def _plain(term: object) -> str:
    return str(getattr(term, "value", term)) if term is not None else ""


def _property(shape: Shape) -> str:
    """The property that a shape's path is; empty when it is no single one."""
    return shape.path[1:-1] if re.fullmatch("<[^<>]*>", shape.path) else ""


# --- SHACL Core ------------------------------------------------------------------------------------------------------


def _judge(store: ox.Store, shapes: Shapes, under_suspicion: Mapping[Shape, set[Focus]]) -> Iterator[_Finding]:
    """What pyshacl says about the suspects."""
    if not under_suspicion:
        return
    import pyshacl

    triples = _visible(store, under_suspicion)
    triples |= {quad.triple for quad in shapes.ontology.quads_for_pattern(None, None, None, _UNION)}
    rules = {triple for shape in under_suspicion for triple in shapes.describe(shape.iri)}
    target = ox.NamedNode(SH + "targetNode")
    rules |= {
        ox.Triple(ox.NamedNode(shape.iri), target, node) for shape, nodes in under_suspicion.items() for node in nodes
    }
    _, found, _ = pyshacl.validate(_rdflib_graph(triples), shacl_graph=_rdflib_graph(rules), inplace=True)
    if not hasattr(found, "subjects"):
        raise InvalidQuery(f"the shapes are not valid SHACL: {found}")
    yield from _pyshacl_results(found, {shape.iri: shape for shape in under_suspicion})


def _visible(store: ox.Store, under_suspicion: Mapping[Shape, set[Focus]]) -> set[ox.Triple]:
    """The triples that the rules can see from the suspects: as many steps as their paths go, and the types there."""
    reach: dict[Term, int] = {}
    triples: set[ox.Triple] = set()
    for shape, nodes in under_suspicion.items():
        if shape.reach < 0:  # a path that goes back and forth may see everything
            return {quad.triple for quad in store.quads_for_pattern(None, None, None, _UNION)}
        for node in nodes:
            reach[node] = max(reach.get(node, 0), shape.reach + 1)
            if shape.backwards:
                triples |= {quad.triple for quad in store.quads_for_pattern(None, None, node, _UNION)}
    waiting: list[tuple[Term, int]] = [*reach.items(), *((triple.subject, 1) for triple in triples)]
    seen: dict[Term, int] = {}
    while waiting:
        at, steps = waiting.pop()
        if steps <= seen.get(at, 0) or isinstance(at, ox.Literal):
            continue
        seen[at] = steps
        new = [quad.triple for quad in store.quads_for_pattern(at, None, None, _UNION)]
        triples.update(new)
        waiting += [(triple.object, steps - 1) for triple in new]
    return triples


def _rdflib_graph(triples: Iterable[ox.Triple]) -> rdflib.Graph:
    """The same triples for rdflib, term by term: nothing is written and parsed in between."""
    import rdflib

    def term(value: Term) -> rdflib.term.Node:
        if isinstance(value, ox.NamedNode):
            return rdflib.URIRef(value.value)
        if isinstance(value, ox.BlankNode):
            return rdflib.BNode(value.value)
        if isinstance(value, ox.Literal):
            if value.language:
                return rdflib.Literal(value.value, lang=value.language)
            return rdflib.Literal(value.value, datatype=rdflib.URIRef(value.datatype.value))
        raise TypeError(f"rdflib has no triple terms: {value}")

    graph = rdflib.Graph()
    for triple in triples:
        graph.add((term(triple.subject), term(triple.predicate), term(triple.object)))
    return graph


def _pyshacl_results(report: rdflib.Graph, shapes: Mapping[str, Shape]) -> Iterator[_Finding]:
    from rdflib import URIRef

    def value(node: rdflib.term.Node, name: str) -> str:
        found = report.value(node, URIRef(SH + name))
        return "" if found is None else str(found)

    for result in report.subjects(URIRef(RDF + "type"), URIRef(SH + "ValidationResult")):
        if shape := shapes.get(value(result, "sourceShape")):
            yield _Finding(
                shape=shape,
                focus=value(result, "focusNode"),
                value=value(result, "value"),
                path=_property(shape),
                message=value(result, "resultMessage"),
                component=value(result, "sourceConstraintComponent").removeprefix(SH),
            )


# --- in words --------------------------------------------------------------------------------------------------------


def _in_words(store: ox.Store, item: _Finding) -> Result:
    """A finding with the thing's label and its places in the documents."""
    about, path = item.focus, item.path
    if item.focus.startswith((ONTOLOGY, SKOS)) and item.value:  # a rule about a property: the value is the thing
        about, path = item.value, item.focus
    return Result(
        rule=item.shape.iri.rpartition("#")[2],
        name=item.shape.name,
        severity=Severity(item.shape.severity.lower()),
        message=item.message,
        component=item.component,
        focus=item.focus,
        about=about,
        label=_called(store, about),
        value=item.value,
        path=path,
        places=places(store, about, path, item.named | {item.value}),
    )


def _called(store: ox.Store, iri: str) -> str:
    try:
        return finding.label(store, iri) or finding.shorten(iri)
    except ValueError:
        return iri
