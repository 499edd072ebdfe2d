"""The answers of queries, for people and for programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import click
import pyoxigraph as ox

from kg import finding
from kg.cli import terminal
from kg.graph import Graph
from kg.namespaces import XSD
from kg.queries import Answer
from kg.store.turtle import to_turtle

if TYPE_CHECKING:
    from kg.support import Support

FORMATS = ("table", "csv", "tsv", "json", "xml", "turtle", "markdown")
ROW_FORMATS = ("table", "json", "csv", "markdown")
"""What `write_rows` writes: the formats of every command that answers with rows but `kg query`, which has more."""
_RESULTS = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
}
_NUMBERS = {XSD + name for name in ("integer", "decimal", "double", "float")}
SUPPORTED = 200
"""Rows of an answer for which evidence is looked up."""
_SOME = 5  # pieces of evidence that are shown unless all are asked for
_LONGEST = 160  # characters of a quote
Row = tuple["ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None", ...]

format_option = click.option(
    "--format", "-f", "fmt", type=click.Choice(ROW_FORMATS), default="table", show_default=True,
    help="How the answer is written.",
)  # fmt: skip


def write(answer: Answer, fmt: str | None, store: Graph) -> Sequence[Row] | None:
    """Write an answer to standard output.

    Args:
        answer: what a query gave.
        fmt: one of FORMATS; None for what fits the answer: a table, or Turtle for triples.
        store: where labels of things are looked up for tables.

    Returns:
        The rows of a table or of Markdown; None for all other formats and answers.

    Raises:
        click.UsageError: when the format cannot hold such an answer.
    """
    if isinstance(answer, ox.QueryTriples):
        _write_triples(answer, fmt or "turtle", store)
    elif fmt == "turtle":
        raise click.UsageError("Turtle holds triples: the answer of CONSTRUCT or DESCRIBE. Choose another --format.")
    elif fmt in _RESULTS:
        data = answer.serialize(format=_RESULTS[fmt]) or b""
        terminal.write(data if data.endswith(b"\n") else data + b"\n")
    elif isinstance(answer, ox.QueryBoolean):
        terminal.write("yes\n" if answer else "no\n")
    else:
        rows = list(map(tuple, answer))
        write_rows([variable.value for variable in answer.variables], rows, fmt, store)
        return rows
    return None


def _write_triples(answer: ox.QueryTriples, fmt: str, store: Graph) -> None:
    triples = sorted(set(answer), key=str)
    if fmt == "turtle":
        terminal.write(to_turtle(triples))
    elif fmt in _RESULTS:
        raise click.UsageError(
            f"{fmt} holds rows: the answer of SELECT or ASK. Choose --format turtle, table or markdown."
        )
    else:
        rows: list[Row] = [(triple.subject, triple.predicate, triple.object) for triple in triples]
        write_rows(["subject", "predicate", "object"], rows, fmt, store)


def write_rows(header: Sequence[str], rows: Sequence[Row], fmt: str | None, store: Graph) -> None:
    """Write rows of terms to standard output.

    Args:
        header: the names of the columns.
        rows: a term, or None, for each column. Whole and decimal numbers are literals with their datatypes.
        fmt: one of ROW_FORMATS; None for a table. In JSON and CSV things are IRIs; give a column of labels beside them.
        store: where labels of things are looked up for tables and Markdown.
    """
    label = _labels(store)
    if fmt == "markdown":
        terminal.write(_markdown(header, rows, label))
    elif fmt == "json":
        records = [as_record(header, row) for row in rows]
        terminal.write(json.dumps(records, ensure_ascii=False, indent=2) + "\n")
    elif fmt == "csv":
        out = io.StringIO(newline="")
        csv.writer(out).writerows([header, *(["" if term is None else _value(term) for term in row] for row in rows)])
        terminal.write(out.getvalue())
    else:
        terminal.table(header, ([_cell(term, row, label) for term in row] for row in rows), numeric=_numeric(rows))


def as_record(header: Sequence[str], row: Row) -> dict[str, str | int | float | None]:
    """A row as JSON has it: things as IRIs, numbers as numbers."""
    return {name: _plain(term) for name, term in zip(header, row, strict=True)}


def _plain(term: object) -> str | int | float | None:
    """A term as JSON has it: numbers as numbers, everything else as text."""
    if isinstance(term, ox.Literal) and term.datatype.value in _NUMBERS:
        return int(term.value) if term.datatype.value == XSD + "integer" else float(term.value)
    return None if term is None else _value(term)


def _value(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)


def _labels(store: Graph) -> Callable[[str], str]:
    known: dict[str, str] = {}

    def label(iri: str) -> str:
        if iri not in known:
            known[iri] = finding.label(store, iri)
        return known[iri]

    return label


def _numeric(rows: Sequence[Row]) -> list[int]:
    """The columns in which every value is a number."""
    columns = enumerate(zip(*rows, strict=True))
    return [
        at
        for at, column in columns
        if all(isinstance(term, ox.Literal) and term.datatype.value in _NUMBERS for term in column)
    ]


def _cell(term: object, row: Row, label: Callable[[str], str]) -> str:
    """A term for people: an IRI shortened, behind its label unless the row already shows that."""
    if term is None:
        return ""
    if isinstance(term, ox.Literal):
        return term.value
    if not isinstance(term, ox.NamedNode):
        return str(term)
    name = label(term.value)
    shown = any(isinstance(other, ox.Literal) and other.value == name for other in row)
    short = finding.shorten(term.value).strip("<>")
    return short if shown or not name else f"{name} ({short})"


def _markdown(header: Sequence[str], rows: Sequence[Row], label: Callable[[str], str]) -> str:
    lines = [list(header), ["---"] * len(header)]
    lines += [[_markdown_cell(term, label) for term in row] for row in rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _markdown_cell(term: object, label: Callable[[str], str]) -> str:
    if isinstance(term, ox.NamedNode):
        text = label(term.value) or finding.shorten(term.value).strip("<>")
        return f"[{_escape(text)}]({term.value.replace('(', '%28').replace(')', '%29').replace('|', '%7C')})"
    return _escape(term.value if isinstance(term, ox.Literal) else "" if term is None else str(term))


def _escape(text: str) -> str:
    special = str.maketrans({character: f"\\{character}" for character in "\\`*_[]<>|&"})
    return terminal.one_line(text).translate(special)


evidence_option = click.option(
    "--evidence", is_flag=True, help="Show the words that the rows rest on, below the table."
)


def check_evidence(evidence: bool, fmt: str | None) -> None:
    """Refuse evidence in a format that has no place for it.

    Raises:
        click.UsageError: when evidence is asked for in such a format.
    """
    if evidence and fmt not in (None, "table", "markdown"):
        raise click.UsageError(f"--evidence stands below a table; {fmt} has no place for it.")


def write_evidence(store: Graph, found: Sequence[Support]) -> None:
    """Write all the words that an answer rests on, or say that there are none."""
    if found:
        show_evidence(store, found, all_of_it=True)
    else:
        terminal.note("No words of a document say how these hang together: `kg why THING` has the evidence of one.")


def show_evidence(store: Graph, found: Sequence[Support], *, all_of_it: bool) -> None:
    """Write the facts that an answer rests on, each with the words that say it, below its table.

    Args:
        store: where labels are looked up.
        found: what `kg.support.support` gave.
        all_of_it: every fact with all of its words; else the first few.
    """
    shown = found if all_of_it else found[:_SOME]
    lines = ["\nevidence\n"]
    for fact in shown:
        subject, value = (finding.label(store, iri) or finding.shorten(iri) for iri in (fact.subject, fact.object))
        relation = fact.predicate.rpartition("#")[2]
        words = terminal.one_line(fact.quote)
        words = words if len(words) <= _LONGEST or all_of_it else words[:_LONGEST].rsplit(" ", 1)[0] + " …"
        lines.append(f"  {terminal.one_line(subject)} {relation} {terminal.one_line(value)}\n")
        lines.append(f"    {terminal.one_line(fact.file)}:{fact.line}" + (f"  “{words}”\n" if words else "\n"))
    if len(shown) < len(found):
        lines.append(f"  … {len(found) - len(shown)} more: --evidence\n")
    terminal.write("".join(lines))
