"""The SPARQL 1.1 protocol over HTTP: what it takes, what it gives, and what it refuses with which status."""

from __future__ import annotations

import csv
import io
import json
import time
from urllib.parse import quote, urlencode

import pyoxigraph as ox
import pytest
from rdflib import Graph
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from kg.serving import OnDisk, Settings
from kg.store import open_graph
from tests.serving.conftest import TWO_LISTS, Client, serving

TITLES = "SELECT ?title WHERE { ?paper a kg:Paper ; kg:title ?title } ORDER BY ?title"
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
ASK = "ASK { ?paper kg:code ?code }"
CONSTRUCT = "CONSTRUCT { ?paper kg:title ?title } WHERE { ?paper a kg:Paper ; kg:title ?title }"


def sparql(query: str, **parameters: str) -> str:
    return f"/sparql?{urlencode({'query': query, **parameters})}"


def titles_of(body: bytes) -> list[str]:
    return [row["title"]["value"] for row in json.loads(body)["results"]["bindings"]]


def test_the_three_ways_of_asking_give_the_same(client: Client) -> None:
    by_get = client.get(sparql(TITLES))
    by_form = client.get("/sparql", method="POST", data=urlencode({"query": TITLES}).encode(), Content_Type=FORM)
    directly = client.get("/sparql", method="POST", data=TITLES.encode(), Content_Type=f"{QUERY}; charset=UTF-8")
    assert by_get.status == 200
    assert by_get.media == "application/sparql-results+json"
    assert by_get.body == by_form.body == directly.body
    store = open_graph(TWO_LISTS)
    expected = store.query(TITLES, prefixes={"kg": "https://w3id.org/kg-papers/ontology#"})
    assert isinstance(expected, ox.QuerySolutions)
    assert titles_of(by_get.body) == [row["title"].value for row in expected]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        (None, "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("application/json", "application/json"),
        ("text/*", "text/csv"),
        ("text/csv;q=0.2, text/tab-separated-values;q=0.4", "text/tab-separated-values"),
        ("text/csv;q=0, application/sparql-results+xml;q=0.1", "application/sparql-results+xml"),
        ("text/turtle, application/sparql-results+json;q=0.1", "application/sparql-results+json"),
    ],
)
def test_rows_come_as_the_client_likes_them(client: Client, accept: str | None, media: str) -> None:
    for query in (TITLES, ASK):
        reply = client.get(sparql(query), accept)
        assert (reply.status, reply.media) == (200, media)


@pytest.mark.parametrize(
    ("accept", "media", "known"),
    [
        (None, "text/turtle", ox.RdfFormat.TURTLE),
        ("application/n-triples", "application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/rdf+xml", "application/rdf+xml", ox.RdfFormat.RDF_XML),
        ("application/ld+json", "application/ld+json", ox.RdfFormat.JSON_LD),
    ],
)
def test_triples_come_as_the_client_likes_them(
    client: Client, accept: str | None, media: str, known: ox.RdfFormat
) -> None:
    reply = client.get(sparql(CONSTRUCT), accept)
    assert (reply.status, reply.media) == (200, media)
    assert len({quad.triple for quad in ox.parse(reply.body, known)}) == 7


def test_a_link_can_say_the_format(client: Client) -> None:
    reply = client.get(sparql(TITLES, format="csv"), "text/html")
    assert reply.headers["Content-Type"] == "text/csv; charset=utf-8; header=present"
    assert next(csv.reader(io.StringIO(reply.text))) == ["title"]
    assert client.get(sparql(TITLES, format="docx")).status == 400


def test_what_cannot_be_written_so_is_not_acceptable(client: Client) -> None:
    assert client.get(sparql(TITLES), "text/turtle").status == 406
    assert client.get(sparql(CONSTRUCT), "text/csv").status == 406


def test_a_query_may_ask_named_graphs(client: Client) -> None:
    count = "SELECT (COUNT(DISTINCT ?paper) AS ?title) WHERE { ?paper kg:title|kg:alternativeTitle ?any }"
    one = "https://w3id.org/kg-papers/id/document/neurips-2020-md"
    other = "https://w3id.org/kg-papers/id/document/reading-list-md"
    assert titles_of(client.get(sparql(count) + f"&default-graph-uri={quote(one)}").body) == ["4"]
    both = f"&default-graph-uri={quote(one)}&default-graph-uri={quote(other)}"
    assert titles_of(client.get(sparql(count) + both).body) == ["7"]
    named = "SELECT ?title WHERE { GRAPH ?title { ?paper kg:title ?any } } GROUP BY ?title"
    assert titles_of(client.get(sparql(named) + f"&named-graph-uri={quote(other)}").body) == [other]
    assert titles_of(client.get(sparql(TITLES) + f"&named-graph-uri={quote(other)}").body) == []
    assert client.get(sparql(TITLES) + "&default-graph-uri=no%20iri").status == 400


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT ?a WHERE {\n  ?a ?b }\n}", "query:2:9"),
        ("SELECT ?a { ?a nothing:b ?c }", "prefix nothing:"),
        ("DELETE WHERE { ?s ?p ?o }", "would change the graph"),
        ("ASK { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", "SERVICE is refused"),
        ("", "query:1:1"),
    ],
)
def test_a_wrong_query_is_told_with_its_place(client: Client, query: str, told: str) -> None:
    reply = client.get(sparql(query))
    assert reply.status == 400
    assert told in reply.text


def test_what_is_no_query_is_refused(client: Client) -> None:
    def post(data: bytes, media: str) -> int:
        return client.get("/sparql", method="POST", data=data, Content_Type=media).status

    assert post(b"update=CLEAR+ALL", FORM) == 400
    assert post(b"CLEAR ALL", "application/sparql-update") == 415
    assert post(b"{}", "application/json") == 415
    assert post(TITLES.encode("utf-16"), QUERY) == 400
    assert post(TITLES.encode(), f"{QUERY}; charset=iso-8859-1") == 415
    assert post(b"other=1", FORM) == 400
    assert client.get(sparql(TITLES) + "&query=ASK{}").status == 400
    assert client.get("/sparql?update=CLEAR+ALL").status == 400


def test_other_methods_are_refused_and_say_what_is_served(client: Client) -> None:
    for method in ("PUT", "DELETE", "PATCH"):
        reply = client.get("/sparql", method=method)
        assert reply.status == 405
        assert reply.headers["Allow"] == "GET, HEAD, POST"
    reply = client.get("/search?q=x", method="POST", data=b"")
    assert (reply.status, reply.headers["Allow"]) == (405, "GET, HEAD")
    assert client.get("/sparql", method="OPTIONS").headers["Allow"] == "GET, HEAD, POST"


def test_too_much_is_refused(client: Client) -> None:
    large = {"Host": "127.0.0.1", "Content-Type": QUERY, "Content-Length": "1000001"}
    assert client.raw("POST", "/sparql", large).status == 413
    assert client.raw("POST", "/sparql", {"Host": "127.0.0.1", "Content-Type": QUERY}).status == 411
    chunked = {"Host": "127.0.0.1", "Content-Type": QUERY, "Transfer-Encoding": "chunked"}
    assert client.raw("POST", "/sparql", chunked).status == 411
    assert client.get("/sparql?query=" + "a" * 70_000).status == 414


def test_a_long_answer_is_cut_and_says_so(client: Client) -> None:
    everything = client.get(sparql("SELECT * { ?s ?p ?o }"))
    assert len(json.loads(everything.body)["results"]["bindings"]) == 50
    assert everything.headers["X-SPARQL-MaxRows"] == "50"
    triples = client.get(sparql("CONSTRUCT WHERE { ?s ?p ?o }"), "application/n-triples")
    assert triples.body.count(b"\n") == 50
    assert triples.headers["X-SPARQL-MaxRows"] == "50"
    assert client.get(sparql(TITLES)).headers["X-SPARQL-MaxRows"] is None


def test_a_query_that_takes_too_long_is_ended_and_the_next_is_answered() -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    with serving(Settings(OnDisk(TWO_LISTS), timeout=1.5, workers=1)) as client:
        assert client.get(sparql(ASK)).status == 200
        begun = time.monotonic()
        reply = client.get(sparql(endless))
        assert reply.status == 503
        assert "longer than 1.5 seconds" in reply.text
        assert time.monotonic() - begun < 10
        assert client.get(sparql(ASK)).status == 200


def test_the_service_describes_itself(client: Client) -> None:
    for accept in (None, "text/turtle", "application/rdf+xml"):
        reply = client.get("/sparql", accept)
        assert reply.status == 200
        found = Graph().parse(data=reply.body, format="xml" if accept == "application/rdf+xml" else "turtle")
        endpoint = f"{client.address}/sparql"
        asked = "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> SELECT ?e ?g { ?s a sd:Service ; "
        asked += "sd:endpoint ?e ; sd:supportedLanguage sd:SPARQL11Query ; sd:defaultDataset/sd:namedGraph/sd:name ?g }"
        rows = [(str(row[0]), str(row[1])) for row in found.query(asked)]  # type: ignore[index]
        assert len(rows) == 2
        assert {row[0] for row in rows} == {endpoint}
    assert "<textarea" in client.get("/sparql", "text/html").text
    assert client.get("/sparql", "image/png").status == 406


def test_a_sparql_client_is_answered(client: Client) -> None:
    for method in ("GET", "POST", "POST_FORM"):
        store = SPARQLStore(f"{client.address}/sparql", method=method)
        rows = list(store.query("SELECT ?title { ?p a <https://w3id.org/kg-papers/ontology#Paper> ; "
                                "<https://w3id.org/kg-papers/ontology#title> ?title }"))  # fmt: skip
        assert len(rows) == 7
    graph = Graph(SPARQLStore(f"{client.address}/sparql"))
    assert len(list(graph.subjects(None, None, unique=True))) > 0


def test_a_head_has_no_body(client: Client) -> None:
    full, head = client.get(sparql(TITLES)), client.get(sparql(TITLES), method="HEAD")
    assert head.body == b""
    assert head.headers["Content-Length"] == str(len(full.body))
