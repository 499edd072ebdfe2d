"""What the field calls things: concepts in SKOS schemes, venue series, and finding both in text.

>>> vocabulary = load()
>>> [match.concept.label for match in vocabulary.find("Graph neural networks, trained with Adam or another optimizer")]
['graph neural network', 'Adam']
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from pathlib import Path

from kg.resources import resource
from kg.vocabulary.compiled import compile_concepts, keep, recall
from kg.vocabulary.concepts import Concept, Kind, Match
from kg.vocabulary.matcher import Forms, Matcher
from kg.vocabulary.schemes import concepts_of, read_source
from kg.vocabulary.venues import Venue, VenueMatch, Venues, load_venues

__all__ = ["SHIPPED", "Concept", "Kind", "Match", "Venue", "VenueMatch", "Venues", "Vocabulary", "load"]

SHIPPED = ("topics", "methods", "tasks", "datasets", "software")  # files ontology/NAME.ttl


class Vocabulary:
    """Concepts and venue series, ready to be found in text."""

    def __init__(self, concepts: Iterable[Concept], digest: str = "", forms: Forms | None = None) -> None:
        self._concepts = {concept.iri: concept for concept in concepts}
        self._forms = forms  # of the labels, when they are known already
        self.digest = digest  # of the files it was read from: equal digests, equal answers

    def find(self, text: str, masked: Sequence[tuple[int, int]] = ()) -> list[Match]:
        """The concepts that `text` names, in order, without overlap.

        Args:
            text: the words of one passage, heading or tag; nothing is found across a blank line.
            masked: half-open ranges of `text` in which nothing is to be found, such as source code.
        """
        return self._matcher.find(text, masked)

    def concept(self, iri: str) -> Concept:
        """The concept with this IRI.

        Raises:
            KeyError: when there is none.
        """
        return self._concepts[iri]

    def concepts(self, kind: Kind | None = None) -> tuple[Concept, ...]:
        """All concepts, or all of one kind, in the order of their files."""
        return tuple(concept for concept in self._concepts.values() if kind in (None, concept.kind))

    def broader(self, iri: str) -> tuple[str, ...]:
        """The IRIs of all concepts above this one, nearest first.

        Raises:
            KeyError: when there is no such concept.
        """
        above: dict[str, None] = {}
        level = self._concepts[iri].broader
        while level:
            new = [each for each in level if each not in above and each in self._concepts and each != iri]
            above.update(dict.fromkeys(new))
            level = tuple(parent for each in new for parent in self._concepts[each].broader)
        return tuple(above)

    @cached_property
    def venues(self) -> Venues:
        """The venue series that come with kg."""
        return load_venues()

    @cached_property
    def _matcher(self) -> Matcher:
        return Matcher(self._concepts.values(), self._forms)


def load(paths: Sequence[Path] = (), cache: Path | None = None) -> Vocabulary:
    """The vocabulary that comes with kg, and the user's files after it (SKOS, or a table: see `formats`).

    Args:
        paths: the user's files.
        cache: a folder in which vocabularies are kept ready from one call to the next.

    Raises:
        NotFound: when a file does not exist.
        KgError: when a file is in no known format, or names nothing.
    """
    return _load(tuple(paths), cache) if paths else _shipped(cache)


@lru_cache(maxsize=4)
def _shipped(cache: Path | None) -> Vocabulary:
    return _load((), cache)


def _load(paths: tuple[Path, ...], cache: Path | None) -> Vocabulary:
    sources = [read_source(path) for path in (*(resource(f"ontology/{name}.ttl") for name in SHIPPED), *paths)]
    digest = hashlib.sha256()
    for data in (*(source.data for source in sources), resource("ontology/venues.ttl").read_bytes()):
        digest.update(hashlib.sha256(data).digest())
    key = digest.hexdigest()
    known = recall(cache, key) if cache else None
    if known is None:
        concepts = concepts_of(sources).values()
        if cache is None:
            return Vocabulary(concepts, key)  # labels are compiled when something is to be found
        keep(cache, key, known := compile_concepts(concepts))
    return Vocabulary(known.concepts, key, known.forms)
