"""What is like a thing, with the reasons: what both are related to, weighted by how rare that is.

The weight of something shared is its inverse document frequency over papers, ln(papers / papers that are related to
it), as in Spärck Jones, "A Statistical Interpretation of Term Specificity" (Journal of Documentation 28(1), 1972). It
is worth less the less a relation tells: "mentions" less than "introduces", the same edition next to nothing. The score
of a neighbour is the sum of the weights of its reasons, which are the same both ways round.

Papers are compared by methods, topics, tasks, data sets, people, organizations, passages and editions; people by what
their papers are about and by whom they wrote with; concepts, with others of their kind, by the papers that
name both and by their relations.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import islice, product
from math import log, sqrt
from typing import NamedTuple

import pyoxigraph as ox

from kg.errors import KgError
from kg.graphs.links import CONTENT, LISTED_IN, RELATIONS, Link, Nodes
from kg.sparql import rows

CONCEPTS = ("method", "topic", "task", "dataset", "software")
"""The kinds of concept."""
TOGETHER, DIRECT, SHARED = "together", "direct", "shared"

_WORTH = {"creator": 1.0, "affiliation": 0.3, "receivedAward": 0.3, "aboutEdition": 0.1, LISTED_IN: 0.02}
_LITTLE = 0.05  # what a shared edition, venue or kind of presentation is worth
_COMMON = 3_000  # papers: what more have in common is counted for neighbours, but none is looked for by it
_ROWS = 6_000  # rows that are read to look for neighbours
_CANDIDATES = 60  # neighbours that are weighed exactly
_PROPERTIES = ", ".join(f"kg:{name}" for name in CONTENT)
_DIRECT = 8.0  # what a direct relation of length 1 is worth


class Reason(NamedTuple):
    """Why two things are alike."""

    kind: str  # SHARED: both are related to `thing`; DIRECT: they are related; TOGETHER: papers are related to both
    weight: float
    thing: str  # IRI of what they share; of the neighbour itself where the two are related, or named together
    ours: tuple[Link, ...]  # of the thing asked about, those that tell most first; `with_examples` adds those of papers
    theirs: tuple[Link, ...]  # of the neighbour
    papers: int = 1  # that speak for it


class Neighbour(NamedTuple):
    """Something like the thing asked about."""

    iri: str
    score: float
    reasons: tuple[Reason, ...]  # those that weigh most first


def similar(nodes: Nodes, iri: str, limit: int = 10) -> list[Neighbour]:
    """What is most like a thing, best first; ties by label, then IRI.

    Args:
        nodes: the things of a graph.
        iri: a paper, person or concept.
        limit: how many neighbours are wanted.

    Raises:
        KgError: when the thing is of another kind.
    """
    kind = nodes[iri].kind
    if kind == "paper":
        found = _papers_like(nodes, iri)
    elif kind == "person":
        found = _people_like(nodes, iri)
    elif kind in CONCEPTS:
        found = _concepts_like(nodes, iri)
    else:
        raise KgError(
            f"{nodes[iri].label!r} is a {kind or 'thing of no kind'}",
            hint="papers, people, methods, topics, tasks, data sets and software have neighbours",
        )
    neighbours = [Neighbour(other, sum(why.weight for why in reasons), reasons) for other, reasons in found if reasons]
    neighbours.sort(key=lambda each: (-round(each.score, 9), nodes[each.iri].label, each.iri))
    return neighbours[:limit]


_Found = list[tuple[str, tuple[Reason, ...]]]


def _papers(nodes: Nodes) -> int:
    return max(_number(nodes, "SELECT (COUNT(*) AS ?count) { ?paper a kg:Paper }"), 1)


def _number(nodes: Nodes, text: str) -> int:
    return int(next(rows(nodes.store, text))["count"].value)


def _terms(iris: Iterable[str]) -> str:
    return " ".join(str(ox.NamedNode(iri)) for iri in sorted(iris))


def _ordered(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    return tuple(sorted(reasons, key=lambda why: (-round(why.weight, 9), why.kind, why.thing)))


# --- papers ----------------------------------------------------------------------------------------------------------

_Around = dict[str, tuple[Link, ...]]  # thing → links to it


def _papers_like(nodes: Nodes, iri: str) -> _Found:
    ours = _around(nodes, iri)
    rarity = _Rarity(nodes, ours)
    candidates: dict[str, float] = {}
    read = 0
    telling = (thing for thing in ours if not nodes[thing].gathers)
    for thing in sorted(telling, key=lambda thing: (rarity.papers(thing), thing)):
        count = rarity.papers(thing)
        if count > _COMMON or read + count > _ROWS:
            break
        read += count
        for paper in {link.other for link in nodes[thing].incoming}:
            candidates[paper] = candidates.get(paper, 0) + rarity.weight(thing) * _worth(ours[thing])
    candidates.pop(iri, None)
    ranked = sorted(candidates, key=lambda paper: (-round(candidates[paper], 9), paper))
    best = islice((paper for paper in ranked if nodes[paper].kind == "paper"), _CANDIDATES)
    return [(paper, _shared(ours, _around(nodes, paper), rarity)) for paper in best]


def _around(nodes: Nodes, iri: str) -> _Around:
    """What a paper is related to, passages that describe it among it."""
    found: dict[str, list[Link]] = {}
    for link in nodes[iri].outgoing:
        found.setdefault(link.other, []).append(link)
    return {thing: tuple(sorted(links, key=_telling)) for thing, links in found.items()}


def _telling(link: Link) -> tuple[object, ...]:
    return RELATIONS[link.relation].length, link


def _worth(links: Sequence[Link]) -> float:
    """What the best of some relations to one thing is worth."""
    return max(
        1 / RELATIONS[link.relation].length if link.relation in CONTENT else _WORTH.get(link.relation, _LITTLE)
        for link in links
    )


def _shared(ours: _Around, theirs: _Around, rarity: _Rarity) -> tuple[Reason, ...]:
    both = ours.keys() & theirs.keys()
    reasons = (
        Reason(SHARED, rarity.weight(thing) * sqrt(_worth(ours[thing]) * _worth(theirs[thing])), thing,
               ours[thing], theirs[thing])
        for thing in both
    )  # fmt: skip
    return _ordered(why for why in reasons if why.weight > 0)


class _Rarity:
    """How rare things are, by the papers that are related to them."""

    def __init__(self, nodes: Nodes, things: Collection[str]) -> None:
        self._nodes = nodes
        self._all = _papers(nodes)
        counted = (thing for thing in things if nodes[thing].kind != "document")
        text = f"""SELECT ?thing (COUNT(*) AS ?count) {{ VALUES ?thing {{ {_terms(counted)} }}
          ?paper ?property ?thing FILTER(?property IN ({_PROPERTIES}, kg:creator, kg:affiliation, kg:presentedAt,
            kg:publishedIn, kg:receivedAward, kg:presentationType, kg:rejectedBy, kg:withdrawnFrom, kg:submittedTo))
        }} GROUP BY ?thing"""
        self._counts = {row["thing"].value: int(row["count"].value) for row in rows(nodes.store, text)}

    def papers(self, thing: str) -> int:
        """How many facts relate papers to something: as many as papers, or a few more. Documents are not counted."""
        return self._counts.get(thing, self._all if self._nodes[thing].kind == "document" else 1)

    def weight(self, thing: str) -> float:
        """The inverse document frequency; at least nothing. For a document, 1."""
        if self._nodes[thing].kind == "document":
            return 1.0
        return max(log(self._all / max(self.papers(thing), 1)), 0)


# --- concepts --------------------------------------------------------------------------------------------------------


def _concepts_like(nodes: Nodes, iri: str) -> _Found:
    together = _together(nodes, iri)
    ours = _relations(nodes, iri)
    often = sorted(together, key=lambda other: (-together[other], other))[: 4 * _CANDIDATES]
    everything = _papers(nodes)
    counts = _named(nodes, {iri, *often})
    candidates = {
        other: _association(together[other], counts.get(iri, 1), counts.get(other, 1), everything) for other in often
    }
    for thing, links in ours.items():
        candidates[thing] = candidates.get(thing, 0) + _DIRECT * _worth_of_concepts(links)
        for other in _relations(nodes, thing):
            candidates[other] = candidates.get(other, 0) + 1
    candidates.pop(iri, None)
    ranked = sorted(candidates, key=lambda other: (-round(candidates[other], 9), other))
    best = list(islice((other for other in ranked if nodes[other].kind == nodes[iri].kind), _CANDIDATES))
    counts |= _named(nodes, set(best) - counts.keys())
    found = []
    for other in best:
        reasons = list(_by_relation(nodes, other, ours, _relations(nodes, other), everything))
        if other in together:
            count = together[other]
            weight = _association(count, counts.get(iri, 1), counts.get(other, 1), everything)
            reasons.append(Reason(TOGETHER, weight, other, (), (), count))
        found.append((other, _ordered(why for why in reasons if why.weight > 0)))
    return found


def _together(nodes: Nodes, iri: str) -> dict[str, int]:
    """The concepts that papers name beside one, and how many papers do."""
    text = f"""SELECT ?other (COUNT(DISTINCT ?paper) AS ?count) {{
      {{ SELECT DISTINCT ?paper {{ ?paper ?one {ox.NamedNode(iri)} FILTER EXISTS {{ ?paper a kg:Paper }} }} }}
      ?paper ?property ?other FILTER(?property IN ({_PROPERTIES})) }} GROUP BY ?other"""
    found = {row["other"].value: int(row["count"].value) for row in rows(nodes.store, text)}
    return {other: count for other, count in found.items() if other != iri}


def _named(nodes: Nodes, things: Collection[str]) -> dict[str, int]:
    """How many papers name each of some concepts."""
    text = f"""SELECT ?thing (COUNT(DISTINCT ?paper) AS ?count) {{ VALUES ?thing {{ {_terms(things)} }}
      ?paper ?property ?thing FILTER(?property IN ({_PROPERTIES})) }} GROUP BY ?thing"""
    return {row["thing"].value: int(row["count"].value) for row in rows(nodes.store, text)}


def _association(count: int, ours: int, theirs: int, everything: int) -> float:
    """How much more often papers name both of two concepts than by chance, in favour of what many papers do."""
    return (1 + log(count)) * max(log(count * everything / (ours * theirs)), 0)


def _relations(nodes: Nodes, iri: str) -> _Around:
    """The concepts to which one is related, but for those that papers relate; of a hub those that it points to."""
    node = nodes[iri]
    found: dict[str, list[Link]] = {}
    for link in (*node.outgoing, *(() if node.is_hub else node.incoming)):
        if link.forward or link.relation not in CONTENT:  # what papers do with a concept points to it
            found.setdefault(link.other, []).append(link)
    return {thing: tuple(sorted(those, key=_telling)) for thing, those in found.items()}


def _worth_of_concepts(links: Sequence[Link]) -> float:
    return max(1 / RELATIONS[link.relation].length for link in links)


def _by_relation(nodes: Nodes, other: str, ours: _Around, theirs: _Around, everything: int) -> Iterable[Reason]:
    """What relates two concepts directly, and what both are related to in the same way."""
    if links := ours.get(other):
        yield Reason(DIRECT, _DIRECT * _worth_of_concepts(links), other, links, ())
    for thing in ours.keys() & theirs.keys():
        for one, two in product(ours[thing], theirs[thing]):
            if (one.relation, one.forward) == (two.relation, two.forward):
                rare = max(log(everything / max(nodes[thing].degree, 1)), 0)
                yield Reason(SHARED, rare / RELATIONS[one.relation].length, thing, (one,), (two,))


# --- people ----------------------------------------------------------------------------------------------------------

_Work = Mapping[str, int]  # thing → how many papers of a person are related to it


def _people_like(nodes: Nodes, iri: str) -> _Found:
    ours = _works(nodes, [iri]).get(iri, {})
    rarity = _Rarity(nodes, ours)
    weights = {thing: rarity.weight(thing) * sqrt(count) for thing, count in ours.items() if thing != iri}
    chosen: list[str] = []
    read = 0
    for thing in sorted(weights, key=lambda thing: (-weights[thing], thing)):
        if read + rarity.papers(thing) <= _ROWS // 4:
            read += rarity.papers(thing)
            chosen.append(thing)
    best = _at_work_on(nodes, iri, {thing: weights[thing] for thing in chosen})
    works = _works(nodes, best)
    return [(person, _in_common(iri, person, ours, works.get(person, {}), rarity)) for person in best]


def _works(nodes: Nodes, people: Sequence[str]) -> Mapping[str, _Work]:
    """What the papers of people are related to: concepts, and the people themselves."""
    found: dict[str, dict[str, int]] = {}
    text = f"""SELECT ?person ?thing (COUNT(DISTINCT ?paper) AS ?count) {{
      VALUES ?person {{ {_terms(people)} }} ?paper kg:creator ?person ; ?property ?thing
      FILTER(?property IN ({_PROPERTIES}, kg:creator)) }} GROUP BY ?person ?thing"""
    for row in rows(nodes.store, text):
        found.setdefault(row["person"].value, {})[row["thing"].value] = int(row["count"].value)
    return found


def _at_work_on(nodes: Nodes, iri: str, weights: Mapping[str, float]) -> list[str]:
    """The people whose papers are related most to some things."""
    values = " ".join(f"({ox.NamedNode(thing)} {weight:.3f})" for thing, weight in sorted(weights.items()))
    text = f"""SELECT ?person (SUM(?weight) AS ?score) {{ VALUES (?thing ?weight) {{ {values} }}
      ?paper ?property ?thing FILTER(?property IN ({_PROPERTIES}, kg:creator)) ?paper kg:creator ?person }}
      GROUP BY ?person"""
    scores = {row["person"].value: float(row["score"].value) for row in rows(nodes.store, text)} if values else {}
    scores.pop(iri, None)
    return sorted(scores, key=lambda person: (-round(scores[person], 3), person))[: _CANDIDATES // 2]


def _in_common(one: str, other: str, ours: _Work, theirs: _Work, rarity: _Rarity) -> tuple[Reason, ...]:
    """What the work of two people has in common; where it is one of them, that they wrote together."""
    reasons = []
    for thing in (ours.keys() & theirs.keys()) - {one}:
        count = min(ours[thing], theirs[thing])
        rare, kind = rarity.weight(thing), SHARED
        if thing == other:
            rare, kind = (rarity.weight(one) + rarity.weight(other)) / 2, TOGETHER
        reasons.append(Reason(kind, (1 + log(count)) * rare, thing, (), (), count))
    return _ordered(why for why in reasons if why.weight > 0)


# --- examples --------------------------------------------------------------------------------------------------------


def with_examples(nodes: Nodes, iri: str, found: Sequence[Neighbour]) -> list[Neighbour]:
    """The neighbours of a thing, with the links of a paper for each reason that rests on papers: the first by IRI."""
    ours = _papers_of(nodes, iri)
    return [
        each._replace(reasons=tuple(_with_example(nodes, ours, iri, each.iri, why) for why in each.reasons))
        for each in found
    ]


def _with_example(nodes: Nodes, ours: _Around, iri: str, other: str, why: Reason) -> Reason:
    if why.ours:
        return why
    if why.kind == TOGETHER:
        theirs = _papers_of(nodes, other)
        paper = min(ours.keys() & theirs.keys())
        return why._replace(ours=ours[paper], theirs=theirs[paper])
    return why._replace(ours=_example(nodes, iri, why.thing), theirs=_example(nodes, other, why.thing))


def _papers_of(nodes: Nodes, iri: str) -> _Around:
    """The papers that are related to a concept or person, with what relates them."""
    found: dict[str, list[Link]] = {}
    for link in nodes[iri].incoming:
        if link.relation in CONTENT or link.relation == "creator":
            found.setdefault(link.other, []).append(link)
    return {paper: tuple(sorted(links, key=_telling)) for paper, links in found.items()}


def _example(nodes: Nodes, person: str, thing: str) -> tuple[Link, ...]:
    """What relates the first paper of a person that is related to something to it."""
    for paper in sorted(link.other for link in nodes[person].incoming):
        if links := tuple(sorted((link for link in nodes[paper].outgoing if link.other == thing), key=_telling)):
            return links
    return ()
