"""The words of one HTML paragraph after the other, as a browser shows them, with their places in the source."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from kg.model import EMPTY, Content, MarkKind, Span
from kg.readers.addresses import with_addresses
from kg.readers.content import ContentBuilder
from kg.readers.elements import MARKS, address, attributes
from kg.readers.html_tokens import Token

_SPACE = " \t\n\r\f"
_ENTITY = r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
_FLOWING = re.compile(rf"[ \t\n\r\f]{{2,}}|[\t\n\r\f]|{_ENTITY}")
_PREFORMATTED = re.compile(rf"\r\n?|{_ENTITY}")


@dataclass(slots=True)
class _Inline:
    """An open inline element: a link or a mark."""

    tag: str
    depth: int  # number of blocks around it
    start: int  # in the words collected
    kind: MarkKind | None = None
    label: str = ""
    url: str = ""
    span: Span = Span(0, 0)
    used: bool = False


class Words:
    """Collects words and inline markup until a block begins or ends.

    Inline elements that stay open across blocks (a link around a whole card) go on in the next paragraph.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._open: list[_Inline] = []
        self._clear()

    def _clear(self) -> None:
        self._builder = ContentBuilder()
        self._start: int | None = None
        self._end = 0
        self._space: Span | None = None

    def _reach(self, start: int, end: int) -> None:
        """The paragraph covers `[start, end)`, too."""
        if self._start is None:
            self._start = start
        self._end = end

    def add(self, start: int, end: int) -> None:
        """Text between tags: white space collapses to one space, entities are decoded."""
        raw = self._text[start:end]
        words = raw.strip(_SPACE)
        if not words:
            self._space = self._space or Span(start, end)
            return
        begin = end - len(raw.lstrip(_SPACE))
        if begin > start:
            self._space = self._space or Span(start, begin)
        stop = begin + len(words)
        self._put_space()
        self._append(_FLOWING, begin, stop)
        self._space = Span(stop, end) if stop < end else None

    def add_preformatted(self, start: int, end: int) -> None:
        """Text inside `<pre>`: white space stays, line ends are newlines."""
        self._append(_PREFORMATTED, start, end)

    def _append(self, pattern: re.Pattern[str], start: int, end: int) -> None:
        text, builder, at = self._text, self._builder, start
        for match in pattern.finditer(text, start, end):
            builder.verbatim(text[at : match.start()], at)
            at = match.end()
            if text[match.start()] == "&":
                builder.replace(_decoded(match[0]), match.start(), at - match.start())
            else:
                builder.replace(" " if pattern is _FLOWING else "\n", match.start(), at - match.start())
        builder.verbatim(text[at:end], at)
        self._reach(start, end)

    def _put_space(self) -> None:
        """White space between words shows as one space, at the beginning of a line not at all."""
        if self._space and self._builder.length and not self._builder.ends_line:
            start, end = self._space
            self._builder.replace(" ", start, end - start)
        self._space = None

    @property
    def ends_line(self) -> bool:
        """Whether a line break is the last thing that was collected."""
        return self._builder.ends_line

    def line_break(self, token: Token) -> None:
        """`<br>`."""
        self._builder.replace("\n", token.start, token.end - token.start)
        self._reach(token.start, token.end)
        self._space = None

    def image(self, token: Token) -> None:
        """A picture shows its alternative text."""
        found = attributes(self._text, token.inside, token.close).get("alt")
        self._reach(token.start, token.end)
        if found and found.value.strip():
            self._put_space()
            start = self._builder.length
            self._append(_FLOWING, *found.span)
            self._builder.mark(start, self._builder.length, MarkKind.IMAGE)
            self._end = token.end

    def open(self, token: Token, depth: int) -> None:
        """A start tag; a link inside a link ends the outer one."""
        self._reach(token.start, token.end)
        found = attributes(self._text, token.inside, token.close) if token.inside < token.close else {}
        inline = _Inline(token.name, depth, self._builder.length)
        if token.name == "a":
            self._close("a")
            if (target := address(found.get("href"))) is None:
                return
            inline.url, inline.span = target
        elif token.name in MARKS:
            inline.kind = MARKS[token.name]
            inline.label = " ".join(found["class"].value.split()) if "class" in found else ""
        else:
            return
        self._open.append(inline)

    def close(self, token: Token) -> None:
        """An end tag; one that closes nothing is ignored."""
        if self._start is not None:
            self._end = token.end
        self._close(token.name[1:])

    def _close(self, tag: str) -> None:
        for at in range(len(self._open) - 1, -1, -1):
            if self._open[at].tag == tag:
                self._lay(self._open.pop(at))
                return

    def _lay(self, inline: _Inline) -> None:
        """Lay a link or mark over the words since it began; an empty link only where it has no words anywhere."""
        start, end = inline.start, self._builder.length
        if inline.kind is not None:
            self._builder.mark(start, end, inline.kind, inline.label)
        elif start < end or not (inline.used or inline.url.startswith("#")):
            self._builder.link(start, end, inline.url, inline.span)
        inline.used = inline.used or start < end

    def leave(self, depth: int) -> None:
        """A block ended: what was opened inside it ends, too."""
        self._open = [inline for inline in self._open if inline.depth <= depth]

    def take(self) -> tuple[Content, Span] | None:
        """The paragraph collected so far and its span; None when nothing of it is visible."""
        if self._start is None:
            self._space = None
            return None
        for inline in self._open:
            if inline.start < self._builder.length:
                self._lay(inline)
        content, span = self._builder.build(), Span(self._start, self._end)
        self._clear()
        for inline in self._open:
            inline.start = 0
        return None if content is EMPTY else (with_addresses(content), span)


def _decoded(entity: str) -> str:
    decoded = unescape(entity)
    return " " if decoded in ("\n", "\r", "\t", "\f") else decoded
