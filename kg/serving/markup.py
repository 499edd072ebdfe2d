"""HTML that is put together from elements, so that no word of a document can become markup.

>>> print(element("a", "Adam & <b>Eve</b>", href="/search?q=1&page=2"))
<a href="/search?q=1&amp;page=2">Adam &amp; &lt;b&gt;Eve&lt;/b&gt;</a>
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from urllib.parse import urlsplit

_VOID = {"br", "hr", "img", "input", "link", "meta", "wbr"}
_NO_HTML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


Attribute = str | int | bool | None


def element(name: str, /, *children: object, **attributes: Attribute) -> Markup:
    """An element.

    Args:
        name: of the element.
        children: text, which is escaped; markup; iterables of these. None is left out.
        attributes: values; True is an attribute without one, None and False are left out. A `_` at the end of a name
            goes (`class_`), others become hyphens (`aria_label`).
    """
    written = "".join(
        _attribute(key, value) for key, value in attributes.items() if value is not None and value is not False
    )
    if name in _VOID:
        return Markup(f"<{name}{written}>")
    return Markup(f"<{name}{written}>{join(*children)}</{name}>")


def join(*children: object) -> Markup:
    """Children of an element, one behind the other."""
    return Markup("".join(map(_child, children)))


def _child(child: object) -> str:
    if isinstance(child, Markup):
        return child
    if isinstance(child, str):
        return escape(child)
    if child is None:
        return ""
    if isinstance(child, Iterable):
        return "".join(map(_child, child))
    return escape(str(child))


def _attribute(name: str, value: Attribute) -> str:
    name = name.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'


def escape(text: str) -> str:
    """Text as HTML writes it, in elements and in quotes. What no HTML may hold becomes U+FFFD."""
    return html.escape(_NO_HTML.sub("\ufffd", text))


def words(text: str) -> Markup:
    """Words from elsewhere: whatever their direction, they do not turn what stands around them."""
    return element("bdi", text)


def outside(iri: str, shown: str | None = None) -> Markup:
    """An address outside as a link, or as plain text when it is no web address."""
    if not is_web_address(iri):
        return words(shown or iri)
    return element("a", words(shown or iri), href=iri, rel="noopener noreferrer nofollow", class_="outside")


def is_web_address(iri: str) -> bool:
    """Whether an IRI is an address that a browser may be sent to.

    >>> is_web_address("https://arxiv.org/abs/1703.06114"), is_web_address("javascript:alert(1)")
    (True, False)
    """
    try:
        parts = urlsplit(iri)
    except ValueError:
        return False
    return parts.scheme.lower() in ("http", "https") and bool(parts.netloc)
