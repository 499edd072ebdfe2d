"""The things that references are about, each with one key, and the reasons why references were taken for one thing.

A key is the part of an IRI after its kind: the paper `deep-sets-5d2b6a1f` becomes `…/id/paper/deep-sets-5d2b6a1f`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from kg.model import Kind, Mention, Reference

if TYPE_CHECKING:
    from kg.linking.decisions import Decision


class Reason(NamedTuple):
    """Why two references, or two names, were taken for one thing."""

    name: str  # "same arxiv", "same title", "same name", …
    detail: str  # the identifier, title or name that they share


class Evidence(NamedTuple):
    """Something that speaks for two references, or two names, being one thing, or against it."""

    reason: str  # "same arxiv", "no author in common", …
    detail: str  # the identifier, title, names … that it rests on
    weight: float  # positive: one thing; negative: two


@dataclass(frozen=True)
class Organization:
    """An organisation that documents name beside a paper."""

    key: str
    name: str
    reasons: tuple[Reason, ...] = ()  # one for each merge of names


@dataclass(frozen=True)
class Venue:
    """A series: a conference, a journal, a workshop series."""

    key: str
    name: str
    names: tuple[str, ...] = ()  # all writings, sorted
    reasons: tuple[Reason, ...] = ()  # one for each merge of names


@dataclass(frozen=True)
class VenueEdition:
    """One year of a series."""

    key: str
    venue: str  # Venue.key
    year: int
    name: str  # "ICLR 2020"


@dataclass(frozen=True)
class Award:
    """An award, of one edition where the documents say so."""

    key: str
    name: str
    edition: str | None  # VenueEdition.key


@dataclass(frozen=True)
class Person:
    """Somebody whom documents name as an author."""

    key: str
    name: str  # first name first


@dataclass(frozen=True)
class CoinedConcept:
    """A concept that documents name and no scheme knows."""

    key: str  # of one kind, no two have the same; unlike other keys it may hold any characters
    kind: Kind
    label: str
    headings: tuple[str, ...]  # documents that have it as a heading
    elsewhere: bool  # it is named in other places than headings
    keys: tuple[str, ...] = ()  # those of all its labels, sorted
    reasons: tuple[Reason, ...] = ()  # one for each merge of labels
    other_labels: tuple[str, ...] = ()  # of the concepts that a person merged into it

    @property
    def former_keys(self) -> tuple[str, ...]:
        """The keys of its other labels."""
        return tuple(key for key in self.keys if key != self.key)


class Writing(NamedTuple):
    """A name as one reference writes it."""

    reference: Reference
    mention: Mention


@dataclass(frozen=True)
class Authorship:
    """A person at a position of a paper's list of authors, with all the ways in which documents write the name."""

    key: str
    position: int  # from 1
    person: str  # Person.key
    writings: tuple[Writing, ...]


@dataclass(frozen=True)
class Listing:
    """A reference, and what the names in it turned out to be. Keys of entities; None where it names nothing."""

    reference: Reference
    organizations: tuple[str, ...]  # one for each of reference.organizations
    venue: str | None
    edition: str | None  # when the reference gives venue and year
    year: int | None
    award: str | None


@dataclass(frozen=True)
class Paper:
    """A work, in whatever documents list it."""

    key: str
    title: str  # the preferred writing
    alternative_titles: tuple[str, ...]  # the other writings, sorted
    listings: tuple[Listing, ...]  # by document and place
    authorships: tuple[Authorship, ...]  # by position
    more_authors: bool  # no document names all authors
    reasons: tuple[Reason, ...]  # one for each merge


class Alias(NamedTuple):
    """A key that something had, or would have without a merge, and the key that it has now."""

    kind: str  # "paper", "person", "organization", "venue", "edition", "award", or that of a concept
    old: str
    new: str


@dataclass(frozen=True)
class Entities:
    """Everything that the references are about. Tuples are sorted by key."""

    papers: tuple[Paper, ...]
    people: tuple[Person, ...]
    organizations: tuple[Organization, ...]
    venues: tuple[Venue, ...]
    editions: tuple[VenueEdition, ...]
    awards: tuple[Award, ...]
    concepts: tuple[CoinedConcept, ...]
    aliases: tuple[Alias, ...]
    subjects: Mapping[str, str] = field(default_factory=dict)  # document → edition that all of it is about
    unused: tuple[Decision, ...] = ()  # what a person decided on things that are not here
