"""A conflict as it is reported, and what several rules need to make one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.conflicts.telling import Side, Telling
from kg.naming import fold_space
from kg.validation import Severity


@dataclass(frozen=True)
class Conflict:
    """What sources say differently about one thing."""

    kind: str  # "title", "authors", "author-name", "author-order", "year", "venue", …
    severity: Severity
    about: str  # IRI of the paper
    label: str  # its title
    problem: str  # what differs, in a sentence
    sides: tuple[Side, ...]  # what is doubted first, what it is compared with behind it
    suggestion: str  # what to do
    decision: str  # the line of a file of decisions that would settle it


def rank(conflict: Conflict) -> tuple[object, ...]:
    """What conflicts are sorted by: worst first, then by kind, paper and words."""
    severity = list(Severity).index(conflict.severity)
    return severity, conflict.kind, conflict.label.casefold(), conflict.about, conflict.problem, conflict.sides


def decision(action: str, kind: str, iri: str, other: str = "", note: str = "") -> str:
    r"""A line of a file of decisions.

    Args:
        action: "prefer", "merge", "split" or "ignore".
        kind: of what, as IRIs have it: "paper", "person".
        iri: the thing that it is about.
        other: the key of another such thing, or a field, with "=" and the value or the document to follow.
        note: for whoever reads the file.

    >>> decision("prefer", "paper", "https://w3id.org/kg-papers/id/paper/deep-sets-81ee3abf", "year=2017")
    'prefer\tpaper\tdeep-sets-81ee3abf\tyear=2017\t'
    """
    return "\t".join(map(fold_space, (action, kind, key_of(iri, kind), other, note)))


def key_of(iri: str, kind: str) -> str:
    """The part of an IRI behind its kind."""
    return iri.rpartition(f"/{kind}/")[2]


def quoted(words: str) -> str:
    """Words of a document inside a sentence."""
    return f"“{words}”"


def listed(values: Sequence[str]) -> str:
    """Values in a sentence: "a, b and c"."""
    return " and ".join(filter(None, (", ".join(values[:-1]), *values[-1:])))


def label(telling: Telling, iri: str) -> str:
    """What a paper is called, on one line."""
    return fold_space(telling.label(iri))
