"""What a vocabulary holds, and what finding it in a text gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from kg.model import ConceptName, Kind

__all__ = ["Concept", "Kind", "Match"]


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept of a SKOS scheme."""

    iri: str
    label: str  # preferred label
    kind: Kind = Kind.TOPIC
    alternatives: tuple[str, ...] = ()  # other spellings and abbreviations
    broader: tuple[str, ...] = ()  # IRIs of the concepts directly above
    schemes: tuple[str, ...] = ()  # IRIs
    top: bool = False  # a top concept of its scheme
    grouping: bool = False  # a heading of the scheme: nothing in a text is called so
    scope_note: str = ""
    match_case: bool = False  # labels of one word count only in exactly this case
    needs_near: tuple[str, ...] = ()  # labels of one word count only with one of these in the same sentence
    also: tuple[Kind, ...] = ()  # what else it is: a topic that papers use as a method, a method that papers are about

    def is_a(self, kind: Kind) -> bool:
        """Whether the concept is of this kind, alone or among others."""
        return self.kind is kind or kind in self.also

    @property
    def name(self) -> ConceptName:
        """The concept as relations name it."""
        return ConceptName(self.kind, self.label, self.iri)

    @property
    def labels(self) -> tuple[str, ...]:
        """The preferred label and the others."""
        return (self.label, *self.alternatives)


class Match(NamedTuple):
    """A concept named in a text, at `[start, end)`."""

    start: int
    end: int
    concept: Concept
    likeness: bool = False  # "StyleGAN-like", "BERT-style": something like it, not the thing itself
