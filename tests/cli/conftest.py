"""Running kg in this process, and a graph to run it on."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import kg

GRAPHS = Path(__file__).parent.parent / "graphs"
Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command line, with the hand-written graph as the default graph."""
    monkeypatch.setenv("KG_GRAPH", str(GRAPHS / "two-lists.trig"))
    monkeypatch.delenv("NO_COLOR", raising=False)

    def invoke(*arguments: str | Path, stdin: str | bytes | None = None) -> Result:
        result = CliRunner().invoke(kg, [str(argument) for argument in arguments], input=stdin, prog_name="kg")
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return invoke


@pytest.fixture(scope="session")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a folder of notes and a reading list."""
    folder = tmp_path_factory.mktemp("documents")
    (folder / "notes").mkdir()
    shutil.copy(GRAPHS / "neurips-2020.md", folder / "notes")
    shutil.copy(GRAPHS / "reading-list.md", folder)
    return folder
