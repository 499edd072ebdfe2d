"""The papers of a graph as CSV (RFC 4180), one row each."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from kg.export.papers import PaperRow, papers
from kg.graph import Graph

COLUMNS = (
    "iri",
    "title",
    "authors",
    "venue",
    "year",
    "presentation",
    "award",
    "organizations",
    "links",
    "topics",
    "methods",
)
_SEPARATOR = "; "
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def to_csv(store: Graph) -> bytes:
    """All papers as CSV in UTF-8, lines ended by CR LF. Several values in a cell are joined by a semicolon.

    A spreadsheet would run a cell that begins with `=`, `+`, `-` or `@`, and documents are not to be trusted: such a
    cell gets an apostrophe in front, which spreadsheets do not show. Tools that need every character as it is read
    one of the RDF formats.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows([safe(cell) for cell in _cells(row)] for row in papers(store))
    return out.getvalue().encode()


def _cells(row: PaperRow) -> Iterable[str]:
    """The cells of a row, in the order of `COLUMNS`."""
    authors = (*row.authors, "et al.") if row.more_authors else row.authors
    years = tuple(map(str, row.years))
    yield row.iri
    yield row.title
    for several in (
        authors,
        row.venues,
        years,
        row.presentations,
        row.awards,
        row.organizations,
        row.links,
        row.topics,
    ):
        yield _SEPARATOR.join(several)
    yield _SEPARATOR.join(row.methods)


def safe(cell: str) -> str:
    r"""`cell` so that a spreadsheet takes it for text.

    >>> safe("=HYPERLINK(1)"), safe("Deep Sets")
    ("'=HYPERLINK(1)", 'Deep Sets')
    """
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
