"""Which labels of a user's vocabulary are doubted, and why; what the matcher does with them bears it out."""

from __future__ import annotations

import pytest

from kg.vocabulary import Concept, Kind, Vocabulary, load
from kg.vocabulary.doubts import Reason, doubts

SHIPPED = Vocabulary([Concept("urn:gnn", "graph neural network", Kind.METHOD, ("GNN",)), Concept("urn:wrap", "Wrapp")])


def doubted(*own: Concept) -> list[tuple[str, Reason, str]]:
    found = doubts(SHIPPED, own)
    return [(doubt.label, doubt.reason, doubt.other.iri if doubt.other else "") for doubt in found]


@pytest.mark.parametrize(
    ("label", "reason"),
    [
        ("vole counting", None),
        ("++", Reason.EMPTY),
        ("—", Reason.EMPTY),
        ("", Reason.EMPTY),
        ("Vole.js", Reason.ADDRESS),
        ("vole/burrow/field", Reason.ADDRESS),
        (".cn", Reason.SUFFIX),
        ("com", Reason.SUFFIX),
        ("py", Reason.SUFFIX),
        ("R", Reason.SHORT),
        ("nn", Reason.SHORT),
        ("C++", None),
        ("2020", Reason.SHORT),
        ("3.14", Reason.SHORT),
        ("node", Reason.EVERYDAY),
        ("Attention", Reason.EVERYDAY),
        ("attention head", None),
        ("SELF", Reason.SHOUTED),
        ("BERT", None),
        ("turducken", None),
    ],
)
def test_one_label(label: str, reason: Reason | None) -> None:
    assert doubted(Concept("urn:own", label)) == ([(label, reason, "")] if reason else [])


def test_words_that_must_stand_near_make_a_short_label_good() -> None:
    assert doubted(Concept("urn:own", "R", needs_near=("statistics",))) == []


def test_words_that_cannot_stand_near() -> None:
    own = Concept("urn:own", "Volery", needs_near=("--", "…"))
    assert doubted(own) == [("--", Reason.NEED, ""), ("…", Reason.NEED, "")]
    assert Vocabulary([own]).find("the Volery in the burrow of a vole") == []


def test_labels_of_shipped_concepts() -> None:
    own = Concept("urn:own", "Graph-Neural Network", alternatives=("GNN", "graph neural networks", "GNN model"))
    assert doubted(own) == [
        ("Graph-Neural Network", Reason.SHIPPED, "urn:gnn"),
        ("GNN", Reason.SHIPPED, "urn:gnn"),
        ("graph neural networks", Reason.SHIPPED, "urn:gnn"),
    ]


def test_adding_to_a_shipped_concept_is_no_doubt() -> None:
    assert doubted(Concept("urn:gnn", "graph neural network", Kind.METHOD, ("GNN", "neural net on graphs"))) == []


@pytest.mark.parametrize(
    ("first", "second", "shadowed"),
    [
        (Concept("urn:a", "vole map"), Concept("urn:b", "Vole-Map"), True),
        (Concept("urn:a", "vole map"), Concept("urn:b", "vole maps"), True),
        (Concept("urn:a", "vole map"), Concept("urn:b", "volemap"), False),
        (Concept("urn:a", "VOLE"), Concept("urn:b", "vole"), False),
        (Concept("urn:a", "vole"), Concept("urn:b", "VOLE"), False),
        (Concept("urn:a", "VOLE"), Concept("urn:b", "VOLE"), True),
        (Concept("urn:a", "Vole", match_case=True), Concept("urn:b", "VOLE"), False),
        (Concept("urn:a", "Vole", needs_near=("burrow",)), Concept("urn:b", "Vole"), False),
        (Concept("urn:a", "Vole"), Concept("urn:b", "Vole", needs_near=("burrow",)), True),
        (Concept("urn:a", "Vole", needs_near=("x1", "x2")), Concept("urn:b", "Vole", needs_near=("x1",)), True),
        (Concept("urn:a", "Vole", needs_near=("x1",)), Concept("urn:b", "Vole", needs_near=("x1", "x2")), False),
        (Concept("urn:a", "vole map", needs_near=("x1",)), Concept("urn:b", "vole map"), True),
        (Concept("urn:a", "vole map", grouping=True), Concept("urn:b", "vole map"), False),
    ],
)
def test_a_label_that_an_earlier_concept_takes(first: Concept, second: Concept, shadowed: bool) -> None:
    expected = [(second.label, Reason.SHADOWED, "urn:a")] if shadowed else []
    assert doubted(first, second) == expected
    texts = (second.label, f"We use {second.label} here, with x1 and x2.", f"We use {second.label} here, with x2.")
    found = {match.concept.iri for text in texts for match in Vocabulary([first, second]).find(text)}
    assert ("urn:b" in found) is not shadowed


def test_shipped_labels_have_few_doubts() -> None:
    """What the shipped schemes contradict themselves in would be shadowed or empty."""
    reasons = {doubt.reason for doubt in doubts(Vocabulary([]), load().concepts())}
    assert not reasons & {Reason.EMPTY, Reason.SHADOWED, Reason.NEED}
