"""Which subjects belong to a unit, found in a graph that holds it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache

from pyoxigraph import Literal, NamedNode

from kg.mapping.documents import PAGE
from kg.mapping.terms import SUBJECT, kg

Term = NamedNode | Literal
Find = Callable[[NamedNode | None, NamedNode, NamedNode | None], Iterable[Term]]
"""Gives the subjects of (None, property, object), or the objects of (subject, property, None)."""

_AUTHORSHIP, _REFERS_TO, _IN_DOCUMENT, _START = map(kg, ("authorship", "refersTo", "inDocument", "start"))


def subjects(keys: Iterable[str], find: Find) -> Iterator[set[NamedNode]]:
    """All subjects of the quads of each unit.

    Args:
        keys: of the units.
        find: looks up in a graph that holds the units.
    """

    @cache
    def pages(document: NamedNode) -> dict[int, set[NamedNode]]:
        return _pages(document, find)

    for key in keys:
        _, iri, *page = key.split(" ")
        root = NamedNode(iri)
        yield pages(root).get(int(page[0]), set()) if page else _around(root, find)


def _around(root: NamedNode, find: Find) -> set[NamedNode]:
    """A thing, the authorships and references of a paper, and the statements about all of them."""
    found, waiting = {root}, [root]
    while waiting:
        node = waiting.pop()
        for term in (*find(node, _AUTHORSHIP, None), *find(None, _REFERS_TO, node), *find(None, SUBJECT, node)):
            if isinstance(term, NamedNode) and term not in found:
                found.add(term)
                waiting.append(term)
    return found


def _pages(document: NamedNode, find: Find) -> dict[int, set[NamedNode]]:
    """The passages of a document by page. References stand in it, too, but begin nowhere."""
    found: dict[int, set[NamedNode]] = {}
    inside = (node for node in find(None, _IN_DOCUMENT, document) if isinstance(node, NamedNode))
    for node in inside:
        for start in find(node, _START, None):
            found.setdefault(int(start.value) // PAGE, set()).add(node)
    return found
