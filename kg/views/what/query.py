"""The rows of a saved query as a picture: the things that stand in them, and what relates these."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyoxigraph as ox

from kg import finding, queries
from kg.errors import KgError, NotFound
from kg.graph import Graph
from kg.views.data import Content, Layout, Picture, Table
from kg.views.gathering import part
from kg.views.layout import arranged, grouped
from kg.views.wish import Wish, picture, within

_LEGEND = {
    "size": "how many papers here name a thing",
    "place": "a region for each column of the answer",
}


def draw(
    store: Graph, query: queries.Query, values: Mapping[str, str], wish: Wish, index: finding.Names | None = None
) -> Picture:
    """The answer of a query.

    Args:
        store: a graph.
        query: a SELECT.
        values: its parameters, as a user writes them.
        wish: how the picture is wanted.
        index: of the names of the graph, if there is one.

    Raises:
        InvalidQuery: when a value does not fit.
        KgError: when the query is no SELECT.
        NotFound: when there are no rows, or no things in them.
    """
    answer = queries.run(store, query, values, index)
    if not isinstance(answer, ox.QuerySolutions):
        raise KgError("only the rows of a SELECT can be drawn", where=query.name)
    names = [variable.value for variable in answer.variables]
    rows = [[solution[name] for name in names] for solution in answer]
    columns = {name: [row[at].value for row in rows if isinstance(row[at], ox.NamedNode)]
               for at, name in enumerate(names)}  # fmt: skip
    given = [term.value for terms in queries.bindings(store, query, values, index).values()
             for term in terms if isinstance(term, ox.NamedNode)]  # fmt: skip
    content = part(store, {*given, *(iri for iris in columns.values() for iri in iris)})
    content = within(store, content, wish.scope, given)
    if not any(iri in content.things for iris in columns.values() for iri in iris):
        raise NotFound(f"{query.name} answers nothing that can be drawn" if rows else f"{query.name} has no answer",
                       hint="`kg query` shows the rows")  # fmt: skip
    layout = _layout(content, columns, given)
    table = Table(names, [[_text(content, term) for term in row] for row in rows])
    asked = " ".join(f"{name}={value}" for name, value in values.items())
    title = query.title or query.name
    return picture("query", f"{query.name} {asked}".strip(), content, layout, wish, table=table,
                   title=f"{title}: {', '.join(values.values())}" if values else title)  # fmt: skip


def _layout(content: Content, columns: Mapping[str, Sequence[str]], given: Sequence[str]) -> Layout:
    """The map of the papers among the things; without papers a region for each column."""
    if any(thing.kind == "paper" for thing in content.things.values()):
        return arranged(content)
    return grouped(content, [*columns.items(), ("asked about", given)], _LEGEND)


def _text(content: Content, term: object) -> str:
    if isinstance(term, ox.NamedNode):
        known = content.things.get(term.value)
        return known.label if known else finding.shorten(term.value).strip("<>")
    return term.value if isinstance(term, ox.Literal) else ""
