"""What a page shows: frozen values, and the JSON in which the page holds them.

The JSON is columnar, with indices in place of repeated texts:

* `title`, `what` ({`kind`, `label`}), `counts` (kind → number of things), `theme` ("", "light" or "dark");
* `kinds`: {`key`, `one`, `many`}; `relations`: {`key`, `forward`, `backward`} in words between subject and object;
* `documents`: {`file`, `title`, `papers`};
* `regions`: {`label`, `x`, `y`, `r`, `papers`}, circles that do not overlap;
* `nodes`: `iri`, `label`, `short`, `kind` (index), `x`, `y`, `size` (radius), `region` (index or -1), `level` (0: named
  from the start; 1: when its region is in view; 2: when near; 3: last), `year` (0: none), `edition` (index of a node or
  -1), `presentation`, `documents` (indices), `aliases`, `papers` (how many it belongs to), `links` ([what, address]);
* `edges`: `from`, `to` (indices of nodes), `relation` (index);
* `facts`: for each node a list of [words of the property, node or -1, text, indices of passages, 1 if concluded];
* `passages`: `document` (index), `line`, `column`, `quote`;
* `paths`: lists of nodes, one for each explanation; `rows`: {`columns`, `rows`} of an answer;
* `legend`: what size and place mean.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

KINDS = {
    "paper": ("paper", "papers"),
    "topic": ("topic", "topics"),
    "method": ("method", "methods"),
    "task": ("task", "tasks"),
    "dataset": ("data set", "data sets"),
    "software": ("software", "software"),
    "person": ("person", "people"),
    "organization": ("organisation", "organisations"),
    "edition": ("edition", "editions"),
    "venue": ("venue", "venues"),
    "award": ("award", "awards"),
}
"""Kind → what one and many are called."""


class Node(NamedTuple):
    """A thing on the page."""

    iri: str
    kind: str
    label: str
    short: str
    x: float
    y: float
    size: float
    region: int
    level: int
    year: int = 0
    edition: str = ""  # IRI
    presentation: str = ""
    documents: tuple[int, ...] = ()
    aliases: tuple[str, ...] = ()
    papers: int = 0
    links: tuple[tuple[str, str], ...] = ()


class Edge(NamedTuple):
    """A relation of two things on the page."""

    subject: str  # IRI
    relation: str  # local name of the property
    object: str


class Fact(NamedTuple):
    """What the graph says of a thing, and where that is said."""

    words: str
    object: str  # IRI of a thing on the page, or empty
    text: str
    passages: tuple[int, ...]
    concluded: bool


class Passage(NamedTuple):
    """Words of a document."""

    document: int
    line: int
    column: int
    quote: str


class Region(NamedTuple):
    """A circle in which papers lie that share a topic or method."""

    label: str
    x: float
    y: float
    r: float
    papers: int


class Source(NamedTuple):
    """A document."""

    file: str
    title: str
    papers: int


class Picture(NamedTuple):
    """Everything that a page shows."""

    title: str
    what: tuple[str, str]  # kind of page, label of what it is about
    nodes: Sequence[Node]
    edges: Sequence[Edge]
    regions: Sequence[Region]
    facts: Mapping[str, Sequence[Fact]]  # by IRI
    passages: Sequence[Passage]
    sources: Sequence[Source]
    paths: Sequence[Sequence[str]] = ()
    columns: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    legend: tuple[tuple[str, str], ...] = ()
    theme: str = ""
    most: int = 1500  # things on the canvas at a time


def as_json(picture: Picture, relations: Mapping[str, tuple[str, str]]) -> dict[str, Any]:
    """A picture as the page holds it.

    Args:
        picture: what is shown.
        relations: local name of a property → its words forward and backward.
    """
    place = {node.iri: at for at, node in enumerate(picture.nodes)}
    kinds = [kind for kind in KINDS if any(node.kind == kind for node in picture.nodes)]
    used = [name for name in relations if any(edge.relation == name for edge in picture.edges)]
    kind_at = {kind: at for at, kind in enumerate(kinds)}
    relation_at = {name: at for at, name in enumerate(used)}
    nodes = picture.nodes
    return {
        "version": 1,
        "title": picture.title,
        "what": {"kind": picture.what[0], "label": picture.what[1]},
        "theme": picture.theme,
        "most": picture.most,
        "counts": {kind: sum(node.kind == kind for node in nodes) for kind in kinds},
        "kinds": [{"key": kind, "one": KINDS[kind][0], "many": KINDS[kind][1]} for kind in kinds],
        "relations": [{"key": name, "forward": relations[name][0], "backward": relations[name][1]} for name in used],
        "documents": [source._asdict() for source in picture.sources],
        "regions": [region._asdict() for region in picture.regions],
        "nodes": {
            "iri": [node.iri for node in nodes],
            "label": [node.label for node in nodes],
            "short": ["" if node.short == node.label else node.short for node in nodes],
            "kind": [kind_at[node.kind] for node in nodes],
            "x": [node.x for node in nodes],
            "y": [node.y for node in nodes],
            "size": [node.size for node in nodes],
            "region": [node.region for node in nodes],
            "level": [node.level for node in nodes],
            "year": [node.year for node in nodes],
            "edition": [place.get(node.edition, -1) for node in nodes],
            "presentation": [node.presentation for node in nodes],
            "documents": [node.documents for node in nodes],
            "aliases": [node.aliases for node in nodes],
            "papers": [node.papers for node in nodes],
            "links": [node.links for node in nodes],
        },
        "edges": {
            "from": [place[edge.subject] for edge in picture.edges],
            "to": [place[edge.object] for edge in picture.edges],
            "relation": [relation_at[edge.relation] for edge in picture.edges],
        },
        "facts": [
            [
                [fact.words, place.get(fact.object, -1), fact.text, fact.passages, int(fact.concluded)]
                for fact in picture.facts.get(node.iri, ())
            ]
            for node in nodes
        ],
        "passages": {
            "document": [passage.document for passage in picture.passages],
            "line": [passage.line for passage in picture.passages],
            "column": [passage.column for passage in picture.passages],
            "quote": [passage.quote for passage in picture.passages],
        },
        "paths": [[place[iri] for iri in path if iri in place] for path in picture.paths],
        "rows": {"columns": picture.columns, "rows": picture.rows},
        "legend": dict(picture.legend),
    }
