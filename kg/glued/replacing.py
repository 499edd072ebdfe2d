"""A reference with other words as its title and authors, and without what was wrongly read in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple, TypeVar

from kg.glued.people import People
from kg.glued.titles import Entry, Place
from kg.model import ConceptMention, ConceptName, Mention, MethodRelation, Reference, Span
from kg.naming import fold_space

_MARKUP = re.compile(r"[<>*`\[\]{}|~]|&#?\w+;|(?<![^\W_])_|_(?![^\W_])|\\(?=[^\w\s])")
"""Signs that Markdown or HTML may not show."""
_CONCEPTS = ("topics", "methods", "datasets", "tasks", "software")
Spanned = TypeVar("Spanned", Mention, ConceptMention)


class Parts(NamedTuple):
    """What stands where in an entry."""

    entry: Entry
    title: Place
    people: People


def replaced(reference: Reference, parts: Parts) -> Reference:
    """`reference` with title, authors, venue and year as `parts` has them; itself when markup blurs the words."""
    words = _Words(reference, parts.entry.text)
    title = words.mention(parts.title.start, parts.title.end)
    authors = [words.mention(start, end) for start, end in parts.people.names]
    if title is None or None in authors:
        return reference
    et_al = parts.people.et_al
    names = words.span(parts.people.start, parts.people.end)
    concepts: dict[str, Any] = {name: tuple(_outside(getattr(reference, name), names)) for name in _CONCEPTS}
    split = replace(
        reference,
        title=title,
        authors=tuple(author for author in authors if author),
        et_al=words.span(*et_al) if et_al else None,
        extractor=f"known-title/{reference.extractor}",
        organizations=tuple(_outside(reference.organizations, names)),
        descriptions=tuple(span for span in reference.descriptions if not _touches(span, names, title.span)),
        relations=tuple(_between(reference.relations, reference, concepts)),
        **concepts,
    )
    return _with_edition(split, parts, words, names)


class _Words:
    """The words of a reference's entry, as mentions and spans of its document."""

    def __init__(self, reference: Reference, text: str) -> None:
        self._text = text
        self._offset = reference.span.start
        self._visible = " ".join((reference.title.text, *(author.text for author in reference.authors)))

    def span(self, start: int, end: int) -> Span:
        return Span(self._offset + start, self._offset + end)

    def mention(self, start: int, end: int, text: str = "") -> Mention | None:
        """The words as a mention, unless markup stands in them: then what is visible is not certain."""
        visible = fold_space(self._text[start:end])
        if _MARKUP.search(visible) and visible not in self._visible:
            return None
        return Mention(text or visible, self.span(start, end))


def _touches(span: Span, *others: Span) -> bool:
    return any(span.overlaps(other) for other in others)


def _outside(items: Iterable[Spanned], names: Span) -> Iterator[Spanned]:
    return (item for item in items if not item.span.overlaps(names))


def _between(
    relations: Iterable[MethodRelation], reference: Reference, kept: dict[str, tuple[ConceptMention, ...]]
) -> Iterator[MethodRelation]:
    """The relations between concepts that are no names of people."""
    before = {_name(concept) for name in _CONCEPTS for concept in getattr(reference, name)}
    gone = before - {_name(concept) for concepts in kept.values() for concept in concepts}
    return (item for item in relations if gone.isdisjoint((item.subject, item.object)))


def _name(concept: ConceptMention) -> ConceptName:
    return ConceptName(concept.kind, concept.label, concept.iri)


def _with_edition(split: Reference, parts: Parts, words: _Words, names: Span) -> Reference:
    """The reference with the venue and the year behind its title, unless the entry says them elsewhere."""
    venue, year = (
        None if item is None or _touches(item.span, names, split.title.span) else item
        for item in (split.venue, split.year)
    )
    match = parts.entry.venue_behind(max(parts.title.end, parts.people.end))
    if match and not (match.workshop or match.findings):
        if not _is_own(venue, split):
            venue = words.mention(match.start, match.end, match.venue.label) or venue
        if match.year_span and not _is_own(year, split):
            year = words.mention(*match.year_span, str(match.year)) or year
    elif (dated := parts.entry.year_behind(max(parts.title.end, parts.people.end))) and year is None:
        year = words.mention(*dated)
    return replace(split, venue=venue, year=year)


def _is_own(field: Mention | None, reference: Reference) -> bool:
    """Whether the entry itself says a field, and not a heading above it."""
    return field is not None and reference.span.contains(field.span)
