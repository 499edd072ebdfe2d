"""A graph that is read while others may build it again: what is asked next sees the new one."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TypeVar

from kg.graph import Graph
from kg.serving.location import Location

_Made = TypeVar("_Made")


class Opened:
    """A graph, opened once for each of its versions.

    Args:
        location: where it is. What is made of it is kept until its version changes, which is looked at once in
            `location.steady` seconds.
    """

    def __init__(self, location: Location) -> None:
        self.location = location
        self._lock = Lock()
        self._version: Hashable | None = None
        self._looked = 0.0
        self._store: Graph | None = None
        self._made: dict[object, object] = {}

    def store(self) -> Graph:
        """The store of the version that counts.

        Raises:
            KgError: when there is none.
        """
        with self._lock:
            return self._open()

    def once(self, make: Callable[[Graph], _Made]) -> _Made:
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

    def _open(self) -> Graph:
        now = time.monotonic()
        if self._store is not None and now < self._looked + self.location.steady:
            return self._store
        version = self.location.version()
        seen = version is not None and version != self._version  # what cannot be seen goes on as it was opened
        if self._store is None or seen:
            self._store, self._version, self._made = self.location.open(), version, {}
        self._looked = now
        return self._store
