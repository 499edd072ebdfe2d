"""Names in prose made of the first letters of the title's words: "Neural CDE", of "Neural Controlled …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.extractors.coined import is_coined
from kg.extractors.concepts.acts import is_described
from kg.extractors.concepts.coinages.coinage import FUNCTION_WORDS, Coinage
from kg.extractors.concepts.nouns import kind_of
from kg.extractors.concepts.texts import Text
from kg.extractors.phrase import Phrase
from kg.model import Kind

INITIALS = "initials"
"""The rule of names that the title spells out; one that a scheme knows is the paper's own only if more says so."""

_LETTERS = re.compile(r"(?P<letters>[A-Z](?<![\w./-].)[A-Z]{1,7})s?(?![\w/-])")
_CAPITALS = re.compile(r"[A-Z][A-Z]")
_WORD = re.compile(r"[A-Za-z]+")
_OWN = re.compile(r"(?:|an?\s|the\s|.*(?::\s|\s(?:with|via|by|through)\s(?:an?\s)?))", re.I | re.S)
"""What stands in a title before words for what the paper brings into the world: "Accelerating the" does not."""
_ARTICLE = re.compile(r"(?:(?:the|an?)\s)?", re.I)
_FEWEST = 3  # letters that tell without a word of the title before them


class _Word(NamedTuple):
    text: str  # in lower case
    start: int
    end: int


def initials(title: Phrase, text: Text) -> Iterator[Coinage]:
    """The names in a text that abbreviate words of the title which stand next to each other, small words aside."""
    raw = title.raw
    if text.phrase == title or _CAPITALS.search(text.phrase.raw) is None:
        return
    words = [_Word(match[0].lower(), *match.span()) for match in _WORD.finditer(raw)]
    for sentence in text.sentences:
        for match in _LETTERS.finditer(sentence.raw):
            if not is_coined(match["letters"]) or (spelled := _spelled(match["letters"].lower(), words)) is None:
                continue
            first, last = spelled
            start, first = _with_words_before(sentence.raw, match.start(), words, first)
            if len(match["letters"]) < _FEWEST and start == match.start():
                continue
            long = title.part(title.start + words[first].start, title.start + words[last].end)
            short = sentence.part(sentence.start + start, sentence.start + match.end("letters"))
            own = _OWN.fullmatch(raw, 0, words[first].start) is not None
            kind = kind_of(long.text)
            if kind is None and own and _acts(sentence.raw, start, match.end()):
                kind = Kind.METHOD
            if kind in (None, Kind.METHOD):
                yield Coinage(short, kind, INITIALS, (long,), proposed=own)


def _acts(raw: str, start: int, end: int) -> bool:
    """Whether a sentence begins with the name and says what it does."""
    return _ARTICLE.fullmatch(raw, 0, start) is not None and is_described(raw[end:], several=False)


def _spelled(letters: str, words: Sequence[_Word]) -> tuple[int, int] | None:
    """The places of the first and the last of the words that begin with the letters, one after the other."""
    for first in range(len(words)):
        at = first
        for number, letter in enumerate(letters):
            while number and at < len(words) and words[at].text in FUNCTION_WORDS and words[at].text[0] != letter:
                at += 1
            if at == len(words) or words[at].text[0] != letter:
                break
            at += 1
        else:
            return first, at - 1
    return None


def _with_words_before(raw: str, start: int, words: Sequence[_Word], first: int) -> tuple[int, int]:
    """Where the name begins, in the sentence and in the title, with the words before it that both have."""
    while first and raw[:start].lower().endswith(f"{words[first - 1].text} "):
        word = words[first - 1].text
        before = start - len(word) - 1
        if word in FUNCTION_WORDS or word.endswith("ing") or (before and raw[before - 1].isalnum()):
            break
        start, first = before, first - 1
    return start, first
