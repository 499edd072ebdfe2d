"""Paragraphs that are citations: bibliographies, "Author: Title, Venue Year", one entry a line or one a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from kg.extractors.captions import is_caption
from kg.extractors.cutting import cut, is_compact, is_dated_title, may_cite
from kg.extractors.entry import Entry, Fields
from kg.extractors.fields import citation_fields, core_of, tail_description
from kg.extractors.labels import read_label
from kg.extractors.layouts.citation_lines import has_citations
from kg.extractors.noted import NOTED, noted_lines
from kg.extractors.notes import gather
from kg.extractors.outline import Outline
from kg.extractors.phrase import Phrase, whole
from kg.extractors.standing import find_award
from kg.extractors.titles import Judgement
from kg.extractors.weighing import below_others, promises_others, weigh
from kg.model import Block, BlockKind

_TOGGLE = re.compile(
    r"\s*[(\[]click (?:here )?to (?:expand|collapse|open|close|show|hide|see|view)[^()\[\]]*[)\]]$", re.I
)

_REFERENCES = re.compile(r"\n\s*(?:references?|readings?|papers?|literature)(?:\(s\))?:\s*$", re.I)
_DATED = Judgement("a title, and nothing but its date in brackets", 1.2)


def find(outline: Outline) -> Iterator[Entry]:
    """Yield an entry for each paragraph, or line of a paragraph, that reads as one citation."""
    noted = noted_lines(outline)
    for number, section in enumerate(outline.sections):
        others = section.heading is not None and promises_others(section.heading.content.text)
        for block, below in zip_longest(section.blocks, section.blocks[1:]):
            if below is not None and _heads_references(block, below):
                continue
            if block.kind is BlockKind.PARAGRAPH and block.span in noted:
                yield from _paragraph(block, outline, "paragraph/noted", others=others, notes=noted[block.span])
            elif block.kind is BlockKind.PARAGRAPH:
                yield from _paragraph(block, outline, f"paragraph/{number}", others=others)


def _heads_references(block: Block, below: Block) -> bool:
    """Whether a paragraph ends by saying that a list holds what to read: "Deep Sets, J. Doe / References:"."""
    return below.kind is BlockKind.LIST and _REFERENCES.search(block.content.text) is not None


def _without_toggle(paragraph: Phrase) -> Phrase:
    """A paragraph without what it says of itself to visitors of a page: "Deep Sets (click to expand)"."""
    match = _TOGGLE.search(paragraph.raw) if paragraph.raw[-1:] in (")", "]") else None
    return paragraph.part(paragraph.start, paragraph.start + match.start()).strip() if match else paragraph


def _paragraph(
    block: Block, outline: Outline, group: str, *, others: bool, notes: Sequence[Block] = ()
) -> Iterator[Entry]:
    """The entries of a paragraph.

    Args:
        block: the paragraph.
        outline: of the document.
        group: of entries that look alike.
        others: whether the heading above says that something else than papers follows.
        notes: those below the paragraph, if it is set apart above notes on one paper.
    """
    paragraph = _without_toggle(whole(block.content).strip())
    if not paragraph.raw or has_citations(paragraph, outline) or is_caption(block):
        return
    if not (notes or may_cite(paragraph)):
        return
    for phrase in cut(paragraph, outline):
        labelled = read_label(phrase)
        if labelled and labelled.field not in ("title", "paper"):
            continue
        citation = outline.citation(phrase)
        if citation is None or not (notes or is_compact(citation, outline.scan(phrase))):
            continue
        signals = outline.scan(phrase)
        fields = citation_fields(citation).completed(tail_description(citation, phrase))
        if notes:
            fields = fields.completed(Fields(award=find_award(phrase, heading=True)))
            fields = fields.completed(gather(notes, outline.scan, citation.title.text).fields())
        dated = not citation.venue and is_dated_title(citation, signals)
        evidence = (*weigh(citation), *(below_others(citation) if others else ()), *((NOTED,) if notes else ()))
        key = (signals.key["key"] or signals.key["number"] or "") if signals.key else ""
        yield Entry(
            title=citation.title,
            span=phrase.span,
            core=core_of(citation, phrase),
            extractor="paragraph",
            group=group + ("/keyed" if key else ""),
            evidence=(*evidence, *((_DATED,) if dated else ())),
            fields=fields,
            key=key,
        )
