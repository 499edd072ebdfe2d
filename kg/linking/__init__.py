"""From references to entities: what the references of all documents are about, each thing once.

`papers`, `people`, `venues` and `concepts` hold the rules for their kind; every join keeps its reason. What a person
decided (`decisions`) wins over the rules.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from kg.linking.concepts import coined, iri_keys, merge
from kg.linking.deciding import unions, unused, written_title
from kg.linking.decisions import UNDECIDED, Decisions
from kg.linking.entities import Alias, Authorship, CoinedConcept, Entities, Listing, Paper
from kg.linking.papers import Work, place, works
from kg.linking.people import people
from kg.linking.standing import standing
from kg.linking.terms import Terms, terms
from kg.linking.venues import Places, aliases, awards, editions, places
from kg.linking.venues import merge as merge_places
from kg.model import Kind, Reference
from kg.naming import fold_space
from kg.vocabulary.collecting import uncollected

__all__ = ["link"]


@uncollected()
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
    authorships, persons, former_people = people(grouped, decisions)
    standings = [standing(reference, work.key) for work in grouped for reference in work.references]
    where = _decided_places(places(standings), decisions)
    listings = {reference: where.listing(reference) for reference in references}
    years = editions(standings, where)
    titles = _titles(grouped, decisions)
    papers = tuple(_paper(work, titles.get(work.key, work.title), listings, authorships[work.key]) for work in grouped)
    former_papers = [Alias("paper", old, work.key) for work in grouped for old in work.former_keys]
    concepts = _decided_concepts(coined(_terms(grouped)), decisions)
    former_concepts = [Alias(str(item.kind), old, item.key) for item in concepts for old in item.former_keys]
    found = Entities(
        papers=papers,
        people=tuple(persons),
        organizations=where.organizations,
        venues=where.venues,
        editions=tuple(years),
        awards=tuple(awards(standings, where, years)),
        concepts=tuple(concepts),
        aliases=tuple(sorted([*former_papers, *former_people, *former_concepts, *aliases(standings, where)])),
    )
    return replace(found, unused=tuple(unused(decisions, found, everything_said)))


def _terms(grouped: Iterable[Work]) -> list[Terms]:
    found = (terms(reference, work.key) for work in grouped for reference in work.references)
    return [item for item in found if item]


def _titles(grouped: Sequence[Work], decisions: Decisions) -> dict[str, str]:
    """Key of a paper → the title that a person prefers, if a document writes it so."""
    known = {key: work for work in grouped for key in (*work.former_keys, work.key)}
    found: dict[str, str] = {}
    for item in decisions.of("prefer", "paper"):
        field, value = item.preference
        if field == "title" and (work := known.get(item.one)) and (title := written_title(work.references, value)):
            found[work.key] = title
    return found


def _decided_places(found: Places, decisions: Decisions) -> Places:
    named = {item.key: item.key for item in found.organizations}
    held = {item.key: item.key for item in found.venues}
    return merge_places(
        found,
        unions(decisions.of("merge", "organization"), named),
        unions(decisions.of("merge", "venue"), held),
    )


def _decided_concepts(found: list[CoinedConcept], decisions: Decisions) -> list[CoinedConcept]:
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
