"""Linking depends on what documents say, never on the order in which they come."""

from __future__ import annotations

import json
import random

from hand_made import Sheet
from hypothesis import given
from hypothesis import strategies as st

from kg.linking import link
from kg.linking.concepts import coined
from kg.linking.standing import Standing, standing
from kg.linking.terms import Terms, terms
from kg.linking.venues import aliases, awards, editions, places
from kg.model import Reference, Role

TITLES = st.sampled_from(
    ["Deep Sets", "DEEP SETS", "Deep Sets II", "Nets", "A Theory of Nets", "??", "Deep Sets: A Survey"]
)
NAMES = st.sampled_from(
    ["Ada Byron", "A. Byron", "Byron, Ada", "Wei Wang", "W. Wang", "Wang Wei", "Emmy Noether", "Noether"]
)
IDENTIFIERS = st.dictionaries(st.sampled_from(["arxiv", "doi", "isbn"]), st.sampled_from(["1", "2"]), max_size=2)
ORGANIZATIONS = st.lists(
    st.sampled_from(["Mila", "Mila Lab", "MIT", "Moon Institute of Tides", "UC Davis"]), max_size=2
)
VENUES = st.sampled_from([None, "COX", "Conference on X", "Proc. of the 2nd Conf. on X", "Conf. on Y (COX)"])
AWARDS = st.sampled_from([None, "Best Paper", "COX 2019 Best Paper"])
METHODS = st.sampled_from(["NVAE", "N-VAE", "Nouveau VAE = NVAE", "Neural Voting = NVAE", "Nets", "Net"])
PLACES = st.tuples(ORGANIZATIONS, VENUES, AWARDS, st.lists(METHODS, max_size=2, unique=True))
ENTRIES = st.tuples(TITLES, st.lists(NAMES, max_size=4), IDENTIFIERS, PLACES)
DOCUMENTS = st.lists(st.lists(ENTRIES, max_size=5), min_size=1, max_size=5)


Entry = tuple[str, list[str], dict[str, str], tuple[list[str], str | None, str | None, list[str]]]


def references(documents: list[list[Entry]]) -> dict[str, list[Reference]]:
    sheets = [Sheet(f"{number}.md") for number in range(len(documents))]
    for made, entries in zip(sheets, documents, strict=True):
        for title, authors, identifiers, (organizations, venue, award, methods) in entries:
            names = dict(method.partition(" = ")[::2] for method in methods)
            made.add(
                title,
                authors,
                identifiers=identifiers,
                organizations=organizations,
                venue=venue,
                year="2019" if venue else None,
                award=award,
                methods={f"*{name}": Role.USES for name in names},
                aliases={f"*{name}": other for name, other in names.items() if other},
            )
    return {made.name: made.references for made in sheets}


@given(DOCUMENTS, st.randoms(use_true_random=False))
def test_shuffled_documents_give_the_same_entities(documents: list, shuffler: random.Random) -> None:
    given_so = references(documents)
    names = list(given_so)
    shuffler.shuffle(names)
    shuffled = {name: shuffler.sample(given_so[name], len(given_so[name])) for name in names}
    assert link(given_so) == link(shuffled)


def kept(rows: list, shuffler: random.Random) -> list:
    """Rows as they come back from where they are kept: some twice, in another order."""
    again = [json.loads(json.dumps(row)) for row in [*rows, *rows[::2]]]
    shuffler.shuffle(again)
    return again


@given(DOCUMENTS, st.randoms(use_true_random=False))
def test_neither_order_nor_repetition_of_standings_counts(documents: list, shuffler: random.Random) -> None:
    said = [standing(item, item.title.text) for items in references(documents).values() for item in items]
    again = [Standing(*row) for row in kept(said, shuffler)]
    one, other = places(said), places(again)
    assert one == other
    assert editions(said, one) == editions(again, other)
    assert awards(said, one, editions(said, one)) == awards(again, other, editions(said, one))
    assert aliases(said, one) == aliases(again, other)


@given(DOCUMENTS, st.randoms(use_true_random=False))
def test_neither_order_nor_repetition_of_terms_counts(documents: list, shuffler: random.Random) -> None:
    said = [terms(item, item.title.text) for items in references(documents).values() for item in items]
    assert coined([row for row in said if row]) == coined([Terms(*row) for row in kept(said, shuffler) if row])


@given(DOCUMENTS)
def test_every_reference_and_every_author_has_a_place(documents: list) -> None:
    given_so = references(documents)
    entities = link(given_so)
    listed = [listing.reference for paper in entities.papers for listing in paper.listings]
    assert sorted(map(repr, listed)) == sorted(repr(item) for items in given_so.values() for item in items)
    written = sum(len(authorship.writings) for paper in entities.papers for authorship in paper.authorships)
    assert written == sum(len(reference.authors) for reference in listed)


@given(DOCUMENTS)
def test_keys_are_unique_and_aliases_name_nothing_that_exists(documents: list) -> None:
    entities = link(references(documents))
    for kind, things in (
        ("paper", entities.papers),
        ("person", entities.people),
        ("organization", entities.organizations),
        ("venue", entities.venues),
        ("method", entities.concepts),
    ):
        keys = [thing.key for thing in things]
        old = [alias.old for alias in entities.aliases if alias.kind == kind]
        assert len(set(keys)) == len(keys)
        assert len(set(old)) == len(old)
        assert not set(old) & set(keys)
    authorships = [authorship.key for paper in entities.papers for authorship in paper.authorships]
    assert len(set(authorships)) == len(authorships)


@given(DOCUMENTS)
def test_the_names_of_one_list_are_different_people(documents: list) -> None:
    for paper in link(references(documents)).papers:
        for listing in paper.listings:
            people = [
                authorship.person
                for authorship in paper.authorships
                for writing in authorship.writings
                if writing.reference == listing.reference
            ]
            assert len(set(people)) == len(listing.reference.authors)
