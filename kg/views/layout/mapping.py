"""The map: regions of papers that share concepts, in each the concepts around which their papers lie.

A paper is drawn with what belongs to it alone or to it most: its people, the methods that it introduces. Concepts that
papers stand for are hubs in the middle of these. What joins papers without telling what they are about (documents,
editions, venues, awards) stands above the map.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt

from kg.views.data import CONCEPTS, Content, Layout, Place, Region, Thing
from kg.views.layout.grouping import Group, Weights, groups
from kg.views.layout.packing import Circle, around, pack, rings

ABOVE = ("venue", "edition", "award", "document")
"""Kinds that stand above the map."""
LEGEND = {
    "size": "how many papers name a thing",
    "place": "papers that share rare topics and methods lie together, around the one that they share; people and what "
    "a paper introduces lie beside it",
}

PAPER, GAP = 6.0, 2.0
_BETWEEN, _MARGIN = 8.0, 26.0  # cells of a region, and regions
_ROW = 8  # things above the map in a row
_HUBS, _NEXT = 140, 700  # labels that are wanted from the start, and when a region is in view


def size_of(thing: Thing) -> float:
    """The radius of a thing: the same for every paper; of others by the papers that name them."""
    if thing.kind == "paper":
        return PAPER
    if thing.kind in ABOVE:
        return round(min(34.0, 10 + sqrt(thing.papers)), 1)
    if thing.kind == "person":
        return round(min(12.0, 2.4 + 0.8 * sqrt(thing.papers)), 1)
    return round(min(30.0, 2.6 + 1.6 * sqrt(max(thing.papers, 1))), 1)


def levels(content: Content) -> dict[str, int]:
    """When each label is wanted: hubs from the start, papers when one comes near, single people last."""
    linked = dict.fromkeys(content.things, 0)
    for edge in content.edges:
        linked[edge.start] += 1
        linked[edge.end] += 1
    ranked = sorted(content.things.values(), key=lambda thing: (-_importance(thing, linked[thing.iri]), thing.iri))
    found = {}
    for at, thing in enumerate(ranked):
        last = 2 if thing.kind == "paper" or thing.papers > 1 else 3
        found[thing.iri] = 0 if at < _HUBS else 1 if at < _NEXT and last == 2 else last
    return found


def _importance(thing: Thing, linked: int) -> float:
    """Concepts by their papers, people as half of these; papers by what is said of them, below."""
    if thing.kind in ABOVE:
        return 1_000_000 + thing.papers
    if thing.kind == "paper":
        return 1 + linked / 1_000
    return thing.papers if thing.kind in CONCEPTS else thing.papers / 2


Cells = Sequence[tuple[str, Sequence[str]]]
"""Hubs, each with the things around it; those around none with the empty IRI."""


@dataclass
class Cluster:
    """Circles with what they hold, placed around their own middle."""

    circle: Circle
    places: list[tuple[str, float, float]] = field(default_factory=list)  # IRI, x, y


def arranged(content: Content) -> Layout:
    """The map of a part of a graph."""
    weights = Weights.of(content)
    found = groups(content, weights)
    company = beside(content, [list(group.cells.items()) for group in found])
    clusters = [region(content, list(group.cells.items()), company) for group in found]
    middles = _packed(_by_nearness(clusters, found, weights), _MARGIN)
    places: dict[str, Place] = {}
    regions: list[Region] = []
    wanted = levels(content)
    for index, (number, middle) in enumerate(middles):
        group, cluster = found[number], clusters[number]
        x, y = middle.x - cluster.circle.x, middle.y - cluster.circle.y
        regions.append(Region(group.label, round(middle.x, 1), round(middle.y, 1), round(cluster.circle.r, 1),
                              group.papers))  # fmt: skip
        for iri, dx, dy in cluster.places:
            size = size_of(content.things[iri])
            places[iri] = Place(round(x + dx, 1), round(y + dy, 1), size, index, wanted[iri])
    rest = [iri for iri in content.things if iri not in places]
    places |= above(content, rest, regions, wanted)
    return Layout({iri: places[iri] for iri in content.things}, regions, LEGEND)


def above(
    content: Content, iris: Iterable[str], regions: Sequence[Region], wanted: Mapping[str, int]
) -> dict[str, Place]:
    """Rows of things above the regions, by kind and label."""
    order = {kind: at for at, kind in enumerate(ABOVE)}
    things = sorted(
        (content.things[iri] for iri in iris), key=lambda t: (order.get(t.kind, len(order)), t.label, t.iri)
    )
    top = min((region.y - region.r for region in regions), default=0.0)
    left = min((region.x - region.r for region in regions), default=0.0)
    right = max((region.x + region.r for region in regions), default=0.0)
    per_row = max(_ROW, int(sqrt(len(things)) * 2))
    step = max(70.0, (right - left) / per_row)
    found = {}
    rows = -(-len(things) // per_row)
    for at, thing in enumerate(things):
        row, column = divmod(at, per_row)
        members = min(per_row, len(things) - row * per_row)
        x = (left + right) / 2 + (column - (members - 1) / 2) * step
        y = top - 70 - 70.0 * (rows - 1 - row)
        found[thing.iri] = Place(round(x, 1), round(y, 1), size_of(thing), -1, wanted[thing.iri])
    return found


def hosts(content: Content, *, broader: bool = False) -> dict[str, list[str]]:
    """Thing → the things that facts relate it to, of the kinds that lie in regions; sorted.

    Args:
        content: what is drawn.
        broader: whether what a concept falls under counts, too.
    """
    found: defaultdict[str, set[str]] = defaultdict(set)
    for edge in content.edges:
        ends = content.things[edge.start].kind, content.things[edge.end].kind
        if not {*ends} & {*ABOVE} and (broader or edge.relation != "broader"):
            found[edge.start].add(edge.end)
            found[edge.end].add(edge.start)
    return {iri: sorted(others) for iri, others in found.items()}


def beside(content: Content, groups: Sequence[Cells]) -> dict[str, list[str]]:
    """Paper or hub → what is drawn beside it: people and concepts that belong to it most, sorted.

    Args:
        content: what is drawn.
        groups: the cells of each region.
    """
    order: dict[str, tuple[int, int, str]] = {}  # of papers and hubs
    for number, cells in enumerate(groups):
        for at, (concept, papers) in enumerate(cells):
            order |= {iri: (number, at, iri) for iri in (*papers, *([concept] if concept else ()))}
    host = dict(zip(order, order, strict=True))
    for linked in (hosts(content), hosts(content, broader=True)):
        _spread(host, order, linked)
    found: defaultdict[str, list[str]] = defaultdict(list)
    for iri in content.things:
        if iri in host and host[iri] != iri:
            found[host[iri]].append(iri)
    return found


def _spread(
    host: dict[str, str], order: Mapping[str, tuple[int, int, str]], linked: Mapping[str, Sequence[str]]
) -> None:
    """Give what has no host that of what it is related to, step by step."""
    waiting = sorted(linked.keys() - host.keys())
    while waiting:
        chosen = {}
        for iri in waiting:
            if near := [host[other] for other in linked[iri] if other in host]:
                chosen[iri] = _most(near, order)
        if not chosen:
            return
        host |= chosen
        waiting = [iri for iri in waiting if iri not in chosen]


def _most(near: Sequence[str], order: Mapping[str, tuple[int, int, str]]) -> str:
    """The first of some papers in the region, and there in the cell, that has most of them."""
    regions = Counter(order[iri][0] for iri in near)
    region = min(regions, key=lambda number: (-regions[number], number))
    cells = Counter(order[iri][1] for iri in near if order[iri][0] == region)
    cell_ = min(cells, key=lambda number: (-cells[number], number))
    return min(iri for iri in near if order[iri][:2] == (region, cell_))


def region(content: Content, cells: Cells, company: Mapping[str, Sequence[str]]) -> Cluster:
    """Cells side by side, the largest in the middle."""
    ordered = sorted(cells, key=lambda item: (-len(item[1]), item[0], item[1]))
    return _joined([cell(content, concept, papers, company) for concept, papers in ordered], _BETWEEN)


def cell(content: Content, concept: str, papers: Sequence[str], company: Mapping[str, Sequence[str]]) -> Cluster:
    """A concept in the middle of its papers."""
    members = sorted((with_company(content, paper, company) for paper in sorted(papers)),
                     key=lambda cluster: -cluster.circle.r)  # fmt: skip
    middle = [with_company(content, concept, company)] if concept else []
    return _joined(middle + members, GAP)


def with_company(content: Content, iri: str, company: Mapping[str, Sequence[str]]) -> Cluster:
    """A thing in the middle of what is drawn beside it, concepts nearest, the largest first."""
    things = content.things
    others = sorted(company.get(iri, ()), key=lambda other: (_outer(things[other]), -size_of(things[other]), other))
    radius = size_of(things[iri])
    circles = rings(radius, [size_of(things[other]) for other in others], GAP)
    reach = max((sqrt(c.x * c.x + c.y * c.y) + c.r for c in circles), default=radius)
    places = [(iri, 0.0, 0.0), *((other, c.x, c.y) for other, c in zip(others, circles, strict=True))]
    return Cluster(Circle(0, 0, reach + GAP), places)


def _outer(thing: Thing) -> bool:
    return thing.kind not in CONCEPTS


def _joined(clusters: Sequence[Cluster], gap: float) -> Cluster:
    """Clusters side by side, the first ones in the middle."""
    circles = pack([cluster.circle.r + gap / 2 for cluster in clusters])
    places = []
    for cluster, circle in zip(clusters, circles, strict=True):
        x, y = circle.x - cluster.circle.x, circle.y - cluster.circle.y
        places += [(iri, x + dx, y + dy) for iri, dx, dy in cluster.places]
    return Cluster(around(circles), places)


def _packed(clusters: Sequence[tuple[int, Cluster]], gap: float) -> list[tuple[int, Circle]]:
    circles = pack([cluster.circle.r + gap / 2 for _, cluster in clusters])
    return [(number, circle) for (number, _), circle in zip(clusters, circles, strict=True)]


def _by_nearness(clusters: Sequence[Cluster], found: Sequence[Group], weights: Weights) -> list[tuple[int, Cluster]]:
    """The largest region first, then each time the one that shares most with those before it, as they are placed."""
    told = [_told(group, weights) for group in found]
    waiting = list(range(len(found)))
    last: list[int] = []
    while waiting:
        score = {n: sum(_common(told[n], told[other]) for other in last[-4:]) for n in waiting}
        best = min(waiting, key=lambda n: (n == len(found) - 1, -round(score[n], 6), n))
        last.append(best)
        waiting.remove(best)
    return [(number, clusters[number]) for number in last]


def _told(group: Group, weights: Weights) -> dict[str, float]:
    found: defaultdict[str, float] = defaultdict(float)
    for papers in group.cells.values():
        for paper in papers:
            for concept, weight in weights.papers[paper].items():
                found[concept] += weight / group.papers
    return found


def _common(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    if len(one) > len(other):
        one, other = other, one
    return sum(min(weight, other[concept]) for concept, weight in one.items() if concept in other)
