"""`kg path`, `similar`, `compare`, `rank`, `communities`: what they say, and how they end when nothing fits."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Run

GOLDEN = Path(__file__).parent / "answers"
ROOT = Path(__file__).parent.parent.parent
DOCUMENTS = ROOT / "data" / "graph" / "documents.ttl"
COMMANDS = {
    "path": ["path", "method:byol", "method:simclr"],
    "path-people": ["path", "Jure Leskovec", "Vincent Sitzmann", "--evidence"],
    "similar": ["similar", "Bootstrap Your Own Latent", "--limit", "5"],
    "similar-method": ["similar", "method:byol", "--evidence"],
    "compare": ["compare", "method:byol", "method:simclr"],
    "rank": ["rank", "methods", "--by", "pagerank", "--limit", "5"],
    "communities": ["communities"],
}
SAMPLE = {
    "path-sample": ["path", "BYOL", "SimCLR"],
    "similar-sample": ["similar", "Reformer: The Efficient Transformer", "--limit", "6"],
    "compare-sample": ["compare", "edition:iclr-2020", "edition:neurips-2020", "--limit", "3"],
    "rank-sample": ["rank", "topics", "--limit", "8"],
    "communities-sample": ["communities", "--limit", "8"],
}


@pytest.mark.parametrize("name", COMMANDS)
def test_answers(run: Run, name: str, golden: Callable[[Path, str], None]) -> None:
    result = run(*COMMANDS[name])
    assert result.exit_code == 0, result.output
    golden(GOLDEN / f"connections-{name}.txt", result.stdout)


@pytest.mark.parametrize("name", SAMPLE)
def test_answers_on_the_sample_documents(run: Run, name: str, golden: Callable[[Path, str], None]) -> None:
    result = run(*SAMPLE[name], "--graph", DOCUMENTS)
    assert result.exit_code == 0, result.output
    golden(GOLDEN / f"connections-{name}.txt", result.stdout)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_speaks_json_csv_and_markdown(run: Run, name: str) -> None:
    arguments = [argument for argument in COMMANDS[name] if argument != "--evidence"]
    records = json.loads(run(*arguments, "--format", "json").stdout)
    lines = list(csv.reader(io.StringIO(run(*arguments, "--format", "csv").stdout)))
    assert len(records) == len(lines) - 1 > 0
    assert list(records[0]) == lines[0]
    assert run(*arguments, "--format", "markdown").stdout.startswith(f"| {lines[0][0]} |")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["path", "method:byol", "method:byol"], "are one thing"),
        (["path", "method:byol", "Nobody Atall"], "no thing called"),
        (["path", "method:byol", "method:simclr", "--avoid", "no such relation"], "or a property: introduces"),
        (["path", "method:byol", "method:simclr", "--avoid", "method:byol"], "to be avoided"),
        (["path", "method:byol", "Jure Leskovec", "--max-steps", "1"], "nearest to them"),
        (["similar", "edition:neurips-2020"], "have neighbours"),
        (["compare", "method:byol", "Jure Leskovec"], "is a person"),
        (["rank", "papers", "--topic", "nothing of the kind"], "no topic or task"),
    ],
)
def test_what_cannot_be_answered_ends_with_a_hint(run: Run, arguments: list[str], words: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 3
    assert words in result.stderr


def test_a_relation_is_avoided_by_its_name_or_its_words(run: Run) -> None:
    for name in ("alternativeTo", "alternative to", "is an alternative to"):
        result = run("path", "method:byol", "method:simclr", "--avoid", name)
        assert "alternative" not in result.stdout


def test_answers_do_not_depend_on_the_hash_seed() -> None:
    for arguments in (SAMPLE["path-sample"], SAMPLE["communities-sample"], SAMPLE["similar-sample"]):
        outputs = set()
        for seed in ("1", "2"):
            environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
            command = [sys.executable, "-m", "kg", *arguments, "--graph", str(DOCUMENTS)]
            outputs.add(subprocess.run(command, env=environment, capture_output=True, check=True).stdout)
        assert len(outputs) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("rank", "methods", "--limit", "3"), "“"),
        (("communities", "--limit", "2"), "“"),
        (("compare", "SimCLR", "BYOL"), "BYOL appliedTo self-supervised learning"),
    ],
)
def test_the_words_behind_rows_stand_below_them(run: Run, arguments: tuple[str, ...], said: str) -> None:
    arguments = (*arguments, "--graph", str(DOCUMENTS))
    plain, shown = run(*arguments), run(*arguments, "--evidence")
    assert shown.exit_code == 0
    table, _, evidence = shown.stdout.partition("\nevidence\n")
    assert table == plain.stdout
    assert said in evidence
    assert run(*arguments, "--evidence", "--format", "csv").exit_code == 2


def test_a_thing_is_named_once_by_the_words_behind_it(run: Run) -> None:
    shown = run("rank", "topics", "--limit", "5", "--evidence", "--graph", DOCUMENTS).stdout.partition("\nevidence\n")[
        2
    ]
    assert shown.count("“") == 5
