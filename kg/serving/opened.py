"""A graph that is read while others may build it again: what is asked next sees the new one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import TypeVar

import pyoxigraph as ox

from kg.store import open_graph
from kg.store.folder import MANIFEST

_Made = TypeVar("_Made")
_Version = tuple[int, int, int]


class Opened:
    """The graph at a path, opened once for each of its versions.

    Args:
        path: of a folder or a file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = Lock()
        self._version: _Version | None = None
        self._store: ox.Store | None = None
        self._made: dict[object, object] = {}

    def store(self) -> ox.Store:
        """The store of the version that counts.

        Raises:
            KgError: when there is none.
        """
        with self._lock:
            return self._open()

    def once(self, make: Callable[[ox.Store], _Made]) -> _Made:
        """What `make` gives for the store, made once for each version."""
        with self._lock:
            store = self._open()
            if make in self._made:
                return self._made[make]  # type: ignore[return-value]  # each key holds what it made
        made = make(store)
        with self._lock:
            if self._store is store:
                self._made[make] = made
        return made

    def _open(self) -> ox.Store:
        version = self._read_version()
        if self._store is None or version != self._version:
            self._store, self._version, self._made = open_graph(self.path), version, {}
        return self._store

    def _read_version(self) -> _Version | None:
        """What changes with the graph; None while it cannot be seen, and then what was opened goes on."""
        try:
            seen = (self.path / MANIFEST if self.path.is_dir() else self.path).stat()
        except OSError:
            return self._version
        return seen.st_mtime_ns, seen.st_ino, seen.st_size
