"""Pictures of a graph: what is counted, and how it is drawn.

Each picture is a module: one function reads a frozen table from a graph, another draws it. Only drawing needs
matplotlib, which the extra `plot` brings.

>>> from kg.resources import resource
>>> from kg.store import open_graph
>>> data = read(open_graph(resource("data") / "graph" / "documents.ttl"), "topics-by-year")
>>> [column.name for column in data.columns]
['topic', 'year', 'papers', 'papers of the year', 'iri']
>>> data.rows[0][0]
'self-supervised learning'
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import KgError, NotFound
from kg.graph import Graph
from kg.graphs.network import ALL, Scope
from kg.plots.cooccurrence import cooccurrence, draw_cooccurrence
from kg.plots.coverage import coverage, draw_coverage
from kg.plots.data import Data
from kg.plots.degrees import degrees, draw_degrees
from kg.plots.editions import draw_editions, editions
from kg.plots.lineage import draw_lineage, lineage
from kg.plots.topics import draw_topics_by_year, topics_by_year

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["FORMATS", "OF_PAPERS", "PICTURES", "TOP", "Data", "Picture", "draw", "read"]

FORMATS = ("svg", "png", "html", "csv")
"""What `draw` writes."""
TOP = 20
"""How many topics, properties … a picture shows unless it is told otherwise."""


class Picture(NamedTuple):
    """A kind of picture."""

    summary: str
    kinds: tuple[str, ...]  # of the things that it is about (keys of `kg.finding.KINDS`), in order
    read: Callable[[Graph, Sequence[str], int, Scope], Data]
    draw: Callable[[Data], Figure]
    of_papers: bool = False  # it may be of some papers alone


PICTURES = {
    "topics-by-year": Picture(
        "Papers by topic and year.",
        (),
        lambda store, _, top, scope: topics_by_year(store, top, scope),
        draw_topics_by_year,
        of_papers=True,
    ),
    "cooccurrence": Picture(
        "Topics that stand at the same papers.",
        (),
        lambda store, _, top, scope: cooccurrence(store, top, scope),
        draw_cooccurrence,
        of_papers=True,
    ),
    "editions": Picture(
        "Topics of two editions side by side.",
        ("edition", "edition"),
        lambda store, things, top, _: editions(store, things[0], things[1], top),
        draw_editions,
    ),
    "lineage": Picture(
        "What a method comes from, and what comes from it.",
        ("method",),
        lambda store, things, top, _: lineage(store, things[0], top),
        draw_lineage,
    ),
    "degrees": Picture(
        "How many links things have.",
        (),
        lambda store, _, __, scope: degrees(store, scope),
        draw_degrees,
        of_papers=True,
    ),
    "evidence": Picture(
        "Facts with a quote, by property and document.",
        (),
        lambda store, _, top, __: coverage(store, top),
        draw_coverage,
    ),
}
"""The pictures, by name."""
OF_PAPERS = tuple(name for name, picture in PICTURES.items() if picture.of_papers)
"""The pictures that may be of some papers alone."""


def read(store: Graph, name: str, things: Sequence[str] = (), top: int = TOP, scope: Scope = ALL) -> Data:
    """The table behind a picture.

    Args:
        store: as `kg.store.open_graph` gives it.
        name: one of `PICTURES`.
        things: the IRIs of what the picture is about, as many as its `kinds`.
        top: at most so many topics, properties or things.
        scope: of which papers it is, if it is `of_papers`.

    Raises:
        NotFound: when there is no such picture, or nothing to draw.
        KgError: when things are too few, too many, or do not fit.
    """
    if name not in PICTURES:
        raise NotFound(f"no picture called {name!r}", hint="known: " + ", ".join(PICTURES))
    kinds = PICTURES[name].kinds
    if len(things) != len(kinds):
        raise KgError(f"the picture {name!r} is about {' and '.join(kinds) or 'the whole graph'}")
    if scope != ALL and not PICTURES[name].of_papers:
        raise KgError(f"the picture {name!r} is of no choice of papers", hint=f"these are: {', '.join(OF_PAPERS)}")
    return PICTURES[name].read(store, things, top, scope)


def draw(data: Data, name: str, form: str) -> bytes:
    """A picture as a file. The same data give the same bytes.

    Args:
        data: what `read` gave.
        name: one of `PICTURES`.
        form: one of `FORMATS`.

    Raises:
        NotFound: when `form` is none of `FORMATS`.
        KgError: when matplotlib is not installed.
    """
    if form not in FORMATS:
        raise NotFound(f"no format called {form!r}", hint="known: " + ", ".join(FORMATS))
    if form == "csv":
        return data.to_csv()
    try:
        from kg.plots.drawing import render
    except ImportError as error:
        raise KgError("matplotlib, which draws, is not installed", hint="pip install 'kg-papers[plot]'") from error
    from kg.plots.page import page

    if form == "html":
        return page(data, render(data, PICTURES[name].draw, "svg"))
    return render(data, PICTURES[name].draw, form)
