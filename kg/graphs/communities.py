"""Groups of papers, people and concepts that belong together.

Louvain's method (Blondel et al., "Fast unfolding of communities in large networks", J. Stat. Mech. P10008, 2008)
divides the network of `network`, its edges weighted by the rarity of what they lead to besides: what joins thousands of
papers would join the groups. The seed is fixed and nodes come sorted, so that the same graph always gives the same
groups. A group is called by the concepts that tell it most from the rest (tf-idf).
"""

from __future__ import annotations

from collections import Counter
from math import log
from typing import NamedTuple

import networkx as nx

from kg.graphs.network import Network

_SEED = 0
_NAMES = 3  # concepts that a group is called by
_CONCEPTS = frozenset({"method", "topic", "task", "dataset", "software"})


class Community(NamedTuple):
    """A group."""

    papers: int
    concepts: tuple[str, ...]  # IRIs of those that name it, most telling first
    members: tuple[str, ...]  # IRIs of the things of the wanted kind, most central first


def communities(network: Network, what: str = "papers") -> list[Community]:
    """The groups of a network with at least two papers, the largest first.

    Args:
        network: of papers, people and concepts.
        what: a key of `network.KINDS`: which things of a group are its members.
    """
    graph = _by_rarity(network)
    groups = nx.community.louvain_communities(graph, seed=_SEED) if graph.number_of_edges() else []
    wanted = set(network.of_kind(what))
    spread = _papers_of_concepts(network, graph)
    found = [_described(network, graph, frozenset(group), wanted, spread) for group in groups]
    return sorted((group for group in found if group.papers > 1), key=lambda group: (-group.papers, group.concepts))


def _by_rarity(network: Network) -> nx.Graph[str]:
    """The network with edges weighted by rarity, without what nothing is joined to."""
    graph: nx.Graph[str] = nx.Graph()
    size = max(len(network.of_kind("papers")), 2)
    for one, other, weight in network.graph.edges(data="weight"):
        thing = other if "paper" in network.kinds[one] else one
        rarity = log(1 + size / network.graph.degree(thing))
        graph.add_edge(one, other, weight=weight * rarity)
    return graph


def _papers_of_concepts(network: Network, graph: nx.Graph[str]) -> dict[str, int]:
    return {iri: graph.degree(iri) for iri in graph if network.kinds[iri] & _CONCEPTS}


def _described(
    network: Network, graph: nx.Graph[str], group: frozenset[str], wanted: set[str], spread: dict[str, int]
) -> Community:
    papers = sorted(iri for iri in group if "paper" in network.kinds[iri])
    counts = Counter(thing for paper in papers for thing in graph.adj[paper] if thing in spread)
    everything = max(len(network.of_kind("papers")), 1)
    telling = sorted(counts, key=lambda thing: (-round(counts[thing] * log(1 + everything / spread[thing]), 9), thing))
    inside = {
        iri: sum(edge["weight"] for other, edge in graph.adj[iri].items() if other in group) for iri in group & wanted
    }
    members = sorted(inside, key=lambda iri: (-round(inside[iri], 9), iri))
    return Community(len(papers), tuple(telling[:_NAMES]), tuple(members))
