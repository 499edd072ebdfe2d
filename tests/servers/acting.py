"""What a server answers that a test plays, and what it was asked."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import NamedTuple

JSON = {"Content-Type": "application/sparql-results+json"}
NOTHING = {"head": {"vars": ["manifest", "property", "graph"]}, "results": {"bindings": []}}


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes


class Asked(NamedTuple):
    path: str
    headers: dict[str, str]
    body: str


Behave = Callable[[Asked], Answer]


def results(*rows: str, **headers: str) -> Answer:
    found = [{"s": {"type": "uri", "value": iri}} for iri in rows]
    body = json.dumps({"head": {"vars": ["s"]}, "results": {"bindings": found}})
    return Answer(200, {**JSON, **headers}, body.encode())


def behaving(answer: Answer) -> Behave:
    """Answer everything so but the question which graphs of kg there are."""
    nothing = Answer(200, JSON, json.dumps(NOTHING).encode())
    return lambda asked: nothing if "manifest" in asked.body else answer
