"""Records of a catalogue: each is a paper unless it says otherwise, the names of its fields say what they hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from kg.extractors.catalogue.addresses import links_of
from kg.extractors.catalogue.people import authors_of
from kg.extractors.catalogue.record import Record
from kg.extractors.catalogue.types import is_paper
from kg.extractors.entry import Entry, Fields
from kg.extractors.keyword_lists import read_keywords
from kg.extractors.outline import Outline
from kg.extractors.phrase import Phrase, whole
from kg.extractors.standing import find_award, find_presentation
from kg.extractors.titles import Judgement
from kg.model import Mention
from kg.readers.content import joined
from kg.readers.records import LABEL

FORMATS = ("json-lines", "json", "bibtex", "ris", "rdf")
_YEAR = re.compile(r"(?<!\d)(?:19\d\d|20\d\d)(?!\d)")
_TALKS = ("talk", "contributed talk")
_UNPUBLISHED = {"reject": "rejected", "desk reject": "rejected", "withdraw": "withdrawn"}  # how a status begins


def find(outline: Outline) -> Iterator[Entry]:
    """Yield an entry for each record that has a title and is no book and no software."""
    for block in outline.document.root.children:
        if block.label == LABEL and (entry := entry_of(Record(block, outline))):
            yield entry


def entry_of(record: Record) -> Entry | None:
    """The paper that a record tells of; None for one without a title, and for a book or software."""
    title = _title(record)
    if title is None:
        return None
    links = links_of(record, title.text)
    if not is_paper(record, links):
        return None
    authors, et_al = authors_of(record)
    standing = record.first("presentation")
    fields = Fields(
        authors=authors,
        et_al=et_al,
        links=links,
        venue=_venue(record),
        year=_year(record.first("year")),
        presentation=_presentation(phrase for _, phrase in record.all("presentation")),
        status=_status(standing),
        award=next((award for _, phrase in record.all("award") if (award := find_award(phrase, heading=True))), None),
        descriptions=tuple(phrase.span for phrase in record.first("abstract")),
        keywords=_keywords(record.first("keywords")),
    )
    return Entry(
        title=title,
        span=record.block.span,
        core=title.span,
        extractor="record",
        group="record",
        evidence=(Judgement("a record with a title", 4.0),),
        fields=fields,
    )


def _title(record: Record) -> Phrase | None:
    """The title, with the subtitle where one follows it."""
    titles, subtitles = record.first("title"), record.first("subtitle")
    if not titles or not any(map(str.isalnum, titles[0].raw)):
        return None  # "title = {...}" shows how entries are written
    title = titles[0]
    if subtitles and title.span.end < subtitles[0].span.start and subtitles[0].text not in title.text:
        between = " " if title.raw.endswith((":", "?", "!", ".")) else ": "
        return whole(joined((title.content, subtitles[0].content), between))
    return title


def _venue(record: Record) -> Mention | None:
    """The series that the record names; as it writes it when the vocabulary knows none."""
    venues = record.outline.scan.vocabulary.venues
    candidates = [*record.first("venue")[:1], *(phrase for _, phrase in record.all("series"))]
    for phrase in candidates:
        if matches := venues.find(phrase.raw, citation=True):
            return phrase.mention(matches[0].venue.label)
    return candidates[0].mention() if candidates else None


def _year(values: Sequence[Phrase]) -> Mention | None:
    for phrase in values:
        if found := _YEAR.search(phrase.raw):
            return phrase.part(phrase.start + found.start(), phrase.start + found.end()).mention()
    return None


def _presentation(values: Iterable[Phrase]) -> Mention | None:
    """The kind of presentation that a status names; "Reject" names none."""
    for phrase in values:
        if phrase.text.lower() in _TALKS:
            return phrase.mention("oral")
        if found := find_presentation(phrase, heading=True):
            return found
    return None


def _status(values: Sequence[Phrase]) -> Mention | None:
    """What became of a submission that the venue did not publish."""
    for phrase in values:
        words = phrase.text.lower().replace("-", " ")
        if found := next((status for start, status in _UNPUBLISHED.items() if words.startswith(start)), None):
            return phrase.mention(found)
    return None


def _keywords(values: Sequence[Phrase]) -> tuple[Mention, ...]:
    """A keyword in each value, or several in the only one."""
    return read_keywords(values[0]) if len(values) == 1 else tuple(phrase.mention() for phrase in values)
