"""The words of a Markdown paragraph: what stays visible, where it stands, and what links and emphasis say about it.

Follows CommonMark with GitHub's strikethrough and bare addresses, dollar-fenced formulas, footnote marks, template
tags, and links between the notes of a collection: "[[Deep Sets]]", "[[zaheer2017|Deep Sets]]". Parsers of Markdown say
in which lines a paragraph stands but not where a word does; this scanner keeps, for every visible character, its offset
in the document.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape

from kg.model import Content, MarkKind, Span
from kg.naming import fold_space
from kg.readers.addresses import address_end
from kg.readers.content import ContentBuilder
from kg.readers.delimiters import Close, Delimiter, Node, Open, Put, Range, Run, flanking, pair_delimiters
from kg.readers.elements import MARKS, TAG_PATTERN, address, attributes
from kg.readers.inline_source import InlineSource
from kg.readers.templates import ATTRIBUTES, TEMPLATE

_SPECIAL = re.compile(r"[\\`*_~\[\]<&$\n]|!\[|\{[{%:]|https?://", re.I)
_TICKS = re.compile(r"`+")
_ESCAPABLE = frozenset("\n!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>\0]*|[\w.!#$%&'*+/=?^`{|}~-]+@[\w.-]+)>")
_TAG = re.compile(TAG_PATTERN)
_TAG_NAME = re.compile(r"</?([A-Za-z][^\s/>]*)")
_ASIDES = (("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>"), ("<!", ">"))
_NOTE = re.compile(
    r"\[\[(?:[^\[\]|\n]{1,300}\\?\|)?(?P<words>[^\[\]|\n]{0,300}[^\W\d_][^\[\]|\n]{0,300})\]\](?![(\[:])"
)
"""A link to another note of the same collection, with what it shows."""
_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,100}\]")
_MATH = re.compile(r"\$\$[^$]{1,2000}\$\$|\$(?![\s$])[^$\n]{0,500}(?:\n[^$\n]{0,500}){0,3}(?<![\s\\])\$(?![\d$])")
_LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.){0,999})\]", re.S)
_REFERENCE_LABEL = re.compile(r"[\w.:/#?=&%~+-]{1,200}")
_POINTED = re.compile(r"<((?:[^<>\n\\]|\\.)*)>")
_TITLE = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\)", re.S)
_BLANKS = re.compile(r"(?P<target>(?P<address>https?://)?[^()<>\n\"']{1,500}?)\s*\)", re.I)
_SPACE = re.compile(r"[ \t]*\n?[ \t]*")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")

Definitions = Mapping[str, tuple[str, Span]]


def label_key(label: str) -> str:
    """The form in which two spellings of a reference label are equal."""
    return fold_space(label).casefold()


def unescaped(text: str) -> str:
    r"""An address as meant: backslash escapes and entities decoded."""
    return unescape(_ESCAPE.sub(r"\1", text)) if "\\" in text or "&" in text else text


@dataclass(slots=True)
class _Bracket:
    """An opening bracket that may turn out to open a link or an image."""

    node: int  # its place among the nodes
    image: bool
    inside: int  # where its words begin
    delimiters: int  # how many delimiter runs stood before it
    active: bool = True


def read_inline(source: InlineSource, definitions: Definitions) -> Content:
    """The visible words of a paragraph, heading or cell.

    Args:
        source: its text, without the markup of blocks.
        definitions: target and place of every reference definition, by `label_key`.

    Returns:
        The words with links and marks. Line breaks, hard and soft, are newlines.
    """
    return _Scanner(source, definitions).read()


@dataclass(slots=True)
class _Scanner:
    source: InlineSource
    definitions: Definitions
    at: int = 0
    nodes: list[Node] = field(default_factory=list)
    delimiters: list[Delimiter] = field(default_factory=list)
    brackets: list[_Bracket] = field(default_factory=list)
    elements: list[tuple[str, Range]] = field(default_factory=list)
    absent: set[str] = field(default_factory=set)  # ends that do not occur any more: not searched for again

    def read(self) -> Content:
        text, end = self.source.text, len(self.source.text)
        while self.at < end:
            match = _SPECIAL.search(text, self.at)
            start = match.start() if match else end
            if self.at < start:
                self.nodes.append(Run(self.at, start))
                self.at = start
            if match:
                self._special(match[0])
        pair_delimiters(self.delimiters)
        for _, open_range in self.elements:
            self.nodes.append(Close(open_range))
        return self._emit()

    def _special(self, found: str) -> None:
        """One construct, or the character itself where it begins none."""
        start = self.at
        scan = _SCANNERS.get(found[0])
        if scan is not None and scan(self) and self.at > start:
            return
        if self.at == start:
            self._literal(len(found) if found[0] not in "hH{" else 1)

    def _literal(self, length: int) -> None:
        self.nodes.append(Run(self.at, self.at + length))
        self.at += length

    def _escape(self) -> bool:
        text, after = self.source.text, self.at + 1
        if after == len(text) or text[after] not in _ESCAPABLE:
            return False
        self.nodes.append(Run(after, after + 1))
        self.at += 2
        return True

    def _newline(self) -> bool:
        self._literal(1)
        return True

    def _code(self) -> bool:
        text, start = self.source.text, self.at
        ticks = _TICKS.match(text, start)
        if ticks is None:
            return False
        inside = ticks.end()
        if ticks[0] not in self.absent:
            for closing in _TICKS.finditer(text, inside):
                if closing[0] == ticks[0]:
                    self._marked(MarkKind.CODE, *_code_words(text, inside, closing.start()))
                    self.at = closing.end()
                    return True
            self.absent.add(ticks[0])
        self._literal(inside - start)
        return True

    def _marked(self, kind: MarkKind, start: int, end: int) -> None:
        marked = Range(kind)
        self.nodes += (Open(marked), Run(start, end), Close(marked))

    def _math(self) -> bool:
        match = _MATH.match(self.source.text, self.at)
        if not match:
            return False
        self._marked(MarkKind.MATH, match.start(), match.end())
        self.at = match.end()
        return True

    def _delimiter(self) -> bool:
        text, start = self.source.text, self.at
        character = text[start]
        end = start + 1
        while end < len(text) and text[end] == character:
            end += 1
        can_open, can_close = flanking(text, start, end)
        delimiter = Delimiter(character, start, end - start, can_open, can_close)
        self.nodes.append(delimiter)
        self.delimiters.append(delimiter)
        self.at = end
        return True

    def _entity(self) -> bool:
        match = _ENTITY.match(self.source.text, self.at)
        if not match or (decoded := unescape(match[0])) == match[0]:
            return False
        self.nodes.append(Put(decoded, match.start(), match.end()))
        self.at = match.end()
        return True

    def _template(self) -> bool:
        match = TEMPLATE.match(self.source.text, self.at) or ATTRIBUTES.match(self.source.text, self.at)
        if match:
            self.at = match.end()
        return match is not None

    def _bare_address(self) -> bool:
        text, start = self.source.text, self.at
        end = address_end(text, start, len(text))
        if end == start or (start and text[start - 1].isalnum() and text[start - 1].isascii()):
            return False
        self._address(start, end)
        self.at = end
        return True

    def _address(self, start: int, end: int) -> None:
        link = Range(None, url=unescape(self.source.text[start:end]), span=self.source.span(start, end))
        self.nodes.append(Open(link))
        for entity in _ENTITY.finditer(self.source.text, start, end):
            self.nodes += (Run(start, entity.start()), Put(unescape(entity[0]), *entity.span()))
            start = entity.end()
        self.nodes += (Run(start, end), Close(link))

    def _pointed(self) -> bool:
        """What begins with `<`: an address, a tag, a comment."""
        text = self.source.text
        if match := _AUTOLINK.match(text, self.at):
            if "://" in match[1]:
                self._address(*match.span(1))
            else:
                self.nodes.append(Run(*match.span(1)))
            self.at = match.end()
            return True
        for begin, end in _ASIDES:
            if text.startswith(begin, self.at):
                return self._skip(end, len(begin))
        if match := _TAG.match(text, self.at):
            self._tag(match.start(), match.end())
            self.at = match.end()
        return match is not None

    def _skip(self, end: str, length: int) -> bool:
        """Leave out what stands before `end`."""
        at = -1 if end in self.absent else self.source.text.find(end, self.at + length)
        if at < 0:
            self.absent.add(end)
            return False
        self.at = at + len(end)
        return True

    def _tag(self, start: int, end: int) -> None:
        text = self.source.text
        match = _TAG_NAME.match(text, start)
        name = match[1].lower() if match else ""
        if text[start + 1] == "/":
            self._close_element(name)
            return
        found = attributes(text, match.end() if match else start, end - 1)
        opened = None
        if name == "br":
            self.nodes.append(Put("\n", start, end))
        elif name == "img" and "alt" in found:
            self._marked(MarkKind.IMAGE, *found["alt"].span)
        elif name == "a" and (target := address(found.get("href"))):
            opened = Range(None, url=target[0], span=self.source.span(*target[1]))
        elif name in MARKS:
            opened = Range(MARKS[name], label=found["class"].value if "class" in found else "")
        if opened and text[end - 2] != "/":
            self.nodes.append(Open(opened))
            self.elements.append((name, opened))

    def _close_element(self, name: str) -> None:
        """Close the innermost open element of that name, and what stands open inside it."""
        if any(element == name for element, _ in self.elements):
            element = ""
            while element != name:
                element, opened = self.elements.pop()
                self.nodes.append(Close(opened))

    def _image(self) -> bool:
        if _FOOTNOTE.match(self.source.text, self.at + 1):
            self._literal(1)  # an exclamation, and the footnote to it
            return True
        if shown := self._to_note(self.at + 1):
            self._marked(MarkKind.IMAGE, *shown.span("words"))
            self.at = shown.end()
            return True
        return self._bracket(True)

    def _open_bracket(self) -> bool:
        if footnote := _FOOTNOTE.match(self.source.text, self.at):
            self.at = footnote.end()
            return True
        if shown := self._to_note(self.at):
            self.nodes.append(Run(*shown.span("words")))
            self.at = shown.end()
            return True
        return self._bracket(False)

    def _to_note(self, at: int) -> re.Match[str] | None:
        """A link to another note, unless the document defines a reference of that name."""
        match = _NOTE.match(self.source.text, at)
        return match if match and label_key(match["words"]) not in self.definitions else None

    def _bracket(self, image: bool) -> bool:
        length = 2 if image else 1
        self.brackets.append(_Bracket(len(self.nodes), image, self.at + length, len(self.delimiters)))
        self._literal(length)
        return True

    def _close_bracket(self) -> bool:
        if not self.brackets:
            return False
        bracket = self.brackets.pop()
        target = self._target(bracket) if bracket.active else None
        if target is None:
            return False
        url, span, self.at = target
        pair_delimiters(self.delimiters, bracket.delimiters)
        del self.delimiters[bracket.delimiters :]
        opened = Range(MarkKind.IMAGE) if bracket.image else Range(None, url=url, span=span)
        self.nodes[bracket.node] = Open(opened)
        self.nodes.append(Close(opened))
        if not bracket.image:
            for outer in self.brackets:
                outer.active = outer.image and outer.active
        return True

    def _target(self, bracket: _Bracket) -> tuple[str, Span, int] | None:
        """Where a link leads, the place that says so, and where the link ends."""
        text, after = self.source.text, self.at + 1
        if text[after : after + 1] == "(":
            words = text[bracket.inside : self.at]
            if found := self._inline_target(after + 1) or self._broken_target(after + 1, words):
                return found
        label, end = text[bracket.inside : self.at], after
        if match := _LABEL.match(text, after):
            label, end = match[1] or label, match.end()
        if self.definitions and len(label) < 1000 and (defined := self.definitions.get(label_key(label))):
            return (*defined, end)
        return self._undefined(bracket, match) if match and match[1] else None

    def _undefined(self, bracket: _Bracket, label: re.Match[str]) -> tuple[str, Span, int] | None:
        """A reference whose definition the document lacks: its words stay, and an address for a label is the target."""
        words = self.source.text[bracket.inside : self.at]
        if " " not in words.strip() or not _REFERENCE_LABEL.fullmatch(label[1]):
            return None
        url = label[1] if "://" in label[1] else ""
        return url, self.source.span(*label.span(1)), label.end()

    def _inline_target(self, at: int) -> tuple[str, Span, int] | None:
        """The inside of `(target "title")`, from behind its parenthesis."""
        text = self.source.text
        at = _skip_space(text, at)
        if match := _POINTED.match(text, at):
            start, end = match.span(1)
            at = match.end()
        else:
            start, end = at, _destination_end(text, at)
            at = end
        after = _skip_space(text, at)
        if after > at and (title := _TITLE.match(text, after)):
            after = _skip_space(text, title.end())
        if text[after : after + 1] != ")":
            return None
        return unescaped(text[start:end]), self.source.span(start, end), after + 1

    def _broken_target(self, at: int, words: str) -> tuple[str, Span, int] | None:
        """A target with blanks in it, which no renderer takes for one: an address, or the words once more (no link)."""
        match = _BLANKS.match(self.source.text, at)
        if match is None or (match["address"] is None and match["target"] != words):
            return None
        url = match["target"].replace(" ", "%20") if match["address"] else ""
        return url, self.source.span(*match.span("target")), match.end()

    def _emit(self) -> Content:
        """Turn nodes into a content; a link inside a link, or inside a picture's words, is none."""
        builder, source = ContentBuilder(), self.source
        enclosing: Range | None = None
        for node in self.nodes:
            if isinstance(node, Run):
                source.append(builder, node.start, node.end)
            elif isinstance(node, Put):
                start = source.offset(node.start)
                builder.replace(node.text, start, source.offset(node.end - 1) + 1 - start)
            elif isinstance(node, Delimiter):
                for marked in node.closes:
                    _lay(builder, marked)
                source.append(builder, node.start + node.taken, node.start + node.taken + node.count)
                for marked in node.opens:
                    marked.start = builder.length
            elif isinstance(node, Open):
                node.range.start = builder.length
                if enclosing is None and (node.range.kind in (None, MarkKind.IMAGE)):
                    enclosing = node.range
                elif node.range.kind is None:
                    node.range.void = True
            else:
                _lay(builder, node.range)
                if enclosing is node.range:
                    enclosing = None
        return builder.build()


def _lay(builder: ContentBuilder, laid: Range) -> None:
    """Lay a link or a mark that ends here."""
    if laid.kind is not None:
        builder.mark(laid.start, builder.length, laid.kind, laid.label)
    elif not laid.void and (url := TEMPLATE.sub("", laid.url)) and not url.lower().startswith("javascript:"):
        builder.link(laid.start, builder.length, url, laid.span)


def _code_words(text: str, start: int, end: int) -> tuple[int, int]:
    """A code span without the one space that sets off backticks in it."""
    words = text[start:end]
    if len(words) > 2 and words[0] in " \n" and words[-1] in " \n" and words.strip():
        return start + 1, end - 1
    return start, end


def _skip_space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def _destination_end(text: str, at: int) -> int:
    """The end of a link target without angle brackets: no space, parentheses balanced."""
    depth, end = 0, len(text)
    while at < end:
        character = text[at]
        if character == "\\" and at + 1 < end:
            at += 1
        elif character == "(":
            depth += 1
            if depth > 32:
                return at
        elif character == ")":
            if depth == 0:
                return at
            depth -= 1
        elif character == "{" and (template := TEMPLATE.match(text, at)):
            at = template.end() - 1
        elif character <= " ":
            return at
        at += 1
    return min(at, end)


_SCANNERS = {
    "\\": _Scanner._escape,
    "\n": _Scanner._newline,
    "`": _Scanner._code,
    "*": _Scanner._delimiter,
    "_": _Scanner._delimiter,
    "~": _Scanner._delimiter,
    "[": _Scanner._open_bracket,
    "]": _Scanner._close_bracket,
    "!": _Scanner._image,
    "<": _Scanner._pointed,
    "&": _Scanner._entity,
    "$": _Scanner._math,
    "{": _Scanner._template,
    "h": _Scanner._bare_address,
    "H": _Scanner._bare_address,
}
