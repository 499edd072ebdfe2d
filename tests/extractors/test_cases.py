"""Layouts by example: every document in `cases/` stands beside the records that it gives.

A record is a line: title | authors | venue and year | presentation and award | organisations | links; what is not
said is left out, "…" stands for "et al.". To add a case, write the document and run `pytest --update-golden`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.extractors import extract
from kg.extractors.catalogue.field_names import FIELDS
from kg.model import Document, Reference
from kg.readers import read
from kg.vocabulary import Vocabulary

CASES = sorted(path for path in Path(__file__).parent.glob("cases/*") if path.suffix != ".records")


def line_of(reference: Reference) -> str:
    authors = [author.text for author in reference.authors] + (["…"] if reference.et_al else [])
    links = [f"{link.role.value} {link.url}" for link in reference.links]
    links += ["code somewhere"] if reference.code_offered else []
    parts = [
        reference.title.text,
        ", ".join(authors),
        " ".join(said.text for said in (reference.venue, reference.year) if said),
        ", ".join(said.text for said in (reference.presentation, reference.award) if said),
        "; ".join(organization.text for organization in reference.organizations),
        " ".join(links),
    ]
    return " | ".join(part for part in parts if part)


def records(document: Document, vocabulary: Vocabulary) -> str:
    return "".join(line_of(reference) + "\n" for reference in extract(document, vocabulary))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_case(path: Path, vocabulary: Vocabulary, golden: Callable[[Path, str], None]) -> None:
    golden(path.with_suffix(path.suffix + ".records"), records(read(path.read_bytes(), path.name), vocabulary))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_how_lines_end_does_not_count(path: Path, vocabulary: Vocabulary) -> None:
    lines = path.read_bytes().replace(b"\r\n", b"\n")
    ended = read(lines.replace(b"\n", b"\r\n"), path.name)
    assert records(ended, vocabulary) == records(read(lines, path.name), vocabulary)


def test_fields_that_the_user_names(vocabulary: Vocabulary) -> None:
    text = """{"found": [{"paper_title": "Deep Sets", "people": [{"name": "Manzil Zaheer"}, {"name": "Satwik Kottur"}],
                          "title": "a record"}]}"""
    fields = FIELDS.extended({"title": "paper_title", "authors": "people.name"})
    (reference,) = extract(read(text.encode(), "x"), vocabulary, fields)
    assert line_of(reference) == "Deep Sets | Manzil Zaheer, Satwik Kottur"
    with pytest.raises(KgError) as caught:
        FIELDS.extended({"titel": "paper_title"})
    assert str(caught.value) == "--field: no field of a paper is called 'titel'"
    assert caught.value.hint.startswith("known: title, subtitle, authors, ")
