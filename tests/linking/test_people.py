"""Which authors become one person."""

from __future__ import annotations

import pytest
from hand_made import Sheet, sheet

from kg.linking import link, names
from kg.linking.decisions import UNDECIDED, Decision, Decisions
from kg.linking.entities import Entities, Reason
from kg.linking.explaining import Explained
from kg.linking.identity import score
from kg.linking.papers import place, works
from kg.linking.people import People, resolve


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


def resolved(*sheets: Sheet) -> People:
    return resolve(works(sorted((reference for item in sheets for reference in item.references), key=place)))


def names_of(*sheets: Sheet) -> list[str]:
    return sorted(person.name for person in resolved(*sheets).persons)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jun-Yan Zhu", "Junyan Zhu"),
        ("Yan Hanshu", "Hanshu Yan"),
        ("Ada M. Byron", "Ada Byron"),
        ("Jürgen Schmidhuber", "Juergen Schmidhuber"),
        ("Stanisław Jastrzębski", "Stanislaw K. Jastrzebski"),
        ("J. Zico Kolter", "Zico Kolter"),
    ],
)
def test_another_form_of_a_name_needs_a_shared_co_author(one: str, other: str) -> None:
    alone = sheet("a", ("Nets", one, "Ni Lao"), ("Sets", other, "Emmy Noether"))
    together = sheet("a", ("Nets", one, "Emmy Noether"), ("Sets", other, "Emmy Noether"))
    assert len(names_of(alone)) == 4
    assert len(names_of(together)) == 2


def test_a_shortened_first_name_needs_a_shared_co_author_too() -> None:
    assert len(names_of(sheet("a", ("Nets", "Jeff Dean", "Ni Lao"), ("Sets", "Jeffrey Dean", "Ni Lao")))) == 2
    assert len(names_of(sheet("a", ("Nets", "Jeff Dean"), ("Sets", "Jeffrey Dean")))) == 2


@pytest.mark.parametrize("shared", [1, 2])
def test_initials_need_two_shared_co_authors(shared: int) -> None:
    others = ["Emmy Noether", "Ni Lao"][:shared]
    entries = sheet("a", ("Nets", "A. Byron", *others), ("Sets", "Ada Byron", *others))
    assert (names_of(entries) == sorted(["Ada Byron", *others])) == (shared == 2)


def test_initials_that_fit_two_people_with_support_are_neither() -> None:
    others = ["Emmy Noether", "Ni Lao"]
    entries = sheet(
        "a", ("Nets", "A. Byron", *others), ("Sets", "Ada Byron", *others), ("Logic", "Anne Byron", *others)
    )
    assert names_of(entries) == ["A. Byron", "Ada Byron", "Anne Byron", "Emmy Noether", "Ni Lao"]


def test_a_name_that_fits_two_others_does_not_make_them_one() -> None:
    others = ["Emmy Noether", "Ni Lao"]
    forms = ["Michael I. Jordan", "Michael B. Jordan", "Michael Jordan"]
    found = resolved(sheet("a", *((f"Nets {form}", form, *others) for form in forms)))
    written = {
        writing.mention.text: item.person
        for authorships in found.authorships.values()
        for item in authorships
        for writing in item.writings
    }
    assert written["Michael B. Jordan"] != written["Michael I. Jordan"]
    assert len({written[form] for form in forms}) == 2


@pytest.mark.parametrize(("one", "other"), [("John Fisher Jr.", "John Fisher III"), ("Ada B. Byron", "Ada C. Byron")])
def test_names_that_contradict_each_other_are_two_people_whatever_they_share(one: str, other: str) -> None:
    others = ["Emmy Noether", "Ni Lao", "Gengchen Mai"]
    assert len(names_of(sheet("a", ("Nets", one, *others), ("Sets", other, *others)))) == 5


def crowd() -> list[tuple[str, ...]]:
    """Papers that make the name Wei Wang common: many people called Wei, and many called Wang."""
    letters = "bdfgkl"
    return [
        (f"On {one}{other}", f"Wei {one.upper()}a{other}", f"{one.upper()}o{other} Wang")
        for one in letters
        for other in letters
    ]


def test_a_common_name_needs_support_and_a_rare_one_does_not() -> None:
    papers = [("Nets", "Wei Wang", "Ada Byron"), ("Sets", "Wei Wang", "Emmy Noether"), ("Logic", "Wei Wang", "Ni Lao")]
    again = ("More Nets", "Wei Wang", "Ada Byron")
    assert names_of(sheet("a", *papers)).count("Wei Wang") == 1
    found = resolved(sheet("a", *papers, again, *crowd()))
    weis = [person.key for person in found.persons if person.name == "Wei Wang"]
    assert len(weis) == 3
    assert "wei-wang" in weis
    assert [reason.name for reason in found.reasons["wei-wang"]] == ["same name", "shared co-author"]


def other_people(number: int) -> list[tuple[str, ...]]:
    """Papers by so many people of whom no two share a first name or a surname."""
    letters = "abcdefghij"
    spelt = ["".join(letters[int(digit)] for digit in f"{index:04}") for index in range(number)]
    return [(f"On {word}", f"F{word} S{word}") for word in spelt]


def test_a_rare_name_without_its_middle_name_is_known_among_many_names() -> None:
    papers = [("Nets", "Ada M. Byron", "Ni Lao"), ("Sets", "Ada Byron", "Emmy Noether")]
    many = other_people(4200)
    assert names_of(sheet("a", *papers)).count("Ada Byron") == 1
    assert "Ada Byron" not in names_of(sheet("a", *papers, *many))
    third = ("Logic", "Ada K. Byron", "Gengchen Mai")
    assert {"Ada Byron", "Ada M. Byron", "Ada K. Byron"} <= set(names_of(sheet("a", *papers, third, *many)))


def test_initials_are_never_known_by_being_rare() -> None:
    papers = [("Nets", "A. M. Byron", "Ni Lao"), ("Sets", "A. Byron", "Emmy Noether"), ("Logic", "A. Byron")]
    found = names_of(sheet("a", *papers, *other_people(4200)))
    assert [name for name in found if "Byron" in name] == ["A. Byron", "A. Byron", "A. M. Byron"]


def test_people_who_may_be_one_are_candidates_with_reasons_for_and_against() -> None:
    entries = sheet("a", ("Nets", "A. Byron", "Ni Lao"), ("Sets", "Ada Byron", "Ni Lao"))
    papers = works(sorted(entries.references, key=place))
    explained = Explained(papers)
    (found,) = explained.candidates("ada-byron")
    assert explained.compare("ada-byron", found.key) == found.evidence
    assert (found.name, found.papers) == ("A. Byron", 1)
    assert [(item.reason, item.weight > 0) for item in found.evidence] == [
        ("initials fit", False),
        ("shared co-author", True),
    ]


def explained(*sheets: Sheet, decisions: Decisions = UNDECIDED) -> Explained:
    references = sorted((item for each in sheets for item in each.references), key=place)
    return Explained(works(references), decisions)


def test_each_remedy_by_itself_makes_one_person_of_two() -> None:
    nets, sets = ("Nets", "A. Byron", "Ni Lao"), ("Sets", "Ada Byron", "Emmy Noether", "Gengchen Mai")
    asked = explained(sheet("a", nets, sets))
    (found,) = asked.candidates("ada-byron")
    told = asked.remedies("ada-byron", found.key)
    assert [(item.reason, item.detail) for item in told] == [
        ("2 co-authors in common", "such as emmy noether, gengchen mai"),
        ("the name in full", "ada byron"),
    ]
    assert len([name for name in names_of(sheet("a", nets, sets)) if "Byron" in name]) == 2
    with_co_authors = sheet("a", (*nets, "Emmy Noether", "Gengchen Mai"), sets)
    assert len([name for name in names_of(with_co_authors) if "Byron" in name]) == 1
    in_full = sheet("a", nets, sets), sheet("b", ("Nets", "Ada Byron", "Ni Lao"))
    assert len([name for name in names_of(*in_full) if "Byron" in name]) == 1


def test_nothing_would_make_one_person_of_two_authors_of_a_paper_or_of_contradicting_names() -> None:
    asked = explained(sheet("a", ("Nets", "Ada K. Byron", "Ada M. Byron"), ("Sets", "Emmy Noether", "Ada N. Byron")))
    ((one, other, third)) = sorted(key for key in ("ada-k-byron", "ada-m-byron", "ada-n-byron") if key in asked)
    assert asked.remedies(one, other) == asked.remedies(one, third) == []
    assert asked.candidates(one) == []


def test_each_join_of_people_has_its_evidence() -> None:
    made = sheet("a", ("Nets", "Ada Byron", "Ni Lao"), ("Sets", "Byron Ada", "Ni Lao"), ("Logic", "Ada Byron"))
    asked = explained(made)
    joins = asked.joins("ada-byron")
    assert {item.paper.partition("-")[0] for join in joins for item in (join.one, *join.others)} == {
        "nets", "sets", "logic"
    }  # fmt: skip
    assert [[item.reason for item in join.evidence] for join in joins] == [
        ["same name"],
        ["name in another order", "shared co-author"],
    ]
    assert [reason.name for reason in asked.reasons("ada-byron")] == ["same name", "shared co-author"]
    assert asked.joins("ni-lao")
    assert asked.reasons("ni-lao")


def test_initials_that_fit_two_people_are_taken_for_neither_and_both_are_named() -> None:
    circle = ("Ni Lao", "Emmy Noether", "Gengchen Mai")
    made = sheet("a", ("Nets", "A. Byron", *circle), ("Sets", "Ada Byron", *circle), ("Logic", "Anna Byron", *circle))
    asked = explained(made)
    (initials,) = (item.key for item in asked.candidates("ada-byron"))
    assert score(asked.compare("ada-byron", initials)) >= 0
    assert [item.key for item in asked.rivals("ada-byron", initials)] == ["anna-byron"]


def test_whom_somebody_told_apart_stays_apart_whatever_speaks_for_it() -> None:
    made = sheet("a", ("Nets", "Ada Byron", "Ni Lao"), ("Sets", "Ada Byron", "Ni Lao"))
    keys = [work.key for work in works(sorted(made.references, key=place))]
    split = UNDECIDED.adding(Decision("split", "person", f"{keys[0]}/1", f"{keys[1]}/1", "a namesake"))
    asked = explained(made, decisions=split)
    people = resolve(works(sorted(made.references, key=place)), split).persons
    (found,) = (person.key for person in people if person.key.startswith("ada-byron-"))
    told = asked.compare("ada-byron", found)
    assert (told[0].reason, told[0].detail) == ("decided: not one person", "a namesake")
    assert asked.remedies("ada-byron", found) == []


def test_people_whom_somebody_merged_are_told_with_that_reason() -> None:
    made = sheet("a", ("Nets", "Ada Byron"), ("Sets", "Ada Lovelace"))
    merge = UNDECIDED.adding(Decision("merge", "person", "ada-byron", "ada-lovelace", "married"))
    asked = explained(made, decisions=merge)
    assert asked.reasons("ada-byron") == (Reason("decided", "married"),)
    assert asked.papers("ada-byron") == 2


def test_documents_that_are_added_do_not_part_people() -> None:
    few = [("Nets", "Ada M. Byron", "Ni Lao"), ("Sets", "Ada Byron", "Ni Lao")]
    more = [(f"Paper {number}", f"Person Number{number}", "Emmy Noether") for number in range(50)]
    before, after = resolved(sheet("a", *few)), resolved(sheet("a", *few), sheet("b", *more))
    assert {person.key for person in before.persons} <= {person.key for person in after.persons}


@pytest.mark.parametrize("name", ["", ",", "Jr.", "X", "李 明", "J. R. R. Tolkien, Jr.", "a,b,c"])
def test_any_text_can_be_parsed_as_a_name(name: str) -> None:
    assert names.compatible(names.parse(name), names.parse(names.in_order(name)))
