"""Venues, their editions, awards and organisations: equal names are one thing, case and punctuation aside."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from kg.linking.entities import Award, Listing, Organization, Venue, VenueEdition
from kg.linking.minting import folded, plain_key, preferred
from kg.model import Mention, Reference
from kg.naming import fold_space


@cache
def venue_key(name: str) -> str:
    """The key of the venue series called `name`."""
    return plain_key(folded(name))


@dataclass(frozen=True)
class Renamed:
    """Venues and organisations that a person merged: key that goes → key that stays."""

    venues: Mapping[str, str] = field(default_factory=dict)
    organizations: Mapping[str, str] = field(default_factory=dict)


_AS_SAID = Renamed()


def listing(reference: Reference, renamed: Renamed = _AS_SAID) -> Listing:
    """What the venue, year, award and organisations of `reference` are."""
    venue = venue_key(reference.venue.text) if reference.venue else None
    venue = renamed.venues.get(venue, venue) if venue else None
    year = int(reference.year.text) if reference.year and reference.year.text.isdecimal() else None
    edition = f"{venue}-{year}" if venue and year is not None else None
    award = _award_key(reference.award.text, edition) if reference.award else None
    keys = (_organization_key(item.text) for item in reference.organizations)
    organizations = tuple(renamed.organizations.get(key, key) for key in keys)
    return Listing(reference, organizations, venue, edition, year, award)


def _organization_key(name: str) -> str:
    return plain_key(folded(name))


def _award_key(name: str, edition: str | None) -> str:
    """The key of an award: best papers of two conferences are two awards.

    >>> _award_key("Outstanding Paper Award", "iclr-2021"), _award_key("ICLR 2021 Best Paper", "iclr-2021")
    ('iclr-2021-outstanding-paper-award', 'iclr-2021-best-paper')
    """
    key = plain_key(folded(name))
    return key if not edition or f"-{edition}-" in f"-{key}-" else f"{edition}-{key}"


def organizations(listings: Sequence[Listing]) -> list[Organization]:
    """All organisations, sorted by key."""
    written = (
        (key, mention, item.reference)
        for item in listings
        for key, mention in zip(item.organizations, item.reference.organizations, strict=True)
    )
    return [Organization(key, name) for key, name in _preferred_names(written, _organization_key)]


def venues(listings: Sequence[Listing]) -> list[Venue]:
    """All venue series, sorted by key."""
    written = (
        (item.venue, item.reference.venue, item.reference) for item in listings if item.venue and item.reference.venue
    )
    return [Venue(key, name) for key, name in _preferred_names(written, venue_key)]


def editions(listings: Sequence[Listing], series: Iterable[Venue]) -> list[VenueEdition]:
    """All editions, sorted by key."""
    named = {venue.key: venue.name for venue in series}
    found = {
        item.edition: VenueEdition(item.edition, item.venue, item.year, f"{named[item.venue]} {item.year}")
        for item in listings
        if item.edition and item.venue and item.year is not None
    }
    return [found[key] for key in sorted(found)]


def awards(listings: Sequence[Listing], known: Iterable[VenueEdition]) -> list[Award]:
    """All awards, sorted by key."""
    named = {edition.key: edition.name for edition in known}
    edition_of = {item.award: item.edition for item in listings if item.award and item.edition}
    written = (
        (item.award, item.reference.award, item.reference) for item in listings if item.award and item.reference.award
    )
    found = []
    for key, name in _preferred_names(written):
        edition = edition_of.get(key)
        said = edition is None or folded(named[edition]) in folded(name)
        found.append(Award(key, name if said or edition is None else f"{named[edition]} {name}", edition))
    return found


def _preferred_names(
    written: Iterable[tuple[str, Mention, Reference]], key_of: Callable[[str], str] | None = None
) -> list[tuple[str, str]]:
    """Key and preferred name of every thing, sorted by key. Own names come before those of what was merged into it."""
    names: dict[str, list[tuple[str, str]]] = {}
    own: dict[str, list[tuple[str, str]]] = {}
    for key, mention, reference in written:
        names.setdefault(key, []).append((fold_space(mention.text), reference.document))
        if key_of and key_of(mention.text) == key:
            own.setdefault(key, []).append(names[key][-1])
    return [(key, preferred(own.get(key, names[key]))) for key in sorted(names)]
