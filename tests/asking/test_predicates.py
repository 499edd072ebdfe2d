"""What fits several conditions, each by papers of its own."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.asking import Names, understand
from kg.sparql import PREFIXES

from .answering import answer


def people(question: str, store: ox.Store, names: Names) -> set[str]:
    """The people in the answer to a question: several may have one name."""
    rows = store.query(understand(question, names).text, prefixes=PREFIXES)
    assert isinstance(rows, ox.QuerySolutions)
    return {row["person"].value for row in rows}


LONG, SHORT = "iclr-2020-round-up.txt", "neurips-2020-favourites.md"


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "which methods were introduced at ICLR 2020 and are used by papers of NeurIPS 2020?",
            ["methods introduced at ICLR 2020", "methods used by papers of NeurIPS 2020"],
        ),
        (
            "which methods introduced at ICLR 2020 are used by papers at NeurIPS 2020?",
            ["methods introduced at ICLR 2020", "methods used by papers of NeurIPS 2020"],
        ),
        (
            "which venues have papers on pruning and papers on reinforcement learning?",
            ["which venues have papers on pruning?", "which venues have papers on reinforcement learning?"],
        ),
        (
            "who wrote about reinforcement learning and about graph neural networks?",
            ["who wrote about reinforcement learning?", "who wrote about graph neural networks?"],
        ),
        (
            "methods that are variants of BERT and were introduced at ICLR",
            ["variants of BERT", "methods introduced at ICLR"],
        ),
        (
            "co-authors of A. Joulin who published at NeurIPS",
            ["co-authors of A. Joulin", "who published at NeurIPS?"],
        ),
        (
            "which documents list papers on pruning and papers by A. Joulin?",
            ["which documents list papers on pruning?", "which documents list papers by A. Joulin?"],
        ),
    ],
)
def test_what_fits_all_parts_is_in_the_answers_of_all(
    question: str, parts: list[str], store: ox.Store, names: Names
) -> None:
    found = answer(question, store, names)
    each = [answer(part, store, names) for part in parts]
    labels = set.intersection(*each)
    assert found - {"1", "2"} <= labels
    assert not [label for label in labels - found if not label.isdigit()]


def test_what_does_not_fit_a_part_is_left_out(store: ox.Store, names: Names) -> None:
    found = answer(f"which topics occur in {LONG} but not in {SHORT}?", store, names)
    here, there = (answer(f"topics that occur in {name}", store, names) for name in (LONG, SHORT))
    assert found
    assert found <= here - there


def test_never_is_a_denial(store: ox.Store, names: Names) -> None:
    found = people("who published at ICLR 2020 but never at NeurIPS 2020?", store, names)
    here, there = (people(f"who published at {name}?", store, names) for name in ("ICLR 2020", "NeurIPS 2020"))
    assert found == here - there


def test_what_is_said_of_papers_of_two_venues(store: ox.Store, names: Names) -> None:
    """No paper is at two venues: one paper for each."""
    assert answer("did A. Joulin publish at both ECCV and NeurIPS?", store, names) == {"yes"}
    assert answer("did A. Joulin publish at ECCV and ICLR?", store, names) == {"no"}
    assert answer("did A. Joulin publish at ECCV or ICLR?", store, names) == {"yes"}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("does A. Joulin have more than one paper at NeurIPS 2020?", "no"),
        ("does A. Joulin have at least two papers?", "yes"),
    ],
)
def test_whether_there_are_so_many(question: str, expected: str, store: ox.Store, names: Names) -> None:
    assert answer(question, store, names) == {expected}


def test_which_of_two_has_more(store: ox.Store, names: Names) -> None:
    assert "ICML 2019" in answer("did CVPR 2019 or ICML 2019 have more papers?", store, names)


def test_who_wrote_about_most_topics_is_not_who_wrote_most_papers(names: Names) -> None:
    assert "COUNT(DISTINCT ?topic)" in understand("who wrote about the most topics?", names).text


def test_two_verbs_of_one_thing_are_not_taken_for_one(names: Names) -> None:
    asked = understand("which methods are introduced by one paper and extended by another?", names)
    assert any("“extended”" in note for note in asked.notes)


def test_they_are_counted(store: ox.Store, names: Names) -> None:
    question = "methods were introduced at ICLR 2020 and are used by papers of NeurIPS 2020?"
    rows = store.query(understand(f"which {question}", names).text, prefixes=PREFIXES)
    assert isinstance(rows, ox.QuerySolutions)
    assert answer(f"how many {question}", store, names) == {str(len(list(rows)))}


@pytest.mark.parametrize(
    "question",
    [
        "who wrote papers that use BERT and extend the Transformer?",
        "who wrote a paper on pruning and presented it at ICLR 2020?",
        "which papers use BERT and extend the Transformer?",
    ],
)
def test_one_paper_has_to_fit_what_is_said_of_it(question: str, names: Names) -> None:
    try:
        asked = understand(question, names)
    except LookupError:
        return
    assert asked.text.count("SELECT DISTINCT ?person") <= 1
