"""Relations by example: each block of a file in `cases/` is a paper and the relations that it states.

A block is a title, the text about the paper, and a line "→ …" for every relation, "(concluded)" where only the place
says so. A block without such a line is a near miss: words much like those of a relation, which state none. Lines that
begin with "#" head a group of blocks.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from kg.extractors import extract
from kg.model import MethodRelation
from kg.readers import read
from kg.vocabulary import Vocabulary

FILES = sorted(Path(__file__).parent.glob("cases/*.txt"))


class Case(NamedTuple):
    """A paper as a document lists it, and what follows from that."""

    title: str
    text: str
    expected: tuple[str, ...]


def cases(path: Path) -> Iterator[Case]:
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        lines = [line for line in block.splitlines() if not line.startswith("#")]
        if lines:
            expected = tuple(line[2:] for line in lines if line.startswith("→ "))
            text = "\n".join(line for line in lines[1:] if not line.startswith("→ "))
            yield Case(lines[0], text, expected)


def line_of(relation: MethodRelation) -> str:
    line = f"{relation.subject.label} {relation.relation} {relation.object.label}"
    return line + " (concluded)" if relation.concluded else line


def document_of(case: Case) -> bytes:
    text = case.text or "It was read aloud."
    return f"### [{case.title}](https://openreview.net/forum?id=HkgaETNtDB)\n\n{text}\n".encode()


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=f"{path.stem}: {case.text or case.title}") for path in FILES for case in cases(path)]
)
def test_case(case: Case, vocabulary: Vocabulary) -> None:
    document = read(document_of(case), "paper.md")
    (reference,) = extract(document, vocabulary)
    assert sorted(map(line_of, reference.relations)) == sorted(case.expected)
    for relation in reference.relations:
        assert document.quote(relation.span) in document.text


def test_every_family_has_right_sentences_and_near_misses() -> None:
    for path in FILES:
        stated = [bool(case.expected) for case in cases(path)]
        assert stated.count(True) >= 3, path.name
        assert stated.count(False) >= 3, path.name
