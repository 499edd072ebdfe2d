"""Files that commands write for the user."""

from __future__ import annotations

import shutil
from pathlib import Path

from kg.errors import KgError


def replace(output: Path, data: bytes) -> None:
    """Write a file as a whole: who reads it meanwhile sees the old one, whose mode it keeps.

    A link is followed. What is no file, such as a pipe or a device, is written to.

    Raises:
        KgError: when it cannot be written; what stands there stays.
    """
    partial: Path | None = None
    try:
        target = output.resolve()
        if target.exists() and not target.is_file() and not target.is_dir():
            target.write_bytes(data)
            return
        partial = target.with_name(f"{target.name}.partial")
        partial.write_bytes(data)
        if target.exists():
            shutil.copymode(target, partial)
        partial.replace(target)
    except RuntimeError as error:
        raise KgError("cannot be written: this link leads to itself", where=str(output)) from error
    except OSError as error:
        if partial is not None:
            partial.unlink(missing_ok=True)
        raise KgError(f"cannot be written: {error.strerror}", where=str(output)) from error
