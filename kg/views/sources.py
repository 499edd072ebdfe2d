"""Ways from a page to the documents that its facts come from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

from kg.store.folder import read_manifest, relative_path, source_path
from kg.views.data import Picture, Source


def linked(picture: Picture, graph: Path, folder: Path) -> Picture:
    """A picture whose documents have the addresses of their files, where these are known.

    Args:
        picture: as it was drawn.
        graph: the folder of a build, which knows where its documents were; what else it is knows none.
        folder: where the page will be, from which the addresses lead.
    """
    if not graph.is_dir():
        return picture
    recorded = {record.name: record.path for record in read_manifest(graph).documents}
    found = [_with_address(source, graph, recorded.get(source.file), folder) for source in picture.content.sources]
    return replace(picture, content=replace(picture.content, sources=found))


def _with_address(source: Source, graph: Path, recorded: str | None, folder: Path) -> Source:
    path = source_path(graph, source.file, recorded)
    href = relative_path(folder, path) if path else ""
    return source if Path(href).is_absolute() else source._replace(href=quote(href))
