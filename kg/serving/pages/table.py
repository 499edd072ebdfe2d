"""Answers of queries as pages show them: rows as a table with links, triples as Turtle."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

import pyoxigraph as ox

from kg.namespaces import XSD
from kg.serving import naming
from kg.serving.explorer import Explorer
from kg.serving.markup import Markup, element, outside, words
from kg.serving.questions import Answer, Form
from kg.serving.results import Row

_SHOWN = 500  # rows on a page; downloads have all
_LONG = 400  # characters of a value
_NUMBERS = {XSD + name for name in ("integer", "decimal", "double", "float")}
ACCEPTED = "application/sparql-results+json, text/turtle;q=0.9"
"""What a page asks of a worker."""


def answered(explorer: Explorer, answer: Answer, downloads: Mapping[str, str], columns: Mapping[str, str]) -> Markup:
    """An answer with what it is and where it can be downloaded.

    Args:
        explorer: where things have pages.
        answer: as `ACCEPTED` asks for it.
        downloads: name of a format → address.
        columns: what the columns show, where that is known.
    """
    links = [element("li", element("a", name, href=address, download=True)) for name, address in downloads.items()]
    listed = element("ul", *links, class_="downloads", aria_label="Download") if answer.count else None
    return element(
        "section",
        element("h2", "Answer"),
        element("div", element("p", _told(answer), class_="note", role="status"), listed, class_="answered"),
        _shown(explorer, answer, columns),
        _explained(columns),
        aria_label="Answer",
        class_="answer",
    )


def _told(answer: Answer) -> str:
    took = f"in {answer.seconds:.1f} s" if answer.seconds >= 1 else f"in {answer.seconds * 1000:.0f} ms"
    if answer.form is Form.BOOLEAN:
        return took
    name = "row" if answer.form is Form.ROWS else "triple"
    if not answer.count:
        return f"Nothing fits ({took})."
    told = f"{answer.count:,} {name}{'' if answer.count == 1 else 's'} {took}"
    if answer.cut:
        told = f"the first {told}; there are more: add LIMIT and OFFSET, or start kg serve with a larger --max-rows"
    return told + (f"; the first {_SHOWN} are shown" if answer.form is Form.ROWS and answer.count > _SHOWN else "")


def _shown(explorer: Explorer, answer: Answer, columns: Mapping[str, str]) -> Markup | None:
    if answer.form is Form.TRIPLES:
        return element("pre", answer.body.decode("utf-8"), class_="source", tabindex=0) if answer.count else None
    found = ox.parse_query_results(io.BytesIO(answer.body), ox.QueryResultsFormat.JSON)
    if isinstance(found, ox.QueryBoolean):
        return element("p", "Yes" if found else "No", class_="verdict")
    if not answer.count:
        return None
    names = [variable.value for variable in found.variables]
    rows: list[Row] = [tuple(row) for row, _ in zip(found, range(_SHOWN), strict=False)]
    return _table(explorer, names, rows, columns)


def _table(explorer: Explorer, names: Sequence[str], rows: Sequence[Row], columns: Mapping[str, str]) -> Markup:
    iris = {term.value for row in rows for term in row if isinstance(term, ox.NamedNode)}
    known = naming.labels(explorer.store, iris)
    numeric = [_is_numeric([row[at] for row in rows]) for at in range(len(names))]
    head = [
        element("th", name, scope="col", title=columns.get(name), class_="number" if numeric[at] else None)
        for at, name in enumerate(names)
    ]
    body = [
        element("tr", [
            element("td", _cell(explorer, term, row, known), class_="number" if numeric[at] else None)
            for at, term in enumerate(row)
        ])
        for row in rows
    ]  # fmt: skip
    table = element("table", element("thead", element("tr", *head)), element("tbody", *body))
    return element("div", table, class_="scroll", tabindex=0, role="region", aria_label="Rows")


def _is_numeric(column: Sequence[object]) -> bool:
    terms = [term for term in column if term is not None]
    return bool(terms) and all(isinstance(term, ox.Literal) and term.datatype.value in _NUMBERS for term in terms)


def _cell(explorer: Explorer, term: object, row: Row, known: Mapping[str, str]) -> Markup | None:
    """A term for people. A name leads to the thing of its row that is called so, whose IRI then needs no words."""
    if term is None:
        return None
    if isinstance(term, ox.Literal):
        shown = term.value if len(term.value) <= _LONG else f"{term.value[:_LONG]}…"
        things = (other.value for other in row if isinstance(other, ox.NamedNode))
        thing = next((iri for iri in things if known.get(iri) == term.value), None)
        return element("a", words(shown), href=explorer.address(thing)) if thing else words(shown)
    if not isinstance(term, ox.NamedNode):
        return words(str(term))
    label = known.get(term.value)
    if any(isinstance(other, ox.Literal) and other.value == label for other in row):
        short = naming.called(term.value, {})
        return element("a", element("code", words(short)), href=explorer.address(term.value), class_="iri")
    return thing_link(explorer, term.value, known)


def thing_link(explorer: Explorer, iri: str, known: Mapping[str, str]) -> Markup:
    """A thing of the graph as a link to its page; another address as a link that leads outside."""
    if iri in known or iri.startswith(explorer.settings.base) or naming.called(iri, {}) != iri:
        return element("a", words(naming.called(iri, known)), href=explorer.address(iri))
    return outside(iri)


def _explained(columns: Mapping[str, str]) -> Markup | None:
    if not columns:
        return None
    items = [(element("dt", name), element("dd", shown)) for name, shown in columns.items()]
    return element("details", element("summary", "What the columns show"), element("dl", *items, class_="columns"))
