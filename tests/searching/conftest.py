"""A hand-made graph, small enough to know which things every search is to find, and in which order."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.searching import Filter, Hit, Index, index_of, search

DATA = Path(__file__).parent.parent.parent / "data"
GRAPH = """
@prefix : <https://w3id.org/kg-papers/id/> .
@prefix kg: <https://w3id.org/kg-papers/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

<urn:list> a kg:Document ; kg:fileName "lists/spring.md" ; rdfs:label "Spring reading" .
<urn:talks> a kg:Document ; kg:fileName "talks.html" .
<urn:iclr> a kg:Venue ; rdfs:label "ICLR" ; kg:fullName "International Conference on Learning Representations" .
<urn:iclr20> a kg:VenueEdition ; rdfs:label "ICLR 2020" ; kg:series <urn:iclr> ; kg:year 2020 .
<urn:icml18> a kg:VenueEdition ; rdfs:label "ICML 2018" ; kg:year 2018 .

<urn:net> a kg:Method ; skos:prefLabel "graph neural network"@en ; skos:altLabel "GNN"@en .
<urn:rare> a kg:Method ; skos:prefLabel "recurrent graph neural network"@en .
<urn:self> a kg:Topic ; skos:prefLabel "self-supervised learning"@en ;
  skos:prefLabel "apprentissage auto-supervisé"@fr .
<urn:nonlinear> a kg:Topic ; skos:prefLabel "nonlinear control"@en .
<urn:both> a kg:Method, kg:Topic ; skos:prefLabel "clustering"@en .
<urn:rtl> a kg:Topic ; skos:prefLabel "\\u200fلغة طبيعية"@ar .

<urn:hannes> a kg:Person ; kg:name "Hannes Köhler" .
<urn:hannes-1> a kg:Authorship ; kg:author <urn:hannes> ; kg:nameAsWritten "J. H. Köhler" .
<urn:kohler> a kg:Person ; kg:name "Ida Kohler-Łukasz" .

<urn:molecules> a kg:Paper ; kg:title "Molecules as Graphs" ; kg:year 2019 ; kg:creator <urn:hannes> ;
  kg:uses <urn:net> ; kg:topic <urn:self> ; kg:presentedAt <urn:iclr20> ; kg:doi "10.1000/xyz.12" .
<urn:roads> a kg:Paper ; kg:title "Recurrent Graph Neural Networks for Roads" ; kg:presentedAt <urn:icml18> ;
  kg:introduces <urn:rare> ; kg:uses <urn:net> ; kg:creator <urn:hannes>, <urn:kohler> .
<urn:quiet> a kg:Paper ; kg:title "Naïve Façades" ; kg:alternativeTitle "The Houses Paper" ; kg:describedBy <urn:p2> .

<urn:r1> a kg:Reference ; kg:refersTo <urn:molecules> ; kg:inDocument <urn:list> ; kg:passage <urn:p1> .
<urn:molecules> kg:listedIn <urn:list> .
<urn:r2> a kg:Reference ; kg:refersTo <urn:quiet> ; kg:inDocument <urn:talks> .
<urn:quiet> kg:listedIn <urn:talks> .
<urn:r3> a kg:Reference ; kg:refersTo <urn:roads> ; kg:inDocument <urn:talks> .
<urn:roads> kg:listedIn <urn:talks> .
<urn:p1> a kg:Passage ; kg:quote "Molecules as Graphs. Köhler. Bonds are edges, and a force field comes for nothing. \
See [here](https://example.org/zebra)." .
<urn:p2> a kg:Passage ; kg:quote "Windows of graph neural networks, drawn from photographs of streets in Porto." .
<urn:p3> a kg:Passage ; kg:quote "An orphan about walruses." .
"""


@pytest.fixture(scope="session")
def graph() -> ox.Store:
    store = ox.Store()
    store.load(GRAPH, ox.RdfFormat.TURTLE)
    return store


@pytest.fixture(scope="session")
def index(graph: ox.Store) -> Index:
    return index_of(graph)


@pytest.fixture(scope="session")
def found(index: Index) -> Callable[..., list[str]]:
    """The local names of what is found."""

    def names(text: str, **options: object) -> list[str]:
        return [hit.iri.removeprefix("urn:") for hit in hits(text, **options)]

    def hits(text: str, limit: int = 20, **chosen: object) -> list[Hit]:
        return search(index, text, Filter(**chosen), limit)  # type: ignore[arg-type]

    return names


@pytest.fixture
def graph_file(tmp_path: Path) -> Path:
    path = tmp_path / "graph.ttl"
    path.write_text(GRAPH, encoding="utf-8")
    return path
