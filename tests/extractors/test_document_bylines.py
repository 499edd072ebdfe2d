"""Who a document says wrote it: what stands above and below its papers, and the name that is found."""

from __future__ import annotations

import pytest

from kg import readers
from kg.extractors import extract
from kg.extractors.document_byline import document_byline
from kg.vocabulary import Vocabulary

PAPERS = """

- [Deep Sets](https://arxiv.org/abs/1703.06114), Zaheer et al., NeurIPS 2017.
- [Attention Is All You Need](https://arxiv.org/abs/1706.03762), Vaswani et al., NeurIPS 2017.

"""


@pytest.mark.parametrize(
    ("above", "below", "byline"),
    [
        ("---\nauthor: Ada Lovelace\n---\n", "", "Ada Lovelace"),
        ("---\nauthors: [Ada Lovelace, Charles Babbage]\n---\n", "", "Ada Lovelace, Charles Babbage"),
        ("---\nauthor: admin\n---\n", "", ""),
        ("# Sets\n\nby Ada Lovelace", "", "Ada Lovelace"),
        ("# Sets\n\n*Posted by Ada Lovelace on March 3, 2020*", "", "Ada Lovelace"),
        ("# Sets\n\nPublished March 3, 2020 by Ada Lovelace", "", "Ada Lovelace"),
        ("# Sets\n\nNotes by Alan Turing (Princeton)", "", "Alan Turing"),
        ("# Sets\n\nPosted by Alan Turing, Research Scientist, Princeton", "", "Alan Turing"),
        ("# Sets\n\nAuthor: Ada Lovelace and Charles Babbage", "", "Ada Lovelace and Charles Babbage"),
        ("# Sets\n\nMaintainer: Ada Lovelace", "", "Ada Lovelace"),
        ("# Sets\n\nCharles Babbage\n\nMar 3, 2020 · 5 min read", "", "Charles Babbage"),
        ("# Sets\n\nCharles Babbage | March 3, 2020", "", "Charles Babbage"),
        ("# Sets\n\nby the group for machine learning", "", ""),
        ("# Sets\n\nAda Lovelace wrote the first program, and we read the latest ones.", "", ""),
        ("# Sets", "— Charles Babbage", "Charles Babbage"),
        ("# Sets", "Happy reading!\n\nCharles Babbage\n\nEngineer", "Charles Babbage"),
        ("# Sets", "Written by Ada Lovelace.", "Ada Lovelace"),
        ("# Sets", "## About the author\n\nAda Lovelace works on engines.", "Ada Lovelace"),
        ("# Sets", "The figures are by Ada Lovelace.", ""),
        ("# Sets", "", ""),
    ],
)  # fmt: skip
def test_bylines(above: str, below: str, byline: str, vocabulary: Vocabulary) -> None:
    document = readers.read((above + PAPERS + below).encode(), "sets.md")
    references = extract(document, vocabulary)
    assert [reference.title.text for reference in references] == ["Deep Sets", "Attention Is All You Need"]
    assert document_byline(document, references) == byline


def test_who_wrote_a_paper_is_not_who_wrote_the_document(vocabulary: Vocabulary) -> None:
    text = "# Deep Sets\n\nBy Manzil Zaheer and Satwik Kottur, NeurIPS 2017\n\nFunctions on sets have no order.\n"
    document = readers.read(text.encode(), "notes.md")
    references = extract(document, vocabulary)
    assert [author.text for author in references[0].authors] == ["Manzil Zaheer", "Satwik Kottur"]
    assert document_byline(document, references) == ""
