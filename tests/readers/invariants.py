"""What holds for every document, whatever was read."""

from __future__ import annotations

from html import unescape

from kg.model import Block, BlockKind, Content, Document, Span

LEAVES = {BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.CELL, BlockKind.CODE}
CHILDREN = {
    BlockKind.LIST: {BlockKind.ITEM},
    BlockKind.TABLE: {BlockKind.ROW},
    BlockKind.ROW: {BlockKind.CELL},
}


def check(document: Document) -> None:
    """Fail where a document breaks a promise of the model."""
    _check_block(document, document.root, depth=0)
    for field in document.metadata:
        assert field.name == field.name.lower()
        assert field.value
        assert Span(0, len(document.text)).contains(field.span)


def _check_block(document: Document, block: Block, depth: int) -> None:
    assert depth < 150
    assert 0 <= block.span.start <= block.span.end <= len(document.text)
    assert (block.kind in LEAVES) <= (not block.children)
    assert block.kind in LEAVES or not block.content.text
    assert (block.kind is BlockKind.HEADING) == (1 <= block.level <= 6)
    allowed = CHILDREN.get(block.kind)
    at = block.span.start
    for child in block.children:
        assert allowed is None or child.kind in allowed
        assert block.span.contains(child.span), (block.span, child)
        assert at <= child.span.start, (at, child)
        at = child.span.end
        _check_block(document, child, depth + 1)
    anywhere = document.format == "rdf"  # its blocks lead to words that stand elsewhere
    _check_content(document, block.content, Span(0, len(document.text)) if anywhere else block.span)


def _shows(shown: str, written: str) -> bool:
    """Line ends and tabs may show as a space or a newline, the tie of LaTeX is a space at which no line ends."""
    return (shown in " \n" and written.isspace()) or (shown, written) == ("\xa0", "~")


def _check_content(document: Document, content: Content, around: Span) -> None:
    text, at, source = content.text, 0, 0
    assert text == text.strip()
    for piece in content.pieces:
        assert piece.start == at
        assert piece.length > 0
        assert source <= piece.source, "pieces stand in the order of the document"
        assert piece.source_length > 0
        at, source = at + piece.length, piece.source + piece.source_length
        shown = text[piece.start : at]
        written = document.text[piece.source : source]
        if piece.length == piece.source_length:  # in step
            assert all(a == b or _shows(a, b) for a, b in zip(shown, written, strict=True))
        assert around.contains(Span(piece.source, source))
    assert at == len(text)
    for start in range(0, len(text), max(1, len(text) // 7)):
        assert around.contains(content.span(start, min(len(text), start + 5)))
    _check_ranges(document, content)


def _check_ranges(document: Document, content: Content) -> None:
    for mark in content.marks:
        assert 0 <= mark.start < mark.end <= len(content.text)
    for link in content.links:
        assert 0 <= link.start <= link.end <= len(content.text)
        written = document.quote(link.span)
        assert link.url
        assert link.url in (written, unescape(written).strip()) or "\\" in written, (link.url, written)
