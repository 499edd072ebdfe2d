"""From documents to a graph on disk: sources → read → extract → link → map → load. The order of the stages, no more."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from kg import background, readers
from kg.cache import Cache, code_digest
from kg.errors import KgError, UnreadableDocument
from kg.extraction import Extraction, settled, summarise
from kg.glued import Records, split_by_known
from kg.linking import counting, decisions, link
from kg.linking.decisions import UNDECIDED, Decisions
from kg.linking.entities import Entities
from kg.mapping import Evidence, units
from kg.model import Reference
from kg.namespaces import BASE
from kg.readers import sources as walking
from kg.store.commit import commit, is_intact, prepare, replace_manifest
from kg.store.folder import Manifest, SourceRecord, read_manifest, relative_path
from kg.store.inputs import CatalogueFile, Inputs, decisions_file, write_inputs
from kg.store.lock import locked
from kg.vocabulary import Vocabulary
from kg.vocabulary import load as load_vocabulary


class Status(StrEnum):
    """What became of a document in a build."""

    READ = "read"
    UNCHANGED = "unchanged"  # its content is known from the last build
    FAILED = "failed"  # it could not be read; nothing of it is in the graph
    REMOVED = "removed"  # in the last build's graph, not in this one's


class DocumentReport(NamedTuple):
    """A document of a build."""

    name: str
    status: Status
    papers: int = 0  # references found
    problem: str = ""  # why it failed
    hint: str = ""
    guessed: str = ""  # the encoding that was taken for want of a proof
    catalogue: bool = False


class Progress(NamedTuple):
    """How far a build has come."""

    stage: str  # "read", "link", "map" or "load"
    done: int
    total: int
    name: str  # the document at hand, in the stage "read"


@dataclass(frozen=True)
class BuildReport:
    """What a build did."""

    folder: Path
    documents: tuple[DocumentReport, ...]  # by name
    totals: dict[str, int]  # "papers", "people", "venues", "topics", "methods", "facts", "passages", …
    unused: tuple[str, ...]  # lines of decisions on things that are not in the graph
    rebuilt: bool  # False: the graph was already that of these documents
    seconds: dict[str, float] = field(compare=False)  # by stage


@dataclass
class _Build:
    """A build under way: what to tell about it, and how long each stage took."""

    folder: Path
    base: str
    evidence: Evidence
    encoding: str | None
    vocabulary_paths: tuple[Path, ...]
    progress: Callable[[Progress], None]
    vocabulary: Vocabulary
    catalogues: dict[str, CatalogueFile] = field(default_factory=dict)  # by the name that the graph has for it
    keep_versions: bool = False
    decisions: Decisions = UNDECIDED
    unused: list[str] = field(default_factory=list)
    reports: list[DocumentReport] = field(default_factory=list)
    records: list[SourceRecord] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time a stage."""
        self.progress(Progress(name, 0, 1, ""))
        begin = time.perf_counter()
        yield
        self.seconds[name] = time.perf_counter() - begin

    def report(self, totals: dict[str, int], *, rebuilt: bool) -> BuildReport:
        return BuildReport(self.folder, tuple(sorted(self.reports)), totals, tuple(self.unused), rebuilt, self.seconds)


def build(
    paths: Sequence[str],
    out: Path,
    *,
    vocabulary_paths: Sequence[Path] = (),
    catalogues: Sequence[CatalogueFile] = (),
    keep_versions: bool = False,
    base: str = BASE,
    evidence: Evidence = "quotes",
    encoding: str | None = None,
    limit: int = walking.LIMIT,
    vocabulary_cache: Path | None = None,
    progress: Callable[[Progress], None] = lambda _: None,
) -> BuildReport:
    """Make the graph of the documents at `paths`, and only of these, the graph of the folder `out`.

    Args:
        paths: files, folders (walked), or "-" for standard input.
        out: the folder of the graph; made when there is none. The old graph counts until the new one is whole.
        vocabulary_paths: vocabularies to use beside the shipped one, in any format that `kg.vocabulary` reads.
        catalogues: lists of records that complete what the documents say.
        keep_versions: whether a preprint and its published version are two papers.
        base: namespace of the identifiers to mint.
        evidence: "positions" leaves the quoted words out of the graph.
        encoding: of all documents; found out for each when None.
        limit: bytes above which a document is not read.
        vocabulary_cache: a folder in which vocabularies are kept ready from build to build.
        progress: called as the build goes on.

    Returns:
        What became of each document, and what the graph holds.

    Raises:
        KgError: when no document can be read, another process builds in `out`, or the vocabulary or the decisions
            cannot be read. The old graph stays.
    """
    vocabulary = load_vocabulary(tuple(vocabulary_paths), vocabulary_cache)
    out.mkdir(parents=True, exist_ok=True)
    with locked(out):
        running = _Build(out, base, evidence, encoding, tuple(vocabulary_paths), progress, vocabulary)
        running.keep_versions = keep_versions
        running.decisions = decisions.read(decisions_file(paths))
        report = _build(running, _find(running, paths, catalogues, limit))
        write_inputs(out, _inputs(paths, running))
        return report


class Reread(NamedTuple):
    """What the documents of a graph say now, as linking takes it."""

    references: tuple[Reference, ...]  # of all documents and catalogues
    catalogues: tuple[str, ...]  # names of those documents that are catalogues
    decisions: Decisions
    changed: tuple[str, ...]  # documents that are not as they were when the graph was built


def reread(inputs: Inputs, folder: Path, vocabulary_cache: Path | None = None) -> Reread:
    """Read again what the graph in `folder` was made from; what did not change is kept from the build.

    Raises:
        KgError: when there is no graph in `folder`, or the vocabulary or the decisions cannot be read.
    """
    known = {record.name: record.sha256 for record in read_manifest(folder).documents}
    vocabulary = load_vocabulary(inputs.vocabularies, vocabulary_cache)
    running = _Build(folder, BASE, "quotes", None, inputs.vocabularies, lambda _: None, vocabulary)
    extractions = _read_all(running, _find(running, inputs.documents, inputs.catalogues), _cache(running))
    return Reread(
        references=tuple(reference for item in extractions for reference in item.references),
        catalogues=tuple(item.name for item in extractions if item.catalogue),
        decisions=decisions.read(decisions_file(inputs.documents)),
        changed=tuple(sorted(item.name for item in extractions if known.get(item.name) != item.sha256)),
    )


def _inputs(paths: Sequence[str], running: _Build) -> Inputs:
    return Inputs(
        documents=tuple(paths),
        catalogues=tuple(sorted(running.catalogues.values())),
        vocabularies=running.vocabulary_paths,
        keep_versions=running.keep_versions,
    )


def _find(
    running: _Build, paths: Sequence[str], catalogues: Sequence[CatalogueFile], limit: int = walking.LIMIT
) -> list[walking.Source | UnreadableDocument]:
    """The documents at `paths`; `running` learns how the graph calls the `catalogues`."""
    found = [item for item in walking.sources(paths, limit=limit) if not _is_inside(item, running.folder)]
    taken = (item.name for item in found if isinstance(item, walking.Source))
    running.catalogues = _name_catalogues(catalogues, taken)
    return found


def _cache(running: _Build) -> Cache:
    return Cache(running.folder / "cache", code_digest(), running.vocabulary.digest, running.encoding or "")


def _is_inside(item: walking.Source | UnreadableDocument, folder: Path) -> bool:
    """Whether a source is a file of the graph's own folder, which may stand among the documents."""
    return (
        isinstance(item, walking.Source) and item.path is not None and folder.resolve() in item.path.resolve().parents
    )


def _build(running: _Build, found: Sequence[walking.Source | UnreadableDocument]) -> BuildReport:
    cache = _cache(running)
    with running.stage("read"):
        extractions = _read_all(running, found, cache)
        if not extractions:
            raise _nothing_read(running.reports)
        running.records.sort(key=lambda record: record.name)
    old = _old_manifest(running.folder)
    names = {report.name for report in running.reports}
    gone = [record.name for record in (old.documents if old else ()) if record.name not in names]
    running.reports += [DocumentReport(name, Status.REMOVED) for name in gone]
    generation = _generation(running)
    intact = old if old and is_intact(running.folder, old) else None
    if intact and intact.generation == generation:
        replace_manifest(running.folder, intact, running.records)
        return running.report(intact.totals, rebuilt=False)
    totals = _make(running, generation, extractions, intact)
    cache.prune()
    return running.report(totals, rebuilt=True)


def _make(running: _Build, generation: str, extractions: Sequence[Extraction], old: Manifest | None) -> dict[str, int]:
    """Link, map and load what is not in the `old` generation; give the totals."""
    with running.stage("link"):
        entities = link(
            {extraction.name: extraction.references for extraction in extractions},
            catalogues=[item.name for item in extractions if item.catalogue],
            whole=[name for name, item in running.catalogues.items() if item.whole],
            keep_versions=running.keep_versions,
            decisions=running.decisions,
        )
        running.unused = [f"{item.where}: {' '.join(str(item).split())}" for item in entities.unused]
        extractions = list(_with_named_records(extractions, entities))
        used = {item.name: len(item.references) for item in extractions if item.catalogue}
        running.reports = [item._replace(papers=used.get(item.name, item.papers)) for item in running.reports]
    with running.stage("map"):
        known = background.vocabulary(running.vocabulary, running.vocabulary_paths)
        made = partial(
            units,
            entities,
            extractions,
            base=running.base,
            evidence=running.evidence,
            venues=background.venue_iris(known),
            vocabulary={concept.iri: concept.labels for concept in running.vocabulary.concepts()},
        )
    with running.stage("load"):
        settings = _settings(running)
        before = old if old and old.settings == settings else None
        around = background.background(known)
        tally, digest = prepare(running.folder, generation, before, made, around, running.base)
        totals = _totals(entities, extractions) | {"facts": tally.facts, "passages": tally.passages}
        manifest = Manifest(
            generation=generation,
            settings=settings,
            units_sha256=digest,
            base=running.base,
            evidence=running.evidence,
            totals=totals,
            documents=tuple(running.records),
        )
        commit(running.folder, manifest)
    return totals


def _read_all(running: _Build, found: Sequence[walking.Source | UnreadableDocument], cache: Cache) -> list[Extraction]:
    """What documents and catalogues hold, by name; without any document, nothing of catalogues."""
    documents = list(_read(running, found, cache))
    completing = list(_read_catalogues(running, documents, cache)) if documents else []
    return sorted([*_split(running, documents, completing), *completing], key=lambda item: item.name)


def _split(running: _Build, documents: Sequence[Extraction], completing: Sequence[Extraction]) -> list[Extraction]:
    """The documents, citations split whose authors run into a title that a catalogue knows."""
    known = Records(reference for catalogue in completing for reference in catalogue.references)
    if not known:
        return [settled(document, document.references) if document.possible else document for document in documents]
    found = [split_by_known(document, known, running.vocabulary.venues) for document in documents]
    papers = {document.name: len(document.references) for document in found}
    running.reports = [item._replace(papers=papers.get(item.name, item.papers)) for item in running.reports]
    return found


def _read(running: _Build, found: Sequence[walking.Source | UnreadableDocument], cache: Cache) -> Iterator[Extraction]:
    """What each source holds, one document's text in memory at a time."""
    for number, source in enumerate(found):
        if isinstance(source, UnreadableDocument):
            running.reports.append(DocumentReport(source.where, Status.FAILED, 0, source.problem, source.hint))
            continue
        running.progress(Progress("read", number, len(found), source.name))
        try:
            extraction, status = _read_one(running, source, cache)
        except UnreadableDocument as error:
            running.reports.append(DocumentReport(source.name, Status.FAILED, 0, error.problem, error.hint))
        except Exception as error:  # a bug in one reader must not cost the other documents
            problem = f"kg itself failed on it: {type(error).__name__}: {error}"
            hint = "this is a bug in kg; a report with the document helps"
            running.reports.append(DocumentReport(source.name, Status.FAILED, 0, problem, hint))
        else:
            guessed = "" if extraction.encoding.certain else extraction.encoding.name
            running.reports.append(DocumentReport(source.name, status, len(extraction.references), guessed=guessed))
            path = relative_path(running.folder, source.path) if source.path else None
            running.records.append(SourceRecord(source.name, path, extraction.sha256, extraction.encoding.name))
            yield extraction


def _read_one(running: _Build, source: walking.Source, cache: Cache) -> tuple[Extraction, Status]:
    data = source.load()
    if known := cache.get(source.name, sha256(data).hexdigest()):
        return known, Status.UNCHANGED
    from kg.extractors import extract_possible  # what reads documents is not loaded where none is to be read

    document = readers.read(data, source.name, encoding=running.encoding)
    extraction = summarise(document, *extract_possible(document, running.vocabulary))
    cache.put(extraction)
    return extraction, Status.READ


def _read_catalogues(running: _Build, documents: Sequence[Extraction], cache: Cache) -> Iterator[Extraction]:
    """The records of each catalogue that documents may mean, or all of them where that is wanted."""
    if not running.catalogues:
        return
    from kg import catalogues
    from kg.extractors.catalogue.field_names import FIELDS

    wanted = catalogues.Wanted(
        reference for document in documents for reference in (*document.references, *document.possible)
    )
    for name, item in running.catalogues.items():
        running.progress(Progress("read", len(documents), len(documents), name))
        try:
            data = walking.Source(name, item.path, catalogues.LIMIT).load()
            digest = sha256(data).hexdigest()
            key = sha256(f"{digest} {item.fields} {'' if item.whole else wanted.digest}".encode()).hexdigest()
            extraction = cache.get(name, key)
            status = Status.UNCHANGED if extraction else Status.READ
            if extraction is None:
                fields = FIELDS.extended(dict(item.fields))
                chosen = None if item.whole else wanted
                extraction = catalogues.read(data, name, running.vocabulary, wanted=chosen, fields=fields)
                cache.put(extraction, key)
        except UnreadableDocument as error:
            running.reports.append(DocumentReport(name, Status.FAILED, 0, error.problem, error.hint))
        else:
            running.reports.append(DocumentReport(name, status, len(extraction.references), catalogue=True))
            path = relative_path(running.folder, item.path)
            running.records.append(SourceRecord(name, path, extraction.sha256, extraction.encoding.name))
            yield extraction


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


def _with_named_records(extractions: Iterable[Extraction], entities: Entities) -> Iterator[Extraction]:
    """Catalogues with those records only that are about a paper of the graph; other documents as they are."""
    named = {id(listing.reference) for paper in entities.papers for listing in paper.listings}
    for extraction in extractions:
        if extraction.catalogue:
            references = tuple(reference for reference in extraction.references if id(reference) in named)
            passages = {reference.span: extraction.passages[reference.span] for reference in references}
            yield replace(extraction, references=references, passages=passages)
        else:
            yield extraction


def _nothing_read(reports: Sequence[DocumentReport]) -> KgError:
    problems = "\n".join(f"  {report.name}: {report.problem}" for report in reports)
    if not problems:
        return KgError("there are no documents here", hint="name files, or a folder that holds some")
    return KgError(f"no document could be read\n{problems}", hint="the graph that was here is unchanged")


def _old_manifest(folder: Path) -> Manifest | None:
    try:
        return read_manifest(folder)
    except KgError:
        return None


def _settings(running: _Build) -> str:
    """What the graph depends on besides its documents."""
    parts = (code_digest(), background.digest(), running.vocabulary.digest, running.base, running.evidence)
    return sha256("\1".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _generation(running: _Build) -> str:
    """A name for the graph: equal when everything that it depends on is equal."""
    parts = [_settings(running)]
    parts += [f"{item.name}\0{item.sha256}\0{item.encoding}" for item in running.records]
    parts += [f"{name}\0{item.whole}\0{item.fields}" for name, item in running.catalogues.items()]
    parts.append(f"versions {running.keep_versions}")
    parts.append(f"decisions {running.decisions.digest}")
    return sha256("\1".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _totals(entities: Entities, extractions: Sequence[Extraction]) -> dict[str, int]:
    """How much of everything but facts and passages the graph holds."""
    references = [listing.reference for paper in entities.papers for listing in paper.listings]
    named = counting.counts((row for reference in references for row in counting.counted(reference)), entities.concepts)
    return counting.totals(
        len(extractions), len(references), len(entities.papers), len(entities.people), entities, named
    )
