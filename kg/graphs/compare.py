"""Two things side by side: what both have, and what only one has.

A thing has facts of its own (what a paper uses, what a method is a variant of) and, through its papers, counts: an
edition has papers on topics, a method papers that extend it, a person papers, topics and co-authors.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

import pyoxigraph as ox

from kg.errors import KgError
from kg.graphs.links import CONTENT, RELATIONS, Nodes
from kg.graphs.similar import CONCEPTS
from kg.namespaces import ONTOLOGY
from kg.sparql import rows

PAPERS = "papers"
"""The name of the aspect that holds the papers of two things."""

_OF_PAPERS = (*CONTENT, "creator", "affiliation", "presentationType", "receivedAward", "presentedAt", "publishedIn")
_COUNTED = ", ".join(f"kg:{name}" for name in (*_OF_PAPERS, "year"))
_UNION = ox.DefaultGraph()


class Value(NamedTuple):
    """A value of a property, and in how many papers of either thing; of a fact of the thing itself 1 or 0."""

    value: ox.NamedNode | ox.Literal
    ours: int
    theirs: int


class Aspect(NamedTuple):
    """What two things have of one property."""

    name: str  # a key of `links.RELATIONS`, with "← " before it what points to the things; "year"; or PAPERS
    values: tuple[Value, ...]  # what both have first, then what many papers have

    @property
    def both(self) -> list[Value]:
        """What both have."""
        return [value for value in self.values if value.ours and value.theirs]

    @property
    def columns(self) -> tuple[list[Value], list[Value], list[Value]]:
        """What both have, what only the first has, and what only the second."""
        ours = [value for value in self.values if not value.theirs]
        return self.both, ours, [value for value in self.values if not value.ours]


class Comparison(NamedTuple):
    """Two things side by side."""

    papers: tuple[int, int]  # of either thing; 0 where things have facts of their own alone
    facts: tuple[Aspect, ...]  # what the things themselves have
    counts: tuple[Aspect, ...]  # what their papers have, and in how many


def compare(nodes: Nodes, one: str, other: str) -> Comparison:
    """Put two things of one kind side by side.

    Raises:
        KgError: when they are one thing, or of kinds that have nothing to compare.
    """
    kinds = {nodes[iri].kind for iri in (one, other)}
    if one == other:
        raise KgError(f"{nodes[one].label!r} is one thing", hint="name two different ones")
    if len(kinds) > 1 and not kinds <= set(CONCEPTS):
        said = " and ".join(f"{nodes[iri].label!r} is a {nodes[iri].kind or 'thing'}" for iri in (one, other))
        raise KgError(said, hint="name two papers, people, methods, topics, editions, venues or documents")
    facts = _aspects(_facts(nodes, one), _facts(nodes, other), nodes)
    papers = [_papers(nodes, iri) for iri in (one, other)]
    counts = [_counts(nodes, iri) if papers[at] else {} for at, iri in enumerate((one, other))]
    for count, own in zip(counts, papers, strict=True):
        count[PAPERS] = Counter(ox.NamedNode(paper) for paper in own)
    drop = {ox.NamedNode(one), ox.NamedNode(other)}
    return Comparison((len(papers[0]), len(papers[1])), facts, _aspects(counts[0], counts[1], nodes, drop))


_Has = dict[str, Counter["ox.NamedNode | ox.Literal"]]  # name of an aspect → value → papers


def _facts(nodes: Nodes, iri: str) -> _Has:
    """The facts of a thing itself. What papers do with it is counted instead."""
    found: _Has = {}
    node = nodes[iri]
    for link in node.outgoing:
        found.setdefault(link.relation, Counter())[ox.NamedNode(link.other)] = 1
    if node.kind in CONCEPTS and not node.is_hub:
        for link in node.incoming:
            if link.relation not in CONTENT and link.relation != "alternativeTo":  # which is stated both ways
                found.setdefault(f"← {link.relation}", Counter())[ox.NamedNode(link.other)] = 1
    for quad in nodes.store.quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(ONTOLOGY + "year"), None, _UNION):
        if isinstance(quad.object, ox.Literal):
            found.setdefault("year", Counter())[quad.object] = 1
    return found


def _pattern(nodes: Nodes, iri: str) -> str:
    """The papers of a thing as a pattern of SPARQL; empty when it has none."""
    term = ox.NamedNode(iri)
    kind = nodes[iri].kind
    if kind in CONCEPTS:
        roles = ", ".join(f"kg:{name}" for name in CONTENT)
        return f"?paper ?role {term} FILTER(?role IN ({roles})) FILTER EXISTS {{ ?paper a kg:Paper }}"
    patterns = {
        "venue": f"{{ ?edition kg:series {term} . ?paper kg:presentedAt ?edition }} UNION "
        f"{{ ?paper kg:publishedIn {term} }}",
        "person": f"?paper kg:creator {term}",
        "organization": f"?paper kg:affiliation {term}",
        "edition": f"?paper kg:presentedAt {term}",
        "award": f"?paper kg:receivedAward {term}",
        "presentation": f"?paper kg:presentationType {term}",
        "document": f"?paper kg:listedIn {term}",
    }
    return patterns.get(kind, "")


def _papers(nodes: Nodes, iri: str) -> list[str]:
    pattern = _pattern(nodes, iri)
    found = rows(nodes.store, f"SELECT DISTINCT ?paper {{ {pattern} }}") if pattern else ()
    return sorted(row["paper"].value for row in found if isinstance(row["paper"], ox.NamedNode))


def _counts(nodes: Nodes, iri: str) -> _Has:
    """What the papers of a thing have, and in how many of them."""
    inside = f"GRAPH {ox.NamedNode(iri)} {{ ?paper ?property ?value }}"
    fact = inside if nodes[iri].kind == "document" else "?paper ?property ?value"
    text = f"""SELECT ?property ?value (COUNT(DISTINCT ?paper) AS ?count) {{
      {{ SELECT DISTINCT ?paper {{ {_pattern(nodes, iri)} }} }}
      {fact} FILTER(?property IN ({_COUNTED})) }} GROUP BY ?property ?value"""
    found: _Has = {}
    for row in rows(nodes.store, text):
        name = row["property"].value.removeprefix(ONTOLOGY)
        found.setdefault(name, Counter())[row["value"]] = int(row["count"].value)
    return found


def _aspects(
    ours: _Has, theirs: _Has, nodes: Nodes, drop: Iterable[ox.NamedNode | ox.Literal] = ()
) -> tuple[Aspect, ...]:
    left = set(drop)
    found = []
    for name in sorted(ours.keys() | theirs.keys(), key=_rank):
        one, two = ours.get(name, Counter()), theirs.get(name, Counter())
        values = [Value(value, one[value], two[value]) for value in one.keys() | two.keys() if value not in left]
        values.sort(key=lambda each: (-min(each.ours, each.theirs), -(each.ours + each.theirs), _label(nodes, each)))
        found += [Aspect(name, tuple(values))] if values else []
    return tuple(found)


def _label(nodes: Nodes, value: Value) -> tuple[str, str]:
    term = value.value
    return (nodes[term.value].label if isinstance(term, ox.NamedNode) else term.value), term.value


def _rank(name: str) -> tuple[int, int, str]:
    """Papers first, then by how much a relation tells, and what points to the things behind it."""
    order = [PAPERS, "year", "topic", *(each for each in RELATIONS if each != "topic")]
    plain = name.removeprefix("← ")
    return order.index(plain) if plain in order else len(order), name != plain, name
