"""Servers on free ports, asked over HTTP as anybody would."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import Message
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.request import Request, build_opener

import pytest

from kg.serving import OnDisk, Server, Settings, Site

HERE = Path(__file__).parent
TWO_LISTS = HERE.parent / "graphs" / "two-lists.trig"
HOSTILE = HERE / "hostile.ttl"


class Reply(NamedTuple):
    """What came back."""

    status: int
    headers: Message
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    @property
    def media(self) -> str:
        return self.headers.get_content_type()


class Client:
    """A client of one server."""

    def __init__(self, server: Server) -> None:
        self.address = server.address.rstrip("/")
        self.port = server.server_address[1]

    def get(self, path: str, accept: str | None = None, *, method: str = "GET", data: bytes | None = None,
            **headers: str) -> Reply:  # fmt: skip
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        request = Request(self.address + path, data, named | ({"Accept": accept} if accept else {}), method=method)
        try:
            with build_opener().open(request, timeout=30) as response:
                return Reply(response.status, response.headers, response.read())
        except HTTPError as error:
            with error:
                return Reply(error.code, error.headers, error.read())

    def raw(self, method: str, path: str, headers: dict[str, str], body: bytes = b"") -> Reply:
        """A request with exactly these headers."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders(body or None)
        response = connection.getresponse()
        reply = Reply(response.status, response.headers, response.read())
        connection.close()
        return reply


Serve = Callable[[Settings], "Iterator[Client]"]


@contextmanager
def serving(settings: Settings) -> Iterator[Client]:
    """A server in a thread of this process."""
    site = Site(settings)
    with Server(site, 0) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield Client(server)
        finally:
            server.shutdown()
            thread.join()
            site.close()


@pytest.fixture(scope="package")
def client() -> Iterator[Client]:
    """The hand-written graph, with limits that tests can reach."""
    with serving(Settings(OnDisk(TWO_LISTS), timeout=10, most=50, workers=1)) as found:
        yield found


@pytest.fixture(scope="package")
def hostile() -> Iterator[Client]:
    """A graph of hostile names."""
    with serving(Settings(OnDisk(HOSTILE), workers=1)) as found:
        yield found
