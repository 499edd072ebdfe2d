"""Circles side by side without overlap, close to a middle.

Each circle touches two that lie on the outline of those before it, where the outline is nearest to the middle (the
front chain of Wang et al., "Visualization of large hierarchical data by circle packing", CHI 2006).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import asin, cos, hypot, inf, pi, sin, sqrt
from typing import NamedTuple


class Circle(NamedTuple):
    """A circle of the plane."""

    x: float
    y: float
    r: float


class _Link:
    """A circle of the outline, with the ones before and after it."""

    __slots__ = ("circle", "following", "previous")

    def __init__(self, circle: Circle) -> None:
        self.circle = circle
        self.previous = self.following = self

    def join(self, other: _Link) -> None:
        """Let `other` come next."""
        self.following, other.previous = other, self


def pack(radii: Sequence[float]) -> list[Circle]:
    """Circles of these radii, the first ones nearest to the middle, none over another.

    >>> [(round(x), round(y), r) for x, y, r in pack([2, 1, 1])]
    [(-1, 0, 2), (2, 0, 1), (1, -2, 1)]
    """
    if len(radii) < 2:
        return [Circle(0, 0, r) for r in radii]
    first, second = radii[:2]
    a, b = _Link(Circle(-second, 0, first)), _Link(Circle(first, 0, second))
    a.join(b)
    b.join(a)
    found = [a.circle, b.circle]
    for r in radii[2:]:
        a, b = _added(a, b, r)
        found.append(b.circle)
        a = _nearest(b)
        b = a.following
    return found


def around(circles: Sequence[Circle]) -> Circle:
    """A circle that holds others: their centre of mass, and as far as needed."""
    if len(circles) == 1:
        return circles[0]
    mass = sum(r * r for _, _, r in circles) or 1
    x, y = sum(c.x * c.r * c.r for c in circles) / mass, sum(c.y * c.r * c.r for c in circles) / mass
    for _ in range(24):  # towards what is farthest, by ever smaller steps
        far = max(circles, key=lambda c: hypot(c.x - x, c.y - y) + c.r)
        others = max((hypot(c.x - x, c.y - y) + c.r for c in circles if c is not far), default=0)
        distance = hypot(far.x - x, far.y - y)
        step = (distance + far.r - others) / 2
        if distance == 0 or step < 0.01:
            break
        x, y = x + (far.x - x) * step / distance, y + (far.y - y) * step / distance
    return Circle(x, y, max(hypot(c.x - x, c.y - y) + c.r for c in circles))


def rings(radius: float, others: Sequence[float], gap: float) -> list[Circle]:
    """Circles around one in the middle, in rings, the first ones nearest."""
    found: list[Circle] = []
    at, outer = 0, radius
    while at < len(others):
        widest = max(others[at:])
        middle = outer + gap + widest
        room = int(pi / asin((widest + gap / 2) / middle))
        members = others[at : at + room]
        for number, r in enumerate(members):
            angle = 2 * pi * number / len(members) - pi / 2
            found.append(Circle(middle * cos(angle), middle * sin(angle), r))
        widest = max(members)
        at, outer = at + room, middle + widest
    return found


def _added(a: _Link, b: _Link, r: float) -> tuple[_Link, _Link]:
    """A circle between two of the outline, or between their neighbours where it would lie over one of these."""
    while True:
        circle = _touching(b.circle, a.circle, r)
        hit = _first_hit(a, b, circle)
        if hit is None:
            link = _Link(circle)
            a.join(link)
            link.join(b)
            return a, link
        if hit[0]:
            b = hit[1]
        else:
            a = hit[1]
        a.join(b)


def _first_hit(a: _Link, b: _Link, circle: Circle) -> tuple[bool, _Link] | None:
    """What a new circle lies over, sought along the outline both ways; whether it was found forwards."""
    forth, back = b.following, a.previous
    ahead, behind = b.circle.r, a.circle.r
    while forth is not back.following:
        if ahead <= behind:
            if _overlap(forth.circle, circle):
                return True, forth
            ahead, forth = ahead + forth.circle.r, forth.following
        else:
            if _overlap(back.circle, circle):
                return False, back
            behind, back = behind + back.circle.r, back.previous
    return None


def _overlap(one: Circle, other: Circle) -> bool:
    reach = one.r + other.r - 1e-6
    dx, dy = one.x - other.x, one.y - other.y
    return reach > 0 and dx * dx + dy * dy < reach * reach


def _touching(b: Circle, a: Circle, r: float) -> Circle:
    """The circle that touches two others, on the outer side of the way from `a` to `b`."""
    dx, dy = b.x - a.x, b.y - a.y
    square = dx * dx + dy * dy
    if not square:
        return Circle(a.x + a.r + r, a.y, r)
    to_a, to_b = (a.r + r) ** 2, (b.r + r) ** 2
    along = (square + to_a - to_b) / (2 * square)
    aside = sqrt(max(0.0, to_a / square - along * along))
    return Circle(a.x + along * dx + aside * dy, a.y + along * dy - aside * dx, r)


def _nearest(start: _Link) -> _Link:
    """The place of the outline that is nearest to the middle."""
    best, least, link = start, inf, start
    while True:
        one, other = link.circle, link.following.circle
        whole = one.r + other.r
        x, y = (one.x * other.r + other.x * one.r) / whole, (one.y * other.r + other.y * one.r) / whole
        score = x * x + y * y
        if score < least - 1e-9:
            best, least = link, score
        link = link.following
        if link is start:
            return best
