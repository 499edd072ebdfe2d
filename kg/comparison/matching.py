"""Which things of two graphs are the same."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator

import pyoxigraph as ox

from kg.comparison.quads import Term
from kg.comparison.side import Listing, Side

Node = tuple[bool, str]
"""Whether a thing is of the new graph, and its IRI there."""

_MARKS: tuple[Callable[[Listing], Hashable], ...] = (
    lambda listing: listing.iri,
    lambda listing: (listing.document, listing.title),
    lambda listing: (listing.document, listing.line),
)
"""By what a reference in one graph is the same as one in the other: the surest comes first."""


class Matching:
    """The things of two graphs about which the graphs do not say the same, in groups of what is one thing in both."""

    def __init__(self, before: Side, after: Side) -> None:
        self._sides = (before, after)
        self._above: dict[Node, Node] = {}
        pairs = [
            *same_papers(before.listings(), after.listings()),
            *after.replacements(),
            *((now, then) for then, now in before.replacements()),
        ]
        same = [(old, new) for old, new in pairs if self._is_there(0, old) and self._is_there(1, new)]
        known = {*before.concerned(), *after.concerned(), *(iri for pair in same for iri in pair)}
        for old, new in [*same, *((iri, iri) for iri in known)]:
            self._match(old, new)
        for old, new in [pair for group in self.groups() for pair in self._same_people(*group)]:
            self._match(old, new)
            for iri in (old, new):
                self._match(iri, iri)

    def _match(self, old: str, new: str) -> None:
        """Note that a thing of the old and one of the new graph are the same; one may be missing."""
        found = [(at == 1, iri) for at, iri in enumerate((old, new)) if self._is_there(at, iri)]
        roots = sorted(self._root(node) for node in found)
        for root in roots:
            self._above[root] = roots[0]

    def _is_there(self, at: int, iri: str) -> bool:
        """Whether a graph has a thing, or it is a concept that only the other graph names."""
        side, other = self._sides[at], self._sides[1 - at]
        return bool(side.kind(iri) or (other.kind(iri) and iri not in other.own))

    def _root(self, node: Node) -> Node:
        while (above := self._above.get(node, node)) != node:
            node = above
        return node

    def groups(self) -> Iterator[tuple[list[str], list[str]]]:
        """The IRIs before and now of each thing, or of several that became others."""
        groups: defaultdict[Node, list[Node]] = defaultdict(list)
        for node in sorted(self._above):
            groups[self._root(node)].append(node)
        for group in groups.values():
            yield [iri for new, iri in group if not new], [iri for new, iri in group if new]

    def _same_people(self, old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
        """The people before and now whom papers that are the same name with the same words in the same place."""
        if not old or not new or self.kind(old, new) != "paper":
            return
        before, after = self._sides
        now = sorted({author for paper in new for author in after.authors(paper)})
        for person, *written in sorted({author for paper in old for author in before.authors(paper)}):
            yield from ((person, other) for other, *same in now if same == written and other != person)

    def kind(self, old: list[str], new: list[str]) -> str:
        """The kind of the things of a group."""
        before, after = self._sides
        iri = (new or old)[0]
        return after.kind(iri) or before.kind(iri)

    def same(self, side: Side, term: Term) -> Hashable:
        """What is equal for the same thing in both graphs, and for equal values."""
        if isinstance(term, ox.Literal):
            return term
        node = (side is self._sides[1], term.value)
        return self._root(node) if node in self._above else term


def same_papers(old: Iterable[Listing], new: Iterable[Listing]) -> Iterator[tuple[str, str]]:
    """The papers before and now of each reference that both graphs have."""
    for mark in _MARKS:
        waiting: defaultdict[Hashable, deque[Listing]] = defaultdict(deque)
        for listing in new:
            waiting[mark(listing)].append(listing)
        rest = []
        for listing in old:
            if same := waiting[mark(listing)]:
                yield listing.paper, same.popleft().paper
            else:
                rest.append(listing)
        old, new = rest, sorted(listing for listings in waiting.values() for listing in listings)
