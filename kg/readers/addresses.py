"""Web addresses that stand bare in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from kg.model import Content, Link

# What never belongs to an address in running text: white space, brackets that surround, quotes, full-width punctuation.
_NEVER = r"\s<>\"`{}|\\^\[\]“”‘’«»‹›„\u3000-\u3003\u3008-\u3011\uff01\uff08\uff09\uff0c\uff1a-\uff1f\ufffd"
_SIGNS = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"  # of scripts without blanks, in which the text goes on behind it
_ADDRESS = re.compile(rf"https?://(?:[^{_NEVER}{_SIGNS}]|(?<=[/={_SIGNS}])[{_SIGNS}])+", re.I)
_ANOTHER = re.compile(r"[,;]+https?://", re.I)
_TRAILING = ".,;:!?'*_~…·•–—"


def address_end(text: str, start: int, limit: int) -> int:
    """Where the address that begins at `start` ends, at most `limit`; `start` when there is none.

    Punctuation at its end belongs to the sentence, and so does a closing parenthesis that the address did not open.

    >>> text = "(see https://en.wikipedia.org/wiki/Graph_(topology)), or not"
    >>> text[5 : address_end(text, 5, len(text))]
    'https://en.wikipedia.org/wiki/Graph_(topology)'
    """
    match = _ADDRESS.match(text, start, limit)
    if not match:
        return start
    end = match.end()
    if another := _ANOTHER.search(text, start + 8, end):
        end = another.start()
    surplus = text.count(")", start, end) - text.count("(", start, end)
    while end > start:
        last = text[end - 1]
        if last == ")" and surplus > 0:
            surplus -= 1
        elif last not in _TRAILING:
            break
        end -= 1
    return end if end > text.find("//", start) + 2 else start


def find_addresses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The ranges of the addresses in `text[start:end]`, in order."""
    at = start
    while match := _ADDRESS.search(text, at, end):
        stop = address_end(text, match.start(), end)
        if stop > match.start():
            yield match.start(), stop
        at = max(stop, match.start() + 7)


def with_addresses(content: Content) -> Content:
    """`content` with a link over every bare address that is not in a link yet; markup inside an address ends it."""
    if "://" not in content.text:
        return content
    starts = [0]
    starts += [
        after.start
        for before, after in pairwise(content.pieces)
        if before.source + before.source_length != after.source
    ]
    found = []
    for begin, limit in pairwise([*starts, len(content.text)]):
        for start, end in find_addresses(content.text, begin, limit):
            if not any(link.start < end and start < link.end for link in content.links):
                found.append(Link(start, end, content.text[start:end], content.span(start, end)))
    if not found:
        return content
    links = sorted((*content.links, *found), key=lambda link: (link.start, -link.end, link.span))
    return replace(content, links=tuple(links))
