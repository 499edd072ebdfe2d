"""BibTeX set apart as code: "please cite" below a project, or beside each paper of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.extractors.catalogue.record import Record
from kg.extractors.entry import Entry
from kg.extractors.layouts.catalogue_records import entry_of
from kg.extractors.outline import Outline
from kg.model import Block, BlockKind
from kg.readers.bibtex import find_entries, read_entries

EXTRACTOR = "bibtex"
_SITE = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?")


def find(outline: Outline) -> Iterator[Entry]:
    """Yield an entry for each record of each block of code; a paper that the text lists too is told there first."""
    for section in outline.sections:
        for block in section.blocks:
            for code in block.walk():
                if code.kind is BlockKind.CODE and "@" in code.content.text:
                    yield from _entries(code, outline)


def _is_of_site(record: Record) -> bool:
    """Whether the journal of a record is an address: "lilianweng.github.io/lil-log"."""
    return any(_SITE.fullmatch(phrase.text) for _, phrase in record.all("venue"))


def _entries(code: Block, outline: Outline) -> Iterator[Entry]:
    content = code.content
    spans = [content.span(*span) for span in find_entries(content.text, 0)]
    for record in read_entries(outline.document.text, spans):
        told = Record(record, outline)
        if _is_of_site(told):
            continue  # the post asks to be cited
        if entry := entry_of(told):
            yield replace(entry, extractor=EXTRACTOR, group=EXTRACTOR, core=record.span)
