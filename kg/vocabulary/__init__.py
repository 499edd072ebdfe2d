"""What the field calls things: concepts in SKOS schemes, venue series, and finding both in text.

>>> vocabulary = load()
>>> [match.concept.label for match in vocabulary.find("Graph neural networks, trained with Adam or another optimizer")]
['graph neural network', 'Adam']
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path

from kg.collecting import uncollected
from kg.resources import resource
from kg.vocabulary.compiled import Compiled, keep, recall
from kg.vocabulary.concepts import Concept, Kind, Match
from kg.vocabulary.folding import lower
from kg.vocabulary.matcher import Forms, Matcher, Words, labels_of, words_of
from kg.vocabulary.schemes import concepts_of, read_source
from kg.vocabulary.venues import Venue, VenueMatch, Venues, load_venues

__all__ = ["SHIPPED", "Concept", "Kind", "Match", "Venue", "VenueMatch", "Venues", "Vocabulary", "load"]

_JOINTS = re.compile(r"[-_]+")
SHIPPED = ("topics", "methods", "tasks", "datasets", "software")  # files ontology/NAME.ttl


class Vocabulary:
    """Concepts and venue series, ready to be found in text."""

    def __init__(
        self,
        concepts: Iterable[Concept],
        digest: str = "",
        *,
        base: Vocabulary | None = None,
        forms: Forms | None = None,
    ) -> None:
        """Make a vocabulary.

        Args:
            concepts: the concepts; where labels are the same, the earlier ones count.
            digest: of the files it was read from: equal digests, equal answers.
            base: a vocabulary that these concepts are added to. One that is in both counts as it is here.
            forms: of the labels that the concepts add, when they are known already.
        """
        self._own = tuple(concepts)
        self._base = base
        self._forms = forms
        self._concepts: dict[str, Concept] = dict(base._concepts) if base else {}
        self._concepts |= {concept.iri: concept for concept in self._own}
        self.digest = digest

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

    def labelled(self, form: str) -> Iterator[Concept]:
        """The concepts that are looked for in this normal form (see `matcher.normal_form`), earlier ones first."""
        return (self._concepts[self._words.labels[number][0]] for number in self._words.forms.get(form, ()))

    def joined(self, word: str) -> Concept | None:
        """The first concept of whose labels one, of several words, is this word when it is written as one.

        Args:
            word: as tags are written: "activelearning", "Active_Learning", "active-learning".
        """
        return self._joined.get(_JOINTS.sub("", lower(word)))

    @cached_property
    def _joined(self) -> dict[str, Concept]:
        found: dict[str, Concept] = {}
        for form, numbers in self._words.forms.items():
            if " " in form:
                found.setdefault(form.replace(" ", ""), self._concepts[self._words.labels[numbers[0]][0]])
        return found

    def has(self, iri: str, label: str) -> bool:
        """Whether there is a concept with this IRI and label."""
        return iri in self._concepts and label in self._concepts[iri].labels

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

    def narrower(self, iri: str) -> tuple[str, ...]:
        """The IRIs of the concepts directly below this one, in the order of their files."""
        return self._narrower.get(iri, ())

    @cached_property
    def _narrower(self) -> dict[str, tuple[str, ...]]:
        below: dict[str, list[str]] = {}
        for concept in self._concepts.values():
            for above in concept.broader:
                below.setdefault(above, []).append(concept.iri)
        return {iri: tuple(narrower) for iri, narrower in below.items()}

    @cached_property
    def venues(self) -> Venues:
        """The venue series that come with kg."""
        return load_venues()

    @property
    def forms(self) -> Forms:
        """The forms of the labels that this vocabulary adds to its base."""
        if self._forms is None:
            self._forms = words_of(self._added()).forms
        return self._forms

    def _added(self) -> list[tuple[Concept, str]]:
        """The labels that are not in the base."""
        before = self._base._concepts if self._base else {}
        return [
            (concept, label)
            for concept, label in labels_of(self._own)
            if concept.iri not in before or label not in before[concept.iri].labels
        ]

    @cached_property
    def _words(self) -> Words:
        own = Words([(concept.iri, label) for concept, label in self._added()], self.forms)
        return self._base._words.joined(own) if self._base else own

    @cached_property
    def _matcher(self) -> Matcher:
        with uncollected():
            return Matcher(self._concepts, self._words)


def load(paths: Sequence[Path] = (), cache: Path | None = None) -> Vocabulary:
    """The vocabulary that comes with kg, and the user's files after it (SKOS, or a table: see `formats`).

    Args:
        paths: the user's files.
        cache: a folder in which vocabularies are kept ready from one call to the next.

    Raises:
        NotFound: when a file does not exist.
        KgError: when a file is in no known format, or names nothing.
    """
    return _extended(_shipped(cache), paths, cache) if paths else _shipped(cache)


_known: list[Vocabulary] = []  # the shipped vocabulary, once it has been read, wherever it is kept


def _shipped(cache: Path | None) -> Vocabulary:
    if not _known:
        nothing = Vocabulary((), hashlib.sha256(resource("ontology/venues.ttl").read_bytes()).hexdigest())
        _known.append(_extended(nothing, [resource(f"ontology/{name}.ttl") for name in SHIPPED], cache))
    return _known[0]


@uncollected()
def _extended(base: Vocabulary, paths: Sequence[Path], cache: Path | None) -> Vocabulary:
    sources = [read_source(path) for path in paths]
    digests = (hashlib.sha256(source.data).hexdigest() for source in sources)
    digest = hashlib.sha256(" ".join((base.digest, *digests)).encode()).hexdigest()
    if cache and (known := recall(cache, digest)):
        return Vocabulary(known.concepts, digest, base=base, forms=known.forms)
    concepts = concepts_of(sources, {concept.iri: concept for concept in base.concepts()})
    vocabulary = Vocabulary(concepts.values(), digest, base=base)
    if cache:
        keep(cache, digest, Compiled([*concepts.values()], vocabulary.forms))
    return vocabulary
