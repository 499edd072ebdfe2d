"""People, organisations, venues with their editions, awards, and the keys that things had before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from pyoxigraph import Literal, NamedNode

from kg.linking.entities import Award, Entities, Organization, Person, Venue, VenueEdition, Writing
from kg.linking.names import in_order
from kg.mapping.facts import Facts
from kg.mapping.terms import REPLACED_BY, kg
from kg.mapping.unit import Setting, Unit


def person_units(setting: Setting, entities: Entities) -> Iterator[Unit]:
    """One unit for each person, who has the name that documents write so; all papers of theirs must be there."""
    writings: dict[str, list[Writing]] = {person.key: [] for person in entities.people}
    for paper in entities.papers:
        for authorship in paper.authorships:
            if authorship.person in writings:
                writings[authorship.person] += authorship.writings
    for person in entities.people:
        node, written = setting.names.node("person", person.key), writings[person.key]
        said = [(reference.document, reference.extractor, mention) for reference, mention in written]
        records = sorted({name for name, _, _ in said if setting.documents[name].catalogue})
        value = (person.key, person.name, said, records)
        yield setting.unit("person", node, value, partial(_write_person, setting, node, person, written))


def _write_person(setting: Setting, node: NamedNode, person: Person, written: Sequence[Writing], facts: Facts) -> None:
    facts.describe(node, "Person", person.name)
    for reference, mention in written:
        if in_order(mention.text) == person.name:
            setting.state(facts, node, "name", Literal(person.name), reference, mention.span)


def organization_units(setting: Setting, entities: Entities) -> Iterator[Unit]:
    """One unit for each organisation."""
    for organization in entities.organizations:
        node = setting.names.node("organization", organization.key)
        write = partial(_describe, node, "Organization", organization)
        yield setting.unit("organization", node, (organization.key, organization.name), write)


def venue_units(setting: Setting, entities: Entities) -> Iterator[Unit]:
    """One unit for each venue series: those that the vocabulary takes for one are one."""
    series: dict[NamedNode, list[Venue]] = {}
    for venue in entities.venues:
        series.setdefault(setting.venues[venue.key], []).append(venue)
    for node, venues in series.items():
        names = sorted({venue.name for venue in venues})
        yield setting.unit("venue", node, names, partial(_write_venue, node, venues))


def _write_venue(node: NamedNode, venues: Sequence[Venue], facts: Facts) -> None:
    for venue in venues:
        facts.describe(node, "Venue", venue.name)


def edition_units(setting: Setting, entities: Entities) -> Iterator[Unit]:
    """One unit for each edition of a venue."""
    for edition in entities.editions:
        node, series = setting.names.node("edition", edition.key), setting.venues[edition.venue]
        value = (edition.key, edition.name, edition.year, series.value)
        yield setting.unit("edition", node, value, partial(_write_edition, node, edition, series))


def _write_edition(node: NamedNode, edition: VenueEdition, series: NamedNode, facts: Facts) -> None:
    facts.describe(node, "VenueEdition", edition.name)
    facts.say(node, kg("series"), series)
    facts.say(node, kg("year"), Literal(edition.year))


def award_units(setting: Setting, entities: Entities) -> Iterator[Unit]:
    """One unit for each award."""
    for award in entities.awards:
        node = setting.names.node("award", award.key)
        value = (award.key, award.name, award.edition)
        yield setting.unit("award", node, value, partial(_write_award, setting, node, award))


def _write_award(setting: Setting, node: NamedNode, award: Award, facts: Facts) -> None:
    facts.describe(node, "Award", award.name)
    if award.edition:
        facts.say(node, kg("awardedAt"), setting.names.node("edition", award.edition))


def alias_units(setting: Setting, entities: Entities) -> Iterator[Unit]:
    """One unit for each key that something had before, and has no more."""
    for old, new in filter(None, map(setting.replaced, entities.aliases)):
        yield setting.unit("alias", old, (old.value, new.value), partial(_write_alias, old, new))


def _write_alias(old: NamedNode, new: NamedNode, facts: Facts) -> None:
    facts.say(old, REPLACED_BY, new)


def _describe(node: NamedNode, kind: str, thing: Organization, facts: Facts) -> None:
    facts.describe(node, kind, thing.name)
