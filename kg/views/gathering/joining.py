"""Joining what was read: things, what relates them, and the words that each fact rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import pyoxigraph as ox

from kg import finding
from kg.graphs.links import LISTED_IN
from kg.graphs.links import RELATIONS as LINKS
from kg.sparql import Term
from kg.views.data import Content, Edge, Fact, Passage, Source, Thing
from kg.views.gathering.properties import (
    ALIASES,
    BROADER,
    DESCRIBED,
    EDITION,
    FILE,
    GROUPING,
    KINDS,
    LABELS,
    PLAIN,
    PRESENTATION,
    RELATIONS,
    TYPE,
    WORDS,
    YEAR,
)
from kg.views.gathering.quoting import with_surroundings
from kg.views.gathering.reading import About, Read


def joined(read: Read, wanted: Collection[str] | None) -> Content:
    """The content of a picture: the things of `wanted`, else all that a fact relates."""
    every = {iri: kinds for iri, kinds in _kinds(read.about).items() if wanted is None or iri in wanted}
    kinds = {iri: those[0] for iri, those in every.items()}
    edges = sorted(set(_edges(read, kinds)))
    drawn = _drawn(kinds, edges) if wanted is None else set(kinds)
    edges = [edge for edge in edges if edge.start in drawn and edge.end in drawn]
    things = _things(read, {iri: every[iri] for iri in sorted(drawn)}, edges)
    facts = {iri: tuple(dict.fromkeys(those)) for iri, those in _facts(read, things).items()}
    used = sorted({passage for those in facts.values() for fact in those for passage in fact.passages})
    passages = with_surroundings({iri: read.passages[iri] for iri in used if iri in read.passages})
    broader = _broader(read.about)
    higher = sorted({iri for those in broader.values() for iri in those})
    names = {iri: _label(read.about, iri) for iri in higher if GROUPING not in read.about.get(iri, {})}
    return Content(things, edges, facts, passages, _sources(things, read, passages), broader, names)


def _broader(about: About) -> dict[str, list[str]]:
    found = ((iri, sorted(value.value for value in values.get(BROADER, ()))) for iri, values in sorted(about.items()))
    return {iri: those for iri, those in found if those}


def _kinds(about: About) -> dict[str, tuple[str, ...]]:
    """Thing → its kinds; the first is the one that it is drawn as."""
    found = {}
    for iri, values in about.items():
        if kinds := {KINDS[value.value] for value in values.get(TYPE, ()) if value.value in KINDS}:
            found[iri] = tuple(sorted(kinds))
    return found


def _edges(read: Read, kinds: Mapping[str, str]) -> Iterator[Edge]:
    for iri in kinds:
        for predicate, values in read.about[iri].items():
            if predicate in RELATIONS and predicate != PRESENTATION:
                for value in values:
                    if value.value in kinds and value.value != iri and isinstance(value, ox.NamedNode):
                        yield Edge(iri, RELATIONS[predicate], value.value)
    for listing in read.listings:
        if listing.paper in kinds and listing.document in kinds:
            yield Edge(listing.paper, LISTED_IN, listing.document)


def _drawn(kinds: Mapping[str, str], edges: Iterable[Edge]) -> set[str]:
    """Papers, documents, and what more than a vocabulary's hierarchy relates to something."""
    related = {iri for edge in edges if edge.relation != "broader" for iri in (edge.start, edge.end)}
    return {iri for iri, kind in kinds.items() if kind in ("paper", "document")} | related


def _things(read: Read, kinds: Mapping[str, tuple[str, ...]], edges: Sequence[Edge]) -> dict[str, Thing]:
    papers = _papers_of({iri: those[0] for iri, those in kinds.items()}, edges)
    documents: defaultdict[str, set[str]] = defaultdict(set)
    for listing in read.listings:
        documents[listing.paper].add(listing.document)
    found = {}
    for iri, those in kinds.items():
        listed = sorted(set[str]().union(*(documents[paper] for paper in papers[iri])) & kinds.keys())
        found[iri] = _thing(read.about, iri, those, listed, len(papers[iri]))
    return found


def _papers_of(kinds: Mapping[str, str], edges: Iterable[Edge]) -> defaultdict[str, set[str]]:
    """Thing → the papers that a fact relates to it; a paper belongs to itself, those of an edition to its venue."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for iri, kind in kinds.items():
        if kind == "paper":
            found[iri].add(iri)
    series = [edge for edge in edges if edge.relation == "series"]
    for edge in edges:
        if kinds[edge.start] == "paper":
            found[edge.end].add(edge.start)
    for edge in series:
        found[edge.end] |= found[edge.start]
    return found


def _thing(about: About, iri: str, kinds: tuple[str, ...], documents: Sequence[str], papers: int) -> Thing:
    values = about[iri]
    label = _label(about, iri) or finding.shorten(iri).strip("<>")
    aliases = {value.value for name in ALIASES for value in values.get(name, ())} - {label}
    years = sorted({int(value.value) for value in values.get(YEAR, ()) if value.value.isdecimal()}) or [0]
    editions = sorted(value.value for value in values.get(EDITION, ()))
    presented = sorted(_label(about, value.value) for value in values.get(PRESENTATION, ()))
    return Thing(iri, kinds[0], label, tuple(sorted(aliases)), years[0], next(iter(presented), ""),
                 next(iter(editions), ""), tuple(documents), papers, kinds[1:], tuple(years[1:]))  # fmt: skip


def _label(about: About, iri: str) -> str:
    """What a thing is called: English comes first, then what has no language."""
    values = about.get(iri, {})
    labels = {v for name in LABELS for v in values.get(name, ()) if isinstance(v, ox.Literal)}
    found = min(((value.language != "en", value.value) for value in labels), default=(False, ""))
    return found[1]


def _facts(read: Read, things: Mapping[str, Thing]) -> dict[str, list[Fact]]:
    """Subject → facts: those that passages support, values, and where documents describe and list a paper."""
    found: dict[str, list[tuple[int, Fact]]] = {iri: [] for iri in things}
    stated = set[tuple[str, str, Term]]()
    order = {predicate: at for at, predicate in enumerate(WORDS)}
    for one in read.statements:
        if one.subject in things and one.predicate in WORDS:
            stated.add((one.subject, one.predicate, one.object))
            fact = _fact(read, things, one.predicate, one.object, one.passages, one.concluded)
            found[one.subject].append((order[one.predicate], fact))
    for iri in things:
        for predicate, values in read.about[iri].items():
            for value in values if predicate in PLAIN else ():
                if (iri, predicate, value) not in stated:
                    found[iri].append((order.get(predicate, len(order)), _plain(read, things, predicate, value)))
    for listing in read.listings:
        if listing.paper in things:
            document = things.get(listing.document)
            words, label = LINKS[LISTED_IN].forward, _label(read.about, listing.document)
            fact = Fact(words, listing.document if document else "", label, listing.passages, False)
            found[listing.paper].append((len(order) + 1, fact))
    return {iri: [fact for _, fact in sorted(those)] for iri, those in found.items() if those}


def _plain(read: Read, things: Mapping[str, Thing], predicate: str, value: Term) -> Fact:
    """What stands in no statement."""
    if predicate == DESCRIBED:
        return Fact("is described", "", "", (value.value,), False)
    return _fact(read, things, predicate, value, (), False)


def _fact(
    read: Read, things: Mapping[str, Thing], predicate: str, value: Term, passages: Sequence[str], concluded: bool
) -> Fact:
    known = isinstance(value, ox.NamedNode) and value.value in things
    text = things[value.value].label if known else _label(read.about, value.value) or value.value
    return Fact(WORDS[predicate], value.value if known else "", text, tuple(passages), concluded)


def _sources(things: Mapping[str, Thing], read: Read, passages: Mapping[str, Passage]) -> list[Source]:
    """The documents among the things, and those that are quoted, by file name."""
    drawn = {iri for iri, thing in things.items() if thing.kind == "document"}
    found = []
    for iri in drawn | {passage.document for passage in passages.values()}:
        title, papers = (things[iri].label, things[iri].papers) if iri in drawn else (_label(read.about, iri), 0)
        files = [value.value for value in read.about.get(iri, {}).get(FILE, ())]
        found.append(Source(iri, min(files, default=title), title, "", papers))
    return sorted(found, key=lambda source: (source.file, source.iri))
