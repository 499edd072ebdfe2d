"""What passes between the socket and what answers: a request, a response, and why a request is refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus

Pairs = Sequence[tuple[str, str]]
"""Parameters in the order in which they came; a name may come more than once."""
TEXT = "text/plain; charset=utf-8"
HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Request:
    """A request whose size and host were accepted."""

    method: str  # GET (also for HEAD), POST or OPTIONS
    path: str  # decoded, begins with "/"
    query: Pairs = ()  # of the address
    headers: Mapping[str, str] = field(default_factory=dict)  # names in lower case
    body: bytes = b""

    def values(self, name: str) -> list[str]:
        """All values of a parameter of the address."""
        return [value for key, value in self.query if key == name]

    def value(self, name: str, default: str = "") -> str:
        """The first value of a parameter of the address."""
        return next(iter(self.values(name)), default)

    def number(self, name: str) -> int:
        """A parameter as a number from 1; 1 when it is none."""
        value = self.value(name)
        return max(1, int(value)) if value.isascii() and value.isdecimal() and len(value) < 10 else 1

    @property
    def accept(self) -> str:
        """Which media types the client takes."""
        return self.headers.get("accept", "")


@dataclass(frozen=True)
class Response:
    """What is sent back."""

    body: bytes = b""
    media: str = TEXT
    status: HTTPStatus = HTTPStatus.OK
    headers: Mapping[str, str] = field(default_factory=dict)


class Refused(Exception):
    """A request that gets no answer.

    Args:
        status: what to send.
        problem: why, in a sentence.
        headers: what else the client should know.
    """

    def __init__(self, status: HTTPStatus, problem: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(problem)
        self.status = status
        self.problem = problem
        self.headers = headers or {}


def text(problem: str, status: HTTPStatus = HTTPStatus.OK, headers: Mapping[str, str] | None = None) -> Response:
    """A response in plain words."""
    return Response(f"{problem}\n".encode("utf-8", "replace"), TEXT, status, headers or {})
