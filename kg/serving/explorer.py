"""What all pages ask: the graph, its workers, its names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg import queries, sparql
from kg.graph import Graph
from kg.namespaces import BASE
from kg.serving import naming
from kg.serving.finder import ByIndex, Finder
from kg.serving.location import Location
from kg.serving.opened import Opened
from kg.serving.pool import Pool

_READ_AT_ONCE = 5_000_000  # characters of documents that are read again for a page
_FILES = "SELECT ?document ?name WHERE { ?document a kg:Document ; kg:fileName ?name }"


@dataclass(frozen=True)
class Settings:
    """What is served, and within which limits."""

    graph: Location
    base: str = BASE  # under which its identifiers stand
    timeout: float = 30.0  # seconds for a query
    most: int = 10_000  # rows or triples of an answer
    workers: int = 2  # queries at a time
    cors: tuple[str, ...] = ()  # origins whose pages may read answers; "*" for all
    cache: Path | None = None  # a folder for search indexes that cannot lie beside their graph


@dataclass(frozen=True)
class Explorer:
    """The graph as pages see it."""

    settings: Settings
    opened: Opened
    pool: Pool
    find: Finder

    @classmethod
    def of(cls, settings: Settings) -> Explorer:
        """An explorer with workers of its own."""
        opened = Opened(settings.graph)
        pool = Pool(settings.graph, settings.cache, settings.workers, settings.timeout)
        return cls(settings, opened, pool, ByIndex(opened, settings.cache))

    @property
    def store(self) -> Graph:
        """The version of the graph that counts."""
        return self.opened.store()

    def address(self, iri: str) -> str:
        """The page of a thing."""
        return naming.address(iri, self.settings.base)

    def sources(self) -> Path | None:
        """The graph's folder, to look up what stands around a quote; None when its documents are too long for that."""
        folder = self.settings.graph.folder()
        return folder if folder and self.opened.once(_characters) <= _READ_AT_ONCE else None

    def files(self) -> Mapping[str, str]:
        """The documents: file name → IRI."""
        return self.opened.once(_files)


def values(quads: Iterable[ox.Quad], predicate: str) -> set[str]:
    """The values of a property, as text."""
    objects = (quad.object for quad in quads if quad.predicate.value == predicate)
    return {term.value for term in objects if isinstance(term, ox.NamedNode | ox.Literal)}


def _characters(store: Graph) -> int:
    rows = select(store, "SELECT ?characters WHERE { ?document kg:characters ?characters }")
    return sum(int(row[0].value) for row in rows if row[0])


def _files(store: Graph) -> dict[str, str]:
    return {row[1].value: row[0].value for row in select(store, _FILES) if row[0] and row[1]}


def select(store: Graph, text: str, **values: ox.NamedNode | ox.Literal) -> list[tuple[sparql.Term | None, ...]]:
    """The rows of a query of our own, with terms for some of its variables."""
    bound = sparql.bind(text, {name: [value] for name, value in values.items()}) if values else text
    answer: queries.Answer = store.query(bound, prefixes=sparql.PREFIXES)
    if not isinstance(answer, ox.QuerySolutions):
        return []
    return [tuple(term if isinstance(term, ox.NamedNode | ox.Literal) else None for term in row) for row in answer]
