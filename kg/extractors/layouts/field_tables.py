"""Tables of the fields of one paper: the name of a field in the first column, its value in the second.

Reference managers write such reports: a heading with the title, below it rows such as "Author | Manzil Zaheer" (one for
each author), "Date | 2017", "Proceedings Title | …". A row may hold the title, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from kg.extractors.entry import Entry
from kg.extractors.labels import Labelled, field_of
from kg.extractors.notes import Notes, take_labelled
from kg.extractors.outline import Outline, flow
from kg.extractors.phrase import Phrase, whole
from kg.extractors.titles import Judgement, score
from kg.model import Block, BlockKind, Mention, Span

_TELLING = ("authors", "year", "venue", "abstract", "paper", "title", "keywords", "organizations")
"""Fields that records of papers have."""
_FEWEST = 3  # of them, authors or a link among these
_FEWEST_OF_MANY, _USUAL = 2, 3  # of them where a document has so many such tables


class _Record(NamedTuple):
    """The rows of a table that name fields, and the words above it."""

    table: Block
    rows: tuple[Labelled, ...]
    above: Block | None

    @property
    def fields(self) -> set[str]:
        """The fields of papers that it has."""
        return {row.field for row in self.rows if row.field in _TELLING}


def find(outline: Outline) -> Iterator[Entry]:
    """Yield an entry for each table that is the record of one paper, and has or stands below its title."""
    records = [_Record(table, tuple(_rows(table)), above) for above, table in _tables(outline.document.root)]
    records = [record for record in records if record.fields & {"authors", "paper"}]
    usual = sum(len(record.fields) >= _FEWEST for record in records) >= _USUAL
    for record in records:
        if len(record.fields) >= (_FEWEST_OF_MANY if usual else _FEWEST):
            yield from _entry(record, outline)


def _tables(parent: Block) -> Iterator[tuple[Block | None, Block]]:
    """Each table with the block before it, wherever they stand."""
    blocks = list(flow(parent))
    for above, block in pairwise([None, *blocks]):
        if block is None:
            continue
        if block.kind is BlockKind.TABLE:
            yield above, block
        elif block.kind in (BlockKind.LIST, BlockKind.ITEM):
            yield from _tables(block)


def _rows(table: Block) -> Iterator[Labelled]:
    """The rows of a table that have two cells, with the field that the first one names."""
    for row in table.children:
        cells = [cell for cell in row.children if cell.kind is BlockKind.CELL]
        if len(cells) == 2:
            name, value = (whole(cell.content).strip(" :：*_") for cell in cells)
            if name.raw and value.raw and (field := field_of(name.text)):
                yield Labelled(field, name.text, value)


def _entry(record: _Record, outline: Outline) -> Iterator[Entry]:
    title = next((row.value for row in record.rows if row.field == "title"), None) or _heading(record.above)
    if title is None:
        return
    notes, people = Notes(), list[Mention]()
    for row in record.rows:
        if row.field == "abstract":
            notes.descriptions.append(row.value.span)
        elif row.field != "title" and take_labelled(row, notes, outline.scan) and row.field == "authors":
            people += [author for author in notes.authors if author not in people]
    notes.authors = tuple(people)
    words = max(-3.0, min(1.0, 0.4 * score(title.text)))
    span = Span(min(title.span.start, record.table.span.start), record.table.span.end)
    yield Entry(
        title=title,
        span=span,
        core=span,
        extractor="field-table",
        group="field-table",
        evidence=(Judgement("a table of its fields", 2.0), Judgement("words of the title", words), *notes.evidence),
        fields=notes.fields(),
    )


def _heading(block: Block | None) -> Phrase | None:
    """The words above a table, as its title."""
    if block is None or block.kind not in (BlockKind.HEADING, BlockKind.PARAGRAPH):
        return None
    words = whole(block.content).strip(" .*_")
    return words if words.raw and "\n" not in words.raw else None
