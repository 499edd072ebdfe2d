"""Writing a graph for other tools: RDF in its syntaxes, a network for graph tools, a table, a bibliography.

Every format gives the same bytes for the same graph, on every machine.
"""

from __future__ import annotations

from collections.abc import Callable

from kg.errors import NotFound
from kg.export import rdf
from kg.graph import Graph
from kg.namespaces import BASE

__all__ = ["FORMATS", "export"]


def _graphml(store: Graph, base: str) -> bytes:
    from kg.export.graphml import to_graphml  # networkx, which only this format needs

    return to_graphml(store)


def _gexf(store: Graph, base: str) -> bytes:
    from kg.export.gexf import to_gexf

    return to_gexf(store)


def _csv(store: Graph, base: str) -> bytes:
    from kg.export.table import to_csv

    return to_csv(store)


def _bibtex(store: Graph, base: str) -> bytes:
    from kg.export.bibtex import to_bibtex

    return to_bibtex(store)


def _void(store: Graph, base: str) -> bytes:
    from kg.export.void import void

    return void(store, base)


_WRITERS: dict[str, Callable[[Graph, str], bytes]] = {
    "turtle": rdf.turtle,
    "trig": rdf.trig,
    "nquads": rdf.nquads,
    "ntriples": rdf.ntriples,
    "jsonld": rdf.jsonld,
    "graphml": _graphml,
    "gexf": _gexf,
    "csv": _csv,
    "bibtex": _bibtex,
    "void": _void,
}

FORMATS = tuple(_WRITERS)
"""The formats that `export` writes."""


def export(store: Graph, form: str, base: str = BASE, license_: str = "") -> bytes:
    """The graph in `store`, without ontology and unused vocabulary, in a format.

    Args:
        store: as `kg.store.open_graph` gives it.
        form: one of `FORMATS`.
        base: namespace of the graph's identifiers, for prefixes and the names of graphs.
        license_: IRI of the licence that the description (void) states; none when empty.

    Returns:
        Text in UTF-8.

    Raises:
        NotFound: when `form` is none of `FORMATS`.
    """
    if form not in _WRITERS:
        raise NotFound(f"no format called {form!r}", hint="known: " + ", ".join(FORMATS))
    if form == "void" and license_:
        from kg.export.void import void

        return void(store, base, license_)
    return _WRITERS[form](store, base)
