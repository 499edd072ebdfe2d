"""What an extractor says of one paper before the document as a whole has been heard."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from operator import attrgetter

from kg.extractors.phrase import Phrase
from kg.extractors.titles import Judgement
from kg.model import Mention, PaperLink, Span


@dataclass(frozen=True)
class Fields:
    """Everything but the title."""

    authors: tuple[Mention, ...] = ()
    et_al: Span | None = None
    organizations: tuple[Mention, ...] = ()
    links: tuple[PaperLink, ...] = ()
    venue: Mention | None = None
    year: Mention | None = None
    presentation: Mention | None = None
    award: Mention | None = None
    status: Mention | None = None
    code_offered: Span | None = None
    descriptions: tuple[Span, ...] = ()
    keywords: tuple[Mention, ...] = ()  # that the document states for the paper: keywords, tags
    called: tuple[Span, ...] = ()  # what a column of names calls that which the paper brings

    def completed(self, other: Fields) -> Fields:
        """These fields, with what they lack taken from `other`; links and descriptions of both, each once."""
        return Fields(
            authors=self.authors or other.authors,
            et_al=self.et_al if self.authors else other.et_al,
            organizations=self.organizations or other.organizations,
            links=tuple({link.url: link for link in reversed((*self.links, *other.links))}.values())[::-1],
            venue=self.venue or other.venue,
            year=self.year or other.year,
            presentation=self.presentation or other.presentation,
            award=self.award or other.award,
            status=self.status or other.status,
            code_offered=self.code_offered or other.code_offered,
            descriptions=tuple(dict.fromkeys((*self.descriptions, *other.descriptions))),
            keywords=tuple(dict.fromkeys((*self.keywords, *other.keywords))),
            called=self.called or other.called,
        )


@dataclass(frozen=True)
class Entry:
    """A candidate reference: fields, and the named reasons why it is, or is not, a paper.

    `group` names the entries that look alike (same layout, same place in the outline): they are accepted together.
    """

    title: Phrase
    span: Span  # everything that belongs to the entry
    core: Span  # the words of the citation itself: no other entry's title may stand there
    extractor: str
    group: str
    evidence: tuple[Judgement, ...]
    fields: Fields = Fields()
    key: str = ""  # how the document's prose cites the entry: "12"

    @cached_property
    def title_span(self) -> Span:
        """Where the title stands in the document."""
        return self.title.span

    @cached_property
    def score(self) -> float:
        """The sum of the evidence."""
        return sum(reason.weight for reason in self.evidence)

    @property
    def title_start(self) -> int:
        """Where the title begins in the document: entries are in the order of this."""
        return self.title_span.start

    def with_fields(self, fields: Fields) -> Entry:
        """The same entry with other fields."""
        return replace(self, fields=fields)


PLACE = attrgetter("title_start")
"""The key by which entries are in order."""


def first_from(entries: Sequence[Entry], at: int) -> int:
    """The number of the first of ordered entries whose title begins at `at` or behind; how many they are, if none."""
    return bisect_left(entries, at, key=PLACE)
