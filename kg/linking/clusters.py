"""Union-find that keeps the reason of every union and asks a guard before it joins."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg.linking.entities import Reason


class Clusters:
    """A partition of the numbers 0 … `size` - 1 that begins with each alone and grows by `join`.

    Args:
        size: how many items there are.
        allowed: called with two clusters (lists of items) before they become one; False keeps them apart.

    >>> clusters = Clusters(4, lambda one, other: 3 not in one + other)
    >>> clusters.join(0, 2, Reason("same title", "deep sets")), clusters.join(2, 3, Reason("same title", "x"))
    (True, False)
    >>> [members for members, reasons in clusters]
    [[0, 2], [1], [3]]
    """

    def __init__(self, size: int, allowed: Callable[[list[int], list[int]], bool]) -> None:
        self._allowed = allowed
        self._root = list(range(size))
        self._members = {item: [item] for item in range(size)}
        self._reasons: dict[int, list[Reason]] = {item: [] for item in range(size)}

    def join(self, one: int, other: int, reason: Reason) -> bool:
        """Make the clusters of two items one, unless the guard objects; tell whether they are one now."""
        keep, drop = sorted((self._root[one], self._root[other]))
        if keep == drop:
            return True
        if not self._allowed(self._members[keep], self._members[drop]):
            return False
        if len(self._members[keep]) < len(self._members[drop]):
            keep, drop = drop, keep
        for item in self._members[drop]:
            self._root[item] = keep
        self._members[keep] += self._members.pop(drop)
        self._reasons[keep] += [*self._reasons.pop(drop), reason]
        return True

    def __iter__(self) -> Iterator[tuple[list[int], list[Reason]]]:
        """Each cluster's items, sorted, with its reasons, sorted; clusters by their first item."""
        ordered = sorted((sorted(members), root) for root, members in self._members.items())
        return iter([(members, sorted(set(self._reasons[root]))) for members, root in ordered])
