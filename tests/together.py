"""What several processes of tests need, made by one of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from filelock import FileLock


class Together:
    """Makes files and folders once for all processes of tests.

    Args:
        folder: one that all of them see.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def made(self, name: str, make: Callable[[Path], object]) -> Path:
        """The file or folder of a name, as `make` wrote it at the path that it was given."""
        path, done = self.folder / name, self.folder / f"{name}.done"
        with FileLock(self.folder / f"{name}.lock"):
            if not done.exists():
                make(path)
                done.touch()
        return path
