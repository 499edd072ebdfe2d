"""The quads that one of two graphs has alone, and the RDF patch that they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import blake2b, sha256
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

import pyoxigraph as ox

from kg.errors import KgError
from kg.export import rdf
from kg.namespaces import BASE

Term = ox.NamedNode | ox.Literal
Name = ox.NamedNode | ox.BlankNode | ox.DefaultGraph
Quads = tuple[ox.Quad, ...]


class Graph(NamedTuple):
    """A graph to compare: a store as `kg.store.open_graph` gives it, and the namespace of its identifiers."""

    store: ox.Store
    base: str = BASE


class Difference(NamedTuple):
    """The quads that one of two graphs has alone, in the named graphs of an export, in code point order."""

    removed: Quads
    added: Quads


def difference(old: Graph, new: Graph) -> Difference:
    """The quads that only `old`, and that only `new` has, of those that `kg export` writes.

    When one of the graphs has no named graphs, the triples of both are compared. Of the quads that both have, no more
    than a digest is kept in memory at a time.

    Raises:
        KgError: when there are blank nodes in a graph: nothing tells whether two of them are the same.
    """
    named = have_names(old, new)
    waiting = {_digest(quad) for quad in _exported(old, named)}
    added = []
    for quad in _exported(new, named):
        digest = _digest(quad)
        if digest in waiting:
            waiting.remove(digest)
        else:
            added.append(quad)
    removed = [quad for quad in _exported(old, named) if _digest(quad) in waiting] if waiting else []
    return Difference(_in_order(removed), _in_order(added))


def patch(found: Difference) -> str:
    """`found` as an RDF patch, a format of Apache Jena: one transaction with a line for each quad.

    It turns the N-Quads that `kg export` writes of the old graph into those of the new one.

    >>> quad = ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal("c"), ox.NamedNode("urn:d"))
    >>> print(patch(Difference((), (quad,))), end="")
    H id <uuid:e6cecbd5-c3cd-5466-b295-f1d9c2c1b8cf> .
    TX .
    A <urn:a> <urn:b> "c" <urn:d> .
    TC .
    """
    lines = [f"D {quad} .\n" for quad in found.removed] + [f"A {quad} .\n" for quad in found.added]
    digest = sha256("".join(lines).encode("utf-8", "surrogatepass")).hexdigest()
    return f"H id <uuid:{uuid5(NAMESPACE_URL, digest)}> .\nTX .\n{''.join(lines)}TC .\n"


def have_names(*graphs: Graph) -> bool:
    """Whether all of these graphs have named graphs, so that it is known who says what."""
    return all(next(iter(graph.store.named_graphs()), None) is not None for graph in graphs)


def _exported(graph: Graph, named: bool) -> Iterator[ox.Quad]:
    """What `kg export` writes of a graph, each quad once; in the default graph unless graphs are `named`."""
    quads = rdf.quads(graph.store, graph.base)
    unnamed = (ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    for quad in quads if named else dict.fromkeys(unnamed):
        if not isinstance(quad.subject, ox.NamedNode) or not isinstance(quad.object, Term):
            raise KgError(
                "a graph with blank nodes cannot be compared",
                where=str(quad.subject),
                hint="compare graphs that `kg build` or `kg export` made",
            )
        yield quad


def _digest(quad: ox.Quad) -> bytes:
    return blake2b(str(quad).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _in_order(quads: Iterable[ox.Quad]) -> Quads:
    return tuple(sorted(quads, key=str))
