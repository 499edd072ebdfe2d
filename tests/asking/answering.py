"""What the answer to a question says."""

from __future__ import annotations

import pyoxigraph as ox

from kg.asking import Names, understand
from kg.sparql import PREFIXES


def answer(question: str, store: ox.Store, names: Names) -> set[str]:
    """The literals in the rows of the answer to a question, or yes or no."""
    found = store.query(understand(question, names).text, prefixes=PREFIXES)
    if isinstance(found, ox.QueryBoolean):
        return {"yes" if found else "no"}
    assert isinstance(found, ox.QuerySolutions)
    return {term.value for row in found for term in row if isinstance(term, ox.Literal)}


def columns(question: str, store: ox.Store, names: Names) -> list[set[str]]:
    """What each column of the answer to a question says, or yes or no."""
    found = store.query(understand(question, names).text, prefixes=PREFIXES)
    if isinstance(found, ox.QueryBoolean):
        return [{"yes" if found else "no"}]
    assert isinstance(found, ox.QuerySolutions)
    rows = [[term.value if isinstance(term, ox.Literal | ox.NamedNode) else "" for term in row] for row in found]
    return [set(column) - {""} for column in zip(*rows, strict=True)]
