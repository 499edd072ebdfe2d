"""What fits several conditions, each by papers of its own."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.asking import Names, understand
from kg.sparql import PREFIXES

from .answering import answer

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
