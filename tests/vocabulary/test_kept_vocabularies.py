"""A vocabulary that is kept ready gives what reading it again would give."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.vocabulary import Vocabulary, load

TURTLE = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix kg: <https://w3id.org/kg-papers/ontology#> .
<urn:s> a skos:ConceptScheme .
<urn:voles> a skos:Concept, kg:Method ; skos:prefLabel "Vole" ; skos:altLabel "SVM", "volery" ; kg:matchCase true ;
  kg:needsNear "burrow|field" ; skos:scopeNote "Not the animal." ; skos:broader <urn:top> ; skos:inScheme <urn:s> .
<urn:top> skos:prefLabel "rodent method" ; skos:topConceptOf <urn:s> ; kg:grouping true .
"""
TEXT = "A Vole in its burrow, SVMs, support vector machines; a rodent method"


@pytest.fixture
def voles(tmp_path: Path) -> Path:
    path = tmp_path / "voles.ttl"
    path.write_text(TURTLE, encoding="utf-8")
    return path


def same(one: Vocabulary, other: Vocabulary) -> bool:
    return (one.digest, one.concepts(), one.find(TEXT)) == (other.digest, other.concepts(), other.find(TEXT))


def test_a_kept_vocabulary_is_the_same(voles: Path, tmp_path: Path) -> None:
    fresh = load([voles])
    first, second = (load([voles], tmp_path / "cache") for _ in range(2))
    assert same(fresh, first)
    assert same(fresh, second)
    assert [match.concept.label for match in second.find(TEXT)][:2] == ["Vole", "support vector machine"]


def test_a_changed_file_is_read_again(voles: Path, tmp_path: Path) -> None:
    load([voles], tmp_path / "cache")
    voles.write_text(TURTLE.replace('"Vole"', '"Weasel"'), encoding="utf-8")
    assert load([voles], tmp_path / "cache").concept("urn:voles").label == "Weasel"


@pytest.mark.parametrize(
    "damage",
    [b"", b"\xff", b"{}", b"[]", b'{"concepts": [], "forms": ["a"], "numbers": [7]}', b'{"concepts": [[1]]}'],
)
def test_a_damaged_file_is_ignored_and_mended(voles: Path, tmp_path: Path, damage: bytes) -> None:
    fresh = load([voles], tmp_path / "cache")
    (kept,) = (tmp_path / "cache").iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(damage)
    assert same(load([voles], tmp_path / "cache"), fresh)
    assert json.loads(kept.read_bytes())["concepts"] == json.loads(whole)["concepts"]


def test_a_folder_that_cannot_be_made_does_no_harm(voles: Path, tmp_path: Path) -> None:
    assert same(load([voles], voles / "cache"), load([voles]))


def test_few_vocabularies_are_kept(voles: Path, tmp_path: Path) -> None:
    for number in range(12):
        voles.write_text(f"{TURTLE}# {number}\n", encoding="utf-8")
        load([voles], tmp_path / "cache")
    assert len(list((tmp_path / "cache").iterdir())) == 8
