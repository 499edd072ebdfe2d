"""The topics, methods, data sets and tasks of the vocabulary that a paper's title and passages name."""

from __future__ import annotations

from typing import NamedTuple

from kg.extractors.entry import Entry
from kg.extractors.phrase import Phrase
from kg.model import ConceptMention, Document, Span
from kg.vocabulary import Kind, Vocabulary


class Concepts(NamedTuple):
    """Concepts of one paper, by kind, each once, where it is first named."""

    topics: tuple[ConceptMention, ...]
    methods: tuple[ConceptMention, ...]
    datasets: tuple[ConceptMention, ...]
    tasks: tuple[ConceptMention, ...]
    software: tuple[ConceptMention, ...]


def concepts_of(entry: Entry, document: Document, vocabulary: Vocabulary) -> Concepts:
    """Match the vocabulary in the title of `entry` and in its descriptions."""
    found: dict[str, tuple[Kind, ConceptMention]] = {}
    for start, text, phrase in _texts(entry, document):
        for match in vocabulary.find(text):
            if match.likeness:
                continue  # "StyleGAN-like" is not StyleGAN
            concept = match.concept
            span = (
                phrase.part(phrase.start + match.start, phrase.start + match.end).span
                if phrase
                else Span(start + match.start, start + match.end)
            )
            mention = ConceptMention(concept.label, concept.iri, span, kind=concept.kind, found="scheme")
            found.setdefault(concept.iri, (concept.kind, mention))
    by_kind: dict[Kind, list[ConceptMention]] = {kind: [] for kind in Kind}
    for kind, mention in found.values():
        by_kind[kind].append(mention)
    kinds = (Kind.TOPIC, Kind.METHOD, Kind.DATASET, Kind.TASK, Kind.SOFTWARE)
    return Concepts(*(tuple(by_kind[kind]) for kind in kinds))


def _texts(entry: Entry, document: Document) -> list[tuple[int, str, Phrase | None]]:
    texts: list[tuple[int, str, Phrase | None]] = [(0, entry.title.raw, entry.title)]
    texts += [(span.start, document.quote(span), None) for span in entry.fields.descriptions]
    return texts
