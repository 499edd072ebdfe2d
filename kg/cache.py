"""What was read from documents, kept from build to build by content: an unchanged document is not read again."""

from __future__ import annotations

import sys
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import kg
from kg.extraction import Extraction, from_json, to_json

_READING = ("markdown-it-py", "mdit-py-plugins", "pyahocorasick")  # other people's code that reading rests on


class Cache:
    """A folder of extractions.

    Args:
        folder: where to keep them; made when something is kept.
        code: what reading depends on besides the document: `code_digest`, options, vocabulary.
    """

    def __init__(self, folder: Path, *code: str) -> None:
        self._folder = folder
        self._code = code
        self._used: set[str] = set()

    def get(self, name: str, digest: str, wanted: str = "") -> Extraction | None:
        """What was read from the document `name` with this SHA-256, or None.

        Args:
            name: of the document.
            digest: of its bytes, or of all that it was read from.
            wanted: tells parts of it from each other, where parts were read.
        """
        return self._read(self._path(name, digest, wanted))

    def any_part(self, name: str, digest: str) -> Extraction | None:
        """What was read from some part of a document, or None."""
        kept = sorted(self._folder.glob(f"{self._key(name, digest)}-*.json"))
        return self._read(kept[0]) if kept else None

    def put(self, extraction: Extraction, digest: str = "", wanted: str = "") -> None:
        """Keep `extraction` under the SHA-256 of its document, or another digest of what it was read from."""
        path = self._path(extraction.name, digest or extraction.sha256, wanted)
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_suffix(".new")
        new.write_text(to_json(extraction), encoding="utf-8")
        new.replace(path)

    def keep(self, name: str, digest: str) -> None:
        """Do not prune what was read from the document `name` with this SHA-256."""
        self._path(name, digest)

    def prune(self) -> None:
        """Remove what was neither asked for nor kept since this cache was opened."""
        for path in self._folder.glob("*"):
            if path.name not in self._used:
                path.unlink(missing_ok=True)

    def _read(self, path: Path) -> Extraction | None:
        with suppress(OSError, ValueError, TypeError, KeyError, IndexError, AttributeError):
            return from_json(path.read_text(encoding="utf-8"))
        return None

    def _key(self, name: str, digest: str) -> str:
        return sha256("\0".join((name, digest, *self._code)).encode("utf-8", "surrogatepass")).hexdigest()

    def _path(self, name: str, digest: str, wanted: str = "") -> Path:
        key = self._key(name, digest)
        file = f"{key}-{wanted[:16]}.json" if wanted else f"{key}.json"
        self._used.add(file)
        return self._folder / file


@cache
def code_digest() -> str:
    """SHA-256 of everything in this installation on which reading a document depends, but for the vocabulary."""
    digest = sha256(f"python {sys.version_info[:2]}".encode())
    for package in _READING:
        digest.update(f"{package} {version(package)}\n".encode())
    root = Path(kg.__file__).parent
    files = (
        path for path in root.rglob("*") if path.suffix in {".py", ".txt", ".json"} and "resources" not in path.parts
    )
    for path in sorted(files):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + sha256(path.read_bytes()).digest())
    return digest.hexdigest()
