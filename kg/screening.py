"""Which nodes may break which rule: SHACL Core constraints as SPARQL that the engine answers at once.

A screen may find too many nodes, never too few: pyshacl has the last word on what is found, and need not look at the
rest of the graph. A constraint that has no screen makes a suspect of every target of its shape.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pyoxigraph as ox

from kg.namespaces import RDF, XSD
from kg.shapes import SH, Constraint, Shape, Shapes, Term

Focus = ox.NamedNode | ox.Literal
"""What a shape may target. Our graphs have no blank nodes."""

_LEXICAL = {XSD + "string": "", XSD + "integer": "^[+-]?[0-9]+$", XSD + "boolean": "^(true|false|0|1)$"}
"""How the literals of a datatype are written. Of other datatypes every value is a suspect."""

_KINDS = {
    "IRI": "isIRI(?v)",
    "Literal": "isLiteral(?v)",
    "BlankNode": "isBlank(?v)",
    "BlankNodeOrIRI": "!isLiteral(?v)",
    "IRIOrLiteral": "!isBlank(?v)",
    "BlankNodeOrLiteral": "!isIRI(?v)",
}


def suspects(store: ox.Store, shapes: Shapes, shape: Shape) -> set[Focus]:
    """The focus nodes of `store` that may break a Core constraint of `shape`."""
    if not shape.constraints:
        return set()
    return {node for pattern in _broken(store, shapes, shape) for node in focus_nodes(store, shapes, shape, pattern)}


def focus_nodes(store: ox.Store, shapes: Shapes, shape: Shape, pattern: str = "") -> list[Focus]:
    """The nodes of `store` that `shape` targets, sorted; only those of which a SPARQL pattern over ?this holds."""
    targets = " UNION ".join(f"{{ {target} }}" for target in _targets(store, shapes, shape))
    answer = store.query(f"SELECT DISTINCT ?this WHERE {{ {{ {targets} }} {pattern} }}")
    nodes = {solution["this"] for solution in answer} if isinstance(answer, ox.QuerySolutions) else set()
    return sorted((node for node in nodes if isinstance(node, Focus)), key=str)


def _targets(store: ox.Store, shapes: Shapes, shape: Shape) -> Iterator[str]:
    for kind, iri in shape.targets:
        if kind == "targetClass":
            classes = " ".join(f"<{found}>" for found in shapes.subclasses(store, iri))
            yield f"VALUES ?class {{ {classes} }} ?this a ?class"
        elif kind == "targetNode":
            yield f"VALUES ?this {{ <{iri}> }}"
        elif kind == "targetSubjectsOf":
            yield f"?this <{iri}> ?target"
        else:
            yield f"?target <{iri}> ?this"


def _broken(store: ox.Store, shapes: Shapes, shape: Shape) -> Iterator[str]:
    """Patterns that hold of the nodes that may break a constraint of `shape`."""
    value = f"?this {shape.path} ?v ." if shape.path else "BIND(?this AS ?v)"
    tests = []
    for constraint in shape.constraints:
        if constraint.name in _PAIRS and shape.path:
            yield _PAIRS[constraint.name](shape.path, constraint.value)
        else:
            tests.append(_value_test(store, shapes, constraint))
    if tests:
        yield f"{value} FILTER({' || '.join(tests)})"


# --- constraints on the values of a path as a whole ------------------------------------------------------------------


def _min_count(path: str, value: Term) -> str:
    if str(value).startswith('"1"'):
        return f"FILTER NOT EXISTS {{ ?this {path} ?v }}"
    return ""  # rarely more: let pyshacl count


def _max_count(path: str, value: Term) -> str:
    count = int(getattr(value, "value", "0"))
    values = " ".join(f"?this {path} ?v{at} ." for at in range(count + 1))
    pairs = [f"!sameTerm(?v{one}, ?v{other})" for other in range(count + 1) for one in range(other)]
    return values + (f" FILTER({' && '.join(pairs)})" if pairs else "")


def _equals(path: str, value: Term) -> str:
    one = f"{{ ?this {path} ?v FILTER NOT EXISTS {{ ?this {value} ?v }} }}"
    other = f"{{ ?this {value} ?v FILTER NOT EXISTS {{ ?this {path} ?v }} }}"
    return f"{one} UNION {other}"


def _disjoint(path: str, value: Term) -> str:
    return f"?this {path} ?v . ?this {value} ?v ."


def _less(operator: str) -> Callable[[str, Term], str]:
    def less(path: str, value: Term) -> str:
        return f"?this {path} ?v . ?this {value} ?w . FILTER({_unless(f'?v {operator} ?w')})"

    return less


def _unique_language(path: str, value: Term) -> str:
    return f'?this {path} ?v, ?w . FILTER(!sameTerm(?v, ?w) && LANG(?v) != "" && LCASE(LANG(?v)) = LCASE(LANG(?w)))'


_PAIRS: dict[str, Callable[[str, Term], str]] = {
    "minCount": _min_count,
    "maxCount": _max_count,
    "equals": _equals,
    "disjoint": _disjoint,
    "lessThan": _less("<"),
    "lessThanOrEquals": _less("<="),
    "uniqueLang": _unique_language,
}


# --- constraints on each value ---------------------------------------------------------------------------------------


def _value_test(store: ox.Store, shapes: Shapes, constraint: Constraint) -> str:
    """An expression over ?v that is true of the values that may break the constraint."""
    name, value = constraint
    if name == "class":
        classes = ", ".join(f"<{found}>" for found in shapes.subclasses(store, getattr(value, "value", "")))
        return f"NOT EXISTS {{ ?v <{RDF}type> ?type FILTER(?type IN ({classes})) }}"
    if name == "in":
        members = [f"sameTerm(?v, {member})" for member in shapes.items(value)]
        return f"!({' || '.join(members) or 'false'})"
    if name == "not":
        inner = shapes.parameters(value)
        if inner.keys() == {"pattern"}:
            return f"COALESCE({_matches(inner['pattern'])}, true)"
    if name in _TESTS:
        return _TESTS[name](value)
    return "true"


def _datatype(value: Term) -> str:
    iri = getattr(value, "value", "")
    if iri not in _LEXICAL:
        return "true"
    form = f' && REGEX(STR(?v), "{_LEXICAL[iri]}")' if _LEXICAL[iri] else ""
    return _unless(f"DATATYPE(?v) = {value}{form}")


def _unless(condition: str) -> str:
    """True where `condition` is false or an error."""
    return f"COALESCE(!({condition}), true)"


def _matches(pattern: Term) -> str:
    return f"REGEX(STR(?v), {pattern})"


_TESTS: dict[str, Callable[[Term], str]] = {
    "datatype": _datatype,
    "nodeKind": lambda value: _unless(_KINDS[getattr(value, "value", "").removeprefix(SH)]),
    "pattern": lambda value: _unless(_matches(value)),
    "minInclusive": lambda value: _unless(f"?v >= {value}"),
    "maxInclusive": lambda value: _unless(f"?v <= {value}"),
    "minExclusive": lambda value: _unless(f"?v > {value}"),
    "maxExclusive": lambda value: _unless(f"?v < {value}"),
    "minLength": lambda value: _unless(f"STRLEN(STR(?v)) >= {value}"),
    "maxLength": lambda value: _unless(f"STRLEN(STR(?v)) <= {value}"),
}
