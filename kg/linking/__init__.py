"""From references to entities: what the references of all documents are about, each thing once.

`papers`, `people`, `venues` and `concepts` hold the rules for their kind; every join keeps its reason. What a person
decided (`decisions`) wins over the rules.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from kg.linking.concepts import coined, iri_keys, merge
from kg.linking.deciding import renamed, unions, unused, written_title
from kg.linking.decisions import UNDECIDED, Decisions
from kg.linking.entities import Alias, Authorship, CoinedConcept, Entities, Listing, Paper
from kg.linking.papers import Work, place, works
from kg.linking.people import people
from kg.linking.venues import Renamed, awards, editions, listing, organizations, venues
from kg.model import Kind, Reference
from kg.naming import fold_space

__all__ = ["link"]


def link(
    documents: Mapping[str, Sequence[Reference]],
    *,
    catalogues: Collection[str] = (),
    whole: Collection[str] = (),
    keep_versions: bool = False,
    decisions: Decisions = UNDECIDED,
) -> Entities:
    """Find the papers, people, venues, awards, organisations and coined concepts that `documents` are about.

    Args:
        documents: name of each document → its references. Their order does not count.
        catalogues: the names of those that complete what the others say: what they list alone is left out.
        whole: the catalogues of which nothing is left out.
        keep_versions: whether a preprint and its published version are two papers.
        decisions: merges, splits and preferred values of a person.

    Raises:
        KgError: when decisions contradict each other.

    >>> from kg.model import Mention, Span
    >>> one = Reference("a.md", Mention("Deep Sets", Span(2, 11)), Span(0, 20), "list")
    >>> other = Reference("b.md", Mention("DEEP SETS", Span(5, 14)), Span(0, 30), "list")
    >>> [(paper.title, paper.reasons) for paper in link({"a.md": [one], "b.md": [other]}).papers]
    [('Deep Sets', (Reason(name='same title', detail='deep sets'),))]
    """
    everything_said = sorted({item for references in documents.values() for item in references}, key=place)
    completing = frozenset(catalogues) - frozenset(whole)
    grouped = [
        work
        for work in works(everything_said, catalogues=catalogues, keep_versions=keep_versions, decisions=decisions)
        if any(reference.document not in completing for reference in work.references)
    ]
    references = sorted((reference for work in grouped for reference in work.references), key=place)
    authorships, persons, aliases = people(grouped, decisions)
    as_said = [listing(reference) for reference in references]
    merged = _renamed(as_said, decisions)
    everything = [listing(reference, merged) for reference in references]
    listings = dict(zip(references, everything, strict=True))
    series = venues(everything)
    years = editions(everything, series)
    titles = _titles(grouped, decisions)
    papers = tuple(_paper(work, titles.get(work.key, work.title), listings, authorships[work.key]) for work in grouped)
    aliases += [Alias("paper", old, work.key) for work in grouped for old in work.former_keys]
    aliases += _former_venues(as_said, everything)
    found = Entities(
        papers=papers,
        people=tuple(persons),
        organizations=tuple(organizations(everything)),
        venues=tuple(series),
        editions=tuple(years),
        awards=tuple(awards(everything, years)),
        concepts=tuple(_concepts(references, decisions)),
        aliases=tuple(sorted(aliases)),
    )
    return replace(found, unused=tuple(unused(decisions, found, everything_said)))


def _titles(grouped: Sequence[Work], decisions: Decisions) -> dict[str, str]:
    """Key of a paper → the title that a person prefers, if a document writes it so."""
    known = {key: work for work in grouped for key in (*work.former_keys, work.key)}
    found: dict[str, str] = {}
    for item in decisions.of("prefer", "paper"):
        field, value = item.preference
        if field == "title" and (work := known.get(item.one)) and (title := written_title(work.references, value)):
            found[work.key] = title
    return found


def _renamed(listings: Sequence[Listing], decisions: Decisions) -> Renamed:
    named = {item.venue: item.venue for item in listings if item.venue}
    organized = {key: key for item in listings for key in item.organizations}
    return Renamed(
        renamed(unions(decisions.of("merge", "venue"), named)),
        renamed(unions(decisions.of("merge", "organization"), organized)),
    )


def _former_venues(as_said: Iterable[Listing], now: Sequence[Listing]) -> list[Alias]:
    """The keys that venues, their editions, awards and organisations would have without merges."""
    found: set[Alias] = set()
    kept = {(kind, key) for item in now for kind, key in _keys(item)}
    for before, after in zip(as_said, now, strict=True):
        pairs = zip(_keys(before), _keys(after), strict=True)
        found |= {Alias(kind, old, new) for (kind, old), (_, new) in pairs if (kind, old) not in kept}
    return list({(alias.kind, alias.old): alias for alias in sorted(found)}.values())


def _keys(item: Listing) -> list[tuple[str, str]]:
    named = {"venue": item.venue, "edition": item.edition, "award": item.award}
    return [
        *((kind, key) for kind, key in named.items() if key),
        *(("organization", key) for key in item.organizations),
    ]


def _concepts(references: Sequence[Reference], decisions: Decisions) -> list[CoinedConcept]:
    found = coined(references)
    for kind in Kind:
        if wanted := decisions.of("merge", kind):
            found = merge(found, kind, unions(wanted, iri_keys(found, kind)))
    return found


def _paper(work: Work, title: str, listings: Mapping[Reference, Listing], authorships: Sequence[Authorship]) -> Paper:
    titles = {fold_space(reference.title.text) for reference in work.references}
    with_authors = [reference for reference in work.references if reference.authors or reference.et_al]
    return Paper(
        key=work.key,
        title=title,
        alternative_titles=tuple(sorted(titles - {title})),
        listings=tuple(listings[reference] for reference in work.references),
        authorships=tuple(authorships),
        more_authors=bool(with_authors) and all(reference.et_al for reference in with_authors),
        reasons=work.reasons,
    )
