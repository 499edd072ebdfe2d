"""Sentences of running text, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extractors.phrase import Phrase

_END = re.compile(r"(?<=[.!?。！？])[)\]”\"'’]*\s+(?=[\W\d_]*[A-Z0-9“\"(\[])|\n\s*\n")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|al|cf|fig|eq|sec|resp|approx|Dr|Prof|Mr|Ms|St|No|vol|pp|ed|eds|w\.r\.t)|\b[A-Z])\.$",
    re.I,
)


def sentences(phrase: Phrase) -> Iterator[Phrase]:
    """The sentences of `phrase` in order; together they are all its words."""
    at = phrase.start
    for match in _END.finditer(phrase.raw):
        end = phrase.start + match.start()
        if _ABBREVIATION.search(phrase.content.text[at:end]):
            continue
        if (sentence := phrase.part(at, end).strip()).raw:
            yield sentence
        at = phrase.start + match.end()
    if (sentence := phrase.part(at, phrase.end).strip()).raw:
        yield sentence
