"""The keys by which references that have something in common are found."""

from __future__ import annotations

from collections.abc import Iterator

from kg.linking.entries import SCHEMES
from kg.model import Reference


def keys(reference: Reference) -> set[str]:
    """Every key of a reference: what kind of key it is, then a value."""
    return set(identifiers(reference))


def identifiers(reference: Reference) -> Iterator[str]:
    """A key for each identifier of the work."""
    for item in reference.identifiers:
        if item.scheme in SCHEMES:
            yield f"identifier {item.scheme} {item.value}"
