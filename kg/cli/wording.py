"""Words and cells that the commands about connections share."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg import finding
from kg.cli import terminal
from kg.graph import Graph
from kg.namespaces import XSD

if TYPE_CHECKING:
    from kg.graphs.links import Node
    from kg.graphs.support import Support

_MOST = 400  # characters that are shown of a passage


def text_of(node: Node) -> str:
    """A thing in a sentence: a paper's title in quotation marks."""
    return f"“{node.label}”" if node.kind == "paper" else node.label


def listed(words: Sequence[str]) -> str:
    """Words as a list in a sentence.

    >>> listed(["extends", "uses", "is about"])
    'extends, uses and is about'
    """
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def passage(support: Support, *, whole: bool = True) -> Iterator[str]:
    """Where a document says something, and its words on lines that fit: all of them, or what one line holds."""
    concluded = " (concluded)" if support.concluded else ""
    size = terminal.columns() - 7
    text = textwrap.shorten(terminal.one_line(support.quote), _MOST if whole else size, placeholder=" …")
    yield f"     {terminal.one_line(support.document)}:{support.line}:{support.column}{concluded}"
    yield from (f"       {line}" for line in textwrap.wrap(text, size))


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


def named(store: Graph, text: str, index: finding.Names | None = None) -> finding.Entity:
    """The thing that `text` names: the paper, where what it introduces bears the same name; that is told.

    Raises:
        NotFound: when nothing fits, or more than one thing without being a paper alone.
    """
    return _chosen(finding.find(store, text, index=index), text, store, "paper", index)


def named_alike(
    store: Graph, one: str, other: str, index: finding.Names | None = None
) -> tuple[finding.Entity, finding.Entity]:
    """Two things of one kind, where the names allow it; errors as in `named`."""
    found = finding.find(store, one, index=index), finding.find(store, other, index=index)
    kinds = [{entity.kind for entity in each} for each in found]
    common = kinds[0] & kinds[1]
    kind = "paper" if "paper" in common or not common else min(common)
    return _chosen(found[0], one, store, kind, index), _chosen(found[1], other, store, kind, index)


def _chosen(
    found: Sequence[finding.Entity], text: str, store: Graph, kind: str, index: finding.Names | None
) -> finding.Entity:
    fitting = [entity for entity in found if entity.kind == kind]
    if len(found) == 1 or len(fitting) != 1:
        return found[0] if len(found) == 1 else finding.find_one(store, text, index=index)
    others = "; ".join(str(entity) for entity in found if entity != fitting[0])
    terminal.note(f"{text!r} is taken for {fitting[0]}, not for {others}")
    return fitting[0]
