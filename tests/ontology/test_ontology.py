"""The ontology explains itself: every term has a label, a definition, an example; its header fits the code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import rdflib
from ontology_files import ALIGNMENTS, FILES, FOLDER, IRI, KG, terms
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, VANN, BNode, Literal, Namespace, URIRef

import kg
from kg.namespaces import ONTOLOGY

SORTED = [FOLDER / "kg.ttl", FOLDER / "shapes.ttl", FOLDER / "presentation-types.ttl", *ALIGNMENTS]
SCHEMA = Namespace("https://schema.org/")
PREFIX = re.compile(r"^@prefix (\S*): <(\S+)> \.$", re.MULTILINE)
STRING_OR_COMMENT = re.compile(r'"""[\s\S]*?"""|"(?:[^"\\\n]|\\.)*"|<[^<>\s]*>|#.*')


@pytest.fixture(scope="module")
def ontology() -> rdflib.Graph:
    return rdflib.Graph().parse(FOLDER / "kg.ttl")


def test_the_header_keeps_step_with_the_code(ontology: rdflib.Graph) -> None:
    assert ontology.value(IRI, OWL.versionInfo, any=False) == Literal(kg.__version__)
    assert ontology.value(IRI, OWL.versionIRI, any=False) == IRI + "/" + kg.__version__


def test_the_shapes_keep_step_with_the_ontology(ontology: rdflib.Graph) -> None:
    shapes = rdflib.Graph().parse(FOLDER / "shapes.ttl")
    header = shapes.value(None, RDF.type, OWL.Ontology, any=False)
    for said in (OWL.versionInfo, DCTERMS.modified, DCTERMS.license):
        assert shapes.value(header, said, any=False) == ontology.value(IRI, said, any=False)


def test_the_header_says_what_whose_and_how_it_may_be_used(ontology: rdflib.Graph) -> None:
    for said in (DCTERMS.title, DCTERMS.description, DCTERMS.creator):
        assert ontology.value(IRI, said, any=False)
    assert ontology.value(IRI, DCTERMS.license, any=False) == URIRef("https://creativecommons.org/licenses/by/4.0/")
    assert ontology.value(IRI, DCTERMS.modified, any=False).datatype == rdflib.XSD.date
    assert ontology.value(IRI, VANN.preferredNamespacePrefix, any=False) == Literal("kg")
    assert ontology.value(IRI, VANN.preferredNamespaceUri, any=False) == Literal(ONTOLOGY)


def test_every_term_has_a_label_a_definition_and_an_example(ontology: rdflib.Graph) -> None:
    for term in terms(ontology):
        for said in (RDFS.label, SKOS.definition, SKOS.example):
            texts = list(ontology.objects(term, said))
            assert [text.language for text in texts] == ["en"], (term, said)
        assert ontology.value(term, RDFS.isDefinedBy, any=False) == IRI


def test_labels_are_lower_case_but_for_acronyms_and_names(ontology: rdflib.Graph) -> None:
    names = {"arXiv", "Anthology", "OpenReview", "NeurIPS", "Semantic", "Scholar"}
    for term in terms(ontology):
        label = str(ontology.value(term, RDFS.label))
        assert all(word.islower() or word.isupper() or word in names for word in re.findall(r"[A-Za-z]+", label)), label


def test_definitions_and_notes_are_sentences(ontology: rdflib.Graph) -> None:
    for said in (SKOS.definition, SKOS.note):
        for text in ontology.objects(None, said):
            assert text[0].isupper(), text
            assert text.endswith("."), text


def test_everything_declared_is_in_the_namespace_and_everything_described_is_declared(ontology: rdflib.Graph) -> None:
    declared = terms(ontology)
    assert all(term in KG for term in declared)
    described = set(ontology.subjects()) | set(ontology.predicates()) | set(ontology.objects())
    assert {term for term in described if isinstance(term, URIRef) and term in KG} <= declared


def test_every_property_says_what_it_joins(ontology: rdflib.Graph) -> None:
    declared = terms(ontology)
    for term in declared - set(ontology.subjects(RDF.type, OWL.Class)):
        assert list(ontology.objects(term, SCHEMA.domainIncludes)), term
        ranges = list(ontology.objects(term, SCHEMA.rangeIncludes))
        literals = [value in rdflib.XSD or value == RDF.langString for value in ranges]
        assert ranges, term
        assert all(literals) == ((term, RDF.type, OWL.DatatypeProperty) in ontology), term
        assert any(literals) == all(literals), term


def test_a_narrower_property_is_of_the_same_kind_as_its_broader(ontology: rdflib.Graph) -> None:
    for narrower, broader in ontology.subject_objects(RDFS.subPropertyOf):
        for kind in (OWL.ObjectProperty, OWL.DatatypeProperty):
            if broader in KG:
                assert ((narrower, RDF.type, kind) in ontology) == ((broader, RDF.type, kind) in ontology)


def test_the_ontology_infers_no_types_and_has_no_blank_nodes(ontology: rdflib.Graph) -> None:
    assert not list(ontology.subject_objects(RDFS.domain | RDFS.range))
    assert not [node for node in ontology.all_nodes() if isinstance(node, BNode)]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_prefix_is_unused(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    bare = STRING_OR_COMMENT.sub("", PREFIX.sub("", text))
    assert {name for name, _ in PREFIX.findall(text)} == set(re.findall(r"(?<![\w-])([A-Za-z][\w-]*):", bare))


@pytest.mark.parametrize("file", SORTED, ids=lambda file: file.stem)
def test_prefixes_are_sorted(file: Path) -> None:
    prefixes = [name for name, _ in PREFIX.findall(file.read_text(encoding="utf-8"))]
    assert prefixes == sorted(prefixes)


@pytest.mark.parametrize("file", ALIGNMENTS, ids=lambda file: file.stem)
def test_an_alignment_relates_declared_terms_to_one_other_vocabulary(file: Path, ontology: rdflib.Graph) -> None:
    relations = {RDFS.subClassOf, RDFS.subPropertyOf, OWL.equivalentClass, OWL.equivalentProperty}
    relations |= {SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch}
    alignment = rdflib.Graph().parse(file)
    header = alignment.value(None, RDF.type, OWL.Ontology, any=False)
    assert header == IRI + "/alignments/" + file.stem
    declared, classes = terms(ontology), set(ontology.subjects(RDF.type, OWL.Class))
    for subject, relation, thing in alignment:
        if subject == header:
            continue
        assert subject in declared, subject
        assert relation in relations, relation
        assert thing not in KG, thing
        if relation in (RDFS.subClassOf, RDFS.subPropertyOf):
            assert (relation == RDFS.subClassOf) == (subject in classes), subject
