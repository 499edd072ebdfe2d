"""Lines as an editor counts them: ended by LF, CR LF or a lone CR, and by nothing else (not by U+2028)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Span

_LINE_END = re.compile(r"\r\n|\n|\r")


def line_spans(text: str, start: int = 0) -> list[Span]:
    r"""The lines of `text` from offset `start` on, without their ends.

    >>> [tuple(span) for span in line_spans("one\r\ntwo\rthree\n")]
    [(0, 3), (5, 8), (9, 14), (15, 15)]
    """
    return list(iter_lines(text, start))


def line_start(text: str, at: int) -> int:
    r"""Where the line begins in which the character at offset `at` stands.

    >>> line_start("one\r\ntwo\rthree", 6), line_start("one", 2)
    (5, 0)
    """
    return 1 + max(text.rfind("\n", 0, at), text.rfind("\r", 0, at))


def with_line_feeds(text: str) -> str:
    r"""The text with lines that LF ends, as long as it was: every place stays where it is.

    >>> with_line_feeds("one\r\ntwo\rthree\n")
    'one \ntwo\nthree\n'
    """
    return text.replace("\r\n", " \n").replace("\r", "\n") if "\r" in text else text


def stripped(text: str, span: Span) -> Span:
    """The range without the white space at both of its ends; empty, at its start, where there is nothing else.

    >>> tuple(stripped("| Title |", Span(1, 8))), tuple(stripped("|   |", Span(1, 4)))
    ((2, 7), (1, 1))
    """
    words = text[span.start : span.end]
    kept = words.strip()
    start = span.start + (words.index(kept) if kept else 0)
    return Span(start, start + len(kept))


def iter_lines(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """The same lines up to offset `end`, one at a time: a catalogue may have a million."""
    end = len(text) if end is None else end
    for match in _LINE_END.finditer(text, start, end):
        yield Span(start, match.start())
        start = match.end()
    yield Span(start, end)
