"""Questions where a document says something: each beside the places that say so in the graph of the documents."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.asking import Names, NotUnderstood, understand
from kg.asking.provenance import asks
from kg.asking.rewording import normal
from kg.asking.standing import settled
from kg.asking.words import load, read
from kg.sparql import PREFIXES

ROUND_UP, SIXTEEN = "iclr-2020-round-up.txt", "iclr-2021-sixteen-papers.txt"
LABELS, FAVOURITES = "learning-with-few-labels.md", "neurips-2020-favourites.md"


def places(question: str, store: ox.Store, names: Names) -> list[str]:
    """What the answer to a question says, and where: "creator G. Melis iclr-2020-round-up.txt:25"."""
    rows = store.query(understand(question, names).text, prefixes=PREFIXES)
    assert isinstance(rows, ox.QuerySolutions)
    named = [{name: row[name].value for name in ("property", "value", "file", "line")} for row in rows]
    return sorted({"{property} {value} {file}:{line}".format(**each) for each in named})


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Which document says that DeBERTa outperforms RoBERTa?", [f"outperforms RoBERTa {SIXTEEN}:204"]),
        ("Show me the sentence that says that RoBERTa is beaten by DeBERTa", [f"outperforms RoBERTa {SIXTEEN}:204"]),
        ("where does it say that RoBERTa outperforms DeBERTa?", []),
        (
            "What evidence is there that ReMixMatch is a variant of MixMatch?",
            [f"variantOf MixMatch {ROUND_UP}:83", f"variantOf MixMatch {LABELS}:64"],
        ),
        (f"Where does {LABELS} say that ReMixMatch is a variant of MixMatch?", [f"variantOf MixMatch {LABELS}:64"]),
        ("Where is it written that G. Melis wrote Mogrifier LSTM?", [f"creator G. Melis {ROUND_UP}:25"]),
        (
            "who says G. Melis wrote Mogrifier LSTM? Give file and line.",
            [f"creator G. Melis {ROUND_UP}:25"],
        ),
        ("Where does it say who wrote Mogrifier LSTM?", [f"creator G. Melis {ROUND_UP}:25"]),
        ("In which document is it said when Mogrifier LSTM appeared?", ["presentedAt ICLR 2020", "year 2020"]),
        ("How do you know that Mogrifier LSTM was published in 2020?", [f"year 2020 {ROUND_UP}:1"]),
        ("who says that Mogrifier LSTM was shown at ICLR", [f"presentedAt ICLR 2020 {ROUND_UP}:1"]),
        ("where does it say that Mogrifier LSTM was published in 2019?", []),
    ],
)
def test_the_places_of_a_statement(question: str, said: list[str], store: ox.Store, names: Names) -> None:
    assert places(question, store, names) == [line if ":" in line else f"{line} {ROUND_UP}:1" for line in said]


def test_what_a_paper_is_given_counts_for_the_method_it_introduces(store: ox.Store, names: Names) -> None:
    said = places("where is it said that BYOL was an oral?", store, names)
    assert said
    assert all(place.startswith(f"presentationType oral {FAVOURITES}:") for place in said)


def test_words_without_meaning_are_passed_over_with_a_note(names: Names) -> None:
    asked = understand("where does it say that DeBERTa crushes RoBERTa?", names)
    assert asked.notes == ("“crushes” was passed over",)


@pytest.mark.parametrize(
    "question",
    [
        "where does it say that Mogrifier LSTM was written by Nobody Known?",
        "which document says that attention is overrated?",
        "where does it say that BYOL does not use negative pairs?",
    ],
)
def test_what_no_statement_can_be_is_refused(question: str, names: Names) -> None:
    with pytest.raises(NotUnderstood):
        understand(question, names)


@pytest.mark.parametrize(
    "question",
    [
        "which documents mention BERT?",
        "where was BYOL published?",
        "which papers say that BERT is large?",
        "who wrote it",
    ],
)
def test_other_questions_ask_for_no_statement(question: str, names: Names) -> None:
    question = normal(question)
    assert not asks(question, settled(question, read(question, load(), names.lookup)))
