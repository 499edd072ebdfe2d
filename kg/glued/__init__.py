"""Citations whose authors run into the title: "Ilya Sutskever, Quoc V. Le Sequence to Sequence Learning".

No rule of language can tell where the last name ends. A catalogue that knows the title can, so such a citation is split
between reading and linking. What splits it is that both halves are those of one record: the title, and beside it the
authors in their order. When anything is in doubt, the citation stays as it was read.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kg.extraction import Extraction, settled
from kg.glued.known import Either, Known, KnownPaper, Records
from kg.glued.people import People, find_people
from kg.glued.replacing import Parts, replaced
from kg.glued.titles import Entry, Place
from kg.linking.minting import comparable
from kg.model import Reference
from kg.vocabulary.venues import Venues

__all__ = ["Either", "Known", "KnownPaper", "Records", "split_by_known"]

_RECORDS = frozenset({"record", "labelled"})  # their titles and authors are fields; nothing runs into anything
_LONGEST = 1200  # characters of an entry in which title and authors are looked for


class _Split(NamedTuple):
    place: Place
    people: People


def split_by_known(extraction: Extraction, known: Known, venues: Venues) -> Extraction:
    """`extraction` with the references split whose authors run into a known title, and the lines that are such ones.

    Args:
        extraction: of a document. What catalogues say stays as it is.
        known: the papers of catalogues.
        venues: recognises what stands behind a title.
    """
    if extraction.catalogue:
        return extraction
    references = [_split(reference, extraction, known, venues) for reference in extraction.references]
    tried = ((line, _split(line, extraction, known, venues)) for line in extraction.possible)
    references += [split for line, split in tried if split is not line]
    return settled(extraction, sorted(references, key=lambda reference: reference.title.span))


def _split(reference: Reference, extraction: Extraction, known: Known, venues: Venues) -> Reference:
    if reference.extractor in _RECORDS or _is_whole(reference, known):
        return reference
    entry = _entry(reference, extraction, venues)
    found = next(filter(None, (list(_splits(entry, start, known)) for start in _beginnings(reference, entry))), [])
    if len({(split.place.first, split.people.start) for split in found}) != 1:
        return reference
    place, people = max(found, key=lambda split: (split.place.sure, split.place.end))
    return replaced(reference, Parts(entry, place, people))


def _is_whole(reference: Reference, known: Known) -> bool:
    """Whether a reference has a title that is known, and as many authors as a record of it."""
    counts = {len(paper.authors) for paper in known.titled(comparable(reference.title.text))}
    return bool(counts) and (reference.et_al is not None or len(reference.authors) in {0, *counts})


def _entry(reference: Reference, extraction: Extraction, venues: Venues) -> Entry:
    """The words of a reference, up to the next one in it."""
    start, end = reference.span
    others = (other.span.start for other in extraction.references if start < other.span.start < end)
    text = extraction.passages[reference.span].quote[: min(_LONGEST, min(others, default=end) - start)]
    said = [reference.title.span.end, *(item.span.start for item in (reference.venue, reference.year) if item)]
    return Entry(text, venues, frozenset(at - start for at in said))


def _beginnings(reference: Reference, entry: Entry) -> Iterator[int]:
    """Where title or authors may begin: where they were read, and where the entry does, its bullet or number aside."""
    read = min(item.span.start for item in (reference.title, *reference.authors)) - reference.span.start
    yield read
    if entry.beginning < read:
        yield entry.beginning


def _splits(entry: Entry, beginning: int, known: Known) -> Iterator[_Split]:
    """The ways to split an entry: authors before a known title, or behind one that comes first."""
    firsts = [first for first in entry.starts() if entry.ranges[first][0] >= beginning]
    for first in firsts:
        for paper in entry.papers(first, known):
            if first == firsts[0] and entry.begins(first):
                yield from _title_first(entry, first, paper)
            for place in entry.places(first, paper.title) if first > firsts[0] else ():
                if people := find_people(entry.text, beginning, place.start, paper.authors):
                    yield _Split(place, people)


def _title_first(entry: Entry, first: int, paper: KnownPaper) -> Iterator[_Split]:
    """A title with its authors right behind it, up to where an entry may end or go on with other fields."""
    place = entry.whole(first, paper.title)
    if place is None:
        return
    for _, end in entry.ranges:
        if end > place.end and entry.stops_at(end):
            if people := find_people(entry.text, place.end, end, paper.authors):
                yield _Split(place, people)
            return
