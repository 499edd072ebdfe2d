"""The words that an answer rests on: quotes of the facts between the things in its rows and those in the question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pyoxigraph as ox

from kg import sparql
from kg.graph import Graph

_FACTS = """
SELECT DISTINCT ?subject ?predicate ?object ?file ?line ?quote WHERE {{
  {{ SELECT DISTINCT ?object WHERE {{ ?given a ?class . ?object {within} ?given }} }}
  {subjects}
  ?statement rdf:object ?object ; rdf:subject ?subject ; rdf:predicate ?predicate ; kg:supportedBy ?passage .
  ?passage kg:inDocument/kg:fileName ?file ; kg:line ?line .
  OPTIONAL {{ ?passage kg:quote ?quote }}
}}
ORDER BY ?subject ?predicate ?object ?file ?line ?quote"""
_BETWEEN = _FACTS.format(within=sparql.WITHIN, subjects="")
_BY_PAPERS = _FACTS.format(
    within=sparql.WITHIN,
    subjects="?subject kg:creator|kg:affiliation|kg:introduces|kg:uses|kg:extends|kg:comparesWith|kg:topic"
    "|kg:presentedAt ?row .",
)
_NAMING = """
SELECT (MIN(STR(?any)) AS ?statement) WHERE {{ ?any rdf:{role} ?given ; kg:supportedBy ?words }} GROUP BY ?given"""
_STATED = """
SELECT ?subject ?predicate ?object ?file ?line ?quote WHERE {
  ?statement rdf:object ?object ; rdf:subject ?subject ; rdf:predicate ?predicate ; kg:supportedBy ?passage .
  ?passage kg:inDocument/kg:fileName ?file ; kg:line ?line .
  OPTIONAL { ?passage kg:quote ?quote }
}
ORDER BY ?subject ?predicate ?object ?file ?line ?quote"""
_FEW = 50  # things of an answer whose papers are looked at


class Support(NamedTuple):
    """A fact of an answer with words that say it."""

    subject: str
    predicate: str
    object: str
    file: str
    line: int
    quote: str  # empty in a graph of positions only


def support(store: Graph, rows: Sequence[Sequence[object]], given: Sequence[str]) -> list[Support]:
    """The evidence of an answer, in the order of its rows.

    Args:
        store: a graph.
        rows: the terms of the answer.
        given: IRIs of what the question names.

    Returns:
        Facts between a thing of the rows and a thing of the question, or one below it; when there is none, the facts of
        the papers by which the two hang together.
    """
    named = [ox.NamedNode(iri) for iri in given]
    shown = list(dict.fromkeys(term for row in rows for term in row if isinstance(term, ox.NamedNode)))
    if not (named and shown):
        return []
    places = {term.value: at for at, term in enumerate(shown)}
    found = dict.fromkeys((*_between(store, shown, named), *_between(store, named, shown)))
    if not found:
        text = sparql.bind(_BY_PAPERS, {"row": shown[:_FEW], "given": named})
        found = dict.fromkeys(_read(store, text))
    return sorted(found, key=lambda fact: (places.get(fact.subject, places.get(fact.object, 0)), fact))


def naming(store: Graph, iris: Sequence[str]) -> list[Support]:
    """For each of some things one fact with words that say it: one that leads to the thing, else one about it.

    Things of which no words say anything are left out.
    """
    found: dict[str, Support] = {}
    for role in ("object", "subject"):
        given = [ox.NamedNode(iri) for iri in iris if iri not in found]
        text = sparql.bind(_NAMING.format(role=role), {"given": given})
        statements = [ox.NamedNode(row["statement"].value) for row in sparql.rows(store, text) if row]
        for fact in _read(store, sparql.bind(_STATED, {"statement": statements})) if statements else ():
            found.setdefault(fact.object if role == "object" else fact.subject, fact)
    return [found[iri] for iri in dict.fromkeys(iris) if iri in found]


def _between(store: Graph, subjects: Sequence[ox.NamedNode], objects: Sequence[ox.NamedNode]) -> Iterator[Support]:
    return _read(store, sparql.bind(_BETWEEN, {"subject": subjects, "given": objects}))


def _read(store: Graph, text: str) -> Iterator[Support]:
    for row in sparql.rows(store, text):
        subject, predicate, value, file = (row[name].value for name in ("subject", "predicate", "object", "file"))
        quote = row["quote"].value if "quote" in row else ""
        yield Support(subject, predicate, value, file, int(row["line"].value), quote)
