"""How words and phrases are used in titles, abstracts and lists of author keywords: counts learnt from a catalogue.

`benchmarks/keywords.py` writes them. They hold single stems and phrases of stems with numbers, no running text.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).with_name("counts.tsv.gz")
_NONE = (0,) * 6


class Phrase(NamedTuple):
    """What is counted of a word or a phrase."""

    keyword: int  # lists of author keywords that hold it
    inside: int  # lists that hold it as a part of a longer keyword
    offered: int  # titles of papers with a list that hold it
    taken: int  # those of them whose list holds it, too
    titles: int  # titles of any paper that hold it
    abstracts: int  # abstracts that hold it


class Word(NamedTuple):
    """What else is counted of a word: lists in which a keyword holds it, begins with it, ends with it."""

    any: int
    first: int
    last: int


@dataclass(frozen=True)
class Counts:
    """Counts by stem (words) and by stems with spaces between (phrases, words among them)."""

    phrases: Mapping[str, Sequence[int]]
    words: Mapping[str, Sequence[int]]
    titles: int  # how many there are of each
    abstracts: int

    def phrase(self, key: str) -> Phrase:
        """The counts of a phrase, all 0 when it is rare."""
        return Phrase._make(self.phrases.get(key, _NONE))

    def word(self, stem: str) -> Word:
        """The counts of a word in keywords, all 0 when it is rare."""
        return Word._make(self.words.get(stem, _NONE[:3]))


@cache
def load_counts() -> Counts:
    """The counts that come with kg."""
    return parse(gzip.decompress(FILE.read_bytes()).decode("utf-8"))


def parse(text: str) -> Counts:
    r"""Counts from the lines that `serialise` writes.

    >>> counts = parse("\t100\t10\nmodel\t4\t9\t8\t1\t70\t6\t9\t0\t7\nlanguag model\t4\t3\t2\t1\t50\t0\n")
    >>> counts.phrase("languag model").keyword, counts.word("model").last
    (4, 7)
    """
    lines = text.splitlines()
    _, titles, abstracts = lines[0].split("\t")
    phrases: dict[str, tuple[int, ...]] = {}
    words: dict[str, tuple[int, ...]] = {}
    for line in lines[1:]:
        key, *values = line.split("\t")
        numbers = tuple(map(int, values))
        phrases[key] = numbers[:6]
        if len(numbers) > 6:
            words[key] = numbers[6:]
    return Counts(phrases, words, int(titles), int(abstracts))


def serialise(counts: Counts) -> Iterator[str]:
    """The lines of a file of counts, sorted."""
    yield f"\t{counts.titles}\t{counts.abstracts}\n"
    for key in sorted(counts.phrases):
        values = (*counts.phrases[key], *counts.words.get(key, ()))
        yield "\t".join([key, *map(str, values)]) + "\n"
