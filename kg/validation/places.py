"""Where documents say what the graph knows about a thing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from contextlib import suppress
from typing import NamedTuple

import pyoxigraph as ox

from kg.graph import Graph
from kg.namespaces import ONTOLOGY, RDF

_UNION = ox.DefaultGraph()
_MOST = 5  # a person looks at a few; the graph holds them all
_Node = ox.NamedNode | ox.BlankNode | ox.Triple


class Place(NamedTuple):
    """Where a document says something."""

    file: str
    line: int  # from 1
    column: int  # from 1, in characters
    start: int  # half-open range of characters of the decoded text
    end: int
    quote: str = ""  # empty when the graph was built with positions only


def places(store: Graph, about: str, path: str = "", values: Set[str] = frozenset()) -> tuple[Place, ...]:
    """The most telling places about a thing, at most five, in the order of documents and lines.

    Args:
        store: a graph as `kg.store.open_graph` gives it.
        about: the IRI of the thing.
        path: the IRI of a property; what documents say about it comes first.
        values: values of that property (IRIs or words) that matter more than others, and other things that have them.

    Returns:
        The passages of the statements with this property, else those of the thing itself (a passage, statement or
        reference), else those that list it or name it. Empty when no document says anything.
    """
    try:
        thing = ox.NamedNode(about)
    except ValueError:
        return ()
    ways = (_stated(store, thing, path, values), _own(store, thing), _listed(store, thing), _named(store, thing))
    passages = next(filter(None, map(list, ways)), [thing])
    found = {place for passage in passages if (place := _place(store, passage))}
    return tuple(sorted(found)[:_MOST])


def _stated(store: Graph, thing: ox.NamedNode, path: str, values: Set[str]) -> Iterator[_Node]:
    """The passages of statements that give the thing one of `values`, else any value, of a property.

    What gives that value to a thing of `values` comes with the first. Statements are looked up by subject, of which
    they are few: half of a graph may say the same value.
    """
    if not path:
        return
    own = _saying(store, thing, path)
    if exact := _exact(store, own, values):
        others = (_saying(store, other, path) for other in _things(values - {thing.value}))
        own = exact + [statement for said in others for statement in _exact(store, said, values)]
    yield from _passages(store, own, "supportedBy")


def _exact(store: Graph, statements: Iterable[_Node], values: Set[str]) -> list[_Node]:
    """The statements whose object is one of `values`."""
    return [found for found in statements if not values.isdisjoint(_texts(store, found, RDF + "object"))]


def _saying(store: Graph, subject: ox.NamedNode, path: str) -> list[_Node]:
    """The statements that give a thing some value of a property."""
    found = _subjects(store, RDF + "subject", subject)
    return [statement for statement in found if path in _texts(store, statement, RDF + "predicate")]


def _own(store: Graph, thing: ox.NamedNode) -> Iterator[_Node]:
    yield from _passages(store, [thing], "passage", "supportedBy")
    if _objects(store, thing, ONTOLOGY + "start"):
        yield thing


def _listed(store: Graph, thing: ox.NamedNode) -> Iterator[_Node]:
    yield from _passages(store, _subjects(store, ONTOLOGY + "refersTo", thing), "passage")


def _named(store: Graph, thing: ox.NamedNode) -> Iterator[_Node]:
    yield from _passages(store, _subjects(store, RDF + "object", thing), "supportedBy")


def _passages(store: Graph, nodes: Iterable[_Node], *names: str) -> Iterator[_Node]:
    for node in nodes:
        for name in names:
            yield from (found for found in _objects(store, node, ONTOLOGY + name) if not isinstance(found, ox.Literal))


def _place(store: Graph, passage: _Node) -> Place | None:
    """The place of a passage; of a document its beginning."""
    document = next((node for node in _objects(store, passage, ONTOLOGY + "inDocument")), passage)
    file = "" if isinstance(document, ox.Literal) else next(iter(_texts(store, document, ONTOLOGY + "fileName")), "")
    if not file:
        return None
    line, column, start, end = (_number(store, passage, name) for name in ("line", "column", "start", "end"))
    quote = next(iter(_texts(store, passage, ONTOLOGY + "quote")), "")
    return Place(file, line or 1, column or 1, start, end, quote)


def _things(values: Set[str]) -> Iterator[ox.NamedNode]:
    """Those of some texts that are IRIs."""
    for value in sorted(values):
        with suppress(ValueError):
            yield ox.NamedNode(value)


def _number(store: Graph, node: _Node, name: str) -> int:
    value = next(iter(_texts(store, node, ONTOLOGY + name)), "")
    return int(value) if re.fullmatch("[0-9]+", value) else 0


def _subjects(store: Graph, predicate: str, value: ox.NamedNode) -> list[_Node]:
    return [quad.subject for quad in store.quads_for_pattern(None, ox.NamedNode(predicate), value, _UNION)]


def _objects(store: Graph, node: _Node, predicate: str) -> list[_Node | ox.Literal]:
    return [quad.object for quad in store.quads_for_pattern(node, ox.NamedNode(predicate), None, _UNION)]


def _texts(store: Graph, node: _Node, predicate: str) -> list[str]:
    return sorted(str(getattr(term, "value", term)) for term in _objects(store, node, predicate))
