"""Citations that go on over several lines, no blank ones between them: where one ends and the next begins.

Either all lines of a citation but the first are set in, or the citation begins with people on a new line behind the
full stop, the pages, or the address that ends the one before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from kg.extractors.collectives import find_collective
from kg.extractors.people import find_lists
from kg.extractors.phrase import Phrase

_BEGINS = re.compile(r"(?:[a-z'’]{1,4} ){0,2}[^\W\d_a-z][\w.'’-]*,? (?:[\w.'’-]+ ){0,3}[^\W\d_a-z]")
"""What a citation that begins with people looks like: two capitals, "van den Oord, A.", "Doe, J."."""
_ENDED = re.compile(r"(?:[.)\]]|\d|https?://\S+)$")
_BEGINNING = 400  # characters in which a list of people ends
_LIKELY = 0.0  # mean log2 odds of names at the beginning of a line


def wrapped(lines: Sequence[Phrase], text: str, is_citation: Callable[[Phrase], bool]) -> list[Phrase]:
    """The citations that some lines make up, each several lines or one; none where all are single, or some are none.

    Args:
        lines: of one content, in order.
        text: the document's.
        is_citation: whether lines that stand together are a citation with its people.
    """
    if len(lines) < 3 or not _may_begin(lines[0]):
        return []
    starts = _hanging(lines, text) or [0, *_behind_ended(lines)]
    if not 1 < len(starts) < len(lines):
        return []
    found: list[Phrase] = []
    for start, stop in pairwise([*starts, len(lines)]):
        entry = Phrase(lines[start].content, lines[start].start, lines[stop - 1].end)
        if is_citation(entry):
            found.append(entry)
        elif found:  # the publisher's line, perhaps, of the one before
            found[-1] = entry.part(found[-1].start, entry.end)
        else:
            return []
    return found if len(found) > 1 and all(map(is_citation, found)) else []


def _hanging(lines: Sequence[Phrase], text: str) -> list[int]:
    """The lines that are not set in where others are, the first among them."""
    indents = [line.span.start - text.rfind("\n", 0, line.span.start) for line in lines]
    if indents[0] > min(indents) or indents[0] == max(indents):
        return []
    return [at for at, indent in enumerate(indents) if indent == indents[0]]


def _behind_ended(lines: Sequence[Phrase]) -> Iterator[int]:
    """The lines that begin with people where the line before has ended a citation."""
    for at, (before, line) in enumerate(pairwise(lines), start=1):
        if _ENDED.search(before.raw) and _may_begin(line) and _begins_with_people(line):
            yield at


def _may_begin(line: Phrase) -> bool:
    """Whether a line looks as if a citation began with it: a cheap look."""
    return _BEGINS.match(line.raw) is not None or find_collective(line.content.text, line.start, line.end) is not None


def _begins_with_people(line: Phrase) -> bool:
    near = min(line.end, line.start + _BEGINNING)
    text = line.content.text
    if find_collective(text, line.start, line.end):
        return True
    return any(names.start == line.start and names.odds > _LIKELY for names in find_lists(text, line.start, near)[:1])
