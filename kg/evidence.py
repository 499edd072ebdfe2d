"""Proving a graph against its documents, and showing the words that a fact rests on.

The graph says of every fact which passages support it; the sources say whether the words still stand there. The facts
of a catalogue have no passages of their own: its records prove them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from kg import records, sparql
from kg.errors import UnreadableDocument
from kg.graph import Graph
from kg.model import Block, BlockKind, Document, Span
from kg.namespaces import ONTOLOGY, RDF
from kg.store import open_graph
from kg.store.folder import read_manifest, source_path

_CONTEXT = 60  # characters before and after a quote
_LONGEST = 8  # bytes of a character, in any encoding

_DOCUMENTS = """
SELECT ?document ?name ?sha256 ?encoding ?characters WHERE {
  ?document a kg:Document ; kg:fileName ?name ; kg:sha256 ?sha256 ; kg:encoding ?encoding ; kg:characters ?characters .
} ORDER BY ?name"""

_PASSAGES = """
SELECT ?passage ?document ?start ?end ?line ?column ?quote WHERE {
  ?passage kg:inDocument ?document ; kg:start ?start ; kg:end ?end ; kg:line ?line ; kg:column ?column .
  OPTIONAL { ?passage kg:quote ?quote }
}"""

_SUPPORT = (
    "SELECT ?statement ?passage WHERE { ?statement a kg:Statement . OPTIONAL { ?statement kg:supportedBy ?passage } }"
)

_UNSTATED = """
SELECT DISTINCT ?document ?subject ?predicate ?object WHERE {
  ?document a kg:Document .
  MINUS { ?document a kg:Catalogue }
  GRAPH ?document { ?subject ?predicate ?object }
  OPTIONAL {
    ?statement rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ;
      kg:supportedBy ?passage .
    ?passage kg:inDocument ?document .
  }
  FILTER(!BOUND(?passage))
} ORDER BY ?document ?subject ?predicate ?object"""


class SourceState(StrEnum):
    """What became of a document since the graph was built."""

    SAME = "same"
    CHANGED = "changed"  # other bytes: nothing can be proved until the graph is built again
    MISSING = "missing"  # not where it was, or read from standard input


class Problem(NamedTuple):
    """A passage or fact that is not as the graph says."""

    document: str  # file name; empty when no document is known
    line: int  # from 1; 0 when the graph does not say
    column: int
    problem: str


class SourceCheck(NamedTuple):
    """A document of the graph, compared with its source."""

    name: str
    state: SourceState
    path: Path | None
    passages: int  # that the graph takes from it
    proved: int  # of these: right span, line, column and quote


@dataclass(frozen=True)
class VerifyReport:
    """What the sources say of a graph."""

    sources: tuple[SourceCheck, ...]  # by name
    problems: tuple[Problem, ...]  # by document and place
    facts: int  # statements in the graph, and facts of catalogues
    proved: int  # of these: all their passages are proved, and there is one; a record leads to the fact

    @property
    def passes(self) -> bool:
        """Whether every document is the same and every fact proved."""
        same = all(source.state is SourceState.SAME for source in self.sources)
        return same and not self.problems and self.proved == self.facts


class Evidence(NamedTuple):
    """A fact with a passage that supports it."""

    subject: str  # IRI
    predicate: str  # IRI
    object: NamedNode | Literal
    concluded: bool  # by kg, from what the passage says
    extractors: tuple[str, ...]  # which found it, sorted
    document: str  # file name
    line: int  # from 1
    column: int  # from 1
    span: Span
    quote: str  # empty when the graph holds positions only and the source is not here
    before: str  # some characters before the quote; empty when the source is not here or has changed
    after: str
    record: bool = False  # the passage is a whole record, which may say much else


def verify(graph: Path, roots: Sequence[Path] = ()) -> VerifyReport:
    """Read the sources of `graph` again and prove every passage and fact.

    Args:
        graph: the folder of a build, or an RDF file of one.
        roots: folders to look for the documents in, by the names that the graph has for them; a build's folder knows
            besides where its sources were.

    Raises:
        NotFound: when there is no graph.
        KgError: when the file cannot be read.
    """
    store = open_graph(graph)
    sources = {source.iri: source for source in _sources(store, graph, roots)}
    problems: list[Problem] = []
    proved: set[str] = set()
    counts = dict.fromkeys(sources, (0, 0))
    for iri, passage in _passages(store):
        source = sources.get(passage.document)
        problem = source.check(passage) if source else "its document is not in the graph"
        if problem:
            problems.append(Problem(source.name if source else "", passage.line, passage.column, problem))
        if source:
            holds = not problem and source.state is SourceState.SAME
            all_of_it, right = counts[source.iri]
            counts[source.iri] = all_of_it + 1, right + holds
            proved |= {iri} if holds else set()
    facts, right = _facts(store, proved)
    problems += _unstated(store, sources)
    for catalogue in records.catalogues(store):
        source, checked = sources[catalogue.value], records.check(store, catalogue)
        facts += checked.facts
        right += checked.facts - len(checked.loose) if source.state is SourceState.SAME else 0
        problems += (Problem(source.name, 0, 0, f"no record leads to {quad.triple}") for quad in checked.loose)
    checks = [SourceCheck(item.name, item.state, item.path, *counts[item.iri]) for item in sources.values()]
    return VerifyReport(tuple(sorted(checks)), tuple(sorted(problems)), facts, right)


def why(
    store: Graph,
    subject: str,
    predicate: str | None = None,
    value: NamedNode | Literal | None = None,
    *,
    graph: Path | None = None,
    roots: Sequence[Path] = (),
) -> list[Evidence]:
    """The passages that support what `store` says of `subject`.

    Args:
        store: the graph.
        subject: an IRI.
        predicate: an IRI; facts with any property when None.
        value: the object; any when None.
        graph: where the store was opened, to find the sources: with them come the words around each quote.
        roots: more folders to look for the sources in.

    Returns:
        A piece of evidence for each fact and passage, by property, object, document and place.
    """
    sources = {source.iri: source for source in _sources(store, graph, roots)}
    node = NamedNode(subject)
    found = (*_evidence(store, sources, node, predicate, value), *_recorded(store, sources, node, predicate, value))
    return sorted(found, key=_by_fact)


class Sources:
    """The documents of a graph where their sources are known: for words that the graph itself does not hold.

    Args:
        store: the graph.
        graph: where the store was opened; a build's folder knows where its sources were.
        roots: more folders to look for the sources in.
    """

    def __init__(self, store: Graph, graph: Path | None = None, roots: Sequence[Path] = ()) -> None:
        self._sources = {source.iri: source for source in _sources(store, graph, roots)}

    def words(self, document: str, span: Span) -> str:
        """What stands at `span` of the document with this IRI; empty when its source is not here or has changed."""
        source = self._sources.get(document)
        return source.document.text[span.start : span.end] if source and source.document else ""


def _by_fact(item: Evidence) -> tuple[object, ...]:
    return item.predicate, str(item.object), item.document, item.span


class _Passage(NamedTuple):
    document: str  # IRI
    span: Span
    line: int
    column: int
    quote: str | None


class _Source:
    """A document of the graph, and what its source says now."""

    def __init__(self, iri: str, name: str, digest: str, encoding: str, limit: int, path: Path | None) -> None:
        self.iri, self.name, self.path = iri, name, path
        self._digest, self._encoding = digest, encoding
        self._limit = limit  # bytes; a source with more has other characters than the graph says

    @cached_property
    def _data(self) -> bytes | None:
        """The bytes of the source, unpacked; as they are when that cannot be done, for then they have changed."""
        from kg.readers.unpacking import unpack  # here and below: most questions after evidence read no source

        try:
            data = self.path.read_bytes() if self.path else None
        except OSError:
            return None
        try:
            return data and unpack(data, self.name, self._limit)
        except UnreadableDocument:
            return data

    @cached_property
    def state(self) -> SourceState:
        """Whether the source is there, and the same."""
        if self._data is None:
            return SourceState.MISSING
        return SourceState.SAME if sha256(self._data).hexdigest() == self._digest else SourceState.CHANGED

    @cached_property
    def document(self) -> Document | None:
        """The text of an unchanged source."""
        from kg.readers.decoding import decode

        if self.state is not SourceState.SAME or self._data is None:
            return None
        try:
            text, encoding = decode(self._data, self.name)
        except UnreadableDocument:
            text, encoding = decode(self._data, self.name, self._encoding)
        if encoding.name != self._encoding:
            text, _ = decode(self._data, self.name, self._encoding)
        return Document(self.name, text, "text", Block(BlockKind.DOCUMENT, Span(0, len(text))))

    def check(self, passage: _Passage) -> str:
        """What is wrong with a passage; empty when nothing is, or the source cannot tell."""
        if (document := self.document) is None:
            return ""
        span = passage.span
        if not 0 <= span.start < span.end <= len(document.text):
            return f"the span {span.start}-{span.end} is not inside the document's {len(document.text)} characters"
        if (place := document.position(span.start)) != (passage.line, passage.column):
            return f"the span begins at {place.line}:{place.column}"
        if passage.quote is not None and passage.quote != document.quote(span):
            return f"the document says {document.quote(span)!r}, the graph {passage.quote!r}"
        return ""


def _sources(store: Graph, graph: Path | None, roots: Sequence[Path]) -> Iterator[_Source]:
    recorded = {}
    folder = Path()
    if graph is not None and graph.is_dir():
        folder = graph
        recorded = {record.name: record for record in read_manifest(graph).documents}
    for row in sparql.rows(store, _DOCUMENTS):
        name = row["name"].value
        path = source_path(folder, name, recorded[name].path if name in recorded else None, roots)
        limit = _LONGEST * (int(row["characters"].value) + 2)
        yield _Source(row["document"].value, name, row["sha256"].value, row["encoding"].value, limit, path)


def _passages(store: Graph) -> Iterator[tuple[str, _Passage]]:
    for row in sparql.rows(store, _PASSAGES):
        yield row["passage"].value, _passage(row)


def _passage(row: Mapping[str, NamedNode | Literal]) -> _Passage:
    span = Span(int(row["start"].value), int(row["end"].value))
    quote = row["quote"].value if "quote" in row else None
    return _Passage(row["document"].value, span, int(row["line"].value), int(row["column"].value), quote)


def _facts(store: Graph, proved: set[str]) -> tuple[int, int]:
    """How many statements there are, and how many rest on proved passages alone."""
    support: dict[str, bool] = {}
    for row in sparql.rows(store, _SUPPORT):
        statement = row["statement"].value
        holds = "passage" in row and row["passage"].value in proved
        support[statement] = support.get(statement, True) and holds
    return len(support), sum(support.values())


def _unstated(store: Graph, sources: Mapping[str, _Source]) -> Iterator[Problem]:
    """Facts in a document's graph that no statement rests on a passage of it."""
    for row in sparql.rows(store, _UNSTATED):
        fact = f"{row['subject']} {row['predicate']} {row['object']}"
        yield Problem(sources[row["document"].value].name, 0, 0, f"nothing supports {fact}")


def _evidence(
    store: Graph,
    sources: Mapping[str, _Source],
    subject: NamedNode,
    predicate: str | None,
    value: NamedNode | Literal | None,
) -> Iterator[Evidence]:
    for statement in _objects_of(store, "subject", subject):
        facts = _values(store, statement)
        fact_predicate, fact_object = facts[RDF + "predicate"][0], facts[RDF + "object"][0]
        if predicate not in (None, fact_predicate.value) or value not in (None, fact_object):
            continue
        concluded = any(item.value == "true" for item in facts.get(ONTOLOGY + "concluded", ()))
        extractors = tuple(sorted(item.value for item in facts.get(ONTOLOGY + "extractor", ())))
        for node in facts.get(ONTOLOGY + "supportedBy", ()):
            fact = _Fact(subject.value, fact_predicate.value, fact_object, concluded, extractors)
            yield _cited(fact, _read_passage(store, node), sources)


def _recorded(
    store: Graph,
    sources: Mapping[str, _Source],
    subject: NamedNode,
    predicate: str | None,
    value: NamedNode | Literal | None,
) -> Iterator[Evidence]:
    """The records of catalogues that lead to what their graphs say of `subject`."""
    for fact in records.facts(store, subject, NamedNode(predicate) if predicate else None, value):
        for record in records.records(store, fact):
            said = _values(store, record)
            extractors = tuple(sorted(item.value for item in said[ONTOLOGY + "extractor"]))
            if isinstance(fact.object, NamedNode | Literal):
                stated = _Fact(subject.value, fact.predicate.value, fact.object, False, extractors)
                yield _cited(stated, _read_passage(store, said[ONTOLOGY + "passage"][0]), sources, record=True)


class _Fact(NamedTuple):
    subject: str
    predicate: str
    object: NamedNode | Literal
    concluded: bool
    extractors: tuple[str, ...]


def _cited(fact: _Fact, passage: _Passage, sources: Mapping[str, _Source], *, record: bool = False) -> Evidence:
    """A fact with a passage, in the words of its source."""
    source = sources[passage.document]
    quote, before, after = _words(source, passage)
    return Evidence(
        *fact,
        document=source.name,
        line=passage.line,
        column=passage.column,
        span=passage.span,
        quote=quote,
        before=before,
        after=after,
        record=record,
    )


def _words(source: _Source, passage: _Passage) -> tuple[str, str, str]:
    """The quote of a passage, and what stands before and after it."""
    if source.document is None or source.check(passage):
        return passage.quote or "", "", ""
    text, (start, end) = source.document.text, passage.span
    return text[start:end], text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]


def _read_passage(store: Graph, node: NamedNode | Literal) -> _Passage:
    values = _values(store, NamedNode(node.value))
    row = {name.removeprefix(ONTOLOGY): terms[0] for name, terms in values.items()}
    return _passage(row | {"document": row["inDocument"]})


def _objects_of(store: Graph, name: str, value: NamedNode) -> list[NamedNode]:
    """The statements in which `value` has the part `name`."""
    quads = store.quads_for_pattern(None, NamedNode(RDF + name), value, None)
    found = {quad.subject for quad in quads if isinstance(quad.subject, NamedNode)}
    return sorted(found, key=lambda node: node.value)


def _values(store: Graph, subject: NamedNode) -> dict[str, list[NamedNode | Literal]]:
    """Property → values of a node, each once."""
    found: dict[str, dict[NamedNode | Literal, None]] = {}
    for quad in store.quads_for_pattern(subject, None, None, None):
        if isinstance(quad.object, NamedNode | Literal):
            found.setdefault(quad.predicate.value, {})[quad.object] = None
    return {predicate: list(values) for predicate, values in found.items()}
