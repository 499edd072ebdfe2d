"""From what sources say to the next generation of a graph: the whole of it, or what a change touches."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from kg import background
from kg.extraction import Extraction
from kg.linking import Linked, counting, link_all
from kg.linking.entities import Entities
from kg.mapping import Setting, all_units
from kg.pipeline.reading import Readings, Remembered, digests
from kg.pipeline.running import Running
from kg.relinking import Change, Memory, Setter, relink, remember
from kg.store.commit import begin
from kg.store.folder import Manifest, generation_folder
from kg.store.generation import Tally, fill, update
from kg.validation import kept

MEMORY = "memory"  # a file in the folder of a generation

Made = tuple[Tally, Mapping[str, int]]
"""What is counted of a new generation: in its store, and of its things."""


@contextmanager
def remembered(running: Running, old: Manifest | None) -> Iterator[Remembered | None]:
    """What the last build remembers; None unless this build reads and links as that did."""
    path = generation_folder(running.folder, old.generation) / MEMORY if old else None
    if path is None or not path.exists() or not old or old.settings != running.settings:
        yield None
        return
    with closing(Memory(path)) as memory:
        is_alike = memory.how() == _how(running)
        yield Remembered(memory, memory.documents(), memory.counts()) if is_alike else None


def _how(running: Running) -> str:
    """Equal for builds that read and link in the same way, and use the same catalogues as a whole."""
    parts = [f"{name}\0{item.whole}\0{item.fields}" for name, item in sorted(running.catalogues.items())]
    parts += [f"{name}\0{digest}" for name, digest in digests(running).items()]
    parts += [running.encoding or "", f"versions {running.keep_versions}", f"decisions {running.decisions.digest}"]
    return sha256("\1".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def make_again(running: Running, generation: str, old: Manifest, readings: Readings) -> Made | None:
    """Make the next generation from the `old` one and what changed; None when it is better made from nothing."""
    folder, before = begin(running.folder, generation), generation_folder(running.folder, old.generation)
    shutil.copyfile(before / MEMORY, folder / MEMORY)
    with closing(Memory(folder / MEMORY)) as memory:
        gone = sorted(memory.documents().keys() - readings.names)
        known, setting = _settings(running)
        with running.stage("link"):
            found = relink(memory, Change(readings.extractions, gone), running.linking, setting)
        if found is None:
            return None
        with running.stage("load"):
            around = background.background(known)
            updated = update(folder, before, found.units, around, running.base, found.gone)
    if updated is None:
        return None
    with running.stage("check"):
        kept.carry(before, folder, updated.changed)
    running.count_papers(found.records)
    return updated.tally, found.totals


def make(running: Running, generation: str, readings: Readings) -> Made:
    """Make the next generation from nothing."""
    folder = begin(running.folder, generation)
    with running.stage("link"):
        linked = link_all(
            {extraction.name: extraction.references for extraction in readings.extractions},
            catalogues=running.linking.catalogues,
            whole=running.linking.whole,
            keep_versions=running.keep_versions,
            decisions=running.decisions,
        )
        entities = linked.entities
        running.unused = [f"{item.where}: {' '.join(str(item).split())}" for item in entities.unused]
        extractions = list(_with_named_records(readings.extractions, entities))
        running.count_papers({item.name: len(item.references) for item in extractions if item.catalogue})
    known, set_up = _settings(running)
    setting = set_up(entities, {item.name: item for item in extractions})
    with running.stage("load"):
        tally = fill(folder, all_units(setting, entities), background.background(known), running.base)
        if not any(running.decisions):  # what a person decided is not weighed again in part
            _remember(running, folder / MEMORY, readings, linked, setting)
    return tally, _totals(entities, extractions)


def _remember(running: Running, path: Path, readings: Readings, linked: Linked, setting: Setting) -> None:
    with closing(Memory(path)) as memory:
        remember(memory, readings.extractions, linked, running.linking, setting, _how(running))


def _settings(running: Running) -> tuple[background.About, Setter]:
    """What the vocabulary says, and what makes the setting of a graph with it."""
    with running.stage("map"):
        known = background.vocabulary(running.vocabulary, running.vocabulary_paths)
        venues = background.venue_iris(known)
        labels = {concept.iri: concept.labels for concept in running.vocabulary.concepts()}

    def setting(entities: Entities, documents: Mapping[str, Extraction]) -> Setting:
        by_name = dict(sorted(documents.items()))
        return Setting(entities, by_name, running.base, running.evidence, venues, labels)

    return known, setting


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


def _totals(entities: Entities, extractions: Sequence[Extraction]) -> dict[str, int]:
    """How much of everything but facts and passages the graph holds."""
    references = [listing.reference for paper in entities.papers for listing in paper.listings]
    named = counting.counts((row for item in references for row in counting.counted(item)), entities.concepts)
    papers, people = len(entities.papers), len(entities.people)
    return counting.totals(len(extractions), len(references), papers, people, entities, named)
