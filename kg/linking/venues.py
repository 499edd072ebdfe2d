"""Venues, their editions, awards and organisations: what the names in a reference turn out to be."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from kg.linking.deciding import Union, renamed
from kg.linking.entities import Alias, Award, Listing, Organization, Venue, VenueEdition
from kg.linking.joining import Thing
from kg.linking.minting import folded, plain_key, preferred
from kg.linking.organizations import organizations
from kg.linking.series import series
from kg.linking.standing import Standing, distinct, standing
from kg.model import Reference
from kg.naming import fold_space


class Placing(NamedTuple):
    """What the names in a standing are: keys of entities; None where it names nothing."""

    organizations: tuple[str, ...]  # one for each that the standing names
    venue: str | None
    edition: str | None  # when the standing gives venue and year
    year: int | None
    award: str | None


@dataclass(frozen=True)
class Places:
    """Organisations and venue series, each once."""

    organizations: tuple[Organization, ...]
    venues: tuple[Venue, ...]
    organization_keys: dict[str, str]  # name as written → key
    venue_keys: dict[str, str]

    def placing(self, said: Standing) -> Placing:
        """What the venue, year, award and organisations that are `said` are."""
        affiliations = tuple([self.organization_keys[fold_space(name)] for name in said.organizations])
        return _placing(said, affiliations, None if said.venue is None else self.venue_keys[fold_space(said.venue)])

    def listing(self, reference: Reference) -> Listing:
        """`reference` with what its venue, year, award and organisations are."""
        return Listing(reference, *self.placing(standing(reference)))


def places(standings: Collection[Standing]) -> Places:
    """The organisations and venues of all references; neither order nor repetition counts.

    >>> found = places([Standing("a.md", 1, "Conference on Tidal Nets (CTN)"), Standing("b.md", 2, "CTN", "2019")])
    >>> [venue.name for venue in found.venues], found.placing(Standing("b.md", 2, "CTN", "2019")).edition
    (['Conference on Tidal Nets (CTN)'], 'conference-on-tidal-nets-2019')
    """
    named, held = organizations(standings), series(standings)
    return Places(
        organizations=tuple(Organization(thing.key, thing.name, thing.reasons) for thing in named),
        venues=tuple(Venue(thing.key, thing.name, thing.names, thing.reasons) for thing in held),
        organization_keys=_keys(named),
        venue_keys=_keys(held),
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
        organization_keys={name: now.get(key, key) for name, key in found.organization_keys.items()},
        venue_keys={name: series.get(key, key) for name, key in found.venue_keys.items()},
    )


def _keys(things: Iterable[Thing]) -> dict[str, str]:
    return {name: thing.key for thing in things for name in thing.names}


def _placing(said: Standing, affiliations: tuple[str, ...], venue: str | None) -> Placing:
    year = int(said.year) if said.year and said.year.isdecimal() else None
    edition = f"{venue}-{year}" if venue and year is not None else None
    award = None if said.award is None else _award_key(said.award, edition)
    return Placing(affiliations, venue, edition, year, award)


def _award_key(name: str, edition: str | None) -> str:
    """The key of an award: best papers of two conferences are two awards.

    >>> _award_key("Outstanding Paper Award", "iclr-2021"), _award_key("ICLR 2021 Best Paper", "iclr-2021")
    ('iclr-2021-outstanding-paper-award', 'iclr-2021-best-paper')
    """
    key = plain_key(folded(name))
    return key if not edition or f"-{edition}-" in f"-{key}-" else f"{edition}-{key}"


def aliases(standings: Iterable[Standing], where: Places) -> list[Alias]:
    """The keys that things would have by a name alone, as one document writes it, when that is another's key now."""
    known: set[tuple[str, str]] = set()
    renamed: dict[tuple[str, str], set[str]] = {}
    for said in distinct(standings):
        for kind, old, new in _renamings(said, where.placing(said)):
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


def _renamings(said: Standing, now: Placing) -> Iterator[tuple[str, str, str]]:
    """Kind, key by the name alone, and key of everything that is `said`."""
    affiliations = tuple(_key_alone(name) for name in said.organizations)
    alone = _placing(said, affiliations, None if said.venue is None else _key_alone(said.venue))
    for old, new in zip(affiliations, now.organizations, strict=True):
        yield "organization", old, new
    for kind in ("venue", "edition", "award"):
        if new := getattr(now, kind):
            yield kind, getattr(alone, kind), new


def editions(standings: Iterable[Standing], where: Places) -> list[VenueEdition]:
    """All editions, sorted by key."""
    named = {venue.key: venue.name for venue in where.venues}
    found = {
        item.edition: VenueEdition(item.edition, item.venue, item.year, f"{named[item.venue]} {item.year}")
        for item in map(where.placing, distinct(standings))
        if item.edition and item.venue and item.year is not None
    }
    return [found[key] for key in sorted(found)]


def subjects(standings: Iterable[Standing], where: Places) -> dict[str, str]:
    """Document → key of the edition that all of it is about: the only one it names, and not only inside its entries."""
    named: dict[str, set[str]] = {}
    outside: set[str] = set()
    for said in standings:
        if edition := where.placing(said).edition:
            named.setdefault(said.document, set()).add(edition)
            if said.apart:
                outside.add(said.document)
    return {name: min(keys) for name, keys in sorted(named.items()) if len(keys) == 1 and name in outside}


def awards(standings: Iterable[Standing], where: Places, known: Iterable[VenueEdition]) -> list[Award]:
    """All awards, sorted by key. One that names several editions is of that with the longest key."""
    named = {edition.key: edition.name for edition in known}
    names: dict[str, set[tuple[str, str]]] = {}
    editions_of: dict[str, set[str]] = {}
    for said in standings:
        if said.award is not None and (placing := where.placing(said)).award:
            names.setdefault(placing.award, set()).add((fold_space(said.award), said.document))
            editions_of.setdefault(placing.award, set()).update([placing.edition] if placing.edition else ())
    return [_award(key, preferred(names[key]), _fullest(editions_of[key]), named) for key in sorted(names)]


def _fullest(editions: Iterable[str]) -> str | None:
    return min(editions, key=lambda edition: (-len(edition), edition), default=None)


def _award(key: str, name: str, edition: str | None, named: Mapping[str, str]) -> Award:
    said = edition is None or folded(named[edition]) in folded(name)
    return Award(key, name if said or edition is None else f"{named[edition]} {name}", edition)
