"""HTTP as SPARQL servers speak it: one connection that is kept, gzip, Basic and Digest, errors that say what to do.

A request goes to the server that the user named and to no other: redirects and proxies are not followed.
"""

from __future__ import annotations

import base64
import gzip
import http.client
import re
import socket
import ssl
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from html import unescape
from threading import Lock
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit
from urllib.request import (
    HTTPDigestAuthHandler,
    HTTPPasswordMgrWithDefaultRealm,
    Request,
    parse_http_list,
    parse_keqv_list,
)

from kg import __version__
from kg.errors import KgError

CONNECTING, ANSWERING = 10.0, 600.0  # seconds that a server has
_LONGEST = 400  # characters of a server's message that are shown
_ELEMENTS = re.compile(r"<(script|style|head)\b.*?</\1>|<[^>]*>", re.DOTALL | re.IGNORECASE)


LINES = ("application/n-triples", "text/plain")
"""The media types of N-Triples."""


class Credentials(NamedTuple):
    """Who the server shall take us for."""

    user: str
    password: str


class Reply(NamedTuple):
    """What a server answered."""

    status: int
    headers: Mapping[str, str]  # names in lower case
    body: bytes

    @property
    def media_type(self) -> str:
        """The type of the body, without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


class Wire:
    """A connection to the server of a URL. Threads may share it: what they send goes one after the other.

    Args:
        url: http or https; its server is the only one that is spoken to.
        credentials: given when the server asks for them.
        timeout: seconds to wait for an answer.

    Raises:
        KgError: when `url` is no address of a server.
    """

    def __init__(self, url: str, credentials: Credentials | None = None, timeout: float = ANSWERING) -> None:
        self.url = url
        self._address = address(url)
        self._credentials = credentials
        self._timeout = timeout
        self._connection: http.client.HTTPConnection | None = None
        self._challenge: dict[str, str] | None = None  # of Digest; its nonce serves for more than one request
        self._basic = False
        self._sending = Lock()

    def post(self, url: str, body: bytes, content_type: str, accept: str = "*/*", *, lines: int | None = None) -> Reply:
        """Send `body` to `url`, which is at the same server.

        Args:
            url: where to.
            body: what is sent.
            content_type: of the body.
            accept: which media types are wanted.
            lines: so many different lines of N-Triples are enough: what comes behind them is not read.

        Returns:
            The reply, whatever its status but 401 and redirects.

        Raises:
            KgError: when nobody answers, in time or in HTTP; when the server wants other credentials or sends on.
        """
        headers = {"Content-Type": content_type, "Accept": accept}
        headers |= {"Accept-Encoding": "gzip"} if lines is None else {}
        with self._alone(url):
            reply = self._send(url, body, headers, lines)
            if reply.status == 401 and self._accept_challenge(reply):
                reply = self._send(url, body, headers, lines)
        if reply.status in (401, 403):
            raise self._refused(url, reply)
        if 300 <= reply.status < 400:
            target = reply.headers.get("location", "another address")
            raise KgError(f"the server sends on to {target}", where=url, hint="name that address if you trust it")
        return reply

    @contextmanager
    def _alone(self, url: str) -> Iterator[None]:
        """Wait for the threads that were here before, no longer than for an answer."""
        if not self._sending.acquire(timeout=self._timeout):
            raise self._silent(url, TimeoutError())
        try:
            yield
        finally:
            self._sending.release()

    def _send(self, url: str, body: bytes, headers: Mapping[str, str], lines: int | None) -> Reply:
        """Send once; again when a kept connection was closed meanwhile. Twice does no harm: RDF graphs are sets."""
        kept = self._connection is not None
        try:
            return self._exchange(url, body, headers, lines)
        except (http.client.HTTPException, OSError) as error:
            self.close()
            if not kept or isinstance(error, TimeoutError):
                raise self._silent(url, error) from error
        try:
            return self._exchange(url, body, headers, lines)
        except (http.client.HTTPException, OSError) as error:
            self.close()
            raise self._silent(url, error) from error

    def _exchange(self, url: str, body: bytes, headers: Mapping[str, str], lines: int | None) -> Reply:
        parts = urlsplit(url)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        more = {"User-Agent": f"kg/{__version__}", **self._authorization(url, target)}
        connection = self._connected()
        connection.request("POST", target, body, {**headers, **more})
        response = connection.getresponse()
        fields = {name.lower(): value for name, value in response.getheaders()}
        reply = Reply(response.status, fields, b"")
        if lines is None or reply.media_type not in LINES:
            return reply._replace(body=_unpacked(response.read(), fields, url))
        reply = reply._replace(body=b"".join(_different(response, lines)))
        if not response.isclosed():
            self.close()  # so that the server need not go on
        return reply

    def _connected(self) -> http.client.HTTPConnection:
        if self._connection is None:
            host, port = self._address.hostname or "", self._address.port
            if self._address.scheme == "https":
                context = ssl.create_default_context()
                self._connection = http.client.HTTPSConnection(host, port, timeout=CONNECTING, context=context)
            else:
                self._connection = http.client.HTTPConnection(host, port, timeout=CONNECTING)
            self._connection.connect()
            self._connection.sock.settimeout(self._timeout)
            self._connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return self._connection

    def close(self) -> None:
        """Hang up; the next request connects again."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    # --- who we are --------------------------------------------------------------------------------------------------

    def _accept_challenge(self, reply: Reply) -> bool:
        """Whether the credentials can be given in the way that the server asks for."""
        scheme, _, rest = reply.headers.get("www-authenticate", "").partition(" ")
        if self._credentials is None or self._basic:
            return False
        if scheme.lower() == "digest":
            self._challenge = parse_keqv_list([item for item in parse_http_list(rest) if "=" in item])
            return {"realm", "nonce"} <= self._challenge.keys()
        self._basic = scheme.lower() == "basic"
        return self._basic

    def _authorization(self, url: str, target: str) -> dict[str, str]:
        if self._credentials is None:
            return {}
        if self._basic:
            pair = ":".join(self._credentials).encode()
            return {"Authorization": f"Basic {base64.b64encode(pair).decode('ascii')}"}
        return {"Authorization": self._digest(url, target)} if self._challenge else {}

    def _digest(self, url: str, target: str) -> str:
        passwords = HTTPPasswordMgrWithDefaultRealm()
        passwords.add_password(None, url, *(self._credentials or ("", "")))
        request = Request(url, method="POST")
        request.selector = target
        try:
            written = HTTPDigestAuthHandler(passwords).get_authorization(request, self._challenge or {})
        except ValueError as error:
            raise KgError(f"the server wants credentials in a way that kg does not know: {error}", where=url) from error
        return f"Digest {written}"

    def _refused(self, url: str, reply: Reply) -> KgError:
        if self._credentials is None:
            hint = "KG_STORE_USER and KG_STORE_PASSWORD name who you are"
            return KgError("the server wants to know who asks", where=url, hint=hint)
        return KgError(
            "the server refuses this user and password",  # without the server's words, which may repeat them
            where=url,
            hint="look at KG_STORE_USER and KG_STORE_PASSWORD, and at what this user may do",
        )

    def _silent(self, url: str, error: Exception) -> KgError:
        """The error for a server that gives no answer in HTTP."""
        if isinstance(error, TimeoutError):
            hint = "ask for less, or give the server more time and memory"
            return KgError(f"no answer within {self._timeout:.0f} seconds", where=url, hint=hint)
        if isinstance(error, ssl.SSLError):
            return KgError(f"the connection cannot be made safe: {error.reason}", where=url)
        if isinstance(error, OSError):
            reason = error.strerror or str(error)
            return KgError(f"no server answers: {reason}", where=url, hint="is it running, and is the address right?")
        return KgError("what answers there does not speak HTTP, or stopped in the middle", where=url)


def address(url: str) -> SplitResult:
    """The parts of a server's URL.

    Raises:
        KgError: when it is not http or https, has no host, or holds a password.
    """
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and parts.hostname and (parts.port or 1) > 0
    except ValueError:  # a port that is no number
        usable = False
    if not usable or any(ord(character) <= 32 or ord(character) >= 127 for character in url):
        hint = "e.g. http://localhost:7878/query"
        raise KgError("this is no address of a server (http or https)", where=url, hint=hint)
    if parts.username is not None or parts.password is not None:
        hint = "KG_STORE_USER and KG_STORE_PASSWORD name who you are"
        raise KgError("a user and a password do not belong into an address", where=parts.hostname or "", hint=hint)
    return parts


def message(reply: Reply) -> str:
    r"""What a server says about an error, on one line, without its markup and without the query that it repeats.

    >>> message(Reply(400, {"content-type": "text/html"}, b"<h1>No</h1>\nthat  is wrong\n\nSPARQL query:\nASK {"))
    'No that is wrong'
    """
    text = reply.body[: 50 * _LONGEST].decode("utf-8", "replace").partition("SPARQL query:")[0]
    if reply.media_type in ("text/html", "application/xhtml+xml"):
        text = unescape(_ELEMENTS.sub(" ", text))
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 2].rstrip() + " …"


def _different(lines: Iterable[bytes], most: int) -> Iterator[bytes]:
    """The first different lines, without those that say nothing."""
    seen: set[bytes] = set()
    for line in lines:
        if line not in seen and line.strip() and not line.startswith(b"#"):
            seen.add(line)
            yield line
        if len(seen) == most:
            return


def _unpacked(body: bytes, headers: Mapping[str, str], url: str) -> bytes:
    if headers.get("content-encoding", "").strip().lower() not in ("gzip", "x-gzip"):
        return body
    try:
        return gzip.decompress(body)
    except (OSError, EOFError, zlib.error) as error:
        raise KgError("the answer is packed with gzip, and broken", where=url) from error
