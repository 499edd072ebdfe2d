"""Rows of terms in the formats of SPARQL 1.1. The engine writes these, too, but only whole answers of any size."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

from kg.namespaces import XSD

Value = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Row = Sequence[Value | None]
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # what no XML 1.0 may hold
_STRING = XSD + "string"


def as_json(names: Sequence[str], rows: Iterable[Row]) -> str:
    """`rows` in SPARQL 1.1 Query Results JSON."""
    bindings = [{name: _json(term) for name, term in zip(names, row, strict=True) if term is not None} for row in rows]
    return json.dumps({"head": {"vars": list(names)}, "results": {"bindings": bindings}}, ensure_ascii=False)


def _json(term: Value) -> dict[str, object]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        return {"type": "triple", "value": {name: _json(part) for name, part in _parts(term).items()}}
    described: dict[str, object] = {"type": "literal", "value": term.value}
    if term.language:
        described["xml:lang"] = term.language
    elif term.datatype.value != _STRING:
        described["datatype"] = term.datatype.value
    return described


def _parts(term: ox.Triple) -> dict[str, Value]:
    return {"subject": term.subject, "predicate": term.predicate, "object": term.object}


def as_xml(names: Sequence[str], rows: Iterable[Row]) -> str:
    """`rows` in SPARQL Query Results XML. Characters that no XML may hold become U+FFFD."""
    head = "".join(f"<variable name={quoteattr(name)}/>" for name in names)
    results = "".join(f"<result>{_xml_row(names, row)}</result>" for row in rows)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<sparql xmlns="http://www.w3.org/2005/sparql-results#">'
        f"<head>{head}</head><results>{results}</results></sparql>"
    )


def _xml_row(names: Sequence[str], row: Row) -> str:
    bound = ((name, term) for name, term in zip(names, row, strict=True) if term is not None)
    return "".join(f"<binding name={quoteattr(name)}>{_xml(term)}</binding>" for name, term in bound)


def _xml(term: Value) -> str:
    if isinstance(term, ox.Triple):
        return f"<triple>{''.join(f'<{name}>{_xml(part)}</{name}>' for name, part in _parts(term).items())}</triple>"
    words = escape(_NO_XML.sub("\ufffd", term.value), {"\r": "&#13;"})
    if isinstance(term, ox.NamedNode):
        return f"<uri>{words}</uri>"
    if isinstance(term, ox.BlankNode):
        return f"<bnode>{words}</bnode>"
    if term.language:
        return f"<literal xml:lang={quoteattr(term.language)}>{words}</literal>"
    kind = "" if term.datatype.value == _STRING else f" datatype={quoteattr(term.datatype.value)}"
    return f"<literal{kind}>{words}</literal>"


def as_csv(names: Sequence[str], rows: Iterable[Row]) -> str:
    """`rows` in SPARQL 1.1 Query Results CSV."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows([names, *([_plain(term) for term in row] for row in rows)])
    return out.getvalue()


def _plain(term: Value | None) -> str:
    if term is None:
        return ""
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)


def as_tsv(names: Sequence[str], rows: Iterable[Row]) -> str:
    """`rows` in SPARQL 1.1 Query Results TSV: terms as Turtle writes them."""
    lines = ["\t".join(f"?{name}" for name in names)]
    lines += ("\t".join("" if term is None else str(term).replace("\t", "\\t") for term in row) for row in rows)
    return "".join(f"{line}\n" for line in lines)


WRITERS: Mapping[str, Callable[[Sequence[str], Iterable[Row]], str]] = {
    "json": as_json,
    "xml": as_xml,
    "csv": as_csv,
    "tsv": as_tsv,
}
"""Format → what writes rows in it."""
