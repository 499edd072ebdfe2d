"""The processes that run queries: the engine cannot be interrupted, a process can."""

from __future__ import annotations

import multiprocessing
import queue
import time
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from kg.serving.location import Location
from kg.serving.questions import Answer, Question, TookTooLong, WorkerDied
from kg.serving.worker import work

_PATIENCE = 600.0  # seconds for a worker to open the graph: a large file is read into its memory


class Pool:
    """Some workers, each started when it is first needed.

    Args:
        graph: where the graph is that they open.
        cache: a folder for search indexes, as in `kg.searching.kept_index`.
        size: how many questions are answered at a time; others wait.
        limit: seconds that a question may take, waiting included.
    """

    def __init__(self, graph: Location, cache: Path | None, size: int, limit: float) -> None:
        self.graph, self._cache, self._limit = graph, cache, limit
        self._workers: queue.LifoQueue[_Worker | None] = queue.LifoQueue()  # LIFO: as few as are needed
        self._all: set[_Worker] = set()
        self._closed = False
        for _ in range(size):
            self._workers.put(None)

    def ask(self, question: Question) -> Answer:
        """Have a worker answer a question.

        Raises:
            TookTooLong: when no answer came in time. The worker is ended.
            WorkerDied: when it ended by itself.
            KgError: what the worker says against the question.
        """
        begun = time.monotonic()
        try:
            worker = self._workers.get(timeout=self._limit)
        except queue.Empty:
            hint = "ask again in a while"
            raise TookTooLong(f"all workers were busy for {self._limit:g} seconds", hint=hint) from None
        try:
            if worker is None or not worker.alive:
                worker = self._started()
                begun = time.monotonic()  # the first question does not pay for opening the graph
            outcome = worker.outcome(question, self._limit - (time.monotonic() - begun))
        except (TookTooLong, WorkerDied):
            self._end(worker)
            worker = None
            raise
        finally:
            self._workers.put(worker)
        if isinstance(outcome, Answer):
            return outcome
        raise outcome

    def close(self) -> None:
        """End all workers."""
        self._closed = True
        for worker in list(self._all):
            self._end(worker)

    def _started(self) -> _Worker:
        if self._closed:
            raise WorkerDied("the server is being ended")
        worker = _Worker(self.graph, self._cache, self._limit)
        self._all.add(worker)
        try:
            worker.wait()
        except BaseException:
            self._end(worker)
            raise
        return worker

    def _end(self, worker: _Worker | None) -> None:
        if worker is not None:
            worker.end()
            self._all.discard(worker)


class _Worker:
    """A process and the line to it."""

    def __init__(self, graph: Location, cache: Path | None, limit: float) -> None:
        context = multiprocessing.get_context("spawn")  # a fork would copy the locks of the server's threads
        self._line: Connection
        self._line, theirs = context.Pipe()
        self._limit = limit
        self._process: BaseProcess = context.Process(target=work, args=(theirs, graph, cache, limit), daemon=True)
        self._process.start()
        theirs.close()

    @property
    def alive(self) -> bool:
        return self._process.is_alive()

    def wait(self) -> None:
        """Wait until the graph is open."""
        if isinstance(problem := self._received(_PATIENCE), Exception):
            raise problem

    def outcome(self, question: Question, seconds: float) -> Answer | Exception:
        """What becomes of a question."""
        try:
            self._line.send(question)
        except OSError as error:
            raise WorkerDied("the process that runs queries has ended", hint="ask again") from error
        outcome = self._received(seconds)
        assert outcome is not None
        return outcome

    def _received(self, seconds: float) -> Answer | Exception | None:
        try:
            if not self._line.poll(max(0.0, seconds)):
                raise TookTooLong(
                    f"the query took longer than {self._limit:g} seconds and was ended",
                    hint="narrow it, or add LIMIT; `kg serve --timeout` allows more",
                )
            received: Answer | Exception | None = self._line.recv()
        except (EOFError, ConnectionError) as error:
            hint = "it may have needed more memory than there is: narrow the query, or add LIMIT"
            raise WorkerDied("the process that ran the query has ended", hint=hint) from error
        return received

    def end(self) -> None:
        """End the process at once, whatever it does."""
        with suppress(OSError):
            self._line.close()
        self._process.kill()
        self._process.join(5)
