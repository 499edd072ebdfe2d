"""Where things lie on a page: papers that share a topic or method in one named circle, the same place every time.

A region is made of the papers of one concept. Concepts are taken greedily, each time the one that gathers most papers
that have no region yet (in the manner of greedy set cover, Chvátal 1979); papers without any such concept go where most
of their other concepts are, or into a region of what was not placed. Circles are packed around the largest, each beside
the one that it shares most concepts with. Inside a circle things take the points of a sunflower (Vogel 1979), hubs in
the middle, papers near the hubs that they belong to.

What had a place on an older page keeps it: only what is new is placed.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kg.views.data import Region

CONCEPTS = ("topic", "method", "task", "dataset", "software")
PAPER = 6.0  # radius of a paper
_STEP = 11.5  # distance of the points of a sunflower
_GAP = 46.0  # between circles, for their names
_TURNS = 48  # places around a circle that are tried
_PULL = 0.35  # weight of being near what much is shared with, beside being near the middle
_LARGEST = 60  # regions at most
_LEAST = 4  # papers of a region that is more than a remainder
_GOLDEN = math.pi * (3 - math.sqrt(5))
_NAMES = 2  # concepts that a region is called by
_NEAR = 260  # things in a circle up to which each is put near what it belongs to; beyond, in order
_DIGITS = 1  # after the point


_Circle = tuple[float, float, float]  # x, y, radius


class Old(NamedTuple):
    """An older page: what had which place."""

    regions: Mapping[str, tuple[float, float, float]]  # label → x, y, r
    places: Mapping[str, tuple[float, float, str]]  # IRI → x, y, label of the region


class Layout(NamedTuple):
    """Places of things."""

    regions: list[Region]
    region: dict[str, int]  # IRI → index
    places: dict[str, tuple[float, float]]


NOTHING = Old({}, {})


def regions_of(
    papers: Sequence[str], concepts: Mapping[str, Sequence[str]], direct: Mapping[str, Sequence[str]]
) -> list[tuple[list[str], list[str]]]:
    """Papers in groups that share a concept, each with the concepts that name it; the largest first.

    Args:
        papers: IRIs, in order.
        concepts: of each paper, with all that is broader.
        direct: of each paper, those that documents name: a region is called by them.

    >>> concepts = {paper: ["x"] if paper < "f" else ["y"] for paper in "abcdefgh"}
    >>> regions_of(list("abcdefgh"), concepts, concepts)
    [(['x'], ['a', 'b', 'c', 'd', 'e']), ([], ['f', 'g', 'h'])]
    """
    of: dict[str, set[str]] = defaultdict(set)
    for paper in papers:
        for concept in concepts.get(paper, ()):
            of[concept].add(paper)
    most = max(_LEAST, len(papers) // 8)
    left, groups = set(papers), dict[str, set[str]]()
    widest = max(_LEAST, len(papers) // 3)  # what more papers have says nothing of them
    sizes = {concept: len(found) for concept, found in of.items() if _LEAST <= len(found) <= widest}
    while sizes and len(groups) < _LARGEST:
        best = max(sorted(sizes), key=lambda concept: (min(sizes[concept], most), -len(of[concept])))
        members = of[best] & left
        if len(members) < _LEAST:
            del sizes[best]
            continue
        groups[best] = members
        left -= members
        sizes = {concept: size for concept in sizes if (size := len(of[concept] & left)) >= _LEAST and concept != best}
    _join(left, groups, concepts)
    spread = Counter(each for paper in papers for each in direct.get(paper, ()))
    made = [(_names(concept, members, direct, spread), sorted(members)) for concept, members in groups.items()]
    made.sort(key=lambda group: (-len(group[1]), group[0]))
    return [*made, ([], sorted(left))] if left else made


def _join(left: set[str], groups: Mapping[str, set[str]], concepts: Mapping[str, Sequence[str]]) -> None:
    """Put papers that no group took where most of their concepts are."""
    held: dict[str, Counter[str]] = {
        name: Counter(each for paper in members for each in concepts.get(paper, ())) for name, members in groups.items()
    }
    where: dict[str, list[str]] = defaultdict(list)
    for name, counts in held.items():
        for concept in counts:
            where[concept].append(name)
    for paper in sorted(left):
        likely = Counter[str]()
        for concept in concepts.get(paper, ()):
            for name in where[concept]:
                likely[name] += held[name][concept]
        if likely:
            best = max(sorted(likely), key=lambda name: likely[name])
            groups[best].add(paper)
            left.discard(paper)


def _names(
    concept: str, members: set[str], direct: Mapping[str, Sequence[str]], spread: Mapping[str, int]
) -> list[str]:
    """The concepts that tell most about a group: many of its papers have them, and few others."""
    counts = Counter(each for paper in members for each in direct.get(paper, ()))
    shared = {each: count for each, count in counts.items() if count > 1}
    worth = {each: round(count * math.log(1 + len(direct) / spread[each]), 6) for each, count in shared.items()}
    return sorted(worth, key=lambda each: (-worth[each], each))[:_NAMES] or [concept]


def lay_out(
    groups: Sequence[tuple[str, Sequence[str], int]],
    near: Mapping[str, Sequence[str]],
    old: Old = NOTHING,
) -> Layout:
    """Give every thing a place.

    Args:
        groups: label, things in the order from the middle outwards, and number of papers, of each region.
        near: of a thing, those that it should lie near.
        old: the page that was there before.
    """
    radii = [_radius(len(things)) for _, things, _ in groups]
    shared = _shared(groups, near)
    centres = _packed([label for label, _, _ in groups], radii, shared, old)
    layout = Layout([], {}, {})
    for at, (label, things, papers) in enumerate(groups):
        x, y, r = centres[at]
        layout.regions.append(Region(label, round(x, _DIGITS), round(y, _DIGITS), round(r, _DIGITS), papers))
        kept = {iri: old.places[iri][:2] for iri in things if iri in old.places and old.places[iri][2] == label}
        layout.places.update(_inside(things, (x, y), near, kept))
        layout.region.update(dict.fromkeys(things, at))
    return layout


def _radius(size: int) -> float:
    return _STEP * math.sqrt(size + 1) + 2.2 * PAPER


def _shared(
    groups: Sequence[tuple[str, Sequence[str], int]], near: Mapping[str, Sequence[str]]
) -> Counter[tuple[int, int]]:
    """How much pairs of regions have to do with each other."""
    region = {iri: at for at, (_, things, _) in enumerate(groups) for iri in things}
    found: Counter[tuple[int, int]] = Counter()
    for iri, others in near.items():
        for other in others:
            if iri in region and other in region and region[iri] != region[other]:
                one, two = sorted((region[iri], region[other]))
                found[one, two] += 1
    return found


def _packed(
    labels: Sequence[str], radii: Sequence[float], shared: Mapping[tuple[int, int], int], old: Old
) -> list[_Circle]:
    """Circles that do not overlap: where they were, or near the middle and near what they share much with."""
    placed: dict[int, _Circle] = {}
    for at, label in enumerate(labels):
        if label in old.regions and old.regions[label][2] >= radii[at] - _STEP:
            placed[at] = old.regions[label]
    for at, radius in enumerate(radii):
        if at not in placed:
            pull = {other: shared.get((min(at, other), max(at, other)), 0) for other in placed}
            placed[at] = _free(radius, placed, pull)
    return [placed[at] for at in range(len(radii))]


def _free(radius: float, placed: Mapping[int, _Circle], pull: Mapping[int, int]) -> _Circle:
    """The best of the places that touch a circle and no other: near the middle, and near what pulls."""
    best, cost = (0.0, 0.0, radius), math.inf
    for x, y, r in placed.values():
        distance = r + radius + _GAP
        for turn in range(_TURNS):
            angle = turn * math.tau / _TURNS
            spot = (x + distance * math.cos(angle), y + distance * math.sin(angle), radius)
            if any(_touch(spot, other) for other in placed.values()):
                continue
            if (found := math.hypot(spot[0], spot[1]) + _PULL * _pulled(spot, placed, pull)) < cost - 1e-6:
                best, cost = spot, found
    return best


def _touch(one: _Circle, other: _Circle) -> bool:
    return math.hypot(one[0] - other[0], one[1] - other[1]) < one[2] + other[2] + _GAP - 0.01


def _pulled(spot: _Circle, placed: Mapping[int, _Circle], pull: Mapping[int, int]) -> float:
    """The mean distance to what pulls, by weight."""
    away = ((weight, placed[at]) for at, weight in pull.items() if weight)
    far = sum(weight * math.hypot(spot[0] - x, spot[1] - y) for weight, (x, y, _) in away)
    return far / (sum(pull.values()) or 1)


def _inside(
    things: Sequence[str],
    centre: tuple[float, float],
    near: Mapping[str, Sequence[str]],
    kept: Mapping[str, tuple[float, float]],
) -> dict[str, tuple[float, float]]:
    """Points of a sunflower for things, those in the middle first; what is kept stays."""
    points = [_point(at, centre) for at in range(len(things) + len(kept))]
    taken = {(round(x, _DIGITS), round(y, _DIGITS)) for x, y in kept.values()}
    free = [point for point in points if point not in taken]
    places = dict(kept)
    for iri in things:
        if iri in places:
            continue
        anchors = [places[other] for other in near.get(iri, ()) if other in places]
        if anchors and len(things) <= _NEAR:
            x, y = (sum(each) / len(anchors) for each in zip(*anchors, strict=True))
            away = [round(math.hypot(left - x, up - y) + number * 0.05, 6) for number, (left, up) in enumerate(free)]
            at = away.index(min(away))
        else:
            at = 0
        places[iri] = free.pop(at)
    return places


def _point(at: int, centre: tuple[float, float]) -> tuple[float, float]:
    distance, angle = _STEP * math.sqrt(at + 0.5), at * _GOLDEN
    return (
        round(centre[0] + distance * math.cos(angle), _DIGITS),
        round(centre[1] + distance * math.sin(angle), _DIGITS),
    )
