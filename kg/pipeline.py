"""From documents to a graph on disk: sources → read → extract → link → map → load. The order of the stages, no more."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from kg import background, readers
from kg.cache import Cache, code_digest
from kg.errors import KgError, UnreadableDocument
from kg.extraction import Extraction, summarise
from kg.linking import link
from kg.linking.concepts import concept_key
from kg.linking.entities import Entities
from kg.mapping import Evidence, units
from kg.model import ConceptMention, ConceptName
from kg.namespaces import BASE
from kg.readers import sources as walking
from kg.store.commit import commit, is_intact, prepare, replace_manifest
from kg.store.folder import Manifest, SourceRecord, read_manifest, relative_path
from kg.store.generation import Tally
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
        return BuildReport(self.folder, tuple(sorted(self.reports)), totals, rebuilt, self.seconds)


def build(
    paths: Sequence[str],
    out: Path,
    *,
    vocabulary_paths: Sequence[Path] = (),
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
        base: namespace of the identifiers to mint.
        evidence: "positions" leaves the quoted words out of the graph.
        encoding: of all documents; found out for each when None.
        limit: bytes above which a document is not read.
        vocabulary_cache: a folder in which vocabularies are kept ready from build to build.
        progress: called as the build goes on.

    Returns:
        What became of each document, and what the graph holds.

    Raises:
        KgError: when no document can be read, another process builds in `out`, or the vocabulary cannot be read. The
            old graph stays.
    """
    vocabulary = load_vocabulary(tuple(vocabulary_paths), vocabulary_cache)
    out.mkdir(parents=True, exist_ok=True)
    with locked(out):
        running = _Build(out, base, evidence, encoding, tuple(vocabulary_paths), progress, vocabulary)
        return _build(running, [item for item in walking.sources(paths, limit=limit) if not _is_inside(item, out)])


def _is_inside(item: walking.Source | UnreadableDocument, folder: Path) -> bool:
    """Whether a source is a file of the graph's own folder, which may stand among the documents."""
    return (
        isinstance(item, walking.Source) and item.path is not None and folder.resolve() in item.path.resolve().parents
    )


def _build(running: _Build, found: Sequence[walking.Source | UnreadableDocument]) -> BuildReport:
    cache = Cache(running.folder / "cache", code_digest(), running.vocabulary.digest, running.encoding or "")
    with running.stage("read"):
        extractions = sorted(_read(running, found, cache), key=lambda extraction: extraction.name)
        running.records.sort(key=lambda record: record.name)
    if not extractions:
        raise _nothing_read(running.reports)
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
        entities = link({extraction.name: extraction.references for extraction in extractions})
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
        totals = _totals(entities, tally, extractions)
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
    from kg.extractors import extract  # what reads documents is not loaded where none is to be read

    document = readers.read(data, source.name, encoding=running.encoding)
    extraction = summarise(document, extract(document, running.vocabulary))
    cache.put(extraction)
    return extraction, Status.READ


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
    return sha256("\1".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _totals(entities: Entities, tally: Tally, extractions: Sequence[Extraction]) -> dict[str, int]:
    """How much of everything the graph holds. "merged" counts the references that another document's paper took in."""
    references = [reference for extraction in extractions for reference in extraction.references]
    concepts = {
        kind: len({_identity(item) for reference in references for item in getattr(reference, kind)})
        for kind in ("topics", "methods", "datasets", "tasks", "software")
    }
    relations = {
        (_identity(item.subject), item.relation, _identity(item.object))
        for reference in references
        for item in reference.relations
    }
    return {
        "documents": len(extractions),
        "references": len(references),
        "papers": len(entities.papers),
        "merged": len(references) - len(entities.papers),
        "people": len(entities.people),
        "venues": len(entities.venues),
        "editions": len(entities.editions),
        "organizations": len(entities.organizations),
        "awards": len(entities.awards),
        **concepts,
        "coined": len(entities.concepts),
        "relations": len(relations),
        "facts": tally.facts,
        "passages": tally.passages,
    }


def _identity(concept: ConceptMention | ConceptName) -> str:
    """What tells a concept from others."""
    return concept.iri or f"{concept.kind} {concept_key(concept.kind, concept.label)}"
