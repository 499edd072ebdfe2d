"""A finding before it is put into words."""

from __future__ import annotations

from typing import NamedTuple

from kg.validation.paths import Step
from kg.validation.shapes import Shape

SPARQL = "SPARQLConstraintComponent"
"""The component of what a rule that is a query finds."""


class Finding(NamedTuple):
    """A rule and what breaks it, as an engine reports it."""

    shape: Shape
    focus: str
    value: str
    path: str
    message: str
    component: str = SPARQL
    named: frozenset[str] = frozenset()  # what else the message names


def property_of(shape: Shape) -> str:
    """The property that a shape's path is; empty when it is no single one."""
    return shape.path.iri if isinstance(shape.path, Step) and not shape.path.inverse else ""
