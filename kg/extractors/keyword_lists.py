"""Keywords that a document states for a paper: "compaction; column family", "#storage #replication"."""

from __future__ import annotations

import re

from kg.extractors.phrase import Phrase
from kg.model import Mention

_BETWEEN = re.compile(r"\s*[;；,，|·•、]\s*|\s+(?=#\w)|\s+/\s+")
_LONGEST = 6  # words of a keyword


def read_keywords(phrase: Phrase) -> tuple[Mention, ...]:
    """The keywords that `phrase` lists, in order; none when it reads like prose."""
    parts = [part for piece in phrase.split(_BETWEEN) if (part := piece.strip(" .`*_#")).text]
    if any(len(part.text.split()) > _LONGEST for part in parts):
        return ()
    return tuple(part.mention() for part in parts)
