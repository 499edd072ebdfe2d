"""The folder of a built graph: which generation of it counts, and how the next one takes its place.

```text
DIR/manifest.json              names the generation that counts; replacing this file is the commit
DIR/generations/HASH/store/    that generation's Oxigraph store
DIR/graph.ttl                  the same facts and evidence as Turtle
DIR/cache/                     what was read from each document
DIR/lock                       held while somebody builds
```

A build writes everything beside the old generation and then replaces the manifest. Killed before, it leaves the old
graph; killed after, the next open finishes the work: the new `graph.ttl` waits in the generation's folder.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Store

from kg.errors import KgError, NotFound

MANIFEST = "manifest.json"
TURTLE = "graph.ttl"
_LAYOUT = 1  # of the folder; a build replaces a graph of another layout


@dataclass(frozen=True)
class SourceRecord:
    """Where a document of the graph came from."""

    name: str
    path: str | None  # relative to the folder where that is possible, with "/"; None for standard input
    sha256: str
    encoding: str  # by which its bytes became text


@dataclass(frozen=True)
class Manifest:
    """What a folder's graph is and what it was made from."""

    generation: str
    turtle_sha256: str
    base: str
    evidence: str
    totals: dict[str, int]
    documents: tuple[SourceRecord, ...]


def read_manifest(folder: Path) -> Manifest:
    """The manifest of `folder`.

    Raises:
        NotFound: when `folder` holds no graph, or one of another version's layout.
    """
    try:
        value = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if value.pop("layout") == _LAYOUT:
            return Manifest(**value | {"documents": tuple(SourceRecord(**item) for item in value["documents"])})
    except (FileNotFoundError, NotADirectoryError):
        raise NotFound("there is no graph here", where=str(folder), hint="`kg build` makes one") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        pass
    raise NotFound("this graph was made by another version of kg", where=str(folder), hint="run `kg build` again")


def open_folder(folder: Path) -> Store:
    """The store of the graph in `folder`, for reading.

    Raises:
        NotFound: when there is none.
    """
    manifest = read_manifest(folder)
    _finish(folder, manifest)
    try:
        return _open(folder, manifest)
    except OSError:
        newer = read_manifest(folder)  # a build may have replaced the generation in between
        if newer == manifest:
            raise KgError("the store cannot be opened", where=str(folder), hint="run `kg build` again") from None
        return _open(folder, newer)


def is_intact(folder: Path, manifest: Manifest) -> bool:
    """Whether `folder` holds the files that `manifest` speaks of; the store is opened, not read."""
    _finish(folder, manifest)
    try:
        return sha256((folder / TURTLE).read_bytes()).hexdigest() == manifest.turtle_sha256 and bool(
            _open(folder, manifest)
        )
    except OSError:
        return False


def replace_manifest(folder: Path, manifest: Manifest, documents: Sequence[SourceRecord]) -> None:
    """Note that the graph of `manifest`, as it is, comes from `documents`: their files may have moved."""
    if manifest.documents != tuple(documents):
        _write_manifest(folder, replace(manifest, documents=tuple(documents)))


def commit(folder: Path, manifest: Manifest, turtle: bytes, others: Iterable[Quad]) -> None:
    """Make `turtle` (in the default graph) and `others` the graph of `folder`. The caller holds the folder's lock."""
    generations = folder / "generations"
    partial, final = generations / f"{manifest.generation}.partial", generations / manifest.generation
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    store = Store(str(partial / "store"))
    store.bulk_load(turtle, RdfFormat.TURTLE)
    store.bulk_extend(others)
    store.flush()  # or the next open would replay the log
    del store
    _write(partial / TURTLE, turtle)
    shutil.rmtree(final, ignore_errors=True)
    partial.replace(final)
    _write_manifest(folder, manifest)
    _finish(folder, manifest)
    for old in generations.iterdir():
        if old != final:
            shutil.rmtree(old, ignore_errors=True)


def source_path(folder: Path, name: str, recorded: str | None, roots: Sequence[Path] = ()) -> Path | None:
    """The file of the document called `name`.

    Args:
        folder: of the graph.
        name: of the document.
        recorded: the path in the manifest of `folder`, if there is one.
        roots: folders that hold documents by their names, or documents themselves; they come first.
    """
    candidates = [root / name for root in roots] + [root for root in roots if root.name == name]
    if recorded is not None:
        candidates.append(folder / recorded)
    return next((path for path in candidates if path.is_file()), None)


def relative_path(folder: Path, path: Path) -> str:
    """`path` as a manifest in `folder` writes it: a folder moved with its sources still finds them."""
    try:
        return Path(os.path.relpath(path.resolve(), folder.resolve())).as_posix()
    except ValueError:  # another drive
        return path.resolve().as_posix()


def _open(folder: Path, manifest: Manifest) -> Store:
    return Store.read_only(str(folder / "generations" / manifest.generation / "store"))


def _finish(folder: Path, manifest: Manifest) -> None:
    """Put a `graph.ttl` that still waits beside its store in its place; who may not write here leaves it there."""
    with suppress(OSError):
        (folder / "generations" / manifest.generation / TURTLE).replace(folder / TURTLE)


def _write_manifest(folder: Path, manifest: Manifest) -> None:
    value = {"layout": _LAYOUT, **asdict(manifest)}
    _write(folder / f"{MANIFEST}.new", (json.dumps(value, indent=1) + "\n").encode("ascii"))
    (folder / f"{MANIFEST}.new").replace(folder / MANIFEST)


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
