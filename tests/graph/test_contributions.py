"""Rows of what references give to concepts, and the units that are made of them."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hand_made import CONCEPTS, Sheet
from hypothesis import given
from hypothesis import strategies as st

from kg.linking import link
from kg.linking.entities import Entities
from kg.mapping.concepts import by_concept, concept_units, conclusions, is_concluding, units_of_concepts
from kg.mapping.contributions import Contribution, contribution, contributions
from kg.mapping.unit import Setting, Unit
from kg.model import ConceptName, Kind, Reference, Role, Span

METHODS = st.sampled_from(["*NVAE", "*N-VAE", "*Nouveau VAE", "SIREN", "VAE", "*Nets"])
NAMED = st.dictionaries(METHODS, st.sampled_from(["", "NVAE", "Sirens"]), max_size=3)
PROPERTIES = st.sampled_from(["variantOf", "partOf", "alternativeTo", "outperforms"])
RELATED = st.lists(st.tuples(METHODS, PROPERTIES, METHODS).filter(lambda said: said[0] != said[2]), max_size=4)
ENTRIES = st.lists(st.tuples(NAMED, RELATED), min_size=1, max_size=6)


def method(label: str, iri: str = "") -> ConceptName:
    return ConceptName(Kind.METHOD, label, iri)


NVAE, VLAE, SIREN = method("NVAE"), method("VLAE"), method("SIREN", CONCEPTS + "method/siren")


def graph(*sheets: Sheet) -> tuple[Setting, Entities]:
    extractions = {item.name: item.extraction() for item in sheets}
    entities = link({name: item.references for name, item in extractions.items()})
    return Setting(entities, extractions, "https://x.org/", "quotes", {}, {}), entities


def rows(setting: Setting, references: Sequence[Reference]) -> list[Contribution]:
    return [row for item in references for row in contributions(item, setting.is_record(item))]


def told(units: Sequence[Unit]) -> list[tuple[str, str, list[str]]]:
    return [(unit.key, unit.digest, sorted(map(str, unit.quads()))) for unit in units]


# --- rows ------------------------------------------------------------------------------------------------------------


def test_another_name() -> None:
    entry = Sheet("a.md").add("One", methods={"*NVAE": Role.USES}, aliases={"*NVAE": "Nouveau VAE"})
    (span,) = (alias.span for alias in entry.methods[0].aliases)
    assert list(contributions(entry, False)) == [
        Contribution("a.md", "Nouveau VAE", (NVAE,), span, "concepts/title"),
    ]
    assert list(contributions(entry, True)) == [Contribution("a.md", "Nouveau VAE", (NVAE,), None)]


def test_what_names_no_rule_was_found_by_the_extractor() -> None:
    entry = Sheet("a.md").add("One", methods={"SIREN": Role.USES}, aliases={"SIREN": "Sirens"})
    assert [row.extractor for row in contributions(entry, False)] == ["hand"]


def test_a_relation() -> None:
    entry = Sheet("a.md").add("One", relations=[("*NVAE", "outperforms", "SIREN")])
    assert list(contributions(entry, False)) == [
        Contribution("a.md", "outperforms", (NVAE, SIREN), entry.relations[0].span, "concepts/relation")
    ]


@pytest.mark.parametrize(
    ("named", "row"),
    [
        (("*NVAE",), Contribution("a.md", "outperforms", (NVAE, SIREN), None)),
        (("*nvaes", "*VLAE"), Contribution("a.md", "outperforms", (NVAE, SIREN), None)),
        (("SIREN", "*VLAE"), Contribution("a.md", "outperforms", (NVAE, SIREN), None, among=(SIREN, VLAE))),
        ((), None),
    ],
)
def test_a_relation_of_a_record(named: tuple[str, ...], row: Contribution | None) -> None:
    made = Sheet("a.md")
    uses = dict.fromkeys(named, Role.USES)
    entry = made.add("One", methods=uses, relations=[("*NVAE", "outperforms", "SIREN")])
    assert [item for item in contributions(entry, True) if item.is_relation] == ([row] if row else [])


def test_records_that_say_the_same_give_one_row() -> None:
    made = Sheet("a.jsonl", catalogue=True)
    for title in ("One", "Another"):
        made.add(title, methods={"*NVAE": Role.USES}, relations=[("*NVAE", "outperforms", "SIREN")])
    assert len({row for item in made.references for row in contributions(item, True)}) == 1


@pytest.mark.parametrize(
    "row",
    [
        Contribution("a.md", "NVAE", (method("Nouveau VAE"),), Span(3, 7), "concepts/title"),
        Contribution("a.md", "partOf", (NVAE, SIREN), None, among=(SIREN, VLAE)),
        Contribution("a.md", "partOf", (NVAE, SIREN), Span(3, 7), "concepts/relation", True),
    ],
)
def test_rows_come_back_from_json(row: Contribution) -> None:
    back = contribution(json.loads(json.dumps(row)))
    assert back == row
    assert isinstance(back.concepts[0].kind, Kind)


# --- units -----------------------------------------------------------------------------------------------------------


def test_a_record_counts_where_a_name_of_its_turns_out_to_be_the_concept() -> None:
    made, other = Sheet("a.jsonl", catalogue=True), Sheet("b.md")
    made.add("One", methods={"*NVAE": Role.USES}, relations=[("*Nouveau VAE", "outperforms", "SIREN")])
    other.add("Other", relations=[("*Nouveau VAE", "partOf", "SIREN")])
    other.add("Third", methods={"*VLAE": Role.USES})
    setting, _ = graph(made, other)
    assert not by_concept(setting, rows(setting, made.references))
    other.add("Fourth", methods={"*Nouveau VAE": Role.USES}, aliases={"*Nouveau VAE": "NVAE"})
    setting, _ = graph(made, other)
    ((row,),) = by_concept(setting, rows(setting, made.references)).values()
    assert row.words == "outperforms"


def test_nothing_is_concluded_from_records() -> None:
    made = Sheet("a.jsonl", catalogue=True)
    made.add("One", methods={"A": Role.USES, "B": Role.USES}, relations=[("A", "partOf", "B"), ("B", "partOf", "C")])
    setting, _ = graph(made)
    stated = rows(setting, made.references)
    assert len(stated) == 2
    assert not conclusions(setting, stated)
    assert [is_concluding(row) for row in stated] == [False, False]


def sheets(entries: list[tuple[dict[str, str], list[tuple[str, str, str]]]]) -> list[Sheet]:
    """Two documents and a catalogue that share the entries."""
    made = [Sheet("a.md"), Sheet("b.md"), Sheet("c.jsonl", catalogue=True)]
    for number, (named, related) in enumerate(entries):
        aliases = {label: other for label, other in named.items() if other}
        uses = dict.fromkeys(named, Role.USES)
        made[number % 3].add(f"Paper {number % 4}", methods=uses, aliases=aliases, relations=related)
    return made


@given(ENTRIES, st.randoms(use_true_random=False))
def test_neither_order_nor_repetition_of_contributions_counts(entries: list, shuffler: random.Random) -> None:
    made = sheets(entries)
    setting, entities = graph(*made)
    papers = tuple(shuffler.sample(entities.papers, len(entities.papers)))
    whole = told(list(concept_units(setting, entities)))
    assert told(list(concept_units(setting, replace(entities, papers=papers)))) == whole
    stated = rows(setting, [item for sheet in made for item in sheet.references])
    again = [contribution(json.loads(json.dumps(row))) for row in [*stated, *stated[::2]]]
    shuffler.shuffle(again)
    assert told(list(units_of_concepts(setting, entities.concepts, again))) == whole
