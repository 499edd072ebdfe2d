"""The files that pages need. Only these are served: an address is looked up, never joined to a path."""

from __future__ import annotations

from functools import cache
from http import HTTPStatus
from pathlib import Path

from kg.serving.exchange import Refused, Response

_MEDIA = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
}


@cache
def _files() -> dict[str, Path]:
    folder = Path(__file__).with_name("static")
    found = (path for path in folder.rglob("*") if path.is_file() and path.suffix in _MEDIA)
    return {f"/static/{path.relative_to(folder).as_posix()}": path for path in found}


def respond(path: str) -> Response:
    """The file at an address.

    Raises:
        Refused: when there is none.
    """
    file = _files().get("/static/icon.svg" if path == "/favicon.ico" else path)
    if file is None:
        raise Refused(HTTPStatus.NOT_FOUND, "there is no such file")
    return Response(file.read_bytes(), _MEDIA[file.suffix])
