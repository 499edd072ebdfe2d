"""Files that commands write for the user."""

from __future__ import annotations

from pathlib import Path

from kg.errors import KgError


def replace(output: Path, data: bytes) -> None:
    """Write a file as a whole: who reads it meanwhile sees the old one.

    Raises:
        KgError: when it cannot be written.
    """
    partial = output.with_name(f"{output.name}.partial")
    try:
        partial.write_bytes(data)
        partial.replace(output)
    except OSError as error:
        raise KgError(f"cannot be written: {error.strerror}", where=str(output)) from error
