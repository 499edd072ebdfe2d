"""People of three conferences against pairs of authors that were labelled by reading.

Only the papers of the pairs are linked here, so co-authors whom other papers would show are missing; the benchmark
`linking_people.py` measures with the whole catalogues.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.linking.papers import place, works
from kg.linking.people import resolve
from kg.model import Mention, Reference, Span

FOLDER = Path(__file__).parents[1] / "data" / "people"


def rows(name: str) -> Iterator[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


@pytest.fixture(scope="module")
def verdicts() -> list[tuple[str, bool, bool]]:
    """How each pair was drawn, whether it is one person, and whether it is taken for one."""
    references, authors = [], {}
    for number, row in enumerate(rows("papers.tsv")):
        start = number * 1000
        written = enumerate(row["authors"].split("; "), 1)
        names = [Mention(name, Span(start + at, start + at + 1)) for at, name in written]
        title = Mention(row["title"], Span(start, start + 1))
        references.append(Reference(row["list"], title, Span(start, start + 999), "record", tuple(names)))
        authors |= {(row["id"], mention.text): (row["list"], mention.span) for mention in names}
    person = {
        (writing.reference.document, writing.mention.span): authorship.person
        for authorships in resolve(works(sorted(references, key=place))).authorships.values()
        for authorship in authorships
        for writing in authorship.writings
    }
    return [
        (
            row["drawn"],
            row["label"] == "same",
            person[authors[row["paper"], row["name"]]] == person[authors[row["other paper"], row["other name"]]],
        )
        for row in rows("pairs.tsv")
    ]


def precision(verdicts: list[tuple[str, bool, bool]]) -> float:
    found = [right for _, right, taken in verdicts if taken]
    return sum(found) / len(found)


def recall(verdicts: list[tuple[str, bool, bool]]) -> float:
    found = [taken for _, right, taken in verdicts if right]
    return sum(found) / len(found)


def test_pairs_taken_for_one_person_are_one(verdicts: list[tuple[str, bool, bool]]) -> None:
    assert precision(verdicts) >= 0.98


def test_random_authors_of_one_full_name_who_are_one_person_are_found(verdicts: list[tuple[str, bool, bool]]) -> None:
    assert recall([verdict for verdict in verdicts if verdict[0] in ("random", "equal")]) >= 0.9
