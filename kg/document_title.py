"""What a document calls itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from kg.model import Block, BlockKind, Document, Reference
from kg.months import MONTH
from kg.naming import fold_space

_OPENING = 5  # lines among which a title stands that no markup tells
_LONGEST = 16  # words of such a title
_NO_TITLE = re.compile(rf"[»›·|]|://|\b{MONTH}\b\.?,? \d|[.:;,]$|^(?:posted|published|updated|by)\b", re.I)
"""Where a reader is, dates, what goes on below, and sentences."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def document_title(document: Document, references: Sequence[Reference]) -> str:
    """The title in the metadata, else the first heading, else the file's name.

    A heading that is the title of one of several papers is not that of the document, which may be called by a line
    above: the one that says of which venue or year it is, the longest of these.

    Args:
        document: as it was read.
        references: the papers that it lists.
    """
    for datum in document.metadata:
        if datum.name == "title" and (title := fold_space(datum.value)):
            return title
    heading = next((block for block in document.root.walk() if _is_heading(block)), None)
    if heading and not (len(references) > 1 and _holds_title(heading, references)):
        return fold_space(heading.content.text)
    venues = {reference.venue.text for reference in references if reference.venue}
    lines = _opening(document, references)
    return max(lines, key=lambda line: _says_of_what(line, venues), default=document.name.rpartition("/")[2])


def _is_heading(block: Block) -> bool:
    return block.kind is BlockKind.HEADING and bool(block.content.text.strip())


def _holds_title(block: Block, references: Sequence[Reference]) -> bool:
    return any(block.span.contains(reference.title.span) for reference in references)


def _opening(document: Document, references: Sequence[Reference]) -> Iterator[str]:
    """The first paragraphs above all papers, lists and tables that may be a title."""
    first = min((reference.title.span.start for reference in references), default=len(document.text))
    for block in islice(_paragraphs(document.root), _OPENING):
        line = fold_space(block.content.text)
        if block.span.end <= first and 1 < len(line.split()) <= _LONGEST and not _NO_TITLE.search(line):
            yield line


def _paragraphs(block: Block) -> Iterator[Block]:
    for child in block.children:
        if child.kind is BlockKind.PARAGRAPH:
            yield child
        elif child.kind is BlockKind.SECTION:
            yield from _paragraphs(child)


def _says_of_what(line: str, venues: set[str]) -> tuple[bool, int]:
    named = _YEAR.search(line) is not None or any(venue in line for venue in venues)
    return named, len(line)
