"""What each source says of each paper, and the words in which it says so."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import pyoxigraph as ox

from kg import finding, sparql
from kg.evidence import Sources
from kg.graph import Graph
from kg.model import Span
from kg.namespaces import ONTOLOGY, RDF
from kg.naming import fold_space

Term = ox.NamedNode | ox.Literal
_Made = TypeVar("_Made")

_UNION = ox.DefaultGraph()
_REFERS_TO = ox.NamedNode(ONTOLOGY + "refersTo")
_SUBJECT, _PREDICATE, _OBJECT = (ox.NamedNode(RDF + name) for name in ("subject", "predicate", "object"))
_KEY = re.compile(r"""["'\w]+\s*[:=-][\s"'({\[]{0,6}$""")  # the name of a field before its value
_CLOSING = re.compile(r"""\w*["'})\]]*""")  # the rest of a word, and what ends its field
_LONGEST = 300  # characters of a quote

_SOURCES = """
SELECT ?document ?name ?catalogue WHERE {
  ?document a kg:Document ; kg:fileName ?name .
  BIND(EXISTS { ?document a kg:Catalogue } AS ?catalogue)
}"""
_SAID = """
SELECT ?paper ?value ?document WHERE {
  GRAPH ?document { ?paper kg:%s ?value }
}"""
_ENTRIES = """
SELECT ?paper ?document ?start ?end ?line ?quote WHERE {
  ?reference kg:refersTo ?paper ; kg:inDocument ?document ; kg:passage ?passage .
  ?passage kg:start ?start ; kg:end ?end ; kg:line ?line .
  OPTIONAL { ?passage kg:quote ?quote }
}"""


class Source(NamedTuple):
    """A document that says something. Catalogues sort first: they are the likelier to be right."""

    narrative: bool  # no catalogue
    name: str
    iri: str

    @property
    def catalogue(self) -> bool:
        """Whether its entries are records of a catalogue."""
        return not self.narrative


class Side(NamedTuple):
    """One of the things that are said, by whom and in which words."""

    value: str
    document: str  # file name
    line: int  # from 1
    quote: str  # empty when neither the graph nor a source that is here holds the words
    paper: str = ""  # IRI, when the sides speak of two papers


class Said(NamedTuple):
    """A value that a source gives for a property of a paper."""

    source: Source
    predicate: str  # local name
    value: Term


class Entry(NamedTuple):
    """A paper as one source lists it."""

    source: Source
    span: Span
    line: int
    words: str | None  # None when neither the graph nor a source that is here holds them


class Telling:
    """The sources of a graph, to be asked for what they say.

    Args:
        store: a graph as `kg.store.open_graph` gives it.
        graph: where it was opened, to find the words of records, which the graph does not hold.
        roots: more folders to look for the sources in.
    """

    def __init__(self, store: Graph, graph: Path | None = None, roots: Sequence[Path] = ()) -> None:
        self._store = store
        self._texts = Sources(store, graph, roots)
        self._made: dict[Callable[[Telling], Any], Any] = {}

    def once(self, make: Callable[[Telling], _Made]) -> _Made:
        """What `make` finds in these sources, looked for with the first call only."""
        if make not in self._made:
            self._made[make] = make(self)
        made: _Made = self._made[make]
        return made

    def rows(self, query: str) -> Iterator[Mapping[str, Term]]:
        """The solutions of a SELECT query, without the variables that are unbound."""
        return sparql.rows(self._store, query)

    @cached_property
    def sources(self) -> dict[str, Source]:
        """The documents of the graph by IRI."""
        return {
            row["document"].value: Source(row["catalogue"].value != "true", row["name"].value, row["document"].value)
            for row in self.rows(_SOURCES)
        }

    @cached_property
    def entries(self) -> dict[str, list[Entry]]:
        """The entries of each paper, by source and place."""
        found: dict[str, list[Entry]] = {}
        for row in self.rows(_ENTRIES):
            if source := self.sources.get(row["document"].value):
                span = Span(int(row["start"].value), int(row["end"].value))
                words = row["quote"].value if "quote" in row else self._texts.words(source.iri, span) or None
                found.setdefault(row["paper"].value, []).append(Entry(source, span, int(row["line"].value), words))
        return {paper: sorted(entries, key=lambda entry: entry[:3]) for paper, entries in sorted(found.items())}

    def said(self, *predicates: str) -> dict[str, list[Said]]:
        """For each paper what sources say with these properties (local names): catalogues first, then by name."""
        found: dict[str, list[Said]] = {}
        for predicate in predicates:
            for row in self.rows(_SAID % predicate):
                source, paper = self.sources.get(row["document"].value), row["paper"].value
                if source and paper in self.entries:
                    found.setdefault(paper, []).append(Said(source, predicate, row["value"]))
        return {paper: sorted(items, key=_by_source) for paper, items in sorted(found.items())}

    def label(self, iri: str) -> str:
        """What people call a thing."""
        return finding.label(self._store, iri) or finding.shorten(iri)

    def side(self, paper: str, said: Said, value: str = "", words: Sequence[str] = ()) -> Side:
        """What a source says, with the words of its statement, or of the record that leads to it.

        Args:
            paper: the IRI of the paper that it is said of.
            said: what is said.
            value: how to show it; as it stands in the graph when empty.
            words: what to look for in a record, where the value stands there in other words.
        """
        shown = value or fold_space(said.value.value)
        if said.source.catalogue:
            return self.entry_side(paper, said.source, shown, words or (shown,))
        passages = sorted(self._passages(paper, said))
        if not passages:
            return self.entry_side(paper, said.source, shown, words or (shown,))
        span, line, quote = passages[0]
        return Side(shown, said.source.name, line, shortened(quote or self._texts.words(said.source.iri, span)))

    def entry_side(self, paper: str, source: Source, value: str, words: Sequence[str] = ()) -> Side:
        """What a source says, with the words of the paper's first entry in it: those around `words`, else all."""
        entries = [entry for entry in self.entries.get(paper, ()) if entry.source == source]
        if not entries:
            return Side(value, source.name, 1, "")
        best = max(entries, key=lambda entry: len(_found(entry.words or "", words)))  # the first of the best
        return Side(value, source.name, best.line, excerpt(best.words or "", words))

    def _passages(self, paper: str, said: Said) -> Iterator[tuple[Span, int, str]]:
        """The passages of a source on which a statement rests."""
        node, predicate = ox.NamedNode(paper), ox.NamedNode(ONTOLOGY + said.predicate)
        for statement in self._subjects(_SUBJECT, node):
            if predicate in self._objects(statement, _PREDICATE) and said.value in self._objects(statement, _OBJECT):
                for passage in self._objects(statement, ox.NamedNode(ONTOLOGY + "supportedBy")):
                    if isinstance(passage, ox.NamedNode) and said.source.iri in self._texts_of(passage, "inDocument"):
                        start, end, line = (
                            int(next(iter(self._texts_of(passage, n)), 0)) for n in ("start", "end", "line")
                        )
                        yield Span(start, end), line, next(iter(self._texts_of(passage, "quote")), "")

    def _subjects(self, predicate: ox.NamedNode, value: Term) -> list[ox.NamedNode]:
        quads = self._store.quads_for_pattern(None, predicate, value, _UNION)
        return [quad.subject for quad in quads if isinstance(quad.subject, ox.NamedNode)]

    def _objects(self, node: ox.NamedNode, predicate: ox.NamedNode) -> list[Term]:
        quads = self._store.quads_for_pattern(node, predicate, None, _UNION)
        return [quad.object for quad in quads if isinstance(quad.object, ox.NamedNode | ox.Literal)]

    def _texts_of(self, node: ox.NamedNode, name: str) -> list[str]:
        return sorted(term.value for term in self._objects(node, ox.NamedNode(ONTOLOGY + name)))


def _by_source(said: Said) -> tuple[Source, str, str]:
    return said.source, said.predicate, said.value.value


def values_by(items: Iterable[Said], key: Callable[[Said], str]) -> dict[str, list[Said]]:
    """What is said, gathered by a form in which agreeing values are equal; catalogues first as before."""
    found: dict[str, list[Said]] = {}
    for item in items:
        found.setdefault(key(item), []).append(item)
    return found


def shortened(text: str) -> str:
    """`text` on one line, cut when it is long."""
    folded = fold_space(text)
    return folded if len(folded) <= _LONGEST else folded[: _LONGEST - 2].rstrip() + " …"


def excerpt(text: str, words: Sequence[str]) -> str:
    r"""The part of an entry from the first to the last of `words` that it holds, with the name of the field before it.

    >>> excerpt('{"title": "Deep Sets", "year": 2017, "status": "Poster"}', ["2017"])
    '"year": 2017'
    >>> excerpt('{"authors": ["Ada Byron", "Erik H\\u00e4rk\\u00f6nen"], "year": 2017}', ["Ada Byron", "Erik Härkönen"])
    '"authors": ["Ada Byron", "Erik H\\u00e4rk\\u00f6nen"]'
    >>> excerpt("Deep Sets, NeurIPS 2017", ["1999"])
    'Deep Sets, NeurIPS 2017'
    """
    found = _found(text, words)
    if not found:
        return shortened(text)
    start, end = min(at for at, _ in found), max(at + size for at, size in found)
    field = _KEY.search(text[max(0, start - 40) : start])
    closing = _CLOSING.match(text, end)
    return shortened(f"{field[0] if field else ''}{text[start:end]}{closing[0] if closing else ''}")


def holds(entry: Entry, words: str) -> bool:
    """Whether the words of an entry are known and hold `words`, in any case."""
    return bool(entry.words and _found(entry.words, (words,)))


def _found(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Where an entry holds which of `words`, in any case: offset and length."""
    folded = text.lower()
    if len(folded) != len(text):  # a letter that becomes two in lower case would move the places
        folded = text
    spellings = (spelling for word in words for spelling in {word, *map(_in_json(word), (False, True))} if word)
    places = ((folded.find(spelling.lower()), len(spelling)) for spelling in spellings)
    return [(at, size) for at, size in places if at >= 0]


def _in_json(word: str) -> Callable[[bool], str]:
    """How JSON writes a word: with or without letters beyond ASCII."""
    return lambda escaped: json.dumps(word, ensure_ascii=escaped)[1:-1]
