"""What is like a thing: rare things in common weigh more, and the reasons hold both ways round."""

from __future__ import annotations

import pytest

from kg.errors import KgError
from kg.graphs.links import Nodes
from kg.graphs.similar import similar, with_examples
from kg.namespaces import BASE


def labels(nodes: Nodes, iri: str) -> list[str]:
    return [nodes[each.iri].label for each in similar(nodes, BASE + iri)]


def test_a_paper_by_the_same_person_on_the_same_method_comes_first(small: Nodes) -> None:
    assert labels(small, "paper/a")[0] == "Paper B"
    assert "Paper F" not in labels(small, "paper/a")  # which has nothing in common with it


def test_people_are_like_those_that_they_write_with(small: Nodes) -> None:
    assert labels(small, "person/ann")[0] == "Bob"


def test_a_method_is_like_its_variant(small: Nodes) -> None:
    assert labels(small, "method/m")[0] == "Method N"


def test_the_score_is_the_sum_of_the_reasons(small: Nodes) -> None:
    for each in similar(small, BASE + "paper/b"):
        assert each.score == pytest.approx(sum(why.weight for why in each.reasons))
        weights = [why.weight for why in each.reasons]
        assert weights == sorted(weights, reverse=True)


@pytest.mark.parametrize("kind", ["paper", "person"])
def test_the_reasons_are_the_same_both_ways_round(documents: Nodes, kind: str) -> None:
    text = f"{BASE}{kind}/"
    things = sorted(
        {
            quad.subject.value
            for quad in documents.store.quads_for_pattern(None, None, None, None)
            if quad.subject.value.startswith(text)  # type: ignore[union-attr]
        }
    )
    for iri in things[::25]:
        for each in similar(documents, iri, 5):
            back = {neighbour.iri: neighbour for neighbour in similar(documents, each.iri, 1000)}
            assert iri in back
            assert back[iri].score == pytest.approx(each.score)
            there = {(why.kind, why.thing) for why in each.reasons if why.thing not in (iri, each.iri)}
            assert there == {(why.kind, why.thing) for why in back[iri].reasons if why.thing not in (iri, each.iri)}


def test_examples_are_papers_of_both(small: Nodes) -> None:
    iri = BASE + "person/ann"
    for each in with_examples(small, iri, similar(small, iri)):
        assert all(why.ours and why.theirs for why in each.reasons)


def test_an_edition_has_no_neighbours(small: Nodes) -> None:
    with pytest.raises(KgError, match="edition"):
        similar(small, BASE + "edition/e")
