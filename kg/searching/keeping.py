"""Where an index lies: beside the generation of the graph that it is of, else in the user's cache.

The index of a graph on a server lies in the cache, if the graph tells its version as `kg push` notes it.

It is named and checked by what the graph is, so that it is never of another one: a build makes a new generation, and
the index of the old one goes with it. A file is written under a name of its own and then renamed: several commands
that make the same index at once do not meet.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.graph import Graph
from kg.searching.index import LAYOUT, Index, index_of
from kg.searching.names import IndexedNames
from kg.store import open_graph
from kg.store.folder import MANIFEST, Manifest, generation_folder, open_generation, read_manifest

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.store.endpoint import Endpoint

_NAME = f"search-{LAYOUT}.sqlite"  # in the folder of a generation
_KEPT = 20  # indexes in the user's cache


@dataclass(frozen=True)
class _Wanted:
    """An index: what it is of, and where it may lie."""

    key: str
    places: Sequence[Path]
    cache: Path | None


class _Graph:
    """A graph whose index is wanted."""

    def __init__(self, path: Path, cache: Path | None) -> None:
        """Find out what the graph is.

        Args:
            path: as for `kg.store.open_graph`.
            cache: a folder for indexes that cannot lie beside their graph; None when there is none.
        """
        self._path = path.parent if path.name == MANIFEST else path
        self._manifest = read_manifest(self._path) if self._path.is_dir() else None
        key = _digest(self._manifest) if self._manifest else _digest_of_file(path)
        beside = [generation_folder(self._path, self._manifest.generation) / _NAME] if self._manifest else []
        self.wanted = _Wanted(key, [*beside, *_in_cache(cache, key)], cache)

    def store(self) -> ox.Store:
        """The graph itself: the very generation that the key names."""
        return open_generation(self._path, self._manifest) if self._manifest else open_graph(self._path)


def _of_server(store: Endpoint, cache: Path | None) -> _Wanted:
    """The index of a graph on a server; without a place when it may change and nothing tells."""
    dataset = store.dataset
    if not dataset.version:
        return _Wanted("", (), None)
    said = "\0".join((str(LAYOUT), store.url, dataset.manifest, dataset.version))
    key = sha256(said.encode()).hexdigest()
    return _Wanted(key, _in_cache(cache, key), cache)


def _in_cache(cache: Path | None, key: str) -> list[Path]:
    return [cache / f"{key}.sqlite"] if cache else []


def _digest(manifest: Manifest) -> str:
    said = "\0".join((str(LAYOUT), manifest.generation, manifest.settings, manifest.units_sha256))
    return sha256(said.encode()).hexdigest()


def _digest_of_file(path: Path) -> str:
    digest = sha256(f"{LAYOUT}\0{path.suffix}\0".encode())
    try:
        with path.open("rb") as file:
            while part := file.read(1 << 20):
                digest.update(part)
    except FileNotFoundError:
        open_graph(path)  # says what is wrong
        raise
    return digest.hexdigest()


def kept_index(path: Path, cache: Path | None) -> Index | None:
    """The index of the graph at `path` if it has been made; arguments as for `open_index`.

    Raises:
        NotFound: when there is no graph.
    """
    return next(_kept(_Graph(path, cache).wanted), None)


def kept_index_of_server(store: Endpoint, cache: Path | None) -> Index | None:
    """The index of a graph on a server if it has been made; arguments and errors as for `open_index_of_server`."""
    return next(_kept(_of_server(store, cache)), None)


def kept_names(path: Path, cache: Path | None) -> IndexedNames | None:
    """The names of the graph in a folder, if a search has made its index; of a file none: in memory names are near."""
    return _names(lambda: kept_index(path, cache)) if path.is_dir() else None


def kept_names_of_server(store: Endpoint, cache: Path | None) -> IndexedNames | None:
    """The names of a graph on a server, if a search has made its index."""
    return _names(lambda: kept_index_of_server(store, cache))


def _names(find: Callable[[], Index | None]) -> IndexedNames | None:
    """The names of an index; none when it cannot be had: things are found without it, too."""
    try:
        index = find()
    except (KgError, sqlite3.Error):
        return None
    return IndexedNames(index) if index else None


def open_index(path: Path, cache: Path | None, tell: Callable[[str], None] = lambda words: None) -> Index:
    """The index of the graph at `path`, made when there is none yet.

    Args:
        path: the folder of a build, or an RDF file.
        cache: a folder for indexes that cannot lie beside their graph; None when there is none.
        tell: takes a message when making it will take a while.

    Raises:
        NotFound: when there is no graph.
        KgError: when the graph cannot be read, or SQLite has no full-text search.
    """
    graph = _Graph(path, cache)
    if index := next(_kept(graph.wanted), None):
        return index
    try:
        store = graph.store()
    except OSError:  # a build has replaced the generation in between
        graph = _Graph(path, cache)
        store = graph.store()
    return _made(store, graph.wanted, tell)


def open_index_of_server(
    store: Endpoint, cache: Path | None, tell: Callable[[str], None] = lambda words: None
) -> Index:
    """The index of a graph on a server, made when there is none yet.

    Args:
        store: the graph.
        cache: a folder for indexes; None when there is none.
        tell: takes a message when making it will take a while.

    Raises:
        KgError: when the server cannot be asked, or SQLite has no full-text search.
    """
    wanted = _of_server(store, cache)
    if index := next(_kept(wanted), None):
        return index
    made = _made(store, wanted, tell)
    if wanted.places and store.changed():  # while it was read: it is of neither version
        for place in wanted.places:
            place.unlink(missing_ok=True)
    return made


def _made(store: Graph, wanted: _Wanted, tell: Callable[[str], None]) -> Index:
    """Make the index at the first place where that can be done, else in memory."""
    for place in wanted.places:
        if made := _make(store, wanted, place, tell):
            return made
    return index_of(store, key=wanted.key, tell=tell)


def _kept(wanted: _Wanted) -> Iterator[Index]:
    for place in wanted.places:
        with suppress(sqlite3.Error):
            file = sqlite3.connect(
                f"{place.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
            index = Index(file)
            if index.key() == wanted.key:
                yield index
            index.close()


def _make(store: Graph, wanted: _Wanted, place: Path, tell: Callable[[str], None]) -> Index | None:
    """Make the index at `place`; None when nothing can be written there."""
    try:
        if place.parent == wanted.cache:
            place.parent.mkdir(parents=True, exist_ok=True)
        number, name = tempfile.mkstemp(".new", "search-", place.parent)
        os.close(number)
    except OSError:
        return None
    try:
        made = index_of(store, name, wanted.key, tell)
        Path(name).chmod(place.parent.stat().st_mode & 0o666)  # who may read the folder may read the index
        Path(name).replace(place)
    except (OSError, sqlite3.OperationalError):  # the disk is full, or the generation is gone
        with suppress(OSError):
            Path(name).unlink()
        return None
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
    if place.parent == wanted.cache:
        _prune(sorted(place.parent.glob("*.sqlite"), key=_age), place)
    return made


def _age(path: Path) -> float:
    with suppress(OSError):
        return path.stat().st_mtime
    return 0.0


def _prune(kept: Sequence[Path], new: Path) -> None:
    """Leave the youngest indexes in the cache."""
    for path in kept[:-_KEPT]:
        if path != new:
            with suppress(OSError):
                path.unlink()
