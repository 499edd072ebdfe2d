"""What tells two graphs apart: which facts, and of which things; and the RDF patch that turns one into the other.

A paper is the same in both graphs when it has the same IRI, and also when a document lists it under the same title or
in the same line: so it is seen when what were two papers is one now, or the other way round. A person is the same by
IRI, and as the author whom the same paper names so in the same place; other things are the same by IRI alone. A thing
that bears another IRI by now (`dcterms:isReplacedBy`) is the one that replaced it.

Facts are what stands in the named graphs of documents and entities. A graph without named graphs (a Turtle file) says
not who says what: then only triples are compared. Evidence, ontology and vocabulary are no facts.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from hashlib import blake2b, sha256
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

import pyoxigraph as ox

from kg import finding
from kg.background import TELLING
from kg.errors import KgError
from kg.export import rdf
from kg.mapping.terms import ALTERNATIVE, IN_SCHEME, LABEL, PREFERRED, REPLACED_BY, TYPE, kg
from kg.namespaces import BASE, ONTOLOGY

DOCUMENT = "document"  # what is told of a paper that another document lists, beside its properties

_UNION = ox.DefaultGraph()
_CLASSES = {ONTOLOGY + name: kind for kind, name in finding.KINDS.items()}
_EVIDENCE = {kg(name) for name in ("Document", "Passage", "Reference", "Statement")}
_CREATOR, _AUTHORSHIP = kg("creator"), kg("authorship")
_OF_AUTHORSHIP = (kg("position"), kg("nameAsWritten"))
_PASSAGES = kg("describedBy")  # leads to evidence, which moves with every line above it
_SAID_BY_LABEL = {TYPE, LABEL, PREFERRED, _AUTHORSHIP, REPLACED_BY}  # of a paper and a person title and name are left
_KINDS = tuple(dict.fromkeys(("document", "paper", "person", *finding.KINDS)))

Term = ox.NamedNode | ox.Literal
_Quads = tuple[ox.Quad, ...]
_Name = ox.NamedNode | ox.BlankNode | ox.DefaultGraph


class _Fact(NamedTuple):
    """A quad without blank nodes."""

    subject: ox.NamedNode
    predicate: ox.NamedNode
    object: Term
    graph: _Name


_Row = tuple[ox.NamedNode, Hashable, str, _Name]
"""Property, value, the value in words, and graph of a fact. Values that are the same in both graphs are equal."""


class Graph(NamedTuple):
    """A graph to compare: a store as `kg.store.open_graph` gives it, and the namespace of its identifiers."""

    store: ox.Store
    base: str = BASE


class Difference(NamedTuple):
    """The quads that one of two graphs has alone, in the named graphs of an export, in code point order."""

    removed: _Quads
    added: _Quads


class How(StrEnum):
    """What became of a thing."""

    ADDED = "added"
    REMOVED = "removed"
    MERGED = "merged"  # several things are one now
    SPLIT = "split"  # one thing is several now
    REGROUPED = "regrouped"  # several things are several others now
    CHANGED = "changed"


class Thing(NamedTuple):
    """A thing of one of the graphs."""

    label: str
    iri: str


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


def difference(old: Graph, new: Graph) -> Difference:
    """The quads that only `old`, and that only `new` has, of those that `kg export` writes.

    When one of the graphs has no named graphs, the triples of both are compared. Of the quads that both have, no more
    than a digest is kept in memory at a time.

    Raises:
        KgError: when there are blank nodes in a graph: nothing tells whether two of them are the same.
    """
    named = _have_names(old, new)
    waiting = {_digest(quad) for quad in _exported(old, named)}
    added = []
    for quad in _exported(new, named):
        digest = _digest(quad)
        if digest in waiting:
            waiting.remove(digest)
        else:
            added.append(quad)
    removed = [quad for quad in _exported(old, named) if _digest(quad) in waiting] if waiting else []
    return Difference(_in_order(removed), _in_order(added))


def patch(found: Difference) -> str:
    """`found` as an RDF patch, a format of Apache Jena: one transaction with a line for each quad.

    It turns the N-Quads that `kg export` writes of the old graph into those of the new one.

    >>> quad = ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal("c"), ox.NamedNode("urn:d"))
    >>> print(patch(Difference((), (quad,))), end="")
    H id <uuid:e6cecbd5-c3cd-5466-b295-f1d9c2c1b8cf> .
    TX .
    A <urn:a> <urn:b> "c" <urn:d> .
    TC .
    """
    lines = [f"D {quad} .\n" for quad in found.removed] + [f"A {quad} .\n" for quad in found.added]
    digest = sha256("".join(lines).encode("utf-8", "surrogatepass")).hexdigest()
    return f"H id <uuid:{uuid5(NAMESPACE_URL, digest)}> .\nTX .\n{''.join(lines)}TC .\n"


def compare(old: Graph, new: Graph) -> Comparison:
    """What changed in facts from `old` to `new`.

    Raises:
        KgError: as `difference` does.
    """
    named = _have_names(old, new)
    found = difference(old, new)
    before, after = _Side(old, named, found.removed), _Side(new, named, found.added)
    changes = [*_documents(before, after), *_Matching(before, after).changes()]
    ranks = list(How)

    def order(change: Change) -> tuple[object, ...]:
        return _KINDS.index(change.kind), ranks.index(change.how), change.after or change.before, change.before

    return Comparison(tuple(sorted(changes, key=order)), len(before.facts), len(after.facts))


def _have_names(*graphs: Graph) -> bool:
    return all(next(iter(graph.store.named_graphs()), None) is not None for graph in graphs)


def _exported(graph: Graph, named: bool) -> Iterator[ox.Quad]:
    """What `kg export` writes of a graph, each quad once; in the default graph unless graphs are `named`."""
    quads = rdf.quads(graph.store, graph.base)
    unnamed = (ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    for quad in quads if named else dict.fromkeys(unnamed):
        if not isinstance(quad.subject, ox.NamedNode) or not isinstance(quad.object, Term):
            raise KgError(
                "a graph with blank nodes cannot be compared",
                where=str(quad.subject),
                hint="compare graphs that `kg build` or `kg export` made",
            )
        yield quad


def _digest(quad: ox.Quad) -> bytes:
    return blake2b(str(quad).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _in_order(quads: Iterable[ox.Quad]) -> _Quads:
    return tuple(sorted(quads, key=str))


def _facts(quads: Iterable[ox.Quad]) -> Iterator[_Fact]:
    for quad in quads:
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, Term):
            yield _Fact(quad.subject, quad.predicate, quad.object, quad.graph_name)


class _Side:
    """One of the two graphs, with the quads that it has alone."""

    def __init__(self, graph: Graph, named: bool, alone: _Quads) -> None:
        self.store, self.alone, self._named = graph.store, tuple(_facts(alone)), named
        self._graphs = {name for name in graph.store.named_graphs() if self._holds_facts(name)}
        self.kind, self.file = cache(self._kind), cache(self._file)
        self.facts = [quad for quad in self.alone if self.is_fact(quad)]
        self.own = {quad.subject.value for quad in self.facts if quad.predicate == TYPE}  # the other graph has them not

    def _holds_facts(self, name: ox.NamedNode | ox.BlankNode) -> bool:
        if isinstance(name, ox.BlankNode):
            return False
        of_entities = name.value.endswith("/graph/entities")
        return of_entities or ox.Quad(name, TYPE, kg("Document"), _UNION) in self.store

    def is_fact(self, quad: _Fact) -> bool:
        """Whether a quad is no evidence, ontology or vocabulary."""
        if quad.predicate == _PASSAGES:
            return False
        return quad.graph in self._graphs if self._named else not self._is_background(quad)

    def _is_background(self, fact: _Fact) -> bool:
        node = fact.subject
        if node.value.startswith(ONTOLOGY) or _EVIDENCE & set(self.objects(node, TYPE)):
            return True
        described = fact.predicate in TELLING and bool(self.objects(node, IN_SCHEME))
        return described and not self.objects(node, kg("coined"))

    def objects(self, node: ox.NamedNode, predicate: ox.NamedNode) -> list[Term]:
        """The values of a property of a node, sorted."""
        quads = self.store.quads_for_pattern(node, predicate, None, _UNION)
        return sorted((quad.object for quad in quads if isinstance(quad.object, Term)), key=str)

    def first(self, node: ox.NamedNode, name: str) -> str:
        """A value of a property of the ontology; empty when there is none."""
        return next((term.value for term in self.objects(node, kg(name))), "")

    def authors(self, paper: str) -> Iterator[tuple[str, str, str]]:
        """The authors of a paper, each with place and name as written."""
        for authorship in self.objects(ox.NamedNode(paper), _AUTHORSHIP):
            if isinstance(authorship, ox.NamedNode) and (person := self.first(authorship, "author")):
                place = self.first(authorship, "position")
                yield from ((person, place, name.value) for name in self.objects(authorship, kg("nameAsWritten")))

    def subjects(self, predicate: ox.NamedNode, value: Term) -> list[ox.NamedNode]:
        """What has a value for a property, sorted."""
        quads = self.store.quads_for_pattern(None, predicate, value, _UNION)
        return sorted((quad.subject for quad in quads if isinstance(quad.subject, ox.NamedNode)), key=str)

    def _kind(self, iri: str) -> str:
        """The kind of a thing; empty when it has none."""
        types = self.objects(ox.NamedNode(iri), TYPE)
        return min((_CLASSES[found.value] for found in types if found.value in _CLASSES), default="")

    def things(self, iris: Iterable[str]) -> tuple[Thing, ...]:
        """Things with their labels, in the order of these."""
        return tuple(sorted(Thing(finding.label(self.store, iri) or finding.shorten(iri), iri) for iri in iris))

    def concerned(self) -> Iterator[str]:
        """The things about which there are facts that the other graph has not."""
        for quad in self.facts:
            known = self.kind(quad.subject.value)
            owners = [quad.subject] if known else self.subjects(_AUTHORSHIP, quad.subject)
            yield from (owner.value for owner in owners)

    def about(self, node: ox.NamedNode) -> Iterator[_Fact]:
        """The facts that have a node as their subject."""
        quads = self.store.quads_for_pattern(node, None, None, None if self._named else _UNION)
        return (fact for fact in _facts(quads) if self.is_fact(fact))

    def _file(self, graph: _Name) -> str:
        """The name of the document whose graph this is; empty for another graph."""
        names = self.objects(graph, kg("fileName")) if isinstance(graph, ox.NamedNode) else []
        return names[0].value if names else ""

    def replacements(self) -> Iterator[tuple[str, str]]:
        """The things that have another IRI in this graph, and not in the other: what they were called, and are."""
        for quad in self.facts:
            if quad.predicate == REPLACED_BY and isinstance(quad.object, ox.NamedNode):
                yield quad.subject.value, quad.object.value

    def listings(self) -> list[_Listing]:
        """The references that the other graph has not, or not for the same paper."""
        of_papers = (fact for fact in self.alone if fact.predicate == kg("refersTo"))
        return sorted(_Listing(self, fact.subject, fact.object.value) for fact in of_papers)


class _Listing:
    """A reference: where a document lists which paper."""

    def __init__(self, side: _Side, node: ox.NamedNode, paper: str) -> None:
        self.paper, self.iri = paper, node.value
        self.document = side.first(node, "inDocument")
        self.title = side.first(node, "titleAsWritten")
        passage = side.first(node, "passage")
        start, line = (side.first(ox.NamedNode(passage), name) if passage else "" for name in ("start", "line"))
        self.start, self.line = (int(number) if number.isdecimal() else 0 for number in (start, line))

    def __lt__(self, other: _Listing) -> bool:
        """In the order of documents."""
        return (self.document, self.start, self.iri) < (other.document, other.start, other.iri)


_MARKS: tuple[Callable[[_Listing], Hashable], ...] = (
    lambda listing: listing.iri,
    lambda listing: (listing.document, listing.title),
    lambda listing: (listing.document, listing.line),
)
"""By what a reference in one graph is the same as one in the other: the surest comes first."""


def _same_papers(old: Iterable[_Listing], new: Iterable[_Listing]) -> Iterator[tuple[str, str]]:
    """The papers before and now of each reference that both graphs have."""
    for mark in _MARKS:
        waiting: defaultdict[Hashable, deque[_Listing]] = defaultdict(deque)
        for listing in new:
            waiting[mark(listing)].append(listing)
        rest = []
        for listing in old:
            if same := waiting[mark(listing)]:
                yield listing.paper, same.popleft().paper
            else:
                rest.append(listing)
        old, new = rest, sorted(listing for listings in waiting.values() for listing in listings)


_Node = tuple[bool, str]  # whether it is of the new graph, and the IRI of the thing there
_Key = tuple[ox.NamedNode, Hashable]  # property and value, where what is the same in both graphs is equal


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


class _Matching:
    """Which things of two graphs are the same."""

    def __init__(self, before: _Side, after: _Side) -> None:
        self._sides = (before, after)
        self._above: dict[_Node, _Node] = {}
        pairs = [
            *_same_papers(before.listings(), after.listings()),
            *after.replacements(),
            *((now, then) for then, now in before.replacements()),
        ]
        same = [(old, new) for old, new in pairs if self._is_there(0, old) and self._is_there(1, new)]
        known = {*before.concerned(), *after.concerned(), *(iri for pair in same for iri in pair)}
        for old, new in [*same, *((iri, iri) for iri in known)]:
            self._match(old, new)
        for old, new in [pair for group in self._groups() for pair in self._same_people(*group)]:
            self._match(old, new)
            for iri in (old, new):
                self._match(iri, iri)

    def _match(self, old: str, new: str) -> None:
        """Note that a thing of the old and one of the new graph are the same; one may be missing."""
        found = [(at == 1, iri) for at, iri in enumerate((old, new)) if self._is_there(at, iri)]
        roots = sorted(self._root(node) for node in found)
        for root in roots:
            self._above[root] = roots[0]

    def _is_there(self, at: int, iri: str) -> bool:
        """Whether a graph has a thing, or it is a concept that only the other graph names."""
        side, other = self._sides[at], self._sides[1 - at]
        return bool(side.kind(iri) or (other.kind(iri) and iri not in other.own))

    def _root(self, node: _Node) -> _Node:
        while (above := self._above.get(node, node)) != node:
            node = above
        return node

    def _groups(self) -> Iterator[tuple[list[str], list[str]]]:
        """The IRIs before and now of each thing, or of several that became others."""
        groups: defaultdict[_Node, list[_Node]] = defaultdict(list)
        for node in sorted(self._above):
            groups[self._root(node)].append(node)
        for group in groups.values():
            yield [iri for new, iri in group if not new], [iri for new, iri in group if new]

    def _same_people(self, old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
        """The people before and now whom papers that are the same name with the same words in the same place."""
        if not old or not new or self._kind(old, new) != "paper":
            return
        before, after = self._sides
        now = sorted({author for paper in new for author in after.authors(paper)})
        for person, *written in sorted({author for paper in old for author in before.authors(paper)}):
            yield from ((person, other) for other, *same in now if same == written and other != person)

    def _kind(self, old: list[str], new: list[str]) -> str:
        before, after = self._sides
        iri = (new or old)[0]
        return after.kind(iri) or before.kind(iri)

    def changes(self) -> Iterator[Change]:
        """What became of each thing that is not as it was."""
        before, after = self._sides
        for old, new in self._groups():
            kind, how = self._kind(old, new), _how(len(old), len(new))
            then, now = self._told(before, old), self._told(after, new)
            removed = _by_property(then.values(now, is_paper=kind == "paper"))
            added = _by_property(now.values(then, is_paper=kind == "paper"))
            if how != How.CHANGED or removed or added or old != new:
                yield Change(kind, how, before.things(old), after.things(new), removed, added)

    def _told(self, side: _Side, iris: list[str]) -> _Told:
        told = _Told({}, {})
        for predicate, value, words, graph in (row for iri in iris for row in self._rows(side, ox.NamedNode(iri))):
            told.words[predicate, value] = words
            documents = told.documents.setdefault((predicate, value), set())
            documents.update(filter(None, [side.file(graph)]))
        return told

    def _rows(self, side: _Side, node: ox.NamedNode) -> Iterator[_Row]:
        named = side.kind(node.value) in ("paper", "person")
        for quad in side.about(node):
            if quad.predicate == _AUTHORSHIP and isinstance(quad.object, ox.NamedNode):
                yield from self._of_authorship(side, quad.object)
            elif quad.predicate not in _SAID_BY_LABEL or (quad.predicate == LABEL and not named):
                words = finding.called(side.store, quad.object)
                yield quad.predicate, self._same(side, quad.object), words, quad.graph

    def _of_authorship(self, side: _Side, node: ox.NamedNode) -> Iterator[_Row]:
        author = ox.NamedNode(side.first(node, "author") or node.value)
        for quad in side.about(node):
            if quad.predicate in _OF_AUTHORSHIP:
                words = f"{finding.called(side.store, author)}: {quad.object.value}"
                yield quad.predicate, (self._same(side, author), quad.object), words, quad.graph

    def _same(self, side: _Side, term: Term) -> Hashable:
        """What is equal for the same thing in both graphs, and for equal values."""
        if isinstance(term, ox.Literal):
            return term
        node = (side is self._sides[1], term.value)
        return self._root(node) if node in self._above else term


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
    if predicate == ALTERNATIVE:
        return "other name"
    name = predicate.value.replace("#", "/").rpartition("/")[2]
    return "".join(f" {character.lower()}" if character.isupper() else character for character in name)


def _documents(before: _Side, after: _Side) -> Iterator[Change]:
    """The documents that only one of the graphs has."""
    for side, how in ((before, How.REMOVED), (after, How.ADDED)):
        for fact in side.alone:
            if fact.predicate == TYPE and fact.object == kg("Document"):
                there = (Thing(side.file(fact.subject), fact.subject.value),)
                yield Change("document", how, *(((), there) if side is after else (there, ())))
