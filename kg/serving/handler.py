"""The socket: what is read from it within limits, who may ask, and the headers that every response has."""

from __future__ import annotations

import socket
import sys
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar
from urllib.parse import parse_qsl, unquote, urlsplit

from kg.serving.exchange import Refused, Request, Response, text
from kg.serving.site import Site

HOST = "127.0.0.1"
LONGEST_BODY = 1_000_000  # bytes; a query is some kilobytes
_SLOWEST = 30  # seconds in which a client must send its request
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-cache",
}


class Server(ThreadingHTTPServer):
    """A site on loopback, a thread for each connection.

    Args:
        site: what answers.
        port: 0 for any that is free.
    """

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, site: Site, port: int) -> None:
        self.site = site
        super().__init__((HOST, port), Handler)

    @property
    def address(self) -> str:
        """Where a browser finds the site."""
        return f"http://{HOST}:{self.server_address[1]}/"

    def server_bind(self) -> None:
        """Bind, without asking the name service what the machine is called."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = HOST, self.server_address[1]

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that go away; everything else is a bug and shows its traceback."""
        if not isinstance(sys.exc_info()[1], ConnectionError | TimeoutError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    server: Server
    protocol_version = "HTTP/1.1"
    timeout = _SLOWEST
    # A name that leads here from elsewhere is how a foreign page would read what is on loopback (DNS rebinding).
    # Ports are not compared: a tunnel may have another at its end.
    _NAMES: ClassVar = {HOST, "localhost", "[::1]"}

    def version_string(self) -> str:
        """What serves, without versions of what it is made with."""
        return "kg"

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the terminal is for the user."""

    def do_GET(self) -> None:
        """Answer."""
        self._answer("GET")

    def do_HEAD(self) -> None:
        """Answer without the body."""
        self._answer("GET")

    def do_POST(self) -> None:
        """Answer."""
        self._answer("POST")

    def do_OPTIONS(self) -> None:
        """Tell what may be done."""
        self._answer("OPTIONS")

    def _refuse_method(self) -> None:
        self.close_connection = True
        self._send(
            text("only GET, HEAD and POST are served", HTTPStatus.METHOD_NOT_ALLOWED, {"Allow": "GET, HEAD, POST"})
        )

    do_PUT = _refuse_method  # noqa: N815 - the names are the base class's
    do_DELETE = do_PATCH = do_TRACE = do_CONNECT = _refuse_method  # noqa: N815

    def _answer(self, method: str) -> None:
        try:
            response = self.server.site.respond(self._read(method))
        except Refused as refusal:
            self.close_connection = True  # a body may be left on the line
            response = text(refusal.problem, refusal.status, refusal.headers)
        except Exception:
            self.close_connection = True
            self._send(text("something went wrong in kg; its terminal tells more", HTTPStatus.INTERNAL_SERVER_ERROR))
            raise
        self._send(response)

    def _read(self, method: str) -> Request:
        """The request, once its host and its size are accepted."""
        host = self.headers.get_all("Host") or []
        if len(host) != 1:
            raise Refused(HTTPStatus.BAD_REQUEST, "one Host header is wanted")
        name, colon, port = host[0].strip().lower().rpartition(":")
        if (name if colon and port.isdigit() else host[0].strip().lower()) not in self._NAMES:
            raise Refused(HTTPStatus.MISDIRECTED_REQUEST, f"this server is {HOST} or localhost, not what Host says")
        if not self.path.startswith("/"):
            raise Refused(HTTPStatus.BAD_REQUEST, "a path begins with /")
        target = urlsplit(f"http://{HOST}{self.path}")
        try:
            path = unquote(target.path, errors="strict")
            pairs = parse_qsl(target.query, keep_blank_values=True, max_num_fields=1000, errors="strict")
        except ValueError as error:
            raise Refused(HTTPStatus.BAD_REQUEST, f"the address does not read: {error}") from error
        headers = {key.lower(): value for key, value in self.headers.items()}
        return Request(method, path, pairs, headers, self._body() if method == "POST" else b"")

    def _body(self) -> bytes:
        length = self.headers.get("Content-Length", "")
        if "Transfer-Encoding" in self.headers or not (length.isascii() and length.isdecimal()):
            raise Refused(HTTPStatus.LENGTH_REQUIRED, "the length of the body is wanted")
        if int(length) > LONGEST_BODY:
            raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"a query has at most {LONGEST_BODY:,} bytes")
        return self.rfile.read(int(length))

    def _send(self, response: Response) -> None:
        self.send_response(response.status)
        for name, value in {**_HEADERS, **response.headers}.items():
            self.send_header(name, value)
        if response.status != HTTPStatus.NO_CONTENT:
            self.send_header("Content-Type", response.media)
        self.send_header("Content-Length", str(len(response.body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(response.body)
