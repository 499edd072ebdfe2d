"""What a user can act on. Anything else that goes wrong is a bug and keeps its traceback."""

from __future__ import annotations


class KgError(Exception):
    """A problem that the user can solve.

    Args:
        problem: what is wrong, in one sentence.
        where: the file, `file:line:column` or option that it is about; empty when the problem says so itself.
        hint: what to do next; empty when there is nothing better to say than the problem.
    """

    def __init__(self, problem: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(f"{where}: {problem}" if where else problem)
        self.problem = problem
        self.where = where
        self.hint = hint


class UnreadableDocument(KgError):
    """A document that cannot be read: binary, empty, too large, not decodable. The batch goes on without it."""


class NotFound(KgError):
    """A name (entity, query, file, store) that means nothing here. The hint lists what is near."""


class InvalidQuery(KgError):
    """SPARQL that does not parse, that would change the graph, or whose parameters do not fit."""
