"""From references to entities: what the references of all documents are about, each thing once.

`papers`, `people`, `venues` and `concepts` hold the rules for their kind; every join keeps its reason. What a person
decided (`decisions`) wins over the rules.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from kg.collecting import uncollected
from kg.linking.concepts import coined, iri_keys, merge
from kg.linking.deciding import unions, unused, written_title
from kg.linking.decisions import UNDECIDED, Decisions
from kg.linking.entities import Alias, Authorship, CoinedConcept, Entities, Paper
from kg.linking.papers import Work, group, place
from kg.linking.people import people
from kg.linking.standing import standing
from kg.linking.terms import Terms, terms
from kg.linking.venues import Places, aliases, awards, editions, places, subjects
from kg.linking.venues import merge as merge_places
from kg.model import Kind, Reference
from kg.naming import fold_space

__all__ = ["link", "link_all"]


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
    return link_all(
        documents, catalogues=catalogues, whole=whole, keep_versions=keep_versions, decisions=decisions
    ).entities


class Linked(NamedTuple):
    """What linking found, with what it takes to link a part of it again."""

    entities: Entities
    works: list[Work]  # all papers, also those that nothing but records of catalogues is about
    rivals: list[tuple[str, str]]  # see `kg.linking.papers.Grouped`
    places: Places


@uncollected()
def link_all(
    documents: Mapping[str, Sequence[Reference]],
    *,
    catalogues: Collection[str] = (),
    whole: Collection[str] = (),
    keep_versions: bool = False,
    decisions: Decisions = UNDECIDED,
) -> Linked:
    """What `link` finds, and how. Arguments and errors are those of `link`."""
    everything_said = sorted({item for references in documents.values() for item in references}, key=place)
    found = group(everything_said, catalogues=catalogues, keep_versions=keep_versions, decisions=decisions)
    completing = frozenset(catalogues) - frozenset(whole)
    grouped = [work for work in found.works if is_named(work, completing)]
    authorships, persons, former_people = people(grouped, decisions)
    standings = [standing(reference, work.key) for work in grouped for reference in work.references]
    where = _decided_places(places(standings), decisions)
    years = editions(standings, where)
    titles = _titles(grouped, decisions)
    concepts = _decided_concepts(coined(_terms(grouped)), decisions)
    former = [alias for work in grouped for alias in former_papers(work)]
    former += [*former_people, *former_concepts(concepts), *aliases(standings, where)]
    entities = Entities(
        papers=tuple(paper(work, titles.get(work.key, work.title), where, authorships[work.key]) for work in grouped),
        people=tuple(persons),
        organizations=where.organizations,
        venues=where.venues,
        editions=tuple(years),
        awards=tuple(awards(standings, where, years)),
        concepts=tuple(concepts),
        aliases=tuple(sorted(former)),
        subjects=subjects(standings, where),
    )
    entities = replace(entities, unused=tuple(unused(decisions, entities, everything_said)))
    return Linked(entities, found.works, found.rivals, where)


def is_named(work: Work, completing: Collection[str]) -> bool:
    """Whether a paper is in the graph: something else than the catalogues `completing` names it."""
    return any(reference.document not in completing for reference in work.references)


def former_papers(work: Work) -> list[Alias]:
    """The keys that a paper had before."""
    return [Alias("paper", old, work.key) for old in work.former_keys]


def former_concepts(concepts: Iterable[CoinedConcept]) -> list[Alias]:
    """The keys that coined concepts have besides."""
    return [Alias(str(item.kind), old, item.key) for item in concepts for old in item.former_keys]


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


def paper(work: Work, title: str, where: Places, authorships: Sequence[Authorship]) -> Paper:
    """A work as an entity, with the `title` that it is called by."""
    titles = {fold_space(reference.title.text) for reference in work.references}
    with_authors = [reference for reference in work.references if reference.authors or reference.et_al]
    return Paper(
        key=work.key,
        title=title,
        alternative_titles=tuple(sorted(titles - {title})),
        listings=tuple(map(where.listing, work.references)),
        authorships=tuple(sorted(authorships, key=lambda item: (item.position, item.key))),
        more_authors=bool(with_authors) and all(reference.et_al for reference in with_authors),
        reasons=work.reasons,
    )
