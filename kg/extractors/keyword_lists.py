"""Keywords that a document states for a paper: "compaction; column family", "#storage #replication"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extractors.phrase import Phrase
from kg.model import Mention

_BETWEEN = re.compile(r"\s*[;；,，|·•、]\s*|\s+(?=#\w)|\s+/\s+")
_LONGEST = 6  # words of a keyword


def read_keywords(phrase: Phrase) -> tuple[Mention, ...]:
    """The keywords that `phrase` lists, in order; none when it reads like prose."""
    parts = [part for part in _split(phrase) if part.text]
    if any(len(part.text.split()) > _LONGEST for part in parts):
        return ()
    return tuple(part.mention() for part in parts)


def _split(phrase: Phrase) -> Iterator[Phrase]:
    at = phrase.start
    for match in _BETWEEN.finditer(phrase.raw):
        yield phrase.part(at, phrase.start + match.start()).strip(" .`*_#")
        at = phrase.start + match.end()
    yield phrase.part(at, phrase.end).strip(" .`*_#")
