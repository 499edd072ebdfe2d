"""IRIs for what documents name: addresses made valid, and file names as parts of IRIs."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import quote

from pyoxigraph import NamedNode

_ADDRESS = re.compile(r"((?:https?|ftp)://[^/?#\s]+)([^#]*)(?:#(.*))?", re.IGNORECASE | re.DOTALL)
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f-\x9f\"<>\\^`{|}\[\]#]|%(?![0-9A-Fa-f]{2})")


def address(url: str) -> NamedNode | None:
    """`url` as an IRI: characters that no IRI may hold are percent-encoded. None unless it is http, https or ftp.

    >>> address("https://example.org/a b?q=[1]#x"), address("javascript:alert(1)")
    (<NamedNode value=https://example.org/a%20b?q=%5B1%5D#x>, None)
    """
    match = _ADDRESS.fullmatch(url.strip())
    if not match:
        return None
    host, path, fragment = match.groups()
    allowed = host + _encode(path) + (f"#{_encode(fragment)}" if fragment is not None else "")
    for candidate in (allowed, host + quote(allowed[len(host) :], safe="/?#[]@!$&'()*+,;=:%-._~")):
        try:
            return NamedNode(candidate)
        except ValueError:
            continue
    return None


def _encode(text: str) -> str:
    return _FORBIDDEN.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8")), text)


@cache
def document_key(name: str) -> str:
    """The part of a document's IRI that says its name: no two names share one.

    >>> document_key("lists/ICLR 2020.md")
    'lists/ICLR%202020.md'
    """
    parts = quote(name.encode("utf-8", "surrogatepass"), safe="/-._~").split("/")
    return "/".join(part.replace(".", "%2E") if set(part) == {"."} else part for part in parts)
