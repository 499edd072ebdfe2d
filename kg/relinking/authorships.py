"""Who wrote what, as it is remembered."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kg.linking.entities import Authorship, Writing
from kg.relinking.memory import Memory


class Row(NamedTuple):
    """An authorship; where a name stands in the list of a reference is its position."""

    key: str
    work: str
    position: int
    person: str
    references: tuple[int, ...]  # numbers of those that write the name, in the order of the writings

    @classmethod
    def of(cls, memory: Memory, work: str, item: Authorship) -> Row:
        """The row of an authorship."""
        numbers = tuple(memory.number_of(writing.reference) for writing in item.writings)
        return cls(item.key, work, item.position, item.person, numbers)

    def authorship(self, memory: Memory) -> Authorship:
        """The authorship of this row, whose references are held."""
        held = (memory.held(number) for number in self.references)
        writings = tuple(Writing(reference, reference.authors[self.position - 1]) for reference in held)
        return Authorship(self.key, self.position, self.person, writings)


def of_works(memory: Memory, works: Iterable[str]) -> Iterator[Row]:
    """The authorships of some papers."""
    question = 'SELECT "key", work, position, person, writings FROM authorship WHERE work IN (?)'
    for key, work, position, person, writings in memory.ask_each(question, works):
        yield Row(key, work, position, person, tuple(json.loads(writings)))


def works_of(memory: Memory, people: Iterable[str]) -> set[str]:
    """The papers of some people."""
    return {work for (work,) in memory.ask_each("SELECT work FROM authorship WHERE person IN (?)", people)}


def replace(memory: Memory, works: Iterable[str], rows: Sequence[Row]) -> None:
    """Make the authorships of `works` those of `rows`."""
    memory.tell("DELETE FROM authorship WHERE work = ?", ((work,) for work in works))
    add(memory, rows)


def add(memory: Memory, rows: Iterable[Row]) -> None:
    """Remember more authorships."""
    values = ((*row[:4], json.dumps(row.references)) for row in rows)
    memory.tell("INSERT INTO authorship VALUES (?, ?, ?, ?, ?)", values)
