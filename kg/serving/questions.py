"""What is asked of a worker, and what comes back: values that can be sent from one process to another."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from kg.errors import KgError


class Form(StrEnum):
    """What a query gives: SELECT; ASK; CONSTRUCT and DESCRIBE."""

    ROWS = "rows"
    BOOLEAN = "boolean"
    TRIPLES = "triples"


@dataclass(frozen=True)
class Question:
    """A query, and how its answer is to be written."""

    text: str
    accept: str  # as in the header of HTTP
    most: int  # rows or triples
    name: str = "query"
    saved: bool = False  # it has a header
    parameters: dict[str, str] = field(default_factory=dict)
    default_graphs: tuple[str, ...] = ()  # IRIs; with these and `named_graphs` empty, the query asks the whole graph
    named_graphs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Answer:
    """The answer to a question."""

    form: Form
    media: str
    body: bytes
    count: int  # rows or triples in the body
    cut: bool  # there are more
    text: str  # of the query, with the values of its parameters
    seconds: float


class NotAcceptable(KgError):
    """The client takes no format in which such an answer can be written."""


class TookTooLong(KgError):
    """A query was ended at its time limit, or found no worker until then."""


class WorkerDied(KgError):
    """A worker ended on its own, e.g. because the machine has no more memory."""
