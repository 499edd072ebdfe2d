"""Who may ask, what is never served, and the headers that keep a browser from harm."""

from __future__ import annotations

import pytest

from kg.serving import OnDisk, Settings
from tests.serving.conftest import TWO_LISTS, Client, serving

PATHS = ("/", "/sparql", "/query", "/static/style.css", "/nothing", "/sparql?query=no")


@pytest.mark.parametrize("path", PATHS)
def test_every_response_has_the_headers_that_guard(client: Client, path: str) -> None:
    headers = client.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
    assert policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Access-Control-Allow-Origin"] is None


def test_only_names_of_this_machine_are_served(client: Client) -> None:
    for host in ("127.0.0.1", f"localhost:{client.port}", "LOCALHOST", "localhost:9999"):
        assert client.raw("GET", "/", {"Host": host}).status == 200, host
    for host in ("example.org", f"rebound.example.org:{client.port}", "127.0.0.1.example.org", "0.0.0.0", ""):
        assert client.raw("GET", "/", {"Host": host}).status in (400, 421), host
    assert client.raw("GET", "/", {}).status == 400


@pytest.mark.parametrize(
    "path",
    ["/../pyproject.toml", "/static/../../cli/serve.py", "/static/%2e%2e/%2e%2e/site.py", "/static//etc/passwd",
     "/static/..%5c..%5csite.py", "/static/yasqe/../../site.py", "/static/", "/id/../../../etc/passwd"],
)  # fmt: skip
def test_nothing_else_on_the_disk_is_served(client: Client, path: str) -> None:
    reply = client.raw("GET", path, {"Host": "localhost"})
    assert reply.status == 404
    assert b"import" not in reply.body
    assert b"root:" not in reply.body


def test_addresses_that_do_not_read_are_refused(client: Client) -> None:
    assert client.raw("GET", "/%ff", {"Host": "localhost"}).status == 400
    assert client.raw("GET", "http://example.org/", {"Host": "localhost"}).status == 400
    assert client.raw("GET", "/search?q=%ff", {"Host": "localhost"}).status == 400


def test_other_origins_may_read_only_where_it_was_allowed() -> None:
    with serving(Settings(OnDisk(TWO_LISTS), cors=("https://yasgui.example",), workers=1)) as client:
        asked = "/sparql?query=ASK{}"
        allowed = client.get(asked, Origin="https://yasgui.example").headers
        assert allowed["Access-Control-Allow-Origin"] == "https://yasgui.example"
        assert "Origin" in allowed["Vary"]
        assert client.get(asked, Origin="https://other.example").headers["Access-Control-Allow-Origin"] is None
        assert client.get("/", Origin="https://yasgui.example").headers["Access-Control-Allow-Origin"] is None
        before = client.get("/sparql", method="OPTIONS", Origin="https://yasgui.example")
        assert before.status == 204
        assert "POST" in before.headers["Access-Control-Allow-Methods"]
        wrong = client.get("/sparql?query=no", Origin="https://yasgui.example")
        assert (wrong.status, wrong.headers["Access-Control-Allow-Origin"]) == (400, "https://yasgui.example")
