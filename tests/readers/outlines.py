"""A document's blocks as text that a person can check: one line per block, its links and marks below it."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Block, Document


def outline(document: Document) -> str:
    lines = [f"{document.format} {document.encoding.name}{'' if document.encoding.certain else '?'}"]
    lines += [f"{field.name}: {field.value!r} = {document.quote(field.span)!r}" for field in document.metadata]
    lines += _block(document, document.root, 0)
    return "\n".join(lines) + "\n"


def _block(document: Document, block: Block, depth: int) -> Iterator[str]:
    indent, content = "  " * depth, block.content
    facts = [block.kind.value, str(block.level or ""), block.marker, "(header)" if block.header else ""]
    facts += [f"#{block.label}" if block.label else "", repr(content.text) if content.text or content.links else ""]
    yield indent + " ".join(filter(None, facts))
    for link in content.links:
        yield f"{indent}    -> {content.text[link.start : link.end]!r} {link.url}"
    for mark in content.marks:
        words = repr(content.text[mark.start : mark.end])
        yield f"{indent}    ~ {mark.kind.value} {words}{f' .{mark.label}' if mark.label else ''}"
    for child in block.children:
        yield from _block(document, child, depth + 1)
