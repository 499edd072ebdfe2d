"""The ontology is consistent under OWL 2 RL: alone, and with its alignments over one thing of each kind."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import owlrl
import pytest
import rdflib
from ontology_files import ALIGNMENTS, FOLDER, KG
from rdflib import OWL, RDF, RDFS, URIRef

SAMPLE = Path(__file__).with_name("sample.ttl")
SIREN = URIRef("https://w3id.org/kg-papers/id/paper/siren")
ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")


def closure(*files: Path, more: str = "") -> rdflib.Graph:
    """What follows from the files under OWL 2 RL."""
    graph = rdflib.Graph()
    for file in files:
        graph.parse(file)
    graph.parse(data=f"@prefix kg: <{KG}> .\n{more}", format="turtle")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return graph


def contradictions(graph: rdflib.Graph) -> list[str]:
    """What a reasoner finds wrong, in its own words."""
    nothing = [f"{thing} is nothing" for thing in graph.subjects(RDF.type, OWL.Nothing)]
    return [str(message) for message in graph.objects(None, ERROR)] + nothing


@pytest.fixture(scope="module")
def everything() -> rdflib.Graph:
    return closure(FOLDER / "kg.ttl", *ALIGNMENTS, SAMPLE)


def test_the_ontology_is_consistent() -> None:
    assert contradictions(closure(FOLDER / "kg.ttl")) == []


def test_a_graph_with_one_thing_of_each_kind_is_consistent_also_with_the_alignments(everything: rdflib.Graph) -> None:
    assert contradictions(everything) == []


def test_no_thing_is_of_two_disjoint_classes(everything: rdflib.Graph) -> None:
    disjoint = set(everything.subject_objects(OWL.disjointWith))
    assert (KG.Paper, KG.Person) in disjoint
    for thing in set(everything.subjects(RDF.type)):
        kinds = sorted(kind for kind in everything.objects(thing, RDF.type) if kind in KG)
        assert not disjoint.intersection(combinations(kinds, 2)), thing


def test_classes_are_disjoint_both_ways_or_said_not_to_be() -> None:
    ontology = rdflib.Graph().parse(FOLDER / "kg.ttl")
    narrower = {one for one, other in ontology.subject_objects(RDFS.subClassOf) if other in KG}  # apart as the broader
    classes = set(ontology.subjects(RDF.type, OWL.Class)) - narrower
    concepts = {KG.Topic, KG.Task, KG.Method, KG.Dataset, KG.Software}
    apart = {frozenset(pair) for pair in ontology.subject_objects(OWL.disjointWith)}
    open_pairs = {frozenset(pair) for pair in combinations(classes, 2)} - apart
    assert open_pairs == {frozenset(pair) for pair in combinations(concepts, 2)} | {
        frozenset({KG.Organization, KG.Venue})
    }


def test_a_contradiction_would_be_found() -> None:
    assert contradictions(closure(FOLDER / "kg.ttl", more="<urn:x> a kg:Paper, kg:Person ."))


def test_what_follows_is_what_was_meant(everything: rdflib.Graph) -> None:
    siren = URIRef("https://w3id.org/kg-papers/id/method/siren")
    relu = URIRef("https://w3id.org/kg-papers/id/method/relu-network")
    schema, cito = rdflib.Namespace("https://schema.org/"), rdflib.Namespace("http://purl.org/spar/cito/")
    assert (SIREN, KG.mentions, siren) in everything  # introduced, so mentioned
    assert (SIREN, KG.relatedPage, URIRef("https://github.com/vsitzmann/siren")) in everything
    assert (SIREN, RDF.type, schema.ScholarlyArticle) in everything
    assert (relu, KG.alternativeTo, siren) in everything
    assert (SIREN, cito.extends, None) not in everything  # close is not the same
    assert (SIREN, RDFS.label, None) in everything
