"""The schemes that come with kg hold together."""

from __future__ import annotations

import re
from collections import Counter
from graphlib import TopologicalSorter

import pyoxigraph as ox
import pytest

from kg.namespaces import SKOS
from kg.naming import slug
from kg.resources import resource
from kg.vocabulary import SHIPPED, Concept, Kind, load
from kg.vocabulary.folding import fold

VOCABULARY = load()
CONCEPTS = VOCABULARY.concepts()
BASE = "https://w3id.org/kg-papers/id/"
SCHEMES = {kind: f"{BASE}scheme/{kind}{'' if kind is Kind.SOFTWARE else 's'}" for kind in Kind}


def reaches_top(concept: Concept) -> bool:
    above = (VOCABULARY.concept(iri) for iri in VOCABULARY.broader(concept.iri))
    return concept.top or any(each.top for each in above)


def comparable(concept: Concept, label: str) -> str:
    """The form in which two labels are one for the matcher."""
    normal = fold(label).text.strip()
    exact = " " not in label and (label.isupper() or (concept.match_case and " " not in normal))
    return label if exact else normal


@pytest.mark.parametrize(
    ("kind", "least"),
    [(Kind.TOPIC, 600), (Kind.METHOD, 4000), (Kind.TASK, 40), (Kind.DATASET, 800), (Kind.SOFTWARE, 400)],
)
def test_there_are_enough(kind: Kind, least: int) -> None:
    assert len(VOCABULARY.concepts(kind)) >= least


def test_every_concept_stands_in_the_scheme_of_its_kind() -> None:
    for concept in CONCEPTS:
        assert concept.schemes == (SCHEMES[concept.kind],), concept.iri
        assert concept.iri.startswith(f"{BASE}{concept.kind}/"), concept.iri


def test_every_concept_reaches_a_top_concept() -> None:
    assert [concept.iri for concept in CONCEPTS if not reaches_top(concept)] == []


def test_only_top_concepts_have_nothing_broader() -> None:
    assert [concept.iri for concept in CONCEPTS if concept.top == bool(concept.broader)] == []


def test_nothing_is_broader_than_itself() -> None:
    for concept in CONCEPTS:
        direct = concept.broader
        assert concept.iri not in direct
        assert all(concept.iri not in VOCABULARY.concept(iri).broader for iri in VOCABULARY.broader(concept.iri))


def test_narrower_concepts_are_those_that_name_it_as_broader() -> None:
    for concept in CONCEPTS:
        assert all(concept.iri in VOCABULARY.concept(iri).broader for iri in VOCABULARY.narrower(concept.iri))
    assert sum(len(VOCABULARY.narrower(concept.iri)) for concept in CONCEPTS) == sum(
        len(concept.broader) for concept in CONCEPTS
    )


def test_broader_concepts_are_of_the_same_kind() -> None:
    for concept in CONCEPTS:
        assert {VOCABULARY.concept(iri).kind for iri in concept.broader} <= {concept.kind}, concept.iri


def test_no_concept_stands_below_a_kind_of_itself() -> None:
    """No differential equation is a partial one; "dialogue" may stand below "discourse and dialogue"."""
    for concept in CONCEPTS:
        for above in map(VOCABULARY.concept, concept.broader):
            narrowed = above.label.casefold().endswith(f" {concept.label.casefold()}")
            assert not narrowed or " and " in above.label, f"{concept.label} below {above.label}"


def test_concepts_fall_under_those_of_another_scheme_and_none_under_itself() -> None:
    above = {concept.iri: set(concept.broader) for concept in CONCEPTS}
    files = [resource(f"ontology/{name}.ttl") for name in ("topics", "methods")]
    found = [quad for file in files for quad in ox.parse(path=str(file))]
    matches = [quad for quad in found if quad.predicate == ox.NamedNode(f"{SKOS}broadMatch")]
    assert matches
    for quad in matches:
        assert isinstance(quad.subject, ox.NamedNode)
        assert isinstance(quad.object, ox.NamedNode)
        kinds = [VOCABULARY.concept(each.value).kind for each in (quad.subject, quad.object)]
        assert set(kinds) == {Kind.METHOD, Kind.TOPIC}
        above[quad.subject.value].add(quad.object.value)
    tuple(TopologicalSorter(above).static_order())  # raises where there is a circle


def test_no_label_names_two_concepts() -> None:
    """Neither within a scheme nor across schemes: a text that says it must mean one of them."""
    owners: dict[str, set[str]] = {}
    for concept in CONCEPTS:
        for label in concept.labels:
            owners.setdefault(comparable(concept, label), set()).add(concept.iri)
    assert {name: iris for name, iris in owners.items() if len(iris) > 1} == {}


def test_labels_are_clean() -> None:
    for concept in CONCEPTS:
        for label in concept.labels:
            assert label == " ".join(label.split()), concept.iri
        assert len(set(concept.labels)) == len(concept.labels), concept.iri


def test_identifiers_follow_labels() -> None:
    odd = [c.iri for c in CONCEPTS if c.iri != f"{BASE}{c.kind}/{slug(c.label)}" and not re.search(r"[+#β*]", c.label)]
    assert odd == []


def test_every_preferred_label_is_found_when_written_alone() -> None:
    for concept in CONCEPTS:
        found = [match.concept.iri for match in VOCABULARY.find(concept.label)]
        assert concept.grouping or found == [concept.iri], concept.label


def test_headings_of_schemes_are_never_found() -> None:
    headings = [concept for concept in CONCEPTS if concept.grouping]
    assert all(concept.top for concept in headings)
    assert [c.label for c in headings if c in {match.concept for match in VOCABULARY.find(c.label)}] == []


def test_concepts_that_need_a_word_near_them_say_which() -> None:
    for concept in CONCEPTS:
        assert all(re.fullmatch(r"[\w -]+", word) for word in concept.needs_near), concept.iri


@pytest.mark.parametrize("name", [*SHIPPED, "venues"])
def test_files_are_turtle_without_blank_nodes_or_stray_terms(name: str) -> None:
    known = {
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
        "http://www.w3.org/2000/01/rdf-schema#label",
        "http://purl.org/dc/terms/license",
        *(
            f"http://www.w3.org/2004/02/skos/core#{term}"
            for term in (
                "prefLabel",
                "altLabel",
                "hiddenLabel",
                "broader",
                "broadMatch",
                "inScheme",
                "topConceptOf",
                "scopeNote",
                "definition",
            )
        ),
        *(
            f"https://w3id.org/kg-papers/ontology#{term}"
            for term in ("matchCase", "needsNear", "grouping", "ambiguous", "fullName")
        ),
    }
    for quad in ox.parse(path=str(resource(f"ontology/{name}.ttl"))):
        assert isinstance(quad.subject, ox.NamedNode)
        assert not isinstance(quad.object, ox.BlankNode)
        assert quad.predicate.value in known


def test_venues_are_named_once() -> None:
    names = Counter(name for venue in VOCABULARY.venues for name in {venue.label, *venue.alternatives})
    assert [name for name, count in names.items() if count > 1] == []
    assert len(VOCABULARY.venues) >= 170
    for venue in VOCABULARY.venues:
        assert venue.iri == f"{BASE}venue/{slug(venue.label)}"
        assert venue.full_name


def test_the_digest_depends_on_the_files_alone() -> None:
    assert re.fullmatch(r"[0-9a-f]{64}", VOCABULARY.digest)
    assert load() is VOCABULARY
