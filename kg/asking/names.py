"""The names of a graph, for finding them in a question, by the search index of the graph.

Beside labels and other names, a paper answers to its title before the colon and to what it introduces, a person to the
surname, a document to its file name without suffix, its leading number, the edition that it is about and who signed it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property

import pyoxigraph as ox

from kg import finding, sparql
from kg.asking import selects
from kg.asking.bylines import BYLINE
from kg.asking.lists import Listing
from kg.asking.words import Name, Part, key, load, root
from kg.graph import Graph
from kg.searching import Index, IndexedNames, index_of
from kg.searching.gathering import IDENTIFIER
from kg.searching.index import kinds_mask, kinds_of, mark

_NOT = re.compile(r"\b(do|does|did|is|are|was|were|has|have|had|can|could|would|should) not\b")
_JOINT = re.compile(r"\s*[,;&]\s*(?:and\s+)?|\s+and\s+")  # between the people of a byline
_SHORTEST = 2  # characters of a part of a name that stands for the whole
_LONGEST_PART = 6  # words
_OF_ORGANIZATIONS = {"university", "of", "the", "institute", "inc", "ltd", "lab", "research", "college", "school"}
_BEGINNING, _FEW = 3, 5  # words of a beginning of a title that stands for it; titles that may begin so
_MOST = 400  # names that are read to find those of which the words are such a part
_WHOLE = f"""
SELECT thing.iri, thing.label, thing.kinds FROM name JOIN thing ON thing.number = name.thing
WHERE name.mark = ? AND name.field <> '{IDENTIFIER}' ORDER BY name.number"""
_PARTS = f"""
SELECT thing.iri, thing.label, thing.kinds, coalesce(name.text, thing.label) FROM name_words
JOIN name ON name.number = name_words.rowid JOIN thing ON thing.number = name.thing
WHERE name_words MATCH ? AND thing.kinds & {kinds_mask(("person", "paper", "document", "organization"))}
ORDER BY name_words.rowid LIMIT {_MOST}"""
_IN_TITLES = f"""
SELECT thing.iri FROM name_words JOIN name ON name.number = name_words.rowid JOIN thing ON thing.number = name.thing
WHERE name_words MATCH ? AND thing.kinds & {kinds_mask(("paper",))} LIMIT 1"""
_KNOWN_BY = """
SELECT DISTINCT ?thing { { ?thing kg:introduces ?named ; a kg:Paper } UNION { ?thing kg:aboutEdition ?named } }
ORDER BY ?thing"""

_SIGNED = "SELECT ?document ?name ?byline { ?document kg:byline ?byline ; rdfs:label ?name }"
_LISTINGS = """
SELECT ?document ?name (COUNT(DISTINCT ?paper) AS ?papers) {
  ?document a kg:Document ; rdfs:label ?name . ?paper kg:listedIn ?document
} GROUP BY ?document ?name"""
_FOUND = """
SELECT ?document ?extractor (COUNT(*) AS ?references) {
  ?reference kg:inDocument ?document ; kg:extractor ?extractor
} GROUP BY ?document ?extractor"""
_IN_PROSE = {"citation-line", "paragraph", "prose-link"}
"""Layouts of papers in running text."""


class Names:
    """The names of the things in a graph.

    Args:
        store: the graph.
        index: its search index; made here, in memory, when there is none.
    """

    def __init__(self, store: Graph, index: Index | None = None) -> None:
        self._store = store
        self._index = index or index_of(store)
        self.lookup = cache(self._lookup)

    def near(self, text: str) -> list[str]:
        """The labels of the few things whose names are most like a text, best first."""
        iris = IndexedNames(self._index).near(text, ())
        return list(dict.fromkeys(finding.label(self._store, iri) or finding.shorten(iri) for iri in iris))

    def answers(self, text: str) -> bool:
        """Whether a SELECT query has any row."""
        lines, inner = selects.apart(text)
        return bool(self._store.query(f"{''.join(lines)}ASK {{ {{\n{inner}\n}} }}", prefixes=sparql.PREFIXES))

    @cached_property
    def listings(self) -> Mapping[str, Listing]:
        """The documents that list papers, by their IRIs, with what tells them apart."""
        found: dict[str, Counter[bool]] = {}
        for row in sparql.rows(self._store, _FOUND):
            prose = row["extractor"].value in _IN_PROSE
            found.setdefault(row["document"].value, Counter())[prose] += int(row["references"].value)
        return {
            iri: Listing(
                Name(iri, row["name"].value, frozenset(("document",))),
                int(row["papers"].value),
                found[iri][True] > found[iri][False] if iri in found else False,
            )
            for row in sparql.rows(self._store, _LISTINGS)
            for iri in (row["document"].value,)
        }

    def stands_in_a_title(self, words: Sequence[str]) -> bool:
        """Whether the title of a paper has all of some words, in any form."""
        roots = [root(part) for word in words for part in key(word).split()]
        match = " ".join(f'"{each}"*' for each in roots if each.isascii() and each.isalnum())
        return bool(match) and any(True for _ in self._index.ask(_IN_TITLES, [match]))

    def _lookup(self, name: str) -> Sequence[Name]:
        """The things whose name, or a part that is used in place of it, has a key (`kg.asking.words.key`)."""
        if not name:
            return ()
        whole = list(self._whole(name)) or list(self._whole(_NOT.sub(r"\1n t", name)))
        found: dict[str, Name] = {}
        for each in (*whole, *self._known_by(whole), *self._parts(name), *self._signed.get(name, ())):
            found.setdefault(each.iri, each)
        if not found and name.count(" ") + 1 >= _BEGINNING:
            found = {each.iri: each for each in self._begun(name)}
        return tuple(found.values())

    @cached_property
    def _signed(self) -> dict[str, list[Name]]:
        """The documents that people signed, by the keys of their names and surnames."""
        found: dict[str, list[Name]] = {}
        for row in sparql.rows(self._store, _SIGNED):
            document = Name(row["document"].value, row["name"].value, frozenset((BYLINE,)))
            for person in _JOINT.split(row["byline"].value):
                words = key(person).split()
                for name in {" ".join(words), " ".join(words[-1:])}:
                    found.setdefault(name, []).append(document)
        return found

    def _whole(self, name: str) -> Iterator[Name]:
        for iri, label, kinds in self._index.ask(_WHOLE, [mark(name.split())]):
            yield Name(iri, label, frozenset(kinds_of(kinds)))

    def _known_by(self, whole: Sequence[Name]) -> Iterator[Name]:
        """The papers that introduce what has a name, the documents about the edition that has it."""
        named = [found for found in whole if found.kinds & {"method", "dataset", "software", "edition"}]
        if not named:
            return
        text = sparql.bind(_KNOWN_BY, {"named": [ox.NamedNode(found.iri) for found in named]})
        for row in sparql.rows(self._store, text):
            iri = row["thing"].value
            kind = "document" if any(found.kinds == {"edition"} for found in named) else "paper"
            yield Name(iri, finding.label(self._store, iri), frozenset((kind,)), exact=False)

    def _begun(self, name: str) -> Iterator[Name]:
        """The papers whose titles begin so, if they are few."""
        match = " ".join(f'"{word}"' for word in name.split())
        rows = [row for row in self._index.ask(_PARTS, [match]) if _begins(row[3], name)]
        for iri, label, kinds, _ in rows if len(rows) <= _FEW else ():
            if "paper" in (of := frozenset(kinds_of(kinds))):
                yield Name(iri, label, of, exact=False)

    def _parts(self, name: str) -> Iterator[Name]:
        words = name.split()
        if len(name) < _SHORTEST:
            return
        match = " ".join(f'"{word}"' for word in words)
        for iri, label, kinds, text in self._index.ask(_PARTS, [match]):
            found = frozenset(kinds_of(kinds))
            if len(words) > _LONGEST_PART and "document" not in found:
                continue  # "Best Deep Learning Papers from the ICLR 2020 Conference", without its article
            if name in _parts_of(text, found) and not ("document" in found and self._are_several(name)):
                yield Name(iri, label, found, exact=False)

    def _are_several(self, name: str) -> bool:
        """Whether words are the names of several things: "ICML and NeurIPS" are no list that has both in its title."""
        parts = name.split(" and ")
        return len(parts) > 1 and all(any(True for _ in self._whole(part)) for part in parts)


def _short_organization(name: str) -> Iterator[str]:
    """What an organisation is called for short: "Berkeley", "Carnegie Mellon", "Toronto"."""
    words = key(name).split()
    yield " ".join(word for word in words if word not in _OF_ORGANIZATIONS)
    yield key(name.rpartition(",")[2])


def _runs(words: Sequence[str]) -> Iterator[str]:
    """The runs of two or more words by which a document may be meant.

    They begin and end with words that say something, and have one that no question of any other kind has: "ICLR 2021
    outstanding papers" are papers.

    >>> list(_runs("paper hour in autumn".split()))
    ['paper hour', 'paper hour in autumn', 'hour in autumn']
    """
    telling = [word not in _saying_nothing() for word in words]
    rare = [word not in load().phrases and not word.isdigit() for word in words]
    for start in range(len(words)):
        for end in range(start + 2, len(words) + 1):
            if telling[start] and telling[end - 1] and any(rare[start:end]) and not _are_awarded(words[start:end]):
                yield " ".join(words[start:end])


def _are_awarded(words: Sequence[str]) -> bool:
    """Whether words name the papers or the award of an edition, whichever that is, or begin such a name.

    >>> names = ("iclr 2021 outstanding", "outstanding paper award", "best paper of iclr icml and neurip")
    >>> [_are_awarded(name.split()) for name in names]
    [True, True, False]
    """
    year = next((at for at, word in enumerate(words[:2]) if word.isdigit()), -1)
    named = " ".join(words[year + 1 :]) + " "
    return any(name.startswith(named) for name in _awarded())


@cache
def _awarded() -> tuple[str, ...]:
    """What awarded papers are called, with "award" behind: "outstanding papers award "."""
    return tuple(f"{phrase} award " for phrase, found in load().phrases.items() if "award" in found)


@cache
def _saying_nothing() -> frozenset[str]:
    """Words that join, ask or fill: no name begins or ends with them."""
    senses = load().phrases.items()
    said = {word for word, found in senses if next(iter(found.values())) in (Part.PARTICLE, Part.FILLER)}
    return frozenset(said | {"and", "or"})


def _begins(title: str, words: str) -> bool:
    """Whether a title begins so, with a word that says something at the end."""
    return key(title).startswith(f"{words} ") and words.rpartition(" ")[2] not in _saying_nothing()


def _parts_of(name: str, kinds: frozenset[str]) -> Iterator[str]:
    """The keys of what is used in place of a whole name."""
    words = key(name).split()
    if "person" in kinds:
        yield from (" ".join(words[at:]) for at in range(1, len(words)) if len(words[at]) > 1)
        if len(words) > 2:
            yield f"{words[0]} {words[-1]}"
    if "paper" in kinds and (":" in name or " - " in name):
        yield key(re.split(r":| - ", name)[0])
    if "organization" in kinds:
        yield from _short_organization(name)
    if "document" in kinds:
        yield from _runs(key(name.rsplit(".", 1)[0]).split())
        yield key(name.rsplit(".", 1)[0]).removeprefix("the ")
        if ":" in name:
            yield key(name.partition(":")[0])
        if words and words[0].isdigit():
            yield words[0]
