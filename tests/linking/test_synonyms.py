"""Which labels of coined concepts are those of one concept."""

from __future__ import annotations

import pytest
from hand_made import Sheet

from kg.linking import link
from kg.linking.entities import Alias, Entities, Reason
from kg.mapping import to_quads
from kg.model import Role
from kg.namespaces import BASE, DCTERMS, ONTOLOGY

TITLES = ("On Tides", "Grammar Machines", "The Weather of Jupiter")


def linked(*sheets: Sheet) -> Entities:
    return link({made.name: made.references for made in sheets})


def sheets(*labels: str, role: Role = Role.USES, title: str = "") -> list[Sheet]:
    """Documents that each list a paper, `title` or one of its own, with a method; "NAME = OTHER" gives another name."""
    made = [Sheet(f"{number}.md") for number in range(len(labels))]
    for sheet, label, own in zip(made, labels, TITLES, strict=False):
        name, _, other = label.partition(" = ")
        sheet.add(title or own, methods={f"*{name}": role}, aliases={f"*{name}": other} if other else {})
    return made


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Early-Stopping", "EarlyStopping"),
        ("fine tuning", "finetuning"),
        ("GPT-3", "GPT3"),
        ("colour normalisation", "color normalization"),
        ("Tidal Labelling", "Tidal Labeling"),
        ("Neural Tide Machines", "Neural Tide Machine"),
        ("Nouveau VAE = NVAE", "NVAE"),
        ("Nouveau VAE = NVAEs", "NVAE"),
        ("NVAE = Nouveau VAE", "Nouveau-VAE"),
    ],
)
def test_labels_of_one_concept(one: str, other: str) -> None:
    (concept,) = linked(*sheets(one, other)).concepts
    assert len(concept.keys) == 2
    assert concept.key in concept.keys
    assert concept.reasons


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Net 1.1", "Net 11"),
        ("C", "C++"),
        ("NVAE", "Nouveau VAE"),
        ("Tide Aware Model = TAM", "TAM"),  # three letters may mean anything
        ("Bus", "Buses"),
    ],
)
def test_labels_of_several_concepts(one: str, other: str) -> None:
    assert len(linked(*sheets(one, other)).concepts) == 2


def test_a_short_acronym_beside_the_same_paper_is_the_name() -> None:
    (concept,) = linked(*sheets("Tide Aware Model = TAM", "TAM", title="On Tides")).concepts
    assert concept.reasons == (Reason("another name that a document gives", "tam"),)


def test_homonyms_stay_apart() -> None:
    assert len(linked(*sheets("Nouveau VAE = NVAE", "Neural Voting = NVAE", "NVAE")).concepts) == 3


def test_an_acronym_of_a_known_concept_is_not_taken() -> None:
    known = Sheet("known.md")
    known.add("Other", methods={"nested voting": Role.USES}, aliases={"nested voting": "NVAE"})
    assert len(linked(known, *sheets("Nouveau VAE = NVAE", "NVAE")).concepts) == 2


def test_an_acronym_that_another_paper_introduces_is_its_own() -> None:
    assert len(linked(*sheets("Nouveau VAE = NVAE", "NVAE", role=Role.INTRODUCES)).concepts) == 2


def test_what_a_document_relates_is_two() -> None:
    made = sheets("Deep Tides", "DeepTides")
    assert len(linked(*made).concepts) == 1
    made[0].add("More", relations=[("*Deep Tides", "variantOf", "*DeepTides")])
    assert len(linked(*made).concepts) == 2


def test_kinds_stay_apart() -> None:
    made = Sheet("a.md")
    made.add("One", methods={"*DeepTides": Role.USES}, datasets={"*Deep Tides": Role.USES})
    assert len(linked(made).concepts) == 2


def test_another_document_changes_no_other_key() -> None:
    before = linked(*sheets("Nouveau VAE = NVAE", "NVAE"))
    after = linked(*sheets("Nouveau VAE = NVAE", "NVAE", "Storm Net = STORMN"))
    assert set(before.concepts) <= set(after.concepts)


def test_in_the_graph_the_concept_is_one_and_its_old_name_leads_to_it() -> None:
    made = sheets("Nouveau VAE = NVAE", "NVAE", "Nouveau VAE")
    extractions = [item.extraction() for item in made]
    entities = link({item.name: item.references for item in extractions})
    assert entities.aliases == (Alias("method", "nvae", "nouveau vae"),)
    quads = list(to_quads(entities, extractions))
    used = {quad.object.value for quad in quads if quad.predicate.value == ONTOLOGY + "uses"}
    assert used == {f"{BASE}method/nouveau-vae"}
    replaced = [
        (quad.subject.value, quad.object.value) for quad in quads if quad.predicate.value == DCTERMS + "isReplacedBy"
    ]
    assert replaced == [(f"{BASE}method/nvae", f"{BASE}method/nouveau-vae")]
