"""Keywords that a document states for a paper: "compaction; column family", "#storage #replication"."""

from __future__ import annotations

import re

from kg.extractors.phrase import Phrase
from kg.model import Mention

_BETWEEN = re.compile(r"\s*[;；,，|·•、]\s*|\s+(?=#\w)|\s+/\s+")
_TRACK = re.compile(
    r"(?:main|research|industr(?:y|ial)|demo(?:nstration)?s?|tutorials?|regular|short|long|full|position|invited"
    r"|posters?|orals?|ea&?b|experiments?(?:,? analys[ie]s)?(?:,? (?:and|&) benchmarks?)?"
    r"|(?:applied|scalable) data science|sds|ads)"
    r"(?: (?:track|papers?|session))?",
    re.I,
)
"""What a meeting files papers under that says nothing of what they are about: "Research", "EA&B", "short paper"."""
_LONGEST = 6  # words of a keyword


def read_keywords(phrase: Phrase) -> tuple[Mention, ...]:
    """The keywords that `phrase` lists, in order, without tracks of a meeting; none when it reads like prose."""
    parts = [part for piece in phrase.split(_BETWEEN) if (part := piece.strip(" .`*_#")).text]
    if any(len(part.text.split()) > _LONGEST for part in parts):
        return ()
    return tuple(part.mention() for part in parts if not is_track(part))


def is_track(phrase: Phrase) -> bool:
    """Whether words name a track of a meeting, and nothing that papers are about."""
    return _TRACK.fullmatch(phrase.text) is not None
