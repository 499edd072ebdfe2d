"""An installed wheel works from any folder: built, installed elsewhere, run on a document."""

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
DOCUMENT = """\
# Read this week

- [Network Deconvolution](https://openreview.net/forum?id=rkeu30EtvS), ICLR 2020
- [Deep Sets](https://arxiv.org/abs/1703.06114), NeurIPS 2017
"""


def run(*command: str | Path, cwd: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "KG_"))}
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command `kg` of a fresh environment that holds the wheel, and sees the dependencies of this one."""
    folder = tmp_path_factory.mktemp("elsewhere")
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation",
        "--wheel-dir", folder, ROOT, cwd=folder)  # fmt: skip
    venv.create(folder / "venv", with_pip=True)
    python = folder / "venv" / "bin" / "python"
    run(python, "-m", "pip", "install", "--quiet", "--no-deps", next(folder.glob("*.whl")), cwd=folder)
    site = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).strip())
    # Dependencies come from here: a .pth file of a folder does not bring in the editable kg that lives there.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return folder / "venv" / "bin" / "kg"


def test_the_wheel_holds_the_package_that_is_run(installed: Path, tmp_path: Path) -> None:
    python = installed.with_name("python")
    place = run(python, "-c", "import kg; print(kg.__file__)", cwd=tmp_path)
    assert str(installed.parent.parent) in place


def test_an_installed_kg_builds_asks_and_checks_from_any_folder(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "week.md").write_text(DOCUMENT, encoding="utf-8")
    assert "2 papers" in run(installed, "build", "week.md", "-o", "graph", cwd=tmp_path)
    answer = run(installed, "query", "papers-by-venue", "--param", "venue=ICLR", "--graph", "graph", cwd=tmp_path)
    assert "Network Deconvolution" in answer
    assert "Deep Sets" not in answer
    run(installed, "validate", "graph", cwd=tmp_path)
    run(installed, "verify", "graph", cwd=tmp_path)


def test_what_kg_imports_it_declares(installed: Path, tmp_path: Path) -> None:
    run(installed.with_name("python"), "-m", "pip", "check", cwd=tmp_path)
