"""Reading from a graph what a picture shows: things, what relates them, and the words that each fact rests on.

The whole graph is read property by property, a part of it by a few queries that ask for many things at once. Either
way the same values come out, in the order of their IRIs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import NamedTuple

import pyoxigraph as ox

from kg import finding
from kg.graph import Graph
from kg.graphs.links import LISTED_IN, RELATIONS
from kg.namespaces import ONTOLOGY, RDF, RDFS, SKOS
from kg.sparql import Term, rows, tuples
from kg.views.data import KINDS, Content, Edge, Fact, Passage, Source, Thing

_TERMS = (ox.NamedNode, ox.Literal)
_BATCH = 1_000  # things that one query asks for
_READERS = 2  # at a time: the engine works without the interpreter's lock, what is made of its answers with it
_TYPE, _BROADER = RDF + "type", SKOS + "broader"
_RELATIONS = {(SKOS if name == "broader" else ONTOLOGY) + name: name for name in RELATIONS if name != LISTED_IN}
_KINDS = {ONTOLOGY + finding.KINDS[kind]: kind for kind in KINDS}
_LABELS = (RDFS + "label", SKOS + "prefLabel")
_ALIASES = (SKOS + "altLabel", ONTOLOGY + "alternativeTitle", ONTOLOGY + "fullName")
_GROUPING = ONTOLOGY + "grouping"
_YEAR, _EDITION, _PRESENTATION = (ONTOLOGY + name for name in ("year", "presentedAt", "presentationType"))
_FILE, _DESCRIBED = ONTOLOGY + "fileName", ONTOLOGY + "describedBy"
_SUBJECT, _PREDICATE, _OBJECT = RDF + "subject", RDF + "predicate", RDF + "object"
_SUPPORTED, _CONCLUDED = ONTOLOGY + "supportedBy", ONTOLOGY + "concluded"
_IN, _REFERS, _PASSAGE = ONTOLOGY + "inDocument", ONTOLOGY + "refersTo", ONTOLOGY + "passage"
_PLACE = tuple(ONTOLOGY + name for name in ("inDocument", "start", "line", "quote"))
_VALUES = {
    ONTOLOGY + "year": "year",
    ONTOLOGY + "paperPage": "page",
    ONTOLOGY + "code": "code",
    ONTOLOGY + "projectPage": "project page",
    ONTOLOGY + "dataPage": "data",
    ONTOLOGY + "video": "video",
    ONTOLOGY + "slides": "slides",
    ONTOLOGY + "relatedPage": "related page",
    ONTOLOGY + "identifier": "identifier",
    SKOS + "definition": "definition",
    **{ONTOLOGY + name: f"{scheme} identifier" for scheme, name in finding.IDENTIFIERS.items()},
}
_TITLES = {ONTOLOGY + "title": "title", ONTOLOGY + "name": "name", ONTOLOGY + "alternativeTitle": "other title"}
_WORDS = {iri: RELATIONS[name].forward for iri, name in _RELATIONS.items()} | _VALUES | _TITLES
"""Predicate → words. What is not here is no news of a thing."""
_PLAIN = frozenset({*_VALUES, _PRESENTATION, _DESCRIBED})  # of which news may stand in no statement
_READ = frozenset({_TYPE, *_LABELS, *_ALIASES, _FILE, _DESCRIBED, _GROUPING, *_RELATIONS, *_VALUES})
_STATED = (_SUBJECT, _PREDICATE, _OBJECT, _SUPPORTED, _CONCLUDED)
_FEW, _MANY = 60, 700  # characters of words that are shown with the passage around them, and of that passage

_About = dict[str, dict[str, list[Term]]]  # subject → predicate → values


class _Listing(NamedTuple):
    """A paper in a document."""

    paper: str
    document: str
    passages: tuple[str, ...]


class _Statement(NamedTuple):
    """A fact and what it rests on."""

    subject: str
    predicate: str
    object: Term
    passages: tuple[str, ...]
    concluded: bool


@dataclass
class _Read:
    """What was read, before it is joined."""

    about: _About = field(default_factory=dict)
    statements: list[_Statement] = field(default_factory=list)
    listings: list[_Listing] = field(default_factory=list)
    passages: dict[str, Passage] = field(default_factory=dict)


def whole(store: Graph) -> Content:
    """Everything of the graph that a fact relates, and all papers and documents."""
    with ThreadPoolExecutor(_READERS) as readers:
        about = readers.submit(_described, store)
        statements = readers.map(lambda predicate: _told(store, predicate), _WORDS)
        listings = readers.submit(_listed, store)
        read = _Read(about.result(), [each for those in statements for each in those], listings.result())
        needed = _needed(read)
        columns = readers.map(lambda predicate: _column(store, predicate, needed), _PLACE)
        read.passages = _placed(*columns)
    return _joined(read, None)


def part(store: Graph, wanted: Collection[str]) -> Content:
    """Some things of the graph, by their IRIs, and what relates them to each other."""
    read = _Read(_asked(store, "VALUES ?s { %s } ?s ?p ?o", wanted, _READ))
    labels = {value.value for those in read.about.values() for value in those.get(_PRESENTATION, ())}
    read.about |= _asked(store, "VALUES ?s { %s } ?s ?p ?o", labels, _LABELS)
    _climb(store, read.about)
    read.statements = list(_statements(_asked(store, "VALUES ?x { %s } ?s rdf:subject ?x ; ?p ?o", wanted, _STATED)))
    references = _asked(store, "VALUES ?x { %s } ?s kg:refersTo ?x ; ?p ?o", wanted, (_IN, _REFERS, _PASSAGE))
    read.listings = list(_listings(references))
    read.passages = _passages(_asked(store, "VALUES ?s { %s } ?s ?p ?o", _needed(read), _PLACE))
    quoted = {passage.document for passage in read.passages.values()} - read.about.keys()
    read.about |= _asked(store, "VALUES ?s { %s } ?s ?p ?o", quoted, (_FILE, *_LABELS))
    return _joined(read, frozenset(wanted))


def _climb(store: Graph, about: _About) -> None:
    """Read what the concepts fall under, and what that falls under, up to the top."""
    while above := {v.value for values in about.values() for v in values.get(_BROADER, ())} - about.keys():
        found = _asked(store, "VALUES ?s { %s } ?s ?p ?o", above, (_BROADER, _GROUPING, *_LABELS))
        about |= {iri: found.get(iri, {}) for iri in above}


def papers_with(store: Graph, papers: Collection[str]) -> set[str]:
    """Papers and the things that they lead to: people, concepts, editions and their venues, awards, documents."""
    pattern = "VALUES ?paper { %s } { ?paper ?p ?o } UNION { ?paper kg:presentedAt/kg:series ?o BIND(kg:series AS ?p) }"
    found = set(papers)
    for batch in _batches(papers):
        listed = f"VALUES ?paper {{ {batch} }} ?reference kg:refersTo ?paper ; kg:inDocument ?o"
        found |= {row["o"].value for row in rows(store, f"SELECT DISTINCT ?o {{ {listed} }}")}
        for row in rows(store, f"SELECT DISTINCT ?p ?o {{ {pattern % batch} }}"):
            if row["p"].value in _RELATIONS and isinstance(row["o"], ox.NamedNode):
                found.add(row["o"].value)
    return found


# --- reading ---------------------------------------------------------------------------------------------------------


def _scanned(store: Graph, predicates: Iterable[str]) -> _About:
    """All triples of some properties."""
    found: _About = {}
    for predicate in sorted(predicates):
        for subject, value in _triples(store, predicate):
            found.setdefault(subject, {}).setdefault(predicate, []).append(value)
    return found


def _scan(store: Graph, predicates: Iterable[str], about: _About) -> None:
    """Add the triples of some properties to the subjects that `about` has."""
    for predicate in predicates:
        for subject, value in _triples(store, predicate):
            if (values := about.get(subject)) is not None:
                values.setdefault(predicate, []).append(value)


def _triples(store: Graph, predicate: str) -> Iterator[tuple[str, Term]]:
    """The subjects and values of a property."""
    for subject, value in tuples(store, f"SELECT ?s ?o {{ ?s {ox.NamedNode(predicate)} ?o }}"):
        if isinstance(subject, ox.NamedNode) and isinstance(value, _TERMS):
            yield subject.value, value


def _described(store: Graph) -> _About:
    """What is drawn, by its classes and what is shown of it."""
    about = _scanned(store, _READ - {_TYPE})
    _add_types(store, about)
    return about


def _listed(store: Graph) -> list[_Listing]:
    """The papers of all documents."""
    references = _scanned(store, (_REFERS, _PASSAGE))
    _scan(store, (_IN,), references)
    return list(_listings(references))


def _told(store: Graph, predicate: str) -> list[_Statement]:
    """All statements of a property."""
    told = f"?t rdf:predicate {ox.NamedNode(predicate)} ; rdf:subject ?s ; rdf:object ?o"
    known = "OPTIONAL { ?t kg:supportedBy ?passage } OPTIONAL { ?t kg:concluded ?concluded }"
    passages: dict[tuple[str, Term], list[str]] = {}
    concluded = set[tuple[str, Term]]()
    for subject, value, passage, conclusion in tuples(store, f"SELECT ?s ?o ?passage ?concluded {{ {told} {known} }}"):
        those = passages.setdefault((subject.value, value), [])
        if passage:
            those.append(passage.value)
        if conclusion and conclusion.value == "true":
            concluded.add((subject.value, value))
    return [
        _Statement(subject, predicate, value, tuple(sorted(set(those))), (subject, value) in concluded)
        for (subject, value), those in passages.items()
    ]


def _column(store: Graph, predicate: str, needed: Collection[str]) -> dict[str, str]:
    """The value of a property of each thing of `needed` that has one."""
    return {iri: value.value for iri, value in _triples(store, predicate) if iri in needed}


def _add_types(store: Graph, about: _About) -> None:
    """The classes of what is drawn: most things of a graph are evidence, which need not be looked at for that."""
    for name in _KINDS:
        kind = ox.NamedNode(name)
        for (subject,) in tuples(store, f"SELECT ?s {{ ?s a {kind} }}"):
            if isinstance(subject, ox.NamedNode):
                about.setdefault(subject.value, {}).setdefault(_TYPE, []).append(kind)


def _asked(store: Graph, pattern: str, values: Collection[str], predicates: Collection[str]) -> _About:
    """The triples ?s ?p ?o of a pattern for the things of `values`, of some properties alone."""
    found: _About = {}
    for batch in _batches(values):
        for row in rows(store, f"SELECT ?s ?p ?o {{ {pattern % batch} }}"):
            if row["p"].value in predicates and "o" in row:
                found.setdefault(row["s"].value, {}).setdefault(row["p"].value, []).append(row["o"])
    return found


def _batches(iris: Collection[str]) -> Iterator[str]:
    ordered = sorted(iris)
    for at in range(0, len(ordered), _BATCH):
        yield " ".join(str(ox.NamedNode(iri)) for iri in ordered[at : at + _BATCH])


def _statements(about: _About) -> Iterator[_Statement]:
    for values in about.values():
        if _SUBJECT in values and _PREDICATE in values and _OBJECT in values:
            passages = tuple(sorted({value.value for value in values.get(_SUPPORTED, ())}))
            concluded = any(value.value == "true" for value in values.get(_CONCLUDED, ()))
            yield _Statement(values[_SUBJECT][0].value, values[_PREDICATE][0].value, values[_OBJECT][0],
                             passages, concluded)  # fmt: skip


def _listings(about: _About) -> Iterator[_Listing]:
    for values in about.values():
        passages = tuple(sorted({value.value for value in values.get(_PASSAGE, ())}))
        for paper in values.get(_REFERS, ()):
            for document in values.get(_IN, ()):
                yield _Listing(paper.value, document.value, passages)


def _needed(read: _Read) -> set[str]:
    """The passages that facts, listings and descriptions rest on."""
    found = {iri for statement in read.statements for iri in statement.passages}
    found |= {iri for listing in read.listings for iri in listing.passages}
    return found | {value.value for values in read.about.values() for value in values.get(_DESCRIBED, ())}


def _passages(about: _About) -> dict[str, Passage]:
    columns = ({iri: values[name][0].value for iri, values in about.items() if name in values} for name in _PLACE)
    return _placed(*columns)


def _placed(
    document: Mapping[str, str], start: Mapping[str, str], line: Mapping[str, str], quote: Mapping[str, str]
) -> dict[str, Passage]:
    """The passages that have a place, by their IRIs."""
    found = {}
    for iri in document:
        if iri in start and iri in line:
            begin, words = int(start[iri]), quote.get(iri, "")
            found[iri] = Passage(document[iri], begin, begin + len(words), int(line[iri]), words)
    return found


# --- joining ---------------------------------------------------------------------------------------------------------


def _joined(read: _Read, wanted: Collection[str] | None) -> Content:
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
    names = {iri: _label(read.about, iri) for iri in higher if _GROUPING not in read.about.get(iri, {})}
    return Content(things, edges, facts, passages, _sources(things, read, passages), broader, names)


def _broader(about: _About) -> dict[str, list[str]]:
    found = ((iri, sorted(value.value for value in values.get(_BROADER, ()))) for iri, values in sorted(about.items()))
    return {iri: those for iri, those in found if those}


def _kinds(about: _About) -> dict[str, tuple[str, ...]]:
    """Thing → its kinds; the first is the one that it is drawn as."""
    found = {}
    for iri, values in about.items():
        if kinds := {_KINDS[value.value] for value in values.get(_TYPE, ()) if value.value in _KINDS}:
            found[iri] = tuple(sorted(kinds))
    return found


def _edges(read: _Read, kinds: Mapping[str, str]) -> Iterator[Edge]:
    for iri in kinds:
        for predicate, values in read.about[iri].items():
            if predicate in _RELATIONS and predicate != _PRESENTATION:
                for value in values:
                    if value.value in kinds and value.value != iri and isinstance(value, ox.NamedNode):
                        yield Edge(iri, _RELATIONS[predicate], value.value)
    for listing in read.listings:
        if listing.paper in kinds and listing.document in kinds:
            yield Edge(listing.paper, LISTED_IN, listing.document)


def _drawn(kinds: Mapping[str, str], edges: Iterable[Edge]) -> set[str]:
    """Papers, documents, and what more than a vocabulary's hierarchy relates to something."""
    related = {iri for edge in edges if edge.relation != "broader" for iri in (edge.start, edge.end)}
    return {iri for iri, kind in kinds.items() if kind in ("paper", "document")} | related


def _things(read: _Read, kinds: Mapping[str, tuple[str, ...]], edges: Sequence[Edge]) -> dict[str, Thing]:
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


def _thing(about: _About, iri: str, kinds: tuple[str, ...], documents: Sequence[str], papers: int) -> Thing:
    values = about[iri]
    label = _label(about, iri) or finding.shorten(iri).strip("<>")
    aliases = {value.value for name in _ALIASES for value in values.get(name, ())} - {label}
    years = sorted({int(value.value) for value in values.get(_YEAR, ()) if value.value.isdecimal()}) or [0]
    editions = sorted(value.value for value in values.get(_EDITION, ()))
    presented = sorted(_label(about, value.value) for value in values.get(_PRESENTATION, ()))
    return Thing(iri, kinds[0], label, tuple(sorted(aliases)), years[0], next(iter(presented), ""),
                 next(iter(editions), ""), tuple(documents), papers, kinds[1:], tuple(years[1:]))  # fmt: skip


def _label(about: _About, iri: str) -> str:
    """What a thing is called: English comes first, then what has no language."""
    values = about.get(iri, {})
    labels = {v for name in _LABELS for v in values.get(name, ()) if isinstance(v, ox.Literal)}
    found = min(((value.language != "en", value.value) for value in labels), default=(False, ""))
    return found[1]


def _facts(read: _Read, things: Mapping[str, Thing]) -> dict[str, list[Fact]]:
    """Subject → facts: those that passages support, values, and where documents describe and list a paper."""
    found: dict[str, list[tuple[int, Fact]]] = {iri: [] for iri in things}
    stated = set[tuple[str, str, Term]]()
    order = {predicate: at for at, predicate in enumerate(_WORDS)}
    for one in read.statements:
        if one.subject in things and one.predicate in _WORDS:
            stated.add((one.subject, one.predicate, one.object))
            fact = _fact(read, things, one.predicate, one.object, one.passages, one.concluded)
            found[one.subject].append((order[one.predicate], fact))
    for iri in things:
        for predicate, values in read.about[iri].items():
            for value in values if predicate in _PLAIN else ():
                if (iri, predicate, value) not in stated:
                    found[iri].append((order.get(predicate, len(order)), _plain(read, things, predicate, value)))
    for listing in read.listings:
        if listing.paper in things:
            document = things.get(listing.document)
            words, label = RELATIONS[LISTED_IN].forward, _label(read.about, listing.document)
            fact = Fact(words, listing.document if document else "", label, listing.passages, False)
            found[listing.paper].append((len(order) + 1, fact))
    return {iri: [fact for _, fact in sorted(those)] for iri, those in found.items() if those}


def _plain(read: _Read, things: Mapping[str, Thing], predicate: str, value: Term) -> Fact:
    """What stands in no statement."""
    if predicate == _DESCRIBED:
        return Fact("is described", "", "", (value.value,), False)
    return _fact(read, things, predicate, value, (), False)


def _fact(
    read: _Read, things: Mapping[str, Thing], predicate: str, value: Term, passages: Sequence[str], concluded: bool
) -> Fact:
    known = isinstance(value, ox.NamedNode) and value.value in things
    text = things[value.value].label if known else _label(read.about, value.value) or value.value
    return Fact(_WORDS[predicate], value.value if known else "", text, tuple(passages), concluded)


def _sources(things: Mapping[str, Thing], read: _Read, passages: Mapping[str, Passage]) -> list[Source]:
    """The documents among the things, and those that are quoted, by file name."""
    drawn = {iri for iri, thing in things.items() if thing.kind == "document"}
    found = []
    for iri in drawn | {passage.document for passage in passages.values()}:
        title, papers = (things[iri].label, things[iri].papers) if iri in drawn else (_label(read.about, iri), 0)
        files = [value.value for value in read.about.get(iri, {}).get(_FILE, ())]
        found.append(Source(iri, min(files, default=title), title, "", papers))
    return sorted(found, key=lambda source: (source.file, source.iri))


def with_surroundings(passages: Mapping[str, Passage]) -> dict[str, Passage]:
    """The passages, those of few words with the passage around them as their quote, and marked in it."""
    found = dict(passages)
    around: list[Passage] = []  # those that hold the place that is looked at, the widest first
    for iri, passage in sorted(passages.items(), key=lambda item: (*item[1][:2], -item[1].end, item[0])):
        while around and (around[-1].document != passage.document or around[-1].end < passage.end):
            around.pop()
        if passage.quote and len(passage.quote) <= _FEW:
            wider = next((each for each in reversed(around) if _FEW < len(each.quote) <= _MANY), None)
            found[iri] = _marked(passage, wider) if wider else passage
        around.append(passage)
    return found


def _marked(passage: Passage, wider: Passage) -> Passage:
    start, end = passage.start - wider.start, passage.end - wider.start
    if wider.quote[start:end] != passage.quote:
        return passage
    units = [len(wider.quote[:at].encode("utf-16-le")) // 2 for at in (start, end)]
    return passage._replace(quote=wider.quote, marks=((units[0], units[1]),))
