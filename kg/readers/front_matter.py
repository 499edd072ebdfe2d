"""What a document says about itself before it begins: YAML or TOML between fences, or lines as Pelican writes them.

Only top-level fields with plain values or lists of them are taken: that is what titles, dates, authors and tags are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kg.model import Content, Metadatum, Span
from kg.naming import fold_space
from kg.readers.content import ContentBuilder
from kg.readers.lines import iter_lines, line_spans, stripped

_FIELD = re.compile(r"([A-Za-z_][\w.-]*)[ \t]*(?::(?=[ \t]|$)|=)[ \t]*(.*)$")
_ENDS = {"---": ("---", "..."), "+++": ("+++",)}
_ELEMENT = re.compile(r"\"((?:[^\"\\]|\\.)*)\"|'((?:[^']|'')*)'|([^,\[\]\s][^,\[\]]*)")
_ESCAPES = {"'": re.compile(r"'(')"), '"': re.compile(r"\\(.)")}
"""What stands before a value in quotation marks → how these are written within it."""
_BLOCK_SCALAR = re.compile(r"[|>][+-]?\d?[ \t]*(?:#.*)?$")
_COMMENT = re.compile(r"(?:^|[ \t])#.*$")
_OF_POSTS = frozenset(("slug", "category", "modified", "status", "template", "save_as"))  # what only posts have
_MOST_UNFENCED = 30  # lines


class FrontMatter(NamedTuple):
    """The fields found and the offset at which the document itself begins."""

    fields: tuple[Metadatum, ...]
    end: int


def read_front_matter(text: str) -> FrontMatter:
    r"""Read the fields at the beginning of `text`; without front matter there are none and the document begins at 0.

    >>> matter = read_front_matter('---\ntitle: "A list"\ntags: [a, "b c"]\n---\n# A list\n')
    >>> [(field.name, field.value) for field in matter.fields], matter.end
    ([('title', 'A list'), ('tags', 'a, b c')], 41)
    """
    if not text.startswith(tuple(_ENDS)):
        return _unfenced(text)
    lines = line_spans(text)
    fence = text[: lines[0].end].rstrip()
    if fence not in _ENDS:
        return FrontMatter((), 0)
    last = next((at for at, line in enumerate(lines[1:], 1) if text[line.start : line.end].rstrip() in _ENDS[fence]), 0)
    body = [line for line in lines[1:last] if text[line.start : line.end].strip()]
    comments = all(text[line.start] == "#" for line in body)
    if not body or not (comments or any(_FIELD.match(text[line.start : line.end]) for line in body)):
        return FrontMatter((), 0)
    end = lines[last + 1].start if last + 1 < len(lines) else len(text)
    return FrontMatter(() if comments else tuple(_fields(text, body)), end)


def _unfenced(text: str) -> FrontMatter:
    """Fields above the first blank line, no fence around them, such as those of a post have: "Slug: …", "Category: …".

    Notes on a paper may begin with fields of their own ("Title: …", "Authors: …"): these are the document's text.
    """
    names: set[str] = set()
    lines: list[Span] = []
    for line in iter_lines(text):
        if line.start == line.end:
            break
        match = _FIELD.match(text[line.start : line.end])
        if match is None or text[line.start + match.end(1)] != ":" or len(lines) == _MOST_UNFENCED:
            return FrontMatter((), 0)
        names.add(match[1].lower())
        lines.append(line)
    if not names > {"title", "date"} or not names & _OF_POSTS:
        return FrontMatter((), 0)
    return FrontMatter(tuple(_fields(text, lines)), min(lines[-1].end + 1, len(text)))


def _fields(text: str, lines: Sequence[Span]) -> list[Metadatum]:
    """One field per top-level key; the lines below it that are indented or begin with a dash belong to it."""
    fields = []
    starts = [at for at, line in enumerate(lines) if _FIELD.match(text[line.start : line.end])]
    for at, after in zip(starts, [*starts[1:], len(lines)], strict=True):
        line = lines[at]
        match = _FIELD.match(text[line.start : line.end])
        if match and (field := _field(text, match[1].lower(), line.start + match.start(2), lines[at:after])):
            fields.append(field)
    return fields


def _field(text: str, name: str, start: int, lines: Sequence[Span]) -> Metadatum | None:
    first = Span(start, lines[0].end)
    rest = [line for line in lines[1:] if not text[line.start : line.end].lstrip().startswith("#")]
    if _BLOCK_SCALAR.match(text[first.start : first.end]):
        return _joined(name, text, [stripped(text, line) for line in rest], " ")
    whole = text[first.start : rest[-1].end if rest else first.end]
    if whole.startswith("["):
        return _elements(name, text, first.start, whole[: whole.find("]") + 1] or whole)
    if any(text[line.start : line.end].lstrip().startswith("- ") for line in rest):
        dashed = [line for line in rest if text[line.start : line.end].lstrip().startswith("- ")]
        return _joined(name, text, [_scalar(text, text.index("-", line.start) + 1, line.end) for line in dashed], ", ")
    if not rest:
        return _joined(name, text, [_scalar(text, first.start, first.end)], " ")
    if any(_FIELD.match(text[line.start : line.end].lstrip()) for line in rest):
        return None  # a mapping inside the field
    return _joined(name, text, _folded(text, first, rest), " ")


def _folded(text: str, first: Span, rest: Sequence[Span]) -> list[Span]:
    """The lines of a value that goes on below its field, without the quotation marks around all of it."""
    lines = [stripped(text, line) for line in (first, *rest)]
    begin, end = lines[0], lines[-1]
    if text[begin.start : begin.end][:1] in ("'", '"') and text[end.start : end.end].endswith(text[begin.start]):
        return [Span(begin.start + 1, begin.end), *lines[1:-1], Span(end.start, end.end - 1)]
    return [_scalar(text, first.start, first.end), *lines[1:]]


def _elements(name: str, text: str, start: int, source: str) -> Metadatum | None:
    """A list in brackets."""
    spans = [Span(*match.span(match.lastindex or 0)) for match in _ELEMENT.finditer(source)]
    return _joined(name, text, [stripped(text, Span(start + span.start, start + span.end)) for span in spans], ", ")


def _joined(name: str, text: str, spans: Sequence[Span], separator: str) -> Metadatum | None:
    spans = [span for span in spans if span.start < span.end]
    if not spans:
        return None
    value = separator.join(fold_space(content_of(text, span).text) for span in spans)
    return Metadatum(name, value, Span(spans[0].start, spans[-1].end), tuple(spans)) if value else None


def content_of(text: str, part: Span) -> Content:
    """The words of a part of a value, with what is escaped between quotation marks as it is read."""
    escape = _ESCAPES.get(text[part.start - 1])
    builder, at = ContentBuilder(), part.start
    for match in escape.finditer(text, part.start, part.end) if escape else ():
        builder.verbatim(text[at : match.start()], at)
        builder.replace(match[1], match.start(), match.end() - match.start())
        at = match.end()
    builder.verbatim(text[at : part.end], at)
    return builder.build()


def _scalar(text: str, start: int, end: int) -> Span:
    """A value without its quotes, or without the comment behind it."""
    span = stripped(text, Span(start, end))
    value = text[span.start : span.end]
    if value[:1] in ("'", '"') and (close := value.rfind(value[0])) > 0:
        return Span(span.start + 1, span.start + close)
    if comment := _COMMENT.search(value):
        return stripped(text, Span(span.start, span.start + comment.start()))
    return span
