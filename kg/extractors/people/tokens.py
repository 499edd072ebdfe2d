"""The words and signs that lists of personal names are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

PARTICLES = frozenset(
    [
        *("van", "von", "vom", "der", "den", "ter", "ten", "zu", "zum", "zur", "af", "av", "'t"),
        *("de", "del", "della", "delle", "di", "da", "dal", "dos", "das", "du", "la", "le", "les", "y"),
        *("el", "al", "bin", "ibn", "bint", "ben", "abu", "abd", "ould", "mac", "mc", "st", "saint"),
    ]
)
SUFFIXES = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii", "iv"))
TITLES = frozenset(("dr", "dr.", "prof", "prof.", "professor", "professors", "mr.", "ms.", "mrs."))
_STOPPED = SUFFIXES | TITLES  # a full stop at their ends is theirs

_STOPS = ".'’-"  # end a word and belong to none

_NOT_PROSE = rf"(?:{'|'.join(('and', 'und', 'et', 'by', *sorted(PARTICLES)))})\b|[do]['’](?=[^\W\d_a-z])"
_TOKEN = re.compile(
    rf"""
      (?P<etal> (?=[,\s&aeE\d+])
          (?:, \s* | (?<!\s) \s+ (?=[&aeE\d]) | ) (?:and\s+ | &\s*)?
          (?: \bet\.?\s*al\b\.? | \bET\.?\s*AL\b\.? | \bet\s+alia\b
            | (?:\band|&) \s+ (?:\d+\s+)? (?:others|colleagues|co-?authors|more)\b
            | \b\d+ \s+ (?:others|more[ ]authors)\b )
        | ,\s*(?:\.\s?\.\s?\.|…)
        | ,?\s*\+\s?\d+\s+authors?\b,?
        | (?<=[^\W\d_])\+(?=\s*[,;)\]]) )             # Ziwei Fan+, SIGIR23
    | (?P<prose>                                        # a run of words in lower case
          (?!{_NOT_PROSE}) [a-z][a-z'’-]*\b
          (?: \s+ (?!{_NOT_PROSE}) [a-z][a-z'’-]*\b )* )
    | (?P<conjunction> (?:and|und|et | (?<=[,.]\s)AND)(?=\s) )
    | (?P<initials>                                     # J.   J.-P.   J   JP.,
          (?:[^\W\d_a-z]\.+\s?-?)+ (?=[\s,;:)\]“"] | [^\W\d_] | $)
        | (?<!\w)[A-Z](?=[\s,;)\]]|$)
        | [A-Z]{{2}}\.(?=,) )
    | (?P<code> [^\W\d_]++\d+[^\W\d_][\w-]*             # IM2CAD, wav2vec
        | [A-Z]/[A-Z]\b )                                # I/O
    | (?P<word> [^\W\d_](?:[^\s,;:?()\[\]"“”/|<>{{}}…\d*†‡§∗&@_=+•·])* )
    | (?P<separator> [,;&·•|，、；] )
    | (?P<mark> 00\d\d(?=[,:]) | [\d*†‡§¶∗⋆^]+(?:,[\d*†‡§¶∗⋆]+)* )       # leads to an affiliation; "Feng Niu 0001"
    | (?P<other> \0+ | \S )
    """,
    re.VERBOSE,
)


class Token(NamedTuple):
    """A word or a sign. `kind` is the name of the group above that matched it, or "stop"."""

    kind: str
    text: str
    start: int
    end: int

    @property
    def separates(self) -> bool:
        """Whether it stands between two names of a list."""
        return self.kind in ("separator", "conjunction")

    @property
    def is_abbreviated(self) -> bool:
        """Whether it may stand for given names: "J.", "JP"."""
        return self.kind == "initials" or (self.text.isupper() and len(self.text) <= 3 and self.text.isalpha())

    @property
    def is_of_name(self) -> bool:
        """Whether it may stand in a name: capitals, initials, particles, "Jr."."""
        return self.kind == "initials" or (self.kind == "word" and _may_be_of_name(self.text))


@lru_cache(maxsize=1 << 14)  # texts come back to the same words
def _may_be_of_name(word: str) -> bool:
    if word.endswith(("'s", "’s")) or word == "By":
        return False
    particle = word in PARTICLES or word.casefold() in SUFFIXES
    return particle or word[0].isupper() or word.startswith(("d'", "d’", "o'"))


def tokens(text: str, start: int, end: int) -> Iterator[Token]:
    """The tokens of `text[start:end]` in order. White space is none."""
    for match in _TOKEN.finditer(text, start, end):
        kind, word, at = match.lastgroup or "other", match.group(), match.start()
        if kind == "word" and word[-1] in _STOPS:
            yield from _without_stop(word, at)
        else:
            word = word.rstrip() if kind == "initials" else word
            yield Token(kind, word, at, at + len(word))


def _without_stop(word: str, at: int) -> Iterator[Token]:
    """A word, and the full stop, hyphen or apostrophe that ends it as a token of its own ("Roe.")."""
    bare = word.rstrip(_STOPS)
    if word.casefold() in _STOPPED:
        yield Token("word", word, at, at + len(word))
        return
    yield Token("word", bare, at, at + len(bare))
    yield Token("stop", word[len(bare) :], at + len(bare), at + len(word))
