"""A document as a reader sees it: sections in order, each with its headings above and the blocks that belong to it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from kg.addresses import AddressKind, address_kind
from kg.extractors.alternatives import alternatives
from kg.extractors.catalogue.field_names import FIELDS, FieldNames
from kg.extractors.citation import Citation, read_citation
from kg.extractors.filling import unfilled
from kg.extractors.hyphens import unparted
from kg.extractors.labels import is_link_line, is_linked, lines, read_label
from kg.extractors.phrase import Phrase, whole
from kg.extractors.signals import Scanner, Signals
from kg.model import Block, BlockKind, Document
from kg.vocabulary import Vocabulary

_CLOSING_WORDS = alternatives(r"""
    summary|conclusions?|concluding remarks|closing (?:thoughts|remarks)|final (?:thoughts|words)
    wrap(?:ping)?[- ]up|references|acknowledge?ments?|about the authors?|related (?:posts|articles)|comments
    share this(?: post)?|further reading|disclaimer
""")
_CLOSING = re.compile(rf"(?:{_CLOSING_WORDS})\s*:?", re.I)
_BESIDE = {AddressKind.VIDEO, AddressKind.SLIDES}
_FEW_WORDS = 3  # of a link to what is beside a paper: "Presentation available"
_OFTEN, _SHORT = 3, 100  # times; characters
_TRANSPARENT = (BlockKind.SECTION, BlockKind.DOCUMENT, BlockKind.QUOTE)
_PLAIN = ("", "text", "txt", "plain", "plaintext")  # languages of a fenced block that is no program
_FEWEST_WORDS = 8
_PROGRAM = re.compile(
    r"[{}=<>|\\$^~]|//|\w\(|\(\)|::|;\s*$|[^\w\s]{4}|^(?:\s{4}|\t)"
    r"|^\s*(?:#|@|%|import\b|from \w+ import|def\b|class\b|git\b|pip\b|cd\b|[-\w./]+[.][ch]\b)",
    re.M,
)
"""What programs, formulas, shell sessions and drawings hold, and sentences do not."""
_THEME = re.compile(r"\s*(?:topics?|themes?|subjects?)\s*:\s*\S", re.I)


@dataclass(frozen=True, eq=False)
class Section:
    """A heading and what stands below it, up to the next heading of any level."""

    heading: Block | None  # None for what stands before the first heading
    path: tuple[Block, ...]  # headings above this section, outermost first, its own heading last
    blocks: tuple[Block, ...]  # paragraphs, lists, tables, code, in order

    @cached_property
    def lines(self) -> tuple[Phrase, ...]:
        """The lines of what stands below the heading, in order."""
        return tuple(line for block in self.blocks for leaf in leaves(block) for line in lines(leaf.content))

    @property
    def end(self) -> int:
        """Where the section ends in the document's text."""
        last = self.blocks[-1] if self.blocks else self.heading
        return last.span.end if last else 0


def flow(block: Block) -> Iterator[Block]:
    """Headings, paragraphs, lists, tables and code in reading order, containers opened, navigation left out."""
    for child in block.children:
        if child.kind in _TRANSPARENT:
            yield from flow(child)
        elif child.kind is not BlockKind.NAVIGATION:
            yield child


def sections(document: Document) -> list[Section]:
    """The sections of `document` in order.

    Where text was copied out of a page, a line such as "Summary" ends a section although no markup says so, and lines
    that come again and again ("Click to enlarge") are the page's, not a section's.
    """
    furniture = _furniture(document)
    made: list[Section] = []
    heading: Block | None = None
    path: list[Block] = []
    blocks: list[Block] = []
    for block in flow(document.root):
        if heading and block.level > heading.level and _is_field(block):
            blocks.append(block)
        elif block.kind is BlockKind.HEADING or (heading and _closes(block)):
            made.append(Section(heading, tuple(path), tuple(blocks)))
            heading, blocks = block, []
            path = [above for above in path if above.level < block.level or _is_theme(above, block)] + [block]
        elif heading is None or block.content.text.strip() not in furniture:
            blocks.append(block)
    made.append(Section(heading, tuple(path), tuple(blocks)))
    return [section for section in made if section.heading or section.blocks]


def _is_theme(above: Block, heading: Block) -> bool:
    """Whether a heading names the theme of those of its level behind it: "### Topic: Encryption", "### Readings"."""
    named = _THEME.match(above.content.text) is not None and _THEME.match(heading.content.text) is None
    return above.level == heading.level and named


def _is_field(block: Block) -> bool:
    """Whether a heading says something of the entry above it: "### Authors: Jane Doe", "### [Paper](…) [Code](…)"."""
    line = whole(block.content).strip()
    if block.kind is not BlockKind.HEADING or not line.raw:
        return False
    labelled = read_label(line)
    linked = [link for link in line.content.links if (link.start, link.end) == (line.start, line.end)]
    beside = any(address_kind(link.url) in _BESIDE for link in linked) and len(line.raw.split()) <= _FEW_WORDS
    of_people = labelled is not None and labelled.field == "authors"
    return beside or of_people or (is_link_line(line) and _is_all_linked(line))


def _is_all_linked(line: Phrase) -> bool:
    """Whether links hold each letter and digit of a line."""
    return all(is_linked(line, at) for at, sign in enumerate(line.raw, line.start) if sign.isalnum())


def _closes(block: Block) -> bool:
    """Whether a line that stands alone begins what follows the entries of a document."""
    return block.kind is BlockKind.PARAGRAPH and _CLOSING.fullmatch(block.content.text.strip()) is not None


def _furniture(document: Document) -> set[str]:
    """Short paragraphs that stand in the document at least `_OFTEN` times and say nothing of a paper.

    "Paper | Code" does, though every entry may have it.
    """
    short = [
        (text, block.content)
        for block in flow(document.root)
        if block.kind is BlockKind.PARAGRAPH and not block.content.links
        if len(text := block.content.text.strip()) < _SHORT
    ]
    counts = Counter(text for text, _ in short)
    often = {text: content for text, content in short if counts[text] >= _OFTEN}
    return {text for text, content in often.items() if not is_link_line(whole(content))}


def leaves(block: Block) -> Iterator[Block]:
    """The blocks below and including `block` that hold visible words of prose."""
    for inner in block.walk():
        if inner.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.CELL):
            if inner.content.text.strip():
                yield inner
        elif inner.kind is BlockKind.CODE and _is_prose(inner):
            yield inner


def _is_prose(code: Block) -> bool:
    """Whether what is set apart as code are sentences, shown in a box for their looks."""
    text = code.content.text
    return code.label.lower() in _PLAIN and len(text.split()) >= _FEWEST_WORDS and not _PROGRAM.search(text)


class Outline:
    """What every layout reads: the document, its sections, and the signals and citations of its phrases, each once."""

    def __init__(self, document: Document, vocabulary: Vocabulary, fields: FieldNames = FIELDS) -> None:
        self.document = unfilled(unparted(document))
        self.fields = fields  # of a catalogue, by their names
        self.sections = tuple(sections(self.document))
        self.scan = Scanner(vocabulary)
        self._citations: dict[Signals, Citation | None] = {}

    def citation(self, phrase: Phrase) -> Citation | None:
        """The best reading of `phrase` as a citation."""
        signals = self.scan(phrase)
        if signals not in self._citations:
            self._citations[signals] = read_citation(signals)
        return self._citations[signals]
