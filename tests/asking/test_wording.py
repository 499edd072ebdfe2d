"""Words of a question that must not be lost: roles, thresholds, places of authors, parts, a second half, an end."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.asking import Names, is_guessed, understand
from kg.asking.asked import UNSAID
from kg.asking.rewording import normal
from kg.sparql import PREFIXES

from .answering import answer

BYOL = "Bootstrap Your Own Latent - A New Approach to Self-Supervised Learning"
TELLING = {"kind", "role", "relation", "place"}
LISTS = "learning-with-few-labels.md and neurips-2020-favourites.md"


@pytest.mark.parametrize(
    ("question", "query", "parameters"),
    [
        ("which methods build on MixMatch?", "built-on-method", {"kind": "method"}),
        ("which methods use BERT?", "built-on-method", {"kind": "method", "relation": "uses"}),
        ("which papers and methods build on MixMatch?", "built-on-method", {}),
        ("which methods are alternatives to BERT?", "compared-with-method", {"kind": "method"}),
        ("who uses BERT in their papers?", "people-by-method", {"role": "uses"}),
        ("ICLR 2020 papers that use BERT", "papers", {"venue": "ICLR", "year": "2020", "role": "uses"}),
        ("which papers use ImageNet?", "papers-by-dataset", {}),
        ("what is ReMixMatch a part of?", "method-relations", {"relation": "part of"}),
        ("of which parts does ReMixMatch consist?", "method-relations", {"relation": "has the part"}),
        ("to what has ReMixMatch been applied?", "method-relations", {"relation": "applied to"}),
        ("who is the first author of BYOL?", "authors-of-paper", {"place": "first"}),
        ("who is the last author of BYOL?", "authors-of-paper", {"place": "last"}),
        ("which papers are part of learning-with-few-labels.md?", "papers-in-document", {}),
        (f"what do {LISTS} have in common as regards methods?", "shared-by-documents", {"kind": "method"}),
        ("what unites M. Caron and P. Bojanowski?", "shared-by-people", {}),
        ("who evaluates on CIFAR-10? papers please", "papers-by-dataset", {"role": "evaluatedOn"}),
        ("who works on text summarization? I mean which papers tackle it", "papers-by-topic", {}),
        ("number of publications by year", "papers-by-year", {}),
        ("number of papers per topic", "popular-topics", {}),
        ("who publishes most?", "prolific-people", {}),
        ("is there anybody who has a paper at ICLR 2020 and another at ICLR 2021?", "people-at-both", {}),
    ],
)
def test_what_words_name_is_a_parameter(question: str, query: str, parameters: dict[str, str], names: Names) -> None:
    asked = understand(question, names)
    assert asked.query == query
    assert TELLING & asked.parameters.keys() == TELLING & parameters.keys()
    assert parameters.items() <= asked.parameters.items()


@pytest.mark.parametrize(
    ("question", "same"),
    [
        ("papers in two lists or more", "which papers are in at least two documents?"),
        ("papers that were picked up by two or more lists", "which papers are in at least two documents?"),
        ("which papers are in three of the documents?", "papers in exactly three documents"),
        ("people with no more than 2 papers", "people with fewer than three papers"),
        ("topics with only one paper", "topics with fewer than two papers"),
        ("which papers introduce several methods?", "which papers introduce more than one method?"),
    ],
)
def test_thresholds_in_other_words(question: str, same: str, store: ox.Store, names: Names) -> None:
    assert answer(question, store, names) == answer(same, store, names)


@pytest.mark.parametrize(
    ("question", "pattern"),
    [
        ("which papers introduce more than one method?", r"kg:introduces ?method"),
        ("which papers use at least two data sets?", "COUNT(DISTINCT ?dataset) >= 2"),
        ("how many topics have more than three papers?", "COUNT(*) AS ?count"),
        ("which methods are named in at least two documents?", "COUNT(DISTINCT ?document) >= 2"),
        ("which papers use pre-training without being about it?", "MINUS"),
        ("which documents list most papers?", "ORDER BY DESC(?number)"),
        ("how many papers of the year 2018 have code?", "?paper kg:year"),
        ("who are the first authors of papers on pruning?", "?position = 1)"),
        ("papers whose first author is A. Joulin", "?position_0 = 1)"),
    ],
)
def test_the_query_has_what_the_words_say(question: str, pattern: str, names: Names) -> None:
    assert pattern in understand(question, names).text


def test_the_first_few_of_a_ranking(store: ox.Store, names: Names) -> None:
    """With all that share the last place; a number word is no misspelt one."""
    asked = understand("what are the three most frequent topics of ICLR 2020?", names)
    found = store.query(asked.text, prefixes=PREFIXES)
    assert isinstance(found, ox.QuerySolutions)
    numbers = [int(row["number"].value) for row in found]
    assert not asked.notes
    assert numbers == sorted(numbers, reverse=True)
    assert len(numbers) >= 3
    assert all(number >= numbers[2] for number in numbers)


def test_which_paper_of_an_edition_has_most_is_a_paper(store: ox.Store, names: Names) -> None:
    asked = understand("which ICLR 2021 paper has the most authors?", names)
    assert "GROUP BY ?paper" in asked.text


def test_the_last_author_is_only_known_where_all_are(store: ox.Store, names: Names) -> None:
    """Documents name three authors of BYOL "et al."."""
    assert not answer(f'who is the last author of "{BYOL}"?', store, names)
    assert "Michael Cochez" in answer(
        'who is the last author of "Complex Query Answering with Neural Link Predictors"?', store, names
    )


def test_where_a_method_was_introduced_is_a_paper_with_venue_and_year(store: ox.Store, names: Names) -> None:
    found = answer("where was DropEdge introduced?", store, names)
    assert {"ICLR", "2020"} < found
    assert any(text.startswith("DropEdge") for text in found)


def test_a_second_half_is_answered_or_warned_about(store: ox.Store, names: Names) -> None:
    assert {"N. Kitaev", "efficient transformer"} <= answer(
        "who wrote the Reformer paper and what is it about?", store, names
    )


def test_another_reading_where_nothing_fits_the_first(store: ox.Store, names: Names) -> None:
    """No paper names both as methods; some are about both, and the reader is told."""
    question = "which papers mention both self-supervised learning and contrastive learning?"
    asked = understand(question, names)
    assert asked.notes[0].startswith("nothing fits")
    assert answer(question, store, names)


@pytest.mark.parametrize(
    ("question", "guessed"),
    [
        ("literature on federated optimization", False),
        ("NeurIPS 2020 orals", False),
        ("where was BERT published?", True),
        ("which of the authors sit at OpenAI?", False),
    ],
)
def test_a_warning_stands_where_a_question_may_mean_something_else(question: str, guessed: bool, names: Names) -> None:
    assert is_guessed(understand(question, names)) == guessed


def test_what_papers_do_is_told_where_a_query_has_anything(names: Names) -> None:
    assert any(
        "“introduce” is not told apart" in note for note in understand("data sets papers introduce", names).notes
    )


def test_is_it_compared_anywhere(store: ox.Store, names: Names) -> None:
    assert answer("is BYOL compared with ImageNet anywhere?", store, names) == {"no"}


def test_whether_and_which_is_for_the_papers(names: Names) -> None:
    assert understand("did Google Research win anything at ICLR 2018? which paper", names).shape == "rows"


def test_a_second_question_is_no_part_of_the_first(names: Names) -> None:
    """Who wrote a paper is not all that was asked."""
    question = "who is the first author of Mogrifier LSTM and which other paper did this person write?"
    assert is_guessed(understand(question, names))


def test_abbreviations_are_no_words() -> None:
    assert normal("lists, i.e. files, e.g. pages etc.").split() == ["lists,", "files,", "pages"]


@pytest.mark.parametrize("question", ["is BERT a vision transformer?", "does RoBERTa outperform DeBERTa?"])
def test_a_no_says_that_the_graph_may_know_nothing(question: str, names: Names) -> None:
    assert understand(question, names).notes == (UNSAID,)


def test_a_denied_question_says_only_what_yes_means(names: Names) -> None:
    (note,) = understand("does RoBERTa not outperform DeBERTa?", names).notes
    assert note.startswith("asked with a denial")


@pytest.mark.parametrize(
    ("stated", "asked"),
    [
        ("Two posters are about pruning: which ones?", "Which posters are about pruning"),
        ("There are three papers on attention, which are they?", "Which papers on attention"),
        ("Which posters are about pruning?", "Which posters are about pruning?"),
    ],
)
def test_what_is_stated_first_and_then_asked_for(stated: str, asked: str) -> None:
    assert normal(stated) == asked


def test_another_document_is_not_passed_over(names: Names) -> None:
    assert understand("which papers are also in another list?", names).understood[-1][1] == (
        "listed in more than one document"
    )
    only = understand("which papers on pruning are in no other list?", names)
    assert only.understood[-1][1] == "not listed in more than one document"


def test_a_side_of_what_is_named_is_passed_over_with_a_note(names: Names) -> None:
    asked = understand("which papers discuss failure modes of BERT?", names)
    assert asked.notes == ("“failure modes of” was passed over",)
    assert dict(asked.parameters) == {"method": "BERT"}


@pytest.mark.parametrize(
    ("question", "reworded"),
    [
        ("In which file and on which line is BYOL introduced?", "Where does it say that BYOL introduced?"),
        ("Give me the document and line where BYOL uses SGD", "Where does it say that BYOL uses SGD"),
        ("Which document, and which line, says that BYOL is an oral?", "which document says that BYOL is an oral?"),
        ("Where is BYOL said to use SGD?", "Where does it say that BYOL use SGD?"),
        ("What is the name of the method introduced by Doe et al.?", "which method introduced by Doe?"),
        ("Where was BYOL presented as an oral?", "Where was BYOL presented as an oral?"),
    ],
)
def test_other_words_for_where_something_is_said(question: str, reworded: str) -> None:
    assert normal(question) == reworded
