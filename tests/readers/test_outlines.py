"""Documents beside the outlines that they must give."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from outlines import outline

from kg.readers import read

CASES = sorted(path for path in (Path(__file__).parent / "cases").iterdir() if path.suffix != ".outline")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_outline(path: Path, golden: Callable[[Path, str], None]) -> None:
    golden(path.with_suffix(path.suffix + ".outline"), outline(read(path.read_bytes(), path.name)))
