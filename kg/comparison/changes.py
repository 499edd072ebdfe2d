"""What became of the things of a graph: changes, each of one thing or of several that were or are one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

import pyoxigraph as ox

from kg import finding
from kg.comparison.matching import Matching
from kg.comparison.quads import Graph, Name, difference, have_names
from kg.comparison.side import AUTHORSHIP, Side, Thing
from kg.mapping.terms import ALTERNATIVE, LABEL, PREFERRED, REPLACED_BY, TYPE, kg

DOCUMENT = "document"  # what is told of a paper that another document lists, beside its properties

_CREATOR, _OF_AUTHORSHIP = kg("creator"), (kg("position"), kg("nameAsWritten"))
_NAMES = {ALTERNATIVE: "other name", _CREATOR: "author"}
_SAID_BY_LABEL = {TYPE, LABEL, PREFERRED, AUTHORSHIP, REPLACED_BY}  # of a paper and a person title and name are left
_KINDS = tuple(dict.fromkeys(("document", "paper", "person", *finding.KINDS)))

_Key = tuple[ox.NamedNode, Hashable]
"""Property and value of a fact; values that are the same in both graphs are equal."""
_Row = tuple[_Key, str, Name]
"""Property and value of a fact, the value in words, and the graph that says so."""


class How(StrEnum):
    """What became of a thing."""

    ADDED = "added"
    REMOVED = "removed"
    MERGED = "merged"  # several things are one now
    SPLIT = "split"  # one thing is several now
    REGROUPED = "regrouped"  # several things are several others now
    CHANGED = "changed"


class Value(NamedTuple):
    """A value that a property of a thing has in one of the graphs alone, or by more documents than in the other."""

    words: str
    documents: tuple[str, ...] = ()  # who says so: those alone that do not in the other graph
    known: bool = False  # the other graph has the value, too, but not from these documents


Values = tuple[tuple[str, tuple[Value, ...]], ...]
"""The name of each property, with its values."""


@dataclass(frozen=True)
class Change:
    """What became of one thing, or of several that were or are one."""

    kind: str  # a key of `finding.KINDS`
    how: How
    before: tuple[Thing, ...]
    after: tuple[Thing, ...]
    removed: Values = ()
    added: Values = ()


@dataclass(frozen=True)
class Comparison:
    """What tells two graphs apart."""

    changes: tuple[Change, ...]  # documents, papers, then other kinds; by what became of them; by label
    facts_removed: int
    facts_added: int

    def __bool__(self) -> bool:
        """Whether there is any difference."""
        return bool(self.changes or self.facts_removed or self.facts_added)

    def counts(self) -> dict[str, dict[str, int]]:
        """Kind → what became of things → of how many; what did not happen is left out."""
        counts: dict[str, dict[str, int]] = {}
        for change in self.changes:
            of_kind = counts.setdefault(change.kind, {})
            of_kind[change.how.value] = of_kind.get(change.how.value, 0) + 1
        return counts


def compare(old: Graph, new: Graph) -> Comparison:
    """What changed in facts from `old` to `new`.

    Raises:
        KgError: as `difference` does.
    """
    named = have_names(old, new)
    found = difference(old, new)
    before, after = Side(old, named, found.removed), Side(new, named, found.added)
    changes = [*_documents(before, after), *_changes(before, after)]
    ranks = list(How)

    def order(change: Change) -> tuple[object, ...]:
        return _KINDS.index(change.kind), ranks.index(change.how), change.after or change.before, change.before

    return Comparison(tuple(sorted(changes, key=order)), len(before.facts), len(after.facts))


def _changes(before: Side, after: Side) -> Iterator[Change]:
    """What became of each thing that is not as it was."""
    matching = Matching(before, after)
    for old, new in matching.groups():
        kind, how = matching.kind(old, new), _how(len(old), len(new))
        then, now = _told(matching, before, old), _told(matching, after, new)
        removed = _by_property(then.values(now, is_paper=kind == "paper"))
        added = _by_property(now.values(then, is_paper=kind == "paper"))
        if how != How.CHANGED or removed or added or old != new:
            yield Change(kind, how, before.things(old), after.things(new), removed, added)


def _told(matching: Matching, side: Side, iris: list[str]) -> _Told:
    told = _Told({}, {})
    for key, words, graph in (row for iri in iris for row in _rows(matching, side, ox.NamedNode(iri))):
        told.words[key] = min(words, told.words.get(key, words))
        told.documents.setdefault(key, set()).update(filter(None, [side.file(graph)]))
    return told


def _rows(matching: Matching, side: Side, node: ox.NamedNode) -> Iterator[_Row]:
    titled = side.kind(node.value) in ("paper", "person")
    for fact in side.about(node):
        if fact.predicate == AUTHORSHIP and isinstance(fact.object, ox.NamedNode):
            yield from _of_authorship(matching, side, fact.object)
        elif fact.predicate not in _SAID_BY_LABEL or (fact.predicate == LABEL and not titled):
            words = finding.called(side.store, fact.object)
            yield (fact.predicate, matching.same(side, fact.object)), words, fact.graph


def _of_authorship(matching: Matching, side: Side, node: ox.NamedNode) -> Iterator[_Row]:
    author = ox.NamedNode(side.first(node, "author") or node.value)
    for fact in side.about(node):
        if fact.predicate in _OF_AUTHORSHIP:
            words = f"{finding.called(side.store, author)}: {fact.object.value}"
            yield (fact.predicate, (matching.same(side, author), fact.object)), words, fact.graph


@dataclass
class _Told:
    """The facts about some things of one graph."""

    words: dict[_Key, str]
    documents: dict[_Key, set[str]]

    def values(self, other: _Told, *, is_paper: bool) -> Iterator[tuple[ox.NamedNode | None, Value]]:
        """The values that `other` has not, and of papers those that it has from fewer documents."""
        listing = set().union(*self.documents.values()) - set().union(*other.documents.values())
        if is_paper:
            yield from ((None, Value(document)) for document in sorted(listing))
        creators = {fact[1] for fact in self.words if fact[0] == _CREATOR and fact not in other.words}
        for fact, words in self.words.items():
            predicate, value = fact
            if predicate in _OF_AUTHORSHIP and isinstance(value, tuple) and value[0] in creators:
                continue  # the paper has the author in one graph only; place and writing go without saying
            documents = self.documents[fact]
            if fact not in other.words:
                yield predicate, Value(words, tuple(sorted(documents)))
            elif is_paper and (more := documents - other.documents[fact] - listing):
                yield predicate, Value(words, tuple(sorted(more)), known=True)


def _how(old: int, new: int) -> How:
    if not old or not new:
        return How.REMOVED if old else How.ADDED
    if old == new == 1:
        return How.CHANGED
    return How.MERGED if new == 1 else How.SPLIT if old == 1 else How.REGROUPED


def _by_property(values: Iterable[tuple[ox.NamedNode | None, Value]]) -> Values:
    found: defaultdict[str, set[Value]] = defaultdict(set)
    for predicate, value in values:
        found[property_name(predicate) if predicate else DOCUMENT].add(value)
    return tuple((name, tuple(sorted(found[name]))) for name in sorted(found))


def property_name(predicate: ox.NamedNode) -> str:
    """A property in words. Not every graph holds the labels of its properties, so the name in its IRI is taken.

    >>> property_name(kg("presentedAt")), property_name(ALTERNATIVE)
    ('presented at', 'other name')
    """
    if predicate in _NAMES:
        return _NAMES[predicate]
    name = predicate.value.replace("#", "/").rpartition("/")[2]
    return "".join(f" {character.lower()}" if character.isupper() else character for character in name)


def _documents(before: Side, after: Side) -> Iterator[Change]:
    """The documents that only one of the graphs has."""
    for side, how in ((before, How.REMOVED), (after, How.ADDED)):
        for fact in side.alone:
            if fact.predicate == TYPE and fact.object == kg("Document"):
                there = (Thing(side.file(fact.subject), fact.subject.value),)
                yield Change("document", how, *(((), there) if side is after else (there, ())))
