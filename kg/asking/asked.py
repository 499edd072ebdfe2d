"""What a question was understood to mean, and the refusal of what was not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kg.asking.words import Name, Sign, is_year
from kg.errors import NotFound


@dataclass(frozen=True)
class Asked:
    """A question as it was understood."""

    question: str
    text: str  # SPARQL, all values in it
    shape: str  # "rows", "count" or "boolean"
    understood: tuple[tuple[str, str], ...]  # words of the question → what they were taken for
    query: str = ""  # the saved query that answers it; empty when it was put together
    parameters: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()  # what the reader should know
    given: tuple[str, ...] = ()  # IRIs of the things that the question names


UNSAID = "“no” means that nothing in the graph says so"
"""The note of a question whether something is so, of which a graph may know nothing."""


class NotUnderstood(NotFound):
    """A question of which a part has no meaning here."""

    def __init__(self, words: Sequence[str], hint: str) -> None:
        quoted = ", ".join(f"“{word}”" for word in words)
        super().__init__(
            f"not understood: {quoted}" if words else "this is no question that can be answered", hint=hint
        )
        self.words = tuple(words)


def is_guessed(asked: Asked) -> bool:
    """Whether the reader is told that a question may mean something else."""
    return any(words in note for note in asked.notes for words in ("taken for", "passed over"))


def said(sign: Sign, names: Sequence[Name]) -> tuple[str, str]:
    """The words of a name or number, and what they were taken for."""
    if is_year(sign):
        return sign.text, "year"
    if sign.number:
        return sign.text, f"the number {sign.number}"
    label = " or ".join(sorted({name.label for name in names}))
    kinds = "/".join(sorted({kind for name in names for kind in name.kinds}))
    return sign.text, f"{kinds} “{label}”"
