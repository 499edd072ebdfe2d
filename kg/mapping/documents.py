"""The documents themselves, and the passages of them that facts rest on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from pyoxigraph import Literal, NamedNode

from kg.extraction import Extraction, Passage
from kg.linking.entities import Entities
from kg.mapping.facts import Facts
from kg.mapping.terms import LABEL, TYPE, kg
from kg.mapping.unit import Setting, Unit
from kg.model import Span

PAGE = 65_536
"""Characters of a document whose passages are one unit: what a change of a large catalogue costs stays small."""


def document_units(setting: Setting, entities: Entities) -> Iterator[Unit]:
    """One unit for each document."""
    for name, document in setting.documents.items():
        node, edition = setting.names.document(name), entities.subjects.get(name)
        about = (
            *(document.title, document.byline, document.format),
            *(document.encoding, document.characters, document.catalogue),
        )
        write = partial(_write_document, setting, node, document, edition)
        yield setting.unit("document", node, (name, document.sha256, about, edition), write)


def _write_document(setting: Setting, node: NamedNode, document: Extraction, edition: str | None, facts: Facts) -> None:
    facts.tell(node, TYPE, kg("Document"))
    if document.catalogue:
        facts.tell(node, TYPE, kg("Catalogue"))
    facts.tell(node, LABEL, Literal(document.title))
    facts.tell(node, kg("fileName"), Literal(document.name))
    facts.tell(node, kg("sha256"), Literal(document.sha256))
    facts.tell(node, kg("format"), Literal(document.format))
    facts.tell(node, kg("encoding"), Literal(document.encoding.name))
    facts.tell(node, kg("characters"), Literal(document.characters))
    if document.byline:
        facts.tell(node, kg("byline"), Literal(document.byline))
    if edition:
        facts.tell(node, kg("aboutEdition"), setting.names.node("edition", edition))


def passage_units(setting: Setting, entities: Entities) -> Iterator[Unit]:
    """Units of the passages of each document, by where they begin; of a catalogue those of the records in use."""
    listed = (listing.reference for paper in entities.papers for listing in paper.listings)
    used = {(reference.document, reference.span) for reference in listed if setting.is_record(reference)}
    for name, document in setting.documents.items():
        passages = document.passages.items()
        yield from pages(
            setting, name, (item for item in passages if not document.catalogue or (name, item[0]) in used)
        )


def pages(setting: Setting, name: str, passages: Iterable[tuple[Span, Passage]]) -> Iterator[Unit]:
    """The units of `passages` of a document: all those that begin on the same pages."""
    node, quoted = setting.names.document(name), setting.with_quotes and not setting.documents[name].catalogue
    by_page: dict[int, list[tuple[Span, Passage]]] = {}
    for span, passage in sorted(passages):
        by_page.setdefault(span.start // PAGE, []).append((span, passage))
    for page, found in sorted(by_page.items()):
        write = partial(_write_passages, setting, name, found, quoted)
        yield setting.unit("passages", node, (name, quoted, found), write, page)


def _write_passages(
    setting: Setting, name: str, passages: Sequence[tuple[Span, Passage]], quoted: bool, facts: Facts
) -> None:
    document = setting.names.document(name)
    for span, passage in passages:
        node = setting.names.passage(name, span)
        facts.tell(node, TYPE, kg("Passage"))
        facts.tell(node, kg("inDocument"), document)
        facts.tell(node, kg("start"), Literal(span.start))
        facts.tell(node, kg("end"), Literal(span.end))
        facts.tell(node, kg("line"), Literal(passage.line))
        facts.tell(node, kg("column"), Literal(passage.column))
        if quoted:
            facts.tell(node, kg("quote"), Literal(passage.quote))
