"""The editions of venues from left to right, by year, each with its papers."""

from __future__ import annotations

from collections import defaultdict

from kg.graph import Graph
from kg.views.data import Content, Picture, Table
from kg.views.layout import in_columns
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
    groups = [[(_label(content, key), iris) for key, iris in sorted(column.items())] for _, column in columns]
    table = Table(("year", "edition", "papers"), [
        (str(year) if year != _UNKNOWN else "", _label(content, key), str(len(iris)))
        for year, column in columns for key, iris in sorted(column.items())
    ])  # fmt: skip
    years = [str(year) for year, _ in columns if year != _UNKNOWN]
    label = "–".join(dict.fromkeys((years[0], years[-1]))) if years else "no year is known"
    layout = in_columns(content, groups, _LEGEND)
    return picture("timeline", label, content, layout, wish, table=table, title=f"Editions by year, {label}")


def _columns(content: Content) -> list[tuple[int, dict[tuple[str, str], list[str]]]]:
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
