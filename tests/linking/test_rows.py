"""The rows that linking takes instead of references: what is said, beside what comes of it."""

from __future__ import annotations

import json

import pytest
from hand_made import CONCEPTS, Sheet

from kg.linking.concepts import coined
from kg.linking.counting import Counted, counted, counts
from kg.linking.entities import Award
from kg.linking.standing import Standing, distinct, standing
from kg.linking.terms import Terms, terms
from kg.linking.venues import awards, editions, places
from kg.model import Reference, Role


def entry(**said: object) -> Reference:
    return Sheet("a.md").add("Deep Sets", **said)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "row"),
    [
        ({}, ("a.md", 7, None, None, None, (), False)),
        ({"venue": "ICLR", "year": "2021"}, ("a.md", 7, "ICLR", "2021", None, (), False)),
        (
            {"award": "Best  Paper", "organizations": ["Mila", "IBM"]},
            ("a.md", 7, None, None, "Best  Paper", ("Mila", "IBM"), False),
        ),
    ],
)
def test_standings(said: dict[str, object], row: tuple[object, ...]) -> None:
    assert standing(entry(**said), 7) == row


def test_what_several_say_is_there_once() -> None:
    rows = [Standing("a.md", 1, "ICLR", "2021"), Standing("b.md", 2, "ICLR", "2021"), Standing("b.md", 2, "ICLR")]
    assert [(row.venue, row.year) for row in distinct(rows)] == [("ICLR", "2021"), ("ICLR", None)]


def test_placings() -> None:
    rows = [
        Standing("a.md", 1, "Conference on Tidal Nets (CTN)", "2020", "Best Paper", ("Mila Lab",)),
        Standing("b.md", 2, "CTN", "in press", None, ("Mila", "IBM"), False),
    ]
    found = places(rows)
    series = "conference-on-tidal-nets"
    assert found.placing(rows[0]) == (("mila-lab",), series, f"{series}-2020", 2020, f"{series}-2020-best-paper")
    assert found.placing(rows[1]) == (("mila-lab", "ibm"), series, None, None, None)


@pytest.mark.parametrize("step", [1, -1])
def test_an_award_that_names_two_editions_is_of_the_one_that_says_more(step: int) -> None:
    rows = [Standing("a.md", 1, venue, "2021", "East Tides 2021 Best Paper") for venue in ("Tides", "East Tides")]
    found = places(rows)
    assert awards(rows[::step], found, editions(rows, found)) == [
        Award("east-tides-2021-best-paper", "East Tides 2021 Best Paper", "east-tides-2021")
    ]


@pytest.mark.parametrize(
    ("said", "row"),
    [
        ({"venue": "ICLR", "topics": ["vision"]}, None),
        ({"relations": [("SIREN", "outperforms", "VAE")]}, None),
        ({"headings": ["Odds"]}, ([("topic", "Odds", True, False)], [], [])),
        ({"methods": {"*NVAE": Role.INTRODUCES}}, ([("method", "NVAE", False, True)], [], [])),
        (
            {"methods": {"*Nouveau VAE": Role.USES, "SIREN": Role.USES}, "aliases": {"*Nouveau VAE": "NVAE"}},
            ([("method", "Nouveau VAE", False, False)], [("NVAE", "method", "Nouveau VAE", False)], []),
        ),
        (
            {"methods": {"SIREN": Role.USES}, "aliases": {"SIREN": "Sirens"}},
            ([], [("Sirens", "method", "SIREN", True)], []),
        ),
        (
            {"relations": [("*NVAE", "outperforms", "*VLAE"), ("VAE", "outperforms", "*VLAE")]},
            ([], [], [[("method", "NVAE"), ("method", "VLAE")], [("method", "VLAE")]]),
        ),
    ],
)
def test_terms(said: dict[str, object], row: tuple[object, ...] | None) -> None:
    found = terms(entry(**said), 7)
    assert json.dumps(found) == json.dumps(row and ("a.md", 7, *row))


def test_concepts_of_rows() -> None:
    rows = [
        Terms("a.md", 1, [("method", "Nouveau VAE", False, True)], [("NVAE", "method", "Nouveau VAE", False)]),
        Terms("b.md", 2, [("method", "NVAE", True, False)]),
        Terms("c.md", 2, [], related=[[("method", "VLAE")]]),
    ]
    assert [(item.label, item.keys, item.headings, item.elsewhere) for item in coined(rows)] == [
        ("Nouveau VAE", ("nouveau vae", "nvae"), ("b.md",), True),
        ("VLAE", ("vlae",), (), True),
    ]


def test_what_a_row_relates_is_two() -> None:
    related = [[("method", "Deep Tides"), ("method", "DeepTides")]]
    assert len(coined([Terms("a.md", 1, [], related=[[name] for name in related[0]])])) == 1
    assert len(coined([Terms("a.md", 1, [], related=related)])) == 2


def test_a_name_of_a_known_concept_joins_nothing() -> None:
    rows = [
        Terms("a.md", 1, [("method", "Nouveau VAE", False, True)], [("NVAE", "method", "Nouveau VAE", False)]),
        Terms("b.md", 2, [("method", "NVAE", False, False)]),
    ]
    assert len(coined([*rows, Terms("c.md", 3, [], [("NVAE", "method", "nested voting", True)])])) == 2


def test_what_counts() -> None:
    said = entry(
        topics=["vision", "*Odds and Ends"],
        methods={"*NVAEs": Role.USES},
        relations=[("*NVAE", "outperforms", "SIREN")],
    )
    assert list(counted(said)) == [
        Counted("topics", CONCEPTS + "topic/vision"),
        Counted("topics", "topic odds and ends"),
        Counted("methods", "method nvae"),
        Counted("relations", "method nvae", "outperforms", CONCEPTS + "method/siren"),
    ]


def test_labels_of_one_concept_count_once() -> None:
    one = entry(methods={"*N-VAE": Role.USES}, relations=[("*N-VAE", "outperforms", "*VLAE")])
    other = entry(methods={"*NVAE": Role.USES}, tasks=["parsing"], relations=[("*NVAE", "outperforms", "*VLAE")])
    rows = [*counted(one), *counted(other)]
    concepts = coined([row for item in (one, other) if (row := terms(item, item.title.text))])
    expected = {"topics": 0, "methods": 1, "datasets": 0, "tasks": 1, "software": 0, "relations": 1}
    assert counts(rows, concepts) == counts([*rows[::-1], *rows], concepts) == expected
    assert counts(rows, [])["methods"] == 2
