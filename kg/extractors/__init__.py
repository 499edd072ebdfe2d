"""`Document` → `Reference`s: the papers that a document lists, and what it says of each.

The stages, in order: outline, layouts (each gathers candidate entries), agreement (which of them are papers), context
(what sections and the document say), subsections, prose behind citations and prose that cites, concepts, keywords.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.collecting import uncollected
from kg.extractors.agreement import settle
from kg.extractors.below import with_subsections, without_papers_below
from kg.extractors.catalogue.field_names import FIELDS, FieldNames
from kg.extractors.citing import described, without_themes
from kg.extractors.concepts import Concepts, concepts_of
from kg.extractors.context import in_context
from kg.extractors.entry import Entry
from kg.extractors.following import with_following
from kg.extractors.keywords.entries import keywords_of
from kg.extractors.layouts import layouts_of
from kg.extractors.outline import Outline
from kg.extractors.unread import unread
from kg.identifiers import identify, written_identifiers
from kg.model import Document, Identifier, Keyword, LinkRole, Reference, Span
from kg.months import MONTH
from kg.vocabulary import Vocabulary

_BRACES = re.compile(r"\{([^\W\d_]+)\}")  # of BibTeX, around letters that keep their case

_BEHIND = 160  # characters behind a citation
_ONLY_PLACES = re.compile(
    r"(?:[\W\d_]|(?:arxiv|corr|preprint|e-?prints?|doi|isbn|vol|no|pp?|pages|volume|issue|in press|available|at|also"
    rf"|and|epub|pmc?id|pmc|{MONTH})(?![^\W\d_]))*",
    re.I,
)
"""What may stand between a citation and an identifier of its paper."""


class Extracted(NamedTuple):
    """What a document lists."""

    references: tuple[Reference, ...]  # in its order, each paper once
    possible: tuple[Reference, ...]  # lines that are one only if somebody knows a paper of their words


@uncollected()  # what is made on the way is gone before anybody looks for garbage, and refers to nothing in circles
def extract(document: Document, vocabulary: Vocabulary, fields: FieldNames = FIELDS) -> tuple[Reference, ...]:
    """The papers that `document` lists, in its order, each once; `fields` are the names of a catalogue's fields."""
    return _extract(Outline(document, vocabulary, fields))[1]


@uncollected()
def extract_possible(document: Document, vocabulary: Vocabulary) -> Extracted:
    """The papers that `document` lists, and the lines that may be more of them."""
    view = Outline(document, vocabulary, FIELDS)
    entries, references = _extract(view)
    return Extracted(references, _references(in_context(list(unread(entries, view)), view), view))


def _extract(view: Outline) -> tuple[list[Entry], tuple[Reference, ...]]:
    candidates = [entry for layout in layouts_of(view.document.format) for entry in layout.find(view)]
    entries = in_context(without_papers_below(without_themes(settle(candidates), view)), view)
    entries = described(with_following(with_subsections(entries, view), view), view)
    return entries, _references(entries, view)


def _references(entries: Sequence[Entry], view: Outline) -> tuple[Reference, ...]:
    concepts = concepts_of(entries, view)
    ranked = keywords_of(entries, view)
    return tuple(_reference(*of_entry, view.document) for of_entry in zip(entries, concepts, ranked, strict=True))


def _reference(entry: Entry, concepts: Concepts, keywords: tuple[Keyword, ...], document: Document) -> Reference:
    fields = entry.fields
    return Reference(
        document=document.name,
        title=entry.title.mention(_BRACES.sub(r"\1", entry.title.text)),
        span=entry.span,
        extractor=entry.extractor,
        authors=fields.authors,
        et_al=fields.et_al,
        organizations=fields.organizations,
        links=fields.links,
        identifiers=_identifiers(entry, document),
        venue=fields.venue,
        year=fields.year,
        presentation=fields.presentation,
        award=fields.award,
        status=fields.status,
        code_offered=None if any(link.role is LinkRole.CODE for link in fields.links) else fields.code_offered,
        descriptions=fields.descriptions,
        topics=concepts.topics,
        methods=concepts.methods,
        datasets=concepts.datasets,
        tasks=concepts.tasks,
        software=concepts.software,
        relations=concepts.relations,
        keywords=keywords,
    )


def _identifiers(entry: Entry, document: Document) -> tuple[Identifier, ...]:
    """Identifiers in the paper's addresses, and those written out in the citation."""
    found: dict[tuple[str, str], Identifier] = {}
    for link in entry.fields.links:
        if known := identify(link.url):
            found.setdefault(known, Identifier(*known, link.span))
    for scheme, value, start, end in _written(document, entry):
        found.setdefault((scheme, value), Identifier(scheme, value, Span(start, end)))
    return tuple(found.values())


def _written(document: Document, entry: Entry) -> Iterator[tuple[str, str, int, int]]:
    """Identifiers written out in a citation, or with nothing but volumes, pages and signs behind it."""
    at, size = entry.core.start, entry.core.end - entry.core.start
    text = document.quote(Span(at, max(entry.core.end, min(entry.span.end, entry.core.end + _BEHIND))))
    for scheme, value, start, end in written_identifiers(text):
        if _ONLY_PLACES.fullmatch(text[size:start]):
            yield scheme, value, at + start, at + end
