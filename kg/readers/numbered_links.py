"""Addresses that a text lists at its end, and numbers in brackets that stand for them.

So programs print pages, and so people write mail: "[1]Deep Sets" or "Deep Sets [1]", and "1. https://…" below.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.model import Span
from kg.readers.lines import line_spans, line_start

MARKER = re.compile(r"\[(?P<number>\d{1,4})\]")
"""A number that may stand for an address."""
LABEL = re.compile(
    r"(?:pdf|papers?|code|slides?|videos?|posters?|talk|website|project(?: page)?|github|demo|data(?: ?sets?)?"
    r"|blog(?: post)?|arxiv|doi|html|links?|supplement(?:ary)?)(?!\w|[ -]\w)",
    re.I,
)
"""A link's words where they say no more than what it leads to: how far others go, only the page told."""
_ADDRESS = re.compile(r"\s*\[?(?P<number>\d{1,4})[\].)]:?\s+<?(?P<url>[a-z][a-z+.-]{1,20}:\S+?)>?\s*$")
_HEADS = re.compile(
    r"\s*(?:(?:visible|hidden) )?(?:references|links|footnotes|urls|sources)\s*:?\s*|\s*[-_=]{2,}\s*", re.I
)
_FEWEST = 2  # addresses
_SHARE = 0.5  # of them, whose numbers stand in the text


class Target(NamedTuple):
    """An address, and where it stands."""

    url: str
    span: Span


def numbered_links(text: str, start: int) -> tuple[int, dict[str, Target]]:
    r"""Where the list of addresses at the end of a text begins, and they by their numbers; its end, and none.

    >>> until, targets = numbered_links("[1]Deep Sets, [2]SIREN\n\n 1. https://a.org/1\n 2. https://a.org/2\n", 0)
    >>> until, sorted(targets), targets["2"].url
    (23, ['1', '2'], 'https://a.org/2')
    """
    last = len(text.rstrip())
    if not _ADDRESS.match(text, line_start(text, last), last):  # as most texts: their lines need not be looked at
        return len(text), {}
    targets: dict[str, Target] = {}
    until = len(text)
    for line in reversed(line_spans(text, start)):
        words = text[line.start : line.end]
        if found := _ADDRESS.match(words):
            begin, end = found.span("url")
            targets[found["number"]] = Target(found["url"], Span(line.start + begin, line.start + end))
        elif words.strip() and not (targets and _HEADS.fullmatch(words)):
            break
        until = line.start
    counted = {str(number) for number in range(1, len(targets) + 1)}
    said = {marker["number"] for marker in MARKER.finditer(text, start, until)} if targets else set()
    if len(targets) < _FEWEST or targets.keys() != counted or len(said & counted) < _SHARE * len(targets):
        return len(text), {}
    return until, targets
