"""A name where a document gives it, and what rules about names have in common."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from kg.extractors.alternatives import alternatives
from kg.extractors.coined import TOKEN
from kg.extractors.concepts.nouns import ANY_NOUN
from kg.extractors.concepts.texts import Text
from kg.extractors.phrase import Phrase
from kg.model import Kind


class Coinage(NamedTuple):
    """A name, where the document gives it."""

    name: Phrase
    kind: Kind | None  # None: the words do not tell
    rule: str
    aliases: tuple[Phrase, ...] = ()
    proposed: bool = False  # the words say that the paper brings it into the world


Rule = Callable[[Text], Iterator[Coinage]]

KNOWN = "known title"
"""The rule of names that count only when a scheme knows them: whole titles, and long ones before a colon."""

MEANS = "title means"
"""The rule of what a title says the paper works with: when no scheme knows it, the paper brings it into the world."""

VERSION = r"(?:\s(?:\d+(?:\.\d+)+|[vV]?\d{1,2}|[IVX]{1,3})(?![\w.-]*\w))?"
"""What may stand behind a name: "2.0", "v3", "II"."""

CAPITAL = r"(?=[A-Zµμα-ω]|[a-z]+[A-Z0-9])"
"""Looks ahead to a word that may be a name: "NVAE", "wav2vec"."""

NAME = rf"{CAPITAL}{TOKEN}(?:[ ]{CAPITAL}{TOKEN}){{0,3}}{VERSION}"
"""Up to four such words."""

_ADJECTIVES = alternatives(r"""
    an?|the|our|their|this|that|new|novel|simple|efficient|effective|general|generic|unified|common|single|other|different
    various|several|many|more|better|deep|fast|scalable|practical|robust|proposed|existing|standard|large|small|end-to-end
    hybrid|first|second|own|same|such|following|above|neural|machine|learning|statistical|theoretical|empirical
""")
_VAGUE = re.compile(
    rf"(?:(?:{_ADJECTIVES})[ -])*(?:{ANY_NOUN}|it|them|this|that|here|there|paper|work|analysis|study)", re.I
)
FUNCTION_WORDS = frozenset({
    "a", "an", "the", "of", "for", "in", "on", "with", "to", "by", "from", "and", "or", "as",
    "at", "is", "are", "we", "this", "that", "these", "those",
})  # fmt: skip
"""Words with which no name begins."""


def is_vague(name: str) -> bool:
    """Whether `name` names nothing.

    >>> is_vague("a new method"), is_vague("deep networks"), is_vague("capsule networks")
    (True, True, False)
    """
    return _VAGUE.fullmatch(name.strip()) is not None


def part(phrase: Phrase, start: int, end: int) -> Phrase:
    """`phrase[start:end]` without what sets it apart; a star at one end only is the name's: "MM*"."""
    found = phrase.part(phrase.start + start, phrase.start + end).strip(" _“”‘’'\"")
    return found.strip("*") if found.raw.startswith("*") else found
