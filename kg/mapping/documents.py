"""The documents themselves, and the passages of them that facts rest on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
    editions = _subjects(entities)
    for name, document in setting.documents.items():
        node, edition = setting.names.document(name), editions.get(name)
        about = (document.title, document.format, document.encoding, document.characters, document.catalogue)
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
    if edition:
        facts.tell(node, kg("aboutEdition"), setting.names.node("edition", edition))


def _subjects(entities: Entities) -> dict[str, str]:
    """Document → the edition that all of it is about: the only one it names, and not only inside its entries."""
    named: dict[str, set[str]] = {}
    outside: set[str] = set()
    for listing in (item for paper in entities.papers for item in paper.listings):
        reference = listing.reference
        if listing.edition and reference.venue:
            named.setdefault(reference.document, set()).add(listing.edition)
            if not reference.span.overlaps(reference.venue.span):
                outside.add(reference.document)
    return {
        document: min(editions) for document, editions in named.items() if len(editions) == 1 and document in outside
    }


def passage_units(setting: Setting, entities: Entities) -> Iterator[Unit]:
    """Units of the passages of each document, by where they begin; of a catalogue those of the records in use."""
    listed = (listing.reference for paper in entities.papers for listing in paper.listings)
    used = {(reference.document, reference.span) for reference in listed if setting.is_record(reference)}
    for name, document in setting.documents.items():
        node, quoted = setting.names.document(name), setting.with_quotes and not document.catalogue
        pages: dict[int, list[tuple[Span, Passage]]] = {}
        for span, passage in document.passages.items():
            if not document.catalogue or (name, span) in used:
                pages.setdefault(span.start // PAGE, []).append((span, passage))
        for page, passages in sorted(pages.items()):
            write = partial(_write_passages, setting, name, passages, quoted)
            yield setting.unit("passages", node, (name, quoted, passages), write, page)


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
