"""`kg diff` as a command: formats and exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

GRAPH = Path(__file__).parent.parent / "graphs" / "two-lists.trig"
Run = Callable[..., Result]


def test_the_exit_code_tells_whether_there_are_differences(run: Run, tmp_path: Path) -> None:
    other = tmp_path / "other.trig"
    text = GRAPH.read_text(encoding="utf-8")
    other.write_text(text.replace("Jure Leskovec", "J. Leskovec"), encoding="utf-8")
    for form in ("text", "json", "patch"):
        assert run("diff", GRAPH, GRAPH, "--format", form).exit_code == 0
        assert run("diff", GRAPH, other, "--format", form).exit_code == 1
    assert run("diff", GRAPH, GRAPH).stdout == "No facts changed.\n"
    assert "    name  - Jure Leskovec\n          + J. Leskovec\n" in run("diff", GRAPH, other).stdout
    assert run("diff", GRAPH, other, "--format", "patch").stdout.startswith("H id <uuid:")
    record = json.loads(run("diff", GRAPH, other, "--format", "json").stdout)
    assert list(record) == ["changes", "totals", "facts"]
    assert record["totals"]["people"] == {"changed": 1}


def test_what_cannot_be_compared_is_told(run: Run, tmp_path: Path) -> None:
    assert run("diff", GRAPH, tmp_path / "none.ttl").exit_code == 2
    blank = tmp_path / "blank.ttl"
    blank.write_text("[] <urn:b> <urn:c> .", encoding="utf-8")
    result = run("diff", GRAPH, blank)
    assert (result.exit_code, result.stdout) == (3, "")
    assert "blank nodes" in result.stderr
