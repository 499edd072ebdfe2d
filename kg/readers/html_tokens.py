"""HTML → tags and text with exact offsets, whatever state the markup is in.

The tokenizer of the standard library changes between patch releases of Python, gives up on some declarations and
counts lines, not characters. Spans have to be the same everywhere; so here is one that keeps them, and for which, as in
HTML5, nothing is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from kg.readers.elements import TAG_PATTERN
from kg.readers.templates import TEMPLATE_PATTERN

_MARKUP = re.compile(rf"{TAG_PATTERN}|<!--|<[!?][^>]*>|{TEMPLATE_PATTERN}")
_NAME = re.compile(r"</?([A-Za-z][^\s/>]*)")
# Elements whose inside is not text of the page, or (title) text without markup.
_OPAQUE_NAMES = """
    script style template noscript svg select datalist textarea canvas audio video iframe title annotation
    annotation-xml
"""
_OPAQUE = frozenset(_OPAQUE_NAMES.split())


class Token(NamedTuple):
    """A tag, or the text between two. `name` is "" for text, "/p" for an end tag.

    The attributes of a start tag stand in `[inside, close)`. The token of an opaque element reaches behind its end tag
    and holds `[close + 1, content_end)`.
    """

    name: str
    start: int
    end: int
    inside: int = 0
    close: int = 0
    content_end: int = 0


def tokens(text: str, start: int, end: int) -> Iterator[Token]:
    """The tokens of `text[start:end]` in order, without comments, declarations and template tags.

    >>> page = "<p>Fish &amp; <b>chips<!-- salt? -->"
    >>> [token.name or page[token.start : token.end] for token in tokens(page, 0, len(page))]
    ['p', 'Fish &amp; ', 'b', 'chips']
    """
    at, absent = start, set[str]()
    while match := _MARKUP.search(text, at, end):
        begin, after = match.span()
        if at < begin:
            yield Token("", at, begin)
        at = after
        if name := _NAME.match(text, begin, after):
            if text[begin + 1] == "/":
                yield Token("/" + name[1].lower(), begin, after)
            else:
                token = _start_tag(text, name, after, end, absent)
                yield token
                at = token.end
        elif match[0] == "<!--":
            close = _find(text, "-->", after, end, absent)
            at = close.end() if close else after
    if at < end:
        yield Token("", at, end)


def _start_tag(text: str, name: re.Match[str], after: int, end: int, absent: set[str]) -> Token:
    """A start tag; for an opaque element all of it, as far as it is closed at all."""
    tag, close = name[1].lower(), after - 1
    if tag in _OPAQUE and text[close - 1] != "/":
        if found := _find(text, f"</{tag}\\b[^>]*>", after, end, absent):
            return Token(tag, name.start(), found.end(), name.end(), close, found.start())
        if tag in ("script", "style"):
            return Token(tag, name.start(), end, name.end(), close, end)
    return Token(tag, name.start(), after, name.end(), close, after)


@cache
def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source, re.I)


def _find(text: str, pattern: str, start: int, end: int, absent: set[str]) -> re.Match[str] | None:
    """The next match; what was not found once is not searched for again."""
    if pattern in absent:
        return None
    found = _pattern(pattern).search(text, start, end)
    if found is None:
        absent.add(pattern)
    return found
