"""What a page holds: the values that the rooms of `kg.views` pass on, and the JSON that its script reads.

The JSON is an object of columns, in which indices stand for what repeats:

    {"version": 1, "title": "…",
     "what": {"kind": "map", "label": "…",
              "thing": n,            // the node that is chosen at first, or -1
              "theme": "light" | "dark" | "",   // empty: as the system has it
              "most": n},            // with more nodes than this the page opens with regions and hubs alone
     "counts": {"papers": 210, …},   // by the plural of each kind
     "kinds": [{"key": "paper", "one": "paper", "many": "papers"}, …],
     "relations": [{"key": "introduces", "forward": "introduces", "backward": "is introduced by", "length": 1}, …],
     "documents": [{"file": "…", "title": "…", "href": "http(s) or empty", "papers": n}, …],
     "regions": [{"label": "…", "x": 0, "y": 0, "r": 0, "papers": n}, …],
     "nodes": {"iri", "label", "short", "kind", "x", "y", "size", "region", "level", "year", "edition",
               "presentation", "documents", "aliases", "papers", "also", "later": one list each},
     "edges": {"from", "to", "relation": one list each},
     "facts": {"names": ["…", …],     // the words of facts
               "many": how many there are of each node,
               "words", "other", "sources": one list each over all facts,
               "value": of each whose other is -1, "passages": those of all facts, "concluded": those that are},
     "passages": {"document", "line", "quote": one list each, "quotes": ["…", …],
                  "marked", "starts", "ends": one list each over all marks},
     "path": [[nodes of one explanation], …],
     "rows": {"columns": […], "rows": [[…], …]},
     "text": [[line, quote, [[start, end, [[node, fact], …]], …]], …],
     "legend": {"size": "…", "place": "…"}}

A node's `kind` and `region`, an edge's ends and `relation`, a passage's `document` and `quote` are indices; -1 is none.
`size` is a radius in the units of the map, in which regions are circles that do not overlap. `level` says when a label
is wanted: 0 from the start, 1 when its region is in view, 2 when near, 3 last. `papers` counts the papers that a node
belongs to; `also` are its further kinds, as which it is counted, too; `later` are further years.
A fact stands with its subject: those of the first node come first. It leads to the node `other`, or to a value, and
rests on so many passages as `sources` says; an edge without a fact of its own has no passage that supports it. A
passage's `quote` may hold more than the words of a fact: marks are those, from `starts` to `ends` in characters of
UTF-16, as scripts count.
`text` is that of a document: in each passage words, and the facts that rest on them as places in the node's facts.
`facts` and `passages` stand in a second element, so that the map need not wait for them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

KINDS = {
    "paper": ("paper", "papers"),
    "topic": ("topic", "topics"),
    "task": ("task", "tasks"),
    "method": ("method", "methods"),
    "dataset": ("data set", "data sets"),
    "software": ("software", "software"),
    "person": ("person", "people"),
    "organization": ("organization", "organizations"),
    "venue": ("venue", "venues"),
    "edition": ("edition", "editions"),
    "award": ("award", "awards"),
    "document": ("document", "documents"),
}
"""Key of every kind that is drawn → its name for one and for many."""

CONCEPTS = frozenset({"topic", "task", "method", "dataset", "software"})


class Thing(NamedTuple):
    """Something that is drawn as a node."""

    iri: str
    kind: str  # a key of KINDS
    label: str
    aliases: tuple[str, ...] = ()  # other names, sorted
    year: int = 0  # the first that is known
    presentation: str = ""  # how a paper was presented
    edition: str = ""  # the IRI of where it was
    documents: tuple[str, ...] = ()  # IRIs of those that list it, or a paper that it belongs to
    papers: int = 0  # that it belongs to
    also: tuple[str, ...] = ()  # its other kinds, sorted
    later: tuple[int, ...] = ()  # further years, sorted


class Edge(NamedTuple):
    """A fact that relates two things, directed as in the graph."""

    start: str  # IRI
    relation: str  # a key of `kg.graphs.links.RELATIONS`
    end: str


class Fact(NamedTuple):
    """What the graph says of a thing."""

    words: str  # the property
    other: str  # the IRI of the thing that it leads to; empty for a value
    value: str
    passages: tuple[str, ...]  # IRIs of what it rests on
    concluded: bool


class Passage(NamedTuple):
    """Words of a document."""

    document: str  # IRI
    start: int
    end: int  # as far as there is a quote
    line: int  # from 1
    quote: str  # the words, or the passage around them; empty when the graph keeps positions only
    marks: tuple[tuple[int, int], ...] = ()  # the words in the quote


class Source(NamedTuple):
    """A document that the graph was built from."""

    iri: str
    file: str
    title: str
    href: str  # an address of the web, or empty
    papers: int


@dataclass(frozen=True)
class Content:
    """A part of the graph, as it was read: no places yet."""

    things: Mapping[str, Thing]  # by IRI, in the order of IRIs
    edges: Sequence[Edge]  # sorted; both ends are among the things
    facts: Mapping[str, Sequence[Fact]] = field(default_factory=dict)  # by subject
    passages: Mapping[str, Passage] = field(default_factory=dict)  # by IRI
    sources: Sequence[Source] = ()  # sorted by file
    broader: Mapping[str, Sequence[str]] = field(default_factory=dict)  # concept → those that it falls under, sorted
    names: Mapping[str, str] = field(default_factory=dict)  # labels of the broader ones that do not only group

    def counts(self) -> dict[str, int]:
        """How many things there are of each kind, in the order of KINDS; a thing counts as each that it is."""
        found = Counter(kind for thing in self.things.values() for kind in (thing.kind, *thing.also))
        return {kind: found[kind] for kind in KINDS if found[kind]}


class Words(NamedTuple):
    """A part of a passage on which facts rest."""

    start: int  # in characters of UTF-16
    end: int
    facts: tuple[tuple[str, int], ...]  # the IRI of a thing, and which of its facts


class Block(NamedTuple):
    """A passage of a document that stands in no other."""

    line: int  # from 1
    quote: str
    words: tuple[Words, ...]  # sorted


class Place(NamedTuple):
    """Where a thing is drawn, and how."""

    x: float
    y: float
    size: float  # its radius
    region: int = -1
    level: int = 2


class Region(NamedTuple):
    """A circle of the map with a name."""

    label: str
    x: float
    y: float
    r: float
    papers: int


@dataclass(frozen=True)
class Layout:
    """Where everything is drawn."""

    places: Mapping[str, Place]  # by IRI
    regions: Sequence[Region] = ()
    legend: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """Rows that belong to a picture."""

    columns: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()


NO_TABLE = Table()


@dataclass(frozen=True)
class Picture:
    """All that a page shows."""

    title: str
    kind: str  # map, thing, path, compare, query, timeline or document
    label: str
    content: Content
    layout: Layout
    paths: Sequence[Sequence[str]] = ()  # the IRIs on the way of each explanation
    table: Table = NO_TABLE
    theme: str = ""  # light, dark, or as the system has it
    most: int = 1_500
    thing: str = ""  # the IRI of what is chosen at first, if anything is
    text: Sequence[Block] = ()  # of the document that it is of
