"""From documents to a graph on disk: sources → read → extract → link → map → load. The order of the stages, no more."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from kg.errors import KgError
from kg.linking import decisions, is_named
from kg.linking.decisions import Decisions
from kg.linking.papers import Work, place, works
from kg.mapping import Evidence
from kg.model import Reference
from kg.namespaces import BASE
from kg.pipeline.making import Made, make, make_again, remembered
from kg.pipeline.reading import Found, Readings, Remembered, find, read
from kg.pipeline.running import BuildReport, DocumentReport, Progress, Running, Status
from kg.readers import sources as walking
from kg.relinking import Linking
from kg.store import generation as generations
from kg.store.commit import commit, is_intact, partial_folder, replace_manifest
from kg.store.folder import Manifest, read_manifest
from kg.store.inputs import CatalogueFile, Inputs, decisions_file, write_inputs
from kg.store.lock import locked
from kg.vocabulary import load as load_vocabulary

__all__ = ["BuildReport", "DocumentReport", "Progress", "Reread", "Status", "build", "reread"]


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
        running = Running(out, base, evidence, encoding, tuple(vocabulary_paths), progress, vocabulary)
        running.keep_versions = keep_versions
        running.decisions = decisions.read(decisions_file(paths))
        report = _build(running, find(running, paths, catalogues, limit))
        write_inputs(out, _inputs(paths, running))
        return report


class Reread(NamedTuple):
    """What the documents of a graph say now, as linking takes it."""

    references: tuple[Reference, ...]  # of all documents and catalogues
    catalogues: tuple[str, ...]  # names of those documents that are catalogues
    decisions: Decisions
    changed: tuple[str, ...]  # documents that are not as they were when the graph was built
    linking: Linking

    def papers(self) -> list[Work]:
        """The papers of which the graph would be made."""
        found = works(
            sorted(set(self.references), key=place),
            catalogues=self.linking.catalogues,
            keep_versions=self.linking.keep_versions,
            decisions=self.decisions,
        )
        return [work for work in found if is_named(work, self.linking.completing)]


def reread(inputs: Inputs, folder: Path, vocabulary_cache: Path | None = None) -> Reread:
    """Read again what the graph in `folder` was made from; what did not change is kept from the build.

    Raises:
        KgError: when there is no graph in `folder`, or the vocabulary or the decisions cannot be read.
    """
    known = {record.name: record.sha256 for record in read_manifest(folder).documents}
    vocabulary = load_vocabulary(inputs.vocabularies, vocabulary_cache)
    running = Running(folder, BASE, "quotes", None, inputs.vocabularies, lambda _: None, vocabulary)
    running.keep_versions = inputs.keep_versions
    extractions = read(running, find(running, inputs.documents, inputs.catalogues)).extractions
    return Reread(
        references=tuple(reference for item in extractions for reference in item.references),
        catalogues=tuple(item.name for item in extractions if item.catalogue),
        decisions=decisions.read(decisions_file(inputs.documents)),
        changed=tuple(sorted(item.name for item in extractions if known.get(item.name) != item.sha256)),
        linking=running.linking,
    )


def _inputs(paths: Sequence[str], running: Running) -> Inputs:
    return Inputs(
        documents=tuple(paths),
        catalogues=tuple(sorted(running.catalogues.values())),
        vocabularies=running.vocabulary_paths,
        keep_versions=running.keep_versions,
    )


def _build(running: Running, found: Found) -> BuildReport:
    old = _intact(running.folder)
    try:
        with remembered(running, old) as known:
            return _make(running, found, old, known)
    except sqlite3.DatabaseError:  # what is remembered is damaged; nothing depends on it
        running.reports.clear()
        running.records.clear()
        return _make(running, found, old, None)


def _make(running: Running, found: Found, old: Manifest | None, known: Remembered | None) -> BuildReport:
    """Make the graph that the sources `found` call for, from what is `known` of the `old` one or from nothing."""
    with running.stage("read"):
        readings = read(running, found, known)
    if not readings.names:
        raise _nothing_read(running.reports)
    names = {report.name for report in running.reports}
    running.reports += [DocumentReport(name, Status.REMOVED) for name in _gone(running.folder, names)]
    generation = _generation(running)
    if old and old.generation == generation:
        replace_manifest(running.folder, old, running.records)
        running.count_papers(known.memory.records(running.linking.catalogues) if known else {})
        return running.report(old.totals, rebuilt=False)
    made = make_again(running, generation, old, readings) if old and known else None
    if made is None:
        made = make(running, generation, _read_everything(running, found) if known else readings)
    totals = _commit(running, generation, made)
    running.cache.prune()
    return running.report(totals, rebuilt=True)


def _read_everything(running: Running, found: Found) -> Readings:
    """What all sources say, though much of it is remembered; what is reported of them stays."""
    reports, running.reports = running.reports, []
    running.records.clear()
    with running.stage("read"):
        readings = read(running, found)
    running.reports = reports
    return readings


def _commit(running: Running, generation: str, made: Made) -> dict[str, int]:
    """Make the generation that was `made` the graph; give its totals."""
    tally, things = made
    totals = {**things, "facts": tally.facts, "passages": tally.passages}
    manifest = Manifest(
        generation=generation,
        settings=running.settings,
        units_sha256=generations.digest(partial_folder(running.folder, generation)),
        base=running.base,
        evidence=running.evidence,
        totals=totals,
        documents=tuple(running.records),
    )
    commit(running.folder, manifest)
    return totals


def _intact(folder: Path) -> Manifest | None:
    """What is known of the graph in a folder, if it is whole."""
    old = _old_manifest(folder)
    return old if old and is_intact(folder, old) else None


def _gone(folder: Path, names: Collection[str]) -> list[str]:
    """The documents of the old graph that are none of `names`."""
    old = _old_manifest(folder)
    return [record.name for record in (old.documents if old else ()) if record.name not in names]


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


def _generation(running: Running) -> str:
    """A name for the graph: equal when everything that it depends on is equal."""
    parts = [running.settings]
    parts += [f"{item.name}\0{item.sha256}\0{item.encoding}" for item in running.records]
    parts += [f"{name}\0{item.whole}\0{item.fields}" for name, item in running.catalogues.items()]
    parts.append(f"versions {running.keep_versions}")
    parts.append(f"decisions {running.decisions.digest}")
    return sha256("\1".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
