"""Notes on one paper, whose front matter says which: title, authors, a DOI or the key of a bibliography.

Reference managers export such notes, and pages of publications are written so. What follows describes the paper.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.extractors.entry import Entry
from kg.extractors.labels import Labelled, field_of
from kg.extractors.layouts.items import holds_entries
from kg.extractors.notes import Notes, described_by, take_labelled
from kg.extractors.outline import Outline
from kg.extractors.phrase import Phrase, whole
from kg.extractors.titles import Judgement
from kg.model import BlockKind, Metadatum, Span
from kg.readers.addresses import with_addresses
from kg.readers.content import joined
from kg.readers.front_matter import content_of

_TELLING = frozenset({
    "doi", "arxiv", "arxivid", "arxiv_id", "eprint", "pmid", "citekey", "citation-key", "citation_key", "cite-key",
    "citationkey", "bibkey", "bibtexkey", "zotero-key", "itemtype", "item_type", "paperurl", "paper_url",
})  # fmt: skip
"""Fields that only notes on a paper have; lists of papers have titles, authors and dates, too."""
_FEWEST_LISTED = 5  # papers
_PLACED = frozenset({"journal", "booktitle", "container-title"})  # a venue may be that of a whole round-up
_LINKS = frozenset({"paperurl", "paper_url", "url", "link", "pdf"})


def find(outline: Outline) -> Iterator[Entry]:
    """Yield the paper that the front matter tells of, if it does."""
    text = outline.document.text
    fields = {datum.name: datum for datum in outline.document.metadata if datum.parts}
    title = fields.get("title")
    if title is None or not _is_of_a_paper(fields, outline):
        return
    notes = Notes()
    for name, datum in fields.items():
        if (field := "paper" if name in _LINKS else field_of(name)) and field != "title":
            take_labelled(Labelled(field, name, _value(text, datum)), notes, outline.scan)
    words = _value(text, title, " ").strip("\"'")
    stated = Span(0, max(datum.span.end for datum in fields.values()))
    entry = Entry(
        title=words,
        span=stated,
        core=stated,
        extractor="front-matter",
        group="front-matter",
        evidence=(Judgement("front matter of notes on a paper", 4.0), *notes.evidence),
        fields=notes.fields(),
    )
    said = [
        block
        for section in outline.sections
        for block in section.blocks
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST) and not holds_entries(block, outline)
    ]
    yield described_by(said, entry, len(text), outline.scan) if said else entry


def _is_of_a_paper(fields: Mapping[str, Metadatum], outline: Outline) -> bool:
    """Whether only notes on a paper have such fields: a DOI, a key, or authors with a journal.

    Posts of some journals on the web have a DOI, too: that of a post that lists papers is its own.
    """
    authors = "authors" in fields or "author" in fields
    if authors and not _PLACED.isdisjoint(fields):
        return True
    telling = _TELLING & fields.keys()
    return bool(telling) and (telling != {"doi"} or not _lists_papers(outline))


def _lists_papers(outline: Outline) -> bool:
    """Whether a document lists several papers below its front matter."""
    lists = (block for section in outline.sections for block in section.blocks if holds_entries(block, outline))
    return sum(len(block.children) for block in lists) >= _FEWEST_LISTED


def _value(text: str, datum: Metadatum, between: str = ", ") -> Phrase:
    """The value of a field as words of the document, with a sign between its parts."""
    contents = [content_of(text, part) for part in datum.parts]
    return whole(with_addresses(joined(contents, between))).strip(" []")
