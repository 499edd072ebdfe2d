"""From references to entities: what the references of all documents are about, each thing once.

`papers`, `people`, `venues` and `concepts` hold the rules for their kind; every join keeps its reason.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from kg.linking.concepts import coined
from kg.linking.entities import Alias, Authorship, Entities, Listing, Paper
from kg.linking.papers import Work, place, works
from kg.linking.people import people
from kg.linking.venues import aliases, awards, editions, places
from kg.model import Reference
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
) -> Entities:
    """Find the papers, people, venues, awards, organisations and coined concepts that `documents` are about.

    Args:
        documents: name of each document → its references. Their order does not count.
        catalogues: the names of those that complete what the others say: what they list alone is left out.
        whole: the catalogues of which nothing is left out.
        keep_versions: whether a preprint and its published version are two papers.

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
        for work in works(everything_said, catalogues=catalogues, keep_versions=keep_versions)
        if any(reference.document not in completing for reference in work.references)
    ]
    references = sorted((reference for work in grouped for reference in work.references), key=place)
    authorships, persons, former_people = people(grouped)
    where = places([work.references for work in grouped])
    listings = {reference: where.listing(reference) for reference in references}
    everything = list(listings.values())
    years = editions(everything, where.venues)
    papers = tuple(_paper(work, listings, authorships[work.key]) for work in grouped)
    former_papers = [Alias("paper", old, work.key) for work in grouped for old in work.former_keys]
    concepts = coined([work.references for work in grouped])
    former_concepts = [Alias(str(item.kind), old, item.key) for item in concepts for old in item.former_keys]
    return Entities(
        papers=papers,
        people=tuple(persons),
        organizations=where.organizations,
        venues=where.venues,
        editions=tuple(years),
        awards=tuple(awards(everything, years)),
        concepts=tuple(concepts),
        aliases=tuple(sorted([*former_papers, *former_people, *former_concepts, *aliases(everything)])),
    )


def _paper(work: Work, listings: Mapping[Reference, Listing], authorships: Sequence[Authorship]) -> Paper:
    titles = {fold_space(reference.title.text) for reference in work.references}
    with_authors = [reference for reference in work.references if reference.authors or reference.et_al]
    return Paper(
        key=work.key,
        title=work.title,
        alternative_titles=tuple(sorted(titles - {work.title})),
        listings=tuple(listings[reference] for reference in work.references),
        authorships=tuple(authorships),
        more_authors=bool(with_authors) and all(reference.et_al for reference in with_authors),
        reasons=work.reasons,
    )
