"""HTML → blocks: any page, well formed or not, or a piece of one inside Markdown."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape

from kg.model import Block, Metadatum, Span
from kg.naming import fold_space
from kg.readers.elements import Attribute, attributes
from kg.readers.html_tokens import Token, tokens
from kg.readers.html_tree import Tree
from kg.readers.navigation import restore_main_part


def read_html(text: str, start: int) -> tuple[tuple[Block, ...], tuple[Metadatum, ...]]:
    """The blocks and the metadata (`<title>`, `<meta>`) of a page whose front matter ends at `start`."""
    metadata: list[Metadatum] = []
    tree = Tree(text)
    for token in tokens(text, start, len(text)):
        tree.add(token)
        if describe := _METADATA.get(token.name):
            metadata += describe(text, token)
    return restore_main_part(tree.close(len(text))), tuple(metadata)


def read_fragment(text: str, start: int, end: int) -> tuple[Block, ...]:
    """The blocks of the HTML in `text[start:end]`; tags that were opened before or are closed later do not count."""
    tree = Tree(text)
    for token in tokens(text, start, end):
        tree.add(token)
    return tree.close(end)


def _title(text: str, token: Token) -> list[Metadatum]:
    return _metadatum("title", text, token.close + 1, token.content_end)


def _meta(text: str, token: Token) -> list[Metadatum]:
    found = attributes(text, token.inside, token.close)
    name: Attribute | None = found.get("name") or found.get("property") or found.get("itemprop")
    content = found.get("content")
    return _metadatum(name.value.strip().lower(), text, *content.span) if name and content else []


def _metadatum(name: str, text: str, start: int, end: int) -> list[Metadatum]:
    raw = text[start:end]
    value = fold_space(unescape(raw))
    if not name or not value:
        return []
    begin = start + len(raw) - len(raw.lstrip())
    return [Metadatum(name, value, Span(begin, begin + len(raw.strip())))]


_METADATA: dict[str, Callable[[str, Token], list[Metadatum]]] = {"title": _title, "meta": _meta}
