"""One build at a time in one folder. The lock ends with the process that holds it, however that ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from kg.errors import KgError

if sys.platform == "win32":
    import msvcrt

    def _seize(file: IO[str]) -> None:
        file.seek(_BEYOND)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        file.seek(0)
else:
    import fcntl

    def _seize(file: IO[str]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


_BEYOND = 1024  # Windows locks bytes for readers too: one behind the process number that others want to read


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the lock of `folder`, which exists, while the block runs.

    Raises:
        KgError: when another process holds it; the message says which.
    """
    with (folder / "lock").open("a+", encoding="utf-8") as file:
        try:
            _seize(file)
        except OSError:
            file.seek(0)
            holder = file.read().strip() or "unknown"
            raise KgError(
                f"process {holder} is building here",
                where=str(folder),
                hint="wait until it is done, or build into another folder",
            ) from None
        file.seek(0)
        file.truncate()
        file.write(str(os.getpid()))
        file.flush()
        yield
