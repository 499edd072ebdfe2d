"""Maps whose regions are given: the sides of a comparison, the relations of a thing, the columns of an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.views.data import Content, Layout, Place, Region
from kg.views.layout.mapping import Cells, Cluster, above, beside, cell, levels, region, size_of, with_company
from kg.views.layout.packing import Circle, pack

_MARGIN = 26.0


def grouped(
    content: Content, groups: Sequence[tuple[str, Sequence[str]]], legend: Mapping[str, str], middle: str = ""
) -> Layout:
    """A map of some groups of things, each a region; what is in none lies beside what it is related to.

    Args:
        content: what is drawn.
        groups: label and IRIs of each; a thing counts in the first that has it.
        legend: what size and place mean.
        middle: the IRI of a thing that the regions lie around, when there is one.
    """
    parts = _parts(content, groups, middle)
    company = beside(content, [[("", iris)] for _, iris in parts] + ([[(middle, ())]] if middle else []))
    clusters = [cell(content, "", iris, company) for _, iris in parts]
    radii = [cluster.circle.r + _MARGIN / 2 for cluster in clusters]
    circles = _around(size_of(content.things[middle]) + _MARGIN, radii) if middle else pack(radii)
    return placed(content, [label for label, _ in parts], clusters, circles, legend, company, middle)


def in_columns(content: Content, columns: Sequence[Sequence[tuple[str, Cells]]], legend: Mapping[str, str]) -> Layout:
    """A map of groups in columns, from left to right; in each one above the other.

    Args:
        content: what is drawn.
        columns: in each the label and the cells of every group; a thing stands in one cell alone.
        legend: what size and place mean.
    """
    parts = [[(label, drawn) for label, cells in groups if (drawn := _drawn(content, cells))] for groups in columns]
    company = beside(content, [cells for groups in parts for _, cells in groups])
    clusters, circles, left = [], [], 0.0
    for groups in parts:
        column = [region(content, cells, company) for _, cells in groups]
        widest = max((cluster.circle.r for cluster in column), default=0.0)
        left += widest
        down = -sum(2 * cluster.circle.r + _MARGIN for cluster in column) / 2
        for cluster in column:
            circles.append(Circle(left, down + cluster.circle.r + _MARGIN / 2, cluster.circle.r))
            down += 2 * cluster.circle.r + _MARGIN
        clusters += column
        left += widest + 3 * _MARGIN
    return placed(content, [label for groups in parts for label, _ in groups], clusters, circles, legend, company)


def _drawn(content: Content, cells: Cells) -> Cells:
    """The cells without what is not drawn."""
    inside = ((hub, [iri for iri in iris if iri in content.things]) for hub, iris in cells)
    return [(hub if hub in content.things else "", iris) for hub, iris in inside if iris]


def in_rows(
    content: Content,
    rows: Sequence[Sequence[str]],
    legend: Mapping[str, str],
    step: tuple[float, float],
    *,
    stretched: bool = False,
) -> Layout:
    """A map of things in rows, from left to right, with what is in no row beside what it is related to.

    A thing stands in the first row that has it. With `stretched` all rows are as wide as the longest.
    """
    rows = [[iri for iri in row if iri in content.things] for row in rows]
    order = list(dict.fromkeys(iri for row in rows for iri in row))
    company = beside(content, [[("", order)]])
    places: dict[str, tuple[float, float]] = {}
    longest = max(map(len, rows), default=1) - 1
    down = 0.0
    for row in rows:
        wide = longest / max(len(row) - 1, 1) if stretched else 1.0
        new = {iri: (across * wide * step[0], down) for across, iri in enumerate(row) if iri not in places}
        places |= new
        down += step[1] if new else 0
    clusters = [with_company(content, iri, company) for iri in order]
    circles = [Circle(*places[iri], 0.0) for iri in order]
    layout = placed(content, ["" for _ in order], clusters, circles, legend, company)
    return Layout({iri: place._replace(region=-1) for iri, place in layout.places.items()}, (), legend)


def placed(
    content: Content,
    labels: Sequence[str],
    clusters: Sequence[Cluster],
    circles: Sequence[Circle],
    legend: Mapping[str, str],
    company: Mapping[str, Sequence[str]],
    middle: str = "",
) -> Layout:
    """The layout of clusters that have their circles; what is left stands above."""
    wanted = levels(content)
    places: dict[str, Place] = {}
    regions = []
    for at, (label, cluster, circle) in enumerate(zip(labels, clusters, circles, strict=True)):
        papers = sum(content.things[iri].kind == "paper" for iri, _, _ in cluster.places)
        regions.append(Region(label, round(circle.x, 1), round(circle.y, 1), round(cluster.circle.r, 1), papers))
        for iri, dx, dy in cluster.places:
            x, y = circle.x - cluster.circle.x + dx, circle.y - cluster.circle.y + dy
            places[iri] = Place(round(x, 1), round(y, 1), size_of(content.things[iri]), at, wanted[iri])
    if middle:
        inner = with_company(content, middle, company)
        for iri, dx, dy in inner.places:
            places[iri] = Place(round(dx, 1), round(dy, 1), size_of(content.things[iri]), -1, 0)
    rest = [iri for iri in content.things if iri not in places]
    places |= above(content, rest, regions, wanted)
    return Layout({iri: places[iri] for iri in content.things}, regions, legend)


def _around(radius: float, radii: Sequence[float]) -> list[Circle]:
    """Circles packed around one in the origin."""
    first, *others = pack([radius, *radii])
    return [Circle(circle.x - first.x, circle.y - first.y, circle.r) for circle in others]


def _parts(content: Content, groups: Sequence[tuple[str, Sequence[str]]], middle: str) -> list[tuple[str, list[str]]]:
    """The groups that have members, each thing in the first that has it."""
    seen = {middle}
    found = []
    for label, iris in groups:
        members = [iri for iri in dict.fromkeys(iris) if iri in content.things and iri not in seen]
        seen |= set(members)
        if members:
            found.append((label, members))
    return found
