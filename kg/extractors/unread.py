"""Lines that begin or end as names do and were not read as citations: what reads as names to the end may still be one.

"Jane Doe, John Roe Fast Sparse Networks" says no paper as long as nobody knows that there is one of this title. So such
lines are kept apart from the papers of a document until a catalogue is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extractors.claims import Claims
from kg.extractors.cutting import cut
from kg.extractors.entry import Entry, Fields
from kg.extractors.links import to_links
from kg.extractors.outline import Outline, leaves
from kg.extractors.phrase import Phrase, whole
from kg.model import BlockKind

_LONGEST = 600  # characters of a line with one citation
_CAPITALS = re.compile(  # "A. Byron", "Jane Doe", "Jane van den Doe", "Doe, J.", "Title: Words"
    r"(?:[^\W\d_]\.?|[^\W\d_a-z][\w.'’-]*[*†‡]*)[ ,;:]+(?:[a-z]{1,3}[ '’]){0,3}[^\W\d_a-z]"
)
_CAPITALS_LAST = re.compile(r"(?:^|\s)[^\W\d_a-z][\w.'’-]*\s(?:[a-z]{1,3}[ '’]){0,3}[^\W\d_a-z][\w'’-]*[*†‡]*\Z")
_ENDING = 80  # characters
_EDGE = " \t\r\n.,;*_"


def unread(entries: Sequence[Entry], outline: Outline) -> Iterator[Entry]:
    """Each line outside `entries` that may be the citation of one paper, all its words as the title."""
    taken = Claims(span for entry in entries for span in (entry.core, entry.title_span))
    for section in outline.sections:
        for block in section.blocks:
            for leaf in leaves(block):
                if leaf.kind is BlockKind.PARAGRAPH:
                    yield from (_entry(line, outline) for line in _lines(whole(leaf.content).strip(), outline, taken))


def _lines(paragraph: Phrase, outline: Outline, taken: Claims) -> Iterator[Phrase]:
    """The lines of a paragraph that have names at one end, perhaps."""
    if not paragraph.raw or ("\n" not in paragraph.raw and taken.touch(paragraph.span)):
        return
    for line in cut(paragraph, outline):
        words = line.strip(_EDGE)
        if words.end - words.start <= _LONGEST and _may_name(words.raw) and not taken.touch(line.span):
            yield words


def _may_name(line: str) -> bool:
    """Whether a line begins or ends with what may be a name."""
    return bool(_CAPITALS.match(line) or _CAPITALS_LAST.search(line[-_ENDING:]))


def _entry(line: Phrase, outline: Outline) -> Entry:
    return Entry(
        title=line,
        span=line.span,
        core=line.span,
        extractor="line",
        group="line",
        evidence=(),
        fields=Fields(links=to_links(outline.scan(line).resources, line.text)),
    )
