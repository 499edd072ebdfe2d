"""The ways between two things, one above the other."""

from __future__ import annotations

from collections.abc import Sequence

from kg.errors import KgError, NotFound
from kg.graph import Graph
from kg.graphs.links import Nodes
from kg.graphs.paths import Path, paths
from kg.views.data import Picture, Table
from kg.views.gathering import part
from kg.views.layout import in_rows
from kg.views.wish import Wish, picture

_LEGEND = {
    "size": "how many papers here name a thing",
    "place": "each row is a way between the two, the one that tells most at the top",
}
_STEP = (150.0, 110.0)


def draw(store: Graph, one: str, other: str, wish: Wish, limit: int = 5) -> Picture:
    """How two things are connected, with the words behind each step.

    Raises:
        KgError: when they are one thing.
        NotFound: when nothing connects them.
    """
    nodes = Nodes(store)
    if one == other:
        raise KgError(f"{nodes[one].label!r} is one thing", hint="name two different ones")
    found = paths(nodes, one, other, limit=limit)
    ends = f"{nodes[one].label} – {nodes[other].label}"
    if not found:
        raise NotFound(f"nothing connects {nodes[one].label!r} and {nodes[other].label!r}",
                       hint="`kg path` with more --max-steps looks further")  # fmt: skip
    ways = [path.things for path in found]
    content = part(store, {iri for way in ways for iri in way})
    layout = in_rows(content, ways, _LEGEND, _STEP, stretched=True)
    return picture("path", ends, content, layout, wish, paths=ways, table=_table(nodes, found))


def _table(nodes: Nodes, found: Sequence[Path]) -> Table:
    rows = [
        (str(at), nodes[step.start].label, ", ".join(dict.fromkeys(link.words for link in step.links)),
         nodes[step.end].label)
        for at, path in enumerate(found, 1) for step in path.steps
    ]  # fmt: skip
    return Table(("way", "from", "relation", "to"), rows)
