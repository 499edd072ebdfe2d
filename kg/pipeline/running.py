"""A build under way: what it is to do, what is to be told about it, and what the last build remembers."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from kg import background
from kg.cache import Cache, code_digest
from kg.linking.decisions import UNDECIDED, Decisions
from kg.mapping import Evidence
from kg.relinking import Linking
from kg.store.folder import SourceRecord
from kg.store.inputs import CatalogueFile
from kg.vocabulary import Vocabulary


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

    stage: str  # "read", "link", "map", "load" or "check"
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
class Running:
    """A build under way."""

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
        self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - begin

    def count_papers(self, counts: Mapping[str, int]) -> None:
        """Report how many papers documents turned out to have, by their names."""
        self.reports = [item._replace(papers=counts.get(item.name, item.papers)) for item in self.reports]

    def report(self, totals: dict[str, int], *, rebuilt: bool) -> BuildReport:
        """What the build did."""
        return BuildReport(self.folder, tuple(sorted(self.reports)), totals, tuple(self.unused), rebuilt, self.seconds)

    @cached_property
    def cache(self) -> Cache:
        """What was read from documents."""
        return Cache(self.folder / "cache", code_digest(), self.vocabulary.digest, self.encoding or "")

    @cached_property
    def settings(self) -> str:
        """What the graph depends on besides its documents."""
        parts = (code_digest(), background.digest(), self.vocabulary.digest, self.base, self.evidence)
        return sha256("\1".join(parts).encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def linking(self) -> Linking:
        """How references are linked."""
        whole = frozenset(name for name, item in self.catalogues.items() if item.whole)
        return Linking(frozenset(self.catalogues), whole, self.keep_versions)
