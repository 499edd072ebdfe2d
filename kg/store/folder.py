"""The folder of a built graph: which generation of it counts, and how the next one takes its place.

```text
DIR/manifest.json        names the generation that counts; replacing this file is the commit
DIR/generations/HASH/    that generation, as `kg.store.generation` makes it
DIR/cache/               what was read from each document
DIR/lock                 held while somebody builds
```

A build writes everything beside the old generation and then replaces the manifest. Killed before, it leaves the old
graph; killed after, the new one counts, and what is left of the old goes with the next build.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from pyoxigraph import Store

from kg.errors import KgError, NotFound

STORE = "store"  # the engine's folder in that of a generation
MANIFEST = "manifest.json"
_LAYOUT = 3  # of the folder and of what stands in it; a build replaces a graph of another layout


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
    settings: str  # what the units of the graph depend on besides documents: code, vocabulary, base, evidence
    units_sha256: str
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
    try:
        return open_generation(folder, manifest)
    except OSError:
        newer = read_manifest(folder)  # a build may have replaced the generation in between
        if newer == manifest:
            raise KgError("the store cannot be opened", where=str(folder), hint="run `kg build` again") from None
        return open_generation(folder, newer)


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


def generation_folder(folder: Path, generation: str) -> Path:
    """Where a generation of the graph in `folder` is."""
    return folder / "generations" / generation


def open_generation(folder: Path, manifest: Manifest) -> Store:
    """The store that `manifest` speaks of, for reading.

    Raises:
        OSError: when it is not there.
    """
    return Store.read_only(str(generation_folder(folder, manifest.generation) / STORE))


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Make the generation of `manifest` the one that counts, at once."""
    value = {"layout": _LAYOUT, **asdict(manifest)}
    _write(folder / f"{MANIFEST}.new", (json.dumps(value, indent=1) + "\n").encode("ascii"))
    (folder / f"{MANIFEST}.new").replace(folder / MANIFEST)


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
