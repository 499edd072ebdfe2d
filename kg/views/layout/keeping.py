"""A map that stays: what somebody knows keeps its place, and what is new lies near what it belongs to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from math import cos, hypot, pi, sin, sqrt
from typing import Any, NamedTuple

from kg.views.data import Content, Layout, Place, Region
from kg.views.layout.grouping import Weights
from kg.views.layout.mapping import ABOVE, GAP, LEGEND, above, arranged, hosts, levels, size_of

_NEW = 0.2  # with a greater share of new things the map is drawn anew
_STEP = 64.0  # of the grid in which neighbours are looked for
_TURN = pi * (3 - sqrt(5))


class Kept(NamedTuple):
    """The places of an earlier map."""

    places: Mapping[str, tuple[float, float, int]]  # IRI → x, y, region
    regions: Sequence[Region]

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Kept:
        """The places that a page has, from its data."""
        nodes = data["nodes"]
        places = zip(nodes["x"], nodes["y"], nodes["region"], strict=True)
        regions = [Region(one["label"], one["x"], one["y"], one["r"], one["papers"]) for one in data["regions"]]
        return cls(dict(zip(nodes["iri"], places, strict=True)), regions)


def kept(content: Content, earlier: Kept) -> Layout:
    """The map of a part of a graph with the places of an earlier one; drawn anew when most of it is new."""
    new = [iri for iri in content.things if iri not in earlier.places]
    if len(new) > _NEW * len(content.things):
        return arranged(content)
    wanted = levels(content)
    things = content.things
    places = {
        iri: Place(*earlier.places[iri][:2], size_of(things[iri]), earlier.places[iri][2], wanted[iri])
        for iri in things
        if iri in earlier.places
    }
    _add(content, new, places, earlier.regions, wanted)
    papers = Counter(place.region for iri, place in places.items() if things[iri].kind == "paper")
    regions = [region._replace(papers=papers[at]) for at, region in enumerate(earlier.regions)]
    return Layout({iri: places[iri] for iri in things}, regions, LEGEND)


def _add(
    content: Content, new: Sequence[str], places: dict[str, Place], regions: Sequence[Region], wanted: Mapping[str, int]
) -> None:
    """Give what is new a place: papers first, then what lies beside them."""
    weights, linked = Weights.of(content), hosts(content)
    ground = _Ground(places)
    kinds = {iri: content.things[iri].kind for iri in new}
    inside = [iri for iri in new if kinds[iri] not in ABOVE]
    for iri in sorted(inside, key=lambda iri: (kinds[iri] != "paper", iri)):
        told = weights.papers.get(iri, {})
        near = [other for other in linked.get(iri, ()) if other in places]
        host = max(near, key=lambda other: (told.get(other, 0), other), default="")
        start = places[host] if host else _edge(regions)
        size = size_of(content.things[iri])
        x, y = ground.free(start.x, start.y, size)
        places[iri] = Place(x, y, size, start.region, wanted[iri])
        ground.take(places[iri])
    outside = [iri for iri in new if kinds[iri] in ABOVE]
    for iri, place in above(content, outside, regions, wanted).items():
        x, y = ground.free(place.x, place.y, place.size + 8)
        places[iri] = place._replace(x=x, y=y)
        ground.take(places[iri])


def _edge(regions: Sequence[Region]) -> Place:
    """Below the map, where what belongs nowhere is put."""
    bottom = max((region.y + region.r for region in regions), default=0.0)
    return Place(0.0, round(bottom + 60, 1), 0.0)


class _Ground:
    """What is taken of the map, by squares."""

    def __init__(self, places: Mapping[str, Place]) -> None:
        self._squares: defaultdict[tuple[int, int], list[Place]] = defaultdict(list)
        for place in places.values():
            self.take(place)

    def take(self, place: Place) -> None:
        """Note a circle."""
        self._squares[int(place.x // _STEP), int(place.y // _STEP)].append(place)

    def free(self, x: float, y: float, size: float) -> tuple[float, float]:
        """The nearest place where a circle lies over no other, looked for along a spiral."""
        number = 0
        while True:
            reach = 4 * sqrt(number)
            at = round(x + reach * cos(number * _TURN), 1), round(y + reach * sin(number * _TURN), 1)
            if not self._over(*at, size):
                return at
            number += 1

    def _over(self, x: float, y: float, size: float) -> bool:
        column, row = int(x // _STEP), int(y // _STEP)
        squares = ((column + dx, row + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1))
        near = (place for square in squares for place in self._squares.get(square, ()))
        return any(hypot(place.x - x, place.y - y) < place.size + size + GAP / 2 for place in near)
