"""Nothing is misspelt: every `kg:` term in use is declared, every `sh:` and `skos:` term exists."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from ontology_files import KG, terms
from rdflib import SH, SKOS

from kg.namespaces import ONTOLOGY
from kg.resources import resource

ROOT = resource("ontology").parent
TESTS = Path(__file__).parent.parent
FORMATS = {".ttl": ox.RdfFormat.TURTLE, ".trig": ox.RdfFormat.TRIG}
GRAPHS = [
    file
    for folder in (ROOT / "ontology", ROOT / "data" / "graph", TESTS)
    for suffix in FORMATS
    for file in sorted(folder.rglob(f"*{suffix}"))
    if not {TESTS / "extractors", TESTS / "readers"} & set(file.parents)  # documents to read, with relative IRIs
]
QUERIES = sorted((ROOT / "queries").glob("*.rq"))


def declared() -> set[str]:
    ontology = rdflib.Graph().parse(ROOT / "ontology" / "kg.ttl")
    return {str(term) for term in terms(ontology)}


def iris(file: Path) -> set[str]:
    """Every IRI of a graph, wherever it stands; graph names aside."""
    quads = ox.parse(path=str(file), format=FORMATS[file.suffix])
    return {term.value for quad in quads for term in quad.triple if isinstance(term, ox.NamedNode)}


def misspelt(found: set[str], namespace: type[rdflib.namespace.DefinedNamespace]) -> set[str]:
    base = str(namespace)
    return {iri for iri in found if iri.startswith(base) and iri != base and rdflib.URIRef(iri) not in namespace}


def test_terms_in_graphs_exist() -> None:
    known = declared()
    for file in GRAPHS:
        found = iris(file)
        assert {iri for iri in found if iri.startswith(ONTOLOGY)} <= known, file
        assert not misspelt(found, SH), file
        assert not misspelt(found, SKOS), file


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.stem)
def test_terms_in_queries_exist(query: Path) -> None:
    text = "".join(line for line in query.read_text(encoding="utf-8").splitlines(keepends=True) if line[:1] != "#")
    assert terms_in(text) <= declared()


def test_terms_in_the_queries_of_shapes_exist() -> None:
    shapes = rdflib.Graph().parse(ROOT / "ontology" / "shapes.ttl")
    shapes.parse(ROOT / "ontology" / "vocabulary-shapes.ttl")
    selects = " ".join(str(select) for select in shapes.objects(None, SH.select))
    assert terms_in(selects) <= declared()


def terms_in(sparql: str) -> set[str]:
    """The IRIs that `kg:` names stand for in a query."""
    words = "".join(character if character.isalnum() or character in ":_-" else " " for character in sparql).split()
    return {str(KG[word.removeprefix("kg:")]) for word in words if word.startswith("kg:") and word != "kg:"}
