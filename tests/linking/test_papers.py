"""Which references become one paper, and under which title and key."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from hand_made import Sheet, sheet

from kg.linking import link
from kg.linking.entities import Entities, Reason
from kg.model import Mention

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


def conference(name: str, venue: str, year: str, *entries: tuple[str, list[str]], status: str = "") -> Sheet:
    """A list of one conference."""
    made = Sheet(name)
    for title, authors in entries:
        reference = made.add(title, authors, venue=venue, year=year)
        if status:
            made.references[-1] = replace(reference, status=Mention(status, reference.title.span))
    return made


def test_a_slip_of_spelling_joins_titles() -> None:
    entities = linked(
        sheet("a", "Signal Propagation Perspective for Pruning Neural Networks at Initialization"),
        sheet("b", "A Signal Propagation Perspective for Pruning Neural Networks at Initialization"),
    )
    (paper,) = entities.papers
    assert paper.reasons[0].name == "near title"
    assert paper.reasons[0].detail.startswith("titles differ in spelling (98.7 of 100)")


def test_near_titles_need_authors_or_an_edition_in_common() -> None:
    one, other = "Optimizing Mode Connectivity via Neuron Alignment", "Optimizing Connectivity via Neuron Alignments"
    assert len(linked(sheet("a", one), sheet("b", other)).papers) == 2
    names = ("N. Joseph Tatro", "Payel Das")
    assert len(linked(sheet("a", (one, *names)), sheet("b", (other, *names))).papers) == 1


def test_a_number_is_no_slip() -> None:
    one, other = (f"On the Convergence of Gradient Methods for Games, Part {part}" for part in "12")
    assert len(linked(sheet("a", (one, "Ada Byron")), sheet("b", other)).papers) == 2


def test_two_papers_that_appeared_in_different_places_are_two() -> None:
    authors = ["Xueliang Zhao", "Wei Wu", "Chongyang Tao", "Rui Yan"]
    one = ("Low-Resource Knowledge-Grounded Dialogue Generation", authors)
    other = ("Zero-Resource Knowledge-Grounded Dialogue Generation", authors)
    sheets = conference("a", "ICLR", "2020", one), conference("b", "NeurIPS", "2020", other)
    assert len(linked(*sheets).papers) == 2


def test_a_rejected_paper_may_appear_elsewhere_under_another_title() -> None:
    authors = ["Alexander Amini", "Wilko Schwarting", "Ava Soleimany", "Daniela Rus"]
    turned_down = conference("a", "ICLR", "2020", ("Deep Evidential Uncertainty", authors), status="rejected")
    published = conference("b", "NeurIPS", "2020", ("Deep Evidential Regression", authors))
    (paper,) = linked(turned_down, published).papers
    assert "may be a resubmission (iclr 2020)" in paper.reasons[0].detail


def test_a_title_that_is_only_a_name_is_joined_by_an_identifier() -> None:
    one, other = Sheet("a"), Sheet("b")
    one.add("GPT-3", identifiers={"arxiv": "2005.14165"})
    other.add("Language Models are Few-Shot Learners", identifiers={"arxiv": "2005.14165"})
    assert len(linked(one, other).papers) == 1


def test_there_is_no_way_from_one_paper_to_another_through_a_third() -> None:
    sheets = [Sheet(name) for name in "abc"]
    for made, title in zip(sheets, ("Nets", "Nets: A Theory", "Something Else Entirely"), strict=True):
        made.add(title, identifiers={"arxiv": "1703.06114"})
    assert titles(linked(*sheets)) == ["Nets: A Theory", "Something Else Entirely"]


def test_versions_are_two_papers_when_that_is_wanted() -> None:
    one, other = Sheet("a"), Sheet("b")
    one.add("Deep Sets", identifiers={"arxiv": "1703.06114"})
    other.add("Deep Sets", venue="NeurIPS", year="2017")
    documents = {item.name: item.references for item in (one, other)}
    assert len(link(documents).papers) == 1
    assert len(link(documents, keep_versions=True).papers) == 2


@pytest.mark.parametrize(
    ("written", "record"),
    [
        ("Learning Transferable Visual Mod", "Learning Transferable Visual Models From Language"),
        ("Hard-Margin Active Linera Regression", "Hard-Margin Active Linear Regression"),
        ("BERT", "BERT: Pre-training of Deep Transformers"),
    ],
)
def test_a_catalogue_knows_what_a_damaged_title_means(written: str, record: str) -> None:
    known = sheet("all", record, "Learning Active Rules", "Linear Regression in Depth", catalogue=True)
    documents = {"list": sheet("list", written).references, "all": known.references}
    assert len(link(documents).papers) > 3 - (written == "Hard-Margin Active Linera Regression")
    (paper,) = link(documents, catalogues=["all"]).papers
    assert (paper.title, paper.alternative_titles) == (written, (record,))


def test_a_title_with_several_continuations_is_left_alone() -> None:
    known = sheet("all", "BERT: Pre-training of Transformers", "BERT: A Review", catalogue=True)
    documents = {"list": sheet("list", "BERT").references, "all": known.references}
    (paper,) = link(documents, catalogues=["all"]).papers
    assert len(paper.listings) == 1


def test_what_a_catalogue_lists_alone_is_left_out_unless_all_is_wanted() -> None:
    documents = {"list": sheet("list", "Deep Sets").references, "all": sheet("all", "deep sets", "Nets").references}
    assert titles(link(documents, catalogues=["all"])) == ["Deep Sets"]
    assert titles(link(documents, catalogues=["all"], whole=["all"])) == ["Deep Sets", "Nets"]


def _pairs() -> list[dict[str, str]]:
    with (Path(__file__).parents[1] / "data" / "linking" / "resubmissions.tsv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("pair", _pairs(), ids=lambda pair: f"{pair['iclr2020']}-{pair['neurips2020']}")
def test_no_title_alone_joins_papers_decided_to_be_two(pair: dict[str, str]) -> None:
    left, right = pair["iclr2020 title"], pair["neurips2020 title"]
    found = linked(conference("a", "ICLR", "2020", (left, [])), conference("b", "NeurIPS", "2020", (right, [])))
    if pair["same"] == "no":
        assert len(found.papers) == 2
    elif pair["note"] == "same title":
        assert len(found.papers) == 1
