"""Where and with whom papers stand, in rows: all that linking venues, editions, awards and organisations takes.

A row is made of words alone, so that it can be kept, and linking can run again without the references.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kg.model import Reference

PaperMark = str | int
"""What is equal for references of one paper, and for no others."""


class Standing(NamedTuple):
    """What a reference says of the place and the organisations of its paper, as it writes them. None: nothing."""

    document: str
    paper: PaperMark
    venue: str | None = None
    year: str | None = None
    award: str | None = None
    organizations: Sequence[str] = ()
    apart: bool = False  # the venue is said elsewhere in the document, as for all of it


def standing(reference: Reference, paper: PaperMark = "") -> Standing:
    """What `reference` says.

    >>> from kg.model import Mention, Span
    >>> title, venue = Mention("Deep Sets", Span(2, 11)), Mention("NeurIPS", Span(13, 20))
    >>> standing(Reference("a.md", title, Span(0, 20), "list", venue=venue), "deep-sets")[:4]
    ('a.md', 'deep-sets', 'NeurIPS', None)
    """
    venue, year, award = reference.venue, reference.year, reference.award
    return Standing(
        document=reference.document,
        paper=paper,
        venue=venue.text if venue else None,
        year=year.text if year else None,
        award=award.text if award else None,
        organizations=tuple([item.text for item in reference.organizations]),
        apart=venue is not None and not reference.span.overlaps(venue.span),
    )


def distinct(standings: Iterable[Standing]) -> list[Standing]:
    """Everything that `standings` say, each once, whoever says it of whatever paper.

    >>> distinct([Standing("a.md", 1, "ICLR"), Standing("b.md", 2, "ICLR")])
    [Standing(document='', paper='', venue='ICLR', year=None, award=None, organizations=(), apart=False)]
    """
    said = dict.fromkeys((venue, year, award, tuple(names)) for _, _, venue, year, award, names, _ in standings)
    return [Standing("", "", *item) for item in said]
