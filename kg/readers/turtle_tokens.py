r"""Where the terms of a Turtle or N-Triples document stand: no reader of RDF tells places.

A statement runs from its subject to its full stop; its tokens are the IRIs, literals and labelled blank nodes in it, by
what they stand for.

>>> text = '@prefix kg: <http://x.org/> . kg:a kg:title "Caf\\u00e9" .'
>>> [(token.key, text[slice(*token.span)]) for token in statements(text, "")[0].tokens]
[('http://x.org/a', 'kg:a'), ('http://x.org/title', 'kg:title'), ('"Café', '"Caf\\u00e9"')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urljoin

from kg.model import Content, Span
from kg.readers.content import ContentBuilder, as_written

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_TOKEN = re.compile(
    r"""
      (?P<comment>\#[^\n\r]*)
    | <(?P<iri>(?:[^<>"{}|^`\\\s]|\\[uU][0-9A-Fa-f]+)*+)>
    | (?P<long>\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*+\"{3}|'{3}(?:'{0,2}(?:[^'\\]|\\.))*+'{3})
    | (?P<short>"(?:[^"\\\r\n]|\\.)*+"|'(?:[^'\\\r\n]|\\.)*+')
    | (?P<directive>@prefix\b|@base\b|\b(?i:PREFIX|BASE)\b(?=\s+(?:[\w.-]*:\s*)?<))
    | (?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*|\^\^)
    | (?P<blank>_:\w(?:[\w-]|\.(?=[\w.-]))*+)
    | (?P<prefix>[^\W\d_](?:[\w-]|\.(?=[\w-]))*+)?:(?P<local>(?:[\w:-]|%[0-9A-Fa-f]{2}|\\.|\.(?=[\w:.%\\-]))*+)
    | (?P<number>[+-]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?)
    | (?P<word>[A-Za-z]+)
    | (?P<mark>[.;,\[\]()])
    """,
    re.X | re.S,
)
_ESCAPE = re.compile(r"\\(?:u(?P<four>[0-9A-Fa-f]{4})|U(?P<eight>[0-9A-Fa-f]{8})|(?P<letter>.))", re.S)
_LETTERS = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
_LOCAL_ESCAPE = re.compile(r"\\(.)")


class Token(NamedTuple):
    """A term as the document writes it. The key of a literal begins with a quote, that of a blank node with `_:`."""

    key: str
    span: Span
    inside: Span  # without quotes or angle brackets


class Statement(NamedTuple):
    """What the document says of a subject in one go."""

    span: Span
    tokens: tuple[Token, ...]  # the subject first, unless it has no name

    @property
    def subject(self) -> str:
        return self.tokens[0].key


def statements(text: str, base: str, start: int = 0) -> list[Statement]:
    """The statements of a document that is known to be Turtle, in order."""
    return list(_Scanner(base).scan(text, start))


class _Scanner:
    def __init__(self, base: str) -> None:
        self._base = base
        self._prefixes: dict[str, str] = {}
        self._prefix: str | None = None  # that a directive declares

    def scan(self, text: str, start: int) -> Iterator[Statement]:
        tokens: list[Token] = []
        depth, begin, directive = 0, -1, ""
        for match in _TOKEN.finditer(text, start):
            kind, mark = match.lastgroup or "", match["mark"]
            if match["comment"] is not None or match["tag"] is not None:
                continue
            if match["directive"]:
                directive = match["directive"].lower()
                self._prefix = None
            elif directive and mark != ".":
                self._declare(match, directive)
                directive = directive if directive.startswith("@") or kind != "iri" else ""
            elif directive:
                directive = ""
            elif mark == "." and depth == 0:
                if tokens:
                    yield Statement(Span(begin, match.end()), tuple(tokens))
                tokens, begin = [], -1
            else:
                begin = match.start() if begin < 0 else begin
                depth += 1 if mark in ("[", "(") else -1 if mark in ("]", ")") else 0
                if mark is None:
                    tokens.append(self._token(text, match))

    def _declare(self, match: re.Match[str], directive: str) -> None:
        if match["local"] is not None:
            self._prefix = match["prefix"] or ""
        elif match["iri"] is not None:
            iri = urljoin(self._base, match["iri"])
            if "base" in directive:
                self._base = iri
            else:
                self._prefixes[self._prefix or ""] = iri

    def _token(self, text: str, match: re.Match[str]) -> Token:
        span = Span(*match.span())
        if match["iri"] is not None:
            written = match["iri"]
            iri = _ESCAPE.sub(_character, written) if "\\" in written else written
            return Token(urljoin(self._base, iri) if ":" not in iri else iri, span, Span(*match.span("iri")))
        if match["long"] or match["short"]:
            width = 3 if match["long"] else 1
            inside = Span(span.start + width, span.end - width)
            return Token('"' + _ESCAPE.sub(_character, text[slice(*inside)]), span, inside)
        if match["local"] is not None:
            local = _LOCAL_ESCAPE.sub(r"\1", match["local"])
            return Token(self._prefixes.get(match["prefix"] or "", "") + local, span, span)
        if match["blank"] or match["word"] == "a":
            return Token(RDF_TYPE if match["word"] else match.group(), span, span)
        return Token('"' + match.group(), span, span)


def _character(escape: re.Match[str]) -> str:
    """The character of an escape."""
    if code := escape["four"] or escape["eight"]:
        number = int(code, 16)
        return chr(number) if number <= 0x10FFFF and not 0xD800 <= number < 0xE000 else "\ufffd"
    return _LETTERS.get(escape["letter"], escape["letter"])


def content_of(text: str, token: Token) -> Content:
    """What a term shows: a literal its characters, a prefixed name the whole of its IRI."""
    written = text[slice(*token.inside)]
    if not token.key.startswith('"'):
        bare = token.inside != token.span and "\\" not in written  # a relative IRI stays as it is
        return as_written(written, token.inside.start) if bare else standing(token.key, token.span)
    if "\\" not in written:
        return as_written(written, token.inside.start)
    builder, at = ContentBuilder(), token.inside.start
    for escape in _ESCAPE.finditer(text, *token.inside):
        builder.verbatim(text[at : escape.start()], at)
        builder.replace(_character(escape), escape.start(), len(escape.group()))
        at = escape.end()
    builder.verbatim(text[at : token.inside.end], at)
    return builder.build()


def standing(shown: str, span: Span) -> Content:
    """Words that stand for a range of the document as a whole."""
    builder = ContentBuilder()
    builder.replace(shown, span.start, span.end - span.start)
    return builder.build()
