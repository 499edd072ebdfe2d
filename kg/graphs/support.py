"""The words that links rest on."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

import pyoxigraph as ox

from kg import evidence
from kg.graph import Graph
from kg.graphs.links import LISTED_IN, Fact, Link
from kg.model import Span
from kg.sparql import rows


class Support(NamedTuple):
    """A place where a document says that two things are related."""

    document: str  # file name
    line: int  # from 1
    column: int
    quote: str  # empty when neither the graph nor a source that is here holds the words
    concluded: bool  # by kg, from what the place says


class Supports:
    """Where the documents of a graph say what relates its things.

    Args:
        store: the graph.
        sources: the documents themselves, for words that the graph does not hold: those of catalogues, and all in a
            graph of positions. Without them such places have no quotes.
    """

    def __init__(self, store: Graph, sources: evidence.Sources | None = None) -> None:
        self._store, self._sources = store, sources

    def of(self, link: Link) -> list[Support]:
        """The places by document and line; none for what a vocabulary says."""
        return sorted({place for fact in link.facts for place in self._places(link, fact)})

    def _places(self, link: Link, fact: Fact) -> Iterator[Support]:
        if link.relation == LISTED_IN:
            yield from self._listed(fact)
            return
        for item in evidence.why(self._store, fact.subject, fact.predicate, ox.NamedNode(fact.object)):
            quote = item.quote or self._words(item.document, item.span)
            yield Support(item.document, item.line, item.column, quote, item.concluded)

    def _listed(self, fact: Fact) -> Iterator[Support]:
        reference = ox.NamedNode(fact.subject)
        text = f"""SELECT ?name ?line ?column ?start ?end ?quote {{
          {reference} kg:inDocument/kg:fileName ?name ; kg:passage ?passage .
          ?passage kg:line ?line ; kg:column ?column ; kg:start ?start ; kg:end ?end .
          OPTIONAL {{ ?passage kg:quote ?quote }} }}"""
        for row in rows(self._store, text):
            name, span = row["name"].value, Span(int(row["start"].value), int(row["end"].value))
            quote = row["quote"].value if "quote" in row else self._words(name, span)
            yield Support(name, int(row["line"].value), int(row["column"].value), quote, False)

    def _words(self, name: str, span: Span) -> str:
        return self._sources.words(self._documents[name], span) if self._sources else ""

    @cached_property
    def _documents(self) -> dict[str, str]:
        """The documents of the graph by file name."""
        found = rows(self._store, "SELECT ?document ?name { ?document kg:fileName ?name }")
        return {row["name"].value: row["document"].value for row in found}
