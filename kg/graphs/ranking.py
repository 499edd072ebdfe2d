"""What is central in a network of papers, people and concepts (`network`).

`pagerank`: Brin and Page's random walk along the weighted edges, which starts anew at any node with probability 0.15:
high for what many are joined to that are joined to many. `betweenness`: Freeman's share of shortest paths that pass
through a node, edges all alike: high for what joins fields. `degree`: the sum of the weights of the edges.
`recency`: papers count half as much for each year that they are older than the newest; the year itself for papers.
"""

from __future__ import annotations

from typing import NamedTuple

import networkx as nx

from kg.errors import KgError
from kg.graphs.network import Network

MEASURES = ("pagerank", "betweenness", "degree", "recency")
EXACT = 1_500
"""Up to so many nodes betweenness is exact; in larger networks it is estimated from the paths of some."""

_STEPS = 20_000_000  # edges that are followed at most for an estimate
_FEWEST, _MOST = 20, 200  # nodes from which an estimate starts
_SEED = 0
_DAMPING, _ROUNDS, _TOLERANCE = 0.85, 60, 1e-6


class Ranked(NamedTuple):
    """A thing and how central it is."""

    iri: str
    score: float
    papers: int  # of the network that it is joined to; for a paper, 1


class Ranking(NamedTuple):
    """The things of a kind, the most central first; ties are left to whoever knows their labels."""

    entries: tuple[Ranked, ...]
    sources: int  # nodes from which betweenness was estimated; 0 when nothing was estimated
    nodes: int  # of the network
    edges: int


def rank(network: Network, what: str, by: str) -> Ranking:
    """How central the things of a kind are.

    Args:
        network: of papers, people and concepts.
        what: a key of `network.KINDS`.
        by: one of MEASURES.

    Raises:
        KgError: when nothing in the network has a year, and `by` is recency.
    """
    graph = network.graph
    sources = 0
    if by == "pagerank":
        scores = pagerank(graph)
    elif by == "degree":
        scores = {iri: float(degree) for iri, degree in graph.degree(weight="weight")}
    elif by == "recency":
        scores = _recency(network)
    else:
        sources = _sources(graph)
        scores = nx.betweenness_centrality(graph, k=sources or None, seed=_SEED)
    entries = [
        Ranked(iri, scores[iri], 1 if what == "papers" else graph.degree(iri))
        for iri in network.of_kind(what)
        if iri in scores
    ]
    entries.sort(key=lambda entry: (-round(entry.score, 12), entry.iri))
    return Ranking(tuple(entries), sources, graph.number_of_nodes(), graph.number_of_edges())


def pagerank(graph: nx.Graph[str]) -> dict[str, float]:
    """PageRank by power iteration: that of networkx needs SciPy.

    >>> scores = pagerank(nx.star_graph(["hub", "one", "two"]))
    >>> max(scores, key=scores.get), round(sum(scores.values()), 6)
    ('hub', 1.0)
    """
    size = graph.number_of_nodes()
    if not size:
        return {}
    number = {iri: at for at, iri in enumerate(graph)}
    edges = [[(number[other], edge.get("weight", 1.0)) for other, edge in graph.adj[iri].items()] for iri in graph]
    strength = [sum(weight for _, weight in those) for those in edges]
    scores = [1 / size] * size
    for _ in range(_ROUNDS):
        lost = sum(score for score, out in zip(scores, strength, strict=True) if not out)
        fresh = [(1 - _DAMPING + _DAMPING * lost) / size] * size
        for score, out, those in zip(scores, strength, edges, strict=True):
            for at, weight in those:
                fresh[at] += _DAMPING * score / out * weight
        change = sum(abs(one - other) for one, other in zip(fresh, scores, strict=True))
        scores = fresh
        if change < _TOLERANCE:
            break
    return dict(zip(graph, scores, strict=True))


def _sources(graph: nx.Graph[str]) -> int:
    """From how many nodes betweenness is estimated; 0 for all."""
    if graph.number_of_nodes() <= EXACT:
        return 0
    edges: int = graph.number_of_edges()
    return max(_FEWEST, min(_MOST, _STEPS // max(edges, 1)))


def _recency(network: Network) -> dict[str, float]:
    if not network.years:
        raise KgError("no paper here has a year", hint="rank by pagerank, betweenness or degree")
    newest = max(network.years.values())
    scores: dict[str, float] = {}
    for paper, year in network.years.items():
        scores[paper] = float(year)
        for thing in network.graph.adj[paper]:
            scores[thing] = scores.get(thing, 0) + 2.0 ** (year - newest)
    return scores
