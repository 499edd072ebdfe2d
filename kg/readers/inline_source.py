"""The text of a paragraph that stands on several lines of a document, and where each of its characters is from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Span
from kg.readers.content import ContentBuilder


@dataclass(frozen=True, slots=True)
class InlineSource:
    """The text of a paragraph joined from its lines, free of what surrounds it (indentation, `>`, `|`).

    `starts[n]` is where line n begins in `text`, `offsets[n]` where it begins in the document. A newline in `text`
    stands for all that lies between two lines.
    """

    text: str
    starts: Sequence[int]
    offsets: Sequence[int]

    @classmethod
    def of_lines(cls, text: str, lines: Sequence[Span], between: str = "\n") -> InlineSource:
        """The lines of a document as one source."""
        starts, at = [], 0
        for line in lines:
            starts.append(at)
            at += line.end - line.start + len(between)
        joined = between.join([text[line.start : line.end] for line in lines])
        return cls(joined, starts, [line.start for line in lines])

    def offset(self, at: int) -> int:
        """The offset in the document of the character at `at`."""
        line = bisect_right(self.starts, at) - 1
        return self.offsets[line] + at - self.starts[line]

    def span(self, start: int, end: int) -> Span:
        """The span in the document of a non-empty range."""
        return Span(self.offset(start), self.offset(end - 1) + 1) if start < end else Span(*[self.offset(start)] * 2)

    def append(self, builder: ContentBuilder, start: int, end: int) -> None:
        """Append a range, as it stands, to a content."""
        if len(self.starts) == 1:
            builder.verbatim(self.text[start:end], self.offsets[0] + start)
            return
        line = bisect_right(self.starts, start) - 1
        while start < end:
            last = line + 1 == len(self.starts)
            stop = end if last else min(end, self.starts[line + 1])
            offset = self.offsets[line] + start - self.starts[line]
            if not last and stop == self.starts[line + 1] and self.text[stop - 1] == "\n":
                builder.verbatim(self.text[start : stop - 1], offset)
                end_of_line = offset + stop - 1 - start
                builder.replace("\n", end_of_line, self.offsets[line + 1] - end_of_line)
            else:
                builder.verbatim(self.text[start:stop], offset)
            start, line = stop, line + 1
