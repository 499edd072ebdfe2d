"""Shapes of a user's own, in all the forms that SHACL has: the findings are those of pyshacl on everything."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from kg.validation import validate
from tests.validation.test_oracle import Found, broken, oracle

SHAPES = sorted((Path(__file__).parent / "shapes").glob("*.ttl"))


@cache
def rules(path: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(path)


def found(store: ox.Store, path: Path) -> Found:
    namespaces = ("urn:shapes#", "https://w3id.org/kg-papers/ontology#")
    iris = {
        str(shape).rpartition("#")[2]: str(shape)
        for shape in rules(path).subjects()
        if str(shape).startswith(namespaces)
    }
    return {(iris[result.rule], result.focus, result.value) for result in validate(store, path).results}


@pytest.mark.parametrize("path", SHAPES, ids=lambda path: path.stem)
def test_a_good_graph(two_lists: ox.Store, path: Path) -> None:
    results = found(two_lists, path)
    assert results == oracle(two_lists, rules(path))
    assert len(results) > 20


@pytest.mark.parametrize("path", SHAPES, ids=lambda path: path.stem)
@given(data=st.data())
@settings(max_examples=8, deadline=None, phases=[Phase.generate])
def test_broken_graphs(path: Path, data: st.DataObject) -> None:
    store = broken(data)
    assert found(store, path) == oracle(store, rules(path))
