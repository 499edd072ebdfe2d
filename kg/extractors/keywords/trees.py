"""A ranker: regression trees whose answers are added up, read from a table of numbers that training wrote.

A line is a tree in depth-first order: `feature:threshold` at a fork (left when the feature is at most the threshold),
a bare number at a leaf.
"""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).with_name("ranker.txt.gz")


class Tree(NamedTuple):
    """Nodes by index. A leaf has feature -1 and its answer as threshold."""

    features: tuple[int, ...]
    thresholds: tuple[float, ...]
    right: tuple[int, ...]  # where the branch for greater values begins; the other one follows its fork

    def answer(self, values: Sequence[float]) -> float:
        """What the tree says of a row of features."""
        features, thresholds, right = self
        at = 0
        while (feature := features[at]) >= 0:
            at = at + 1 if values[feature] <= thresholds[at] else right[at]
        return thresholds[at]


Trees = tuple[Tree, ...]


@cache
def load_trees(file: Path = FILE) -> Trees:
    """A ranker that comes with kg."""
    return parse(gzip.decompress(file.read_bytes()).decode("ascii"))


def parse(text: str) -> Trees:
    r"""Trees from the lines of a table.

    >>> trees = parse("0:0.5 -1 1:2 0.25 3\n0.5\n")
    >>> [sum(tree.answer(row) for tree in trees) for row in ([0, 9], [1, 2], [1, 3])]
    [-0.5, 0.75, 3.5]
    """
    return tuple(_tree(line.split()) for line in text.splitlines())


def _tree(nodes: Sequence[str]) -> Tree:
    features: list[int] = []
    thresholds: list[float] = []
    right = [0] * len(nodes)
    open_forks: list[int] = []
    for at, node in enumerate(nodes):
        feature, fork, threshold = node.rpartition(":")
        features.append(int(feature) if fork else -1)
        thresholds.append(float(threshold))
        if fork:
            open_forks.append(at)
        elif open_forks:
            right[open_forks.pop()] = at + 1
    return Tree(tuple(features), tuple(thresholds), tuple(right))
