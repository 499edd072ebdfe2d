"""`kg.finding` finds the same things with an index of the names as without."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import finding
from kg.errors import NotFound
from kg.searching import IndexedNames, index_of
from kg.store import open_graph

TWO_LISTS = Path(__file__).parent.parent / "graphs" / "two-lists.trig"
HARD = """
@prefix kg: <https://w3id.org/kg-papers/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<urn:1> a kg:Method ; rdfs:label "Buses and Classes" . <urn:2> a kg:Method ; rdfs:label "bu class" .
<urn:3> a kg:Method ; rdfs:label "Studies of Boxes" . <urn:4> a kg:Topic ; rdfs:label "study of a box" .
<urn:5> a kg:Topic ; rdfs:label "s" . <urn:6> a kg:Topic ; rdfs:label "SSS es" .
<urn:7> a kg:Topic ; rdfs:label "series" .
<urn:8> a kg:Person ; kg:name "Bias, Bo" ; rdfs:label "Another Label" . <urn:9> a kg:Person ; kg:name "Bo Bias" .
<urn:10> a kg:Topic ; rdfs:label "𝔊raph 图神经 ２０２０", "Ꭰꭰ \U0001e900" . <urn:11> a kg:Topic ; rdfs:label "?!" .
<urn:12> a kg:Paper ; kg:title "On Cacti: x_y ²" ; kg:doi "10.1/studies" .
"""


def _graph(text: str | None) -> tuple[ox.Store, IndexedNames]:
    store = open_graph(TWO_LISTS) if text is None else ox.Store()
    if text:
        store.load(text, ox.RdfFormat.TURTLE)
    return store, IndexedNames(index_of(store))


GRAPHS = {"two lists": _graph(None), "hard": _graph(HARD)}
NAMES = {
    name: sorted(
        {quad.object.value for quad in store if isinstance(quad.object, ox.Literal) and len(quad.object.value) < 90}
    )
    for name, (store, _) in GRAPHS.items()
}


def _found(
    store: ox.Store, text: str, kinds: tuple[str, ...], index: IndexedNames | None
) -> list[finding.Entity] | str:
    try:
        return list(finding.find(store, text, kinds, index))
    except NotFound as error:
        return error.problem


@settings(max_examples=400)
@given(st.data())
@pytest.mark.parametrize("name", GRAPHS)
def test_what_is_found_does_not_depend_on_the_index(name: str, data: st.DataObject) -> None:
    store, index = GRAPHS[name]
    whole = data.draw(st.sampled_from(NAMES[name]))
    start = data.draw(st.integers(0, len(whole)))
    text = whole[start : data.draw(st.integers(start, len(whole)))] + data.draw(
        st.sampled_from(["", "", "s", "es", " "])
    )
    kinds = data.draw(st.sampled_from([(), (), ("paper",), ("method", "topic"), ("person",)]))
    assert _found(store, text, kinds, index) == _found(store, text, kinds, None)


@pytest.mark.parametrize(
    "text", ["s", "es", "ies", "e", "x", "studie", "clas", "buse", "tudies of b", "图", "2020", "ꭰ", "²", "?!"]
)
def test_parts_that_are_hard(text: str) -> None:
    store, index = GRAPHS["hard"]
    assert _found(store, text, (), index) == _found(store, text, (), None)


def test_near_names_come_from_the_index() -> None:
    store, index = GRAPHS["two lists"]
    for text, kinds, hint in [
        ("jure leskovetz", (), "near it:\n  person “Jure Leskovec”"),
        ("jure leskovec", ("topic",), "it is something else:\n  person “Jure Leskovec”"),
        ("zzzzzz", (), "`kg stats` shows"),
    ]:
        with pytest.raises(NotFound) as caught:
            finding.find(store, text, kinds, index)
        assert caught.value.hint.startswith(hint)
