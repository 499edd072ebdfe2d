"""The map of the whole graph, or of the papers in a scope."""

from __future__ import annotations

from kg.finding import label
from kg.graph import Graph
from kg.graphs.network import ALL
from kg.views.data import Picture
from kg.views.layout import arranged, kept
from kg.views.wish import Wish, everything, picture


def draw(store: Graph, wish: Wish) -> Picture:
    """Everything, in regions of papers that share topics and methods.

    Raises:
        NotFound: when nothing is left to draw.
    """
    content = everything(store, wish.scope)
    layout = kept(content, wish.earlier) if wish.earlier else arranged(content)
    papers = sum(thing.kind == "paper" for thing in content.things.values())
    names = [label(store, iri) for iri in wish.scope if iri]
    title = f"{papers:,} {'paper' if papers == 1 else 'papers'}" + "".join(f" · {name}" for name in names)
    return picture("map", " · ".join(names) if wish.scope != ALL else "everything", content, layout, wish, title=title)
