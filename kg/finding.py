"""Finding the thing that a person means: by IRI, by name in any case, by identifier, or by an unambiguous part.

>>> store = ox.Store()
>>> paper = ox.NamedNode("https://w3id.org/kg-papers/id/paper/deep-sets-5d2b6a1f")
>>> store.add(ox.Quad(paper, _TYPE, ox.NamedNode(ONTOLOGY + "Paper")))
>>> store.add(ox.Quad(paper, _LABEL, ox.Literal("Deep Sets")))
>>> find_one(store, "deep sets").kind
'paper'
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple, Protocol

import pyoxigraph as ox

from kg.errors import NotFound
from kg.graph import Graph
from kg.identifiers import identify
from kg.namespaces import BASE, DCTERMS, ONTOLOGY, RDF, RDFS, SKOS, prefixes
from kg.naming import ascii_fold, name_key, words

KINDS = {
    "award": "Award",
    "dataset": "Dataset",
    "document": "Document",
    "edition": "VenueEdition",
    "method": "Method",
    "organization": "Organization",
    "paper": "Paper",
    "person": "Person",
    "presentation": "PresentationType",
    "software": "Software",
    "task": "Task",
    "topic": "Topic",
    "venue": "Venue",
}
"""Kind → class, for the things that have names of their own."""

LABELS = (RDFS + "label", SKOS + "prefLabel", ONTOLOGY + "title", ONTOLOGY + "name")
OTHER_NAMES = (SKOS + "altLabel", ONTOLOGY + "alternativeTitle", ONTOLOGY + "fullName", ONTOLOGY + "fileName")
_NAMES = (*LABELS, *OTHER_NAMES)
IDENTIFIERS = {
    "acl": "aclId",
    "arxiv": "arxivId",
    "dblp": "dblpKey",
    "doi": "doi",
    "isbn": "isbn",
    "neurips": "neuripsHash",
    "openreview": "openReviewId",
    "pmlr": "pmlrId",
    "semanticscholar": "semanticScholarId",
}
_LINKS = ("paperPage", "code", "projectPage", "dataPage", "video", "slides", "relatedPage")
_TYPE = ox.NamedNode(RDF + "type")
_LABEL = ox.NamedNode(RDFS + "label")
_WRITTEN, _AUTHOR = ox.NamedNode(ONTOLOGY + "nameAsWritten"), ox.NamedNode(ONTOLOGY + "author")
_REPLACED = ox.NamedNode(DCTERMS + "isReplacedBy")
_UNION = ox.DefaultGraph()
_PREFIXES = prefixes()
_SUGGESTIONS = 4
_FEW = 5  # kinds that are asked for one by one


class Entity(NamedTuple):
    """A thing of the graph that has a name."""

    iri: str
    label: str
    kind: str  # a key of KINDS, or the local name of its class

    def __str__(self) -> str:
        """The entity as a line of a list: kind, label, shortened IRI."""
        return f"{self.kind} “{self.label}” ({shorten(self.iri)})"


class Names(Protocol):
    """An index of the names of a graph, which spares reading them all."""

    def holding(self, parts: Sequence[str], kinds: Sequence[str]) -> Iterable[tuple[str, str]]:
        """At least all (name, IRI), of things of some kinds, that hold one of `parts`, folded and in words."""

    def near(self, text: str, kinds: Sequence[str]) -> Sequence[str]:
        """The IRIs of the few things whose names are most like `text`, best first."""


def find_one(store: Graph, text: str, kinds: Sequence[str] = (), index: Names | None = None) -> Entity:
    """The one thing that `text` means.

    Args:
        store: a graph as `kg.store.open_graph` gives it; its default graph is searched.
        text: an IRI (whole, shortened as `paper:…`, or its last part), a name in any case, an identifier (`10.1038/…`,
            `2006.09661`, an address of the paper), or words that only one name contains.
        kinds: keys of `KINDS` that the thing may be of; all when empty.
        index: of the names of the graph, if there is one. What is found does not depend on it.

    Raises:
        NotFound: when nothing, or more than one thing, fits. The hint lists what is near.
    """
    found = find(store, text, kinds, index)
    if len(found) == 1:
        return found[0]
    raise NotFound(
        f"{text!r} may mean {len(found)} things",
        hint="name one by its IRI:\n" + "\n".join(f"  {entity}" for entity in found[:10]),
    )


def find(store: Graph, text: str, kinds: Sequence[str] = (), index: Names | None = None) -> tuple[Entity, ...]:
    """The things that `text` means, by the first of these ways that finds any.

    The ways are: IRI, label, other name, identifier, part of a name. More than one thing may bear the same name.
    Arguments as in `find_one`.

    Raises:
        NotFound: when nothing fits.
    """
    wanted = _Wanted(store, tuple(kinds), index)
    return wanted.entities(_found(wanted, text))


def terms(store: Graph, text: str, kinds: Sequence[str] = (), index: Names | None = None) -> list[ox.NamedNode]:
    """The IRIs of what `text` means: of one thing, or of several that bear the same name.

    Arguments and errors as in `find_one`.
    """
    if (known := _as_written(store, text, kinds)) is not None:
        return [known]
    wanted = _Wanted(store, tuple(kinds), index)
    iris = _found(wanted, text)
    if len(iris) > 1 and len({entity.label.casefold() for entity in wanted.entities(iris)}) > 1:
        iris = {find_one(store, text, kinds, index).iri}
    return [ox.NamedNode(iri) for iri in (iris if len(iris) == 1 else (each.iri for each in wanted.entities(iris)))]


def _as_written(store: Graph, text: str, kinds: Sequence[str]) -> ox.NamedNode | None:
    """The IRI that `text` is, if it is one of a thing of these kinds: what `_found` finds first, without detours."""
    if not 0 < len(kinds) <= _FEW or not (iri := expand(text)):
        return None
    node = ox.NamedNode(iri)
    return node if any(ox.Quad(node, _TYPE, _class(kind)) in store for kind in kinds) else None


@cache
def _class(kind: str) -> ox.NamedNode:
    return ox.NamedNode(ONTOLOGY + KINDS[kind])


def _found(wanted: _Wanted, text: str) -> set[str]:
    """The IRIs of what `text` means."""
    text = text.encode("utf-8", "replace").decode("utf-8").strip()  # bytes of a command line that are no UTF-8
    for way in (_by_iri, _by_label, _by_other_name, _by_written_name, _by_identifier):
        if iris := way(wanted, text):
            return iris
    parts = list(dict.fromkeys((key, name_key(text)))) if (key := _key(text)) else []
    names = [(_key(name), name, iri) for name, iri in wanted.names(parts)]
    for fits in (_same, _whole_words, _beginnings, _inside):
        for part in parts:
            if iris := {iri for name, _, iri in names if fits(name, part)}:
                return iris
    raise NotFound(f"no {' or '.join(wanted.kinds) or 'thing'} called {text!r}", hint=_hint(wanted, names, text))


def label(store: Graph, iri: str) -> str:
    """The label of a thing; empty when it has none. English comes first, then the label without a language."""
    quads = store.quads_for_pattern(ox.NamedNode(iri), _LABEL, None, _UNION)
    labels = {(quad.object.language or "", quad.object.value) for quad in quads if isinstance(quad.object, ox.Literal)}
    return min(labels, key=lambda found: (found[0] != "en", found))[1] if labels else ""


def called(store: Graph, term: ox.NamedNode | ox.Literal) -> str:
    """A term in words: the text of a literal, the label of a thing, else its IRI, shortened where that is known."""
    if isinstance(term, ox.Literal):
        return term.value
    return label(store, term.value) or shorten(term.value).strip("<>")


def shorten(iri: str) -> str:
    """An IRI with a known prefix, where the rest is a plain name; in angle brackets where it is not.

    >>> shorten("https://w3id.org/kg-papers/id/topic/graph-neural-networks")
    'topic:graph-neural-networks'
    """
    for prefix, namespace in _PREFIXES.items():
        rest = iri.removeprefix(namespace)
        if rest != iri and rest and all(character.isalnum() or character in "-_./%" for character in rest):
            return f"{prefix}:{rest}"
    return f"<{iri}>"


def expand(text: str) -> str:
    """The IRI that `text` is: whole, in angle brackets, or shortened with a known prefix; empty when it is none.

    >>> expand("topic:graph-neural-networks")
    'https://w3id.org/kg-papers/id/topic/graph-neural-networks'
    """
    text = text.removeprefix("<").removesuffix(">")
    prefix, colon, rest = text.partition(":")
    if namespace := _PREFIXES.get(prefix) if colon and not rest.startswith("//") else None:
        text = namespace + rest
    try:
        return ox.NamedNode(text).value
    except ValueError:
        return ""


@lru_cache(maxsize=64)
def _classes(kinds: tuple[str, ...]) -> Mapping[str, str]:
    """Class → kind, of all kinds when none is given."""
    return {ONTOLOGY + KINDS[kind]: kind for kind in kinds or KINDS}


class _Wanted:
    """What may be found: the things of some kinds in a store."""

    def __init__(self, store: Graph, kinds: tuple[str, ...], index: Names | None = None) -> None:
        self.store = store
        self.kinds = kinds
        self.index = index
        self.classes = _classes(kinds)
        self.any_class = not kinds

    def kind(self, iri: str) -> str:
        """The kind of a thing; empty when it is not of a wanted kind."""
        types = _objects(self.store, iri, _TYPE)
        kinds = sorted(self.classes[found] for found in types if found in self.classes)
        if kinds or not self.any_class:
            return kinds[0] if kinds else ""
        return min((found.rpartition("#")[2].lower() for found in types if found.startswith(ONTOLOGY)), default="")

    def entities(self, iris: set[str]) -> tuple[Entity, ...]:
        """The things behind some IRIs, sorted by label."""
        found = (Entity(iri, label(self.store, iri) or shorten(iri), self.kind(iri)) for iri in iris)
        return tuple(sorted(found, key=lambda entity: (entity.label, entity.iri)))

    def bearers(self, predicate: str, value: ox.Literal | ox.NamedNode) -> set[str]:
        """The things of a wanted kind for which `predicate` has this value."""
        subjects = _subjects(self.store, ox.NamedNode(predicate), value)
        return {iri for iri in subjects if self.kind(iri) in self.classes.values()}

    def names(self, parts: Sequence[str]) -> Iterable[tuple[str, str]]:
        """Every (name, IRI) of the wanted kinds; where there is an index, at least those that hold one of `parts`."""
        return self.index.holding(parts, self.kinds) if self.index else self._all_names()

    def _all_names(self) -> Iterator[tuple[str, str]]:
        wanted = {iri for found in self.classes for iri in _subjects(self.store, _TYPE, ox.NamedNode(found))}
        seen = set[tuple[str, str]]()
        for predicate in _NAMES:
            for quad in self.store.quads_for_pattern(None, ox.NamedNode(predicate), None, _UNION):
                if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
                    pair = (quad.object.value, quad.subject.value)
                    if pair[1] in wanted and pair not in seen:
                        seen.add(pair)
                        yield pair


def _subjects(store: Graph, predicate: ox.NamedNode, value: ox.NamedNode | ox.Literal) -> set[str]:
    quads = store.quads_for_pattern(None, predicate, value, _UNION)
    return {quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode)}


def _objects(store: Graph, iri: str, predicate: ox.NamedNode) -> set[str]:
    quads = store.quads_for_pattern(ox.NamedNode(iri), predicate, None, _UNION)
    return {quad.object.value for quad in quads if isinstance(quad.object, ox.NamedNode)}


def _by_iri(wanted: _Wanted, text: str) -> set[str]:
    written = chain((text, f"<{BASE}{text}>"), (f"<{BASE}{kind}/{text}>" for kind in wanted.classes.values()))
    for iri in filter(None, map(expand, written)):
        # One that was replaced is of no kind: whether one was is looked up only where nothing is called so by now.
        if wanted.kind(current := iri) or wanted.kind(current := _current(wanted.store, iri)):
            return {current}
    return set()


def _current(store: Graph, iri: str) -> str:
    """The IRI that replaced this one when things were merged, else itself."""
    seen = set[str]()
    while iri not in seen:
        seen.add(iri)
        iri = min(_objects(store, iri, _REPLACED), default=iri)
    return iri


def _by_label(wanted: _Wanted, text: str) -> set[str]:
    return _by_exact_name(wanted, text, LABELS)


def _by_other_name(wanted: _Wanted, text: str) -> set[str]:
    return _by_exact_name(wanted, text, OTHER_NAMES)


def _by_written_name(wanted: _Wanted, text: str) -> set[str]:
    """The people whom a paper names so: "J. Doe", who is "Jane Doe" by other papers or by decision."""
    places = _subjects(wanted.store, _WRITTEN, ox.Literal(text))
    people = {person for place in places for person in _objects(wanted.store, place, _AUTHOR)}
    return {iri for iri in people if wanted.kind(iri) in wanted.classes.values()}


def _by_exact_name(wanted: _Wanted, text: str, predicates: Sequence[str]) -> set[str]:
    literals = (ox.Literal(text), ox.Literal(text, language="en"))
    return {iri for predicate in predicates for literal in literals for iri in wanted.bearers(predicate, literal)}


def _by_identifier(wanted: _Wanted, text: str) -> set[str]:
    scheme, value = identify(text) or (text.partition(":")[0].lower(), text.partition(":")[2].strip())
    if scheme in IDENTIFIERS and (found := wanted.bearers(ONTOLOGY + IDENTIFIERS[scheme], ox.Literal(value))):
        return found
    forms = {ox.Literal(text), ox.Literal(text.lower())}
    names = ("identifier", *IDENTIFIERS.values())
    found = {iri for name in names for form in forms for iri in wanted.bearers(ONTOLOGY + name, form)}
    if not found and (address := expand(text)):
        found = {iri for name in _LINKS for iri in wanted.bearers(ONTOLOGY + name, ox.NamedNode(address))}
    return found


def _key(text: str) -> str:
    return " ".join(words(ascii_fold(text)))


def _same(name: str, part: str) -> bool:
    """Whether two keys are equal but for a plural."""
    return name == part or [word.removesuffix("s") for word in name.split()] == [
        word.removesuffix("s") for word in part.split()
    ]


def _whole_words(name: str, part: str) -> bool:
    return f" {part} " in f" {name} "


def _beginnings(name: str, part: str) -> bool:
    return f" {part}" in f" {name}"


def _inside(name: str, part: str) -> bool:
    return len(part) > 2 and part in name


def _hint(wanted: _Wanted, names: list[tuple[str, str, str]], text: str) -> str:
    """What is called so but is of another kind, else what is spelled alike."""
    if not wanted.any_class:
        others = _Wanted(wanted.store, (), wanted.index)
        same = {iri for name, iri in others.names([_key(text)]) if _same(_key(name), _key(text))}
        if same:
            return "it is something else:\n" + "\n".join(f"  {entity}" for entity in others.entities(same))
    if wanted.index:
        iris = set(wanted.index.near(text, wanted.kinds))
    else:
        near = suggest(text, sorted({name for _, name, _ in names}), _key)
        iris = {iri for _, name, iri in names if name in near}
    if not iris:
        return "`kg stats` shows what the graph holds"
    return "near it:\n" + "\n".join(f"  {entity}" for entity in wanted.entities(iris)[:_SUGGESTIONS])


def suggest(text: str, known: Sequence[str], key: Callable[[str], str] = str) -> list[str]:
    """The few of `known` that are spelled most like `text`, best first.

    >>> suggest("papers-by-topc", ["awards", "papers-by-topic"])
    ['papers-by-topic']
    """
    from rapidfuzz import fuzz, process

    found = process.extract(text, known, processor=key, scorer=fuzz.WRatio, limit=_SUGGESTIONS, score_cutoff=70)
    return [name for name, _, _ in found]
