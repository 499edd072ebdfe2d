"""The words of lines of plain text: links and what is set apart as several markups write it, and lost line ends."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from kg.model import Content, MarkKind, Span
from kg.readers.addresses import with_addresses
from kg.readers.content import ContentBuilder
from kg.readers.inline_source import InlineSource
from kg.readers.numbered_links import LABEL, MARKER, Target
from kg.readers.templates import TEMPLATE_PATTERN

_LINK = re.compile(
    r"\[(?P<words>[^\[\]\n]+)\]\((?P<url>https?://[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)\)"  # as Markdown writes it
    r"|`(?P<words_rst>[^`<>]+?)\s*<(?P<url_rst>https?://[^\s<>]+)>`__?\\?"  # reStructuredText
    r"|\\(?= `[^`<>]+<https?:)"  # which writes a backslash where a link has no space before it
    r"|(?P<url_adoc>https?://[^\s\[\]<>]+)\[(?P<words_adoc>[^\[\]\n]+)\]"  # AsciiDoc
    r"|(?<!\[)\[(?P<url_wiki>https?://[^\s\[\]]+)[ \t]+(?P<words_wiki>[^\[\]\n]+)\]"  # MediaWiki
    r"|\[\[(?!https?:)(?:[^\[\]|\n]*\|)?(?P<named>[^\[\]|\n]*[^\W\d_][^\[\]|\n]*)\]\](?!\[)"  # a page of the same wiki
    r"|(?<![\w'.,!?])'''(?=\S)(?P<strong>[^'\n]+(?:'[^'\n]+)*)(?<=\S)'''(?![\w'])"
    r"|(?<![\w'.,!?])''(?=\S)(?P<emphasis>[^'\n]+(?:'[^'\n]+)*)(?<=\S)''(?![\w'])"
    r"|(?<![*\w])\*\*(?=[^\s*])(?P<strong_stars>[^*\n]{2,300})(?<=[^\s*])\*\*(?![*\w])"  # reStructuredText, Markdown
    r"|(?<![*\w])\*(?=[^\s*])(?P<emphasis_stars>[^*\n]{3,300})(?<=[^\s*])\*(?![*\w])"
    r"|\[\[(?P<url_org>https?://[^\s\[\]]+)\]\[(?P<words_org>[^\[\]]+)\]\]"  # Org
    rf"|{TEMPLATE_PATTERN}",
    re.I,
)
_LINK_FORMS = tuple((f"words{form}", f"url{form}") for form in ("", "_rst", "_org", "_adoc", "_wiki"))
_MARK_FORMS = tuple((f"{kind}{form}", kind) for kind in (MarkKind.STRONG, MarkKind.EMPHASIS) for form in ("", "_stars"))
_CAPITAL = "".join(filter(str.isupper, map(chr, range(0x250))))  # of Latin letters
_GLUED = re.compile(
    rf"(?<=[a-z)])(?=[{_CAPITAL}][^\W\d_]+(?:-[^\W\d_]+)? (?:[A-Z]\. ?){{0,2}}[{_CAPITAL}][^\W\d_]+(?:-[^\W\d_]+)?"
    r"(?:,|;| and ))"
)
"""Where people stand right behind a title: "… Technical DebtRobert L. Nord, Ipek Ozkaya"."""
_SEAM = re.compile(
    rf"{_GLUED.pattern}|(?<=[\w)])(?=10\.\d{{4,}}/)|(?<=[a-z]:)(?=[A-Z])|(?<=\d)(?=[A-Z][a-z]+ [A-Z][a-z ]+:)"
)
_FEWEST_GLUED = 2


def is_glued(text: str, start: int) -> bool:
    """Whether a document has lost what parts titles from people."""
    return sum(1 for _ in islice(_GLUED.finditer(text, start), _FEWEST_GLUED)) == _FEWEST_GLUED


class Words(NamedTuple):
    """What a document's words are read with."""

    text: str  # of the document
    glued: bool  # whether people stand right behind titles
    targets: Mapping[str, Target]  # of the numbers in brackets that stand for links

    def content(self, lines: Sequence[Span]) -> Content:
        """The words of some lines; links in brackets show only their words, template tags nothing.

        Where a document has lost what parts titles from people, a line ends there.
        """
        source, builder, at = InlineSource.of_lines(self.text, lines), ContentBuilder(), 0
        for match in _LINK.finditer(source.text):
            self._append(source, builder, at, match.start())
            for words, url in _LINK_FORMS:
                if match[words]:
                    start = builder.length
                    source.append(builder, *match.span(words))
                    builder.link(start, builder.length, match[url], source.span(*match.span(url)))
            for words, kind in _MARK_FORMS:
                if match[words]:
                    start = builder.length
                    source.append(builder, *match.span(words))
                    builder.mark(start, builder.length, kind)
            if match["named"]:
                source.append(builder, *match.span("named"))
            at = match.end()
        self._append(source, builder, at, len(source.text))
        return with_addresses(builder.build())

    def _append(self, source: InlineSource, builder: ContentBuilder, start: int, end: int) -> None:
        """Append a range, a link for each number that stands for one: over a label right behind it, else empty."""
        for marker in MARKER.finditer(source.text, start, end) if self.targets else ():
            if target := self.targets.get(marker["number"]):
                self._append_words(source, builder, start, marker.start())
                start, at = marker.end(), builder.length
                if label := LABEL.match(source.text, start, end):
                    self._append_words(source, builder, start, label.end())
                    start = label.end()
                builder.link(at, builder.length, target.url, target.span)
        self._append_words(source, builder, start, end)

    def _append_words(self, source: InlineSource, builder: ContentBuilder, start: int, end: int) -> None:
        """Append a range, a line's end where words are glued together that stood apart in the page."""
        for seam in _SEAM.finditer(source.text, start, end) if self.glued else ():
            source.append(builder, start, seam.start())
            builder.replace("\n", source.offset(seam.start()), 0)
            start = seam.start()
        source.append(builder, start, end)
