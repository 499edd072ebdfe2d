"""Checking a graph against its shapes, with findings that lead back to the words of the documents.

SHACL Core is judged by pyshacl, on the part of the graph that the screens of `kg.validation.screening` leave under
suspicion: the nodes in question, what their rules can see from them, and the shapes concerned. SPARQL constraints are
run by the engine on the whole graph. The findings are those of pyshacl on everything; a test holds the two together.

After a change, the findings that it cannot have touched stay, and the nodes and values are judged again from which the
rules look at what changed, in the graph before or after.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import pyoxigraph as ox

from kg import finding
from kg.namespaces import ONTOLOGY, SKOS
from kg.resources import resource
from kg.validation.checking import check
from kg.validation.findings import Finding
from kg.validation.places import Place, places
from kg.validation.shapes import Shapes


class Severity(StrEnum):
    """How bad a finding is."""

    VIOLATION = "violation"  # the graph is wrong
    WARNING = "warning"  # a document is probably wrong, or two things were taken for one
    INFO = "info"  # nothing is wrong, something is missing


@dataclass(frozen=True)
class Result:
    """A rule that something breaks."""

    rule: str  # local name of the shape
    name: str  # the rule in words
    severity: Severity
    message: str  # what is wrong and what to do
    component: str  # local name of the SHACL constraint component
    focus: str  # the node that SHACL reports: an IRI
    about: str  # the thing concerned: the focus node, or the value when a rule is about a property
    label: str  # what people call that thing
    value: str = ""  # the offending value, where there is one
    path: str = ""  # the property, where the rule is about one
    places: tuple[Place, ...] = ()


@dataclass(frozen=True)
class Report:
    """What a validation found, worst first."""

    results: tuple[Result, ...]

    @property
    def conforms(self) -> bool:
        """Whether nothing at all was found, as SHACL defines it."""
        return not self.results

    def count(self, severity: Severity) -> int:
        """How many findings have this severity."""
        return sum(result.severity is severity for result in self.results)

    def fails(self, fail_on: str) -> bool:
        """Whether something of the severity `fail_on` ("violation", "warning", "never") or worse was found."""
        limits = {"violation": (Severity.VIOLATION,), "warning": (Severity.VIOLATION, Severity.WARNING)}
        return any(self.count(severity) for severity in limits.get(fail_on, ()))


def validate(store: ox.Store, shapes: Path | None = None) -> Report:
    """Check a graph against the shapes.

    Args:
        store: a graph as `kg.store.open_graph` gives it: its default graph is the union of the named ones.
        shapes: a Turtle file of SHACL shapes; those of kg when None.

    Returns:
        The findings, worst first, then by rule, thing and value.

    Raises:
        KgError: when the shapes are no valid SHACL, or a constraint does not parse.
    """
    return report(store, check(store, shapes_of(shapes)))


def shapes_of(path: Path | None = None) -> Shapes:
    """The shapes in a Turtle file, those of kg when None, with the ontology."""
    return Shapes(path or resource("ontology/shapes.ttl"), resource("ontology/kg.ttl"))


def report(store: ox.Store, findings: Iterable[Finding]) -> Report:
    """Findings in words, worst first."""
    return Report(tuple(sorted({_in_words(store, item) for item in findings}, key=rank)))


def rank(result: Result) -> tuple[object, ...]:
    """What findings are sorted by: worst first, then by rule, thing and value."""
    severity = list(Severity).index(result.severity)
    telling = (result.rule, result.label, result.about, result.value, result.message)
    return severity, *telling, result.focus, result.component, result.path, result.places


# --- in words --------------------------------------------------------------------------------------------------------


def _in_words(store: ox.Store, item: Finding) -> Result:
    """A finding with the thing's label and its places in the documents."""
    about, path = item.focus, item.path
    if item.focus.startswith((ONTOLOGY, SKOS)) and item.value:  # a rule about a property: the value is the thing
        about, path = item.value, item.focus
    return Result(
        rule=item.shape.rule.rpartition("#")[2],
        name=item.shape.name,
        severity=Severity(item.shape.severity.lower()),
        message=item.message,
        component=item.component,
        focus=item.focus,
        about=about,
        label=_called(store, about),
        value=item.value,
        path=path,
        places=places(store, about, path, item.named | {item.value}),
    )


def _called(store: ox.Store, iri: str) -> str:
    try:
        return finding.label(store, iri) or finding.shorten(iri)
    except ValueError:
        return iri
