"""The frozen values that pass between the rooms of the house.

A `Document` is the text as decoded, never changed, with a tree of `Block`s over it. The visible words of a
leaf block are its `Content`: a string without markup that knows for every character where in the document's
text it stands. Extractors work on contents and answer with `Reference`s: a paper as one document lists it,
each field with the `Span` of the document that says so.

>>> text = "A *small* step"
>>> content = Content("A small step", (Piece(0, 0, 2, 2), Piece(2, 3, 5, 5), Piece(7, 9, 5, 5)))
>>> content.span(2, 7), text[3:8]
(Span(start=3, end=8), 'small')
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

_LINE_END = re.compile(r"\r\n|\n|\r")


class Span(NamedTuple):
    """Half-open range `[start, end)` of a document's text, in characters (Unicode code points)."""

    start: int
    end: int

    def contains(self, other: Span) -> bool:
        """Whether `other` lies within this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share a character."""
        return self.start < other.end and other.start < self.end


class Position(NamedTuple):
    """Where an editor shows a character: line and column, both counted from 1, columns in characters."""

    line: int
    column: int


class BlockKind(StrEnum):
    """What a block is, whatever the format it was written in."""

    DOCUMENT = "document"
    HEADING = "heading"  # leaf; level 1 to 6
    PARAGRAPH = "paragraph"  # leaf
    LIST = "list"  # children are items
    ITEM = "item"  # children: paragraphs, nested lists, …
    TABLE = "table"  # children are rows
    ROW = "row"  # children are cells
    CELL = "cell"  # leaf
    QUOTE = "quote"  # children
    CODE = "code"  # leaf: source code, shell sessions, formulas set apart
    NAVIGATION = "navigation"  # children: menus, side bars, footers of a page
    SECTION = "section"  # children: a container without meaning of its own (HTML div, article, dl …)


class MarkKind(StrEnum):
    """Inline markup that says something about the words it surrounds."""

    STRONG = "strong"
    EMPHASIS = "emphasis"
    CODE = "code"
    SMALL = "small"
    STRIKE = "strike"
    MATH = "math"
    IMAGE = "image"  # the visible words are the alternative text
    SPAN = "span"  # a bare HTML element; `label` holds its class


class Piece(NamedTuple):
    """Some characters of a content and the characters of the document that they stand for.

    When `length == source_length` the two run in step; otherwise (an entity, an escape, `<br>`) they stand for each
    other as a whole.
    """

    start: int  # in Content.text
    source: int  # in Document.text
    length: int
    source_length: int


class Link(NamedTuple):
    """A link in a content: visible range, target as written after decoding entities, and the target's place."""

    start: int  # in Content.text
    end: int  # in Content.text
    url: str
    span: Span  # of the target in the document's text


class Mark(NamedTuple):
    """Inline markup over a visible range of a content."""

    start: int
    end: int
    kind: MarkKind
    label: str = ""  # class attribute of the HTML element, if any


@dataclass(frozen=True)
class Content:
    """The visible words of a leaf block, each tied to its place in the document.

    `text` holds no markup. A newline in it is a line break that the author wrote (`<br>`, a line end in Markdown or
    plain text); line ends that mean nothing (inside HTML text) are spaces. Bare addresses in the text are links too.
    """

    text: str
    pieces: tuple[Piece, ...] = ()
    links: tuple[Link, ...] = ()
    marks: tuple[Mark, ...] = ()

    @cached_property
    def _starts(self) -> list[int]:
        return [piece.start for piece in self.pieces]

    def span(self, start: int, end: int) -> Span:
        """The span of the document that `text[start:end]` stands for.

        Raises:
            ValueError: when the range is empty or not inside the text.
        """
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"[{start}, {end}) is not a range of a content of {len(self.text)} characters")
        first = self.pieces[bisect_right(self._starts, start) - 1]
        last = self.pieces[bisect_right(self._starts, end - 1) - 1]
        begin = first.source + (start - first.start if first.length == first.source_length else 0)
        if last.length == last.source_length:
            return Span(begin, last.source + end - last.start)
        return Span(begin, last.source + last.source_length)


EMPTY = Content("")


@dataclass(frozen=True)
class Block:
    """A node of a document's block tree.

    `span` covers the block in the document's text, markup included; children lie inside it, in order, without
    overlap. Leaves carry `content`, which stands inside them too, except in a graph (RDF), whose statements lead to it.
    `marker` is what numbers or bullets an item or a heading ("-", "3.", "[12]").
    `header` is true for cells (and their rows) that head a table. `label` holds id and class words of an HTML
    element, or the identifier of a Markdown heading, where given.
    """

    kind: BlockKind
    span: Span
    level: int = 0
    content: Content = EMPTY
    children: tuple[Block, ...] = ()
    marker: str = ""
    header: bool = False
    label: str = ""

    def walk(self) -> Iterator[Block]:
        """This block and everything below it, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()


class Metadatum(NamedTuple):
    """What a document says about itself: a field of the front matter, `<title>`, a `<meta>` element."""

    name: str  # lower case: "title", "date", "tags", "description", "citation_doi", …
    value: str
    span: Span  # of the value
    parts: tuple[Span, ...] = ()  # of front matter: of the elements of a list, or of the lines of the value


class Encoding(NamedTuple):
    """How bytes became text."""

    name: str  # a Python codec name: "utf-8", "utf-16-le", "cp1252"
    certain: bool  # False: nothing proved it (Windows-1252 taken because the bytes are not UTF-8)


@dataclass(frozen=True)
class Document:
    """A source as read. `text` is never changed: every span of every fact points into it."""

    name: str  # path relative to what the user named, with "/"; "-" for standard input
    text: str
    format: str  # the reader's name: "markdown", "html", "text"
    root: Block
    metadata: tuple[Metadatum, ...] = ()
    encoding: Encoding = Encoding("utf-8", True)
    sha256: str = ""  # of the bytes, in hexadecimal

    @cached_property
    def _line_starts(self) -> list[int]:
        """Offsets at which lines begin. Lines end at LF, CR LF and a lone CR, and nowhere else."""
        return [0, *(ending.end() for ending in _LINE_END.finditer(self.text))]

    def position(self, offset: int) -> Position:
        """Line and column of the character at `offset`, both from 1, as an editor shows them."""
        line = bisect_right(self._line_starts, offset)
        return Position(line, offset - self._line_starts[line - 1] + 1)

    def quote(self, span: Span) -> str:
        """The characters of the document that `span` covers, markup and all."""
        return self.text[span.start : span.end]


class Mention(NamedTuple):
    """Words of a document that say something.

    `text` is the value: the visible words, white space folded, or the normal form of what they say (the venue series
    "NeurIPS" for "NIPS"). `document.quote(span)` is the surface form, exactly as written.
    """

    text: str
    span: Span


class LinkRole(StrEnum):
    """What the address of a paper leads to."""

    PAPER = "paper"
    CODE = "code"
    PROJECT = "project"
    DATA = "data"
    VIDEO = "video"
    SLIDES = "slides"
    OTHER = "other"


class PaperLink(NamedTuple):
    """An address that a document gives for a paper."""

    url: str
    role: LinkRole
    span: Span


class Identifier(NamedTuple):
    """A name for a paper in a public scheme, found in an address or written out."""

    scheme: str  # "doi", "arxiv", "openreview", "acl", "neurips", "pmlr", "isbn", …
    value: str  # normal form: DOI in lower case, arXiv without version, …
    span: Span


class Role(StrEnum):
    """What a paper does with a method or a data set; the values are local names of properties in the ontology."""

    INTRODUCES = "introduces"
    USES = "uses"
    EXTENDS = "extends"
    COMPARES = "comparesWith"
    MENTIONS = "mentions"
    EVALUATED = "evaluatedOn"  # data sets


class Kind(StrEnum):
    """What sort of thing a concept is; the values are the words that identifiers are made of."""

    TOPIC = "topic"
    METHOD = "method"
    TASK = "task"
    DATASET = "dataset"
    SOFTWARE = "software"


class ConceptMention(NamedTuple):
    """A topic, method, data set, task or piece of software that a document names for a paper.

    `iri` is that of the concept in its scheme, or empty when no scheme knows what the document names: a method that a
    paper coins, a heading that serves as a topic.
    """

    label: str  # preferred label of the concept; as the document writes it when no scheme knows it
    iri: str
    span: Span
    role: Role = Role.MENTIONS  # of methods and data sets: what the paper does with them
    kind: Kind = Kind.TOPIC
    aliases: tuple[Mention, ...] = ()  # other names that the document itself gives: "Nouveau VAE (NVAE)"
    found: str = ""  # what found it: "scheme", "title", "definition", "naming", "heading", …
    concluded: bool = False  # the role is not in the words, but follows from where they stand


class ConceptName(NamedTuple):
    """Which concept is meant: its kind, label and IRI as in a `ConceptMention`."""

    kind: Kind
    label: str
    iri: str = ""


class MethodRelation(NamedTuple):
    """A relation that a sentence states between a method and a method, task, topic or data set."""

    subject: ConceptName
    relation: str  # local name of the property in the ontology: "variantOf", "outperforms", …
    object: ConceptName
    span: Span  # of the sentence
    concluded: bool = False


class Keyword(NamedTuple):
    """A phrase that tells what a paper is about, as its own title and abstract write it, or as others write it."""

    text: str
    score: float  # in [0, 1]; comparable within one paper
    span: Span | None  # where it first stands; None when the paper does not write it


@dataclass(frozen=True)
class Reference:
    """A paper as one document lists it. What is not said is None or empty; nothing is guessed."""

    document: str  # Document.name
    title: Mention
    span: Span  # the whole entry
    extractor: str  # the layout that found it: a wrong record leads to one file
    authors: tuple[Mention, ...] = ()
    et_al: Span | None = None  # where the document says that there are more authors than it names
    organizations: tuple[Mention, ...] = ()
    links: tuple[PaperLink, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    venue: Mention | None = None  # series, e.g. "ICLR"
    year: Mention | None = None  # four digits
    presentation: Mention | None = None  # local name in the scheme of presentation types: "oral", "poster", …
    award: Mention | None = None
    status: Mention | None = None  # of a submission that its venue did not publish: "rejected", "withdrawn"
    code_offered: Span | None = None  # where the document names the code without its address: "Paper | Code"
    descriptions: tuple[Span, ...] = ()  # passages that describe the paper
    topics: tuple[ConceptMention, ...] = ()
    methods: tuple[ConceptMention, ...] = ()
    datasets: tuple[ConceptMention, ...] = ()
    tasks: tuple[ConceptMention, ...] = ()
    software: tuple[ConceptMention, ...] = ()
    relations: tuple[MethodRelation, ...] = ()
    keywords: tuple[Keyword, ...] = ()  # best first; of entries that carry an abstract
