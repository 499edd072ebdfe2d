"""The folder of a built graph: which generation of it counts, and how the next one takes its place.

```text
DIR/manifest.json        names the generation that counts; replacing this file is the commit
DIR/generations/HASH/    that generation, see `kg.store.generation`
DIR/cache/               what was read from each document
DIR/lock                 held while somebody builds
```

A build writes everything beside the old generation and then replaces the manifest. Killed before, it leaves the old
graph; killed after, the new one counts, and what is left of the old goes with the next build.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from pyoxigraph import Store

from kg.errors import KgError, NotFound
from kg.mapping import Unit
from kg.store.generation import STORE, Background, Tally, digest, fill, update

MANIFEST = "manifest.json"
_LAYOUT = 2  # of the folder; a build replaces a graph of another layout


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
        return _open(folder, manifest)
    except OSError:
        newer = read_manifest(folder)  # a build may have replaced the generation in between
        if newer == manifest:
            raise KgError("the store cannot be opened", where=str(folder), hint="run `kg build` again") from None
        return _open(folder, newer)


def is_intact(folder: Path, manifest: Manifest) -> bool:
    """Whether `folder` holds the generation that `manifest` speaks of; the store is opened, not read."""
    try:
        return digest(_generation(folder, manifest)) == manifest.units_sha256 and bool(_open(folder, manifest))
    except OSError:
        return False


def replace_manifest(folder: Path, manifest: Manifest, documents: Sequence[SourceRecord]) -> None:
    """Note that the graph of `manifest`, as it is, comes from `documents`: their files may have moved."""
    if manifest.documents != tuple(documents):
        _write_manifest(folder, replace(manifest, documents=tuple(documents)))


def prepare(
    folder: Path,
    generation: str,
    before: Manifest | None,
    units: Callable[[], Iterable[Unit]],
    background: Background,
    base: str,
) -> tuple[Tally, str]:
    """Make a generation in `folder`, beside the one that counts. The caller holds the folder's lock.

    Args:
        folder: of the graph.
        generation: name of the generation.
        before: the intact generation that counts, when its settings are the same.
        units: gives the units of the graph, as often as asked for.
        background: what the graph holds besides.
        base: namespace of the graph's identifiers.

    Returns:
        What the graph counts, and the digest of its units.
    """
    partial = _partial(folder, generation)
    made = None
    if before is not None:
        _clear(partial)
        made = update(partial, _generation(folder, before), units, background, base)
    if made is None:
        _clear(partial)
        made = fill(partial, units(), background, base)
    return made, digest(partial)


def commit(folder: Path, manifest: Manifest) -> None:
    """Make the prepared generation of `manifest` the graph of `folder`. The caller holds the folder's lock."""
    final = _generation(folder, manifest)
    shutil.rmtree(final, ignore_errors=True)
    _partial(folder, manifest.generation).replace(final)
    _write_manifest(folder, manifest)
    for old in final.parent.iterdir():
        if old != final:
            shutil.rmtree(old, ignore_errors=True)


def _generation(folder: Path, manifest: Manifest) -> Path:
    return folder / "generations" / manifest.generation


def _partial(folder: Path, generation: str) -> Path:
    return folder / "generations" / f"{generation}.partial"


def _clear(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)


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
    return Store.read_only(str(_generation(folder, manifest) / STORE))


def _write_manifest(folder: Path, manifest: Manifest) -> None:
    value = {"layout": _LAYOUT, **asdict(manifest)}
    _write(folder / f"{MANIFEST}.new", (json.dumps(value, indent=1) + "\n").encode("ascii"))
    (folder / f"{MANIFEST}.new").replace(folder / MANIFEST)


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
