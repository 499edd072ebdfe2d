"""Which references become one paper, and under which title and key."""

from __future__ import annotations

from hand_made import Sheet, sheet

from kg.linking import link
from kg.linking.entities import Entities, Reason

SIREN = "Implicit Neural Representations with Periodic Activation Functions"


def linked(*sheets: Sheet) -> Entities:
    return link({item.name: item.references for item in sheets})


def titles(entities: Entities) -> list[str]:
    return [paper.title for paper in entities.papers]


def test_equal_titles_are_one_paper_whatever_case_and_punctuation() -> None:
    entities = linked(
        sheet("a", "Bootstrap Your Own Latent - A New Approach"),
        sheet("b", "Bootstrap your own latent: a new approach"),
    )
    (paper,) = entities.papers
    assert paper.reasons == (Reason("same title", "bootstrap your own latent a new approach"),)
    assert paper.alternative_titles == ("Bootstrap your own latent: a new approach",)
    assert entities.aliases == ()


def test_an_identifier_joins_titles_that_are_alike() -> None:
    one, other = Sheet("a"), Sheet("b")
    one.add(SIREN, identifiers={"arxiv": "2006.09661"})
    other.add("Implicit Neural Representations with Periodic Activations", identifiers={"arxiv": "2006.09661"})
    (paper,) = linked(one, other).papers
    assert Reason("same arxiv", "2006.09661") in paper.reasons


def test_the_title_without_its_subtitle_is_alike() -> None:
    one, other = Sheet("a"), Sheet("b")
    one.add("Bootstrap Your Own Latent", identifiers={"arxiv": "2006.07733"})
    other.add(
        "Bootstrap Your Own Latent: A New Approach to Self-Supervised Learning", identifiers={"arxiv": "2006.07733"}
    )
    assert len(linked(one, other).papers) == 1


def test_a_wrong_identifier_does_not_join_different_titles() -> None:
    one, other = Sheet("a"), Sheet("b")
    one.add(SIREN, identifiers={"arxiv": "2006.09661"})
    other.add("Deep Sets", identifiers={"arxiv": "2006.09661"})
    assert titles(linked(one, other)) == ["Deep Sets", SIREN]


def test_the_number_of_a_volume_joins_nothing() -> None:
    one, other = Sheet("a"), Sheet("b")
    one.add("Deep Sets", identifiers={"isbn": "9780262035613"})
    other.add("Deep Nets", identifiers={"isbn": "9780262035613"})
    assert len(linked(one, other).papers) == 2


def test_documents_that_disagree_on_an_identifier_still_mean_one_paper() -> None:
    one, other = Sheet("a"), Sheet("b")
    one.add("Deep Sets", ["Manzil Zaheer"], identifiers={"doi": "10.1/a"})
    other.add("Deep Sets", ["M. Zaheer"], identifiers={"doi": "10.1/b"})
    assert len(linked(one, other).papers) == 1


def test_namesakes_differ_in_identifiers_and_authors() -> None:
    one, other = Sheet("a"), Sheet("b")
    one.add("Editorial", ["Ada Byron"], identifiers={"doi": "10.1/a"})
    other.add("Editorial", ["Emmy Noether"], identifiers={"doi": "10.1/b"})
    first, second = linked(one, other).papers
    assert first.key != second.key


def test_one_document_that_lists_two_identifiers_means_two_papers() -> None:
    one = Sheet("a")
    one.add("Editorial", identifiers={"doi": "10.1/a"})
    one.add("Editorial", identifiers={"doi": "10.1/b"})
    assert len(linked(one).papers) == 2


def test_one_document_that_lists_a_title_twice_means_one_paper() -> None:
    (paper,) = linked(sheet("a", "Deep Sets", "Deep sets")).papers
    assert len(paper.listings) == 2


def test_another_document_does_not_join_what_one_document_tells_apart() -> None:
    one, other = Sheet("a"), Sheet("b")
    one.add("Deep Sets", identifiers={"arxiv": "1703.06114"})
    one.add("Deep Sets and Graphs", identifiers={"arxiv": "1805.00001"})
    other.add("Deep Sets", identifiers={"arxiv": "1805.00001"})
    assert len(linked(one, other).papers) == 2


def test_the_preferred_title_is_what_most_documents_say_and_the_key_follows_it() -> None:
    sheets = [Sheet(name) for name in "abc"]
    for made, title in zip(sheets, ("DEEP SETS", "Deep Sets", "Deep Sets (extended)"), strict=True):
        made.add(title, identifiers={"arxiv": "1703.06114"})
    entities = linked(*sheets)
    (paper,) = entities.papers
    assert paper.title == "Deep Sets"
    assert paper.key.startswith("deep-sets-")
    ((kind, old, new),) = entities.aliases
    assert (kind, new) == ("paper", paper.key)
    assert old.startswith("deep-sets-extended-")


def test_a_key_stays_when_documents_are_added() -> None:
    alone = linked(sheet("m", "Deep Sets", SIREN))
    more = linked(sheet("m", "Deep Sets", SIREN), sheet("a", "Other Work", "deep sets"), sheet("z", SIREN))
    assert {paper.key for paper in alone.papers} <= {paper.key for paper in more.papers}


def test_titles_without_letters_are_compared_as_they_stand() -> None:
    assert len(linked(sheet("a", "???", "!!!"), sheet("b", "???")).papers) == 2


def test_awards_of_two_editions_are_two() -> None:
    made = Sheet("a")
    made.add("Deep Sets", venue="ICLR", year="2020", award="Best Paper")
    made.add("Deep Nets", venue="ICLR", year="2021", award="best paper")
    entities = linked(made)
    assert [(award.key, award.name, award.edition) for award in entities.awards] == [
        ("iclr-2020-best-paper", "ICLR 2020 Best Paper", "iclr-2020"),
        ("iclr-2021-best-paper", "ICLR 2021 best paper", "iclr-2021"),
    ]
    assert [edition.name for edition in entities.editions] == ["ICLR 2020", "ICLR 2021"]
