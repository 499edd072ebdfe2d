"""The pictures of the documentation are what one command draws."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.serving.browsing import BROWSERS, leave_out

ROOT = Path(__file__).parent.parent.parent
IMAGES = ROOT / "docs" / "images"
MOST = 700_000  # bytes of all pictures together


def named() -> set[str]:
    """The pictures that the README and the documentation show."""
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), *sorted((ROOT / "docs").glob("*.html"))]
    return {name for page in pages for name in re.findall(r"images/([\w-]+\.png)", page.read_text(encoding="utf-8"))}


def test_one_command_draws_them_all(tmp_path: Path) -> None:
    pytest.importorskip("PIL", reason="Pillow, which the pictures need, is not installed")
    try:
        import playwright  # noqa: F401
    except ImportError:
        leave_out("Playwright")
    if not any(map(shutil.which, BROWSERS)):
        leave_out("Chromium")
    subprocess.run(
        [sys.executable, ROOT / "scripts" / "pictures.py", "--output", tmp_path / "images"],
        check=True, capture_output=True, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    made = {path.name: path for path in (tmp_path / "images").iterdir()}
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in made.values())
    assert sum(path.stat().st_size for path in made.values()) < MOST
    assert made.keys() == {path.name for path in IMAGES.iterdir()}
    assert named() <= made.keys()


def test_the_readme_shows_one() -> None:
    assert named()
    assert sum(path.stat().st_size for path in IMAGES.iterdir()) < MOST
