"""Prose that cites a listed paper by its number describes it: "SimCLR [2] shows …" belongs to entry 2."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extractors.claims import Claims
from kg.extractors.entry import Entry
from kg.extractors.outline import Outline, leaves
from kg.extractors.phrase import Phrase, whole
from kg.extractors.sentences import sentences
from kg.model import Span

_CITED = re.compile(r"\[(?P<keys>[\w+.:-]{1,16}(?:\s*[,;–-]\s*[\w+.:-]{1,16})*)\]")


def described(entries: Sequence[Entry], outline: Outline) -> list[Entry]:
    """The entries, those with a key also described by the sentences that cite it."""
    keys = {entry.key for entry in entries if entry.key}
    if not keys:
        return list(entries)
    cited = _sentences_by_key(keys, entries, outline)
    return [_with_descriptions(entry, cited.get(entry.key, [])) if entry.key else entry for entry in entries]


def _with_descriptions(entry: Entry, spans: list[Span]) -> Entry:
    fields = entry.fields
    return entry.with_fields(replace(fields, descriptions=tuple(dict.fromkeys((*fields.descriptions, *spans)))))


def _sentences_by_key(keys: set[str], entries: Sequence[Entry], outline: Outline) -> dict[str, list[Span]]:
    found: dict[str, list[Span]] = defaultdict(list)
    cores = Claims(entry.core for entry in entries)
    for sentence in _sentences_with_keys(outline):
        if cores.touch(sentence.span):
            continue
        for match in _CITED.finditer(sentence.raw):
            for key in keys.intersection(re.split(r"\s*[,;]\s*", match["keys"])):
                found[key].append(sentence.span)
    return found


def _sentences_with_keys(outline: Outline) -> Iterator[Phrase]:
    for section in outline.sections:
        for block in section.blocks:
            for leaf in leaves(block):
                if "[" in leaf.content.text:
                    yield from sentences(whole(leaf.content))
