"""A graph of the sample documents, and servers that hold it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import pipeline
from kg.namespaces import BASE
from kg.store import open_graph
from kg.store.folder import read_manifest
from kg.store.pushing import Target, push

from .starting import STARTING, Server

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a graph of the sample documents."""
    folder = tmp_path_factory.mktemp("built") / "graph"
    pipeline.build([ROOT / "data" / "documents"], folder)
    return folder


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
