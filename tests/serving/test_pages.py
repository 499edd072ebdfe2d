"""The pages, as text: what stands on them, where they lead, and what they give to programs."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlencode

import pyoxigraph as ox
import pytest

from kg import queries
from kg.serving import OnDisk, Settings
from tests.serving.conftest import TWO_LISTS, Client, serving

BYOL = "/id/paper/bootstrap-your-own-latent-a-new-approach-to-self-supervised-8f85c9b0"
VOID = {"meta", "link", "input", "br", "hr", "img"}


class Page(HTMLParser):
    """A page: its links, its headings, its text, and whether every element is closed in its place."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: dict[str, str] = {}
        self.attributes: list[tuple[str, dict[str, str | None]]] = []
        self.headings: list[str] = []
        self.words = ""
        self._open: list[str] = []
        self._link: str | None = None
        self.feed(text)
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)
        if tag == "a":
            self._link = dict(attrs).get("href") or ""
            self.links.setdefault(self._link, "")
        if tag in ("h1", "h2", "h3"):
            self.headings.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag
        if tag == "a":
            self._link = None

    def handle_data(self, data: str) -> None:
        self.words += data
        if self._link is not None:
            self.links[self._link] += data
        if {"h1", "h2", "h3"} & set(self._open):
            self.headings[-1] += data


def page(client: Client, path: str, status: int = 200) -> Page:
    reply = client.get(path, "text/html")
    assert (reply.status, reply.media) == (status, "text/html"), reply.text
    return Page(reply.text)


def test_the_start_page_counts_and_leads_on(client: Client) -> None:
    found = page(client, "/")
    assert "7 papers" in found.words
    assert "/search?kind=person" in found.links
    assert {"neurips-2020.md", "reading-list.md"} <= set(found.links.values())
    assert {f"/queries/{name}" for name in queries.names()} <= set(found.links)


def test_a_paper_says_what_is_known_in_whose_words_and_leads_to_its_neighbours(client: Client) -> None:
    found = page(client, BYOL)
    assert found.headings[0].startswith("Bootstrap Your Own Latent")
    for href, words in {
        "/id/person/florian-strub": "Florian Strub",
        "/id/edition/neurips-2020": "NeurIPS 2020",
        "/id/method/byol": "BYOL",
        "https://arxiv.org/abs/2006.07733": "https://arxiv.org/abs/2006.07733",
        f"{BYOL}.ttl": "Turtle",
    }.items():
        assert found.links[href] == words
    assert found.words.index("Jean-Bastien Grill") < found.words.index("Florian Strub")
    assert "neurips-2020.md, line" in found.words


def test_links_that_lead_outside_tell_the_other_side_nothing(client: Client) -> None:
    outside = [
        attributes for tag, attributes in page(client, BYOL).attributes if "://" in (attributes.get("href") or "")
    ]
    assert outside
    assert all(attributes["rel"] == "noopener noreferrer nofollow" for attributes in outside)


@pytest.mark.parametrize(
    ("path", "accept"),
    [(BYOL, "text/turtle"), (f"{BYOL}.ttl", None), (f"{BYOL}.ttl", "text/html"), (BYOL, "application/ld+json"),
     (BYOL, "application/rdf+xml;q=0.9, text/html;q=0.1")],
)  # fmt: skip
def test_a_thing_gives_its_rdf(client: Client, path: str, accept: str | None) -> None:
    reply = client.get(path, accept)
    known = ox.RdfFormat.from_media_type(reply.media)
    assert known is not None
    triples = {quad.triple for quad in ox.parse(reply.body, known)}
    assert {triple.subject.value for triple in triples} == {f"https://w3id.org/kg-papers{BYOL}"}  # type: ignore[union-attr]
    assert len(triples) > 10
    assert client.get(BYOL, "image/png").status == 406


def test_what_has_another_base_has_a_page_too(client: Client) -> None:
    asked = urlencode({"iri": "https://w3id.org/kg-papers/ontology#presentedAt"})
    assert page(client, f"/thing?{asked}").headings[0] == "kg:presentedAt"
    assert client.get(f"/thing?{asked}&format=ttl").media == "text/turtle"
    assert page(client, "/thing?iri=topic:self-supervised-learning").headings[0].startswith("self-supervised")
    assert page(client, "/thing?iri=no%20iri", 400)


def test_a_hub_is_paged(client: Client) -> None:
    to = urlencode({"to": "https://w3id.org/kg-papers/ontology#presentedAt"})
    found = page(client, f"/id/edition/neurips-2020?{to}")
    assert len([href for href in found.links if href.startswith("/id/paper/")]) == 4
    assert "/id/edition/neurips-2020" in found.links


def test_a_document_lists_its_papers_in_its_order(client: Client) -> None:
    href = next(href for href, words in page(client, "/documents").links.items() if words == "neurips-2020.md")
    found = page(client, href)
    assert "4 papers" in found.headings
    lines = [int(line) for line in re.findall(r"line (\d+)", found.words)]
    assert len(lines) == 4
    assert lines == sorted(lines)
    assert page(client, "/document?iri=urn:x", 404)


def test_the_search_box_finds_and_filters(client: Client) -> None:
    assert page(client, "/search?q=sitzmann").links["/id/person/vincent-sitzmann"] == "Vincent Sitzmann"
    assert "/id/method/siren" not in page(client, "/search?q=siren&kind=paper").links
    assert len([href for href in page(client, "/search?kind=paper").links if href.startswith("/id/paper/")]) == 7
    assert "Nothing fits" in page(client, "/search?q=zzzzzz").words


def test_names_are_completed(client: Client) -> None:
    found = json.loads(client.get("/complete?q=self&kind=topic,method,task").body)
    assert {"term": "topic:self-supervised-learning", "label": "self-supervised learning", "kind": "topic"} in found
    terms = json.loads(client.get("/terms").body)
    assert terms["properties"]["kg:presentedAt"] == "presented at"
    assert terms["classes"]["kg:Paper"] == "paper"
    assert terms["prefixes"]["kg"].startswith("https://")


def test_a_saved_query_is_asked_with_a_form(client: Client) -> None:
    blank = page(client, "/queries/papers-by-topic")
    assert "Answer" not in blank.headings
    fields = [attributes for tag, attributes in blank.attributes if tag == "input" and attributes["name"] == "topic"]
    assert "required" in fields[0]
    options = [attributes["value"] for tag, attributes in blank.attributes if tag == "option"]
    assert "self-supervised learning" in options
    answered = page(client, "/queries/papers-by-topic?topic=self-supervised+learning")
    assert answered.links[BYOL].startswith("Bootstrap Your Own Latent")
    edit = next(href for href, words in answered.links.items() if words == "Edit it")
    assert "VALUES" in edit
    assert page(client, edit).links[BYOL].startswith("Bootstrap Your Own Latent")
    rows = client.get("/queries/papers-by-topic?topic=self-supervised+learning&_format=csv")
    assert rows.headers["Content-Disposition"] == 'attachment; filename="papers-by-topic.csv"'
    assert "Bootstrap" in rows.text


def test_what_needs_no_parameter_is_asked_when_somebody_asks(client: Client) -> None:
    assert "Answer" not in page(client, "/queries/papers").headings
    assert "Answer" in page(client, "/queries/papers?topic=&year=").headings
    assert "Answer" in page(client, "/queries/awards").headings


def test_what_a_parameter_does_not_fit_is_told(client: Client) -> None:
    reply = page(client, "/queries/papers-by-topic?topic=self-supervised+lerning", 400)
    assert "self-supervised learning" in reply.words
    assert page(client, "/queries/papers-by-venue?venue=NeurIPS&year=soon", 400)
    assert page(client, "/queries/no-such-question", 404)


@pytest.mark.parametrize("name", queries.names())
def test_every_saved_query_has_its_page(client: Client, name: str) -> None:
    found = page(client, f"/queries/{name}")
    labels = [attributes["for"] for tag, attributes in found.attributes if tag == "label"]
    assert {f"p-{parameter}" for parameter in queries.load(name).parameters} <= set(labels)


def test_the_editor_shows_answers_of_every_form(client: Client) -> None:
    def asked(query: str, status: int = 200) -> Page:
        return page(client, f"/query?{urlencode({'query': query})}", status)

    titles = asked("SELECT ?title ?paper { ?paper a kg:Paper ; kg:title ?title }")
    assert titles.links[BYOL].startswith("Bootstrap")
    assert "Yes" in asked("ASK { ?paper kg:code ?code }").words
    assert "kg:introduces" in asked("DESCRIBE <https://w3id.org/kg-papers" + BYOL + ">").words
    assert "the first 50 rows" in asked("SELECT * { ?s ?p ?o }").words
    assert "Nothing fits" in asked("SELECT * { <urn:x> ?p ?o }").words
    assert "query:1:12" in asked("SELECT * { nonsense }", 400).words


def test_a_page_that_is_not_there_says_so(client: Client) -> None:
    assert page(client, "/nothing", 404).headings == ["Nothing here"]
    assert page(client, "/id/paper/nothing", 404)
    assert client.get("/static/nothing.js").status == 404
    assert client.get("/favicon.ico").media == "image/svg+xml"


def test_a_merged_thing_leads_to_what_it_became(tmp_path: Path) -> None:
    graph = tmp_path / "graph.trig"
    old = "https://w3id.org/kg-papers/id/paper/old"
    replaced = f"<{old}> <http://purl.org/dc/terms/isReplacedBy> <https://w3id.org/kg-papers{BYOL}> ."
    graph.write_text(TWO_LISTS.read_text(encoding="utf-8") + replaced, encoding="utf-8")
    with serving(Settings(OnDisk(graph), workers=1)) as client:
        reply = client.raw("GET", "/id/paper/old", {"Host": "localhost"})
        assert (reply.status, reply.headers["Location"]) == (308, BYOL)
        # A graph that was written again is seen at once.
        graph.write_text(replaced.replace(BYOL, "/id/paper/newer"), encoding="utf-8")
        assert client.raw("GET", "/id/paper/old", {"Host": "localhost"}).headers["Location"] == "/id/paper/newer"


HOSTILE_PAGES = (
    "/", "/documents", "/search?q=script", "/search?kind=paper", "/id/paper/hostile", "/id/person/hostile",
    "/id/topic/hostile", "/id/passage/hostile/0-5", "/id/reference/hostile/1", "/thing?iri=javascript:alert(2)",
    "/queries/papers-by-topic", "/queries/papers-by-topic?topic=hostile", "/queries/papers-by-topic?topic=%3Cscript%3E",
    "/query?query=SELECT+*+%7B%3Fs+%3Fp+%3Fo%7D", "/query?query=%3C/textarea%3E%3Cscript%3Ealert(1)%3C/script%3E",
    "/search?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E", "/nothing%3Cscript%3E",
    "/document?iri=https%3A%2F%2Fw3id.org%2Fkg-papers%2Fid%2Fdocument%2Fa%2522%253E%253Cscript%253E",
)  # fmt: skip


@pytest.mark.parametrize("path", HOSTILE_PAGES)
def test_hostile_names_stay_words(hostile: Client, path: str) -> None:
    found = Page(hostile.get(path, "text/html").text)
    scripts = {attributes.get("src") for tag, attributes in found.attributes if tag == "script"}
    assert scripts <= {f"/static/{name}" for name in ("completing.js", "editor.js", "yasqe/yasqe.min.js")}
    assert not {tag for tag, _ in found.attributes} & {"iframe", "svg", "img", "object", "style"}
    for tag, attributes in found.attributes:
        assert not [name for name in attributes if name.startswith("on") or name == "style"], tag
        for name in ("href", "action", "src"):
            assert re.match(r"/|#|https://example\.org/|$", attributes.get(name) or ""), attributes
