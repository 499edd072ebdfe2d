"""Which papers belong together: regions of concepts that papers share, and in each the concept that a paper stands for.

Concepts that the same papers name are divided into groups (Louvain), each bond weighted by how rare the two are: what
thousands of papers name tells little. A paper belongs to the group that its concepts speak for most. The work grows
with the papers, each of which bonds only its few most telling concepts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nlargest
from itertools import combinations
from math import log, sqrt

import networkx as nx

from kg.graphs.links import CONTENT, RELATIONS
from kg.views.data import CONCEPTS, Content

_SEED = 0
_TELLING = 6  # concepts of a paper that bond
_BONDS = 12  # that are kept of a concept
_LEAST = 3  # papers of a region; of a large map a 250th of all
_HIGHER = 0.5  # what a concept counts for the one that it falls under
_METHOD = 0.6  # what a method counts in the name of a region, beside topics
_NAMES = 2  # concepts that a region is called by


@dataclass(frozen=True)
class Weights:
    """What papers name, and how much it tells."""

    papers: Mapping[str, Mapping[str, float]]  # paper → concept → weight
    spread: Mapping[str, int]  # concept → papers that name it

    @classmethod
    def of(cls, content: Content) -> Weights:
        """The weights of a part of a graph: relations that tell more weigh more, and so do rare concepts."""
        papers: dict[str, dict[str, float]] = {i: {} for i, thing in content.things.items() if thing.kind == "paper"}
        for edge in content.edges:
            if edge.start in papers and edge.relation in CONTENT and content.things[edge.end].kind in CONCEPTS:
                told = papers[edge.start]
                told[edge.end] = max(told.get(edge.end, 0), 1 / RELATIONS[edge.relation].length)
        for told in papers.values():
            _climb(told, content.broader)
        spread = Counter(concept for told in papers.values() for concept in told)
        every = max(len(papers), 2)
        rare = {concept: log(1 + every / count) for concept, count in spread.items()}
        return cls(
            {paper: {c: round(w * rare[c], 6) for c, w in told.items()} for paper, told in papers.items()}, spread
        )


def _climb(told: dict[str, float], broader: Mapping[str, Sequence[str]]) -> None:
    """Let a paper speak for the concepts that its own fall under, less the higher they stand."""
    waiting = sorted(told.items())
    while waiting:
        concept, weight = waiting.pop()
        for above in broader.get(concept, ()):
            if _HIGHER * weight > told.get(above, 0.1):
                told[above] = _HIGHER * weight
                waiting.append((above, told[above]))


@dataclass(frozen=True)
class Group:
    """A region: papers that belong together, by the concept that each stands for."""

    label: str
    cells: Mapping[str, Sequence[str]]  # concept → papers; those that stand for none under the empty IRI

    @cached_property
    def papers(self) -> int:
        """How many papers it has."""
        return sum(map(len, self.cells.values()))


def groups(content: Content, weights: Weights) -> list[Group]:
    """The papers of a map in groups, those of the most papers first, and last those that have nothing in common."""
    cluster = _clusters(weights)
    members = _members(weights, cluster)
    found = {number: _group(content, weights, papers, cluster, number) for number, papers in members.items()}
    return [found[n] for n in sorted(found, key=lambda n: (n < 0, -found[n].papers, found[n].label, n))]


def label_of(content: Content, papers: Iterable[str], weights: Weights) -> str:
    """A name for some papers: the concepts that tell them most from the rest, topics rather than methods."""
    found: defaultdict[str, float] = defaultdict(float)
    for paper in papers:
        for concept, weight in weights.papers.get(paper, {}).items():
            found[concept] += weight
    grouping = {iri for those in content.broader.values() for iri in those} - content.names.keys()
    labels: list[str] = []
    for concept in nlargest(4 * _NAMES, sorted(found), key=lambda concept: _worth(content, concept, found[concept])):
        label = content.names.get(concept, "")
        if not label and concept in content.things and concept not in grouping:
            label = content.things[concept].label
        if label and not any(label in other or other in label for other in labels):
            labels.append(label)
    return " · ".join(labels[:_NAMES]) or "other papers"


def _worth(content: Content, concept: str, weight: float) -> float:
    thing = content.things.get(concept)
    return round(weight * (1 if thing is None or thing.kind in ("topic", "task") else _METHOD), 6)


def _clusters(weights: Weights) -> dict[str, int]:
    """Concept → the number of its group; of those that several papers name."""
    bonds = _bonds(weights)
    concepts = sorted(bonds)
    numbers = {concept: at for at, concept in enumerate(concepts)}
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(concepts)))
    for concept in concepts:
        for weight, other in nlargest(_BONDS, ((round(w, 6), other) for other, w in sorted(bonds[concept].items()))):
            graph.add_edge(numbers[concept], numbers[other], weight=weight)
    if not graph.number_of_edges():
        return {}
    found = nx.community.louvain_communities(graph, resolution=_fineness(weights), seed=_SEED)
    ordered = sorted((sorted(group) for group in found), key=lambda group: (-len(group), group))
    return {concepts[number]: at for at, group in enumerate(ordered) for number in group}


def _bonds(weights: Weights) -> dict[str, dict[str, float]]:
    """What the same papers name, by how telling both are for them."""
    bonds: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for told in weights.papers.values():
        shared = sorted((-weight, concept) for concept, weight in told.items() if weights.spread[concept] > 1)
        for (one, a), (other, b) in combinations(sorted(shared[:_TELLING], key=lambda item: item[1]), 2):
            bond = sqrt(one * other)
            bonds[a][b] += bond
            bonds[b][a] += bond
    return {concept: dict(others) for concept, others in bonds.items()}


def _fineness(weights: Weights) -> float:
    """Louvain's resolution: a map of more papers has more regions, if not as many times more."""
    return float(1.3 * max(1.0, len(weights.papers) / 200) ** 0.3)


def _members(weights: Weights, cluster: Mapping[str, int]) -> dict[int, list[str]]:
    """Group → papers. Groups of too few papers are given up; -1 holds what has nothing in common."""
    votes = {paper: _votes(told, cluster) for paper, told in weights.papers.items()}
    least = max(_LEAST, len(votes) // 250)
    small = set[int]()
    while True:
        members: defaultdict[int, list[str]] = defaultdict(list)
        for paper, those in votes.items():
            open_ = [(-vote, number) for number, vote in those.items() if number not in small]
            members[min(open_)[1] if open_ else -1].append(paper)
        given_up = {number for number, papers in members.items() if number >= 0 and len(papers) < least}
        if not given_up:
            return dict(members)
        small.add(min(given_up, key=lambda number: (len(members[number]), -number)))


def _votes(told: Mapping[str, float], cluster: Mapping[str, int]) -> dict[int, float]:
    found: defaultdict[int, float] = defaultdict(float)
    for concept, weight in told.items():
        if concept in cluster:
            found[cluster[concept]] += weight
    return {number: round(vote, 6) for number, vote in found.items()}


def _group(content: Content, weights: Weights, papers: Sequence[str], cluster: Mapping[str, int], number: int) -> Group:
    """A group with its cells: a paper stands for the concept that is both telling and shared in the group."""
    here = Counter(concept for paper in papers for concept in weights.papers[paper])
    cells: defaultdict[str, list[str]] = defaultdict(list)
    for paper in papers:
        own = [c for c in weights.papers[paper] if c in content.things and cluster.get(c, -2) == number and here[c] > 1]
        best = max(own, key=lambda c: (round(weights.papers[paper][c] * log(1 + here[c]), 6), c), default="")
        cells[best].append(paper)
    label = label_of(content, papers, weights) if number >= 0 else "other papers"
    return Group(label, dict(cells))
