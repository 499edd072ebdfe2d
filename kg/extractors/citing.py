"""Prose that cites a listed paper describes it: "SimCLR [2] shows …", "Brazinskas et al. (2020) summarise opinions"."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kg.extractors.claims import Claims
from kg.extractors.entry import Entry
from kg.extractors.outline import Outline, Section, leaves
from kg.extractors.phrase import Phrase, whole
from kg.extractors.sentences import sentences
from kg.model import Span
from kg.naming import ascii_fold, words

_CITED = re.compile(r"\[(?P<keys>[\w+.:-]{1,16}(?:\s*[,;–-]\s*[\w+.:-]{1,16})*)\]")
_CITED_BY_NAME = re.compile(
    r"(?P<name>[^\W\d_a-z][\w'’-]+)(?:\s+et\.?\s+al\.?|\s+(?:and|&)\s+[^\W\d_a-z][\w'’-]+)?"
    r"(?P<year>,?\s*[(\[]?(?:19|20)\d\d(?!\d))"
)
_LONGEST_LEAD = 12  # characters before a citation with which a sentence begins: "In "
_ADVERBIAL = re.compile(r"[^,;:()]{1,80}, \(?")
"""Words before whoever did something: "To answer that question, (Huang et al., 2020) ask people"."""

Key = str
"""What prose cites a paper by: its number, or the surname of its first author and the year."""


def described(entries: Sequence[Entry], outline: Outline) -> list[Entry]:
    """The entries, each also described by the sentences that cite it."""
    keys = [_keys(entry) for entry in entries]
    often = Counter(key for own in keys for key in own)
    known = {key for key, count in often.items() if count == 1 or " " not in key}
    if not known:
        return list(entries)
    cited = _sentences_by_key(known, entries, outline)
    return [
        _with_descriptions(entry, [span for key in own for span in cited.get(key, ())])
        for entry, own in zip(entries, keys, strict=True)
    ]


def without_themes(entries: Sequence[Entry], outline: Outline) -> list[Entry]:
    """The entries but for headings above prose on a paper that is listed elsewhere: "(Roe and Poe, 2020) propose …"."""
    keys = {key for entry in entries for key in _keys(entry) if " " in key}
    themes = {entry.core for entry in entries if entry.extractor == "headed" and _says_nothing(entry)}
    if not keys or not themes:
        return list(entries)
    cited = {
        section.heading.span
        for section in outline.sections
        if section.heading and section.heading.span in themes and _begins_by_citing(section, keys)
    }
    return [entry for entry in entries if entry.core not in cited]


def _says_nothing(entry: Entry) -> bool:
    fields = entry.fields
    return not (fields.authors or fields.links or fields.venue or fields.year)


def _begins_by_citing(section: Section, keys: set[Key]) -> bool:
    """Whether the first sentence below a heading that cites a listed paper by name and year begins with that."""
    for paragraph in _paragraphs(section):
        for sentence in sentences(paragraph) if _is_dated(paragraph.raw) else ():
            if named := list(_names(sentence.raw, keys)):
                return named[0][1]
    return False


def _keys(entry: Entry) -> list[Key]:
    keys = [entry.key] if entry.key else []
    if entry.fields.authors and entry.fields.year:
        last, comma, _ = entry.fields.authors[0].text.partition(",")
        names = words(ascii_fold(last))
        if names:
            keys.append(f"{names[0] if comma else names[-1]} {entry.fields.year.text}")
    return keys


def _with_descriptions(entry: Entry, spans: list[Span]) -> Entry:
    if not spans:
        return entry
    fields = entry.fields
    return entry.with_fields(replace(fields, descriptions=tuple(dict.fromkeys((*fields.descriptions, *spans)))))


def _sentences_by_key(keys: set[Key], entries: Sequence[Entry], outline: Outline) -> Mapping[Key, list[Span]]:
    found: dict[Key, list[Span]] = defaultdict(list)
    cores = Claims(entry.core for entry in entries)
    by_name = any(" " in key for key in keys)
    for section in outline.sections:
        speaking: set[Key] = set()  # of which paper the section goes on to speak
        for paragraph in _paragraphs(section):
            for sentence in sentences(paragraph) if speaking or _may_cite(paragraph.raw, by_name) else ():
                if cores.touch(sentence.span):
                    speaking = set()
                    continue
                cited = set(_numbers(sentence.raw, keys)) if "[" in sentence.raw else set()
                named = dict(_names(sentence.raw, keys)) if by_name and _is_dated(sentence.raw) else {}
                for key in cited | set(named) or speaking:
                    found[key].append(sentence.span)
                if cited or named:
                    begun = {key for key, first in named.items() if first}
                    speaking = begun if len(begun) == 1 else set()
    return found


def _numbers(text: str, keys: set[Key]) -> Iterator[Key]:
    for match in _CITED.finditer(text):
        yield from keys.intersection(re.split(r"\s*[,;]\s*", match["keys"]))


def _names(text: str, keys: set[Key]) -> Iterator[tuple[Key, bool]]:
    """The papers that a sentence cites by name and year, and whether it begins with that: then it speaks of them."""
    for match in _CITED_BY_NAME.finditer(text):
        key = f"{' '.join(words(ascii_fold(match['name'])))} {match['year'][-4:]}"
        if key in keys:
            yield key, match.start() <= _LONGEST_LEAD or _ADVERBIAL.fullmatch(text, 0, match.start()) is not None


def _paragraphs(section: Section) -> Iterator[Phrase]:
    for block in section.blocks:
        for leaf in leaves(block):
            yield whole(leaf.content)


def _may_cite(text: str, by_name: bool) -> bool:
    return "[" in text or (by_name and _is_dated(text))


def _is_dated(text: str) -> bool:
    return "19" in text or "20" in text
