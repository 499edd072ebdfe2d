"""What somebody typed, as words to look for: as typed, mended, joined or parted, and as a query of FTS5."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from kg.identifiers import identify
from kg.naming import ascii_fold, words
from kg.searching.stems import stem

_MOST_WORDS = 24  # that are looked for; a name has fewer
_MOST_READINGS = 3


@dataclass(frozen=True)
class Word:
    """A word that is looked for."""

    typed: str  # as a stem
    beginning: str = ""  # the words that begin so count, too; empty when it has been typed to its end
    near: tuple[tuple[str, int], ...] = ()  # words that it may have been, each with the slips that are between

    def slips(self, found: str) -> float | None:
        """How far a word of a name is from this one, or None when it is another; a beginning is a little way off."""
        if found == self.typed:
            return 0
        if self.beginning and found.startswith(self.beginning):
            return 0.25
        return dict(self.near).get(found)

    def match(self) -> str:
        """The word in the language of FTS5. Words are letters and digits, so that nothing needs more than quotes."""
        spelt = dict.fromkeys([self.typed, *(word for word, _ in self.near)])
        parts = [*(f'"{word}"' for word in spelt), *([f'"{self.beginning}"*'] if self.beginning else [])]
        return f"({' OR '.join(parts)})"


@dataclass(frozen=True)
class Wanted:
    """Words of which a name or passage is to hold each."""

    words: tuple[Word, ...]
    missing: int = 0  # words that were typed and left out

    def match(self) -> str:
        """All words, in the language of FTS5."""
        return " AND ".join(word.match() for word in self.words)

    def mended(self, near: Callable[[str], Mapping[str, int]]) -> Wanted:
        """The same words, and those that they may have been."""
        return Wanted(
            tuple(Word(word.typed, word.beginning, tuple(near(word.typed).items())) for word in self.words),
            self.missing,
        )

    def fewer(self) -> Iterator[Wanted]:
        """The ways to leave one word out, as long as half of what was typed stays."""
        for at in range(len(self.words)) if len(self.words) > self.missing + 1 else ():
            yield Wanted(self.words[:at] + self.words[at + 1 :], self.missing + 1)


def wanted(text: str) -> Wanted:
    """What `text` asks for. The last word counts as begun unless something stands behind it.

    >>> wanted('Self-Supervised "lear').match()
    '("self") AND ("supervised") AND ("lear" OR "lear"*)'
    """
    typed = words(ascii_fold(text))[:_MOST_WORDS]
    found = [Word(stem(word)) for word in typed]
    if found and text[-1:].isalnum():
        found[-1] = Word(found[-1].typed, typed[-1])
    return Wanted(tuple(found))


def readings(asked: Wanted, knows: Callable[[str], bool]) -> list[Wanted]:
    """`asked` with its last word as a beginning and as a whole, and with two words as one or one as two.

    Words are joined and parted where the index knows the outcome.

    >>> [reading.match() for reading in readings(wanted("non linear."), {"nonlinear"}.__contains__)]
    ['("non") AND ("linear")', '("nonlinear")']
    """
    found = [asked]
    if asked.words[-1].beginning:  # however many words begin so, the word itself is looked at
        found.append(Wanted((*asked.words[:-1], Word(asked.words[-1].typed))))
    for at, (one, other) in enumerate(zip(asked.words, asked.words[1:], strict=False)):
        if knows(joined := one.typed + other.typed):
            found.append(Wanted((*asked.words[:at], Word(joined), *asked.words[at + 2 :])))
    for at, word in enumerate(asked.words):
        if not knows(word.typed):
            halves = ((word.typed[:cut], word.typed[cut:]) for cut in range(3, len(word.typed) - 2))
            both = [pair for pair in halves if all(map(knows, pair))]
            found += [Wanted((*asked.words[:at], *map(Word, pair), *asked.words[at + 1 :])) for pair in both[:1]]
    return found[: _MOST_READINGS + 1]


def identifiers(text: str) -> list[str]:
    """What `text` may be as an identifier, in the normal forms of schemes."""
    known = identify(text)
    return [known[1]] if known else []
