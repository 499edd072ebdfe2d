"""Turtle that is the same on every machine: sorted, grouped by subject, with the prefixes that it uses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from kg.namespaces import BASE, prefixes

_BEFORE_NAMES = (b" ", b"\t", b"\n", b"^^")  # what may stand before a prefixed name


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
    return _write(sorted(set(triples), key=str), RdfFormat.TURTLE, prefixes(base))


def to_trig(quads: Iterable[Quad], base: str = BASE) -> bytes:
    """`quads` as TriG in UTF-8: each once, by graph, then as in Turtle."""
    ordered = sorted(set(quads), key=lambda quad: (str(quad.graph_name), str(quad.triple)))
    return _write(ordered, RdfFormat.TRIG, prefixes(base))


def _uses(body: bytes, name: bytes) -> bool:
    return name in body and any(before + name in body for before in _BEFORE_NAMES)


def _write(ordered: Sequence[Triple] | Sequence[Quad], rdf_format: RdfFormat, known: Mapping[str, str]) -> bytes:
    """The engine's text, subjects set apart, with the prefixes that it uses, sorted (it declares all, in any order)."""
    out = BytesIO()
    serialize(ordered, out, rdf_format, prefixes=dict(known))
    body = b"\n" + out.getvalue().split(b"\n", len(known))[-1]
    used = [prefix for prefix in known if _uses(body, prefix.encode() + b":")]
    head = [f"@prefix {prefix}: <{known[prefix]}> .\n".encode() for prefix in used]
    return b"".join([*head, body.replace(b" .\n", b" .\n\n").removesuffix(b"\n")])
