"""What the shell offers for a name that has been begun."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

from kg.cli import completion, kg
from kg.searching import open_index

GRAPHS = Path(__file__).parent.parent / "graphs"
ROOT = GRAPHS.parent.parent
GRAPH = GRAPHS / "two-lists.trig"


@pytest.fixture(params=["with an index", "without one"])
def graph(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("KG_GRAPH", raising=False)
    if request.param == "with an index":
        open_index(GRAPH, completion.cache_folder("search"))
    return GRAPH


def offered(*arguments: str | Path) -> list[str]:
    *before, incomplete = map(str, arguments)
    complete = ShellComplete(kg, {}, "kg", "_KG_COMPLETE")
    return [item.value for item in complete.get_completions(before, incomplete)]


def test_names_of_things(graph: Path) -> None:
    assert offered("show", "-g", graph, "jure le") == ["Jure Leskovec"]
    assert offered("why", "-g", graph, "Leskov") == ["Jure Leskovec"]
    assert "BYOL" in offered("show", "-g", graph, "by")
    assert offered("show", "-g", graph, "nothing is called so") == []
    assert offered("show", "-g", graph, "")


def test_only_things_that_fit_the_option(graph: Path) -> None:
    assert offered("concepts", "-g", graph, "--document", "Reading") == ["Reading list: learning without labels"]
    assert offered("search", "x", "-g", graph, "--document", "jure") == []
    assert set(offered("search", "x", "-g", graph, "--venue", "neur")) == {"NeurIPS", "NeurIPS 2020"}


def test_values_of_parameters(graph: Path) -> None:
    assert offered("query", "papers-by-person", "-g", graph, "-p", "per") == ["person="]
    assert offered("query", "papers-by-person", "-g", graph, "-p", "person=jure l") == ["person=Jure Leskovec"]
    assert offered("query", "papers-by-venue", "-g", graph, "-p", "year=20") == []
    assert offered("query", "papers-by-venue", "-g", graph, "-p", "nonsense=20") == []
    assert offered("query", "no-such-query", "-g", graph, "-p", "person=jure") == []


def test_the_graph_of_the_environment(graph: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_GRAPH", str(graph))
    assert offered("show", "jure le") == ["Jure Leskovec"]


@pytest.mark.parametrize("content", [None, b"", b"\xff\x00 no RDF", b"<a> <b> "])
def test_whatever_is_wrong_nothing_is_offered(
    content: bytes | None, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "graph.ttl"
    if content is not None:
        path.write_bytes(content)
    assert offered("show", "-g", path, "x") == []
    assert offered("show", "-g", tmp_path, "x") == []
    assert capfd.readouterr() == ("", "")


BASH = shutil.which("bash")


@pytest.mark.skipif(not BASH, reason="there is no Bash here")
@pytest.mark.parametrize(
    ("words", "replies"),
    [
        (["show", "jure\\ le"], ["Jure\\ Leskovec"]),
        (["show", '"jure le'], ["Jure Leskovec"]),
        (["query", "papers-by-person", "-p", "person", "=", "jure\\ l"], ["Jure\\ Leskovec"]),
        (["query", "papers-by-person", "-p", "person", "="], None),
        (["query", "papers-by-per"], ["papers-by-person"]),
    ],
)
def test_in_bash(words: list[str], replies: list[str] | None, graph: Path, tmp_path: Path) -> None:
    shim = tmp_path / "kg"
    shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m kg "$@"\n', encoding="utf-8")
    shim.chmod(0o755)
    quoted = " ".join("'" + word.replace("'", "'\\''") + "'" for word in ["kg", *words])
    script = (
        'eval "$(_KG_COMPLETE=bash_source kg)"\n'
        f"COMP_WORDS=({quoted}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))\n"
        '_kg_completion kg\nprintf "%s\\n" "${COMPREPLY[@]}"'
    )
    environment = {
        **os.environ,
        "PATH": f"{tmp_path}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "KG_GRAPH": str(graph),
    }
    done = subprocess.run(
        [str(BASH), "-c", script], env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.stderr == ""
    found = done.stdout.splitlines()
    assert "Jure\\ Leskovec" in found if replies is None else found == replies


def test_a_graph_that_is_too_large_without_an_index_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "graph.nt"
    with path.open("wb") as file:
        file.truncate(10_000_000)
    start = time.monotonic()
    assert completion.names(path, "x") == []
    assert time.monotonic() - start < 1
