"""What references give to concepts, in rows: other names, and relations to other concepts.

A row is made of words and numbers alone, so that it can be kept as JSON; `contribution` makes one of what comes back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any, NamedTuple

from kg.linking.labels import identity, mentions_of
from kg.model import ConceptMention, ConceptName, Kind, Reference, Span

_RELATED = 2  # concepts of a relation


class Contribution(NamedTuple):
    """Another name that a document gives to a concept, or a relation that it states.

    The facts of a catalogue's record have no passage and no extractor: records that say the same give equal rows.
    """

    document: str
    words: str  # the name, or the relation's property
    concepts: tuple[ConceptName, ...]  # that which is called so; or the two that are related
    span: Span | None  # None: a record says so
    extractor: str = ""  # what found it
    concluded: bool = False
    among: tuple[ConceptName, ...] = ()  # what a record names: it counts only if its concept is one of them

    @property
    def is_relation(self) -> bool:
        """Whether it relates two concepts."""
        return len(self.concepts) == _RELATED


def contribution(row: Sequence[Any]) -> Contribution:
    """The contribution that was written down as JSON.

    >>> row = ["a.md", "NVAE", [["method", "Nouveau VAE", ""]], [3, 9], "concepts/title", False, []]
    >>> contribution(row).span
    Span(start=3, end=9)
    """
    document, words, concepts, span, extractor, concluded, among = row
    named = _names(concepts), _names(among)
    return Contribution(document, words, named[0], Span(*span) if span else None, extractor, concluded, named[1])


def _names(rows: Sequence[Sequence[str]]) -> tuple[ConceptName, ...]:
    return tuple(ConceptName(Kind(kind), label, iri) for kind, label, iri in rows)


def contributions(reference: Reference, is_record: bool) -> Iterator[Contribution]:
    """What `reference` gives to concepts; a record of a catalogue only to those that it names besides relating them."""
    mentions = list(mentions_of(reference))
    for mention in mentions:
        for alias in mention.aliases:
            found = f"concepts/{mention.found}" if mention.found else reference.extractor
            said = Contribution(reference.document, alias.text, (_name(mention),), alias.span, found)
            yield _of_record(said) if is_record else said
    yield from _relations(reference, mentions if is_record else None)


def _relations(reference: Reference, mentions: Collection[ConceptMention] | None) -> Iterator[Contribution]:
    """The relations that `reference` states; of a record, which makes these `mentions`, those that may count."""
    for said in reference.relations:
        concepts = said.subject, said.object
        stated = Contribution(
            reference.document, said.relation, concepts, said.span, "concepts/relation", said.concluded
        )
        if mentions is None:
            yield stated
        elif identity(said.subject) in {identity(mention) for mention in mentions}:
            yield _of_record(stated)
        elif mentions:
            yield _of_record(stated)._replace(among=tuple(sorted({_name(mention) for mention in mentions})))


def _of_record(said: Contribution) -> Contribution:
    return said._replace(span=None, extractor="", concluded=False)


def _name(mention: ConceptMention) -> ConceptName:
    return ConceptName(mention.kind, mention.label, mention.iri)
