"""What documents are called: the text of one beside its name."""

from __future__ import annotations

import pytest

from kg import readers
from kg.document_title import document_title
from kg.extractors import extract
from kg.vocabulary import Vocabulary

PAPERS = """

1. Deep Sets

  • Authors: Manzil Zaheer, Satwik Kottur

Sets need functions that do not depend on an order.

2. Graph Attention Networks

  • Authors: Petar Veličković, Guillem Cucurull

Neighbours are not equally important.
"""


@pytest.mark.parametrize(
    ("above", "title"),
    [
        ("Reading lists\n\nTwo papers from ICLR 2018\n\nMay 2018 · 3 min read", "Two papers from ICLR 2018"),
        ("Home » Lists\n\nPapers about sets and graphs\n\nPosted on 9 May 2021", "Papers about sets and graphs"),
        ("April 20, 2024\n\nNews\n\nBest papers of 2018!\n\nBy Jane Roe", "Best papers of 2018!"),
        ("What follows is what I liked at a conference in a far country.", "notes.txt"),
        ("", "notes.txt"),
    ],
)  # fmt: skip
def test_title_above_papers(above: str, title: str, vocabulary: Vocabulary) -> None:
    document = readers.read((above + PAPERS).encode(), "lists/notes.txt")
    references = extract(document, vocabulary)
    assert [reference.title.text for reference in references] == ["Deep Sets", "Graph Attention Networks"]
    assert document_title(document, references) == title


def test_notes_on_one_paper_are_called_like_it(vocabulary: Vocabulary) -> None:
    text = (
        "# Deep Sets\n\nBy **Manzil Zaheer**, see [the paper](https://arxiv.org/abs/1703.06114).\n\n## Notes\n\nSets.\n"
    )
    document = readers.read(text.encode(), "notes.md")
    references = extract(document, vocabulary)
    assert len(references) == 1
    assert document_title(document, references) == "Deep Sets"
