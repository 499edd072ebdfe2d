"""From sources to what they say: documents and catalogues, of which those need not be read that a build remembers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from kg import readers
from kg.errors import UnreadableDocument
from kg.extraction import Extraction, settled, summarise
from kg.glued import Either, Known, Records, split_by_known
from kg.pipeline.running import DocumentReport, Progress, Running, Status
from kg.readers import sources as walking
from kg.relinking import Memory, StoredKnown
from kg.store.folder import SourceRecord, relative_path
from kg.store.inputs import CatalogueFile

if TYPE_CHECKING:
    from kg.catalogues import Wanted

Found = Sequence[walking.Source | UnreadableDocument]


@dataclass(frozen=True)
class Remembered:
    """What the last build remembers, when this one reads and links as that did."""

    memory: Memory
    heads: Mapping[str, Extraction]  # of documents and catalogues, by name
    counts: Mapping[str, int]  # of their references


@dataclass(frozen=True)
class Readings:
    """What the sources of a build say."""

    extractions: Sequence[Extraction]  # by name; of what is remembered, only what may say something else now
    names: frozenset[str]  # of all documents and catalogues


def find(
    running: Running, paths: Sequence[str], catalogues: Iterable[CatalogueFile], limit: int = walking.LIMIT
) -> Found:
    """The documents at `paths`; `running` learns how the graph calls the `catalogues`."""
    found = [item for item in walking.sources(paths, limit=limit) if not _is_inside(item, running.folder)]
    taken = (item.name for item in found if isinstance(item, walking.Source))
    running.catalogues = _name_catalogues(catalogues, taken)
    return found


def _is_inside(item: walking.Source | UnreadableDocument, folder: Path) -> bool:
    """Whether a source is a file of the graph's own folder, which may stand among the documents."""
    return (
        isinstance(item, walking.Source) and item.path is not None and folder.resolve() in item.path.resolve().parents
    )


def _name_catalogues(catalogues: Iterable[CatalogueFile], taken: Iterable[str]) -> dict[str, CatalogueFile]:
    """A name for each catalogue that neither a document nor another catalogue has: as few parents as it takes."""
    names: dict[str, CatalogueFile] = {}
    known = set(taken)
    for item in catalogues:
        parts = item.path.parts
        choices = ("/".join(parts[-length:]) for length in range(1, len(parts)))
        name = next((name for name in choices if name not in known and name not in names), item.path.as_posix())
        names[name] = item
    return names


def read(running: Running, found: Found, remembered: Remembered | None = None) -> Readings:
    """What documents and catalogues say; without any document, nothing of catalogues."""
    linking = running.linking
    may_skip = remembered if remembered and not linking.completing else None  # what is wanted, all documents tell
    documents = list(_documents(running, found, may_skip))
    if not running.records:
        return Readings((), frozenset())
    completing = list(_catalogues(running, documents, remembered))
    documents = _split(running, documents, completing, remembered)
    running.records.sort(key=lambda record: record.name)
    names = frozenset(record.name for record in running.records)
    return Readings(sorted([*documents, *completing], key=lambda item: item.name), names)


def _documents(running: Running, found: Found, remembered: Remembered | None) -> Iterator[Extraction]:
    """What each source says that is not remembered, one document's text in memory at a time."""
    for number, source in enumerate(found):
        if isinstance(source, UnreadableDocument):
            running.reports.append(DocumentReport(source.where, Status.FAILED, 0, source.problem, source.hint))
            continue
        running.progress(Progress("read", number, len(found), source.name))
        try:
            extraction, status = _document(running, source, remembered)
        except UnreadableDocument as error:
            running.reports.append(DocumentReport(source.name, Status.FAILED, 0, error.problem, error.hint))
        except Exception as error:  # a bug in one reader must not cost the other documents
            problem = f"kg itself failed on it: {type(error).__name__}: {error}"
            hint = "this is a bug in kg; a report with the document helps"
            running.reports.append(DocumentReport(source.name, Status.FAILED, 0, problem, hint))
        else:
            _record(running, extraction, source.path)
            is_remembered = remembered and extraction is remembered.heads.get(source.name)
            papers = (
                remembered.counts.get(source.name, 0) if remembered and is_remembered else len(extraction.references)
            )
            guessed = "" if extraction.encoding.certain else extraction.encoding.name
            running.reports.append(DocumentReport(source.name, status, papers, guessed=guessed))
            if not is_remembered:
                yield extraction


def _document(running: Running, source: walking.Source, remembered: Remembered | None) -> tuple[Extraction, Status]:
    """What a source says; only its head where that is remembered."""
    data = source.load()
    digest = sha256(data).hexdigest()
    head = remembered.heads.get(source.name) if remembered else None
    if head and head.sha256 == digest and not head.catalogue:
        running.cache.keep(source.name, digest)
        return head, Status.UNCHANGED
    if known := running.cache.get(source.name, digest):
        return known, Status.UNCHANGED
    from kg.extractors import extract_possible  # what reads documents is not loaded where none is to be read
    from kg.extractors.document_byline import document_byline

    document = readers.read(data, source.name, encoding=running.encoding)
    references, possible = extract_possible(document, running.vocabulary)
    extraction = summarise(document, references, possible, byline=document_byline(document, references))
    running.cache.put(extraction)
    return extraction, Status.READ


def _record(running: Running, extraction: Extraction, path: Path | None) -> None:
    where = relative_path(running.folder, path) if path else None
    running.records.append(SourceRecord(extraction.name, where, extraction.sha256, extraction.encoding.name))


def _split(
    running: Running, documents: Sequence[Extraction], completing: Sequence[Extraction], remembered: Remembered | None
) -> list[Extraction]:
    """The documents, citations split whose authors run into a title that a catalogue knows."""
    records = Records(reference for catalogue in completing for reference in catalogue.references)
    known: list[Known] = [records] if records else []
    if remembered and running.linking.whole:
        known.append(StoredKnown(remembered.memory, running.linking.whole))
    if not known:
        return [settled(document, document.references) if document.possible else document for document in documents]
    found = [split_by_known(document, Either(known), running.vocabulary.venues) for document in documents]
    running.count_papers({document.name: len(document.references) for document in found})
    return found


def _catalogues(
    running: Running, documents: Sequence[Extraction], remembered: Remembered | None
) -> Iterator[Extraction]:
    """The records of each catalogue that documents may mean, or all of them where that is wanted and not remembered."""
    if not running.catalogues:
        return
    from kg.catalogues import Wanted

    wanted = Wanted(reference for document in documents for reference in (*document.references, *document.possible))
    for name, item in running.catalogues.items():
        running.progress(Progress("read", len(documents), len(documents), name))
        try:
            if remembered and item.whole:
                _keep(running, name, item, remembered)
                continue
            extraction, status = _catalogue(running, name, item, wanted)
        except UnreadableDocument as error:
            running.reports.append(DocumentReport(name, Status.FAILED, 0, error.problem, error.hint))
        else:
            running.reports.append(DocumentReport(name, status, len(extraction.references), catalogue=True))
            _record(running, extraction, item.path)
            yield extraction


def _keep(running: Running, name: str, item: CatalogueFile, remembered: Remembered) -> None:
    """Note a catalogue that is as it was, all records of which are remembered."""
    head = remembered.heads[name]
    running.cache.keep(name, _key(head.sha256, item))
    running.reports.append(DocumentReport(name, Status.UNCHANGED, remembered.counts.get(name, 0), catalogue=True))
    _record(running, head, item.path)


def _catalogue(running: Running, name: str, item: CatalogueFile, wanted: Wanted) -> tuple[Extraction, Status]:
    from kg import catalogues
    from kg.extractors.catalogue.field_names import FIELDS

    data = walking.Source(name, item.path, catalogues.LIMIT).load()
    key, part = _key(sha256(data).hexdigest(), item), "" if item.whole else wanted.digest
    if known := running.cache.get(name, key, part):
        return known, Status.UNCHANGED
    before = None if item.whole else running.cache.any_part(name, key)
    extraction = catalogues.read(
        data,
        name,
        running.vocabulary,
        wanted=None if item.whole else wanted,
        fields=FIELDS.extended(dict(item.fields)),
        before=before.references if before else (),
    )
    running.cache.put(extraction, key, part)
    return extraction, Status.READ


def _key(digest: str, item: CatalogueFile) -> str:
    return sha256(f"{digest} {item.fields}".encode()).hexdigest()


def digests(running: Running) -> dict[str, str]:
    """SHA-256 of the catalogues that are brought into the graph as a whole; empty for what cannot be read."""
    from kg.catalogues import LIMIT

    found = {}
    for name, item in sorted(running.catalogues.items()):
        if item.whole:
            found[name] = ""
            with suppress(UnreadableDocument):
                found[name] = sha256(walking.Source(name, item.path, LIMIT).load()).hexdigest()
    return found
