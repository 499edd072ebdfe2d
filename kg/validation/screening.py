"""Which nodes may break which rule: SHACL Core constraints as SPARQL that the engine answers at once.

A screen may find too many nodes, never too few: pyshacl has the last word on what is found, and need not look at the
rest of the graph. A constraint that has no screen makes a suspect of every target of its shape.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache

import pyoxigraph as ox

from kg.namespaces import RDF, XSD
from kg.validation.neighbours import Neighbours
from kg.validation.paths import Node, Step, joined
from kg.validation.shapes import SH, Shape, Shapes, Term

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
    """The focus nodes of `store` that may break a Core constraint of `shape`.

    Every pattern reads whole properties one after the other and leaves joins to hashes: on disk that is several times
    faster than looking at each focus node. Whether what is found is a target is asked at the end.
    """
    found = {node for pattern in _Screen(store, shapes, shape).patterns() for node in _nodes(store, pattern)}
    return Targets(Neighbours(store), shapes).among(shape, found)


def focus_nodes(store: ox.Store, shapes: Shapes, shape: Shape) -> list[Focus]:
    """The nodes of `store` that `shape` targets, sorted."""
    return sorted(_nodes(store, _any_of(_targets(store, shapes, shape))), key=str)


class Targets:
    """What shapes target, looked up node by node: for nodes that are few."""

    def __init__(self, near: Neighbours, shapes: Shapes) -> None:
        self._near, self._shapes = near, shapes
        self._aims: dict[tuple[str, str], Callable[[Focus], bool]] = {}

    def among(self, shape: Shape, nodes: Iterable[Node]) -> set[Focus]:
        """Those of `nodes` that `shape` targets."""
        aims = [self._aim(*target) for target in shape.targets]
        return {node for node in nodes if isinstance(node, Focus) and any(aim(node) for aim in aims)}

    def _aim(self, kind: str, iri: str) -> Callable[[Focus], bool]:
        if (kind, iri) not in self._aims:
            self._aims[kind, iri] = cache(self._made(kind, iri))
        return self._aims[kind, iri]

    def _made(self, kind: str, iri: str) -> Callable[[Focus], bool]:
        """Whether a node is a target of a shape."""
        if kind == "targetClass":
            classes = {ox.NamedNode(name) for name in self._shapes.subclasses(self._near.store, iri)}
            return lambda node: not classes.isdisjoint(self._near.ends(Step(RDF + "type"), node))
        if kind == "targetNode":
            return lambda node: node == ox.NamedNode(iri)
        return lambda node: bool(self._near.step(Step(iri, inverse=kind == "targetObjectsOf"), node))


def _any_of(patterns: Iterable[str]) -> str:
    return " UNION ".join(f"{{ {pattern} }}" for pattern in patterns)


def _nodes(store: ox.Store, pattern: str) -> set[Focus]:
    answer = store.query(f"SELECT ?this WHERE {{ {pattern} }}")
    found = {solution["this"] for solution in answer} if isinstance(answer, ox.QuerySolutions) else set()
    return {node for node in found if isinstance(node, Focus)}


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


class _Screen:
    """SPARQL patterns over ?this, each of which holds of what may break a constraint of a shape."""

    def __init__(self, store: ox.Store, shapes: Shapes, shape: Shape) -> None:
        self.store, self.shapes, self.shape = store, shapes, shape
        self.targets = _any_of(_targets(store, shapes, shape))
        self.values = joined(shape.path) if shape.path else f"{{ {self.targets} }} BIND(?this AS ?v)"

    def patterns(self) -> Iterator[str]:
        """One pattern for each constraint on all values or on two properties, and one for those on a single value."""
        tests = []
        for constraint in self.shape.constraints:
            if pattern := self._pattern(*constraint):
                yield pattern
            else:
                tests.append(self._test(*constraint))
        if tests:
            yield f"{self.values} FILTER({' || '.join(tests)})"

    def _pattern(self, name: str, value: Term) -> str:
        values, other = f"SELECT ?this ?v {{ {self.values} }}", f"{{ SELECT ?this ?w {{ ?this {value} ?w }} }}"
        if name == "minCount":
            enough = f"GROUP BY ?this HAVING (COUNT(DISTINCT ?v) >= {_integer(value)})"
            some = values if _integer(value) == 1 else f"SELECT ?this {{ {self.values} }} {enough}"
            return f"{{ {self.targets} }} MINUS {{ {some} }}"
        if name == "maxCount":
            return f"{{ SELECT ?this {{ {self.values} }} GROUP BY ?this HAVING (COUNT(*) > {_integer(value)}) }}"
        if name == "qualifiedMinCount":  # which values count is not asked here; there may be none
            return self.targets
        if name == "hasValue":
            return f"{{ {self.targets} }} MINUS {{ {self.values} FILTER(sameTerm(?v, {value})) }}"
        if name == "class":
            return self._not_of(value)
        if name == "or" and (classes := self._alternatives(value)):
            return self._not_of(*classes)
        if name == "equals":
            aimed = f"{{ {self.targets} }}"
            return f"""
                {{ {aimed} {{ {values} }} MINUS {{ ?this {value} ?v }} }} UNION
                {{ {aimed} {{ SELECT ?this ?v {{ ?this {value} ?v }} }} MINUS {{ {values} }} }}"""
        if name == "disjoint":
            return f"{{ {values} }} {{ SELECT ?this ?v {{ ?this {value} ?v }} }}"
        if name in _ORDERS:
            return f"{{ {values} }} {other} FILTER({_unless(f'?v {_ORDERS[name]} ?w')})"
        if name == "uniqueLang":
            grouped = "GROUP BY ?this (LCASE(LANG(?v)) AS ?language) HAVING (COUNT(*) > 1)"
            return f'{{ SELECT ?this {{ {self.values} FILTER(LANG(?v) != "") }} {grouped} }}'
        return ""

    def _not_of(self, *classes: Term) -> str:
        """The values that are of none of `classes`."""
        named = [term.value for term in classes if isinstance(term, ox.NamedNode)]
        found = sorted({iri for name in named for iri in self.shapes.subclasses(self.store, name)})
        types = " ".join(f"<{iri}>" for iri in found)
        return f"{self.values} MINUS {{ VALUES ?type {{ {types} }} ?v <{RDF}type> ?type }}"

    def _alternatives(self, value: Term) -> list[Term]:
        """The classes of an `sh:or` that offers classes and nothing else."""
        inner = [self.shapes.parameters(item) for item in self.shapes.items(value)]
        return [item["class"] for item in inner] if all(item.keys() == {"class"} for item in inner) else []

    def _test(self, name: str, value: Term) -> str:
        """An expression that is true of a value ?v that may break a constraint."""
        if name == "in":
            members = [f"sameTerm(?v, {member})" for member in self.shapes.items(value)]
            return f"!({' || '.join(members) or 'false'})"
        if name == "not":
            inner = self.shapes.parameters(value)
            return f"COALESCE({_matches(inner['pattern'])}, true)" if inner.keys() == {"pattern"} else "true"
        return _OF_A_VALUE[name](value) if name in _OF_A_VALUE else "true"


_ORDERS = {"lessThan": "<", "lessThanOrEquals": "<="}


def _integer(value: Term) -> int:
    return int(value.value) if isinstance(value, ox.Literal) else 0


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


_OF_A_VALUE: dict[str, Callable[[Term], str]] = {
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
