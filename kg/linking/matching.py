"""Which authors of different papers are one person: pairs worth a comparison, compared and joined, surest first.

Nobody is compared with everybody. Authors of one full name are joined outright when the name is rare; else those who
share a co-author are compared, and what is left with the largest group so found. Then groups whose names may be
variants, and at last groups known by initials, are compared with those with whom they share a co-author. Groups stay
apart when one name of theirs contradicts another or one paper has both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations, pairwise
from typing import NamedTuple, TypeVar

from kg.linking import names
from kg.linking.deciding import Strangers
from kg.linking.entities import Evidence, Reason
from kg.linking.identity import Census, Profile, agree, evidence, full, most_without_co_authors, score
from kg.linking.minting import person_key
from kg.linking.names import Name, Relation

ALL_PAIRS = 8
"""Up to so many namesakes with one co-author are compared each with each; of more, each with the next."""

T = TypeVar("T")


class Spelling(NamedTuple):
    """A name as written, taken apart once."""

    ordered: str  # first name first
    name: Name
    full: str
    short: str  # surname and first initial
    blocks: frozenset[str]
    key: str  # the key of whoever is known everywhere by this name; empty for initials
    alone: frozenset[Name]


def spell(written: str) -> Spelling:
    """Take a name apart."""
    name, ordered = names.parse(written), names.in_order(written)
    key = person_key(ordered) if name.called else ""
    return Spelling(ordered, name, full(name), names.initials_block(name), names.blocks(name), key, frozenset({name}))


class Facts(NamedTuple):
    """What a paper says beside its authors."""

    topics: frozenset[str]
    organizations: frozenset[str]


class Compared(NamedTuple):
    """Two groups, each by a member, and the evidence about them."""

    one: int
    other: int
    evidence: tuple[Evidence, ...]


@dataclass
class Authors:
    """The authors of all papers, as each paper knows them, numbered paper by paper."""

    papers: Sequence[str]  # by author
    spellings: Sequence[tuple[Spelling, ...]]  # by author: the ways in which the paper's references write the name
    facts: Mapping[str, Facts]  # by paper
    beside: dict[str, range] = field(default_factory=dict)  # the authors of each paper

    def __post_init__(self) -> None:
        start = 0
        for number in range(1, len(self.papers) + 1):
            if number == len(self.papers) or self.papers[number] != self.papers[start]:
                self.beside[self.papers[start]] = range(start, number)
                start = number

    def co_authors(self, author: int) -> Iterator[int]:
        return (other for other in self.beside[self.papers[author]] if other != author)

    def profile(self, members: Sequence[int]) -> Profile:
        """What is known of `members`, taken as one person."""
        known: dict[str, frozenset[Name]] = {}
        for member in members:
            for other in self.co_authors(member):
                for spelling in self.spellings[other]:
                    before = known.get(spelling.short)
                    known[spelling.short] = before | spelling.alone if before else spelling.alone
        papers = {self.papers[member] for member in members}
        facts = [self.facts[paper] for paper in papers]
        return Profile(
            names=_union([spelling.alone for member in members for spelling in self.spellings[member]]),
            papers=frozenset(papers),
            co_authors=known,
            topics=_union([each.topics for each in facts]),
            organizations=_union([each.organizations for each in facts]),
        )

    def census(self) -> Census:
        """How often everything occurs."""
        census = Census(papers=len(self.facts))
        for name in {spelling.name for group in self.spellings for spelling in group}:
            census.add_name(name)
        for members in self.beside.values():
            census.listed.update(
                {text for each in members for item in self.spellings[each] for text in (item.full, item.short)}
            )
        for facts in self.facts.values():
            census.topics.update(facts.topics)
            census.organizations.update(facts.organizations)
        return census


class Groups:
    """A partition of authors that grows by `join`. Groups that contradict each other stay apart."""

    def __init__(self, authors: Authors, strangers: Strangers) -> None:
        self._authors = authors
        self._strangers = strangers
        self._root = list(range(len(authors.papers)))
        self._members: dict[int, list[int]] = {}
        self._papers: dict[int, set[str]] = {}
        self._names: dict[int, set[Name]] = {}
        self._reasons: dict[int, list[Reason]] = {}

    def root(self, author: int) -> int:
        return self._root[author]

    def members(self, root: int) -> list[int]:
        return self._members.get(root) or [root]

    def reasons(self, author: int) -> tuple[Reason, ...]:
        """Why the author and others are one person; none when alone."""
        return tuple(sorted(set(self._reasons.get(self._root[author], ()))))

    def join(self, one: int, other: int, reasons: Iterable[Reason]) -> bool:
        """Make the groups of two authors one, unless they contradict each other; tell whether they are one now."""
        keep, drop = self._root[one], self._root[other]
        if keep == drop:
            return True
        if len(self.members(keep)) < len(self.members(drop)):
            keep, drop = drop, keep
        if not self._allowed(keep, drop):
            return False
        self._papers.setdefault(keep, self.papers(keep)).update(self.papers(drop))
        self._names.setdefault(keep, self.names(keep)).update(self.names(drop))
        self._reasons.setdefault(keep, []).extend([*self._reasons.pop(drop, ()), *reasons])
        for member in self.members(drop):
            self._root[member] = keep
        self._members[keep] = self.members(keep) + self.members(drop)
        for kept in (self._members, self._papers, self._names):
            kept.pop(drop, None)
        return True

    def papers(self, root: int) -> set[str]:
        """The papers of a group."""
        return self._papers.get(root) or {self._authors.papers[root]}

    def is_full(self, root: int) -> bool:
        """Whether no paper knows the group by initials."""
        return all(name.is_full for name in self.names(root))

    def names(self, root: int) -> set[Name]:
        """The names by which papers know a group."""
        return self._names.get(root) or {spelling.name for spelling in self._authors.spellings[root]}

    def _allowed(self, one: int, other: int) -> bool:
        if not self.papers(one).isdisjoint(self.papers(other)):
            return False
        if not self._strangers.allow(self.members(one), self.members(other)):
            return False
        mine, others = self.names(one), self.names(other)
        if mine == others and len(mine) == 1:
            return True
        return all(names.relation(first, second).compatible for first in mine for second in others)

    def __iter__(self) -> Iterator[list[int]]:
        """The groups, each sorted, by their first members."""
        found: dict[int, list[int]] = defaultdict(list)
        for author, root in enumerate(self._root):
            found[root].append(author)
        return iter(found.values())


class Matching:
    """The groups of authors who are one person; `strangers` are those whom somebody told apart."""

    def __init__(self, authors: Authors, strangers: Strangers) -> None:
        self.authors = authors
        self.strangers = strangers
        self.census = authors.census()
        self.groups = Groups(authors, strangers)
        self._met = self._whom_papers_list()
        for name, members in self._by_full_name():
            self._join_namesakes(name, members)
        self._join_surest_first(self._variants())
        self._join_surest_first(_without_rivals(self._abbreviated(), self.groups))

    def _whom_papers_list(self) -> dict[str, list[tuple[int, str]]]:
        """The authors of each paper, abbreviated, without those whom one paper only lists."""
        listed, spellings = self.census.listed, self.authors.spellings
        return {
            paper: [(each, item.short) for each in members for item in spellings[each] if listed[item.short] > 1]
            for paper, members in self.authors.beside.items()
        }

    def candidates(self) -> Iterator[Compared]:
        """Pairs of groups that may be one person and are not taken for one, with what speaks for it and against.

        Of several people of one full name each is compared with the one who has most papers; other pairs have names
        that fit each other and a co-author in common.
        """
        for _, members in self._by_full_name():
            ordered = self._largest_first(members)
            yield from self._compared((ordered[0], root) for root in ordered[1:])
        yield from self._variants()
        yield from self._abbreviated()

    def _by_full_name(self) -> Iterator[tuple[str, list[int]]]:
        """The full names that authors of several papers have, and who has them."""
        by_name: dict[str, list[int]] = defaultdict(list)
        for author, spellings in enumerate(self.authors.spellings):
            for name in {item.full for item in spellings if item.name.called}:
                by_name[name].append(author)
        return ((name, members) for name, members in sorted(by_name.items()) if len(members) > 1)

    def _join_namesakes(self, name: str, members: Sequence[int]) -> None:
        example = next(item.name for item in self.authors.spellings[members[0]] if item.full == name)
        alone = evidence(_only(example, "a"), _only(example, "b"), self.census)
        if not agree(alone):
            self._join_acquainted_namesakes(members)
            self._join_to_largest(members, score(alone))
            return
        heads: list[int] = []
        for member in members:
            if not any(self.groups.join(head, member, _reasons(alone)) for head in heads):
                heads.append(member)

    def _join_acquainted_namesakes(self, members: Sequence[int]) -> None:
        """Join people of one common name who share a co-author; the rarest co-authors first."""
        profiles = {member: self.authors.profile([member]) for member in members}
        by_co_author: dict[str, list[int]] = defaultdict(list)
        for member, profile in profiles.items():
            for short in profile.co_authors:
                by_co_author[short].append(member)
        compared: set[tuple[int, int]] = set()
        for _, found in sorted(by_co_author.items(), key=lambda item: (len(item[1]), item[0])):
            for one, other in _pairs(found):
                if self.groups.root(one) != self.groups.root(other) and (one, other) not in compared:
                    compared.add((one, other))
                    self._decide(one, other, evidence(profiles[one], profiles[other], self.census))

    def _join_to_largest(self, members: Sequence[int], alone: float) -> None:
        """Join people of one common name with the one of them who has most papers, where that is enough."""
        ordered = self._largest_first(members)
        if len(ordered) > 1 and alone + most_without_co_authors(len(self.groups.members(ordered[0]))) >= 0:
            for compared in self._compared((ordered[0], root) for root in ordered[1:]):
                self._decide(*compared)

    def _largest_first(self, members: Iterable[int]) -> list[int]:
        roots = {self.groups.root(member) for member in members}
        return sorted(roots, key=lambda root: (-len(self.groups.members(root)), min(self.groups.members(root))))

    def _variants(self) -> list[Compared]:
        """Groups that share a co-author and whose names may be one in another form."""
        circle = cache(self._circle)
        blocks = self._blocks(lambda spelling: spelling.blocks)
        pairs = {pair for some in blocks for pair in self._acquainted(some, some, circle, _is_variant)}
        return self._compared(sorted(pairs))

    def _abbreviated(self) -> list[Compared]:
        """Groups known by initials, and those whose names they fit and with whom they share a co-author."""
        pairs: set[tuple[int, int]] = set()
        for roots in self._blocks(lambda spelling: (spelling.short,)):
            if short := [root for root in roots if not self.groups.is_full(root)]:
                pairs.update(self._acquainted(short, roots, self._circle, _is_abbreviated))
        return self._compared(sorted(pairs))

    def _blocks(self, keys: Callable[[Spelling], Iterable[str]]) -> Iterator[list[int]]:
        """The groups that share a key, where there are several."""
        blocks: dict[str, dict[int, None]] = defaultdict(dict)
        for author, spellings in enumerate(self.authors.spellings):
            for spelling in spellings:
                for key in keys(spelling):
                    blocks[key][self.groups.root(author)] = None
        return (list(roots) for roots in blocks.values() if len(roots) > 1)

    def _acquainted(
        self,
        some: Sequence[int],
        others: Sequence[int],
        circle: Callable[[int], set[str]],
        related: Callable[[Name, Name], bool],
    ) -> Iterator[tuple[int, int]]:
        """The pairs of one of `some` and one of `others` with a co-author in common and related names."""
        circles: dict[str, list[int]] = defaultdict(list)
        for root in some:
            for short in circle(root):
                circles[short].append(root)
        for root in others:
            met = {known for short in circle(root) for known in circles.get(short, ()) if known != root}
            mine = self.groups.names(root)
            for known in met:
                if any(related(one, other) for one in mine for other in self.groups.names(known)):
                    yield (root, known) if root < known else (known, root)

    def _circle(self, root: int) -> set[str]:
        """The co-authors of a group, abbreviated, without those whom one paper only lists."""
        papers, met = self.authors.papers, self._met
        return {
            short for author in self.groups.members(root) for other, short in met[papers[author]] if other != author
        }

    def _compared(self, pairs: Iterable[tuple[int, int]]) -> list[Compared]:
        profile = cache(lambda root: self.authors.profile(self.groups.members(root)))
        return [Compared(one, other, evidence(profile(one), profile(other), self.census)) for one, other in pairs]

    def _join_surest_first(self, compared: Iterable[Compared]) -> None:
        for item in sorted(compared, key=lambda item: (-score(item.evidence), item[:2])):
            self._decide(*item)

    def _decide(self, one: int, other: int, found: tuple[Evidence, ...]) -> None:
        if agree(found):
            self.groups.join(one, other, _reasons(found))


def _reasons(found: Iterable[Evidence]) -> list[Reason]:
    return [Reason(item.reason, item.detail) for item in found if item.weight > 0]


def _without_rivals(compared: Sequence[Compared], groups: Groups) -> list[Compared]:
    """What is left when initials that fit two people's names, with support for both, are taken for neither."""
    fits: dict[int, set[Name]] = defaultdict(set)
    for one, other, found in compared:
        if agree(found):
            fits[one] |= groups.names(other)
            fits[other] |= groups.names(one)
    rivals = {root for root, fitting in fits.items() if not groups.is_full(root) and _contradict(fitting)}
    return [item for item in compared if rivals.isdisjoint(item[:2])]


def _contradict(found: Iterable[Name]) -> bool:
    return any(not names.relation(one, other).compatible for one, other in combinations(sorted(found), 2))


def _union(sets: Sequence[frozenset[T]]) -> frozenset[T]:
    return sets[0] if len(sets) == 1 else frozenset().union(*sets)


def _pairs(members: Sequence[int]) -> Iterable[tuple[int, int]]:
    return combinations(members, 2) if len(members) <= ALL_PAIRS else pairwise(members)


def _only(name: Name, paper: str) -> Profile:
    return Profile(frozenset({name}), frozenset({paper}), {}, frozenset(), frozenset())


def _is_variant(one: Name, other: Name) -> bool:
    relation = names.relation(one, other)
    return one != other and relation.compatible and relation not in (Relation.INITIALS, Relation.SAME)


def _is_abbreviated(one: Name, other: Name) -> bool:
    if one.is_full and other.is_full:
        return False
    return bool(one.given and other.given) and names.relation(one, other) in (Relation.INITIALS, Relation.SAME)
