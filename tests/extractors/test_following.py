"""Prose behind a citation that stands alone: whose is it?"""

from __future__ import annotations

import pytest

from kg.extractors import extract
from kg.readers import read
from kg.vocabulary import Vocabulary

BEHIND = """
## Reviews

**Deep learning for computational biology** [[paper](https://arxiv.org/abs/1603.06430)]

A review of networks for sequences.

It ends with advice.

## Molecules

**Neural Message Passing for Quantum Chemistry** [[paper](https://arxiv.org/abs/1704.01212)]

- One frame for eight models.
- Messages go along the edges.

*Photo: J. Roe*

These lines belong to the picture above.
"""

BEFORE = """
## Reviews

A review of networks for sequences.

**Deep learning for computational biology** [[paper](https://arxiv.org/abs/1603.06430)]

One frame for eight models.

**Neural Message Passing for Quantum Chemistry** [[paper](https://arxiv.org/abs/1704.01212)]

## Sets

Which functions of a set are there?

**Deep Sets** [[paper](https://arxiv.org/abs/1703.06114)]
"""

SELDOM = """
**Deep learning for computational biology** [[paper](https://arxiv.org/abs/1603.06430)]

**Deep Sets** [[paper](https://arxiv.org/abs/1703.06114)]

**Neural Message Passing for Quantum Chemistry** [[paper](https://arxiv.org/abs/1704.01212)]

That is all that I have read this week.
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            BEHIND,
            {
                "Deep learning for computational biology": [
                    "A review of networks for sequences.",
                    "It ends with advice.",
                ],
                "Neural Message Passing for Quantum Chemistry": [
                    "One frame for eight models.",
                    "Messages go along the edges.",
                ],
            },
        ),
        (BEFORE, {}),
        (SELDOM, {}),
    ],
    ids=["behind", "before", "seldom"],
)
def test_prose_behind_a_citation(text: str, expected: dict[str, list[str]], vocabulary: Vocabulary) -> None:
    document = read(text.encode(), "notes.md")
    found = {
        reference.title.text: [document.quote(span) for span in reference.descriptions]
        for reference in extract(document, vocabulary)
    }
    assert {title: said for title, said in found.items() if said} == expected
    assert len(found) == text.count("[[paper]")
