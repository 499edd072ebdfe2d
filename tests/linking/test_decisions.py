"""Merges, splits and preferred titles of a person win over the evidence, and the file that holds them."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hand_made import Sheet, sheet
from hypothesis import given
from hypothesis import strategies as st
from test_order import DOCUMENTS, references

from kg.errors import KgError
from kg.linking import link
from kg.linking.deciding import stable_name
from kg.linking.decisions import HEADER, UNDECIDED, Decision, Decisions, parse
from kg.linking.entities import Alias, Entities, Reason

HEAD = "\t".join(HEADER) + "\n"


def decided(*lines: str) -> Decisions:
    return parse(HEAD + "".join("\t".join(line.split(" ")) + "\n" for line in lines))


def linked(*sheets: Sheet, decisions: Decisions = UNDECIDED) -> Entities:
    return link({item.name: item.references for item in sheets}, decisions=decisions)


def keys(entities: Entities) -> dict[str, str]:
    return {paper.title: paper.key for paper in entities.papers}


def test_a_merge_joins_papers_without_likeness_and_the_old_key_answers() -> None:
    sheets = sheet("a", "Deep Sets"), sheet("b", "Functions of Multisets")
    apart = keys(linked(*sheets))
    merge = decided(f"merge paper {apart['Functions of Multisets']} {apart['Deep Sets']}")
    entities = linked(*sheets, decisions=merge)
    (paper,) = entities.papers
    assert paper.key == apart["Functions of Multisets"]
    assert len(paper.listings) == 2
    assert paper.reasons == (Reason("decided", "decisions.tsv:2"),)
    assert entities.aliases == (Alias("paper", apart["Deep Sets"], paper.key),)


def test_the_note_is_the_reason() -> None:
    sheets = sheet("a", "Deep Sets"), sheet("b", "Functions of Multisets")
    one, other = keys(linked(*sheets)).values()
    decisions = UNDECIDED.adding(Decision("merge", "paper", one, other, "renamed\tfor the journal\n"))
    (paper,) = linked(*sheets, decisions=decisions).papers
    assert paper.reasons == (Reason("decided", "renamed for the journal"),)


def test_merges_follow_former_keys_and_each_other() -> None:
    sheets = sheet("a", "One Thing"), sheet("b", "Another Matter"), sheet("c", "Something Else")
    known = keys(linked(*sheets))
    one, other, third = known["One Thing"], known["Another Matter"], known["Something Else"]
    decisions = decided(f"merge paper {one} {other}", f"merge paper {other} {third}")
    entities = linked(*sheets, decisions=decisions)
    assert [paper.key for paper in entities.papers] == [one]
    assert {alias.old: alias.new for alias in entities.aliases} == {other: one, third: one}


def test_a_split_wins_over_a_shared_identifier() -> None:
    one, other = Sheet("a"), Sheet("b")
    one.add("Deep Sets", ["Ada Byron"], identifiers={"arxiv": "1703.06114"})
    other.add("Deep Sets", ["Ada Byron"], identifiers={"arxiv": "1703.06114"})
    names = [stable_name(item.references[0]) for item in (one, other)]
    entities = linked(one, other, decisions=decided(f"split paper {' '.join(names)}"))
    assert len({paper.key for paper in entities.papers}) == 2
    assert keys(linked(one, other))["Deep Sets"] in {paper.key for paper in entities.papers}


def test_a_split_holds_through_third_references_and_within_a_document() -> None:
    one = sheet("a", "Deep Sets", "Deep Sets")
    third = sheet("b", "Deep Sets")
    first, second = (f"a/7-{mark(item)}" for item in one.references)
    papers = linked(one, third, decisions=decided(f"split paper {first} {second}")).papers
    assert sorted(len(paper.listings) for paper in papers) == [1, 2]


def test_all_references_to_a_title_are_split_from_those_to_another_by_the_keys_of_papers() -> None:
    one, other = Sheet("a"), Sheet("b")
    one.add("Deep Sets", identifiers={"arxiv": "1703.06114"})
    other.add("Deep Sets (extended)", identifiers={"arxiv": "1703.06114"})
    assert len(linked(one, other).papers) == 1
    names = [stable_name(item.references[0]).partition("/")[2] for item in (one, other)]
    entities = linked(one, other, decisions=decided(f"split paper {' '.join(names)}"))
    assert (len(entities.papers), entities.unused) == (2, ())


def mark(reference: object) -> str:
    from kg.linking.minting import reference_mark

    return reference_mark(reference)  # type: ignore[arg-type]


def test_a_split_and_merges_that_contradict_it_are_refused() -> None:
    sheets = sheet("a", "Deep Sets"), sheet("b", "Functions of Multisets")
    one, other = keys(linked(*sheets)).values()
    parts = " ".join(stable_name(item.references[0]) for item in sheets)
    with pytest.raises(KgError, match=r"decisions.tsv:2 and decisions.tsv:3"):
        linked(*sheets, decisions=decided(f"merge paper {one} {other}", f"split paper {parts}"))


def test_a_merge_wins_over_what_one_document_tells_apart() -> None:
    made = sheet("a", "Deep Sets", "Deep Nets")
    one, other = keys(linked(made)).values()
    assert len(linked(made, decisions=decided(f"merge paper {one} {other}")).papers) == 1


def test_people_are_merged_and_split() -> None:
    sheets = sheet("a", ("Deep Sets", "Ada Byron")), sheet("b", ("Nets", "Ada Lovelace"))
    merged = linked(*sheets, decisions=decided("merge person ada-lovelace ada-byron"))
    assert [person.key for person in merged.people] == ["ada-lovelace"]
    assert Alias("person", "ada-byron", "ada-lovelace") in merged.aliases

    namesakes = sheet("a", ("Deep Sets", "Wei Wang")), sheet("b", ("Nets", "Wei Wang"))
    places = " ".join(f"{paper.key}/1" for paper in linked(*namesakes).papers)
    people = linked(*namesakes, decisions=decided(f"split person {places}")).people
    assert len(people) == 2
    assert "wei-wang" in {person.key for person in people}


def test_whoever_is_known_by_initials_keeps_answering_when_the_paper_is_merged() -> None:
    sheets = sheet("a", ("Deep Sets", "E. Noether")), sheet("b", ("Functions of Multisets", "A. Byron"))
    before = linked(*sheets)
    known = keys(before)
    merge = decided(f"merge paper {known['Deep Sets']} {known['Functions of Multisets']}")
    after = linked(*sheets, decisions=merge)
    answering = {person.key for person in after.people} | {alias.old for alias in after.aliases}
    assert {person.key for person in before.people} <= answering


def test_people_told_apart_cannot_be_merged() -> None:
    sheets = sheet("a", ("Deep Sets", "Ada Byron")), sheet("b", ("Nets", "Ada Lovelace"))
    places = " ".join(f"{paper.key}/1" for paper in linked(*sheets).papers)
    with pytest.raises(KgError, match="contradict"):
        linked(*sheets, decisions=decided("merge person ada-lovelace ada-byron", f"split person {places}"))


def test_venues_are_merged_with_their_editions() -> None:
    made = Sheet("a")
    made.add("Deep Sets", venue="NIPS", year="2017", award="Best Paper")
    made.add("Nets", venue="NeurIPS", year="2020")
    entities = linked(made, decisions=decided("merge venue neurips nips"))
    assert [(venue.key, venue.name) for venue in entities.venues] == [("neurips", "NeurIPS")]
    assert [edition.key for edition in entities.editions] == ["neurips-2017", "neurips-2020"]
    assert {(alias.kind, alias.old, alias.new) for alias in entities.aliases} == {
        ("venue", "nips", "neurips"),
        ("edition", "nips-2017", "neurips-2017"),
        ("award", "nips-2017-best-paper", "neurips-2017-best-paper"),
    }


def test_organizations_and_coined_concepts_are_merged() -> None:
    made = Sheet("a")
    made.add("Deep Sets", organizations=["MIT", "Massachusetts Institute of Technology"], topics=["*sets", "*bags"])
    decisions = decided("merge organization massachusetts-institute-of-technology mit", "merge topic sets bags")
    entities = linked(made, decisions=decisions)
    assert [item.name for item in entities.organizations] == ["Massachusetts Institute of Technology"]
    (concept,) = entities.concepts
    assert (concept.key, concept.former_keys, concept.label, concept.other_labels) == (
        "sets",
        ("bags",),
        "sets",
        ("bags",),
    )
    assert entities.unused == ()


def test_a_preferred_title_is_one_that_a_document_writes_and_changes_no_key() -> None:
    sheets = sheet("a", "Deep Sets"), sheet("b", "DEEP SETS")
    (before,) = linked(*sheets).papers
    decisions = parse(HEAD + f"prefer\tpaper\t{before.key}\ttitle=DEEP SETS\n")
    (after,) = linked(*sheets, decisions=decisions).papers
    assert (after.key, after.title, after.alternative_titles) == (before.key, "DEEP SETS", ("Deep Sets",))
    unsaid = parse(HEAD + f"prefer\tpaper\t{before.key}\ttitle=Shallow Sets\n")
    assert [item.where for item in linked(*sheets, decisions=unsaid).unused] == ["decisions.tsv:2"]


def test_a_decision_for_something_gone_is_told_and_does_no_harm() -> None:
    made = sheet("a", ("Deep Sets", "Ada Byron"))
    decisions = decided(
        "merge paper gone-1 gone-2",
        "split paper a/gone b/gone",
        "merge person ada-byron gone",
        "ignore paper gone year",
    )
    entities = linked(made, decisions=decisions)
    assert [paper.title for paper in entities.papers] == ["Deep Sets"]
    assert list(entities.unused) == list(decisions)


@given(DOCUMENTS, st.randoms(use_true_random=False))
def test_the_order_of_documents_and_of_decisions_does_not_count(documents: list, chance: random.Random) -> None:
    given_so = references(documents)
    before = link(given_so)
    papers = [paper.key for paper in before.papers]
    people = [person.key for person in before.people]
    merges = [f"merge {kind} {' '.join(chance.sample(known, 2))}" for kind, known in
              (("paper", papers), ("person", people)) for _ in range(2) if len(known) > 1]  # fmt: skip
    shuffled = {
        name: chance.sample(given_so[name], len(given_so[name]))
        for name in chance.sample(list(given_so), len(given_so))
    }
    notes = [f"{line} why" for line in merges]
    one = link(given_so, decisions=decided(*notes))
    other = link(shuffled, decisions=decided(*chance.sample(notes, len(notes))))
    assert replace(one, unused=()) == replace(other, unused=())
    assert sorted(one.unused) == sorted(other.unused)
    old = {(alias.kind, alias.old) for alias in one.aliases}
    now = {("paper", paper.key) for paper in one.papers} | {("person", person.key) for person in one.people}
    assert {("paper", key) for key in papers} <= old | now
    assert not old & now


@given(DOCUMENTS, st.randoms(use_true_random=False))
def test_what_is_split_is_never_one_paper(documents: list, chance: random.Random) -> None:
    given_so = references(documents)
    everything = [item for items in given_so.values() for item in items]
    names = sorted({stable_name(item) for item in everything})
    if len(names) < 2:
        return
    one, other = chance.sample(names, 2)
    entities = link(given_so, decisions=decided(f"split paper {one} {other}"))
    for paper in entities.papers:
        assert not {one, other} <= {stable_name(listing.reference) for listing in paper.listings}
    assert len({paper.key for paper in entities.papers}) == len(entities.papers)


WORDS = (
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8)
    .map(str.strip)
    .filter(lambda word: word and not any(sign in word for sign in "#:/<>="))
)
COMMENTS = st.one_of(st.just(""), WORDS.map(lambda word: f"# {word}"))
PAIRS = st.tuples(WORDS, WORDS).filter(lambda pair: pair[0] != pair[1])
MERGES = st.builds(lambda pair, note: Decision("merge", "paper", *pair, " ".join(note.split())), PAIRS, WORDS)


@given(st.lists(st.one_of(COMMENTS, MERGES.map(str)), max_size=6), st.lists(MERGES, max_size=4))
def test_the_file_keeps_its_lines_and_gains_only_what_was_decided(lines: list[str], added: list[Decision]) -> None:
    text = HEAD + "".join(f"{line}\n" for line in lines)
    decisions = parse(text)
    assert decisions.text() == text
    for item in added:
        before = decisions
        decisions = decisions.adding(item)
        rest = [line for line in decisions.lines if line in before.lines]
        assert [line.text for line in rest] == [line.text for line in before.lines]
        assert len(decisions.lines) - len(before.lines) in (0, 1)
    assert parse(decisions.text()).text() == decisions.text()
    assert sorted(parse(decisions.text())) == sorted(decisions)


def test_a_new_file_has_a_header_and_sorted_lines() -> None:
    decisions = UNDECIDED
    for one in ("b", "c", "a"):
        decisions = decisions.adding(Decision("merge", "paper", one, "x"))
    assert decisions.text().splitlines()[1:] == [HEAD.strip(), *(f"merge\tpaper\t{one}\tx" for one in "abc")]
    assert decisions.adding(Decision("merge", "paper", "x", "a")) == decisions


def test_things_may_be_named_by_their_iris() -> None:
    text = HEAD + "merge\tpaper\thttps://w3id.org/kg-papers/id/paper/a-1\tpaper:b-2\n"
    (decision,) = parse(text)
    assert (decision.one, decision.other) == ("a-1", "b-2")


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("join\tpaper\ta\tb", "'join' is no decision"),
        ("merge\taward\ta\tb", "merge does not go with 'award'"),
        ("merge\tpaper\ta", "merge needs two things"),
        ("merge\tpaper\ta\ta", "merge names one thing twice"),
        ("prefer\tpaper\ta\ttitle", "'title' is not FIELD=VALUE"),
        ("merge\tpaper\ta\tb\tnote\tmore", "a decision has five columns"),
    ],
)
def test_what_is_no_decision_is_told_with_its_line(line: str, problem: str) -> None:
    with pytest.raises(KgError) as caught:
        parse(f"# mine\n{HEAD}{line}\n")
    assert str(caught.value) == f"decisions.tsv:3: {problem}"
    assert caught.value.hint


def test_two_preferences_contradict_each_other() -> None:
    with pytest.raises(KgError, match=r"decisions.tsv:2 and decisions.tsv:3 contradict"):
        parse(HEAD + "prefer\tpaper\ta\ttitle=A\nprefer\tpaper\ta\ttitle=B\n")


def test_the_header_may_be_left_out() -> None:
    decisions = parse("# mine\n\nmerge\tpaper\tb\tc\n# why\nmerge\tpaper\td\te\n")
    assert [(item.one, item.other, item.where) for item in decisions] == [
        ("b", "c", "decisions.tsv:3"),
        ("d", "e", "decisions.tsv:5"),
    ]
    for one in ("c", "a", "x"):
        decisions = decisions.adding(Decision("merge", "paper", one, "y"))
    lines = [line.replace("\t", " ") for line in decisions.text().splitlines()]
    assert lines == [
        "# mine", "", "merge paper a y", "merge paper b c", "merge paper c y", "# why", "merge paper d e",
        "merge paper x y",
    ]  # fmt: skip
    assert parse(decisions.text()) == decisions


@pytest.mark.parametrize("text", ["action kind one other note\n", "join\tpaper\ta\tb\n", "kind\tone\n"])
def test_what_begins_neither_with_the_header_nor_with_a_decision_is_refused(text: str) -> None:
    with pytest.raises(KgError, match=r"decisions.tsv:1: this is neither the header .* nor a decision"):
        parse(text)
