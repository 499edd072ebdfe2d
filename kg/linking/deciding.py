"""What decisions mean for the things at hand: which references and authors stay apart, which keys become one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kg.iris import document_key
from kg.linking.clusters import Clusters
from kg.linking.decisions import Decision, Decisions, contradiction
from kg.linking.entities import Entities, Reason
from kg.linking.minting import comparable, marked_key, plain_key, preferred, reference_mark
from kg.model import Reference
from kg.naming import fold_space


class Split(NamedTuple):
    """References that are not one paper."""

    decision: Decision
    ones: frozenset[Reference]
    others: frozenset[Reference]


class Union(NamedTuple):
    """Keys that are one thing because somebody decided so."""

    key: str  # that stays
    absorbed: tuple[str, ...]  # sorted
    decisions: tuple[Decision, ...]

    @property
    def reasons(self) -> list[Reason]:
        """The reason of each merge."""
        return [decision.reason for decision in self.decisions]


def stable_name(reference: Reference) -> str:
    """A name for `reference` that stays when its document changes elsewhere: document and title.

    References of one document to one title share it.
    """
    return by_title(document_key(reference.document), reference.title.text)


def by_title(document: str, title: str) -> str:
    """The stable name of the references that the document with the key `document` makes to `title`."""
    return f"{document}/{marked_key(comparable(title))}"


def by_place(references: Iterable[Reference]) -> dict[str, Reference]:
    """DOCUMENT/MARK → reference."""
    return {f"{document_key(item.document)}/{reference_mark(item)}": item for item in references}


def without_line(name: str) -> str:
    """DOCUMENT/MARK of a reference's key DOCUMENT/LINE-MARK, which tells it from all others.

    >>> without_line("notes/list.md/12-0a1b2c3d")
    'notes/list.md/0a1b2c3d'
    """
    document, _, last = name.rpartition("/")
    return f"{document}/{last.partition('-')[2]}"


def splits(decisions: Decisions, references: Iterable[Reference]) -> list[Split]:
    """The decisions that references are not one paper, so far as those references exist."""
    wanted = decisions.of("split", "paper")
    if not wanted:
        return []
    known: dict[str, set[Reference]] = {}
    for place, reference in by_place(references).items():
        for name in (stable_name(reference), place, marked_key(comparable(reference.title.text))):
            known.setdefault(name, set()).add(reference)
    found = [Split(item, _named(item.one, known), _named(item.other, known)) for item in wanted]
    return [split for split in found if split.ones and split.others]


def _named(name: str, known: Mapping[str, Collection[Reference]]) -> frozenset[Reference]:
    """The references that `name` means: DOCUMENT/TITLE-KEY, DOCUMENT/LINE-MARK as in their IRIs, or TITLE-KEY alone."""
    for choice in (name, name.removeprefix("reference/")):
        for key in (choice, without_line(choice)):
            if key in known:
                return frozenset(known[key])
    return frozenset()


def unions(merges: Sequence[Decision], current: Mapping[str, str]) -> list[Union]:
    """What becomes one thing by `merges`. Sorted by key.

    The key that stays is one that only comes first in the decisions.

    Args:
        merges: decisions on things of one kind.
        current: every key that is known, also those of former times → the key now.

    >>> merges = [Decision("merge", "paper", "b", "a"), Decision("merge", "paper", "c", "b")]
    >>> [(union.key, union.absorbed) for union in unions(merges, {key: key for key in "abcd"})]
    [('c', ('a', 'b'))]
    """
    named = [(current[item.one], current[item.other], item) for item in merges if _exist(item, current)]
    keys = sorted({key for one, other, _ in named for key in (one, other)})
    number = {key: place for place, key in enumerate(keys)}
    clusters = Clusters(len(keys), lambda one, other: True)
    for one, other, item in named:
        clusters.join(number[one], number[other], item.reason)
    second = {other for one, other, _ in named if one != other}
    found = []
    for members, _ in clusters:
        group = {keys[member] for member in members}
        key = min(group - second or group)
        said = tuple(item for one, _, item in named if one in group)
        found.append(Union(key, tuple(sorted(group - {key})), said))
    return sorted(found)


def renamed(found: Iterable[Union]) -> dict[str, str]:
    """Key that goes → key that stays."""
    return {old: union.key for union in found for old in union.absorbed}


def _exist(decision: Decision, current: Mapping[str, str]) -> bool:
    return decision.one in current and decision.other in current


class Author(NamedTuple):
    """An author as a decision names them: by the paper and a position in its list."""

    paper: str
    positions: Collection[int]
    keys: Collection[str]  # that the person has, or would have by each writing of the name


class Strangers:
    """Authors whom a person told apart.

    Args:
        decisions: what was decided.
        authors: everybody, in the order of their numbers.
        current: every key of a paper, also those of former times → the key now.

    >>> split = Decision("split", "person", "deep-sets/1", "nets/2")
    >>> authors = [Author("deep-sets", {1}, ["ada"]), Author("nets", {2}, ["ada"]), Author("nets", {1}, ["emmy"])]
    >>> strangers = Strangers([split], authors, {"deep-sets": "deep-sets", "nets": "nets"})
    >>> strangers.allow([0], [1]), strangers.allow([0], [2])
    (False, True)
    """

    def __init__(self, decisions: Iterable[Decision], authors: Sequence[Author], current: Mapping[str, str]) -> None:
        pairs = (
            (item, _author(item.one, authors, current), _author(item.other, authors, current)) for item in decisions
        )
        self._pairs = [(item, one, other) for item, one, other in pairs if one is not None and other is not None]

    def __bool__(self) -> bool:
        return bool(self._pairs)

    def allow(self, one: Collection[int], other: Collection[int]) -> bool:
        """Whether two groups of authors may be one person."""
        return not any(
            (first in one and second in other) or (first in other and second in one) for _, first, second in self._pairs
        )

    def within(self, group: Collection[int]) -> Decision | None:
        """A decision that tells members of a group apart."""
        return next((item for item, one, other in self._pairs if one in group and other in group), None)


def _author(name: str, authors: Sequence[Author], current: Mapping[str, str]) -> int | None:
    """The author at `PAPER/POSITION`; where documents put several there, `-PERSON` tells which, else the first."""
    paper, _, place = name.rpartition("/")
    position, _, person = place.partition("-")
    found = [
        (person not in author.keys, min(author.keys, default=""), number)
        for number, author in enumerate(authors)
        if author.paper == current.get(paper) and position in map(str, author.positions)
    ]
    return min(found)[2] if found else None


def united(
    groups: Sequence[Sequence[int]], keys: Sequence[str], merged: Iterable[Union], strangers: Strangers
) -> tuple[list[list[int]], list[str]]:
    """Groups of authors and their keys with what is `merged` as one group, in the order of first members.

    Raises:
        KgError: when the merges and what tells `strangers` apart contradict each other.
    """
    known = {key: list(group) for key, group in zip(keys, groups, strict=True)}
    for union in merged:
        group = sorted(number for key in (union.key, *union.absorbed) for number in known.pop(key))
        if apart := strangers.within(group):
            raise contradiction(union.decisions, apart)
        known[union.key] = group
    ordered = sorted(known.items(), key=lambda item: item[1])
    return [group for _, group in ordered], [key for key, _ in ordered]


def written_title(references: Iterable[Reference], wanted: str) -> str:
    """`wanted` as some of `references` write it, exactly so if any does; empty when none does."""
    titles = [(fold_space(reference.title.text), reference.document) for reference in references]
    exact = [item for item in titles if item[0] == fold_space(wanted)]
    like = [item for item in titles if comparable(item[0]) == comparable(wanted)]
    return preferred(exact or like) if like else ""


def unused(decisions: Decisions, entities: Entities, references: Sequence[Reference]) -> Iterator[Decision]:
    """The decisions on things that are not here, in the order of the file."""
    known = _all_keys(entities)
    apart = {split.decision for split in splits(decisions, references)}
    papers = {key: alias for kind, key, alias in _current(entities) if kind == "paper"}
    places = {(paper.key, str(item.position)) for paper in entities.papers for item in paper.authorships}
    for item in decisions:
        if item.action == "merge":
            used = {(item.kind, item.one), (item.kind, item.other)} <= known
        elif item.action == "split" and item.kind == "paper":
            used = item in apart
        elif item.action == "split":
            used = {_place(item.one, papers), _place(item.other, papers)} <= places
        else:
            used = item.one in papers and (item.action == "ignore" or _is_written(item, papers[item.one], entities))
        if not used:
            yield item


def _is_written(item: Decision, key: str, entities: Entities) -> bool:
    """Whether a document gives the value that is preferred; of other fields than the title this is not known here."""
    name, value = item.preference
    (paper,) = (paper for paper in entities.papers if paper.key == key)
    return name != "title" or bool(written_title((listing.reference for listing in paper.listings), value))


def _place(name: str, papers: Mapping[str, str]) -> tuple[str, str]:
    paper, _, place = name.rpartition("/")
    return papers.get(paper, ""), place.partition("-")[0]


def _current(entities: Entities) -> Iterator[tuple[str, str, str]]:
    """Kind, key and key now of everything that may be merged."""
    yield from (("paper", paper.key, paper.key) for paper in entities.papers)
    yield from (("person", person.key, person.key) for person in entities.people)
    yield from (("venue", venue.key, venue.key) for venue in entities.venues)
    yield from (("organization", item.key, item.key) for item in entities.organizations)
    yield from entities.aliases
    for concept in entities.concepts:
        for key in (concept.key, *concept.former_keys):
            yield from ((concept.kind, name, concept.key) for name in (plain_key(key), marked_key(key)))


def _all_keys(entities: Entities) -> set[tuple[str, str]]:
    return {(kind, key) for kind, key, _ in _current(entities)}
