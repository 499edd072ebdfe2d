"""Graphs that can be asked: the folder of a build, or an RDF file in memory.

In every store that `open_graph` gives, the default graph is the union of all named graphs, each triple once, so that
queries read it without options. (The engine's own `use_default_graph_as_union` answers once for every graph that holds
a triple: two documents that say the same would count twice.) `GRAPH ?document { … }` tells who says what.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store, Triple

from kg.errors import KgError, NotFound
from kg.store.folder import MANIFEST, open_folder

__all__ = ["open_graph", "union", "with_union"]


def open_graph(path: Path) -> Store:
    """The graph at `path`, for reading: the folder of a build, or an RDF file, which is read into memory.

    Args:
        path: a folder with a manifest, or a file whose suffix names its format (.ttl, .trig, .nt, .nq, .jsonld, .rdf).

    Raises:
        NotFound: when there is nothing at `path`, or a folder without a graph.
        KgError: when the file is not RDF, or its syntax is wrong.
    """
    if path.is_dir() or path.name == MANIFEST:
        return open_folder(path if path.is_dir() else path.parent)
    if not path.exists():
        raise NotFound("there is no such file or folder", where=str(path), hint="`kg build` makes a graph")
    return _load(path)


def _load(path: Path) -> Store:
    if (rdf_format := RdfFormat.from_extension(path.suffix.lstrip("."))) is None:
        known = ".ttl, .trig, .nt, .nq, .jsonld, .rdf"
        raise KgError("the suffix names no RDF format", where=str(path), hint=f"known: {known}")
    store = Store()
    try:
        store.bulk_load(path=str(path), format=rdf_format)
    except SyntaxError as error:
        where = f"{path}:{error.lineno}:{error.offset}" if error.lineno else str(path)
        raise KgError(error.msg, where=where) from None
    if rdf_format.supports_datasets:
        named = (quad for quad in store.quads_for_pattern(None, None, None, None) if quad.graph_name != DefaultGraph())
        store.bulk_extend([Quad(quad.subject, quad.predicate, quad.object) for quad in named])
    return store


def union(quads: Iterable[Quad]) -> list[Triple]:
    """The triples of `quads`, each once, whatever graphs hold them, in the order of first appearance."""
    return list(dict.fromkeys(quad.triple for quad in quads))


def with_union(quads: Iterable[Quad], triples: Iterable[Triple]) -> Iterator[Quad]:
    """`quads`, and `triples` in the default graph."""
    yield from quads
    yield from (Quad(triple.subject, triple.predicate, triple.object) for triple in triples)
