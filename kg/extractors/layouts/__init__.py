"""The ways in which documents list papers. One file per layout; each yields candidate entries in document order.

A layout is a function `(Outline) -> Iterator[Entry]`. To add one, copy the file that is nearest, and add it to LAYOUTS.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from kg.extractors.entry import Entry
from kg.extractors.layouts import (
    bibtex_blocks,
    catalogue_records,
    citation_lines,
    field_tables,
    front_matter,
    headed,
    items,
    labelled,
    pairs,
    paragraphs,
    prose_links,
    prose_titles,
    quoted,
    stacked,
    tables,
    title_lines,
)
from kg.extractors.outline import Outline


class Layout(NamedTuple):
    """A way of listing papers, by the name that its records carry."""

    name: str
    find: Callable[[Outline], Iterator[Entry]]
    formats: tuple[str, ...] = ()  # the formats that it reads, and that no other layout reads; any other when empty


LAYOUTS = (  # where two layouts read the same words, the one that comes first wins unless the other is stronger
    Layout("front-matter", front_matter.find),
    Layout("labelled", labelled.find),
    Layout("field-table", field_tables.find),
    Layout("headed", headed.find),
    Layout("stacked", stacked.find),
    Layout("table", tables.find),
    Layout("item", items.find),
    Layout("citation-line", citation_lines.find),
    Layout("pair", pairs.find),
    Layout("paragraph", paragraphs.find),
    Layout("title-line", title_lines.find),
    Layout("quoted", quoted.find),
    Layout("prose-link", prose_links.find),
    Layout("prose-title", prose_titles.find),
    Layout("bibtex", bibtex_blocks.find),
    Layout("record", catalogue_records.find, catalogue_records.FORMATS),
)
_OWN = {format for layout in LAYOUTS for format in layout.formats}


def layouts_of(format: str) -> tuple[Layout, ...]:
    """The layouts in which a document of this format may list papers."""
    return tuple(layout for layout in LAYOUTS if (format in layout.formats if format in _OWN else not layout.formats))
