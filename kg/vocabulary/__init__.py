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
from kg.vocabulary.concepts import Concept, Kind, Match
from kg.vocabulary.matcher import Matcher
from kg.vocabulary.schemes import read_schemes
from kg.vocabulary.venues import Venue, VenueMatch, Venues, load_venues

__all__ = ["SHIPPED", "Concept", "Kind", "Match", "Venue", "VenueMatch", "Venues", "Vocabulary", "load"]

SHIPPED = ("topics", "methods", "tasks", "datasets", "software")  # files ontology/NAME.ttl


class Vocabulary:
    """Concepts and venue series, ready to be found in text."""

    def __init__(self, concepts: Iterable[Concept], digest: str = "") -> None:
        self._concepts = {concept.iri: concept for concept in concepts}
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
        return Matcher(self._concepts.values())


def load(paths: Sequence[Path] = ()) -> Vocabulary:
    """The vocabulary that comes with kg, and the user's SKOS files (Turtle, RDF/XML, …) after it.

    Raises:
        NotFound: when a file does not exist.
        KgError: when a file is not RDF.
    """
    return _load(tuple(paths)) if paths else _shipped()


@lru_cache(maxsize=1)
def _shipped() -> Vocabulary:
    return _load(())


def _load(paths: tuple[Path, ...]) -> Vocabulary:
    files = [resource(f"ontology/{name}.ttl") for name in SHIPPED]
    concepts = read_schemes([*files, *paths])
    digest = hashlib.sha256()
    for path in (*files, resource("ontology/venues.ttl"), *paths):
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return Vocabulary(concepts.values(), digest.hexdigest())
