"""What a part of the graph says: facts with their support, each once, and the rows that they become."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

from kg.mapping.terms import LABEL, OBJECT, PREDICATE, SUBJECT, TYPE, Names, kg
from kg.naming import digest

Fact = tuple[NamedNode, NamedNode, NamedNode | Literal]
"""Subject, predicate, object. A tuple: asking an engine's triple for its terms copies them every time."""
Row = tuple[NamedNode, NamedNode, NamedNode | Literal, NamedNode]
"""A fact and the graph that it stands in."""


@dataclass(slots=True)
class _Support:
    """What a fact rests on. Insertion-ordered dictionaries stand for sets."""

    passages: dict[NamedNode, None] = field(default_factory=dict)
    extractors: dict[str, None] = field(default_factory=dict)
    concluded: bool = True


class Facts:
    """Facts by graph, and the support of those that have statements."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._rows: dict[Row, None] = {}
        self._support: dict[Fact, _Support] = {}

    def describe(self, node: NamedNode, kind: str, label: str) -> None:
        """Give an entity its class and label."""
        self.say(node, TYPE, kg(kind))
        self.say(node, LABEL, Literal(label))

    def say(self, subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal) -> None:
        """Write down what follows from keys alone."""
        self._rows[subject, predicate, value, self._names.entities] = None

    def tell(self, subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal) -> None:
        """Write down a part of the evidence."""
        self._rows[subject, predicate, value, self._names.evidence] = None

    def record(self, fact: Fact, catalogue: NamedNode) -> None:
        """Write down a fact that a record of `catalogue` says: it has no statement."""
        self._rows[(*fact, catalogue)] = None

    def state(
        self, fact: Fact, documents: Iterable[NamedNode], passages: Iterable[NamedNode], extractor: str, concluded: bool
    ) -> None:
        """Write down a fact that `documents` support with `passages`."""
        for document in documents:
            self._rows[(*fact, document)] = None
        if (support := self._support.get(fact)) is None:
            support = self._support[fact] = _Support()
        support.extractors[extractor] = None
        support.concluded &= concluded
        for passage in passages:
            support.passages[passage] = None

    def rows(self) -> Iterator[Row]:
        """Everything, each row once."""
        yield from self._rows
        for fact in self._statements():
            yield (*fact, self._names.evidence)

    def _statements(self) -> Iterator[Fact]:
        for fact, support in self._support.items():
            subject, predicate, value = fact
            node = self._names.node("statement", digest(f"{subject} {predicate} {value}", 16))
            yield node, TYPE, kg("Statement")
            yield node, SUBJECT, subject
            yield node, PREDICATE, predicate
            yield node, OBJECT, value
            for passage in support.passages:
                yield node, kg("supportedBy"), passage
            for extractor in support.extractors:
                yield node, kg("extractor"), Literal(extractor)
            yield node, kg("concluded"), Literal(support.concluded)
