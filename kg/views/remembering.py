"""The places of the last map of a graph, so that the next one, of what it has become, is drawn like it."""

from __future__ import annotations

import json
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from kg.graphs.network import Scope
from kg.views.data import Layout, Region
from kg.views.layout import Kept

_VERSION = 1  # of the file


def recall(folder: Path | None, graph: str, scope: Scope) -> Kept | None:
    """The places of the last map, when there was one.

    Args:
        folder: where such things are kept; None when nowhere.
        graph: what tells the graph from others: its path, or the address of its server.
        scope: of the map.
    """
    if folder is None:
        return None
    try:
        found = json.loads(_file(folder, graph, scope).read_bytes())
        places = {iri: (float(x), float(y), int(region)) for iri, (x, y, region) in found["places"].items()}
        return Kept(places, [Region(*each) for each in found["regions"]])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):  # none, or none that can be read
        return None


def remember(folder: Path | None, graph: str, scope: Scope, layout: Layout) -> None:
    """Keep the places of a map. Where that cannot be done, the next map is drawn without."""
    if folder is None:
        return
    file = _file(folder, graph, scope)
    places = {iri: (place.x, place.y, place.region) for iri, place in layout.places.items()}
    text = json.dumps({"places": places, "regions": [list(region) for region in layout.regions]})
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        partial = file.with_suffix(".partial")
        partial.write_text(text, encoding="ascii")
        partial.replace(file)


def _file(folder: Path, graph: str, scope: Scope) -> Path:
    key = "\n".join((str(_VERSION), graph, *scope))
    return folder / f"{sha256(key.encode('utf-8', 'surrogateescape')).hexdigest()[:32]}.json"
