"""Graphs that can be asked: the folder of a build, or an RDF file in memory.

In every store that `open_graph` gives, the default graph holds everything, each triple once, so that queries read it
without options. (The engine's own `use_default_graph_as_union` answers once for every graph that holds a triple: two
documents that say the same would count twice.) Besides, the facts of each document stand in the graph that its IRI
names: `GRAPH ?document { … }` tells who says what. Evidence, ontology and vocabulary stand in the default graph alone:
they are most of a graph, and a second copy would cost a build a third of its time.

The same holds for a graph on a server (`kg.store.endpoint`), to which `kg.store.pushing` brings one.
"""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store

from kg.errors import KgError, NotFound
from kg.graph import Graph
from kg.store.folder import MANIFEST, open_folder

__all__ = ["Graph", "open_graph"]


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
