"""What a graph is made from, kept in its folder: `kg build` without a path builds it again from the same."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import KgError
from kg.linking.decisions import FILE
from kg.store.folder import relative_path

INPUTS = "inputs.json"


@dataclass(frozen=True, order=True)
class CatalogueFile:
    """A catalogue, and how to use it."""

    path: Path
    whole: bool = False  # bring all records into the graph, not only what documents name
    fields: tuple[tuple[str, str], ...] = ()  # meaning → the catalogue's own name of the field, sorted


@dataclass(frozen=True)
class Inputs:
    """What a graph is made from. Paths are absolute."""

    documents: tuple[str, ...] = ()  # files, folders, "-" for standard input
    catalogues: tuple[CatalogueFile, ...] = ()
    vocabularies: tuple[Path, ...] = ()
    keep_versions: bool = False  # a preprint and its published version are two papers


def decisions_file(documents: Sequence[str]) -> Path | None:
    """Where the decisions on a graph of `documents` stand: in the first folder of these, else beside the first file.

    None when all that is named is standard input.
    """
    paths = [Path(name) for name in documents if name != "-"]
    folder = next((path for path in paths if path.is_dir()), paths[0].parent if paths else None)
    return folder / FILE if folder else None


def read_inputs(folder: Path) -> Inputs:
    """What the graph in `folder` was made from; nothing when that was never noted.

    Raises:
        KgError: when the note cannot be read.
    """
    path = folder / INPUTS
    if not path.is_file():
        return Inputs()
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
        return Inputs(
            documents=tuple(name if name == "-" else str(_absolute(folder, name)) for name in value["documents"]),
            catalogues=tuple(
                CatalogueFile(_absolute(folder, item["path"]), item["whole"], tuple(sorted(item["fields"].items())))
                for item in value["catalogues"]
            ),
            vocabularies=tuple(_absolute(folder, name) for name in value["vocabularies"]),
            keep_versions=bool(value["keep_versions"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        raise KgError("this is no note of what a graph is made from", where=str(path), hint="remove it") from None


def write_inputs(folder: Path, inputs: Inputs) -> None:
    """Note what the graph in `folder`, which exists, is made from; relative paths, so that both may move together."""
    value = {
        "documents": [name if name == "-" else relative_path(folder, Path(name)) for name in inputs.documents],
        "catalogues": [
            {"path": relative_path(folder, item.path), "whole": item.whole, "fields": dict(item.fields)}
            for item in inputs.catalogues
        ],
        "vocabularies": [relative_path(folder, path) for path in inputs.vocabularies],
        "keep_versions": inputs.keep_versions,
    }
    new = folder / f"{INPUTS}.new"
    new.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    new.replace(folder / INPUTS)


def _absolute(folder: Path, name: str) -> Path:
    return (folder / name).resolve()
