"""Which names of organisations are those of one."""

from __future__ import annotations

import pytest
from hand_made import Sheet

from kg.linking import link
from kg.linking.entities import Alias, Entities, Reason


def linked(*lists: tuple[str, ...]) -> Entities:
    """What comes of documents that each list one paper, the same one, with these organisations."""
    sheets = [Sheet(f"{number}.md") for number in range(len(lists))]
    for made, organizations in zip(sheets, lists, strict=True):
        made.add("Deep Sets", ["Ada Byron", "Emmy Noether"], organizations=organizations)
    return link({made.name: made.references for made in sheets})


def apart(*names: str) -> Entities:
    """What comes of documents that each list a paper of their own."""
    titles = ("On Tides", "Grammar Machines", "The Weather of Jupiter")
    sheets = [Sheet(f"{number}.md") for number in range(len(names))]
    for made, title, name in zip(sheets, titles, names, strict=False):
        made.add(title, organizations=[name])
    return link({made.name: made.references for made in sheets})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mila Lab", "Mila"),
        ("Facebook Reality Lab", "Facebook Reality Labs"),
        ("University of California, Berkeley", "UC Berkeley"),
        ("University of California, Berkeley", "Univ. of California at Berkeley"),
        ("University of Massachusetts Amherst", "UMass Amherst"),
        ("IIT Bombay", "Indian Institute of Technology, Bombay"),
        ("The University of Tokyo", "University of Tokyo"),
        ("U. of Toronto", "University of Toronto"),
        ("Univ. Toronto", "University of Toronto"),
        ("Microsoft Corporation", "Microsoft"),
        ("Huawei Technologies Co., Ltd.", "Huawei Technologies"),
        ("Centre for Mathematics & Computer Science", "Center for Mathematics and Computer Science"),
        ("Université de Montréal", "Universite de Montreal"),
        ("University of California, Los Angeles (UCLA)", "UCLA"),
        ("University of California, Los Angeles (UCLA)", "University of California Los Angeles"),
    ],
)
def test_writings_of_one_name_are_one_organisation(one: str, other: str) -> None:
    (organization,) = apart(one, other).organizations
    assert organization.reasons


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("University of California, Los Angeles", "University of California, San Diego"),
        ("University of California", "University of California, San Diego"),
        ("Google", "Google Research"),
        ("Google Research", "Google Brain"),
        ("Washington University", "University of Washington"),
        ("York University", "University of York"),
        ("University of Toronto", "University of Toronto Lab"),
        ("UC Health", "University of California Health"),
        ("Massachusetts Institute of Technology", "MIT"),
        ("Carnegie Mellon University", "Central Michigan University (CMU)"),
        ("Google – Quantum Institute", "Google"),
        ("University of Oxford (UK)", "UK"),
    ],
)
def test_other_names_are_other_organisations(one: str, other: str) -> None:
    assert len(apart(one, other).organizations) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [("MIT", "Massachusetts Institute of Technology"), ("Mila", "Mila – Quebec AI Institute"),
     ("UIUC", "University of Illinois at Urbana-Champaign")],
)  # fmt: skip
def test_beside_one_paper_initials_and_explanations_count(one: str, other: str) -> None:
    (organization,) = linked((one,), (other,)).organizations
    assert len(organization.reasons) == 1


def test_an_acronym_that_several_organisations_have_is_nobodys() -> None:
    entities = apart("Carnegie Mellon University (CMU)", "CMU", "Central Michigan University (CMU)")
    assert [item.key for item in entities.organizations] == [
        "carnegie-mellon-university",
        "central-michigan-university",
        "cmu",
    ]


def test_the_reasons_are_kept_and_the_old_key_leads_to_the_new() -> None:
    entities = apart("Mila", "Mila Lab")
    (organization,) = entities.organizations
    assert (organization.key, organization.reasons) == ("mila-lab", (Reason("laboratory of that name", "mila"),))
    assert entities.aliases == (Alias("organization", "mila", "mila-lab"),)
    assert {key for paper in entities.papers for item in paper.listings for key in item.organizations} == {"mila-lab"}
