"""Sentences of running text, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extractors.phrase import Phrase

_END = re.compile(
    r"(?<=[.!?。！？])[)\]”\"'’]*\s++(?=[\W\d_]{0,20}(?:[A-Z0-9“\"(\[]|[a-z][a-z-]{0,9}[A-Z\d]))"  # "wav2vec", "iGPT"
    r"|\n\s*\n|(?<=[。！？])(?=[^\s）」』”])"  # Chinese and Japanese write no blanks
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|al|cf|fig|eq|sec|resp|approx|wrt|Dr|Prof|Mr|Ms|St|No|vol|pp|ed|eds|w\.r\.t)|\b[A-Z])\.$",
    re.I,
)
_LONGEST_ABBREVIATION = 12  # characters, with what stands before it


def ends_in_abbreviation(text: str) -> bool:
    """Whether the full stop at the end of `text` belongs to an abbreviation or an initial: "et al.", "J."."""
    return _ABBREVIATION.search(text[-_LONGEST_ABBREVIATION:]) is not None


def sentences(phrase: Phrase) -> Iterator[Phrase]:
    """The sentences of `phrase` in order; together they are all its words."""
    at = phrase.start
    for match in _END.finditer(phrase.raw):
        end = phrase.start + match.start()
        if ends_in_abbreviation(phrase.content.text[max(at, end - _LONGEST_ABBREVIATION) : end]):
            continue
        if (sentence := phrase.part(at, end).strip()).raw:
            yield sentence
        at = phrase.start + match.end()
    if (sentence := phrase.part(at, phrase.end).strip()).raw:
        yield sentence
