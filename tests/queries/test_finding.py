"""What people call things, and what they mean."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import finding
from kg.errors import NotFound

FOUND = [
    ("https://w3id.org/kg-papers/id/topic/contrastive-learning", "contrastive learning"),
    ("topic:contrastive-learning", "contrastive learning"),
    ("topic/contrastive-learning", "contrastive learning"),
    ("Bootstrap Your Own Latent", "BYOL"),
    ("byol", "BYOL"),
    ("gnn", "graph neural networks"),
    ("graph neural network", "graph neural networks"),
    ("Leskovec, Jure", "Jure Leskovec"),
    ("leskovec", "Jure Leskovec"),
    ("NIPS", "NeurIPS"),
    ("neurips 2020", "NeurIPS 2020"),
    ("10.1038/S41586-020-2649-2", "Array programming with NumPy"),
    ("doi:10.1038/s41586-020-2649-2", "Array programming with NumPy"),
    ("arXiv:2006.09661", "Implicit Neural Representations with Periodic Activation Functions"),
    ("https://arxiv.org/pdf/2006.09661v2", "Implicit Neural Representations with Periodic Activation Functions"),
    ("2006.09661", "Implicit Neural Representations with Periodic Activation Functions"),
    ("https://github.com/snap-stanford/GraphGym", "Design Space for Graph Neural Networks"),
    ("numpy", "NumPy"),
    ("programming with numpy", "Array programming with NumPy"),
    ("reading-list.md", "Reading list: learning without labels"),
]


@pytest.mark.parametrize(("text", "label"), FOUND)
def test_found(text: str, label: str, two_lists: ox.Store) -> None:
    assert finding.find_one(two_lists, text).label == label


def test_kinds_narrow(two_lists: ox.Store) -> None:
    assert finding.find_one(two_lists, "implicit", ("paper",)).kind == "paper"
    assert finding.find_one(two_lists, "implicit", ("topic",)).kind == "topic"


def test_several_are_listed(two_lists: ox.Store) -> None:
    with pytest.raises(NotFound) as caught:
        finding.find_one(two_lists, "learning")
    assert "may mean" in caught.value.problem
    assert "(topic:machine-learning)" in caught.value.hint


def test_a_label_goes_before_another_name() -> None:
    store = ox.Store()
    store.load(
        """@prefix kg: <https://w3id.org/kg-papers/ontology#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        <urn:paper> a kg:Paper ; kg:title "Deep Sets" .
        <urn:method> a kg:Method ; skos:prefLabel "DeepSets"@en ; skos:altLabel "Deep Sets"@en .""",
        ox.RdfFormat.TURTLE,
    )
    assert finding.find_one(store, "Deep Sets").iri == "urn:paper"
    assert finding.find_one(store, "Deep Sets", ("method",)).iri == "urn:method"


def test_near_ones_are_suggested(two_lists: ox.Store) -> None:
    with pytest.raises(NotFound) as caught:
        finding.find_one(two_lists, "contrasive lerning", ("topic",))
    assert "“contrastive learning”" in caught.value.hint


@pytest.mark.parametrize("text", ["", "   ", "—", "xyzzy"])
def test_nothing_is_found(text: str, two_lists: ox.Store) -> None:
    with pytest.raises(NotFound):
        finding.find(two_lists, text)


def test_a_merged_thing_is_found_by_its_old_iri() -> None:
    store = ox.Store()
    old, new = ox.NamedNode("urn:old"), ox.NamedNode("urn:new")
    store.add(ox.Quad(old, ox.NamedNode("http://purl.org/dc/terms/isReplacedBy"), new))
    kind = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    store.add(ox.Quad(new, kind, ox.NamedNode("https://w3id.org/kg-papers/ontology#Paper")))
    assert finding.find_one(store, "urn:old").iri == "urn:new"


@given(st.text(max_size=30))
def test_any_text_is_answered(text: str) -> None:
    store = ox.Store()
    with pytest.raises(NotFound):
        finding.find(store, text)
    finding.expand(text)


@given(st.sampled_from(sorted(finding._PREFIXES)), st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True))
def test_shortened_iris_expand(prefix: str, name: str) -> None:
    iri = finding.expand(f"{prefix}:{name}")
    assert finding.expand(finding.shorten(iri)) == iri


def test_an_iri_means_what_it_meant_among_all_kinds(two_lists: ox.Store) -> None:
    iri = finding.find_one(two_lists, "BYOL").iri
    for written in (iri, f"<{iri}>", finding.shorten(iri)):
        assert finding.terms(two_lists, written, ("topic", "method")) == [ox.NamedNode(iri)]
    with pytest.raises(NotFound):
        finding.terms(two_lists, iri, ("paper",))
