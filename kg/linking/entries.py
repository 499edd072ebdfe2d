"""What one document says of one paper in one way: the unit that linking compares."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.linking import names
from kg.linking.minting import comparable
from kg.linking.series import venue_key
from kg.model import Reference

SCHEMES = frozenset(
    {"acl", "arxiv", "dblp", "doi", "iacr", "neurips", "openreview", "pmc", "pmlr", "pubmed", "semanticscholar"}
)
"""Schemes whose identifiers name one work. An ISBN names a volume, which may hold many."""

PREPRINTS = frozenset(
    {"arxiv", "biorxiv", "chemrxiv", "corr", "hal", "medrxiv", "openreview", "psyarxiv", "ssrn", "techrxiv"}
)
"""Keys of what documents name as a venue and where everybody may put papers: no edition of anything."""

_PREPRINT_SCHEMES = frozenset({"arxiv", "iacr"})
_NAME_WORDS = 2  # of a title that may be the name of what the paper presents

Edition = tuple[str, int]
"""Key of a venue, and a year."""


@dataclass(frozen=True, eq=False)
class Entry:
    """The references of one document that agree in title and identifiers."""

    document: str
    title: str  # comparable
    identifiers: frozenset[tuple[str, str]]
    references: tuple[Reference, ...]

    @cached_property
    def authors(self) -> frozenset[str]:
        """Surname and first initial of every author, the form in which lists of all styles meet."""
        return frozenset(_short(author.text) for reference in self.references for author in reference.authors)

    @cached_property
    def editions(self) -> frozenset[Edition]:
        """Where the document says that the paper appeared; archives of preprints do not count."""
        return frozenset(edition for reference, edition in self._dated if not reference.status)

    @cached_property
    def submissions(self) -> frozenset[Edition]:
        """The editions that did not publish it."""
        return frozenset(edition for reference, edition in self._dated if reference.status)

    @cached_property
    def _dated(self) -> list[tuple[Reference, Edition]]:
        found = [(reference, edition_of(reference)) for reference in self.references]
        return [(reference, edition) for reference, edition in found if edition and edition[0] not in PREPRINTS]

    @cached_property
    def is_named(self) -> bool:
        """Whether the title is no more than a name, such as "GPT-3" or "ResNet"."""
        words = self.references[0].title.text.split()
        return len(words) <= _NAME_WORDS and any(word[1:] != word[1:].lower() or not word.isalpha() for word in words)

    @cached_property
    def version(self) -> str:
        """What the document speaks of alone, "preprint" or "published"; empty when it may be either."""
        schemes = {scheme for scheme, _ in self.identifiers}
        venues = {venue_key(reference.venue.text) for reference in self.references if reference.venue}
        preprint = bool(schemes & _PREPRINT_SCHEMES or venues & PREPRINTS)
        published = bool(schemes - _PREPRINT_SCHEMES or venues - PREPRINTS)
        return "" if preprint == published else "preprint" if preprint else "published"


def entries(references: Sequence[Reference], alone: Collection[Reference] = ()) -> list[Entry]:
    """Gather `references`, which are sorted by document and place, into entries in the order of their first.

    Args:
        references: of all documents.
        alone: those that get an entry of their own.
    """
    groups: dict[tuple[tuple[str, str, frozenset[tuple[str, str]]], int], list[Reference]] = {}
    for number, reference in enumerate(references, start=1):
        identifiers = frozenset((item.scheme, item.value) for item in reference.identifiers if item.scheme in SCHEMES)
        key = (reference.document, comparable(reference.title.text), identifiers)
        groups.setdefault((key, number if alone and reference in alone else 0), []).append(reference)
    return [Entry(*key, tuple(group)) for (key, _), group in groups.items()]


def edition_of(reference: Reference) -> Edition | None:
    """The edition that `reference` names."""
    if reference.venue and reference.year and reference.year.text.isdecimal():
        return venue_key(reference.venue.text), int(reference.year.text)
    return None


def shared(one: Collection[str], other: Collection[str]) -> int:
    """How many of two collections of authors are the same; a bare surname is that of anybody who has it.

    >>> shared({"he k", "zhang x"}, {"he "}), shared({"he k"}, {"he x"})
    (1, 0)
    """
    same = set(one) & set(other)
    rest, others = set(one) - same, set(other) - same
    bare = [(key, others) for key in rest if key.endswith(" ")] + [(key, rest) for key in others if key.endswith(" ")]
    return len(same) + sum(any(full.startswith(key) for full in full_names) for key, full_names in bare)


def _short(name: str) -> str:
    return names.initials_block(names.parse(name))
