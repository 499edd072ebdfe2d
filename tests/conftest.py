"""Fixtures that all tests share: golden files, the graph of the samples, third-party documents for measurements."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import settings

from kg.pipeline import build
from kg.store import open_graph
from tests.together import Together

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("KG_SHARED", ROOT.parent / "shared"))

settings.register_profile("kg", derandomize=True, deadline=None, max_examples=30)
settings.load_profile("kg")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite the expected outputs, then fail")


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep out of the cache of whoever runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("KG_STORE", "KG_STORE_USER", "KG_STORE_PASSWORD"):  # nor ask a server that they name
            patch.delenv(name, raising=False)
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compare a text with a golden file; --update-golden rewrites it and fails, so that the switch is not left on."""

    def compare(path: Path, actual: str) -> None:
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(actual.encode("utf-8"))
            pytest.fail(f"{path} was rewritten; run again without --update-golden")
        assert path.exists(), f"{path} is missing: pytest --update-golden writes it"
        assert actual == path.read_bytes().decode("utf-8")

    return compare


@pytest.fixture(scope="session")
def together(tmp_path_factory: pytest.TempPathFactory) -> Together:
    """What all processes of tests share."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "together"
    folder.mkdir(exist_ok=True)
    return Together(folder)


@pytest.fixture(scope="session")
def built(together: Together) -> Path:
    """The folder of a graph of the sample documents, for reading only."""
    return together.made("samples", lambda folder: build([ROOT / "data" / "documents"], folder))


@pytest.fixture(scope="session")
def samples(built: Path) -> ox.Store:
    """The graph of the sample documents."""
    return open_graph(built)


def _shared(name: str) -> Path:
    folder = SHARED / name
    if not folder.is_dir():
        pytest.skip(f"the third-party folder {name!r} is not here; KG_SHARED names its parent")
    return folder


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of the four documents that the project was made for."""
    return _shared("seeds")


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of documents with gold annotations."""
    return _shared("corpus")
