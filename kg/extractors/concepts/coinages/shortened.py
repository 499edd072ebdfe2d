"""Names in prose made of the beginnings of the title's words: "WarpGrad", of "… with Warped Gradient Descent"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extractors.coined import TOKEN, is_coined
from kg.extractors.concepts.coinages.coinage import CAPITAL, FUNCTION_WORDS, Coinage, part
from kg.extractors.concepts.nouns import kind_of
from kg.extractors.concepts.texts import Text, Where
from kg.extractors.phrase import Phrase
from kg.model import Kind

SHORTENED = "abbreviation"
"""The rule of names that count only when no scheme knows them: a known short form is what a title speaks of."""

_NAME = re.compile(rf"{CAPITAL}{TOKEN}")
_WORD = re.compile(r"[A-Za-z][a-z]*|[A-Z]+")
_SKIPPED = FUNCTION_WORDS | {"using", "via", "towards", "toward"}
_FEWEST = 4  # letters of a name that words begin with
_SYLLABLE = 3  # letters by which one knows a word that does not stand next to the others


def shortened(title: Phrase, text: Text) -> Iterator[Coinage]:
    """The words of a passage that abbreviate words of the title of the only paper that it describes."""
    if text.where is not Where.PASSAGE or not text.coining:
        return
    words = [(word[0].lower(), word.end()) for word in _WORD.finditer(title.raw) if word[0].lower() not in _SKIPPED]
    for sentence in text.coining:
        for match in _NAME.finditer(sentence.raw):
            name = match[0]
            if not (name.isalpha() and len(name) >= _FEWEST and is_coined(name)):
                continue
            if (last := last_word(name, [word for word, _ in words])) is not None:
                kind = kind_of(title.raw[: words[last][1]])
                yield Coinage(part(sentence, *match.span()), kind or Kind.METHOD, SHORTENED, proposed=True)


def last_word(name: str, words: Sequence[str]) -> int | None:
    """The place of the last of the `words` that `name` is made of the beginnings of; None when it is not.

    Words next to each other may give two letters or more, any others at least three.

    >>> last_word("WarpGrad", ["meta", "learning", "warped", "gradient", "descent"])
    3
    >>> last_word("FewSum", ["few", "shot", "learning", "opinion", "summarization"])
    4
    >>> last_word("DREL", ["deep", "reinforcement", "learning"]) is None
    True
    """
    letters = name.lower()
    for first in range(len(words)):
        last = _last(letters, words, first, begun=False)
        if last is not None and letters not in "".join(words[first : last + 1]):  # "SuperResolution" is no short form
            return last
    return None


def _last(letters: str, words: Sequence[str], at: int, *, begun: bool) -> int | None:
    word = words[at]
    for size in range(min(len(letters), len(word)), 1, -1):
        if not word.startswith(letters[:size]):
            continue
        rest = letters[size:]
        if not rest:
            return at if begun else None
        for following in range(at + 1, len(words)):
            if following > at + 1 and size < _SYLLABLE:
                break
            far = following > at + 1
            if far and not words[following].startswith(rest[:_SYLLABLE]):
                continue
            if (last := _last(rest, words, following, begun=True)) is not None:
                return last
    return None
