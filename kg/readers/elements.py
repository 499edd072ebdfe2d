"""What the elements of HTML mean to a reader of words, and how a tag is taken apart."""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple

from kg.model import MarkKind, Span

MARKS = {
    "strong": MarkKind.STRONG,
    "b": MarkKind.STRONG,
    "em": MarkKind.EMPHASIS,
    "i": MarkKind.EMPHASIS,
    "cite": MarkKind.EMPHASIS,
    "dfn": MarkKind.EMPHASIS,
    "var": MarkKind.EMPHASIS,
    "code": MarkKind.CODE,
    "kbd": MarkKind.CODE,
    "samp": MarkKind.CODE,
    "tt": MarkKind.CODE,
    "small": MarkKind.SMALL,
    "s": MarkKind.STRIKE,
    "del": MarkKind.STRIKE,
    "strike": MarkKind.STRIKE,
    "math": MarkKind.MATH,
    "span": MarkKind.SPAN,
}
_INLINE_NAMES = """
    a abbr acronym b bdi bdo big br button cite code data del dfn em font i img ins kbd label mark math q rp rt ruby s
    samp small span strike strong sub sup time tt u var wbr
"""
INLINE = frozenset(_INLINE_NAMES.split())

# Quotes count only behind an equals sign; possessive and bounded, so that no input makes the search slow.
TAG_PATTERN = r"</?[A-Za-z][^\s/>]*+(?>=\s*\"[^\"]*\"|=\s*'[^']*'|[^>]){0,5000}+>"
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=][^\s\"'<>/=]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")


class Attribute(NamedTuple):
    """The value of an attribute, with entities decoded, and its place in the document (without quotes)."""

    value: str
    span: Span


def attributes(text: str, start: int, end: int) -> dict[str, Attribute]:
    """The attributes in `text[start:end]`, the inside of a tag behind its name; the first of each name counts."""
    found: dict[str, Attribute] = {}
    for match in _ATTRIBUTE.finditer(text, start, end):
        group = match.lastindex or 1
        span = Span(*match.span(group)) if group > 1 else Span(match.end(), match.end())
        found.setdefault(match[1].lower(), Attribute(unescape(text[span.start : span.end]), span))
    return found


def address(attribute: Attribute | None) -> tuple[str, Span] | None:
    """Target and place of an `href`; None when there is none or it leads nowhere (scripts, unfilled templates)."""
    if attribute is None:
        return None
    raw, (start, end) = attribute.value, attribute.span
    url = raw.strip()
    if not url or url.lower().startswith(("javascript:", "data:")) or "{{" in url or "{%" in url:
        return None
    if len(raw) == end - start:
        start += len(raw) - len(raw.lstrip())
        end = start + len(url)
    return url, Span(start, end)
