"""Paragraphs that are citations: bibliographies, "Author: Title, Venue Year", one entry a line or one a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.extractors.cutting import cut, is_compact, may_cite
from kg.extractors.entry import Entry
from kg.extractors.fields import citation_fields, core_of, tail_description
from kg.extractors.labels import read_label
from kg.extractors.layouts.citation_lines import has_citations
from kg.extractors.layouts.items import holds_entries
from kg.extractors.outline import Outline, leaves
from kg.extractors.phrase import Phrase, whole
from kg.extractors.titles import Judgement, is_much_of_a_title
from kg.extractors.weighing import below_others, promises_others, weigh
from kg.model import Block, BlockKind, MarkKind, Span

_TOGGLE = re.compile(
    r"\s*[(\[]click (?:here )?to (?:expand|collapse|open|close|show|hide|see|view)[^()\[\]]*[)\]]$", re.I
)

_SOURCE = re.compile(r"\([^()]{3,80}\)\W*$")
_WORD = re.compile(r"\w+")
_NOTED = Judgement("a line in bold above notes on a paper", 2.2)
_FEWEST_NOTED, _SHARE_OF_TITLES, _SHARE_OF_TOLD = 3, 0.6, 0.4
_SPEAKS = re.compile(
    r"\b(?:[Tt]h(?:is|e) (?:paper|study|work)|[Tt]he authors|(?:Propos|Introduc|Present|Show)ed (?:an?|the|that|how)"
    r"|[Tt]hey (?:propose|present|show|use|find|found|try|introduce|report|discuss|train|build|built|evaluate)\w*)\b"
)
"""What notes say of the people of a paper and of what these did."""


def find(outline: Outline) -> Iterator[Entry]:
    """Yield an entry for each paragraph, or line of a paragraph, that reads as one citation."""
    noted = _noted(outline)
    for number, section in enumerate(outline.sections):
        others = section.heading is not None and promises_others(section.heading.content.text)
        for block in section.blocks:
            if block.kind is BlockKind.PARAGRAPH and block.span in noted:
                yield from _paragraph(block, outline, "paragraph/noted", others=others, above=(_NOTED,))
            elif block.kind is BlockKind.PARAGRAPH:
                yield from _paragraph(block, outline, f"paragraph/{number}", others=others)


def _noted(outline: Outline) -> set[Span]:
    """The lines in bold above lists of notes, where most of these lines may be titles and some notes speak of papers.

    **Fast and Compact Hamming Distance Index**

    * They block the keys …
    """
    pairs = [pair for section in outline.sections for pair in pairwise(section.blocks)]
    noted = [(line, notes) for line, notes in pairs if _is_above_notes(line, notes, outline)]
    titles = [(line, notes) for line, notes in noted if is_much_of_a_title(whole(line.content).strip().text)]
    told = sum(any(_SPEAKS.search(leaf.content.text) for leaf in leaves(notes)) for _, notes in titles)
    enough = len(titles) >= _FEWEST_NOTED and len(titles) >= _SHARE_OF_TITLES * len(noted)
    return {line.span for line, _ in titles} if enough and told >= _SHARE_OF_TOLD * len(titles) else set()


def _is_above_notes(line: Block, notes: Block, outline: Outline) -> bool:
    """Whether a paragraph is all in bold, and a list follows that holds no papers."""
    if line.kind is not BlockKind.PARAGRAPH or notes.kind is not BlockKind.LIST:
        return False
    return whole(line.content).strip().is_all(MarkKind.STRONG) and not holds_entries(notes, outline)


def _without_toggle(paragraph: Phrase) -> Phrase:
    """A paragraph without what it says of itself to visitors of a page: "Deep Sets (click to expand)"."""
    match = _TOGGLE.search(paragraph.raw) if paragraph.raw[-1:] in (")", "]") else None
    return paragraph.part(paragraph.start, paragraph.start + match.start()).strip() if match else paragraph


def _is_caption(paragraph: Phrase) -> bool:
    """Whether a paragraph is all in italics and ends with where a picture is from: "*Scores (from [BERT](…))*"."""
    match = _SOURCE.search(paragraph.raw)
    content, start = paragraph.content, paragraph.start
    if match is None or not any(link.start >= start + match.start() for link in content.links):
        return False
    if any(link.start == start for link in content.links):
        return False
    slanted = [(mark.start, mark.end) for mark in content.marks if mark.kind is MarkKind.EMPHASIS]
    return all(
        any(first <= start + word.start() < last for first, last in slanted) for word in _WORD.finditer(paragraph.raw)
    )


def _paragraph(
    block: Block, outline: Outline, group: str, *, others: bool, above: tuple[Judgement, ...] = ()
) -> Iterator[Entry]:
    """The entries of a paragraph; `others` when the heading above says that something else than papers follows."""
    paragraph = _without_toggle(whole(block.content).strip())
    if not paragraph.raw or has_citations(paragraph, outline) or not may_cite(paragraph) or _is_caption(paragraph):
        return
    for phrase in cut(paragraph, outline):
        labelled = read_label(phrase)
        if labelled and labelled.field not in ("title", "paper"):
            continue
        citation = outline.citation(phrase)
        if citation is None or not is_compact(citation, outline.scan(phrase)):
            continue
        signals = outline.scan(phrase)
        key = (signals.key["key"] or signals.key["number"] or "") if signals.key else ""
        yield Entry(
            title=citation.title,
            span=phrase.span,
            core=core_of(citation, phrase),
            extractor="paragraph",
            group=group + ("/keyed" if key else ""),
            evidence=(*weigh(citation), *(below_others(citation) if others else ()), *above),
            fields=citation_fields(citation).completed(tail_description(citation, phrase)),
            key=key,
        )
