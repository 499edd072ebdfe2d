"""The editions of venues from left to right, by year, each with its papers."""

from __future__ import annotations

from collections import Counter, defaultdict

from kg.graph import Graph
from kg.views.data import Content, Picture, Table
from kg.views.layout import Cells, in_columns
from kg.views.layout.grouping import Weights, groups
from kg.views.wish import Wish, everything, picture

_LEGEND = {
    "size": "how many papers name a thing",
    "place": "a column for each year, in it a region for each edition; a topic lies where most papers name it",
}
_UNKNOWN = 9999  # no year: last


def draw(store: Graph, wish: Wish) -> Picture:
    """The papers in a scope by edition and year.

    Raises:
        NotFound: when nothing is left to draw.
    """
    content = everything(store, wish.scope)
    columns = _columns(content)
    cells = _by_concept(content, columns)
    table = Table(("year", "edition", "papers"), [
        (str(year) if year != _UNKNOWN else "", _label(content, key), str(len(iris)))
        for year, column in columns for key, iris in sorted(column.items())
    ])  # fmt: skip
    years = [str(year) for year, _ in columns if year != _UNKNOWN]
    label = "–".join(dict.fromkeys((years[0], years[-1]))) if years else "no year is known"
    layout = in_columns(content, cells, _LEGEND)
    return picture("timeline", label, content, layout, wish, table=table, title=f"Editions by year, {label}")


_Columns = list[tuple[int, dict[tuple[str, str], list[str]]]]  # year → label and IRI of the edition → papers


def _by_concept(content: Content, columns: _Columns) -> list[list[tuple[str, Cells]]]:
    """The columns with the papers of every edition around the concepts that they stand for.

    A concept stands in the edition where most papers stand for it.
    """
    stands = {
        paper: concept
        for group in groups(content, Weights.of(content)) for concept, papers in group.cells.items()
        for paper in papers
    }  # fmt: skip
    counts = Counter(
        (stands[paper], key) for _, column in columns for key, papers in column.items() for paper in papers
    )
    where = {concept: key for (concept, key), _ in sorted(counts.items(), key=lambda item: (item[1], item[0]))}
    found: list[list[tuple[str, Cells]]] = []
    for _, column in columns:
        found.append([])
        for key, papers in sorted(column.items()):
            cells: defaultdict[str, list[str]] = defaultdict(list)
            for paper in papers:
                cells[stands[paper]].append(paper)
            hubs = ((concept if where[concept] == key else "", those) for concept, those in sorted(cells.items()))
            found[-1].append((_label(content, key), [("", [key[1]]), *hubs]))
    return found


def _columns(content: Content) -> _Columns:
    """Year → (label and IRI of the edition) → papers."""
    found: defaultdict[int, defaultdict[tuple[str, str], list[str]]] = defaultdict(lambda: defaultdict(list))
    for thing in content.things.values():
        if thing.kind == "paper":
            edition = content.things.get(thing.edition)
            year = (edition.year if edition else 0) or thing.year or _UNKNOWN
            found[year][edition.label if edition else "", thing.edition if edition else ""].append(thing.iri)
    return sorted((year, dict(column)) for year, column in found.items())


def _label(content: Content, key: tuple[str, str]) -> str:
    return key[0] or "no edition is known"
