"""Which references are one paper: equal identifiers, equal titles, and what speaks against them.

Two references are joined because they share an identifier that names one work, or because their titles are equal but
for case, punctuation and white space. Code addresses join nothing: a repository often serves several papers. What
speaks against it:

* an identifier is shared but the titles are clearly different (similarity below `ALIKE`, and neither begins with the
  other): a document gave the wrong link. Two papers with one identifier, which validation reports.
* the titles are equal but the identifiers of one scheme differ. Documents err, and preprints have several DOIs: one
  paper, unless a single document lists both, or all authors differ too. Then they are namesakes.
* one document lists both, and neither title nor identifier says that it lists one paper twice.

References are taken in the order of documents and places, identifiers before titles: the order in which documents are
given does not count.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from kg.linking import names
from kg.linking.clusters import Clusters
from kg.linking.entities import Reason
from kg.linking.minting import comparable, marked_key, preferred
from kg.model import Reference
from kg.naming import fold_space

ALIKE = 60.0
"""Least similarity (rapidfuzz ratio, 0 to 100, of comparable titles) at which a shared identifier joins two titles."""

SCHEMES = frozenset(
    {"acl", "arxiv", "dblp", "doi", "iacr", "neurips", "openreview", "pmc", "pmlr", "pubmed", "semanticscholar"}
)
"""Schemes whose identifiers name one work. An ISBN names a volume, which may hold many."""


@dataclass
class Work:
    """References that are one paper, and its keys."""

    references: tuple[Reference, ...]
    reasons: tuple[Reason, ...]
    title: str
    key: str = ""
    former_keys: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Entry:
    """What one document says in one way: the references that agree in title and identifiers."""

    document: str
    title: str  # comparable
    identifiers: frozenset[tuple[str, str]]
    surnames: frozenset[str]
    references: tuple[Reference, ...]


def works(references: Sequence[Reference]) -> list[Work]:
    """Group `references` (sorted by document and place) into papers, with their keys. Sorted by key."""
    entries = _entries(references)
    clusters = Clusters(len(entries), lambda one, other: _allowed(entries, one, other))
    for reason, members in _agreements(entries):
        if reason.name == "same title":
            clusters.gather(members, reason)
        else:
            _join_alike(entries, clusters, members, reason)
    found = [_work([entries[member] for member in members], reasons) for members, reasons in clusters]
    _give_keys(found)
    return sorted(found, key=lambda work: work.key)


def _entries(references: Sequence[Reference]) -> list[_Entry]:
    groups: dict[tuple[str, str, frozenset[tuple[str, str]]], list[Reference]] = {}
    for reference in references:
        identifiers = frozenset((item.scheme, item.value) for item in reference.identifiers if item.scheme in SCHEMES)
        key = (reference.document, comparable(reference.title.text), identifiers)
        groups.setdefault(key, []).append(reference)
    return [_Entry(*key, _surnames(group), tuple(group)) for key, group in groups.items()]


def _surnames(references: Sequence[Reference]) -> frozenset[str]:
    return frozenset(names.parse(author.text).surname for reference in references for author in reference.authors)


def _agreements(entries: Sequence[_Entry]) -> Iterator[tuple[Reason, list[int]]]:
    """What entries share, and who shares it: identifiers first, then titles, in the order of their values."""
    identifiers: dict[tuple[str, str], list[int]] = {}
    titles: dict[str, list[int]] = {}
    for number, entry in enumerate(entries):
        titles.setdefault(entry.title, []).append(number)
        for identifier in entry.identifiers:
            identifiers.setdefault(identifier, []).append(number)
    for (scheme, value), members in sorted(identifiers.items()):
        yield Reason(f"same {scheme}", value), members
    for title, members in sorted(titles.items()):
        yield Reason("same title", title), members


def _join_alike(entries: Sequence[_Entry], clusters: Clusters, members: Sequence[int], reason: Reason) -> None:
    """Join those of `members` (who share an identifier) whose titles are alike."""
    heads: list[int] = []
    for member in members:
        alike = [head for head in heads if _alike(entries[head].title, entries[member].title)]
        if not any(clusters.join(head, member, reason) for head in alike):
            heads.append(member)


def _alike(one: str, other: str) -> bool:
    """Whether two comparable titles may be one paper's, given that an identifier says so.

    >>> _alike("bootstrap your own latent", "bootstrap your own latent a new approach to self supervised learning")
    True
    >>> _alike("deep sets", "language models are few shot learners")
    False
    """
    short, long = sorted((one, other), key=len)
    return long.startswith(f"{short} ") or fuzz.ratio(one, other) >= ALIKE


def _allowed(entries: Sequence[_Entry], one: Sequence[int], other: Sequence[int]) -> bool:
    return all(_may_be_one(entries[first], entries[second]) for first in one for second in other)


def _may_be_one(one: _Entry, other: _Entry) -> bool:
    shared = one.identifiers & other.identifiers
    if one.document == other.document:
        if one.title != other.title:
            return bool(shared) and _alike(one.title, other.title)
        return bool(shared) or not _differ(one, other)
    if shared or not _differ(one, other):
        return True
    return not (one.surnames and other.surnames and one.surnames.isdisjoint(other.surnames))


def _differ(one: _Entry, other: _Entry) -> bool:
    """Whether two entries that share no identifier have identifiers of one scheme."""
    schemes = {scheme for scheme, _ in one.identifiers}
    return any(scheme in schemes for scheme, _ in other.identifiers)


def _work(entries: Sequence[_Entry], reasons: Sequence[Reason]) -> Work:
    references = sorted((item for entry in entries for item in entry.references), key=place)
    titles = [(fold_space(reference.title.text), reference.document) for reference in references]
    return Work(tuple(references), tuple(reasons), preferred(titles))


def place(reference: Reference) -> tuple[str, int, int, int, int, str]:
    """Where a reference stands: document, span, and title where several stand at one place."""
    return (reference.document, *reference.span, *reference.title.span, reference.title.text)


def _give_keys(found: Sequence[Work]) -> None:
    """Give every work the key of its preferred title; its other titles' keys are former keys, if no work has them.

    Namesakes: the work that stands first in the order of documents has the plain key; the key of another holds its
    identifiers too, or its document and place when it has none.
    """
    taken: set[str] = set()
    for work in sorted(found, key=lambda work: place(work.references[0])):
        title = comparable(work.title)
        key = marked_key(title)
        work.key = key if key not in taken else marked_key(title, *_distinction(work))
        taken.add(work.key)
    for work in found:
        former = {marked_key(comparable(reference.title.text)) for reference in work.references}
        work.former_keys = sorted(former - taken)
        taken.update(former)


def _distinction(work: Work) -> list[str]:
    identifiers = {f"{item.scheme}:{item.value}" for reference in work.references for item in reference.identifiers}
    first = work.references[0]
    return sorted(identifiers) or [first.document, str(first.span.start)]
