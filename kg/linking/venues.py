"""Venues, their editions, awards and organisations: what the names in a reference turn out to be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg.linking.deciding import Union, renamed
from kg.linking.entities import Alias, Award, Listing, Organization, Venue, VenueEdition
from kg.linking.joining import Thing
from kg.linking.minting import folded, plain_key, preferred
from kg.linking.organizations import organizations
from kg.linking.series import series
from kg.model import Mention, Reference
from kg.naming import fold_space


@dataclass(frozen=True)
class Places:
    """Organisations and venue series, each once."""

    organizations: tuple[Organization, ...]
    venues: tuple[Venue, ...]
    _organization_keys: dict[str, str]  # name as written → key
    _venue_keys: dict[str, str]

    def listing(self, reference: Reference) -> Listing:
        """What the venue, year, award and organisations of `reference` are."""
        affiliations = tuple(self._organization_keys[fold_space(item.text)] for item in reference.organizations)
        return _listing(
            reference, affiliations, self._venue_keys[fold_space(reference.venue.text)] if reference.venue else None
        )


def places(papers: Sequence[Sequence[Reference]]) -> Places:
    """The organisations and venues of `papers`, which are the references of each paper. Their order does not count."""
    named, held = organizations(papers), series(papers)
    return Places(
        organizations=tuple(Organization(thing.key, thing.name, thing.reasons) for thing in named),
        venues=tuple(Venue(thing.key, thing.name, thing.names, thing.reasons) for thing in held),
        _organization_keys=_keys(named),
        _venue_keys=_keys(held),
    )


def merge(found: Places, organizations: Sequence[Union], venues: Sequence[Union]) -> Places:
    """`found` with what a person decided to be one; it has the name of what stays."""
    now, series = renamed(organizations), renamed(venues)
    said = {union.key: union.reasons for union in organizations}, {union.key: union.reasons for union in venues}
    return Places(
        organizations=tuple(
            replace(item, reasons=tuple(sorted({*item.reasons, *said[0].get(item.key, ())})))
            for item in found.organizations
            if item.key not in now
        ),
        venues=tuple(
            replace(item, reasons=tuple(sorted({*item.reasons, *said[1].get(item.key, ())})))
            for item in found.venues
            if item.key not in series
        ),
        _organization_keys={name: now.get(key, key) for name, key in found._organization_keys.items()},
        _venue_keys={name: series.get(key, key) for name, key in found._venue_keys.items()},
    )


def _keys(things: Iterable[Thing]) -> dict[str, str]:
    return {name: thing.key for thing in things for name in thing.names}


def _listing(reference: Reference, affiliations: tuple[str, ...], venue: str | None) -> Listing:
    year = int(reference.year.text) if reference.year and reference.year.text.isdecimal() else None
    edition = f"{venue}-{year}" if venue and year is not None else None
    award = _award_key(reference.award.text, edition) if reference.award else None
    return Listing(reference, affiliations, venue, edition, year, award)


def _award_key(name: str, edition: str | None) -> str:
    """The key of an award: best papers of two conferences are two awards.

    >>> _award_key("Outstanding Paper Award", "iclr-2021"), _award_key("ICLR 2021 Best Paper", "iclr-2021")
    ('iclr-2021-outstanding-paper-award', 'iclr-2021-best-paper')
    """
    key = plain_key(folded(name))
    return key if not edition or f"-{edition}-" in f"-{key}-" else f"{edition}-{key}"


def aliases(listings: Iterable[Listing]) -> list[Alias]:
    """The keys that things would have by a name alone, as one document writes it, when that is another's key now."""
    known: set[tuple[str, str]] = set()
    renamed: dict[tuple[str, str], set[str]] = {}
    for item in listings:
        for kind, old, new in _renamings(item):
            known.add((kind, new))
            renamed.setdefault((kind, old), set()).add(new)
    return [
        Alias(kind, old, min(new))
        for (kind, old), new in sorted(renamed.items())
        if len(new) == 1 and (kind, old) not in known
    ]


@cache
def _key_alone(name: str) -> str:
    """The key that a name has when no other is known."""
    return plain_key(folded(name))


def _renamings(item: Listing) -> Iterator[tuple[str, str, str]]:
    """Kind, key by the name alone, and key of everything in a listing."""
    reference = item.reference
    affiliations = tuple(_key_alone(name.text) for name in reference.organizations)
    alone = _listing(reference, affiliations, _key_alone(reference.venue.text) if reference.venue else None)
    for old, new in zip(affiliations, item.organizations, strict=True):
        yield "organization", old, new
    for kind in ("venue", "edition", "award"):
        if new := getattr(item, kind):
            yield kind, getattr(alone, kind), new


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


def _preferred_names(written: Iterable[tuple[str, Mention, Reference]]) -> list[tuple[str, str]]:
    """Key and preferred name of every thing, sorted by key."""
    names: dict[str, list[tuple[str, str]]] = {}
    for key, mention, reference in written:
        names.setdefault(key, []).append((fold_space(mention.text), reference.document))
    return [(key, preferred(names[key])) for key in sorted(names)]
