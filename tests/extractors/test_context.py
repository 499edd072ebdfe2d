"""What headings, captions and the document as a whole say of the papers below."""

from __future__ import annotations

import pytest

from kg.extractors import extract
from kg.readers import read
from kg.vocabulary import Vocabulary

PAPERS = """
- [Reformer: The Efficient Transformer](https://openreview.net/forum?id=rkgNKkHtvB)
- [Network Deconvolution](https://openreview.net/forum?id=rkeu30EtvS)
"""


def said(text: str, vocabulary: Vocabulary) -> list[tuple[str | None, ...]]:
    """Venue, year, presentation and award of each paper."""
    return [
        tuple(mention and mention.text for mention in (item.venue, item.year, item.presentation, item.award))
        for item in extract(read(text.encode(), "x"), vocabulary)
    ]


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        ("# ICLR 2020\n", ("ICLR", "2020", None, None)),
        ("# Favourites of ICLR 2020\n", ("ICLR", "2020", None, None)),
        ("# ICLR 2020\n\n## Spotlights\n", ("ICLR", "2020", "spotlight", None)),
        ("# ICLR 2020 Orals\n", ("ICLR", "2020", "oral", None)),
        ("# Reading\n\n## 2020\n", (None, "2020", None, None)),
        ("# Reading\n\n**Orals**\n", (None, None, "oral", None)),
        ("# ICLR 2020\n\n## Outstanding Paper Awards\n", ("ICLR", "2020", None, "Outstanding Paper Awards")),
        ("# What I read\n\nThese are my notes from ICLR 2020, held online.\n", ("ICLR", "2020", None, None)),
        ("# Reading\n\nFrom ICLR 2020 and ICML 2020.\n", (None, None, None, None)),
        ("# Reading\n", (None, None, None, None)),
    ],
)
def test_above(above: str, expected: tuple[str | None, ...], vocabulary: Vocabulary) -> None:
    assert said(above + PAPERS, vocabulary) == [expected, expected]


def test_an_entry_that_says_otherwise_keeps_what_it_says(vocabulary: Vocabulary) -> None:
    other = "- [Mask R-CNN](https://arxiv.org/abs/1703.06870), ICCV 2017\n"
    assert said("# ICLR 2020\n" + PAPERS + other, vocabulary)[-1][:2] == ("ICCV", "2017")
