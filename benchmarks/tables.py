"""The tables of figures beside the benchmarks: a row for each measurement, with the date and the commit."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path


def append(table: Path, columns: Sequence[str], label: str, rows: Iterable[Sequence[str]]) -> None:
    """Add rows to a table of tab-separated values, which begins with a line of heads.

    Args:
        table: the file; it is made when there is none.
        columns: what the figures are, behind the date, the commit and the label.
        label: what was measured.
        rows: the figures.
    """
    commit = subprocess.run(["git", "log", "-1", "--format=%cs\t%h"], capture_output=True, text=True, check=False)
    with table.open("a", encoding="utf-8") as file:
        if not file.tell():
            file.write("\t".join(("date", "commit", "measured", *columns)) + "\n")
        for row in rows:
            file.write("\t".join((commit.stdout.strip() or "\t", label, *row)) + "\n")
