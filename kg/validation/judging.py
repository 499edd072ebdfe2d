"""SHACL Core: what pyshacl says about the nodes that the screens leave under suspicion."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import InvalidQuery
from kg.validation.findings import Finding, property_of
from kg.validation.neighbours import Neighbours
from kg.validation.paths import Node
from kg.validation.shapes import SH, Shape, Shapes
from kg.validation.visibility import visible

if TYPE_CHECKING:
    import rdflib

_UNION = ox.DefaultGraph()
_TARGET = ox.NamedNode(SH + "targetNode")


def judge(store: ox.Store, shapes: Shapes, under: Mapping[Shape, Collection[Node]]) -> Iterator[Finding]:
    """What pyshacl finds.

    Args:
        store: the graph.
        shapes: the shapes.
        under: for each shape the nodes to judge by it; no others are.

    Raises:
        InvalidQuery: when the shapes are no valid SHACL.
    """
    if not under:
        return
    import pyshacl

    triples = visible(Neighbours(store), shapes, under)
    triples |= {quad.triple for quad in shapes.ontology.quads_for_pattern(None, None, None, _UNION)}
    rules = {triple for shape in under for triple in shapes.describe(shape.node)}
    rules |= {ox.Triple(shape.node, _TARGET, node) for shape, nodes in under.items() for node in nodes}
    _, found, _ = pyshacl.validate(to_rdflib(triples), shacl_graph=to_rdflib(rules), inplace=True)
    if not hasattr(found, "subjects"):
        raise InvalidQuery(f"the shapes are not valid SHACL: {found}")
    yield from _results(found, shapes)


def to_rdflib(triples: Iterable[ox.Triple]) -> rdflib.Graph:
    """The same triples for rdflib, term by term: nothing is written and parsed in between."""
    import rdflib

    def term(value: Node) -> rdflib.term.Node:
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


def _results(report: rdflib.Graph, shapes: Shapes) -> Iterator[Finding]:
    """What a report says; the details within results are left out."""
    from rdflib import URIRef

    def value(node: rdflib.term.Node, name: str) -> str:
        found = report.value(node, URIRef(SH + name))
        return "" if found is None else str(found)

    sources: dict[rdflib.term.Node | None, Shape] = {}
    for result in report.objects(None, URIRef(SH + "result")):
        source = report.value(result, URIRef(SH + "sourceShape"))
        if source not in sources:
            named = isinstance(source, URIRef)
            sources[source] = shapes.shape(ox.NamedNode(str(source)) if named else ox.BlankNode(str(source)))
        shape = sources[source]
        yield Finding(
            shape=shape,
            focus=value(result, "focusNode"),
            value=value(result, "value"),
            path=property_of(shape),
            message=value(result, "resultMessage"),
            component=value(result, "sourceConstraintComponent").removeprefix(SH),
        )
