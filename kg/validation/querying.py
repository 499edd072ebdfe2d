"""SPARQL constraints: run by the engine for many focus nodes at once, or for the values that a change concerns alone.

SHACL evaluates a constraint once for each focus node, with `$this` bound. Here it is given the focus nodes as VALUES, a
batch at a time: every EXISTS and OPTIONAL is then looked up from the node that a row is about, and the work grows with
the number of nodes, whatever the engine makes of the rest. What a query counts or cuts off belongs to one focus node;
such a query is run for each.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

import pyoxigraph as ox

from kg import sparql
from kg.errors import InvalidQuery
from kg.validation.changes import Changes
from kg.validation.findings import Finding, property_of
from kg.validation.neighbours import Neighbours
from kg.validation.screening import Focus, focus_nodes
from kg.validation.shapes import Shape, Shapes, SparqlConstraint
from kg.validation.sight import Sight, concerned, sight

_BATCH = 200  # nodes that a query is given at a time
_OF_ONE = {"COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT", "GROUP", "HAVING", "LIMIT", "OFFSET"}
_Values = Mapping[str, Sequence[Focus]]


def ask(store: ox.Store, shapes: Shapes) -> Iterator[Finding]:
    """Run the SPARQL constraints.

    Raises:
        InvalidQuery: when a constraint does not parse.
    """
    for shape in shapes.all():
        yield from _ask(store, shapes, shape)


def _ask(store: ox.Store, shapes: Shapes, shape: Shape) -> Iterator[Finding]:
    for constraint in shape.queries:
        for batch in _batches(focus_nodes(store, shapes, shape), 1 if _is_of_one(constraint, "this") else _BATCH):
            yield from _findings(store, shapes, shape, constraint, {"this": batch})


def ask_again(
    found: Collection[Finding], before: Neighbours, after: Neighbours, shapes: Shapes, changes: Changes
) -> Iterator[Finding]:
    """What SPARQL constraints find after a change.

    A constraint is run for the values that it may judge otherwise. One of which this is not known is run for all.

    Args:
        found: what they found before.
        before: the graph before.
        after: the graph after.
        shapes: the shapes.
        changes: what came and went in between.

    Raises:
        InvalidQuery: when a constraint does not parse.
    """
    for shape in shapes.all():
        if (sights := _sights(shape, shapes)) is None:
            yield from _ask(after.store, shapes, shape)
            continue
        for this, seen in sights.items():
            values = {value for near in (before, after) for value in concerned(seen, near, changes)}
            iris = {getattr(value, "value", "") for value in values}
            own = (item for item in found if item.shape.node == shape.node and item.focus == this.value)
            yield from (item for item in own if item.value not in iris)
            for batch in _batches(sorted((value for value in values if isinstance(value, Focus)), key=str), _BATCH):
                yield from _findings(after.store, shapes, shape, shape.queries[0], {"this": [this], "value": batch})


def _sights(shape: Shape, shapes: Shapes) -> dict[ox.NamedNode, Sight] | None:
    """For each focus node of a rule across the graph what it reads to judge a value; None where that is not known."""
    found: dict[ox.NamedNode, Sight] = {}
    for constraint in shape.queries:
        if len(shape.queries) > 1 or _is_of_one(constraint, "this") or _is_of_one(constraint, "value"):
            return None
        for kind, iri in shape.targets:
            if kind != "targetNode" or (seen := sight(constraint, iri, shapes.prefixes)) is None:
                return None
            found[ox.NamedNode(iri)] = seen
    return found


def _is_of_one(constraint: SparqlConstraint, name: str) -> bool:
    """Whether an answer holds of one value of a variable alone.

    So it is when the query counts or cuts off, or a query within it speaks of the variable without handing it out.
    """
    words = {token.text.upper() for token in sparql.tokens(constraint.select) if token.kind == "word"}
    return not _OF_ONE.isdisjoint(words) or name in sparql.hidden(constraint.select)


def _batches(nodes: Sequence[Focus], size: int) -> Iterator[Sequence[Focus]]:
    for start in range(0, len(nodes), size):
        yield nodes[start : start + size]


def _findings(
    store: ox.Store, shapes: Shapes, shape: Shape, constraint: SparqlConstraint, values: _Values
) -> Iterator[Finding]:
    """What a constraint selects, given values."""
    select = constraint.select.replace("$PATH", str(shape.path or ""))
    try:
        answer = store.query(sparql.bind(select, values, before_exists=True), prefixes=shapes.prefixes)
    except SyntaxError as error:
        raise InvalidQuery(f"the SPARQL constraint does not parse: {error}", where=shape.rule) from error
    if not isinstance(answer, ox.QuerySolutions):
        return
    names = [variable.value for variable in answer.variables]
    for solution in answer:
        row = {name: _plain(solution[name]) for name in names}
        yield Finding(
            shape=shape,
            focus=row["this"],
            value=row.get("value") or ("" if shape.path else row["this"]),  # of a node shape the node is the value
            path=row.get("path", "") or property_of(shape),
            message=_filled(constraint.message, row),
            named=frozenset(row.values()),
        )


def _filled(message: str, row: Mapping[str, str]) -> str:
    """A message with values in the place of {?variables}."""
    return re.sub(r"\{[?$](\w+)\}", lambda match: row.get(match[1], match[0]), message)


def _plain(term: object) -> str:
    return str(getattr(term, "value", term)) if term is not None else ""
