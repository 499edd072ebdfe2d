"""Property paths of SHACL: as SPARQL, and followed step by step through a graph.

>>> creators = Sequence((Step("urn:authorship"), Step("urn:author")))
>>> str(creators), str(reverse(creators))
('(<urn:authorship>/<urn:author>)', '(^<urn:author>/^<urn:authorship>)')
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

Node = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Look = Callable[["Step", Node], Collection[Node]]
"""Where a step leads to from a node."""
Changed = Callable[[str], Collection[Node]]
"""The nodes about which triples with a property changed."""


@dataclass(frozen=True)
class Step:
    """A property, or a property against its direction."""

    iri: str
    inverse: bool = False

    def __str__(self) -> str:
        return f"{'^' * self.inverse}<{self.iri}>"


@dataclass(frozen=True)
class Sequence:
    """One path after another."""

    parts: tuple[Path, ...]

    def __str__(self) -> str:
        return f"({'/'.join(map(str, self.parts))})"


@dataclass(frozen=True)
class Alternative:
    """Any of several paths."""

    parts: tuple[Path, ...]

    def __str__(self) -> str:
        return f"({'|'.join(map(str, self.parts))})"


@dataclass(frozen=True)
class Repeated:
    """A path as often as its mark says: `*`, `+` or `?`, as in regular expressions."""

    part: Path
    mark: str

    def __str__(self) -> str:
        return f"({self.part}){self.mark}"


Path = Step | Sequence | Alternative | Repeated


def reverse(path: Path) -> Path:
    """The path from the ends of `path` to its beginnings."""
    match path:
        case Step():
            return Step(path.iri, not path.inverse)
        case Sequence():
            return Sequence(tuple(map(reverse, reversed(path.parts))))
        case Alternative():
            return Alternative(tuple(map(reverse, path.parts)))
        case Repeated():
            return Repeated(reverse(path.part), path.mark)


def chain(paths: Iterable[Path]) -> Path:
    """One path after another.

    >>> str(chain([Step("urn:a"), chain([Step("urn:b"), Step("urn:c")])])), str(chain([Step("urn:a")]))
    ('(<urn:a>/<urn:b>/<urn:c>)', '<urn:a>')
    """
    parts = [part for path in paths for part in (path.parts if isinstance(path, Sequence) else (path,))]
    return parts[0] if len(parts) == 1 else Sequence(tuple(parts))


def follow(path: Path, nodes: Collection[Node], look: Look) -> set[Node]:
    """The nodes to which `path` leads from any of `nodes`."""
    match path:
        case Step():
            return {end for node in nodes for end in look(path, node)}
        case Sequence():
            for part in path.parts:
                nodes = follow(part, nodes, look)
            return set(nodes)
        case Alternative():
            return {end for part in path.parts for end in follow(part, nodes, look)}
        case Repeated():
            return _repeated(path, nodes, look)


def _repeated(path: Repeated, nodes: Collection[Node], look: Look) -> set[Node]:
    found = set() if path.mark == "+" else set(nodes)
    new = set(nodes)
    while new:
        new = follow(path.part, new, look) - found
        found |= new
        if path.mark == "?":
            break
    return found


def readers(path: Path, changed: Changed, look: Look) -> set[Node]:
    """The nodes from which one follows `path` by reading a triple that changed.

    Args:
        path: the path.
        changed: the nodes about which triples with a property changed.
        look: where a step leads to, in the graph in which the triple stands.

    >>> def nobody(step: Step, node: Node) -> list[Node]:
    ...     return []
    >>> readers(Step("urn:author"), lambda iri: {ox.NamedNode("urn:a")}, nobody)
    {<NamedNode value=urn:a>}
    """
    match path:
        case Step():
            nodes = changed(path.iri)
            return follow(reverse(path), nodes, look) if path.inverse else set(nodes)
        case Sequence():
            found: set[Node] = set()
            for part in reversed(path.parts):
                found = follow(reverse(part), found, look) | readers(part, changed, look)
            return found
        case Alternative():
            return {start for part in path.parts for start in readers(part, changed, look)}
        case Repeated():
            return follow(Repeated(reverse(path.part), "*"), readers(path.part, changed, look), look)


def joined(path: Path, start: str = "?this", end: str = "?v") -> str:
    """`path` as a SPARQL pattern in which the steps of a sequence are read whole, one after the other.

    A sequence in SPARQL is looked up step by step for every node, which takes an engine on disk seven times as long as
    reading both properties and joining them. The engine does that with sub-selects.

    >>> joined(Sequence((Step("urn:a"), Step("urn:b"))))
    '{ SELECT ?this ?v1 { ?this <urn:a> ?v1 } } { SELECT ?v1 ?v { ?v1 <urn:b> ?v } }'
    """
    if not isinstance(path, Sequence):
        return f"{start} {path} {end}"
    return " ".join(_steps(path, start, end))


def _steps(path: Sequence, start: str, end: str) -> Iterator[str]:
    last = len(path.parts) - 1
    for number, part in enumerate(path.parts):
        target = end if number == last else f"{end}{number + 1}"
        yield f"{{ SELECT {start} {target} {{ {joined(part, start, target)} }} }}"
        start = target
