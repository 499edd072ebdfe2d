"""Which authors become one person."""

from __future__ import annotations

import pytest
from hand_made import Sheet, sheet

from kg.linking import link, names
from kg.linking.entities import Entities


def linked(*sheets: Sheet) -> Entities:
    return link({item.name: item.references for item in sheets})


def people(entities: Entities) -> list[str]:
    return [person.name for person in entities.people]


@pytest.mark.parametrize(
    "written", ["G. Mai", "Mai, Gengchen", "Mai G.", "Mai, G.", "Gengchen MAI", "Mai Gengchen", "Mai"]
)
def test_compatible_names_on_one_paper_are_one_person(written: str) -> None:
    entities = linked(sheet("a", ("Space", "Gengchen Mai", "Ni Lao")), sheet("b", ("Space", written, "Ni Lao")))
    (paper,) = entities.papers
    assert people(entities) == ["Gengchen Mai", "Ni Lao"]
    assert [len(authorship.writings) for authorship in paper.authorships] == [2, 2]


@pytest.mark.parametrize("written", ["Gang Mai", "H. Mai", "Gengchen Lao"])
def test_incompatible_names_are_two_people(written: str) -> None:
    assert len(linked(sheet("a", ("Space", "Gengchen Mai")), sheet("b", ("Space", written))).people) == 2


def test_two_people_of_one_name_on_one_paper_stay_two() -> None:
    entities = linked(*(sheet(name, ("Nets", "Wei Wang", "Wei Wang")) for name in "ab"))
    (paper,) = entities.papers
    assert [authorship.position for authorship in paper.authorships] == [1, 2]
    assert people(entities) == ["Wei Wang", "Wei Wang"]


def test_full_names_are_one_person_across_papers_and_initials_are_not() -> None:
    entities = linked(sheet("a", ("Nets", "Ada Byron", "J. Smith"), ("Sets", "Byron, Ada", "J. Smith")))
    assert people(entities) == ["Ada Byron", "J. Smith", "J. Smith"]
    assert entities.people[0].key == "ada-byron"


def test_a_name_written_in_full_elsewhere_leaves_an_alias() -> None:
    entities = linked(sheet("a", ("Nets", "A. Byron")), sheet("b", ("Nets", "Ada Byron")))
    assert people(entities) == ["Ada Byron"]
    ((kind, old, new),) = entities.aliases
    assert (kind, new) == ("person", "ada-byron")
    assert old.startswith("a-byron-")


def test_another_order_of_a_name_leaves_no_alias() -> None:
    entities = linked(
        sheet("a", ("Nets", "Byron A.", "Noether, Emmy")), sheet("b", ("Nets", "A. Byron", "Emmy Noether"))
    )
    assert people(entities) == ["A. Byron", "Emmy Noether"]
    assert entities.aliases == ()


def test_positions_that_differ_are_both_kept() -> None:
    entities = linked(
        sheet("a", ("Nets", "Ada Byron", "Emmy Noether")), sheet("b", ("Nets", "Emmy Noether", "Ada Byron"))
    )
    (paper,) = entities.papers
    assert [(item.position, item.person) for item in paper.authorships] == [
        (1, "ada-byron"),
        (1, "emmy-noether"),
        (2, "ada-byron"),
        (2, "emmy-noether"),
    ]
    assert len({item.key for item in paper.authorships}) == 4


def test_a_list_that_is_complete_somewhere_has_no_more_authors() -> None:
    cut, whole = Sheet("a"), Sheet("b")
    cut.add("Nets", ["Ada Byron"], et_al=True)
    assert linked(cut).papers[0].more_authors
    whole.add("Nets", ["Ada Byron", "Emmy Noether"])
    assert not linked(cut, whole).papers[0].more_authors


@pytest.mark.parametrize("name", ["", ",", "Jr.", "X", "李 明", "J. R. R. Tolkien, Jr.", "a,b,c"])
def test_any_text_can_be_parsed_as_a_name(name: str) -> None:
    assert names.compatible(names.parse(name), names.parse(names.in_order(name)))
