"""Servers that hold the graph of the sample documents."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from kg.namespaces import BASE
from kg.store import open_graph
from kg.store.folder import read_manifest
from kg.store.pushing import Target, push

from .acting import Asked, Behave
from .starting import STARTING, Server


@pytest.fixture(scope="session", params=STARTING)
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of each kind, empty at first."""
    with STARTING[request.param](tmp_path_factory.mktemp(request.param)) as running:
        yield running


@pytest.fixture(scope="session")
def holding(server: Server, built: Path) -> Server:
    """A server that holds the graph of the sample documents."""
    target = Target(server.pushed, credentials=server.credentials)
    push(open_graph(built), target, base=BASE, version=read_manifest(built).generation)
    return server


@pytest.fixture
def played() -> Iterator[Callable[[Behave], tuple[str, list[Asked]]]]:
    """Start a server that behaves as told; gives its URL and what it is asked."""
    running = []

    def start(behave: Behave) -> tuple[str, list[Asked]]:
        seen: list[Asked] = []

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                seen.append(Asked(self.path, {k.lower(): v for k, v in self.headers.items()}, body))
                status, headers, answer = behave(seen[-1])
                self.send_response(status)
                for name, value in {"Content-Length": str(len(answer)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *arguments: object) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        running.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}/sparql", seen

    yield start
    for server in running:
        server.shutdown()
        server.server_close()
