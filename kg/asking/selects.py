"""SELECT queries as parts of others."""

from __future__ import annotations

import re
from collections.abc import Iterable

_PREFIX_LINE = re.compile(r"(?im)^\s*PREFIX\s+\S+\s+<[^>]*>\s*$\n?")
_ORDER = re.compile(r"(?s)\nORDER BY [^}]*\Z")
_VARIABLES = re.compile(r"(?s)\s*SELECT\s+(?:DISTINCT\s+)?(.*?)\s*WHERE\b")
_COMPUTED = re.compile(r"\((?:[^()]|\([^()]*\))*\bAS\s+(\?\w+)\s*\)")
_NAME = re.compile(r"\?(\w+)")


def apart(text: str) -> tuple[list[str], str]:
    r"""The lines of prefixes of a SELECT query, and the query without them and without its order.

    >>> apart("PREFIX kg: <urn:kg>\nSELECT ?paper WHERE { ?paper a kg:Paper }\nORDER BY ?paper")
    (['PREFIX kg: <urn:kg>\n'], 'SELECT ?paper WHERE { ?paper a kg:Paper }')
    """
    return _PREFIX_LINE.findall(text), _ORDER.sub("", _PREFIX_LINE.sub("", text)).strip()


def all_apart(texts: Iterable[str]) -> tuple[str, list[str]]:
    r"""The prefixes of several SELECT queries, each once, and the queries without them and without their order.

    >>> all_apart(["PREFIX a: <urn:a>\nSELECT ?x WHERE { ?x a a:A }", "PREFIX a: <urn:a>\nSELECT ?y WHERE { }"])
    ('PREFIX a: <urn:a>\n', ['SELECT ?x WHERE { ?x a a:A }', 'SELECT ?y WHERE { }'])
    """
    parts = [apart(text) for text in texts]
    return "".join(dict.fromkeys(line for lines, _ in parts for line in lines)), [inner for _, inner in parts]


def columns(text: str) -> list[str]:
    """The variables that a SELECT query yields, in order.

    >>> columns("SELECT DISTINCT ?title (COUNT(?x) AS ?count) WHERE { }")
    ['title', 'count']
    """
    head = _VARIABLES.match(text)
    return _NAME.findall(_COMPUTED.sub(r"\1", head[1] if head else ""))


def as_rows(text: str) -> str:
    r"""An ASK query as a SELECT query of one row, whose `answer` is "yes" or "no".

    >>> print(as_rows("PREFIX kg: <urn:kg>\nASK { ?paper a kg:Paper }"))
    PREFIX kg: <urn:kg>
    SELECT (IF(COUNT(*) > 0, "yes", "no") AS ?answer) WHERE { ?paper a kg:Paper }
    """
    return re.sub(r"(?m)^ASK(?= \{)", 'SELECT (IF(COUNT(*) > 0, "yes", "no") AS ?answer) WHERE', text, count=1)
