"""`kg serve` as a process: it tells its address, answers, and ends with all its workers."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.cli.conftest import GRAPHS, Run

ROOT = GRAPHS.parent.parent


@contextmanager
def process(*arguments: str, deaf: bool = False) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """A server, and its address; one that is started in the background of a script is deaf to Ctrl-C."""
    command = ["sh", "-c", 'trap "" INT; exec "$@"', "sh"] if deaf else []
    command += [sys.executable, "-m", "kg", "serve", "--graph", str(GRAPHS / "two-lists.trig"), *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as running:
        try:
            assert running.stdout
            yield running, running.stdout.readline().decode().strip()
        finally:
            running.kill()


def children(number: int) -> list[str]:
    """The processes that a process has started."""
    threads = Path(f"/proc/{number}/task").glob("*/children")
    return [child for thread in threads for child in thread.read_text(encoding="ascii").split()]


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="processes are counted by Linux's /proc")
@pytest.mark.parametrize(("number", "deaf"), [(signal.SIGINT, False), (signal.SIGTERM, False), (signal.SIGTERM, True)])
def test_it_tells_its_address_answers_and_ends_with_its_workers(number: signal.Signals, deaf: bool) -> None:
    with process("--port", "0", deaf=deaf) as (running, address):
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", address)
        with urlopen(f"{address}sparql?query=ASK%7B%7D", timeout=30) as response:
            assert b"true" in response.read()
        workers = children(running.pid)
        assert workers
        running.send_signal(number)
        assert running.wait(10) == 0
        assert running.stderr
        assert b"Traceback" not in running.stderr.read()
    until = time.monotonic() + 5
    while any(Path(f"/proc/{worker}").exists() for worker in workers) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(Path(f"/proc/{worker}").exists() for worker in workers)


def test_a_port_that_is_taken_is_told(run: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = run("serve", "--port", str(taken.getsockname()[1]))
    assert result.exit_code == 3
    assert "cannot be used" in result.stderr
    assert "--port 0" in result.stderr


def test_a_graph_that_is_not_there_is_told(run: Run, tmp_path: Path) -> None:
    assert run("serve", "--graph", tmp_path / "nothing").exit_code == 3
