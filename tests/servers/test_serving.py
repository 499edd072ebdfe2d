"""`kg serve` of a graph on a server: the pages and answers of the embedded graph, and what is told when it fails."""

from __future__ import annotations

import json
import re
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from click.testing import CliRunner

from kg.cli import kg
from kg.errors import KgError
from kg.namespaces import BASE
from kg.serving import OnDisk, OnServer, Settings
from kg.serving.opened import Opened
from kg.store.dataset import ALL, VERSION
from kg.store.wire import Credentials
from tests.serving.browsing import Watched, browser
from tests.serving.conftest import Client, serving

from .acting import JSON, Answer, Asked, Behave, behaving, results
from .starting import CUT, Server

Play = Callable[[Behave], tuple[str, list[Asked]]]
PAPER, TOPIC = "/id/paper/contrastive-multiview-coding-86354b4d", "/id/topic/contrastive-learning"
DOCUMENT = f"{BASE}document/iclr-2020-round-up.txt"
TITLES = "SELECT ?title { ?paper a kg:Paper ; kg:title ?title } ORDER BY ?title"
SECRET = "kept-to-ourselves"


def asking(text: str, **parameters: str) -> str:
    return f"/sparql?{urlencode({'query': text, **parameters})}"


SEARCH = "/search?q=contrastive"
ADDRESSES = [
    "/", "/documents", f"/document?iri={quote(DOCUMENT)}", SEARCH, "/search?kind=person",
    "/complete?q=self", "/terms", "/queries/papers-by-topic?topic=contrastive+learning", "/queries/papers-by-method",
    "/queries/papers-by-method?method=BYOL&_format=csv", PAPER, f"{PAPER}.ttl", TOPIC, f"{TOPIC}.ttl",
    f"/query?{urlencode({'query': TITLES})}", asking(TITLES), asking(TITLES, format="xml"),
    asking("ASK { ?paper kg:year 1066 }"), asking("CONSTRUCT WHERE { ?paper kg:year ?year }", format="nt"),
    asking("SELECT (COUNT(*) AS ?n) { ?s kg:title ?o }", **{"default-graph-uri": DOCUMENT}),
    asking(TITLES, **{"named-graph-uri": DOCUMENT}),
    asking("SELECT ?g { GRAPH ?g { ?s kg:title ?o } } GROUP BY ?g", **{"named-graph-uri": DOCUMENT}),
    asking(f"SELECT (COUNT(*) AS ?n) FROM <{DOCUMENT}> {{ ?s kg:title ?o }}"),
    asking("SELECT ?a {\n ?a ?b }\n}"), "/id/topic/no-such-thing", "/queries/papers-by-topic?topic=nothing+like+it",
]  # fmt: skip


@pytest.fixture(scope="module")
def embedded(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """The graph in a folder from which its documents are not found, as a server has none."""
    copied = shutil.copytree(built, tmp_path_factory.mktemp("far") / "from" / "all" / "documents")
    with serving(Settings(OnDisk(copied), workers=1)) as client:
        yield searched(client)


@pytest.fixture(scope="module")
def remote(holding: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    with serving(Settings(OnServer(holding.asked), workers=1, cache=tmp_path_factory.mktemp("cache"))) as client:
        yield searched(client)


def searched(client: Client) -> Client:
    """The client of a graph that has an index of its names: suggestions come from there, whichever test is first."""
    client.get(SEARCH)
    return client


def lasting(body: str) -> str:
    """An answer without what differs from one time to the next."""
    return re.sub(r"\bin \d+(\.\d)? m?s\b|127\.0\.0\.1:\d+", "", body)


@pytest.mark.parametrize("address", ADDRESSES, ids=range(len(ADDRESSES)))
def test_pages_and_answers_are_those_of_the_embedded_graph(address: str, embedded: Client, remote: Client) -> None:
    expected, found = embedded.get(address), remote.get(address)
    assert (found.status, found.media) == (expected.status, expected.media)
    assert lasting(found.text) == lasting(expected.text)


def test_a_query_is_posted(embedded: Client, remote: Client) -> None:
    for body, media in ((TITLES, "application/sparql-query"), (urlencode({"query": TITLES}), "")):
        expected, found = (
            client.get("/sparql", method="POST", data=body.encode(),
                       Content_Type=media or "application/x-www-form-urlencoded")
            for client in (embedded, remote)
        )  # fmt: skip
        assert found.status == 200
        assert found.body == expected.body


def test_what_is_cut_says_so(remote: Client) -> None:
    for text in ("SELECT * { ?s ?p ?o }", "SELECT ?s { ?s ?p ?o } ORDER BY ?s"):
        reply = remote.get(asking(text))
        assert reply.headers["X-SPARQL-MaxRows"] == "10000"
        assert len(json.loads(reply.body)["results"]["bindings"]) == 10_000
    triples = remote.get(asking("CONSTRUCT WHERE { ?s ?p ?o }", format="nt"))
    assert triples.headers["X-SPARQL-MaxRows"] == "10000"
    assert triples.body.count(b"\n") == 10_000
    assert remote.get(asking(TITLES)).headers["X-SPARQL-MaxRows"] is None


def test_more_rows_than_the_server_gives_at_once(holding: Server) -> None:
    with serving(Settings(OnServer(holding.asked), most=CUT + 5_000, workers=1)) as client:
        reply = client.get(asking("SELECT ?s ?p { ?s ?p ?o }", format="csv"))
        assert reply.text.count("\r\n") == CUT + 5_001


def test_graphs_of_others_are_not_shown(remote: Client) -> None:
    text = "SELECT * { ?s ?p ?o }"
    for address in (
        asking(text, **{"default-graph-uri": f"{BASE}graph/manifest"}),
        asking(f"SELECT * FROM <{BASE}graph/manifest> {{ ?s ?p ?o }}"),
    ):
        reply = remote.get(address)
        assert (reply.status, "no graph is called" in reply.text) == (400, True)


def test_in_a_browser(remote: Client) -> None:
    with browser() as chromium:
        watched = Watched(chromium.new_page(), remote.address)
        page = watched.page
        watched.go("/")
        page.get_by_label("Search", exact=True).fill("contrastive mul")
        page.locator("#q-names option[value='Contrastive Multiview Coding']").wait_for(state="attached")
        page.keyboard.press("Enter")
        page.locator("li:has(.kind-paper) a").first.click()
        page.locator("details.said summary").first.click()
        assert ", line" in page.locator("details.said figure").first.inner_text()
        watched.go("/queries/papers-by-topic")
        page.get_by_label("topic").fill("contrastive learning")
        page.get_by_role("button", name="Ask").click()
        page.locator("section.answer tbody tr").first.wait_for()
        assert watched.complaints == []


# --- a server that fails ---------------------------------------------------------------------------------------------


def run(url: str, **environment: str) -> tuple[int, str]:
    done = CliRunner(env=environment).invoke(kg, ["serve", "--port", "0", "--timeout", "1", "--store", url])
    return done.exit_code, done.output


def test_a_server_that_is_down_is_told_at_the_start() -> None:
    code, said = run("http://127.0.0.1:9/sparql")
    assert (code, "no server answers" in said) == (3, True)


def test_a_slow_server_is_told_at_the_start(played: Play) -> None:
    code, said = run(played(slowly(results()))[0])
    assert (code, "no answer within 1 seconds" in said) == (3, True)


def test_wrong_credentials_are_told_without_them(server: Server) -> None:
    if server.credentials is None:
        pytest.skip("this server asks nobody who he is")
    code, said = run(server.pushed, KG_STORE_USER="dba", KG_STORE_PASSWORD=SECRET)
    assert (code, "refuses this user and password" in said) == (3, True)
    assert SECRET not in said


def test_credentials_reach_the_server_and_nobody_else(played: Play) -> None:
    def behave(asked: Asked) -> Answer:
        if "authorization" not in asked.headers:
            return Answer(401, {"WWW-Authenticate": 'Basic realm="kg"'}, b"")
        known = not asked.body.startswith("query=ASK")
        return behaving(results("urn:a"))(asked) if known else Answer(403, {}, f"no {SECRET} here".encode())

    url, seen = played(behave)
    location = OnServer(url, Credentials("somebody", SECRET))
    assert SECRET not in repr(location) + repr(Settings(location))
    with serving(Settings(location, workers=1)) as client:
        assert client.get(asking("SELECT ?s { ?s ?p ?o }")).status == 200
        refused = client.get(asking("ASK { ?s ?p ?o }"))
        page = client.get(f"/query?{urlencode({'query': 'ASK { ?s ?p ?o }'})}")
    assert refused.status == page.status == 502
    assert "refuses this user and password" in refused.text
    for reply in (refused, page):
        assert not any(word in f"{reply.text}{reply.headers}" for word in (SECRET, "somebody", "c29tZWJvZHk"))
    assert "authorization" in seen[-1].headers


def test_a_server_that_fails_meanwhile(played: Play) -> None:
    answers = [behaving(results())]
    url, _ = played(lambda asked: answers[-1](asked))
    with serving(Settings(OnServer(url), workers=1)) as client:
        assert client.get(asking("SELECT ?s { ?s ?p ?o }")).status == 200
        answers.append(lambda asked: Answer(500, {}, b"out of <memory>"))
        for address in (asking("SELECT ?s { ?s ?p ?o }"), "/sparql", TOPIC, "/search?q=x", "/query?query=ASK+%7B%7D"):
            reply = client.get(address)
            assert reply.status == 502
            assert "the server fails (500): out of" in reply.text
            assert (reply.media == "text/html") == (not address.startswith("/sparql"))
            assert reply.media != "text/html" or "<memory>" not in reply.text


def slowly(answer: Answer) -> Behave:
    def behave(asked: Asked) -> Answer:
        time.sleep(3)
        return answer

    return behave


def test_a_query_for_which_the_server_takes_too_long_is_ended(played: Play) -> None:
    quick, slow = behaving(results("urn:a")), slowly(results("urn:a"))
    url, _ = played(lambda asked: slow(asked) if "slow" in asked.body else quick(asked))
    with serving(Settings(OnServer(url, timeout=1), timeout=1, workers=1)) as client:
        for _ in range(2):
            assert client.get(asking("SELECT ?s { ?s ?p ?o }")).status == 200
            begun = time.monotonic()
            reply = client.get(asking("SELECT ?s { ?s <urn:slow> ?o }"))
            assert (reply.status, "longer than 1 seconds" in reply.text) == (503, True)
            assert time.monotonic() - begun < 2.5
        page = client.get("/thing?iri=urn:slow")
        assert (page.status, "no answer within 1 seconds" in page.text) == (502, True)


def test_no_update_reaches_the_server(played: Play) -> None:
    url, seen = played(behaving(results()))
    texts = ("DELETE WHERE { ?s ?p ?o }", "CLEAR ALL", "ASK { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }")
    with serving(Settings(OnServer(url), workers=1)) as client:
        for text in texts:
            assert client.get(asking(text)).status == 400
            assert client.get(f"/query?{urlencode({'query': text})}").status == 400
            body = urlencode({"update": text}).encode()
            form = "application/x-www-form-urlencoded"
            assert client.get("/sparql", method="POST", data=body, Content_Type=form).status == 400
    assert {asked.body.partition("=")[0] for asked in seen} <= {"query"}
    assert not any(word in asked.body for asked in seen for word in ("DELETE", "CLEAR", "SERVICE"))


# --- a server that changes -------------------------------------------------------------------------------------------


def describing(version: str) -> Answer:
    said = ((ALL, "urn:m/all"), (VERSION, version))
    rows = [{name: {"type": "literal", "value": value}
             for name, value in zip(("manifest", "property", "graph"), ("urn:m", *pair), strict=True)}
            for pair in said]  # fmt: skip
    return Answer(200, JSON, json.dumps({"head": {"vars": []}, "results": {"bindings": rows}}).encode())


def test_what_is_pushed_again_is_seen(played: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    versions, made = ["1"], []
    url, seen = played(lambda asked: describing(versions[-1]))
    opened = Opened(OnServer(url))
    make = made.append

    def once() -> int:
        opened.once(make)
        return len(made)

    assert [once(), once(), len(seen)] == [1, 1, 1]  # the version is not asked for each time
    monkeypatch.setattr(OnServer, "steady", 0.0)
    assert once() == 1
    versions.append("2")
    assert [once(), once()] == [2, 2]


def test_what_cannot_be_asked_is_no_graph(played: Play) -> None:
    with pytest.raises(KgError, match="fails"):
        Opened(OnServer(played(lambda asked: Answer(500, {}, b""))[0])).store()


def test_an_index_of_a_graph_that_changed_meanwhile_is_not_kept(played: Play, tmp_path: Path) -> None:
    versions = iter(("1", "2"))
    url, _ = played(lambda asked: describing(next(versions)) if "manifest" in asked.body else results())
    OnServer(url).index(tmp_path).close()
    assert not list(tmp_path.glob("*.sqlite"))


def test_the_search_index_is_kept_for_each_version(played: Play, tmp_path: Path) -> None:
    versions = ["1"]
    url, seen = played(lambda asked: describing(versions[-1]) if "manifest" in asked.body else results())
    for version, kept in (("1", 1), ("1", 1), ("2", 2)):
        versions.append(version)
        before = len(seen)
        OnServer(url).index(tmp_path).close()
        assert len(list(tmp_path.glob("*.sqlite"))) == kept
        names = OnServer(url).names(tmp_path)
        assert names is not None
    assert len(seen) > before
