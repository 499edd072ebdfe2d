"""Which rules can read anything in a sentence: one pass over its words tells, so that few of many rules are tried."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import ahocorasick

from kg.extractors.concepts.relations.reading import Drawn, Reading


class Rule(NamedTuple):
    """A way of reading relations in a sentence, and what a sentence must have for that."""

    draw: Callable[[Reading], Iterator[Drawn]]
    telling: tuple[str, ...] = ()  # strings, in lower case, of which the sentence holds one; none: any sentence will do
    title: bool | None = None  # True: it is a title; False: it is none
    several: bool = False  # it names two things
    paired: bool = False  # it names a method and something else


class Rules:
    """Rules in order, compiled. A set of them is a number of which each rule has a bit."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._by_bit = {1 << number: rule for number, rule in enumerate(rules)}
        self._untold = sum(bit for bit, rule in self._by_bit.items() if not rule.telling)
        self._of_titles = sum(bit for bit, rule in self._by_bit.items() if rule.title is not False)
        self._of_prose = sum(bit for bit, rule in self._by_bit.items() if rule.title is not True)
        self._of_one = sum(bit for bit, rule in self._by_bit.items() if not (rule.several or rule.paired))
        self._unpaired = sum(bit for bit, rule in self._by_bit.items() if not rule.paired)
        self._automaton = ahocorasick.Automaton()
        for bit, rule in self._by_bit.items():
            for string in rule.telling:
                self._automaton.add_word(string, self._automaton.get(string, 0) | bit)
        self._automaton.make_automaton()

    def of(self, reading: Reading) -> Iterator[Rule]:
        """The rules that `reading` has all for, in order."""
        told = self._untold
        for _, rules in self._automaton.iter(reading.lower):
            told |= rules
        told &= self._of_titles if reading.title else self._of_prose
        if not reading.paired:
            told &= self._unpaired if reading.words.count("⟨") > 1 else self._of_one
        while told:
            bit = told & -told
            yield self._by_bit[bit]
            told ^= bit
