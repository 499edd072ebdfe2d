"""SPARQL constraints: run by the engine for many focus nodes at once, or for the things that changed alone.

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
from kg.namespaces import RDF
from kg.validation.findings import Finding, property_of
from kg.validation.neighbours import Neighbours
from kg.validation.paths import Node, Step
from kg.validation.screening import Focus, Targets, focus_nodes
from kg.validation.shapes import Shape, Shapes, SparqlConstraint

_BATCH = 200  # nodes that a query is given at a time
_OF_ONE = {"COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT", "GROUP", "HAVING", "LIMIT", "OFFSET"}
_CONCERNED = ("value", "other")
"""By convention the variables for the things that a rule across the graph is about."""

_Values = Mapping[str, Sequence[Focus]]


def ask(store: ox.Store, shapes: Shapes, changed: Collection[Node] | None = None) -> Iterator[Finding]:
    """Run the SPARQL constraints.

    Args:
        store: the graph.
        shapes: the shapes.
        changed: the things whose findings are wanted: those where they are the focus node, ?value or ?other. All
            findings when None.

    Raises:
        InvalidQuery: when a constraint does not parse.
    """
    near = Neighbours(store)
    aims = Targets(near, shapes)
    for shape in shapes.all():
        for constraint in shape.queries:
            if changed is None:
                plan = _whole(store, shapes, shape, constraint)
            else:
                plan = _concerning(near, shapes, aims.among(shape, changed), shape, constraint, changed)
            for values in plan:
                found = _findings(store, shapes, shape, constraint, values)
                yield from found if changed is None else _about(found, changed)


def _whole(store: ox.Store, shapes: Shapes, shape: Shape, constraint: SparqlConstraint) -> Iterator[_Values]:
    """The values with which a constraint is run for all targets."""
    for batch in _batches(focus_nodes(store, shapes, shape), 1 if _is_of_one(constraint, "this") else _BATCH):
        yield {"this": batch}


def _concerning(
    near: Neighbours,
    shapes: Shapes,
    focus: Collection[Focus],
    shape: Shape,
    constraint: SparqlConstraint,
    changed: Collection[Node],
) -> Iterator[_Values]:
    """The values with which a constraint is run for the things that changed, of which it targets `focus`."""
    for batch in _batches(sorted(focus, key=str), 1 if _is_of_one(constraint, "this") else _BATCH):
        yield {"this": batch}
    named = [ox.NamedNode(iri) for kind, iri in sorted(shape.targets) if kind == "targetNode"]
    across = [node for node in named if node not in focus]
    if not across:
        return
    concerned = [name for name in _CONCERNED if name in sparql.variables(constraint.select)]
    if not concerned or any(_is_of_one(constraint, name) for name in concerned):
        yield from ({"this": [node]} for node in across)
        return
    things = sorted((node for node in changed if isinstance(node, ox.NamedNode)), key=str)
    for node in across:
        for name in concerned:
            tied = _tied(near, shapes, constraint, name, node, things)
            yield from ({"this": [node], name: batch} for batch in _batches(tied, _BATCH))


def _tied(
    near: Neighbours,
    shapes: Shapes,
    constraint: SparqlConstraint,
    name: str,
    focus: ox.NamedNode,
    things: Sequence[ox.NamedNode],
) -> Sequence[ox.NamedNode]:
    """Those of `things` that a pattern of the query may tie a variable to: most have none of the properties."""
    ties = sparql.ties(constraint.select, name)
    if ties is None:
        return things
    steps = [Step(_property(shapes, tie.predicate, focus), tie.is_object) for tie in ties]
    if not all(step.iri for step in steps):
        return things
    return [thing for thing in things if any(near.step(step, thing) for step in steps)]


def _property(shapes: Shapes, written: str, focus: ox.NamedNode) -> str:
    """The IRI of the property that a query writes so; empty where it stands for any."""
    if written in ("$this", "?this"):
        return focus.value
    if written == "a":
        return RDF + "type"
    prefix, _, local = written.partition(":")
    if written.startswith("<"):
        return written[1:-1]
    return shapes.prefixes[prefix] + local if prefix in shapes.prefixes else ""


def _about(found: Iterator[Finding], changed: Collection[Node]) -> Iterator[Finding]:
    """The findings that name one of the things that changed."""
    iris = {node.value for node in changed if isinstance(node, ox.NamedNode)}
    for finding in found:
        if not iris.isdisjoint({finding.focus, *finding.named}):
            yield finding


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
