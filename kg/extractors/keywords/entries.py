"""Which entries get keywords: the records of a catalogue that carry an abstract; ranking costs more than all else."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extractors.concepts.texts import Texts, Where
from kg.extractors.entry import Entry
from kg.extractors.keywords import keywords
from kg.extractors.outline import Outline
from kg.model import Document, Keyword

_SHORTEST = 60  # words of an abstract


def keywords_of(entries: Sequence[Entry], outline: Outline) -> list[tuple[Keyword, ...]]:
    """The keywords of each entry; none where it has no abstract."""
    described = [_has_abstract(entry, outline.document) for entry in entries]
    if not any(described):
        return [()] * len(entries)
    texts = Texts(entries, outline)
    return [
        _ranked(entry, texts, outline) if has_abstract else ()
        for entry, has_abstract in zip(entries, described, strict=True)
    ]


def _has_abstract(entry: Entry, document: Document) -> bool:
    """Whether an entry is a record with a description of some length."""
    return (
        entry.extractor == "record"
        and sum(len(document.quote(span).split()) for span in entry.fields.descriptions) >= _SHORTEST
    )


def _ranked(entry: Entry, texts: Texts, outline: Outline) -> tuple[Keyword, ...]:
    passages = [text.phrase for text in texts.of(entry) if text.where is Where.PASSAGE]
    return keywords(entry.title, passages, outline.scan.vocabulary)
