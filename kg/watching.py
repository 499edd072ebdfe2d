"""Noticing that what a graph is made from has changed: by looking at names, sizes and times, again and again.

A look each second at some hundred files costs next to nothing, works on network drives, and needs no library.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from kg.errors import KgError
from kg.readers.sources import LIMIT, STANDARD_INPUT, Source, sources
from kg.store.inputs import Inputs, decisions_file

INTERVAL = 1.0  # seconds between two looks

State = tuple[int, ...]
Seen = Mapping[str, State]
"""What there is, by path: size, time of change and number of each file; nothing of what cannot be read."""


def look(inputs: Inputs, graph: Path, limit: int = LIMIT) -> Seen:
    """What `inputs` are made of now, without what is inside the folder of the `graph`.

    Args:
        inputs: documents, with what stands beside them, catalogues and vocabularies.
        graph: the folder that a build writes to.
        limit: the most bytes of a document.

    Raises:
        KgError: when standard input is among the documents: it can be read once only.
    """
    if STANDARD_INPUT in inputs.documents:
        raise KgError("standard input cannot be watched", hint="name files or folders")
    inside = graph.resolve()
    return {
        str(path): _state(path) for path in _paths(inputs, limit) if inside not in Path(path).resolve().parents
    }  # fmt: skip


def _paths(inputs: Inputs, limit: int) -> Iterator[Path]:
    for source in sources(inputs.documents, limit=limit):
        if not isinstance(source, Source):
            yield Path(source.where)
        elif source.path is not None:
            yield source.path
    if decided := decisions_file(inputs.documents):
        yield decided
    yield from (item.path for item in inputs.catalogues)
    yield from inputs.vocabularies


def _state(path: Path) -> State:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return ()
    return found.st_size, found.st_mtime_ns, found.st_ino


def changes(
    look: Callable[[], Seen], *, interval: float = INTERVAL, sleep: Callable[[float], None] = time.sleep
) -> Iterator[tuple[str, ...]]:
    """Wait for changes, for ever.

    The first look is taken at once, so that nothing is missed which changes before the first result is asked for; and
    what changes while a result is worked on is in the next one.

    Args:
        look: tells what there is.
        interval: seconds between looks.
        sleep: waits.

    Returns:
        An iterator over the paths that changed, sorted. They are given when they have stayed as they are for one
        interval: who saves many files is done then.
    """
    return _changes(look(), look, interval, sleep)


def _changes(
    known: Seen, look: Callable[[], Seen], interval: float, sleep: Callable[[float], None]
) -> Iterator[tuple[str, ...]]:
    before = known
    while True:
        sleep(interval)
        now = look()
        if now == before and now != known:
            yield tuple(sorted(_differing(known, now)))
            known = now
        before = now


def _differing(one: Seen, other: Seen) -> Iterable[str]:
    return (path for path in one.keys() | other.keys() if one.get(path) != other.get(path))
