"""How the next generation of a graph is prepared and takes the place of the one that counts."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kg.store.folder import Manifest, SourceRecord, generation_folder, open_generation, write_manifest
from kg.store.generation import digest


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


def begin(folder: Path, generation: str) -> Path:
    """An empty folder for a generation, beside the one that counts. The caller holds the folder's lock."""
    partial = partial_folder(folder, generation)
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    return partial


def commit(folder: Path, manifest: Manifest) -> None:
    """Make the prepared generation of `manifest` the graph of `folder`. The caller holds the folder's lock."""
    final = generation_folder(folder, manifest.generation)
    shutil.rmtree(final, ignore_errors=True)
    partial_folder(folder, manifest.generation).replace(final)
    write_manifest(folder, manifest)
    for old in final.parent.iterdir():
        if old != final:
            shutil.rmtree(old, ignore_errors=True)


def partial_folder(folder: Path, generation: str) -> Path:
    """Where a generation is made."""
    return generation_folder(folder, f"{generation}.partial")
