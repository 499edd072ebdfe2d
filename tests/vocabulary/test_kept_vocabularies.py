"""A vocabulary that is kept ready gives what reading it again would give."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.namespaces import SKOS
from kg.vocabulary import Concept, Vocabulary, load
from kg.vocabulary.compiled import Compiled, keep, recall

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
    load()  # the shipped vocabulary is read once, and need not be kept then
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


def test_few_vocabularies_are_kept(tmp_path: Path) -> None:
    for number in range(12):
        keep(tmp_path, str(number), Compiled([Concept(f"urn:{number}", "vole")], {"vole": [0], "voles": [0]}))
    assert len(list(tmp_path.iterdir())) == 8
    assert recall(tmp_path, "11") == Compiled([Concept("urn:11", "vole")], {"vole": [0], "voles": [0]})


def test_nothing_of_the_shipped_concepts_is_lost(tmp_path: Path) -> None:
    whole = Compiled(list(load().concepts()), load().forms)
    keep(tmp_path, "shipped", whole)
    assert recall(tmp_path, "shipped") == whole


def test_a_file_may_add_to_a_shipped_concept(tmp_path: Path) -> None:
    """It stays one concept, found by its own labels and the added one."""
    gan = next(concept for concept in load().concepts() if concept.label == "generative adversarial network")
    path = tmp_path / "more.ttl"
    path.write_text(f'<{gan.iri}> <{SKOS}altLabel> "voles in a duel"@en .\n', encoding="utf-8")
    for _ in range(2):
        vocabulary = load([path], tmp_path / "cache")
        assert vocabulary.concept(gan.iri).alternatives == (*gan.alternatives, "voles in a duel")
        assert vocabulary.concept(gan.iri).broader == gan.broader
        found = vocabulary.find("GANs are voles in a duel")
        assert [match.concept for match in found] == [vocabulary.concept(gan.iri)] * 2
        assert len(vocabulary.concepts()) == len(load().concepts())
