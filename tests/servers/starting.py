"""SPARQL servers that tests start on a free port of this machine, with their data in a folder of the test."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from kg.store.wire import Credentials

_SECONDS = 60  # that a server has to start
CUT = 20_000  # rows that Virtuoso gives at once

_VIRTUOSO = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
TransactionFile = {folder}/virtuoso.trx
LockFile = {folder}/virtuoso.lck
FileExtend = 20
[TempDatabase]
DatabaseFile = {folder}/temporary.db
TransactionFile = {folder}/temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
CheckpointInterval = 0
NumberOfBuffers = 10000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 4
[SPARQL]
ResultSetMaxRows = {cut}
"""


class Server(NamedTuple):
    """A server that runs."""

    name: str
    asked: str  # where it takes queries from anybody
    pushed: str  # the URL to push to
    credentials: Credentials | None = None

    @property
    def environment(self) -> dict[str, str]:
        """The credentials as `kg` is told them."""
        return {f"KG_STORE_{n.upper()}": v for n, v in self.credentials._asdict().items()} if self.credentials else {}


@contextmanager
def oxigraph(folder: Path) -> Iterator[Server]:
    """Oxigraph, from the package of its command line."""
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or _program(
        "oxigraph", "pip install oxigraph"
    )
    port = _free_port()
    command = [program, "serve", "--location", str(folder / "data"), "--bind", f"127.0.0.1:{port}"]
    with _running(command, f"http://127.0.0.1:{port}/query?query=ASK%7B%7D", folder):
        yield Server("oxigraph", f"http://127.0.0.1:{port}/query", f"http://127.0.0.1:{port}/query")


@contextmanager
def virtuoso(folder: Path) -> Iterator[Server]:
    """Virtuoso, from Debian, with its first user."""
    program = _program("virtuoso-t", "apt-get install virtuoso-opensource-7-bin")
    http, sql = _free_port(), _free_port()
    settings = folder / "virtuoso.ini"
    settings.write_text(_VIRTUOSO.format(folder=folder, http=http, sql=sql, cut=CUT), encoding="ascii")
    url = f"http://127.0.0.1:{http}/sparql"
    with _running([program, "-c", str(settings), "+foreground"], f"{url}?query=ASK%7B%7D", folder):
        yield Server("virtuoso", url, f"{url}-auth", Credentials("dba", "dba"))


STARTING = {"oxigraph": oxigraph, "virtuoso": virtuoso}


def _program(name: str, how: str) -> str:
    """Where a program is. Tests without it are skipped, and a warning in the summary says so."""
    if found := shutil.which(name):
        return found
    warnings.warn(f"{name} is not here: what it answers is not tested ({how})", stacklevel=2)
    pytest.skip(f"{name} is not here: {how}")


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port


@contextmanager
def _running(command: list[str], url: str, folder: Path) -> Iterator[None]:
    """Start a server, wait until it answers, and end it."""
    with (folder / "said").open("wb") as said, subprocess.Popen(command, cwd=folder, stdout=said, stderr=said) as child:
        try:
            _wait(child, url, folder)
            yield
        finally:
            child.terminate()
            try:
                child.wait(20)
            except subprocess.TimeoutExpired:
                child.kill()


def _wait(child: subprocess.Popen[bytes], url: str, folder: Path) -> None:
    end = time.monotonic() + _SECONDS
    while time.monotonic() < end and child.poll() is None:
        try:
            with urlopen(url, timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    pytest.fail(f"the server does not answer: {(folder / 'said').read_text(errors='replace')}")
