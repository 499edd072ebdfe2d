"""Making a generation of a graph: from nothing, or from the generation before by what changed.

```text
DIR/store/       the Oxigraph store
DIR/units        a line for each unit of the graph, sorted: its key and its digest
DIR/tally.json   what is counted, so that an update need not count anew
DIR/memory       what `kg.relinking` remembers of references and of what linking made of them
```

The default graph holds every triple, the facts stand besides in the graphs of their documents. Every subject belongs
to one unit, so that an update replaces the quads of the subjects concerned, and of no others. What it gives is, quad
for quad, what a build from nothing gives. The old store is copied by hard links, and never changed.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, Triple

from kg.mapping import Row, Unit, graph_name, subjects
from kg.namespaces import ONTOLOGY, RDF
from kg.store.folder import STORE

_UNITS, _TALLY = "units", "tally.json"
_UNION = DefaultGraph()
_TYPE, _PASSAGE = NamedNode(RDF + "type"), NamedNode(ONTOLOGY + "Passage")
_PART = 150_000  # rows that are loaded at once: more cost memory, fewer time
_FEW, _SHARE = 500, 0.1  # units that an update may touch: in any graph, and as a part of a large one


@dataclass(frozen=True)
class Background:
    """What stands in the default graph beside the units."""

    always: Mapping[NamedNode, Collection[Quad]]  # by subject
    where_named: Mapping[NamedNode, Collection[Quad]]  # by subject; of what facts name, and of what stands above it
    above: Collection[NamedNode]  # properties that lead to what stands above

    def described(self, named: Iterable[NamedNode]) -> set[NamedNode]:
        """The subjects that are described when facts name `named`."""
        waiting = [node for node in named if node in self.where_named]
        found = set(waiting)
        while waiting:
            for quad in self.where_named[waiting.pop()]:
                value = quad.object if quad.predicate in self.above else None
                if isinstance(value, NamedNode) and value in self.where_named and value not in found:
                    found.add(value)
                    waiting.append(value)
        return found

    def about(self, subject: NamedNode, described: Collection[NamedNode]) -> Iterator[Quad]:
        """What the background says of `subject`."""
        yield from self.always.get(subject, ())
        if subject in described:
            yield from self.where_named[subject]


class _Graphs(NamedTuple):
    """The graphs that belong to no document."""

    entities: NamedNode
    evidence: NamedNode


def _graphs(base: str) -> _Graphs:
    return _Graphs(*(NamedNode(graph_name(name, base)) for name in _Graphs._fields))


@dataclass
class Tally:
    """What is counted while units come and go."""

    facts: int = 0  # triples in the graphs of documents
    passages: int = 0
    naming: Counter[str] = field(default_factory=Counter)  # IRI of the background → units whose facts name it

    def count(self, rows: Collection[Row], background: Background, graphs: _Graphs, sign: int = 1) -> None:
        """Count the rows of one unit: in, or with -1 out again."""
        facts = {row[:3] for row in rows if row[3] != graphs.evidence and row[3] != graphs.entities}
        self.facts += sign * len(facts)
        self.passages += sign * sum(row[1] == _TYPE and row[2] == _PASSAGE for row in rows)
        terms = {term for row in rows if row[3] != graphs.evidence for term in (row[0], row[2])}
        for term in terms:
            if isinstance(term, NamedNode) and term in background.where_named:
                self.naming[term.value] += sign

    def named(self) -> list[NamedNode]:
        """What of the background is named by any unit."""
        return [NamedNode(iri) for iri, units in self.naming.items() if units]

    def write(self, folder: Path) -> None:
        """Keep the tally in `folder`."""
        naming = {iri: units for iri, units in sorted(self.naming.items()) if units}
        value = {"facts": self.facts, "passages": self.passages, "naming": naming}
        (folder / _TALLY).write_text(json.dumps(value, indent=0) + "\n", encoding="ascii")


def read_tally(folder: Path) -> Tally:
    """The tally that was kept in `folder`."""
    value = json.loads((folder / _TALLY).read_text(encoding="ascii"))
    return Tally(value["facts"], value["passages"], Counter(value["naming"]))


def digest(folder: Path) -> str:
    """SHA-256 of what a generation says of its units.

    Raises:
        OSError: when there is no generation in `folder`.
    """
    with (folder / _UNITS).open("rb") as units, (folder / _TALLY).open("rb") as tally:
        return sha256(b"".join(sha256(file.read()).digest() for file in (units, tally))).hexdigest()


def fill(folder: Path, units: Iterable[Unit], background: Background, base: str) -> Tally:
    """Make the graph of `units` in `folder`, from nothing. Memory does not grow with their number."""
    store, tally, known = Store(str(folder / STORE)), Tally(), dict[str, str]()
    parts = _load(store, _texts(units, known, tally, background, _graphs(base)))
    _write_units(folder, known)
    described = background.described(tally.named())
    everywhere = background.always.keys() | described
    store.bulk_extend(quad for subject in everywhere for quad in background.about(subject, described))
    if parts > 1:
        store.optimize()  # every part left files of its own: a look-up in all of them takes four times as long
    store.flush()  # or the next open would replay the log
    tally.write(folder)
    return tally


def _load(store: Store, texts: Iterator[str]) -> int:
    """Load N-Quads in parts that the engine reads while the next one is written. Returns how many parts there were."""
    parts = 0
    with ThreadPoolExecutor(1) as loader:
        loading: Future[None] | None = None
        while part := "".join(islice(texts, _PART)):
            if loading:
                loading.result()
            loading = loader.submit(store.bulk_load, part.encode(), RdfFormat.N_QUADS, lenient=True)
            parts += 1
        if loading:
            loading.result()
    return parts


def _texts(
    units: Iterable[Unit], known: dict[str, str], tally: Tally, background: Background, graphs: _Graphs
) -> Iterator[str]:
    """The N-Quads of each unit as the store holds them: the facts twice, evidence in the default graph alone.

    `known` learns the digests of all units by their keys.
    """
    for unit in units:
        known[unit.key] = unit.digest
        rows = list(unit.rows())
        tally.count(rows, background, graphs)
        for subject, predicate, value, graph in rows:
            triple = f"{subject} {predicate} {value} "
            yield f"{triple}.\n" if graph == graphs.evidence else f"{triple}.\n{triple}{graph} .\n"


def _write_units(folder: Path, known: Mapping[str, str]) -> None:
    with (folder / _UNITS).open("w", encoding="utf-8", newline="") as table:
        table.writelines(f"{key} {known[key]}\n" for key in sorted(known))


def _read_units(folder: Path) -> dict[str, str]:
    """The digests of all units by their keys."""
    with (folder / _UNITS).open(encoding="utf-8", newline="") as table:
        lines = (line.rstrip("\n").rpartition(" ") for line in table)
        return {key: digest for key, _, digest in lines}


def _stored(rows: Iterable[Row], graphs: _Graphs) -> Iterator[Quad]:
    """Rows as the store holds them: the facts twice, evidence in the default graph alone."""
    for subject, predicate, value, graph in rows:
        yield Quad(subject, predicate, value)
        if graph != graphs.evidence:
            yield Quad(subject, predicate, value, graph)


def _rows(quads: Iterable[Quad], graphs: _Graphs) -> Iterator[Row]:
    """The rows of what the store holds; the default graph is counted as evidence."""
    for quad in quads:
        subject, value, graph = quad.subject, quad.object, quad.graph_name
        if isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal):
            yield subject, quad.predicate, value, graph if isinstance(graph, NamedNode) else graphs.evidence


class Updated(NamedTuple):
    """What an update made of a generation."""

    tally: Tally
    changed: frozenset[Triple]  # that came or went


def update(
    folder: Path,
    before: Path,
    units: Iterable[Unit],
    background: Background,
    base: str,
    gone: Callable[[str], bool] = lambda key: True,
) -> Updated | None:
    """Make a graph in `folder` from the generation in the folder `before`, which has the same settings.

    Args:
        folder: of the new generation.
        before: of the old one.
        units: that may be new or not as they were.
        background: what the graph holds besides.
        base: namespace of the graph's identifiers.
        gone: whether the unit with a key is no more if it is none of `units`.

    Returns:
        None when so much changed that it is better made from nothing; `folder` may hold parts of it then.
    """
    known = _read_units(before)
    if (changes := _changes(known, units, gone)) is None:
        return None
    _write_units(folder, known)
    Store.read_only(str(before / STORE)).backup(str(folder / STORE))
    store, tally = Store(str(folder / STORE)), read_tally(before)
    changed = _replace(store, tally, *changes, background, base)
    store.flush()
    tally.write(folder)
    return Updated(tally, frozenset(quad.triple for quad in changed))


def _changes(
    known: dict[str, str], units: Iterable[Unit], gone: Callable[[str], bool]
) -> tuple[list[str], list[Unit]] | None:
    """The keys of units that are no more or not as they were, and the units that are new or not as they were.

    `known`, the digests of the old units by their keys, becomes that of the new ones.
    """
    most = max(_FEW, int(len(known) * _SHARE))
    old: list[str] = []
    come: list[Unit] = []
    seen: set[str] = set()
    for unit in units:
        seen.add(unit.key)
        before = known.get(unit.key)
        if before != unit.digest:
            come.append(unit)
            known[unit.key] = unit.digest
            old += [unit.key] if before is not None else []
        if len(come) > most:
            return None
    lost = {key for key in known if key not in seen and gone(key)}
    for key in lost:
        del known[key]
    return (sorted(lost.union(old)), come) if len(lost) <= most else None


def _replace(
    store: Store, tally: Tally, gone: Iterable[str], come: Iterable[Unit], background: Background, base: str
) -> set[Quad]:
    """Take the units `gone` out of the store and put the units `come` into it; the background follows.

    Returns:
        The quads of the default graph, which holds every triple, that came or went.
    """
    graphs = _graphs(base)
    described = background.described(tally.named())
    old: set[Quad] = set()
    for nodes in subjects(gone, _finder(store)):
        quads = {quad for node in nodes for quad in store.quads_for_pattern(node, None, None, None)}
        tally.count(list(_rows(quads, graphs)), background, graphs, -1)
        old |= quads
    new: set[Quad] = set()
    for unit in come:
        rows = list(unit.rows())
        tally.count(rows, background, graphs)
        new |= set(_stored(rows, graphs))
    now = background.described(tally.named())
    old |= {quad for node in described - now for quad in background.where_named[node]}
    touched = {quad.subject for quad in old if isinstance(quad.subject, NamedNode)} | (now - described)
    new |= {quad for node in touched for quad in background.about(node, now)}
    for quad in old - new:
        store.remove(quad)
    store.extend(new - old)
    return {quad for quad in old ^ new if quad.graph_name == _UNION}


def _finder(store: Store) -> Callable[[NamedNode | None, NamedNode, NamedNode | None], Iterator[NamedNode | Literal]]:
    def find(subject: NamedNode | None, predicate: NamedNode, value: NamedNode | None) -> Iterator[NamedNode | Literal]:
        for quad in store.quads_for_pattern(subject, predicate, value, _UNION):
            term = quad.object if subject else quad.subject
            if isinstance(term, NamedNode | Literal):
                yield term

    return find
