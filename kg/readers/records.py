"""What catalogues have in common: a record is a list, each of its values an item labelled with the name of its field.

The values of a field that holds several (authors, keywords) are items of one label, numbered by `marker` in their
order; what belongs to one of them (first and last name of an author) has its number.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.model import Block, BlockKind, Content, Span
from kg.readers.addresses import with_addresses

LABEL = "record"  # of the list that a record becomes


def record(span: Span, items: Iterable[Block]) -> Block | None:
    """The record that stands at `span`; None when it says nothing."""
    children = tuple(items)
    return Block(BlockKind.LIST, span, children=children, label=LABEL) if children else None


def item(label: str, span: Span, content: Content, marker: str = "") -> Block:
    """A value of the field `label`; `span` is where it is written, quotes or braces included."""
    paragraph = Block(BlockKind.PARAGRAPH, span, content=with_addresses(content))
    return Block(BlockKind.ITEM, span, children=(paragraph,), label=label, marker=marker)
