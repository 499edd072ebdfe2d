"""What a method comes from, and what comes from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from kg import sparql
from kg.errors import NotFound
from kg.graph import Graph
from kg.plots.data import Column, Data, Labels, left_out, sources

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_EDGES = """
SELECT DISTINCT ?newer ?relation ?older ?paper {
  VALUES (?property ?relation) { (kg:variantOf "variant of") (kg:extends "extends") }
  ?newer ?property ?older .
  OPTIONAL { ?newer a kg:Paper BIND(true AS ?paper) }
  FILTER NOT EXISTS { ?newer kg:introduces ?made . ?made kg:variantOf|kg:extends ?older }
}"""
_YEARS = """
SELECT ?thing (MIN(?year) AS ?first) {
  { ?paper kg:introduces ?thing } UNION { ?thing a kg:Paper BIND(?thing AS ?paper) }
  ?paper kg:year ?year
} GROUP BY ?thing"""


_NOTE = (
    "What stands to the left is older: what is right of it is a variant of it or extends it. "
    "Years are those of the papers that introduce a method."
)
_COLUMNS = (
    Column("newer"),
    Column("relation"),
    Column("older"),
    Column("newer steps", "steps from the method"),
    Column("older steps", "steps from the method"),
    Column("kind of newer"),
    Column("newer year", "year"),
    Column("older year", "year"),
    Column("newer iri"),
    Column("older iri"),
)


class Edge(NamedTuple):
    """A step of a lineage."""

    newer: str
    relation: str  # "variant of" or "extends"
    older: str


def lineage(store: Graph, method: str, top: int) -> Data:
    """The methods that a method is a variant of or extends, and those in turn; and what comes from it.

    Papers that extend a method stand among what comes from it, unless a method that they introduce does. What is
    nearest comes first; no more than `top` things are shown.

    Raises:
        NotFound: when nothing is known of where the method comes from or leads to.
    """
    edges, papers = _edges(store)
    labels = Labels(store)
    depths = _around(method, edges)
    if len(depths) == 1:
        raise NotFound(
            f"nothing is known of what {labels[method]!r} is a variant of or extends, or of what comes from it",
            hint="`kg query method-relations` lists the relations between methods",
        )
    nearest = sorted(depths, key=lambda thing: (abs(depths[thing]), labels[thing], thing))[:top]
    kept = {thing: depths[thing] for thing in nearest}
    years = {row["thing"].value: int(row["first"].value) for row in sparql.rows(store, _YEARS)}
    rows = [
        (labels[edge.newer], edge.relation, labels[edge.older], kept[edge.newer], kept[edge.older],
         _kind(edge.newer, papers), years.get(edge.newer, ""), years.get(edge.older, ""), edge.newer, edge.older)
        for edge in edges
        if edge.newer in kept and edge.older in kept
    ]  # fmt: skip
    return Data(
        f"Lineage of {labels[method]}",
        left_out(len(kept), len(depths), "nearest things") + _NOTE,
        _COLUMNS,
        tuple(sorted(rows, key=lambda row: (row[4], row[2], row[9], row[3], row[0], row[8], row[1]))),
        sources(store),
    )


def _around(method: str, edges: Sequence[Edge]) -> dict[str, int]:
    """What a method comes from, and what comes from it → in how many steps; below zero for what is older."""
    older: dict[str, list[str]] = {}
    newer: dict[str, list[str]] = {}
    for edge in edges:
        older.setdefault(edge.newer, []).append(edge.older)
        newer.setdefault(edge.older, []).append(edge.newer)
    return _depths(method, newer, 1, _depths(method, older, -1, {method: 0}))


def _kind(iri: str, papers: set[str]) -> str:
    return "paper" if iri in papers else "method"


def _edges(store: Graph) -> tuple[list[Edge], set[str]]:
    """All steps between methods, and from papers to methods, sorted; and which of their ends are papers."""
    found, papers = set(), set()
    for row in sparql.rows(store, _EDGES):
        found.add(Edge(row["newer"].value, row["relation"].value, row["older"].value))
        if "paper" in row:
            papers.add(row["newer"].value)
    return sorted(edge for edge in found if edge.newer != edge.older), papers


def _depths(start: str, steps: Mapping[str, list[str]], sign: int, known: Mapping[str, int]) -> dict[str, int]:
    """What is `known`, and what steps lead to from the start without it → how many steps it takes, at least."""
    depths, level, depth = dict(known), [start], 0
    while level:
        level = sorted({thing for last in level for thing in steps.get(last, ()) if thing not in depths})
        depth += sign
        depths |= dict.fromkeys(level, depth)
    return depths


class _Tree(NamedTuple):
    """Where the things of a lineage stand."""

    names: dict[str, tuple[str, str]]  # name, and year in brackets
    columns: dict[str, int]
    kinds: dict[str, str]
    edges: list[Edge]  # along which the tree grows
    others: list[Edge]  # the rest


def _tree(data: Data) -> _Tree:
    """The table as a tree: of the edges of a thing the first that comes from nearer the method holds it."""
    names: dict[str, tuple[str, str]] = {}
    columns: dict[str, int] = {}
    kinds: dict[str, str] = {}
    for newer, _, older, newer_steps, older_steps, kind, newer_year, older_year, newer_iri, older_iri in data.rows:
        for name, year, steps, iri in (
            (newer, newer_year, newer_steps, newer_iri),
            (older, older_year, older_steps, older_iri),
        ):
            names[str(iri)] = str(name), f" ({year})" if year else ""
            columns[str(iri)] = int(steps)
        kinds[str(newer_iri)] = str(kind)
    held: set[str] = set()
    edges: list[Edge] = []
    others: list[Edge] = []
    for edge in (Edge(str(row[8]), str(row[1]), str(row[9])) for row in data.rows):
        outer = edge.newer if columns[edge.newer] > 0 else edge.older
        grows = abs(columns[edge.newer] - columns[edge.older]) == 1 and columns[edge.newer] > columns[edge.older]
        (others if outer in held or not grows else edges).append(edge)
        held |= {outer} if grows else set()
    return _Tree(names, columns, kinds, edges, others)


def _heights(tree: _Tree, root: str, sign: int) -> dict[str, float]:
    """The row of everything on one side of the root: leaves one below the other, the rest amid what they lead to."""
    following: dict[str, list[str]] = {}
    for edge in tree.edges:
        inner, outer = (edge.older, edge.newer) if sign > 0 else (edge.newer, edge.older)
        if tree.columns[outer] * sign > 0:
            following.setdefault(inner, []).append(outer)
    heights: dict[str, float] = {}
    rows = 0
    for thing in _from_leaves(root, following):
        if after := following.get(thing):
            heights[thing] = (heights[after[0]] + heights[after[-1]]) / 2
        else:
            heights[thing] = rows
            rows += 1
    return {thing: height - heights[root] for thing, height in heights.items()}


def _from_leaves(root: str, following: Mapping[str, list[str]]) -> Iterator[str]:
    """A tree, each thing after those that follow it, without recursion: a chain may be long."""
    waiting = [(root, False)]
    while waiting:
        thing, done = waiting.pop()
        if done or thing not in following:
            yield thing
        else:
            waiting.append((thing, True))
            waiting.extend((after, False) for after in reversed(following[thing]))


_ROW, _LETTER, _GAP = 0.44, 0.072, 0.62  # inches: between rows, of a letter, between a column's words and the next


def draw_lineage(data: Data) -> Figure:
    """A tree that grows from left to right; the method itself is filled."""
    from kg.plots.drawing import body, sheet, two_lines

    tree = _tree(data)
    root = next(thing for thing, column in tree.columns.items() if not column)
    heights = _heights(tree, root, -1) | _heights(tree, root, 1)
    words = {thing: two_lines(name, 34, year) for thing, (name, year) in tree.names.items()}
    lefts, width = _lefts(tree, words)
    top, bottom = min(heights.values()) - 0.7, max(heights.values()) + 0.7
    figure = sheet(data, max(width, 6.5), (bottom - top) * _ROW + 0.5)
    axes = body(figure)
    axes.set_axis_off()
    axes.set_xlim(-0.1, max(width, 6.5))
    axes.set_ylim(bottom, top)
    places = {thing: (lefts[tree.columns[thing]], height) for thing, height in heights.items()}
    for edge in (*tree.others, *tree.edges):
        draw_edge = _draw_arc if edge in tree.others else _draw_elbow
        draw_edge(axes, places[edge.older], places[edge.newer], edge.relation)
    for thing, place in places.items():
        _draw_thing(axes, place, words[thing], paper=tree.kinds.get(thing) == "paper", root=thing == root)
    _draw_legend(axes, tree)
    return figure


def _draw_thing(axes: Axes, place: tuple[float, float], words: str, *, paper: bool, root: bool) -> None:
    from kg.plots.drawing import CATEGORIES

    colour = CATEGORIES[1] if paper else CATEGORIES[0]
    axes.plot(*([each] for each in place), marker="s" if paper else "o", markersize=8 if root else 6, color=colour,
              markerfacecolor=colour if root else "white", markeredgewidth=1.5, zorder=3)  # fmt: skip
    axes.text(place[0] + 0.12, place[1], words, va="center", ha="left", fontsize=8.5, zorder=2, linespacing=1.05,
              fontweight="bold" if root else "normal",
              bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.2})  # fmt: skip


def _lefts(tree: _Tree, words: Mapping[str, str]) -> tuple[dict[int, float], float]:
    """Where each column begins, and where the last one ends, in inches."""
    from kg.naming import width

    lefts, left = {}, 0.1
    for column in range(min(tree.columns.values()), max(tree.columns.values()) + 1):
        lefts[column] = left
        lines = [line for thing, at in tree.columns.items() if at == column for line in words[thing].split("\n")]
        left += max(map(width, lines), default=0) * _LETTER + _GAP
    return lefts, left


def _draw_elbow(axes: Axes, older: tuple[float, float], newer: tuple[float, float], relation: str) -> None:
    """An edge of the tree, from below the words of the older thing."""
    bend = newer[0] - 0.22
    axes.plot([older[0] + 0.2, bend, bend, newer[0]], [older[1], older[1], newer[1], newer[1]], zorder=1,
              color="#555555", linewidth=1.2, linestyle=_STYLES[relation])  # fmt: skip


def _draw_arc(axes: Axes, older: tuple[float, float], newer: tuple[float, float], relation: str) -> None:
    """Another edge, from mark to mark: a thing may have more than one origin."""
    arrow = {"arrowstyle": "-|>", "connectionstyle": "arc3,rad=0.25", "color": "#999999", "linewidth": 0.9,
             "linestyle": _STYLES[relation], "shrinkA": 5, "shrinkB": 5}  # fmt: skip
    axes.annotate("", xy=newer, xytext=older, arrowprops=arrow, zorder=2.5)


_STYLES: dict[str, Literal["-", "--"]] = {"variant of": "-", "extends": "--"}


def _draw_legend(axes: Axes, tree: _Tree) -> None:
    """Only what the picture has, below it."""
    from matplotlib.lines import Line2D

    from kg.plots.drawing import CATEGORIES

    relations = {edge.relation for edge in (*tree.edges, *tree.others)}
    marks = [
        Line2D([], [], color="#555555", linewidth=1.2, linestyle=style, label=relation)
        for relation, style in _STYLES.items()
        if relation in relations
    ]
    for kind, marker, colour in (("method", "o", CATEGORIES[0]), ("paper", "s", CATEGORIES[1])):
        if kind in tree.kinds.values():
            marks.append(Line2D([], [], color=colour, marker=marker, markerfacecolor="white", linewidth=0, label=kind))
    axes.legend(handles=marks, loc="upper left", bbox_to_anchor=(0, 0), ncols=4, frameon=False, borderpad=0)
