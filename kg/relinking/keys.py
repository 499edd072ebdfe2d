"""The keys by which references that have something in common are found: what kind of key it is, then a value."""

from __future__ import annotations

from collections.abc import Iterator

from kg.linking.entries import SCHEMES
from kg.linking.labels import identity, mentions_of
from kg.linking.people import facts
from kg.linking.spellings import Spelling, spell
from kg.model import Reference
from kg.naming import fold_space


def keys(reference: Reference) -> set[str]:
    """Every key of a reference."""
    return {
        *identifiers(reference),
        *(key for author in reference.authors for key in _of_name(spell(author.text))),
        *_of_facts(reference),
        *_of_places(reference),
        *(label(name) for name in _unknown(reference)),
    }


def identifiers(reference: Reference) -> Iterator[str]:
    """A key for each identifier of the work."""
    for item in reference.identifiers:
        if item.scheme in SCHEMES:
            yield f"identifier {item.scheme} {item.value}"


def home(block: str) -> str:
    """The key of authors who are at home in a block of names."""
    return f"home {block}"


def part(name: str) -> str:
    """The key of authors who have `name` as a surname or a first name."""
    return f"part {name}"


def listed(name: str) -> str:
    """The key of authors with this full name."""
    return f"listed {name}"


def form(block: str, written: str = "") -> str:
    """The key of authors written so, among all whose names may be forms of one; what the keys of all begin with."""
    return f"form {block}\t{written}"


def topic(name: str) -> str:
    """The key of papers with a topic or task."""
    return f"topic {name}"


def organization(name: str) -> str:
    """The key of papers beside which an organisation stands, under its name as compared between people."""
    return f"organization {name}"


def written_place(kind: str, name: str) -> str:
    """The key of references that name a venue or organisation so."""
    return f"written {kind} {name}"


def label(concept: str) -> str:
    """The key of references that name a concept without an IRI, by its identity."""
    return f"label {concept}"


def parts(spelling: Spelling) -> set[str]:
    """What is a surname or a first name in a name, as names are counted."""
    name = spelling.name
    return {name.surname, name.called, name.called + "".join(name.middles)} if name.called else {name.surname}


def _of_name(spelling: Spelling) -> Iterator[str]:
    yield listed(spelling.full)
    yield from map(home, spelling.homes)
    yield from map(part, parts(spelling))
    yield from (form(block, spelling.ordered) for block in spelling.blocks)


def _of_facts(reference: Reference) -> Iterator[str]:
    said = facts([reference])
    yield from map(topic, said.topics)
    yield from map(organization, said.organizations)


def _of_places(reference: Reference) -> Iterator[str]:
    if reference.venue:
        yield written_place("venue", fold_space(reference.venue.text))
    yield from (written_place("organization", fold_space(item.text)) for item in reference.organizations)


def _unknown(reference: Reference) -> Iterator[str]:
    """The identity of each concept without an IRI that is named."""
    yield from (identity(mention) for mention in mentions_of(reference) if not mention.iri)
    for said in reference.relations:
        yield from (identity(name) for name in (said.subject, said.object) if not name.iri)
