"""What is kept of a document once its text is gone: its references, and the passages that they rest on.

An `Extraction` is all that linking and mapping need, so that a document's text lives only while it is read, and a
document that did not change need not be read again: `to_json` and `from_json` carry it from build to build.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from operator import attrgetter
from typing import Any, NamedTuple

from kg.document_title import document_title
from kg.model import (
    ConceptMention,
    ConceptName,
    Document,
    Encoding,
    Identifier,
    Keyword,
    Kind,
    LinkRole,
    Mention,
    MethodRelation,
    PaperLink,
    Reference,
    Role,
    Span,
)

_LINE_END = re.compile(r"\r\n|\n|\r")


class Passage(NamedTuple):
    """Where a span stands in its document, and the words there."""

    line: int  # from 1
    column: int  # from 1, in characters
    quote: str  # exactly as in the document, markup and line ends included; of a catalogue's record empty

    def part(self, whole: Span, span: Span) -> Passage:
        r"""The passage of `span`, which lies within the span `whole` of this one.

        >>> Passage(3, 5, "one\r\ntwo three").part(Span(40, 54), Span(49, 54))
        Passage(line=4, column=5, quote='three')
        """
        before = _LINE_END.split(self.quote[: span.start - whole.start])
        column = len(before[-1]) + (1 if before[1:] else self.column)
        return Passage(
            self.line + len(before) - 1, column, self.quote[span.start - whole.start : span.end - whole.start]
        )


@dataclass(frozen=True)
class Extraction:
    """A document as the graph knows it."""

    name: str
    title: str  # what the document calls itself; its file name when it does not
    format: str
    encoding: Encoding
    sha256: str
    characters: int
    references: tuple[Reference, ...]
    passages: dict[Span, Passage]  # of every span of every reference; of a catalogue, where its records stand
    catalogue: bool = False  # it completes what other documents say, and says nothing of its own accord
    possible: tuple[Reference, ...] = ()  # lines that are references only if a catalogue knows papers of their words
    byline: str = ""  # who the document says wrote it, as written; of the documents that do not say so nothing


def summarise(
    document: Document,
    references: Sequence[Reference],
    possible: Sequence[Reference] = (),
    *,
    byline: str = "",
    catalogue: bool = False,
) -> Extraction:
    """Keep of `document` what the graph needs to speak of `references`: of a catalogue, where its records stand."""
    records = {reference.span for reference in references}
    all_of_them = {span for reference in (*references, *possible) for span in spans_of(reference)}
    spans = sorted(records if catalogue else all_of_them)
    return Extraction(
        name=document.name,
        title=document_title(document, references),
        format=document.format,
        encoding=document.encoding,
        sha256=document.sha256,
        characters=len(document.text),
        references=tuple(references),
        passages={
            span: Passage(*document.position(span.start), "" if catalogue else document.quote(span)) for span in spans
        },
        catalogue=catalogue,
        possible=tuple(possible),
        byline=byline,
    )


def settled(extraction: Extraction, references: Sequence[Reference]) -> Extraction:
    """`extraction` with `references` alone, each of which lies within one that it had, and their passages."""
    known = {item.span: extraction.passages[item.span] for item in (*extraction.references, *extraction.possible)}
    passages = {
        span: extraction.passages.get(span) or known[reference.span].part(reference.span, span)
        for reference in references
        for span in spans_of(reference)
    }
    return replace(extraction, references=tuple(references), possible=(), passages=dict(sorted(passages.items())))


def spans_of(reference: Reference) -> Iterator[Span]:
    """Every span that `reference` points to; the same span may come more than once.

    >>> reference = Reference("a.md", Mention("Deep Sets", Span(2, 11)), Span(0, 20), "list", et_al=Span(12, 18))
    >>> sorted(spans_of(reference))
    [Span(start=0, end=20), Span(start=2, end=11), Span(start=12, end=18)]
    """
    yield reference.span
    yield from reference.descriptions
    yield from filter(None, (reference.et_al, reference.code_offered))
    standing = (reference.presentation, reference.award, reference.status)
    single = (reference.title, reference.venue, reference.year, *standing)
    yield from (mention.span for mention in single if mention)
    for many in (reference.authors, reference.organizations, reference.links, reference.identifiers):
        yield from (item.span for item in many)
    yield from (relation.span for relation in reference.relations)
    yield from (keyword.span for keyword in reference.keywords if keyword.span)
    for concepts in (reference.topics, reference.methods, reference.datasets, reference.tasks, reference.software):
        for concept in concepts:
            yield concept.span
            yield from (alias.span for alias in concept.aliases)


def to_json(extraction: Extraction) -> str:
    """`extraction` as JSON, the same text on every machine. Tuples are arrays in the order of their fields."""
    value = {
        "head": _head(extraction),
        "references": list(map(_values, extraction.references)),
        "passages": [[*span, *passage] for span, passage in extraction.passages.items()],
        "possible": list(map(_values, extraction.possible)),
    }
    return _encode(value)


def from_json(text: str) -> Extraction:
    """The extraction that `to_json` wrote.

    Raises:
        ValueError, TypeError, KeyError, IndexError: when `text` is not what `to_json` writes.
    """
    value = json.loads(text)
    head = _extraction(value["head"])
    return replace(
        head,
        references=tuple(_reference(head.name, row) for row in value["references"]),
        passages={Span(start, end): Passage(*rest) for start, end, *rest in value["passages"]},
        possible=tuple(_reference(head.name, row) for row in value["possible"]),
    )


def head_to_json(extraction: Extraction) -> str:
    """`extraction` without what it says of papers."""
    return _encode(_head(extraction))


def head_from_json(text: str) -> Extraction:
    """The extraction that `head_to_json` wrote, without references and passages."""
    return _extraction(json.loads(text))


def reference_to_json(reference: Reference) -> str:
    """A reference, without its document."""
    return _encode(_values(reference))


def reference_from_json(document: str, text: str) -> Reference:
    """The reference of `document` that `reference_to_json` wrote."""
    return _reference(document, json.loads(text))


_encode = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode
_FIELDS = tuple(item.name for item in fields(Reference) if item.name != "document")
_values = attrgetter(*_FIELDS)


def _head(extraction: Extraction) -> list[object]:
    return [getattr(extraction, name) for name in _HEAD]


_HEAD = ("name", "title", "format", "encoding", "sha256", "characters", "catalogue", "byline")


def _extraction(head: Sequence[Any]) -> Extraction:
    name, title, form, encoding, sha256, characters, catalogue, byline = head
    whole = (name, title, form, Encoding(*encoding), sha256, characters)
    return Extraction(*whole, references=(), passages={}, catalogue=catalogue, byline=byline)


def _reference(document: str, values: Sequence[Any]) -> Reference:
    row = dict(zip(_FIELDS, values, strict=True))
    return Reference(
        document=document,
        title=_mention(row["title"]),
        span=Span(*row["span"]),
        extractor=row["extractor"],
        authors=tuple(map(_mention, row["authors"])),
        et_al=Span(*row["et_al"]) if row["et_al"] else None,
        organizations=tuple(map(_mention, row["organizations"])),
        links=tuple(PaperLink(url, LinkRole(role), Span(*span)) for url, role, span in row["links"]),
        identifiers=tuple(Identifier(scheme, value, Span(*span)) for scheme, value, span in row["identifiers"]),
        venue=_optional(row["venue"]),
        year=_optional(row["year"]),
        presentation=_optional(row["presentation"]),
        award=_optional(row["award"]),
        status=_optional(row["status"]),
        code_offered=Span(*row["code_offered"]) if row["code_offered"] else None,
        descriptions=tuple(Span(*span) for span in row["descriptions"]),
        topics=tuple(map(_concept, row["topics"])),
        methods=tuple(map(_concept, row["methods"])),
        datasets=tuple(map(_concept, row["datasets"])),
        tasks=tuple(map(_concept, row["tasks"])),
        software=tuple(map(_concept, row["software"])),
        relations=tuple(map(_relation, row["relations"])),
        keywords=tuple(Keyword(text, score, span and Span(*span)) for text, score, span in row["keywords"]),
    )


def _mention(value: list[Any]) -> Mention:
    text, span = value
    return Mention(text, Span(*span))


def _optional(value: list[Any] | None) -> Mention | None:
    return _mention(value) if value else None


def _concept(value: list[Any]) -> ConceptMention:
    label, iri, span, role, kind, aliases, found, concluded = value
    names = tuple(map(_mention, aliases))
    return ConceptMention(label, iri, Span(*span), Role(role), Kind(kind), names, found, concluded)


def _relation(value: list[Any]) -> MethodRelation:
    subject, relation, value_, span, concluded = value
    return MethodRelation(_name(subject), relation, _name(value_), Span(*span), concluded)


def _name(value: list[Any]) -> ConceptName:
    kind, label, iri = value
    return ConceptName(Kind(kind), label, iri)
