"""The findings of a graph, kept beside it, so that a build finds again only what a change may have touched.

```text
DIR/generations/HASH/findings.json
```

The file belongs to the generation in whose folder it is, and goes with it. It holds findings as the engines report
them; labels and places are looked up in the graph whenever they are told.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from contextlib import suppress
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import pyoxigraph as ox

from kg import background
from kg.cache import code_digest
from kg.errors import KgError
from kg.store.folder import STORE, generation_folder, open_generation, read_manifest
from kg.validation import Report, report, shapes_of
from kg.validation.changes import Changes
from kg.validation.checking import check, check_again
from kg.validation.findings import Finding
from kg.validation.shapes import Shapes

FINDINGS = "findings.json"  # in the folder of a generation
_ENGINES = ("pyoxigraph", "pyshacl", "rdflib")


def report_of(folder: Path) -> Report:
    """The findings of the graph in `folder`: those that are kept, else all are looked for, and kept.

    Raises:
        NotFound: when there is no graph.
        KgError: when it cannot be opened.
    """
    store, place = _opened(folder)
    shapes = shapes_of()
    if (kept := _read(place, shapes)) is not None:
        return report(store, kept)
    found = set(check(store, shapes))
    with suppress(OSError):  # nobody may write there, or a build has replaced the graph
        _write(place, found)
    return report(store, found)


def carry(before: Path, after: Path, changed: Iterable[ox.Triple]) -> None:
    """Keep the findings of a generation, if those of the one before were kept.

    Args:
        before: the folder of the generation before.
        after: the folder of the generation that was made of it.
        changed: the triples that came or went in between.
    """
    shapes = shapes_of()
    if (found := _read(before, shapes)) is not None:
        old, new = (ox.Store.read_only(str(folder / STORE)) for folder in (before, after))
        _write(after, set(check_again(found, old, new, shapes, Changes(changed))))


def _opened(folder: Path) -> tuple[ox.Store, Path]:
    """The store of the graph in `folder`, and the folder of its generation."""
    manifest = read_manifest(folder)
    try:
        return open_generation(folder, manifest), generation_folder(folder, manifest.generation)
    except OSError:
        if read_manifest(folder) != manifest:  # a build replaced the generation in between
            return _opened(folder)
        raise KgError("the store cannot be opened", where=str(folder), hint="run `kg build` again") from None


def _read(place: Path, shapes: Shapes) -> list[Finding] | None:
    """The findings kept with a generation; None when there are none, or of other shapes or another version."""
    with suppress(OSError, ValueError, TypeError, KeyError):
        value = json.loads((place / FINDINGS).read_text(encoding="ascii"))
        if value["by"] == _by():
            return [_finding(shapes, *item) for item in value["findings"]]
    return None


def _finding(
    shapes: Shapes, shape: str, focus: str, value: str, path: str, message: str, component: str, *named: str
) -> Finding:
    return Finding(shapes.shape(ox.NamedNode(shape)), focus, value, path, message, component, frozenset(named))


def _write(place: Path, found: Collection[Finding]) -> None:
    """Keep findings with a generation; not those of shapes without a name, which are called otherwise next time."""
    if any(isinstance(item.shape.node, ox.BlankNode) for item in found):
        return
    rows = sorted([item.shape.rule, *item[1:6], *sorted(item.named)] for item in found)
    new = place / f"{FINDINGS}.new"
    new.write_text(json.dumps({"by": _by(), "findings": rows}, indent=0) + "\n", encoding="ascii")
    new.replace(place / FINDINGS)


def _by() -> str:
    """Equal for shapes, code and engines that find the same."""
    engines = (f"{name} {version(name)}" for name in _ENGINES)
    return sha256("\1".join((code_digest(), background.digest(), *engines)).encode()).hexdigest()
