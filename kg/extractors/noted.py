"""Lines of their own, in bold or one link, above notes on the paper that each of them names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from kg.addresses import AddressKind, address_kind
from kg.extractors.labels import read_label
from kg.extractors.layouts.items import holds_entries
from kg.extractors.notes import gather
from kg.extractors.outline import Outline, Section, leaves
from kg.extractors.phrase import Phrase, whole
from kg.extractors.standing import find_presentation
from kg.extractors.titles import Judgement, as_long_as_titles, is_much_of_a_title, mostly_in_title_case
from kg.model import Block, BlockKind, LinkRole, MarkKind, Span

NOTED = Judgement("a line of its own above notes on a paper", 2.2)
_FEWEST_WORDS = 12  # of a paragraph of notes
_FEWEST, _SHARE_OF_TITLES, _SHARE_OF_TOLD = 3, 0.6, 0.4
_LONGEST_LINE = 160  # characters of a line of plain text that may be a heading
_FIELDS = 3  # blocks below a line that may hold its people and links
_FEWEST_LABELS = 2  # of notes that are filled-in forms
_SPEAKS = re.compile(
    r"\b(?:[Tt]h(?:is|e) (?:paper|study|work)|[Tt]he authors|(?:Propos|Introduc|Present|Show)ed (?:an?|the|that|how)"
    r"|[Tt]hey (?:propose|present|show|use|find|found|try|introduce|report|discuss|train|build|built|evaluate)\w*)\b"
)
"""What notes say of the people of a paper and of what these did."""


class _Noted(NamedTuple):
    """A line of its own, and the notes below it."""

    line: Block
    notes: tuple[Block, ...]

    def tells(self, outline: Outline) -> bool:
        """Whether some notes speak of a paper, lead to one or name its people, or several are labelled as such are."""
        content = [leaf.content for block in self.notes for leaf in leaves(block)]
        labelled = {found.field for text in content if (found := read_label(whole(text).strip()))}
        linked = any(address_kind(link.url) is AddressKind.PAPER for text in content for link in text.links)
        spoken = linked or len(labelled) >= _FEWEST_LABELS or any(_SPEAKS.search(text.text) for text in content)
        return spoken or _has_fields(self.line, self.notes, outline)


def noted_lines(outline: Outline) -> dict[Span, tuple[Block, ...]]:
    """The notes below each line set apart, where most of these lines may be titles and some notes tell of papers.

    **Fast and Compact Hamming Distance Index**

    * They block the keys …

    [Deep Sets](…)

    This work looks at functions of sets …
    """
    noted = [found for section in outline.sections for found in _of_section(section, outline)]
    titles = [found for found in noted if _names_paper(_line(found.line), outline)]
    sure = all(_is_linked(found.line) or found.notes[0].kind is BlockKind.LIST for found in titles)
    lines = [_line(found.line).text for found in titles]
    if not sure and not (as_long_as_titles(lines) and mostly_in_title_case(lines)):
        return {}
    enough = len(titles) >= _FEWEST and len(titles) >= _SHARE_OF_TITLES * len(noted)
    told = sum(found.tells(outline) for found in titles) if enough else 0
    return {found.line.span: found.notes for found in titles} if enough and told >= _SHARE_OF_TOLD * len(titles) else {}


def _of_section(section: Section, outline: Outline) -> list[_Noted]:
    """The lines set apart in a section that have notes, each with what stands between it and the next one."""
    plain = outline.document.format == "text"
    apart = [index for index, block in enumerate(section.blocks) if _is_apart(block) or (plain and _is_lone(block))]
    blocks = section.blocks
    found = [_Noted(blocks[at], blocks[at + 1 : end]) for at, end in pairwise([*apart, len(blocks)])]
    return [each for each in found if _are_notes(each.line, each.notes, outline)]


def _is_apart(block: Block) -> bool:
    """Whether a block is a paragraph all in bold that no label begins, or all one link."""
    if block.kind is not BlockKind.PARAGRAPH:
        return False
    line = _line(block)
    said = line.is_all(MarkKind.STRONG) and not (read_label(line) or find_presentation(line, heading=True))
    return said or _is_linked(block)


def _is_lone(block: Block) -> bool:
    """Whether a block of plain text is a line that may be a heading."""
    said = block.content.text.strip() if block.kind is BlockKind.PARAGRAPH else ""
    return 0 < len(said) <= _LONGEST_LINE and "\n" not in said and said[-1] not in ".:;," and "://" not in said


def _are_notes(line: Block, below: Sequence[Block], outline: Outline) -> bool:
    """Whether a list that holds no papers stands right below a line, or people and links, or below a link, prose."""
    if not below:
        return False
    first = below[0]
    if first.kind is BlockKind.PARAGRAPH:
        prose = len(first.content.text.split()) >= _FEWEST_WORDS
        return prose or _has_fields(line, below, outline)
    return first.kind is BlockKind.LIST and not holds_entries(first, outline)


def _has_fields(line: Block, below: Sequence[Block], outline: Outline) -> bool:
    """Whether the first lines below are the people of a paper, or links to it."""
    notes = gather(below[:_FIELDS], outline.scan, _line(line).text)
    return bool(notes.authors) or any(link.role is LinkRole.PAPER for link in notes.links)


def _names_paper(line: Phrase, outline: Outline) -> bool:
    """Whether a line is much of a title, or where markup sets it apart, a citation with people or a year."""
    if is_much_of_a_title(line.text) or outline.document.format == "text":
        return is_much_of_a_title(line.text)
    citation = outline.citation(line)
    return citation is not None and (citation.names is not None or citation.year is not None)


def _is_linked(block: Block) -> bool:
    words = _line(block)
    return bool(words.raw) and words.is_link


def _line(block: Block) -> Phrase:
    """The words of a line, without the stars of those that somebody finds important."""
    return whole(block.content).strip("* ")
