"""How two things are connected: the best chains of facts between them.

A chain tells little when it passes through what joins thousands: everything is "about deep learning". As in
Ciampaglia et al., "Computational Fact Checking from Knowledge Networks" (PLoS ONE 10(6), 2015), each thing between the
two ends therefore costs the logarithm of its degree; to that come the lengths of the steps (`links.RELATIONS`), because
"introduces" tells more than "mentions", and "is listed in the same document" next to nothing:

    cost = sum of the lengths of the steps + sum of log2(degree) of the things between the ends

Several facts between the same two things are one step, as long as the shortest of them. The best chain is found by a
best-first search from both ends at once, the next best ones by Yen's way ("Finding the K Shortest Loopless Paths in a
Network", Management Science 17(11), 1971): each leaves an earlier chain at one of its things.

What points to a hub is not followed, unless the hub is an end: chains meet in it, they do not run on to its papers. The
search reads at most a certain number of things and then takes the best that it has seen.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from heapq import heappop, heappush
from itertools import pairwise
from math import inf, log2
from typing import NamedTuple

from kg.graphs.links import RELATIONS, Link, Nodes

_READ = 250  # things whose links are read at most
_LOOKED = 40_000  # steps that are looked at until no further chains are sought beside those found
_LEAST = log2(2)  # what passing through a thing costs at least
_AHEAD = 1 + 2 * _LEAST  # what a chain that neither side knows costs at least beyond what both have reached: a step
# between two things that each have one link to come by and another to leave by
_MORE = 4  # chains that are tried for each that is wanted: some are detours, or halves that do not fit together


class Step(NamedTuple):
    """From one thing to the next."""

    start: str  # IRI
    end: str
    links: tuple[Link, ...]  # all that relate them, as seen from the start, those that tell most first

    @property
    def length(self) -> float:
        """The length of the shortest link."""
        return _shortest(self.links)


class Path(NamedTuple):
    """A chain of facts from one thing to another."""

    cost: float
    steps: tuple[Step, ...]

    @property
    def things(self) -> tuple[str, ...]:
        """The IRIs on the way, both ends among them."""
        return (*(step.start for step in self.steps), self.steps[-1].end)


class Avoid(NamedTuple):
    """What no chain may have."""

    things: frozenset[str] = frozenset()  # IRIs
    relations: frozenset[str] = frozenset()  # keys of RELATIONS


NOTHING = Avoid()


def paths(
    nodes: Nodes,
    start: str,
    end: str,
    *,
    limit: int = 3,
    max_steps: int = 6,
    via: str = "",
    avoid: Avoid = NOTHING,
) -> list[Path]:
    """The best chains between two things, best first; ties by the things on the way. Both ways round they are the same.

    A chain that only takes a detour (it passes all that a better one passes, and more) is left out. One that has most
    of its things in common with a better one is a variation of it, and counts only when there are too few others.

    Args:
        nodes: the things of a graph.
        start: an IRI.
        end: another.
        limit: how many chains are wanted.
        max_steps: how many steps a chain may have.
        via: a thing that the chains pass, where one is named.
        avoid: what they do not have.
    """
    one, other = sorted((start, end))
    ends = [(one, via), (via, other)] if via else [(one, other)]
    first, *second = (_Ways(nodes, *pair, avoid).best(_MORE * limit, max_steps) for pair in ends)
    joined = _linked(first, second[0], max_steps, nodes) if second else first
    chosen = _different(joined, limit)
    return chosen if start == one else [_reversed(path) for path in chosen]


def _different(found: Sequence[Path], limit: int) -> list[Path]:
    """The best chains of `found` that are no detours; variations of better ones only to fill up."""
    chosen: list[Path] = []
    variations: list[Path] = []
    for path in found:
        inner = [(set(path.things[1:-1]), set(better.things[1:-1])) for better in (*chosen, *variations)]
        if any(passed and passed <= things for things, passed in inner):
            continue
        is_variation = any(2 * len(things & passed) > min(len(things), len(passed)) for things, passed in inner)
        (variations if is_variation else chosen).append(path)
    return sorted((chosen + variations)[:limit], key=lambda path: (path.cost, path.things))


def nearest(nodes: Nodes, iri: str, limit: int = 3) -> list[Step]:
    """The nearest things to one, as steps to them."""
    links = (link for link in (*nodes[iri].outgoing, *nodes[iri].incoming))
    steps = [Step(iri, other, links) for other, links in _by_other(links).items()]
    return sorted(steps, key=lambda step: (step.length, nodes[step.end].label, step.end))[:limit]


def _linked(first: Sequence[Path], second: Sequence[Path], max_steps: int, nodes: Nodes) -> list[Path]:
    """Chains that are one of `first` and then one of `second`, best first."""
    both = (
        Path(one.cost + other.cost + nodes[other.things[0]].toll, one.steps + other.steps)
        for one in first
        for other in second
    )
    fitting = (path for path in both if len(path.steps) <= max_steps and len(set(path.things)) == len(path.things))
    return sorted(fitting, key=lambda path: (path.cost, path.things))


def _reversed(path: Path) -> Path:
    steps = (
        Step(step.end, step.start, tuple(sorted((_turned(link, step.start) for link in step.links), key=_telling)))
        for step in reversed(path.steps)
    )
    return Path(path.cost, tuple(steps))


class _Ways:
    """The ways between two things."""

    def __init__(self, nodes: Nodes, start: str, end: str, avoid: Avoid) -> None:
        self.start, self.end, self.nodes = start, end, nodes
        self._ends = {start, end, *self._editions(start), *self._editions(end)}
        self._avoid = avoid
        self._steps: dict[str, dict[str, tuple[Link, ...]]] = {}
        self._length: dict[str, dict[str, float]] = {}
        self._looked = 0

    def _editions(self, iri: str) -> list[str]:
        """The editions of a venue, whose papers are the venue's."""
        links = self.nodes[iri].incoming if self.nodes[iri].kind == "venue" else ()
        return [link.other for link in links if link.relation == "series"]

    def best(self, limit: int, max_steps: int) -> list[Path]:
        """The `limit` best chains of at most `max_steps` steps, best first; ties by the things on the way."""
        found: list[Path] = []
        waiting: list[tuple[float, tuple[str, ...]]] = []
        seen: set[tuple[str, ...]] = set()
        while (wanted := limit - len(found)) > 0:
            bound = sorted(waiting)[wanted - 1][0] if len(waiting) >= wanted else inf
            for things in self._leaving(found, max_steps, bound):
                if things not in seen:
                    seen.add(things)
                    heappush(waiting, (self._cost(things), things))
            if not waiting:
                break
            cost, things = heappop(waiting)
            found.append(Path(cost, tuple(self._step(*pair) for pair in pairwise(things))))
        return found

    def _leaving(self, found: Sequence[Path], max_steps: int, bound: float) -> Iterator[tuple[str, ...]]:
        """The best chain, or those that leave the last one found at each of its things."""
        if not found:
            yield from self._search(self.start, frozenset(), frozenset(), max_steps, inf)
            return
        chains = [path.things for path in found]
        last = chains[-1]
        for at in range(len(last) - 1):
            root = last[:at]
            nexts = frozenset(chain[at + 1] for chain in chains if chain[: at + 1] == last[: at + 1])
            spent = self._cost(last[: at + 1]) + (self._toll(last[at]) if at else 0)
            for rest in self._search(last[at], frozenset(root), nexts, max_steps - at, bound - spent):
                yield root + rest

    def _search(
        self, start: str, banned: frozenset[str], nexts: Collection[str], max_steps: int, bound: float
    ) -> Iterator[tuple[str, ...]]:
        """The best chain from `start` to the end that passes nothing banned and does not go to any of `nexts` first."""
        if max_steps < 1:
            return
        sides = (_Side(start), _Side(self.end))
        best: tuple[float, tuple[str, ...]] = (bound, ())
        most = _LOOKED if nexts else 10 * _LOOKED  # more for the best chain of all
        while any(side.queue for side in sides) and self._looked < most:
            if sum(side.queue[0][0] for side in sides if side.queue) + _AHEAD > best[0]:
                break
            # The side with less to look at goes first. One that ends among hubs leaves the rest to the other.
            ahead = not sides[1].queue or 0 < len(sides[0].queue) <= len(sides[1].queue)
            one, other = sides if ahead else sides[::-1]
            label = heappop(one.queue)[3]
            if label.steps >= max_steps or not one.is_best(label) or not self._may_read(label.thing):
                continue
            cost = label.cost + (self._toll(label.thing) if label.before else 0)
            hope = _LEAST + (other.queue[0][0] if other.queue else 0)  # what comes at least to a way to something new
            for thing, length in self._lengths(label.thing).items():
                first, second = (label.thing, thing) if ahead else (thing, label.thing)
                if thing in banned or thing in self._avoid.things or (first == start and second in nexts):
                    continue
                self._looked += 1
                reached = _Label(cost + length, label.steps + 1, thing, label)
                met = other.known.get(thing, ())
                if not met and reached.cost + hope > best[0]:
                    continue
                for each in met if one.reach(reached) else ():
                    if reached.steps + each.steps <= max_steps:
                        best = min(best, self._meeting(*((reached, each) if ahead else (each, reached))))
        if best[1]:
            yield best[1]

    def _meeting(self, one: _Label, other: _Label) -> tuple[float, tuple[str, ...]]:
        """The cost and the things of a chain of which each side knows a part."""
        things = one.chain + other.chain[-2::-1]
        if len(set(things)) < len(things):
            return inf, ()
        return one.cost + other.cost + (self._toll(one.thing) if one.before and other.before else 0), things

    def _may_read(self, iri: str) -> bool:
        return iri in self._steps or iri in self._ends or len(self._steps) < _READ

    def _around(self, iri: str) -> dict[str, tuple[Link, ...]]:
        """What a chain may go on to from a thing, with the links to it."""
        if iri not in self._steps:
            node = self.nodes[iri]
            follows = iri in self._ends or not node.is_hub
            links = (*node.outgoing, *(node.incoming if follows else ()))
            self._steps[iri] = _by_other(link for link in links if link.relation not in self._avoid.relations)
        return self._steps[iri]

    def _lengths(self, iri: str) -> dict[str, float]:
        """What a chain may go on to from a thing, with the length of the step."""
        if iri not in self._length:
            self._length[iri] = {other: _shortest(links) for other, links in self._around(iri).items()}
        return self._length[iri]

    def _step(self, start: str, end: str) -> Step:
        """All links between two things, whichever of them was read."""
        there = self._around(start).get(end, ())
        back = (_turned(link, end) for link in self._around(end).get(start, ()))
        return Step(start, end, tuple(sorted({*there, *back}, key=_telling)))

    def _toll(self, iri: str) -> float:
        return self.nodes[iri].toll

    def _cost(self, things: Sequence[str]) -> float:
        steps = sum(self._step(*pair).length for pair in pairwise(things))
        return steps + sum(map(self._toll, things[1:-1]))


class _Label(NamedTuple):
    """A way from an end of a search to a thing."""

    cost: float  # without what passing through the thing costs
    steps: int
    thing: str
    before: _Label | None

    @property
    def chain(self) -> tuple[str, ...]:
        """The things from the end to this one."""
        return (*(self.before.chain if self.before else ()), self.thing)


class _Side:
    """A search from one end."""

    def __init__(self, origin: str) -> None:
        self.queue: list[tuple[float, int, str, _Label]] = []
        self.known: dict[str, list[_Label]] = {}
        self.reach(_Label(0, 0, origin, None))

    def reach(self, label: _Label) -> bool:
        """Note a way to a thing; False when one is known that is as cheap and no longer."""
        known = self.known.setdefault(label.thing, [])
        if any(each.cost <= label.cost and each.steps <= label.steps for each in known):
            return False
        known[:] = [each for each in known if each.cost < label.cost or each.steps < label.steps] + [label]
        heappush(self.queue, (label.cost, label.steps, label.thing, label))
        return True

    def is_best(self, label: _Label) -> bool:
        """Whether no better way to the thing was found while the label waited."""
        return any(each is label for each in self.known[label.thing])


def _shortest(links: Sequence[Link]) -> float:
    return min(RELATIONS[link.relation].length for link in links)


def _by_other(links: Iterable[Link]) -> dict[str, tuple[Link, ...]]:
    found: dict[str, list[Link]] = {}
    for link in links:
        found.setdefault(link.other, []).append(link)
    return {other: tuple(those) for other, those in found.items()}


def _turned(link: Link, other: str) -> Link:
    """A link as seen from its other end."""
    return link._replace(forward=not link.forward, other=other)


def _telling(link: Link) -> tuple[object, ...]:
    return RELATIONS[link.relation].length, link
