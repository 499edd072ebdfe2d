"""A vocabulary made ready once and kept: its concepts, and the forms of their labels, as JSON in a folder.

What is kept is found by the digest of the files and of the code that read them, so it never grows old. It is data, and
nothing in it is executed; the matcher's automaton is made anew from the forms, which takes a fraction of a second. A
file that does not hold what it should is ignored and written again; a folder that cannot be written to costs time only.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from kg.vocabulary.concepts import Concept, Kind
from kg.vocabulary.matcher import Forms

_KEPT = 8  # vocabularies; those that were used longest ago are removed
_DAMAGED = (OSError, ValueError, TypeError, KeyError, AttributeError)


class Compiled(NamedTuple):
    """The concepts of some files, and the forms of the labels that they bring."""

    concepts: list[Concept]
    forms: Forms


def recall(folder: Path, digest: str) -> Compiled | None:
    """What has this digest, or None when it is not kept in `folder`."""
    path = _path(folder, digest)
    with suppress(*_DAMAGED):
        kept = json.loads(path.read_text(encoding="utf-8"))
        concepts = [_concept(*row) for row in kept["concepts"]]
        numbers = [[each] if isinstance(each, int) else each for each in kept["numbers"]]
        forms = dict(zip(kept["forms"], numbers, strict=True))
        if all(0 <= number < kept["labels"] for same in numbers for number in same):
            os.utime(path)
            return Compiled(concepts, forms)
    return None


def keep(folder: Path, digest: str, vocabulary: Compiled) -> None:
    """Keep the concepts of some files in `folder`, as well as may be."""
    value = {
        "labels": 1 + max((number for same in vocabulary.forms.values() for number in same), default=-1),
        "concepts": [_row(concept) for concept in vocabulary.concepts],
        "forms": list(vocabulary.forms),
        "numbers": [same[0] if len(same) == 1 else same for same in vocabulary.forms.values()],
    }
    path = _path(folder, digest)
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        new = path.with_suffix(f".{os.getpid()}.new")
        new.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
        new.replace(path)
        for old in sorted(folder.glob("*.json"), key=lambda each: each.stat().st_mtime, reverse=True)[_KEPT:]:
            old.unlink(missing_ok=True)


def _path(folder: Path, digest: str) -> Path:
    return folder / (sha256(f"{code_digest()} {digest}".encode()).hexdigest() + ".json")


@cache
def code_digest() -> str:
    """SHA-256 of the code on which compiling depends: this package, and Python's tables of characters."""
    digest = sha256(f"python {sys.version_info[:2]}".encode())
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(path.name.encode() + b"\0" + sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _row(concept: Concept) -> list[Any]:
    """A concept as JSON; what is as usual is left out at the end."""
    row = [
        concept.iri,
        concept.label,
        concept.kind.value,
        concept.schemes,
        concept.broader,
        concept.alternatives,
        concept.scope_note,
        [int(concept.top), int(concept.grouping), int(concept.match_case)],
        concept.needs_near,
        [kind.value for kind in concept.also],
    ]
    while not row[-1] or row[-1] == [0, 0, 0]:
        row.pop()
    return row


def _concept(
    iri: str,
    label: str,
    kind: str,
    schemes: Iterable[str] = (),
    broader: Iterable[str] = (),
    alternatives: Iterable[str] = (),
    scope_note: str = "",
    flags: tuple[int, int, int] = (0, 0, 0),
    needs_near: Iterable[str] = (),
    also: Iterable[str] = (),
) -> Concept:
    top, grouping, match_case = map(bool, flags)
    return Concept(
        iri,
        label,
        Kind(kind),
        tuple(alternatives),
        tuple(broader),
        tuple(schemes),
        top,
        grouping,
        scope_note,
        match_case,
        tuple(needs_near),
        tuple(map(Kind, also)),
    )
