"""The papers of a graph with what tables and bibliographies say of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kg.graph import Graph
from kg.namespaces import ONTOLOGY, RDF, RDFS, SKOS

_TYPE, _METHOD = NamedNode(RDF + "type"), NamedNode(ONTOLOGY + "Method")
_LABELS = (NamedNode(RDFS + "label"), NamedNode(SKOS + "prefLabel"))

LINKS = ("paperPage", "code", "projectPage", "dataPage", "video", "slides", "relatedPage")
"""Properties that lead to a paper's pages, the most telling first."""
METHOD_ROLES = ("introduces", "extends", "uses", "comparesWith", "mentions")
"""Properties that relate a paper to a method, the most telling first."""
IDENTIFIERS = (
    "doi",
    "arxivId",
    "openReviewId",
    "aclId",
    "neuripsHash",
    "pmlrId",
    "dblpKey",
    "isbn",
    "semanticScholarId",
)
"""Properties that name a paper in a public scheme."""


@dataclass(frozen=True)
class PaperRow:
    """A paper in words. Tuples are sorted, but for authors and links, which have an order of their own."""

    iri: str
    title: str
    authors: tuple[str, ...]  # by position
    more_authors: bool
    venues: tuple[str, ...]  # series: "ICLR"
    full_venue: str  # the full name of the first of them, "" where none is known
    years: tuple[int, ...]
    presentations: tuple[str, ...]
    awards: tuple[str, ...]
    organizations: tuple[str, ...]
    links: tuple[str, ...]  # in the order of `LINKS`
    topics: tuple[str, ...]
    methods: tuple[str, ...]
    identifiers: tuple[tuple[str, str], ...]  # property, value


def papers(store: Graph) -> list[PaperRow]:
    """All papers of `store`, by title, then IRI."""
    reader = _Reader(store)
    return sorted((reader.paper(node) for node in reader.papers()), key=lambda row: (row.title.casefold(), row.iri))


class _Reader:
    """Looks papers up; labels are asked for once."""

    def __init__(self, store: Graph) -> None:
        self._store = store
        self._labels: dict[NamedNode, str] = {}

    def papers(self) -> set[NamedNode]:
        quads = self._store.quads_for_pattern(None, _TYPE, NamedNode(ONTOLOGY + "Paper"), None)
        return {quad.subject for quad in quads if isinstance(quad.subject, NamedNode)}

    def paper(self, node: NamedNode) -> PaperRow:
        said = self._said(node)
        editions = said.get("presentedAt", set())
        series = {venue for edition in editions for venue in self._said(edition).get("series", set())}
        venues = series | said.get("publishedIn", set())
        first = min(venues, key=lambda venue: (self._label(venue).casefold(), self._label(venue)), default=node)
        return PaperRow(
            iri=node.value,
            title=min((item.value for item in said.get("title", ())), default=self._label(node)),
            authors=self._authors(said.get("authorship", set())),
            more_authors=any(item.value == "true" for item in said.get("hasMoreAuthors", ())),
            venues=self._names(venues),
            full_venue=min((item.value for item in self._said(first).get("fullName", ())), default=""),
            years=tuple(sorted(int(item.value) for item in said.get("year", ()))),
            presentations=self._names(said.get("presentationType", ())),
            awards=self._names(said.get("receivedAward", ())),
            organizations=self._names(said.get("affiliation", ())),
            links=tuple(url for name in LINKS for url in sorted(item.value for item in said.get(name, ()))),
            topics=self._names(said.get("topic", ())),
            methods=self._names(self._methods(said)),
            identifiers=tuple(
                (name, item) for name in IDENTIFIERS for item in sorted(v.value for v in said.get(name, ()))
            ),
        )

    def _methods(self, said: dict[str, set[NamedNode | Literal]]) -> set[NamedNode]:
        """What a paper introduces, uses, … and is a method; data sets and software are none."""
        named = {item for name in METHOD_ROLES for item in said.get(name, ()) if isinstance(item, NamedNode)}
        return {item for item in named if any(self._store.quads_for_pattern(item, _TYPE, _METHOD, None))}

    def _said(self, node: NamedNode | Literal) -> dict[str, set[NamedNode | Literal]]:
        """Local name of a property of the ontology → its values for `node`."""
        found: dict[str, set[NamedNode | Literal]] = {}
        if isinstance(node, NamedNode):
            for quad in self._store.quads_for_pattern(node, None, None, None):
                if isinstance(quad.object, NamedNode | Literal):
                    found.setdefault(quad.predicate.value.removeprefix(ONTOLOGY), set()).add(quad.object)
        return found

    def _authors(self, authorships: Iterable[NamedNode | Literal]) -> tuple[str, ...]:
        """Names by position, each person once: where documents disagree the first position counts."""
        placed = []
        for node in authorships:
            said = self._said(node)
            for person in said.get("author", ()):
                position = min((int(item.value) for item in said.get("position", ())), default=0)
                placed.append((position, self._label(person), person.value))
        people: dict[str, str] = {}
        for _, name, iri in sorted(placed):
            people.setdefault(iri, name)
        return tuple(people.values())

    def _names(self, nodes: Iterable[NamedNode | Literal]) -> tuple[str, ...]:
        return tuple(sorted({self._label(node) for node in nodes}, key=lambda name: (name.casefold(), name)))

    def _label(self, node: NamedNode | Literal) -> str:
        """The label of a thing, in English where there is a choice; the last part of its IRI when it has none."""
        if not isinstance(node, NamedNode):
            return node.value
        if node not in self._labels:
            quads = (quad for label in _LABELS for quad in self._store.quads_for_pattern(node, label, None, None))
            labels = {(q.object.language or "", q.object.value) for q in quads if isinstance(q.object, Literal)}
            best = min(labels, key=lambda item: (item[0] != "en", item), default=("", node.value.rpartition("/")[2]))
            self._labels[node] = best[1]
        return self._labels[node]
