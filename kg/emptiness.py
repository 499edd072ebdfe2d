"""Why a query has no answer: which parameter empties it, and which values near the given ones do not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from kg import finding, queries, sparql
from kg.graph import Graph
from kg.model import Kind
from kg.queries import Parameter, Query

_NEAR = 12  # values that are tried for a parameter
_SHOWN = 4
_CONCEPTS = {"concept", *Kind}
_AROUND = """SELECT DISTINCT ?near WHERE {
  { ?it skos:broader ?near } UNION { ?near skos:broader ?it } UNION { ?it skos:broader/^skos:broader ?near }
  ?near rdfs:label ?label .
} ORDER BY ?label ?near"""
_EDITIONS = """SELECT DISTINCT ?near WHERE {
  ?it kg:series ?venue . ?near kg:series ?venue ; rdfs:label ?label .
} ORDER BY ?label ?near"""
_WITH = """SELECT ?near WHERE {
  { SELECT ?near (COUNT(DISTINCT ?paper) AS ?papers) WHERE { ?paper kg:%(link)s ?it , ?near } GROUP BY ?near }
  ?near rdfs:label ?label .
} ORDER BY DESC(?papers) ?label ?near"""
_VENUES = """SELECT DISTINCT ?near WHERE { ?near a kg:Venue ; rdfs:label ?label } ORDER BY ?label ?near"""
_SAME_KIND = "SELECT DISTINCT ?near WHERE { ?near a kg:Document ; kg:fileName ?label } ORDER BY ?label"


@dataclass(frozen=True)
class Empty:
    """A parameter without which, or with another value of which, a query has an answer."""

    name: str
    value: str  # as it was given
    answers_without: bool
    near: Sequence[str]  # values near the given one that give an answer


def explain(store: Graph, query: Query, given: Mapping[str, str]) -> list[Empty]:
    """The parameters that empty an answer, each judged with all others as they are.

    Args:
        store: the graph that was asked.
        query: a query whose answer is empty.
        given: the values of its parameters, as the user wrote them.
    """
    found = []
    for name, value in given.items():
        parameter = query.parameters.get(name)
        if parameter is None:
            continue
        others = {other: each for other, each in given.items() if other != name}
        without = parameter.optional and _answers(store, query, others)
        near = [
            shown for each, shown in _near(store, parameter, value) if _answers(store, query, {**others, name: each})
        ]
        if without or near:
            found.append(Empty(name, value, without, near[:_SHOWN]))
    return found


def _answers(store: Graph, query: Query, given: Mapping[str, str]) -> bool:
    answer = queries.run(store, query, given, limit=1)
    return isinstance(answer, ox.QuerySolutions) and next(iter(answer), None) is not None


def _near(store: Graph, parameter: Parameter, value: str) -> Iterator[tuple[str, str]]:
    """Values near one, each as it is given to a query and as it is shown."""
    if parameter.choices:
        yield from ((other, other) for other in parameter.choices if other != value)
    elif parameter.type == "integer":
        years = (int(value) + sign * step for step in range(1, _NEAR // 2 + 1) for sign in (-1, 1))
        yield from ((str(year), str(year)) for year in years)
    elif text := _neighbours(parameter.type):
        (terms,) = queries.bindings(store, _one(parameter), {parameter.name: value}).values()
        found = (row["near"] for row in sparql.rows(store, sparql.bind(text, {"it": terms})))
        iris = [term.value for term in found if isinstance(term, ox.NamedNode) and term not in terms]
        yield from ((iri, finding.label(store, iri) or finding.shorten(iri)) for iri in iris[:_NEAR])


def _one(parameter: Parameter) -> Query:
    return Query("parameter", f"ASK {{ ?{parameter.name} ?p ?o }}", parameters={parameter.name: parameter})


def _neighbours(kind: str) -> str:
    """The question for what is near a thing of a kind; empty where nothing is."""
    if kind in _CONCEPTS:
        return _AROUND
    together = {"person": "creator", "organization": "affiliation"}
    if kind in together:
        return _WITH % {"link": together[kind]}
    return {"edition": _EDITIONS, "document": _SAME_KIND, "venue": _VENUES}.get(kind, "")
