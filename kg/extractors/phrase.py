"""A stretch of the visible words of a block, tied to the document that holds it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.model import Content, MarkKind, Mention, Span
from kg.naming import fold_space

_SPACE = "".join(filter(str.isspace, map(chr, range(0x3001))))  # the ideographic one is the last of Unicode


class Phrase(NamedTuple):
    """The range `[start, end)` of a content's visible text."""

    content: Content
    start: int
    end: int

    @property
    def raw(self) -> str:
        """The visible characters, line breaks and all."""
        return self.content.text[self.start : self.end]

    @property
    def text(self) -> str:
        """The visible words with white space folded."""
        return fold_space(self.raw)

    @property
    def span(self) -> Span:
        """Where the words stand in the document, markup between them included."""
        return self.content.span(self.start, self.end)

    def is_all(self, *kinds: MarkKind) -> bool:
        """Whether one mark of some kinds, italics or bold, is around all of it."""
        return any(
            mark.kind in kinds and mark.start <= self.start and self.end <= mark.end for mark in self.content.marks
        )

    @property
    def is_link(self) -> bool:
        """Whether one link is around all of it."""
        return any(link.start <= self.start and self.end <= link.end for link in self.content.links)

    @property
    def touches_link(self) -> bool:
        """Whether a link is around some of it."""
        return any(link.start < self.end and self.start < link.end for link in self.content.links)

    def part(self, start: int, end: int) -> Phrase:
        """The phrase `[start, end)` of the same content."""
        return Phrase(self.content, start, end)

    def strip(self, characters: str = "") -> Phrase:
        """The phrase without white space, and without any of `characters`, at its ends."""
        raw, unwanted = self.raw, _SPACE + characters
        if raw and raw[0] not in unwanted and raw[-1] not in unwanted:
            return self
        bare = raw.lstrip(unwanted)
        start = self.end - len(bare)
        return Phrase(self.content, start, start + len(bare.rstrip(unwanted)))

    def split(self, separator: re.Pattern[str]) -> Iterator[Phrase]:
        """The phrases before, between and behind the matches of `separator`, white space and empty ones among them."""
        at = self.start
        for match in separator.finditer(self.raw):
            yield self.part(at, self.start + match.start())
            at = self.start + match.end()
        yield self.part(at, self.end)

    def mention(self, text: str | None = None) -> Mention:
        """The phrase as a mention; `text` is its value when that is not the words themselves."""
        return Mention(self.text if text is None else text, self.span)


def whole(content: Content) -> Phrase:
    """All visible words of `content`."""
    return Phrase(content, 0, len(content.text))
