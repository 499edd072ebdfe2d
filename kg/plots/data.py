"""What a picture shows, as numbers: a table that is drawn, and written as CSV for whoever draws it differently."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import NamedTuple

import pyoxigraph as ox

from kg import finding, sparql
from kg.export.table import safe
from kg.graph import Graph
from kg.graphs.network import ALL, Scope, papers_in

Cell = str | int | float

_SOURCES = """
SELECT DISTINCT ?name {
  { SELECT DISTINCT ?document { ?reference kg:inDocument ?document } }
  ?document kg:fileName ?name
}
ORDER BY ?name"""

_SCOPED = re.compile(r"(?:\?paper a kg:Paper \. )?#papers\n")


class Column(NamedTuple):
    """A column of a table."""

    name: str
    unit: str = ""  # of numbers; empty for names and IRIs


@dataclass(frozen=True, slots=True)
class Data:
    """The table behind a picture, and the words that stand around it."""

    title: str
    note: str  # how to read the picture, and what it leaves out; words of ours, none of a document
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    sources: tuple[str, ...]  # the documents that the graph was made from

    def to_csv(self) -> bytes:
        r"""The table as CSV (RFC 4180) in UTF-8, without cells that a spreadsheet would run.

        >>> Data("", "", (Column("topic"), Column("papers", "papers")), (("=1+1", 2),), ()).to_csv()
        b"topic,papers\r\n'=1+1,2\r\n"
        """
        out = io.StringIO(newline="")
        writer = csv.writer(out)
        writer.writerow(column.name for column in self.columns)
        writer.writerows([safe(cell) if isinstance(cell, str) else cell for cell in row] for row in self.rows)
        return out.getvalue().encode("utf-8", "replace")


def sources(store: Graph) -> tuple[str, ...]:
    """The names of the documents that speak of papers, sorted."""
    return tuple(row["name"].value for row in sparql.rows(store, _SOURCES))


def of_papers(store: Graph, query: str, scope: Scope) -> str:
    """A query whose groups that hold `#papers` tell of the papers in a scope alone.

    Their list takes the place of what else says on that line that they are papers: the engine joins no list with two
    patterns well.
    """
    if scope == ALL:
        return query
    values = " ".join(f"{ox.NamedNode(iri)}" for iri in sorted(papers_in(store, scope)))
    return _SCOPED.sub(f"VALUES ?paper {{ {values} }}\n", query)


def titled(title: str, scope: Scope, labels: Labels) -> str:
    """A title that names the scope of a picture."""
    named = ", ".join(labels[iri] for iri in scope if iri)
    return f"{title}: {named}" if named else title


class Labels:
    """The names of things, each looked up once."""

    def __init__(self, store: Graph) -> None:
        self._store = store
        self._known: dict[str, str] = {}

    def __getitem__(self, iri: str) -> str:
        """The label of a thing, or what its IRI ends with."""
        if iri not in self._known:
            self._known[iri] = finding.label(self._store, iri) or finding.shorten(iri).strip("<>")
        return self._known[iri]


def most(counts: dict[str, float], labels: Labels, top: int) -> list[str]:
    """The `top` IRIs that count most, ties by label and IRI."""
    return sorted(counts, key=lambda iri: (-counts[iri], labels[iri], iri))[:top]


def left_out(shown: int, among: int, what: str) -> str:
    """A sentence that says what a picture leaves out; empty when that is nothing.

    >>> left_out(20, 310, "topics with most papers"), left_out(5, 5, "topics")
    ('The 20 topics with most papers, of 310. ', '')
    """
    return f"The {shown} {what}, of {among:,}. " if shown < among else ""
