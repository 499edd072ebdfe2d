"""What a search finds, in which order, and why."""

from __future__ import annotations

from collections.abc import Callable

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.searching import Filter, Index, exact, index_of, search
from kg.searching.stems import stems

Found = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # who is called exactly so, then labels with the words by the papers that name them, then passages
        ("graph neural network", ["net", "rare", "roads", "quiet"]),
        ("graph neural networks", ["net", "rare", "roads", "quiet"]),
        ("neural graph", ["net", "rare", "roads", "quiet"]),
        ("GNN", ["net"]),
        ("recurrent graph neural network", ["rare", "roads"]),
        # hyphens, accents, plurals, case
        ("self supervised", ["self"]),
        ("SELF-SUPERVISED LEARNINGS", ["self"]),
        ("naive facade", ["quiet"]),
        ("kohler", ["hannes", "kohler", "molecules"]),
        ("Köhler, Hannes", ["hannes"]),
        ("J. H. Kohler", ["hannes"]),  # as a paper writes him
        ("lukasz", ["kohler"]),
        ("auto-supervise", ["self"]),
        # a word in two, two words in one
        ("non-linear control", ["nonlinear"]),
        ("selfsupervised learning", ["self"]),
        # beginnings: of the last word only, and only while it is typed
        ("molec", ["molecules"]),
        ("molecules as gra", ["molecules"]),
        ("molec ", []),
        # other names, identifiers, file names
        ("houses paper", ["quiet"]),
        ("international conference", ["iclr"]),
        ("10.1000/XYZ.12", ["molecules"]),
        ("https://doi.org/10.1000/xyz.12", ["molecules"]),
        ("spring.md", ["list"]),
        ("talks", ["talks"]),
        # passages lead to the papers they are about; addresses in them are no words
        ("force field", ["molecules"]),
        ("windows porto", ["quiet"]),
        ("zebra", []),
        ("walruses", []),
        # typing errors
        ("grpah neural network", ["net", "rare", "roads", "quiet"]),
        ("graph neurla netwrok", ["net", "rare", "roads", "quiet"]),
        ("hanes kohler", ["hannes"]),
        ("recurent", ["rare", "roads"]),
        ("supervsied", ["self"]),
        # a word too many
        ("mol graphs", ["net", "molecules", "rare", "roads", "quiet"]),
        ("zebra walruses", []),
        ("molecules as graphs xylophone", ["molecules"]),
        ("", []),
        (" \u200f ", []),
        ("\u200fلغة", ["rtl"]),
    ],
)
def test_found(text: str, names: list[str], found: Found) -> None:
    assert found(text) == names


@pytest.mark.parametrize(
    ("chosen", "names"),
    [
        ({"kinds": ("paper",)}, ["roads", "quiet"]),
        ({"kinds": ("method", "topic")}, ["net", "rare"]),
        ({"years": (2018, 2018)}, ["roads"]),
        ({"years": (2019, 2030)}, []),
        ({"wholes": (("urn:talks",),)}, ["roads", "quiet"]),
        ({"wholes": (("urn:icml18",),)}, ["roads"]),
        ({"wholes": (("urn:talks",), ("urn:iclr",))}, []),
        ({"wholes": (("urn:nothing",),)}, []),
        ({"limit": 2}, ["net", "rare"]),
    ],
)
def test_filters(chosen: dict[str, object], names: list[str], found: Found) -> None:
    assert found("graph neural network", **chosen) == names


def test_a_venue_holds_its_editions_and_what_was_given_to_them(found: Found) -> None:
    assert found("graphs", wholes=(("urn:iclr",),)) == ["molecules"]
    assert found("ICLR", wholes=(("urn:iclr",),)) == ["iclr20"]


def test_a_thing_of_two_kinds_is_found_as_either(found: Found) -> None:
    assert found("clustering", kinds=("topic",)) == found("clustering", kinds=("method",)) == ["both"]


def test_years_are_those_of_a_paper_and_of_its_edition(found: Found) -> None:
    assert found("molecules", years=(2019, 2019)) == found("molecules", years=(2020, 2020)) == ["molecules"]


def test_a_hit_says_why(index: Index) -> None:
    (hit,) = search(index, "streets photograph")
    assert (hit.field, hit.year, hit.label) == ("passage", None, "Naïve Façades")
    assert [hit.words[start:end] for start, end in hit.marks] == ["photographs", "streets"]
    hit = search(index, "facade naive")[0]
    assert (hit.field, [hit.words[start:end] for start, end in hit.marks]) == ("title", ["Naïve", "Façades"])
    (hit,) = search(index, "hanes kohler xylophone")[:1]
    assert hit.mended == ("hannes",)
    assert hit.missing == 1
    assert search(index, "gnn")[0].field == "other name"
    assert exact(search(index, "gnn")[0], "GNNs")
    assert 0 < search(index, "force field")[0].score < search(index, "gnn")[0].score <= 1


NASTY = ['"', "*", "(", ")", "NEAR(", "AND", "OR NOT", "^", ":", "words:x", "{", "}", "+", "-", "; DROP TABLE name; --",
         "\x00", "\ud800", "\u202e", "\u200f", "🙂", "?", "%", "_", "a" * 10_000, "graph " * 2_000, "\n"]  # fmt: skip


@given(
    st.lists(st.sampled_from([*NASTY, "graph", "neural", "Köhler"]) | st.text(max_size=20), max_size=6).map(" ".join)
)
def test_nothing_that_is_typed_is_syntax(index: Index, text: str) -> None:
    for hit in search(index, text, limit=5):
        assert all(0 <= start < end <= len(hit.words) for start, end in hit.marks)
        assert hit.marks or hit.missing


@pytest.mark.parametrize("text", NASTY)
def test_signs_around_words_do_not_count(text: str, found: Found) -> None:
    if not stems(text):
        assert found(f"{text} gnn {text}") == ["net"]


def test_names_that_no_word_is_in(found: Found) -> None:
    store = ox.Store()
    kg = "https://w3id.org/kg-papers/ontology#"
    store.load(f'<urn:a> a <{kg}Paper> ; <{kg}title> "?!" .', ox.RdfFormat.TURTLE)
    assert search(index_of(store), "a") == []


def test_an_empty_graph_has_an_index() -> None:
    assert search(index_of(ox.Store()), "anything at all") == []


def test_equals_stand_by_label_and_then_by_iri() -> None:
    store = ox.Store()
    lines = [f'<urn:{n}> a kg:Person ; kg:name "{name}" .' for n, name in enumerate(["Bo Li", "Bo Li", "Al Li"])]
    store.load("@prefix kg: <https://w3id.org/kg-papers/ontology#> ." + "\n".join(lines), ox.RdfFormat.TURTLE)
    assert [hit.iri for hit in search(index_of(store), "li", Filter(kinds=("person",)))] == ["urn:2", "urn:0", "urn:1"]
