"""Words and cells that the commands about connections share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.cli import terminal
from kg.namespaces import XSD

if TYPE_CHECKING:
    from kg.graphs.links import Node
    from kg.graphs.support import Support


def text_of(node: Node) -> str:
    """A thing in a sentence: a paper's title in quotation marks."""
    return f"“{node.label}”" if node.kind == "paper" else node.label


def listed(words: Sequence[str]) -> str:
    """Words as a list in a sentence.

    >>> listed(["extends", "uses", "is about"])
    'extends, uses and is about'
    """
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def place(support: Support) -> str:
    """Where a document says something: file, line and column."""
    concluded = " (concluded)" if support.concluded else ""
    return f"{terminal.one_line(support.document)}:{support.line}:{support.column}{concluded}"


def quoted(support: Support | None) -> tuple[ox.Literal | None, ...]:
    """Document, line and quote as cells of a row."""
    if support is None:
        return None, None, None
    return ox.Literal(support.document), number(support.line), ox.Literal(support.quote) if support.quote else None


def number(value: int) -> ox.Literal:
    """A whole number as a cell."""
    return ox.Literal(str(value), datatype=ox.NamedNode(XSD + "integer"))


def decimal(value: float) -> ox.Literal:
    """A number with two decimals as a cell."""
    return ox.Literal(f"{value:.2f}", datatype=ox.NamedNode(XSD + "decimal"))
