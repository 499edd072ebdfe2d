r"""Bytes → `Document`: what a source says, with the place of every word.

>>> from kg.readers import read
>>> document = read(b"# Papers\n- [SIREN](https://arxiv.org/abs/2006.09661)\n", "list.txt")
>>> document.format, [block.kind.value for block in document.root.walk()]
('markdown', ['document', 'heading', 'list', 'item', 'paragraph'])
>>> content = document.root.children[1].children[0].children[0].content
>>> content.text, document.quote(content.links[0].span)
('SIREN', 'https://arxiv.org/abs/2006.09661')
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from kg.errors import UnreadableDocument
from kg.model import Block, BlockKind, Document, Metadatum, Span
from kg.readers.bibtex import broken_entry, find_entries, is_bibtex, read_bibtex, read_entries
from kg.readers.decoding import decode
from kg.readers.delimited import is_delimited, read_delimited
from kg.readers.detection import is_html, is_markdown
from kg.readers.front_matter import read_front_matter
from kg.readers.html import read_html
from kg.readers.json_documents import broken_json, find_objects, is_json, read_json, read_objects
from kg.readers.json_lines import broken_line, find_lines, is_json_lines, read_json_lines, read_lines
from kg.readers.latex import is_latex, read_latex
from kg.readers.lines import with_line_feeds
from kg.readers.markdown import read_markdown
from kg.readers.org import is_org, read_org
from kg.readers.rdf import broken_rdf, is_rdf, read_rdf
from kg.readers.ris import find_references, is_ris, read_references, read_ris
from kg.readers.text import read_text


class Reader(NamedTuple):
    """A format: how it is recognised, and how it is read. All get the text and where its front matter ends."""

    name: str
    matches: Callable[[str, int], bool]  # told a text whose lines LF ends
    read: Callable[[str, int], tuple[tuple[Block, ...], tuple[Metadatum, ...]]]
    broken: Callable[[str, int], tuple[int, str] | None] | None = None  # where it is not of the format, and why
    # Of a catalogue: where its records stand, found without reading them; the records at some of these places.
    records: Callable[[str, int], Iterator[Span]] | None = None
    read_records: Callable[[str, Iterable[Span]], Iterator[Block]] | None = None


READERS = (  # the first that matches reads; plain text matches everything, so it stays last
    Reader("json-lines", is_json_lines, read_json_lines, broken_line, find_lines, read_lines),
    Reader("json", is_json, read_json, broken_json, find_objects, read_objects),
    Reader("bibtex", is_bibtex, read_bibtex, broken_entry, find_entries, read_entries),
    Reader("ris", is_ris, read_ris, None, find_references, read_references),
    Reader("rdf", is_rdf, read_rdf, broken_rdf),
    Reader("tex", is_latex, read_latex),
    Reader("org", is_org, read_org),
    Reader("delimited", is_delimited, read_delimited),
    Reader("html", is_html, read_html),
    Reader("markdown", is_markdown, read_markdown),
    Reader("text", lambda text, start: True, read_text),
)


def read(data: bytes, name: str, *, encoding: str | None = None) -> Document:
    """Read a document, whatever its format.

    Args:
        data: its bytes.
        name: how to call it: a path with "/", "-" for standard input. The suffix does not count.
        encoding: the Python codec to decode with; None to find out.

    Returns:
        The document, whose spans point into its text as decoded.

    Raises:
        UnreadableDocument: when the bytes are not text, not valid in their encoding, nothing but white space, or a
            catalogue with a record that cannot be read.
    """
    return _whole(*_open(data, name, encoding))


def read_slices(
    data: bytes,
    name: str,
    *,
    encoding: str | None = None,
    size: int = 1000,
    keep: Callable[[Span, str], bool] = lambda span, record: True,
) -> Iterator[Document]:
    r"""Read a catalogue a few records at a time, so that the blocks of all of them never stand in memory together.

    Args:
        data: its bytes.
        name: how to call it.
        encoding: the Python codec to decode with; None to find out.
        size: the most records of a slice.
        keep: told where a record stands and its text, whether to read it.

    Yields:
        Documents with one text, each with the next records: together they hold what `read` gives. What is no catalogue
        is one slice; so is a catalogue of which nothing is kept.

    Raises:
        UnreadableDocument: as `read` does, before the first slice.

    >>> catalogue = b'{"title": "Deep Sets"}\n{"title": "Mask R-CNN"}\n{"title": "SIREN"}\n'
    >>> [len(document.root.children) for document in read_slices(catalogue, "papers.jsonl", size=2)]
    [2, 1]
    """
    document, reader, start = _open(data, name, encoding)
    if reader.records is None or reader.read_records is None:
        yield _whole(document, reader, start)
        return
    _refuse_broken(document, reader, start)
    text, root = document.text, document.root
    kept = (span for span in reader.records(text, start) if keep(span, text[span.start : span.end]))
    blocks = reader.read_records(text, kept)
    children = tuple(islice(blocks, size))
    yield replace(document, root=replace(root, children=children))
    while children := tuple(islice(blocks, size)):
        yield replace(document, root=replace(root, children=children))


def _open(data: bytes, name: str, encoding: str | None) -> tuple[Document, Reader, int]:
    """A document without blocks, who reads it, and where its front matter ends."""
    text, found = decode(data, name, encoding)
    front_matter = read_front_matter(text)
    told = with_line_feeds(text)
    reader = next(reader for reader in READERS if reader.matches(told, front_matter.end))
    document = Document(
        name=name,
        text=text,
        format=reader.name,
        root=Block(BlockKind.DOCUMENT, Span(0, len(text))),
        metadata=front_matter.fields,
        encoding=found,
        sha256=hashlib.sha256(data).hexdigest(),
    )
    return document, reader, front_matter.end


def _whole(document: Document, reader: Reader, start: int) -> Document:
    """`document` with all its blocks."""
    blocks, metadata = reader.read(document.text, start)
    _refuse_broken(document, reader, start)
    root = replace(document.root, children=blocks)
    return replace(document, root=root, metadata=document.metadata + metadata)


def _refuse_broken(document: Document, reader: Reader, start: int) -> None:
    if reader.broken and (broken := reader.broken(document.text, start)):
        line, column = document.position(broken[0])
        raise UnreadableDocument(broken[1], where=f"{document.name}:{line}:{column}", hint="mend it, or take it out")
