"""How the next generation of a graph is prepared and takes the place of the one that counts."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from kg.mapping import Unit
from kg.store.folder import Manifest, SourceRecord, generation_folder, open_generation, write_manifest
from kg.store.generation import Background, Tally, digest, fill, update


def is_intact(folder: Path, manifest: Manifest) -> bool:
    """Whether `folder` holds the generation that `manifest` speaks of; the store is opened, not read."""
    try:
        return digest(generation_folder(folder, manifest.generation)) == manifest.units_sha256 and bool(
            open_generation(folder, manifest)
        )
    except OSError:
        return False


def replace_manifest(folder: Path, manifest: Manifest, documents: Sequence[SourceRecord]) -> None:
    """Note that the graph of `manifest`, as it is, comes from `documents`: their files may have moved."""
    if manifest.documents != tuple(documents):
        write_manifest(folder, replace(manifest, documents=tuple(documents)))


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
        made = update(partial, generation_folder(folder, before.generation), units(), background, base)
    if made is None:
        _clear(partial)
        made = fill(partial, units(), background, base)
    return made, digest(partial)


def commit(folder: Path, manifest: Manifest) -> None:
    """Make the prepared generation of `manifest` the graph of `folder`. The caller holds the folder's lock."""
    final = generation_folder(folder, manifest.generation)
    shutil.rmtree(final, ignore_errors=True)
    _partial(folder, manifest.generation).replace(final)
    write_manifest(folder, manifest)
    for old in final.parent.iterdir():
        if old != final:
            shutil.rmtree(old, ignore_errors=True)


def _partial(folder: Path, generation: str) -> Path:
    return generation_folder(folder, f"{generation}.partial")


def _clear(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
