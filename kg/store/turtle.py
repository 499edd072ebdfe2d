"""Turtle that is the same on every machine: sorted, grouped by subject, with the prefixes that it uses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from io import BytesIO

from pyoxigraph import RdfFormat, Triple, serialize

from kg.namespaces import BASE, prefixes

_PREFIX = re.compile(rb"(?:^|[\s^])([a-z]+):", re.MULTILINE)


def to_turtle(triples: Iterable[Triple], base: str = BASE) -> bytes:
    """`triples` as Turtle in UTF-8: each once, by subject, predicate (rdf:type first) and object, in code point order.

    >>> from pyoxigraph import Literal, NamedNode
    >>> paper, kg = NamedNode(BASE + "paper/deep-sets"), "https://w3id.org/kg-papers/ontology#"
    >>> print(to_turtle([Triple(paper, NamedNode(kg + "year"), Literal(2017))]).decode())
    @prefix kg: <https://w3id.org/kg-papers/ontology#> .
    @prefix paper: <https://w3id.org/kg-papers/id/paper/> .
    <BLANKLINE>
    paper:deep-sets kg:year 2017 .
    <BLANKLINE>
    """
    out, known = BytesIO(), prefixes(base)
    serialize(sorted(set(triples), key=str), out, RdfFormat.TURTLE, prefixes=known)
    lines = out.getvalue().split(b"\n")
    declarations, body = lines[: len(known)], b"\n".join(lines[len(known) :])
    used = {prefix.decode() for prefix in _PREFIX.findall(body)}
    head = [line for line, prefix in zip(declarations, known, strict=True) if prefix in used]
    return b"\n".join([*head, b"", body.replace(b" .\n", b" .\n\n").removesuffix(b"\n")])
