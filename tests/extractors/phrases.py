"""Phrases out of plain strings, for tests of what reads phrases."""

from __future__ import annotations

from kg.extractors.phrase import Phrase, whole
from kg.model import Content, Piece


def phrase(text: str) -> Phrase:
    """`text` as the only words of a document."""
    return whole(Content(text, (Piece(0, 0, len(text), len(text)),) if text else ()))
