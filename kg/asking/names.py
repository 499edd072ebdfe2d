"""The names of a graph, for finding them in a question.

Beside labels and other names, a paper answers to its title before the colon, a person to the surname, a document to
its file name without suffix or leading number.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property

import pyoxigraph as ox

from kg import finding
from kg.asking.words import Name, key
from kg.graph import Graph
from kg.namespaces import ONTOLOGY, RDFS, SKOS
from kg.sparql import PREFIXES

_QUERY = """
SELECT DISTINCT ?thing ?class ?property ?name WHERE {
  VALUES ?class { %s }
  VALUES ?property {
    rdfs:label skos:prefLabel skos:altLabel kg:title kg:alternativeTitle kg:name kg:fullName kg:fileName
  }
  ?thing a ?class ; ?property ?name .
}"""
_KIND = {ONTOLOGY + name: kind for kind, name in finding.KINDS.items()}
_LABELS = {RDFS + "label", SKOS + "prefLabel", ONTOLOGY + "title", ONTOLOGY + "name"}
_SHORTEST = 3  # characters of a part of a name that stands for the whole


class Names:
    """The names of the things in a store, read once."""

    def __init__(self, store: Graph) -> None:
        self._store = store

    def lookup(self, name: str) -> Sequence[Name]:
        """The things whose name, or a part that is used in place of it, has a key (`kg.asking.words.key`)."""
        return (*self._whole.get(name, ()), *self._parts.get(name, ()))

    def keys(self) -> Sequence[str]:
        """The keys of all names, sorted."""
        return sorted(self._whole)

    @cached_property
    def _things(self) -> dict[str, tuple[frozenset[str], str, tuple[str, ...]]]:
        """IRI → kinds, label, names."""
        kinds: dict[str, set[str]] = defaultdict(set)
        names: dict[str, set[str]] = defaultdict(set)
        labels: dict[str, set[str]] = defaultdict(set)
        for thing, kind, label, name in _rows(self._store):
            kinds[thing].add(kind)
            names[thing].add(name)
            if label:
                labels[thing].add(name)
        return {
            thing: (frozenset(kinds[thing]), min(labels[thing] or names[thing]), tuple(sorted(names[thing])))
            for thing in sorted(names)
        }

    @cached_property
    def _whole(self) -> dict[str, tuple[Name, ...]]:
        found: dict[str, dict[str, Name]] = defaultdict(dict)
        for iri, (kinds, label, names) in self._things.items():
            for name in names:
                for form in (key(name), _turned(name, kinds)):
                    if form:
                        found[form][iri] = Name(iri, label, kinds)
        return {form: tuple(things.values()) for form, things in found.items()}

    @cached_property
    def _parts(self) -> dict[str, tuple[Name, ...]]:
        found: dict[str, dict[str, Name]] = defaultdict(dict)
        for iri, (kinds, label, names) in self._things.items():
            for part in {part for name in names for part in _parts(name, kinds)}:
                found[part][iri] = Name(iri, label, kinds, exact=False)
        for paper, method in _introductions(self._store):
            if paper in self._things and method in self._things:
                kinds, label, _ = self._things[paper]
                for name in self._things[method][2]:
                    found[key(name)][paper] = Name(paper, label, kinds, exact=False)
        return {part: tuple(things.values()) for part, things in found.items()}


def _rows(store: Graph) -> Iterator[tuple[str, str, bool, str]]:
    classes = " ".join(str(ox.NamedNode(iri)) for iri in _KIND)
    solutions = store.query(_QUERY % classes, prefixes=PREFIXES)
    assert isinstance(solutions, ox.QuerySolutions)
    for row in solutions:
        thing, name = row["thing"], row["name"]
        if isinstance(thing, ox.NamedNode) and isinstance(name, ox.Literal):
            yield thing.value, _KIND[row["class"].value], row["property"].value in _LABELS, name.value


def _introductions(store: Graph) -> Iterator[tuple[str, str]]:
    """Papers and what they introduce: "the BYOL paper" is one of them."""
    solutions = store.query("SELECT DISTINCT ?paper ?method { ?paper kg:introduces ?method }", prefixes=PREFIXES)
    assert isinstance(solutions, ox.QuerySolutions)
    for row in solutions:
        yield row["paper"].value, row["method"].value


def _turned(name: str, kinds: frozenset[str]) -> str:
    """A personal name in the other order: "Duvenaud, David"."""
    if "person" not in kinds or "," not in name:
        return ""
    last, _, first = name.partition(",")
    return key(f"{first} {last}")


def _parts(name: str, kinds: frozenset[str]) -> Iterator[str]:
    """The keys of what is used in place of a whole name."""
    words = key(name).split()
    if "person" in kinds and len(words) > 1:
        yield words[-1]
    if "paper" in kinds and (":" in name or " - " in name):
        yield key(re.split(r":| - ", name)[0])
    if "document" in kinds:
        stem = key(name.rsplit(".", 1)[0])
        yield from (part for part in (stem, stem.removeprefix("the ")) if len(part) >= _SHORTEST)
        if ":" in name:
            yield key(name.partition(":")[0])
        if words and words[0].isdigit():
            yield words[0]
