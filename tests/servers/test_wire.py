"""Servers that misbehave: what the user is told, and that nothing is ever asked of another server."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from kg.cli import kg
from kg.errors import InvalidQuery, KgError
from kg.sparql import rows
from kg.store.dataset import DISCOVERY
from kg.store.endpoint import Endpoint
from kg.store.wire import Credentials

from .acting import JSON, Answer, Asked, Behave, behaving, results

SELECT = "SELECT ?s WHERE { ?s ?p ?o }"


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (Answer(404, {"Content-Type": "text/html"}, b"<h1>Not found</h1>"), r"no SPARQL at this address \(404\)"),
        (Answer(200, {"Content-Type": "text/html"}, b"<h1>Welcome</h1>"), "answers with a web page"),
        (Answer(200, JSON, b'{"head": {"vars": ["s"]}, "results": {"bindi'), "not with results of a query"),
        (Answer(200, JSON, b"[" * 100_000), "not with results of a query"),
        (Answer(200, JSON, b'{"head": {"vars": ["s"]}, "results": {"bindings": [{"s": {"type": "odd"}}]}}'), "read"),
        (results("no iri"), "the results cannot be read"),
        (Answer(400, {}, b"Parse error:\n near 'X'\n\nSPARQL query:\nSELECT"), "does not take this: Parse error: near"),
        (Answer(500, {}, b"out of memory"), r"the server fails \(500\): out of memory"),
        (Answer(401, {"WWW-Authenticate": 'Basic realm="kg"'}, b""), "wants to know who asks"),
        (Answer(302, {"Location": "http://elsewhere.example/sparql"}, b""), "sends on to http://elsewhere.example/sparql"),
        (Answer(206, JSON, results("urn:a").body), "cuts the answer off"),
        (Answer(200, {**JSON, "Content-Encoding": "gzip"}, b"no gzip"), "packed with gzip, and broken"),
        (Answer(200, {**JSON, "Content-Length": "1000"}, b"{}"), "no answer within|stopped in the middle"),
    ],
)  # fmt: skip
def test_what_the_user_is_told(
    answer: Answer, problem: str, played: Callable[[Behave], tuple[str, list[Asked]]]
) -> None:
    url, _ = played(behaving(answer))
    with pytest.raises(KgError, match=problem) as told:
        Endpoint(url, timeout=1).query(SELECT)
    assert told.value.where == url


def test_a_query_that_a_server_does_not_take_is_the_fault_of_the_query(
    played: Callable[..., tuple[str, object]],
) -> None:
    url, _ = played(behaving(Answer(400, {}, b"no")))
    with pytest.raises(InvalidQuery):
        Endpoint(url).query(SELECT)


def test_nobody_there() -> None:
    with pytest.raises(KgError, match="no server answers"):
        Endpoint("http://127.0.0.1:9/sparql").query(SELECT)


@pytest.mark.parametrize(
    "url",
    ["ftp://example.org/", "example.org/sparql", "http://", "http://a:b@example.org/", "http://h:x/", "http://h/ a"],
)
def test_what_is_no_address(url: str) -> None:
    with pytest.raises(KgError):
        Endpoint(url)


def test_redirects_are_not_followed(played: Callable[[Behave], tuple[str, list[Asked]]]) -> None:
    other, seen = played(behaving(results("urn:a")))
    url, _ = played(lambda asked: Answer(307, {"Location": other}, b""))
    with pytest.raises(KgError, match="sends on"):
        Endpoint(url, Credentials("user", "secret")).query(SELECT)
    assert seen == []


def test_gzip_and_basic(played: Callable[[Behave], tuple[str, list[Asked]]]) -> None:
    def behave(asked: Asked) -> Answer:
        if "authorization" not in asked.headers:
            return Answer(401, {"WWW-Authenticate": 'Basic realm="kg"'}, b"")
        return Answer(200, {**JSON, "Content-Encoding": "gzip"}, gzip.compress(results("urn:a").body))

    url, seen = played(lambda asked: behave(asked) if "manifest" not in asked.body else behaving(results())(asked))
    found = Endpoint(url, Credentials("user", "pass:wörd")).query(SELECT)
    assert isinstance(found, ox.QuerySolutions)
    assert [row["s"].value for row in found] == ["urn:a"]
    assert seen[-1].headers["authorization"] == "Basic dXNlcjpwYXNzOnfDtnJk"
    assert all("authorization" not in asked.headers for asked in seen[:-1])


def test_a_cut_answer_is_fetched_in_pages(played: Callable[[Behave], tuple[str, list[Asked]]]) -> None:
    everything = [f"urn:{number:05}" for number in range(2_500)]
    url, seen = played(lambda asked: cutting(everything, asked))
    found = Endpoint(url).query(SELECT)
    assert isinstance(found, ox.QuerySolutions)
    assert [row["s"].value for row in found] == everything
    assert sum("OFFSET" in asked.body for asked in seen) == 3


def test_a_cut_answer_of_which_the_rest_does_not_come_is_no_answer(played: Callable[..., tuple[str, object]]) -> None:
    everything = [f"urn:{number:05}" for number in range(2_500)]

    def behave(asked: Asked) -> Answer:
        return results() if "OFFSET+2000" in asked.body else cutting(everything, asked)

    url, _ = played(behave)
    with pytest.raises(KgError, match="2,000 of 2,500 rows came"):
        Endpoint(url).query(SELECT)


def cutting(everything: list[str], asked: Asked) -> Answer:
    """As a server does that gives 1,000 rows at once, and does not say so."""
    if "manifest" in asked.body:
        return behaving(results())(asked)
    if "COUNT" in asked.body:
        row = {"kgRows": {"type": "literal", "value": str(len(everything))}}
        return Answer(200, JSON, json.dumps({"head": {"vars": ["kgRows"]}, "results": {"bindings": [row]}}).encode())
    start = int(asked.body.partition("OFFSET+")[2].partition("&")[0] or 0)
    return results(*everything[start : start + 1_000])


def test_results_cannot_command_the_terminal(played: Callable[..., tuple[str, object]]) -> None:
    url, _ = played(behaving(Answer(500, {}, b"\x1b[31mred")))
    done = CliRunner().invoke(kg, ["query", "-", "--store", url], input=SELECT)
    assert done.exit_code == 3
    assert "\x1b" not in done.stderr
    assert "red" in done.stderr


def test_discovery_is_asked_once(played: Callable[[Behave], tuple[str, list[Asked]]]) -> None:
    url, seen = played(behaving(results("urn:a")))
    endpoint = Endpoint(url)
    for _ in range(3):
        endpoint.query(SELECT)
    assert sum("manifest" in asked.body for asked in seen) == 1
    assert "manifest" in DISCOVERY


def test_threads_that_share_a_connection_get_each_their_own_answer(played: Callable[..., tuple[str, object]]) -> None:
    def behave(asked: Asked) -> Answer:
        number = re.search(r"urn%3A(\d+)", asked.body)
        return behaving(results(f"urn:{number[1]}" if number else "urn:none"))(asked)

    endpoint = Endpoint(played(behave)[0])
    with ThreadPoolExecutor(8) as threads:
        answers = threads.map(lambda at: [*rows(endpoint, f"SELECT ?s {{ ?s a <urn:{at}> }}")], range(200))
        assert [[row["s"].value for row in answer] for answer in answers] == [[f"urn:{at}"] for at in range(200)]


# --- the options -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["merge", "split", "same", "decisions", "verify", "validate"])
def test_commands_that_need_the_folder_say_so(name: str) -> None:
    things = {"merge": ["a", "b"], "split": ["a"], "same": ["a"]}.get(name, [])
    done = CliRunner().invoke(kg, [name, *things, "--store", "http://127.0.0.1:9/sparql"])
    assert done.exit_code == 2
    assert "needs the folder of a build" in done.stderr


def test_one_graph_is_named(played: Callable[[Behave], tuple[str, list[Asked]]]) -> None:
    url, seen = played(behaving(results("urn:a")))
    both = CliRunner().invoke(kg, ["query", "-", "--store", url, "--graph", "x"], input=SELECT)
    assert (both.exit_code, seen) == (2, [])
    from_environment = CliRunner(env={"KG_STORE": url}).invoke(kg, ["query", "-", "-f", "csv"], input=SELECT)
    assert from_environment.stdout.replace("\r", "") == "s\nurn:a\n"
    folder_wins = CliRunner(env={"KG_STORE": url}).invoke(kg, ["query", "-", "--graph", "x"], input=SELECT)
    assert (folder_wins.exit_code, "no graph here" in folder_wins.stderr) == (3, True)
