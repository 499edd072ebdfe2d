"""What stands below pictures: it may name papers, and is no entry of its own."""

from __future__ import annotations

import re

from kg.extractors.phrase import Phrase, whole
from kg.model import Block, BlockKind, MarkKind

_SOURCE = re.compile(r"\([^()]{3,80}\)\W*$")
_WORD = re.compile(r"\w+")
_SHOWN = re.compile(
    r"(?:^|[.:]\s)\W*(?:(?:an?|the|our|my|annotated|adapted|modified|reproduced|original|conceptual) ){0,2}"
    r"(?:figures?|fig\.|tables?|images?|pictures?|illustrations?|screenshots?|overviews?|diagrams?|charts?|plots?"
    r"|(?:[\w-]+ ){0,3}architecture|source|credits?)"
    r"(?: (?:\d+|of|from|by|adapted|taken|source|credit)\b|:)",
    re.I,
)
"""What says that a picture is shown, and whose: "Annotated figure from …", "Source: …"."""


def is_caption(block: Block) -> bool:
    """Whether a block is a paragraph that is all in italics and says what a picture shows or where it is from.

    "*Scores (from [BERT](…))*", "*Annotated table from Deep Sets, https://arxiv.org/abs/1703.06114*".
    """
    if block.kind is not BlockKind.PARAGRAPH or not _has_italics(block):
        return False
    paragraph = whole(block.content).strip()
    shown = _SHOWN.search(paragraph.raw) is not None or _ends_with_source(paragraph)
    return shown and _is_slanted(paragraph)


def _has_italics(block: Block) -> bool:
    return any(mark.kind is MarkKind.EMPHASIS for mark in block.content.marks)


def _ends_with_source(paragraph: Phrase) -> bool:
    """Whether a paragraph that begins with no link ends with one in brackets."""
    match, start = _SOURCE.search(paragraph.raw), paragraph.start
    if match is None or any(link.start == start for link in paragraph.content.links):
        return False
    return any(link.start >= start + match.start() for link in paragraph.content.links)


def _is_slanted(paragraph: Phrase) -> bool:
    slanted = [(mark.start, mark.end) for mark in paragraph.content.marks if mark.kind is MarkKind.EMPHASIS]
    return bool(slanted) and all(
        any(first <= paragraph.start + word.start() < last for first, last in slanted)
        for word in _WORD.finditer(paragraph.raw)
    )
