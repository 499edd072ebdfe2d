r"""Words that the end of a line parts: "deep bidirec-\ntional transformers", "Wei-\nJing Zhu"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.extractors.lexicon import word_odds
from kg.model import Block, Document
from kg.readers.content import without

_PARTED = re.compile(r"(?P<hyphen>(?<=[\w.])[-‐–]|\xad)(?P<gap>[ \t]*\r?\n\s*)(?P<second>\w+)")
_HYPHENS = ("-", "‐", "–", "\xad")
_FIRST = re.compile(r"[^\W\d_]*$")
_LONGEST = 40  # characters of a word
_JOINING = frozenset(("and", "or", "to", "und", "oder", "et", "ou"))
"""Words that no other is parted from: "pre-\nand post-training"."""
_SIGNS = re.compile(r"[^\w-]+")
_OF_TITLES = -2  # log2 odds up to which a word is one of titles, not part of a name
_RARER = 2  # by which those of a word are higher that is rather written with a hyphen


def unparted(document: Document) -> Document:
    """`document` with such words whole in the visible text of its blocks: "bidirectional", "Wei-Jing"."""
    if not any(line.rstrip().endswith(_HYPHENS) for line in document.text.split("\n")):
        return document
    return replace(document, root=_block(document.root, frozenset(_SIGNS.split(document.text.casefold()))))


def _block(block: Block, written: frozenset[str]) -> Block:
    children = tuple(_block(child, written) for child in block.children)
    ranges = list(_ranges(block.content.text, written)) if "\n" in block.content.text else []
    content = without(block.content, ranges) if ranges else block.content
    return replace(block, children=children, content=content)


def _ranges(text: str, written: frozenset[str]) -> Iterator[tuple[int, int]]:
    """What to leave out of `text` so that its words are whole: ends of lines, and the hyphens before most of them."""
    for match in _PARTED.finditer(text):
        if match["second"] not in _JOINING:
            first = _FIRST.search(text, max(0, match.start() - _LONGEST), match.start())
            kept = _keeps_hyphen(first[0] if first else "", match, written)
            yield match.start("gap" if kept else "hyphen"), match.end("gap")


def _keeps_hyphen(before: str, match: re.Match[str], written: frozenset[str]) -> bool:
    r"""Whether the hyphen is one of the word itself, as the document or titles write it: "self-\nsupervised"."""
    first, second = before.casefold(), match["second"]
    if match["hyphen"] == "\xad":
        return False
    if match["hyphen"] == "–" or len(first) < 2 or not second[0].islower() or f"{first}-{second}" in written:
        return True
    halves = max(word_odds(first), word_odds(second))
    rare = halves <= _OF_TITLES and word_odds(first + second) >= halves + _RARER
    return rare and first + second not in written
