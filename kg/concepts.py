"""The concepts of a graph: how many papers and documents name each, its other names, its place in its scheme.

What no scheme knows can be written as SKOS, to be put into a vocabulary of one's own.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import pyoxigraph as ox

from kg import finding, sparql
from kg.graph import Graph
from kg.model import Content, Kind, Piece
from kg.namespaces import BASE, ONTOLOGY, RDF, SKOS
from kg.naming import fold_space

_UNION = ox.DefaultGraph()
_TYPE, _COINED = ox.NamedNode(RDF + "type"), ox.NamedNode(ONTOLOGY + "coined")
_ALTERNATIVE, _BROADER, _IN_SCHEME = (ox.NamedNode(SKOS + name) for name in ("altLabel", "broader", "inScheme"))
_KINDS = {ONTOLOGY + finding.KINDS[kind]: kind for kind in Kind}

_OF_PAPERS = " ".join(
    f"kg:{name}"
    for name in ("topic", "addresses", "introduces", "uses", "extends", "comparesWith", "mentions", "evaluatedOn")
)
_OF_METHODS = "kg:variantOf kg:partOf kg:alternativeTo kg:outperforms kg:appliedTo"
_FACTS = f"""
SELECT ?concept ?paper WHERE {{
  VALUES ?property {{ {_OF_PAPERS} }}
  ?paper ?property ?concept .
  ?paper a kg:Paper .
}}"""
_STATED = f"""
SELECT ?subject ?object ?document ?start ?end ?line ?column WHERE {{
  VALUES ?property {{ {_OF_PAPERS} {_OF_METHODS} }}
  ?statement rdf:predicate ?property ; rdf:subject ?subject ; rdf:object ?object ; kg:supportedBy ?passage .
  ?passage kg:inDocument ?document ; kg:start ?start ; kg:end ?end ; kg:line ?line ; kg:column ?column .
}}"""
_DOCUMENTS = "SELECT ?document ?name WHERE { ?document a kg:Document ; kg:fileName ?name }"
_QUOTES = """
SELECT ?start ?end ?quote WHERE {
  ?passage kg:inDocument ?document ; kg:start ?start ; kg:end ?end ; kg:quote ?quote .
}"""


class Place(NamedTuple):
    """Where a document names a concept."""

    document: str  # file name
    line: int  # from 1
    column: int  # from 1, in characters
    start: int  # half-open range of characters
    end: int


@dataclass(frozen=True)
class Concept:
    """A concept that papers or methods of the graph are related to."""

    iri: str
    label: str
    kind: Kind
    coined: bool  # no scheme knows it
    papers: int  # that are about it, use it, …
    documents: int  # that name it
    other_names: tuple[str, ...]  # sorted
    broader: tuple[str, ...]  # IRIs of the concepts directly above, sorted
    schemes: tuple[str, ...]  # IRIs, sorted
    place: Place | None  # the first in the order of documents
    sentence: str = ""  # around that place; only where it was asked for and the graph has quotes


def concepts(store: Graph, *, kinds: Iterable[Kind] = (), document: str = "", coined: bool = False) -> list[Concept]:
    """The concepts that the graph's papers and methods are related to, those of most papers first.

    Args:
        store: a graph as `kg.store.open_graph` gives it.
        kinds: only concepts of these kinds; all when empty.
        document: the IRI of a document; only concepts that it names, counting what it says. All when empty.
        coined: only concepts that no scheme knows.
    """
    wanted = frozenset(kinds) or frozenset(Kind)
    names = {row["document"].value: row["name"].value for row in sparql.rows(store, _DOCUMENTS)}
    papers: dict[str, set[str]] = {}
    places: dict[str, set[Place]] = {}
    listed = {quad.subject for quad in store.quads_for_pattern(None, _TYPE, ox.NamedNode(ONTOLOGY + "Paper"), _UNION)}
    for row in sparql.rows(store, _STATED):
        if document in ("", row["document"].value):
            subject, concept = row["subject"], row["object"].value
            numbers = (int(row[name].value) for name in ("line", "column", "start", "end"))
            place = Place(names.get(row["document"].value, ""), *numbers)
            places.setdefault(concept, set()).add(place)
            if subject in listed:
                papers.setdefault(concept, set()).add(subject.value)
            else:
                places.setdefault(subject.value, set()).add(place)
    if not document:
        for row in sparql.rows(store, _FACTS):
            papers.setdefault(row["concept"].value, set()).add(row["paper"].value)
    found = (_describe(store, iri, papers.get(iri, set()), places.get(iri, set())) for iri in {*papers, *places})
    chosen = [item for item in found if item and item.kind in wanted and (item.coined or not coined)]
    return sorted(chosen, key=lambda item: (-item.papers, -item.documents, item.label.casefold(), item.iri))


def _describe(store: Graph, iri: str, papers: set[str], places: set[Place]) -> Concept | None:
    """A concept in words; None when it is of no kind."""
    node = ox.NamedNode(iri)
    types = {quad.object.value for quad in _about(store, node, _TYPE) if isinstance(quad.object, ox.NamedNode)}
    kind = next((kind for name, kind in _KINDS.items() if name in types), None)
    if kind is None:
        return None
    return Concept(
        iri=iri,
        label=finding.label(store, iri) or finding.shorten(iri),
        kind=kind,
        coined=any(True for _ in _about(store, node, _COINED)),
        papers=len(papers),
        documents=len({place.document for place in places}),
        other_names=_values(store, node, _ALTERNATIVE),
        broader=_values(store, node, _BROADER),
        schemes=_values(store, node, _IN_SCHEME),
        place=min(places, default=None),
    )


def _about(store: Graph, node: ox.NamedNode, predicate: ox.NamedNode) -> Iterator[ox.Quad]:
    return store.quads_for_pattern(node, predicate, None, _UNION)


def _values(store: Graph, node: ox.NamedNode, predicate: ox.NamedNode) -> tuple[str, ...]:
    objects = (quad.object for quad in _about(store, node, predicate))
    return tuple(sorted({term.value for term in objects if isinstance(term, ox.NamedNode | ox.Literal)}))


# --- where they stand in their schemes -------------------------------------------------------------------------------


class Branch(NamedTuple):
    """A line of the hierarchy."""

    depth: int  # 0 for what has nothing above it
    label: str
    iri: str
    concept: Concept | None  # None for what stands only above others


def hierarchy(store: Graph, found: Sequence[Concept]) -> list[Branch]:
    """`found` below the concepts above them, in reading order: siblings in the order of `found`, the rest by label.

    A concept with several above it stands below the first of them, so that each comes once.
    """
    used = {item.iri: item for item in found}
    rank = {item.iri: number for number, item in enumerate(found)}
    below: dict[str, list[str]] = {}
    waiting, seen = list(used), set(used)
    while waiting:
        iri = waiting.pop()
        above = _first_above(store, iri)
        below.setdefault(above, []).append(iri)
        if above and above not in seen:
            seen.add(above)
            waiting.append(above)
    first: dict[str, tuple[int, str]] = {}

    def place(iri: str) -> tuple[int, str]:
        if iri not in first:
            first[iri] = (len(rank), "")  # while its own place is being looked for
            first[iri] = min([(rank.get(iri, len(rank)), iri), *map(place, below.get(iri, ()))])
        return first[iri]

    def walk(iri: str, depth: int) -> Iterator[Branch]:
        for each in sorted(below.pop(iri, ()), key=place):
            yield Branch(depth, finding.label(store, each) or finding.shorten(each), each, used.get(each))
            yield from walk(each, depth + 1)

    lines = list(walk("", 0))
    for iri in sorted(below):  # what is left stands in a cycle
        lines += walk(iri, 0)
    return lines


def papers_below(store: Graph, lines: Sequence[Branch]) -> dict[str, int]:
    """For each concept of a hierarchy, how many papers there are on it or on one below it."""
    papers: dict[str, set[str]] = {}
    for row in sparql.rows(store, _FACTS):
        papers.setdefault(row["concept"].value, set()).add(row["paper"].value)
    path: list[str] = []
    found: dict[str, set[str]] = {line.iri: set() for line in lines}
    for line in lines:
        path[line.depth :] = [line.iri]
        for iri in path:
            found[iri] |= papers.get(line.iri, set()) if line.concept else set()
    return {iri: len(those) for iri, those in found.items()}


def _first_above(store: Graph, iri: str) -> str:
    return next((above for above in _values(store, ox.NamedNode(iri), _BROADER) if above != iri), "")


# --- the words -------------------------------------------------------------------------------------------------------


def with_sentences(store: Graph, found: Iterable[Concept]) -> list[Concept]:
    """The same concepts with the sentence in which each is first named."""
    documents = {row["name"].value: ox.NamedNode(row["document"].value) for row in sparql.rows(store, _DOCUMENTS)}
    passages: dict[str, list[tuple[int, int, str]]] = {}
    result = []
    for item in found:
        if item.place and (name := item.place.document) in documents:
            if name not in passages:
                passages[name] = _quotes(store, documents[name])
            item = replace(item, sentence=_sentence(passages[name], item.place))
        result.append(item)
    return result


def _quotes(store: Graph, document: ox.NamedNode) -> list[tuple[int, int, str]]:
    rows = sparql.rows(store, sparql.bind(_QUOTES, {"document": [document]}))
    return sorted((int(row["start"].value), int(row["end"].value), row["quote"].value) for row in rows)


def _sentence(passages: Sequence[tuple[int, int, str]], place: Place) -> str:
    """The sentence around a place, from the smallest passage that holds more than the place itself."""
    from kg.extractors.phrase import whole
    from kg.extractors.sentences import sentences

    before = passages[: bisect_right(passages, place.start, key=lambda passage: passage[0])]
    around = [item for item in before if place.end <= item[1] and (item[0], item[1]) != (place.start, place.end)]
    if not around:
        return ""
    start, _, quote = min(around, key=lambda item: (item[1] - item[0], item))
    content = Content(quote, (Piece(0, 0, len(quote), len(quote)),))
    at = place.start - start
    return next((sentence.text for sentence in sentences(whole(content)) if sentence.start <= at < sentence.end), "")


# --- as SKOS ---------------------------------------------------------------------------------------------------------

_HEAD = f"""# Concepts that documents name, for a vocabulary of one's own: keep what is right, give each something
# broader, and use the file with `kg build --vocabulary FILE`.

@prefix kg: <{ONTOLOGY}> .
@prefix skos: <{SKOS}> .

<{BASE}scheme/own> a skos:ConceptScheme ;
  skos:prefLabel "Terms of our own" .
"""


def as_skos(found: Iterable[Concept]) -> str:
    """`found` as SKOS in Turtle, each concept behind a comment that says how often and where it is named."""
    return _HEAD + "".join(f"\n{_comment(item)}\n{_skos(item)}\n" for item in found)


def _comment(item: Concept) -> str:
    where = f": {item.place.document}:{item.place.line}" if item.place else ""
    said = f" “{item.sentence}”" if item.sentence else ""
    return fold_space(f"# {counted(item.papers, 'paper')}, {counted(item.documents, 'document')}{where}{said}")


def _skos(item: Concept) -> str:
    lines = [f"{ox.NamedNode(item.iri)} a skos:Concept, kg:{finding.KINDS[item.kind]}"]
    lines.append(f"  skos:prefLabel {ox.Literal(item.label)}")
    if item.other_names:
        lines.append(f"  skos:altLabel {', '.join(str(ox.Literal(name)) for name in item.other_names)}")
    if item.broader:
        lines.append(f"  skos:broader {', '.join(f'<{iri}>' for iri in item.broader)}")
    if item.coined:
        note = "\n  # skos:broader <…> ;"
        return " ;\n".join(lines) + f" ;{note}\n  skos:topConceptOf <{BASE}scheme/own> ."
    return " ;\n".join([*lines, f"  skos:inScheme {', '.join(f'<{iri}>' for iri in item.schemes)}"]) + " ."


def counted(number: int, name: str) -> str:
    """A number of things.

    >>> counted(1, "paper"), counted(1200, "paper")
    ('1 paper', '1,200 papers')
    """
    return f"{number:,} {name}{'' if number == 1 else 's'}"
