"""Whatever is asked for, an answer or a refusal comes: no address makes the server fail."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.serving import OnDisk, Settings, Site
from kg.serving.exchange import Refused, Request, Response
from tests.serving.conftest import TWO_LISTS

PATHS = ("/", "/documents", "/search", "/complete", "/terms", "/queries/papers", "/queries/papers-by-topic",
         "/document", "/thing", "/id/paper/x", "/id/edition/neurips-2020")  # fmt: skip
NAMES = ("q", "kind", "page", "iri", "to", "topic", "year", "all", "format", "_format")
IRIS = ("https://w3id.org/kg-papers/id/edition/neurips-2020", "kg:presentedAt", "a b", "<", "urn:x", "topic:", "_:b")
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)  # as it comes out of UTF-8
VALUES = st.one_of(TEXT, st.sampled_from([*IRIS, "-1", "99999999", "csv", "turtle", "paper", "2020"]))


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    found = Site(Settings(OnDisk(TWO_LISTS), workers=1))
    yield found
    found.close()


def answered(site: Site, path: str, pairs: list[tuple[str, str]], accept: str = "") -> Response:
    try:
        return site.respond(Request("GET", path, pairs, {"accept": accept, "host": "localhost"}))
    except Refused as refusal:
        return Response(status=refusal.status)


@given(st.sampled_from(PATHS), st.lists(st.tuples(st.sampled_from(NAMES), VALUES), max_size=3))
@example("/search", [("q", "\x00")])
@example("/complete", [("q", '" OR *'), ("kind", "paper")])
def test_parameters(site: Site, path: str, pairs: list[tuple[str, str]]) -> None:
    response = answered(site, path, pairs, "text/html")
    assert response.status < 500


@given(TEXT, TEXT)
@example("id/a b<>", "*/*")
@example("id/paper/..", "text/turtle")
def test_paths_and_accepts(site: Site, path: str, accept: str) -> None:
    response = answered(site, f"/{path}", [], accept)
    assert response.status < 500
