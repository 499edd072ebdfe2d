"""Lines that name their field; organisations; presentations and awards."""

from __future__ import annotations

import pytest
from phrases import phrase

from kg.extractors.labels import is_link_line, is_people_line, label_of, read_label
from kg.extractors.organizations import is_organization, read_organizations, teams
from kg.extractors.standing import find_award, find_presentation

LABELS = """
authors        Jane Doe, John Roe          Authors: Jane Doe, John Roe
authors        Jane Doe                    First author: Jane Doe
authors        Jane Doe                    • [Paper authors] Jane Doe
organizations  Google Research             [Organization] Google Research
organizations  EPFL                        Affiliations： EPFL
paper          https://arxiv.org/abs/1     Paper link: https://arxiv.org/abs/1
code           https://github.com/a/b      **Code**: https://github.com/a/b
venue          CVPR 2021                   Accepted to: CVPR 2021
year           March 2021                  Date: March 2021
award          Best Paper                  Award: Best Paper
presentation   oral                        Type: oral
abstract       It works.                   TL;DR: It works.
title          Mask R-CNN                  Title: Mask R-CNN
video          https://youtu.be/x          Video: https://youtu.be/x
slides         here                        Slides: here
project        here                        Project page: here
data           here                        Data set: here
"""


@pytest.mark.parametrize("line", LABELS.strip().splitlines())
def test_read_label(line: str) -> None:
    field, value, text = line[:15].strip(), line[15:43].strip(), line[43:]
    labelled = read_label(phrase(text))
    assert labelled is not None
    assert (labelled.field, labelled.value.text) == (field, value)


@pytest.mark.parametrize("line", ["BERT: Pre-training of Deep Networks", "We read on.", "", "Figure: a plot"])
def test_prose_is_not_labelled(line: str) -> None:
    assert read_label(phrase(line)) is None


@pytest.mark.parametrize("line", ["Paper | Code", "[PDF] [Video]", "paper, code, slides", "Paper    Code"])
def test_lines_of_links(line: str) -> None:
    assert is_link_line(phrase(line))


@pytest.mark.parametrize(
    ("line", "code"),
    [("Paper | Code", "Code"), ("[PDF] [Source code]", "Source code"), ("arXiv, GitHub repo", "GitHub repo")],
)
def test_label_of_a_field(line: str, code: str) -> None:
    found = label_of(phrase(line), "code")
    assert found is not None
    assert found.text == code
    assert label_of(phrase(line), "slides") is None


def test_lines_of_other_things() -> None:
    assert is_people_line(phrase("LinkedIn | Website"))
    assert not is_link_line(phrase("Mask R-CNN | Code"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Google Research, EPFL", ["Google Research", "EPFL"]),
        ("University of California, Los Angeles", ["University of California, Los Angeles"]),
        ("University of Michigan, Stanford University", ["University of Michigan", "Stanford University"]),
        ("University of Washington, Naver", ["University of Washington", "Naver"]),
        ("Indian Institute of Technology, Bombay, MIT", ["Indian Institute of Technology, Bombay", "MIT"]),
        ("OpenAI, UC Berkeley, Davis", ["OpenAI", "UC Berkeley", "Davis"]),
        ("UC, Berkeley; MIT", ["UC, Berkeley", "MIT"]),
        ("University of California, Google Brain", ["University of California", "Google Brain"]),
        ("KAIST & Naver", ["KAIST", "Naver"]),
        ("Stanford University / DeepMind and Mila", ["Stanford University", "DeepMind and Mila"]),
        (", ;", []),
    ],
)
def test_organizations(text: str, expected: list[str]) -> None:
    assert [part.text for part in read_organizations(phrase(text))] == expected


def test_teams() -> None:
    text = "The team from IBM and researchers at the University of Toronto of"
    assert [part.text for part in teams(phrase(text))] == ["IBM", "University of Toronto"]
    assert is_organization("Google Brain")
    assert not is_organization("Pratik Worah")


@pytest.mark.parametrize(
    ("heading", "kind"),
    [("Orals", "oral"), ("## 3. Spotlights", "spotlight"), ("Accepted posters", "poster"), ("Demos", "demo")],
)
def test_presentation_headings(heading: str, kind: str) -> None:
    found = find_presentation(phrase(heading), heading=True)
    assert found is not None
    assert found.text == kind


def test_headings_of_other_things_are_no_presentations() -> None:
    assert find_presentation(phrase("Poster design for beginners"), heading=True) is None


def test_awards() -> None:
    found = find_award(phrase("ICLR 2018 Best Papers"), heading=True)
    assert found is not None
    assert found.text == "ICLR 2018 Best Papers"
    assert find_award(phrase("Compared with the best paper of the year before, it is slow.")) is None
    won = find_award(phrase("It won the Outstanding Paper Award."))
    assert won is not None
    assert won.text == "Outstanding Paper Award"
