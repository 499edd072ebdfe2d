"""A record of a catalogue: its values by what they mean."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kg.extractors.outline import Outline
from kg.extractors.phrase import Phrase, whole
from kg.model import Block


class Value(NamedTuple):
    """A value of a record, and the number of the list's element that it stands in."""

    number: str
    phrase: Phrase


class Record:
    """The values of a record by the names of their fields; those that say nothing are left out."""

    def __init__(self, block: Block, outline: Outline) -> None:
        self.block, self.outline = block, outline
        self.values: dict[str, list[Value]] = {}
        for item in block.children:
            for leaf in item.children:
                if (phrase := whole(leaf.content).strip()).raw:
                    self.values.setdefault(item.label, []).append(Value(item.marker.partition(".")[0], phrase))
        for values in self.values.values():  # where they do not stand in their order, their numbers tell it
            values.sort(key=lambda value: int(value.number) if value.number.isdecimal() else 0)

    def all(self, meaning: str) -> Iterator[tuple[str, Phrase]]:
        """The values of all fields with this meaning, each with the field's name."""
        for name in self.outline.fields[meaning]:
            yield from ((name, value.phrase) for value in self.values.get(name, ()))

    def first(self, meaning: str) -> list[Phrase]:
        """The values of the first field with this meaning."""
        names = self.outline.fields[meaning]
        return next(([value.phrase for value in self.values[name]] for name in names if name in self.values), [])
