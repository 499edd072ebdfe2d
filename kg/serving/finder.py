"""Finding things by words, for the search box and for completion. What finds them can be changed: see `Finder`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import NamedTuple, Protocol

from kg.graph import Graph
from kg.searching import Filter, Hit, Index, foremost, search
from kg.serving.opened import Opened


class Found(NamedTuple):
    """A thing that fits."""

    iri: str
    label: str
    kind: str
    why: str = ""  # the words that fit, where they are not the label
    mended: tuple[str, ...] = ()  # words that stand for misspelt ones


class Finder(Protocol):
    """What finds things by words."""

    def __call__(self, text: str, kinds: Sequence[str], most: int) -> Sequence[Found]:
        """The things that fit some words, best first.

        Args:
            text: what somebody typed; empty for the things that most papers name.
            kinds: keys of `kg.finding.KINDS`; all when empty.
            most: how many at most.
        """


class ByIndex:
    """Finds things by the search index of a graph, which is made when there is none yet.

    Args:
        opened: the graph.
        cache: a folder for indexes that cannot lie beside their graph; None when there is none.
    """

    def __init__(self, opened: Opened, cache: Path | None) -> None:
        self._opened, self._cache = opened, cache
        self._lock = Lock()  # the connection to the index is one for all threads

    def __call__(self, text: str, kinds: Sequence[str], most: int) -> Sequence[Found]:
        """See `Finder`."""
        with self._lock:
            index = self._opened.once(self._open)
            chosen = Filter(tuple(kinds))
            hits = search(index, text, chosen, most) if text.strip() else foremost(index, chosen, most)
        return [_found(hit) for hit in hits]

    def _open(self, store: Graph) -> Index:
        return self._opened.location.index(self._cache)


def _found(hit: Hit) -> Found:
    same = hit.words.split() == hit.label.split()
    return Found(hit.iri, hit.label, hit.kind, "" if same else f"{hit.field}: {hit.words}", hit.mended)
