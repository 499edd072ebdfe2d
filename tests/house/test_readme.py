"""The README's examples run and print what it says. A line "…" stands for any lines."""

import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
CONSOLE = re.compile(r"```console\n(.*?)```", re.S)


def examples() -> Iterator[tuple[str, list[str]]]:
    for block in CONSOLE.findall((ROOT / "README.md").read_text(encoding="utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, *expected = part.rstrip("\n").split("\n")
            yield command, expected


def agrees(expected: list[str], actual: list[str]) -> bool:
    pattern = "".join(r"(?:.*\n)*?" if line == "…" else re.escape(line.rstrip()) + r"\n" for line in expected)
    return re.fullmatch(pattern + r"\n*", "".join(line.rstrip() + "\n" for line in actual)) is not None


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample documents and catalogues, in which the examples run one after the other."""
    made = tmp_path_factory.mktemp("readme")
    for name in ("documents", "catalogues"):
        shutil.copytree(ROOT / "data" / name, made / name)
    return made


def test_the_examples_of_the_readme_run_in_order(folder: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "80"}
    environment.pop("KG_GRAPH", None)
    seen = 0  # of `kg diff` 1 says that there are differences
    for command, expected in examples():
        words = shlex.split(command)
        assert words[0] == "kg"
        done = subprocess.run([sys.executable, "-m", *words], cwd=folder, env=environment,
                              capture_output=True, encoding="utf-8", check=False)  # fmt: skip
        assert done.returncode == (1 if words[1] == "diff" else 0), f"{command}\n{done.stdout}{done.stderr}"
        output = (done.stdout + done.stderr).splitlines()
        assert agrees(expected, output), f"$ {command}\n{done.stdout}{done.stderr}"
        seen += 1
    assert seen >= 5


def test_the_python_of_the_readme_runs(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    if not (folder / "kg-graph").exists():
        subprocess.run([sys.executable, "-m", "kg", "build", "documents"], check=True, capture_output=True)
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.S)
    assert blocks
    for number, block in enumerate(blocks):
        test = doctest.DocTestParser().get_doctest(block, {}, f"README.md, block {number}", "README.md", 0)
        assert doctest.DocTestRunner().run(test).failed == 0
