r"""LaTeX documents → blocks: sections, lists, bibliographies and paragraphs; what commands set apart is marked.

>>> blocks, _ = read_latex(r"\begin{itemize}\item \textbf{Deep Sets}, M.~Zaheer. \emph{NIPS 2017}\end{itemize}", 0)
>>> content = blocks[0].children[0].children[0].content
>>> content.text, [content.text[mark.start : mark.end] for mark in content.marks]
('Deep Sets, M.\xa0Zaheer. NIPS 2017', ['Deep Sets', 'NIPS 2017'])
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.model import Block, BlockKind, MarkKind, Metadatum, Span
from kg.readers.addresses import with_addresses
from kg.readers.content import ContentBuilder
from kg.readers.latex_words import decode
from kg.readers.lines import with_line_feeds

_LISTS = r"itemize|enumerate|description|thebibliography"
_BEGINS = re.compile(r"(?:\s|%[^\n]*)*\\[a-zA-Z]")
_TELLS = re.compile(rf"^[ \t]*\\(?:documentclass|bibitem|begin\{{(?:document|{_LISTS})\}})", re.M)
_LOOKED_AT = 100_000  # characters that decide whether a text is LaTeX
_BODY = re.compile(r"\\begin\{document\}")
_TOKEN = re.compile(
    r"(?P<comment>%[^\n]*\n?[ \t]*)"
    rf"|\\begin\{{(?P<begin>{_LISTS})\}}(?:\[[^\]]*\]|\{{\d+\}})?"
    rf"|\\end\{{(?P<end>{_LISTS}|document)\}}"
    r"|\\(?P<item>item(?![a-zA-Z])|bibitem\s*(?:\[[^\]]*\])?\s*\{[^{}]*\})\s*"
    r"|\\(?P<heading>chapter|(?:sub){0,2}section)\*?\{"
    r"|\\href\{(?P<href>[^{}]*)\}\{|\\url\{(?P<url>[^{}]*)\}"
    r"|\\(?P<mark>textbf|textit|emph|textsl)\{|\{\\(?P<old>bf|em|it|sl|bfseries|itshape)(?![a-zA-Z])\s*"
    r"|\\(?:cite\w*|label|ref|[vh]space|input|usepackage|bibliography\w*|pagestyle|begin|end)\*?(?:\[[^\]]*\])?"
    r"\{[^{}]*\}(?P<silent>)"
    r"|\\(?:newblock|noindent|smallskip|medskip|bigskip|maketitle|centering|small|par)(?![a-zA-Z])\s*(?P<space>)"
    r"|(?P<break>\\\\(?:\[[^\]]*\])?\s*)|(?P<paragraph>[ \t]*\n[ \t]*\n\s*)"
    r"|(?P<words>\$[^$\n]*\$|\\[\"'`^~=.uvHtcdbrk]\s?\{\\?[^\W\d_]\}|\\[\"'`^~=.][^\W\d_]|\\[%&#_$ ,;!@/-]"
    r"|\\(?![uvHtcdbrk](?![a-zA-Z]))[a-zA-Z]+(?:\{\})?|[^\\{}%$\n]+|\n|\$)"
    r"|(?P<open>\{)|(?P<close>\})"
)
_LEVELS = {"chapter": 1, "section": 2, "subsection": 3, "subsubsection": 4}
_STRONG = ("textbf", "bf", "bfseries")


def is_latex(text: str, start: int) -> bool:
    """Whether a text begins with a command and has a document, a list or a bibliography of LaTeX."""
    return _BEGINS.match(text, start) is not None and _TELLS.search(text, start, start + _LOOKED_AT) is not None


def read_latex(text: str, start: int) -> tuple[tuple[Block, ...], tuple[Metadatum, ...]]:
    """The blocks of a document, without its preamble; there is no metadata."""
    text = with_line_feeds(text)
    body = _BODY.search(text, start)
    return _Body(text).read(body.end() if body else start), ()


@dataclass
class _List:
    """An open list, and its items so far."""

    start: int
    numbered: bool
    items: list[Block] = field(default_factory=list)
    item: int | None = None  # where the open item begins
    children: list[Block] = field(default_factory=list)  # of the open item


@dataclass(frozen=True)
class _Opened:
    """An open brace, and what its end means."""

    at: int = 0  # in the visible words
    mark: MarkKind | None = None
    link: Span | None = None
    level: int = 0  # of a heading


class _Body:
    """Goes through the text of a document and builds blocks."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._blocks: list[Block] = []
        self._lists: list[_List] = []
        self._braces: list[_Opened] = []
        self._words = ContentBuilder()

    def read(self, at: int) -> tuple[Block, ...]:
        """The blocks from `at` on."""
        for token in _TOKEN.finditer(self._text, at):
            if token["end"] == "document":
                break
            self._add(token)
        self._finish_paragraph()
        while self._lists:
            self._finish_list(len(self._text))
        return tuple(self._blocks)

    def _add(self, token: re.Match[str]) -> None:
        kind, (start, end) = token.lastgroup, token.span()
        if kind == "words":
            decode(self._words, self._text, start, end)
        elif kind == "break":
            self._words.replace("\n", start, end - start)
        elif kind == "space":
            self._words.replace(" " if self._words.length else "", start, end - start)
        elif kind in ("open", "mark", "old", "href"):
            self._open(token)
        elif kind == "close":
            self._close(end)
        elif kind == "url":
            at = self._words.length
            self._words.verbatim(token["url"], token.start("url"))
            self._words.link(at, self._words.length, token["url"], Span(*token.span("url")))
        elif kind in ("paragraph", "begin", "end", "item", "heading"):
            self._finish_paragraph()
            self._structure(token)

    def _structure(self, token: re.Match[str]) -> None:
        if token["begin"]:
            self._lists.append(_List(token.start(), token["begin"] == "enumerate"))
        elif token["end"] and self._lists:
            self._finish_list(token.end())
        elif token["item"]:
            if not self._lists:  # of another environment, or behind a heading within a list
                self._lists.append(_List(token.start(), numbered=False))
            self._finish_item(token.start())
            self._lists[-1].item = token.start()
        elif token["heading"]:
            while self._lists:
                self._finish_list(token.start())
            self._braces = [_Opened(level=_LEVELS[token["heading"]])]

    def _open(self, token: re.Match[str]) -> None:
        at, name = self._words.length, token["mark"] or token["old"]
        if token["href"] is not None:
            self._braces.append(_Opened(at, link=Span(*token.span("href"))))
        elif name:
            self._braces.append(_Opened(at, MarkKind.STRONG if name in _STRONG else MarkKind.EMPHASIS))
        else:
            self._braces.append(_Opened(at))

    def _close(self, end: int) -> None:
        opened = self._braces.pop() if self._braces else _Opened()
        if opened.level:
            self._finish_paragraph(opened.level)
        elif opened.mark and opened.at < self._words.length:
            self._words.mark(opened.at, self._words.length, opened.mark)
        elif opened.link and opened.at < self._words.length:
            self._words.link(opened.at, self._words.length, self._text[slice(*opened.link)], opened.link)

    def _finish_paragraph(self, level: int = 0) -> None:
        """What was collected becomes a heading, or a paragraph of the open item."""
        content, self._words, self._braces = with_addresses(self._words.build()), ContentBuilder(), []
        if not content.text.strip():
            return
        span = content.span(0, len(content.text))
        if level:
            self._blocks.append(Block(BlockKind.HEADING, span, level, content))
            return
        siblings = self._lists[-1].children if self._lists and self._lists[-1].item is not None else self._blocks
        siblings.append(Block(BlockKind.PARAGRAPH, span, content=content))

    def _finish_item(self, end: int) -> None:
        top = self._lists[-1]
        if top.item is not None and top.children:
            marker = f"{len(top.items) + 1}." if top.numbered else "-"
            span = Span(top.item, end)
            top.items.append(Block(BlockKind.ITEM, span, children=tuple(top.children), marker=marker))
        top.item, top.children = None, []

    def _finish_list(self, end: int) -> None:
        self._finish_item(end)
        top = self._lists.pop()
        if top.items:
            outer = self._lists[-1].children if self._lists and self._lists[-1].item is not None else self._blocks
            outer.append(Block(BlockKind.LIST, Span(top.start, end), children=tuple(top.items)))
