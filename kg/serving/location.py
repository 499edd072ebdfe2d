"""Where the graph is that is served: on this machine, or on a SPARQL server. Workers are sent such a value."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from pathlib import Path
from typing import ClassVar, Protocol

from kg.finding import Names
from kg.graph import Graph
from kg.namespaces import BASE
from kg.searching import Index, kept_names, kept_names_of_server, open_index, open_index_of_server
from kg.store import open_graph
from kg.store.endpoint import Endpoint
from kg.store.folder import MANIFEST, read_manifest
from kg.store.wire import ANSWERING, Credentials


class Location(Protocol):
    """Where a graph is: a value that can be sent from one process to another."""

    steady: ClassVar[float]
    """For how many seconds a version is not looked at again."""
    failing: ClassVar[HTTPStatus]
    """What it is called when the graph cannot be asked."""

    def open(self) -> Graph:
        """The graph as it is now.

        Raises:
            KgError: when there is none, or it cannot be asked.
        """

    def waiting(self, seconds: float) -> Location:
        """The same graph, asked by who waits so long for an answer."""

    def version(self) -> Hashable | None:
        """What changes with the graph; None while that cannot be seen. Errors as for `open`."""

    def base(self) -> str:
        """The namespace of the graph's identifiers. Errors as for `open`."""

    def folder(self) -> Path | None:
        """The folder of its build, by which its documents are found."""

    def index(self, cache: Path | None) -> Index:
        """The search index, made when there is none yet, e.g. in the folder `cache`. Errors as for `open`."""

    def names(self, cache: Path | None) -> Names | None:
        """The index of its names, if a search has made one: things are found sooner with it."""


@dataclass(frozen=True)
class OnDisk:
    """The folder of a build, or an RDF file."""

    path: Path
    steady: ClassVar = 0.0
    failing: ClassVar = HTTPStatus.INTERNAL_SERVER_ERROR

    def open(self) -> Graph:
        """See `Location`."""
        return open_graph(self.path)

    def waiting(self, seconds: float) -> OnDisk:
        """See `Location`. A disk answers at once."""
        return self

    def version(self) -> Hashable | None:
        """See `Location`."""
        try:
            seen = (self.path / MANIFEST if self.path.is_dir() else self.path).stat()
        except OSError:
            return None
        return seen.st_mtime_ns, seen.st_ino, seen.st_size

    def base(self) -> str:
        """See `Location`."""
        return read_manifest(self.path).base if self.path.is_dir() else BASE

    def folder(self) -> Path | None:
        """See `Location`."""
        return self.path if self.path.is_dir() else None

    def index(self, cache: Path | None) -> Index:
        """See `Location`."""
        return open_index(self.path, cache)

    def names(self, cache: Path | None) -> Names | None:
        """See `Location`."""
        return kept_names(self.path, cache)


@dataclass(frozen=True)
class OnServer:
    """A graph on a SPARQL server. What `kg push` brings there tells its version; any other is taken not to change."""

    url: str
    credentials: Credentials | None = field(default=None, repr=False)  # nobody shall read them anywhere
    timeout: float = ANSWERING  # seconds to wait for an answer
    steady: ClassVar = 10.0
    failing: ClassVar = HTTPStatus.BAD_GATEWAY

    def open(self) -> Endpoint:
        """See `Location`."""
        return Endpoint(self.url, self.credentials, self.timeout)

    def waiting(self, seconds: float) -> OnServer:
        """See `Location`."""
        return replace(self, timeout=seconds)

    def version(self) -> Hashable | None:
        """See `Location`."""
        return self.open().dataset

    def base(self) -> str:
        """See `Location`."""
        return self.open().dataset.base or BASE

    def folder(self) -> Path | None:
        """See `Location`."""
        return None

    def index(self, cache: Path | None) -> Index:
        """See `Location`. It is read by a connection of its own: pages go on meanwhile, and parts of it take long."""
        return open_index_of_server(Endpoint(self.url, self.credentials), cache)

    def names(self, cache: Path | None) -> Names | None:
        """See `Location`."""
        return kept_names_of_server(self.open(), cache)
