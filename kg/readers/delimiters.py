"""Emphasis in Markdown: which runs of `*`, `_` and `~~` open, which close, and which are only characters.

The rules are those of CommonMark 0.31 ("Emphasis and strong emphasis") and of GitHub's strikethrough.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

from kg.model import MarkKind, Span


@dataclass(slots=True, eq=False)
class Range:
    """A mark (or, without kind, a link) being laid over words."""

    kind: MarkKind | None
    label: str = ""
    url: str = ""
    span: Span = Span(0, 0)
    start: int = 0  # in the content
    void: bool = False


@dataclass(slots=True)
class Run:
    """Words as they stand in the source."""

    start: int
    end: int


@dataclass(slots=True)
class Put:
    """Words that stand for others in the source."""

    text: str
    start: int
    end: int


@dataclass(slots=True)
class Open:
    """Here a range begins."""

    range: Range


@dataclass(slots=True)
class Close:
    """Here a range ends."""

    range: Range


@dataclass(slots=True, eq=False)
class Delimiter:
    """A run of one delimiter character: `count` of them are still characters, behind `taken` that closed something."""

    character: str
    start: int
    count: int
    can_open: bool
    can_close: bool
    taken: int = 0
    length: int = 0
    opens: list[Range] = field(default_factory=list)
    closes: list[Range] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.length = self.count


Node = Run | Put | Open | Close | Delimiter


def flanking(text: str, start: int, end: int) -> tuple[bool, bool]:
    """Whether the delimiter run `text[start:end]` can open and can close emphasis."""
    before, after = text[start - 1 : start] or " ", text[end : end + 1] or " "
    space_before, space_after = before.isspace(), after.isspace()
    mark_before, mark_after = _is_punctuation(before), _is_punctuation(after)
    left = not space_after and (not mark_after or space_before or mark_before)
    right = not space_before and (not mark_before or space_after or mark_after)
    if text[start] == "_":
        return left and (not right or mark_before), right and (not left or mark_after)
    return left, right


def _is_punctuation(character: str) -> bool:
    if character.isalnum() or character.isspace():
        return False
    return unicodedata.category(character)[0] in "PS"


def pair_delimiters(delimiters: list[Delimiter], bottom: int = 0) -> None:
    """Pair the runs from `bottom` on; each pair becomes a mark that opens at one and closes at the other."""
    stack: list[Delimiter] = []
    lowest: dict[tuple[str, bool, int], int] = {}  # no opener below for such a closer
    for closer in delimiters[bottom:]:
        if closer.can_close:
            _close(closer, stack, lowest)
        if closer.can_open and closer.count:
            stack.append(closer)


def _close(closer: Delimiter, stack: list[Delimiter], lowest: dict[tuple[str, bool, int], int]) -> None:
    """Pair one closing run with the openers before it, innermost first."""
    while closer.count:
        key = (closer.character, closer.can_open, closer.length % 3)
        floor, at = lowest.get(key, 0), len(stack) - 1
        while at >= floor and not _fits(stack[at], closer):
            at -= 1
        if at < floor:
            lowest[key] = len(stack)
            return
        opener = stack[at]
        del stack[at + 1 :]
        for known, height in lowest.items():
            lowest[known] = min(height, len(stack))
        _pair(opener, closer)
        if not opener.count:
            stack.pop()


def _fits(opener: Delimiter, closer: Delimiter) -> bool:
    if opener.character != closer.character:
        return False
    if opener.character == "~":
        return opener.count == closer.count == 2
    if opener.can_close or closer.can_open:  # the rule of three: "*foo**bar*" is one emphasis
        return (opener.length + closer.length) % 3 != 0 or (opener.length % 3 == 0 and closer.length % 3 == 0)
    return True


def _pair(opener: Delimiter, closer: Delimiter) -> None:
    taken = 2 if opener.count >= 2 and closer.count >= 2 else 1
    kind = MarkKind.STRONG if taken == 2 else MarkKind.EMPHASIS
    marked = Range(MarkKind.STRIKE if opener.character == "~" else kind)
    opener.count -= taken
    closer.count -= taken
    closer.taken += taken
    opener.opens.insert(0, marked)
    closer.closes.append(marked)
