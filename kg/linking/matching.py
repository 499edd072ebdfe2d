"""Which authors of different papers are one person: pairs worth a comparison, compared and joined, surest first.

Nobody is compared with everybody, and nobody with authors beyond the neighbourhood. Authors of one full name are joined
outright when the name is rare; else those who share a co-author are compared, and what is left with the largest group
so found. Then groups whose names may be variants, and at last groups known by initials, are compared with those with
whom they share a co-author. Groups stay apart when one name of theirs contradicts another or one paper has both.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations, pairwise
from typing import NamedTuple, TypeVar

from kg.linking import names
from kg.linking.census import Census, Counted, Counts, Facts
from kg.linking.deciding import Strangers
from kg.linking.entities import Evidence, Reason
from kg.linking.identity import Profile, agree, evidence, may_agree, most_without_co_authors, of_names, score
from kg.linking.names import Name, Relation
from kg.linking.neighbourhoods import Known, Neighbourhoods
from kg.linking.spellings import Spelling

ALL_PAIRS = 8
"""Up to so many namesakes with one co-author are compared each with each; of more, each with the next."""

T = TypeVar("T")


class Compared(NamedTuple):
    """Two groups, each by a member, and the evidence about them."""

    one: int
    other: int
    evidence: tuple[Evidence, ...]


class Join(NamedTuple):
    """Why authors are one person: the evidence that made one group of `one` and each of the `others`."""

    one: int
    others: Sequence[int]
    evidence: tuple[Evidence, ...]


class _Spelled(NamedTuple):
    """Authors whose names are written alike."""

    spelling: Spelling
    authors: list[int]


class _Listed(NamedTuple):
    """The authors of a paper, abbreviated to surname and first initial."""

    by_short: dict[str, frozenset[Name]]  # the names so abbreviated
    twice: frozenset[str]  # what several authors' names become
    met: frozenset[str]  # those that other papers list too


@dataclass
class Authors:
    """The authors of papers, as each paper knows them, numbered paper by paper."""

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
        shorts: Counter[str] = Counter()
        for paper in self.beside:
            shorts.update(self._shorts(paper))
        self._several = frozenset(short for short, papers in shorts.items() if papers > 1)
        self._listed = cache(self._list)

    def _shorts(self, paper: str) -> set[str]:
        return {spelling.short for each in self.beside[paper] for spelling in self.spellings[each]}

    def circle(self, members: Sequence[int]) -> AbstractSet[str]:
        """The co-authors of `members`, abbreviated, without those whom one paper only lists."""
        circles = [self._circle(member) for member in members]
        return circles[0] if len(circles) == 1 else set().union(*circles)

    def _circle(self, author: int) -> AbstractSet[str]:
        _, twice, met = self._listed(self.papers[author])
        return met.difference([item.short for item in self.spellings[author] if item.short not in twice])

    def known(self, author: int) -> Known:
        """An author, by whom neighbourhoods are found."""
        return Known(self.papers[author], self.spellings[author], frozenset(self.circle((author,))))

    def profile(self, members: Sequence[int]) -> Profile:
        """What is known of `members`, taken as one person."""
        papers = frozenset(self.papers[member] for member in members)
        facts = [self.facts[paper] for paper in papers]
        return Profile(
            names=_union([spelling.alone for member in members for spelling in self.spellings[member]]),
            papers=papers,
            co_authors=_merged([self._co_authors(member) for member in members]),
            topics=_union([each.topics for each in facts]),
            organizations=_union([each.organizations for each in facts]),
        )

    def _co_authors(self, author: int) -> dict[str, frozenset[Name]]:
        """The co-authors on one paper: surname and first initial → the names so abbreviated."""
        listed = self._listed(self.papers[author])
        others = dict(listed.by_short)
        for short in {spelling.short for spelling in self.spellings[author]}:
            if short in listed.twice:
                others[short] = _union([name for each, name in self._so_written(author, short) if each != author])
            else:
                del others[short]
        return others

    def _so_written(self, author: int, short: str) -> Iterator[tuple[int, frozenset[Name]]]:
        """The authors of a paper of `author` whose names are abbreviated so, each with a name."""
        for each in self.beside[self.papers[author]]:
            yield from ((each, spelling.alone) for spelling in self.spellings[each] if spelling.short == short)

    def _list(self, paper: str) -> _Listed:
        by_short: dict[str, frozenset[Name]] = {}
        seen: set[str] = set()
        twice: set[str] = set()
        for author in self.beside[paper]:
            for spelling in self.spellings[author]:
                before = by_short.get(spelling.short)
                by_short[spelling.short] = before | spelling.alone if before else spelling.alone
            own = {spelling.short for spelling in self.spellings[author]}
            twice |= seen & own
            seen |= own
        return _Listed(by_short, frozenset(twice), self._several.intersection(by_short))

    def counts(self) -> Counted:
        """How often everything occurs."""
        return Counted(
            ([self.spellings[each] for each in self.beside.get(paper, ())], facts)
            for paper, facts in self.facts.items()
        )

    def by_spelling(self, some: Iterable[int]) -> list[_Spelled]:
        """The ways in which names of `some` authors are written, and who is written so."""
        found: dict[str, _Spelled] = {}
        for author in some:
            for spelling in self.spellings[author]:
                if (known := found.get(spelling.written)) is None:
                    known = found[spelling.written] = _Spelled(spelling, [])
                known.authors.append(author)
        return list(found.values())


class Groups:
    """A partition of authors that grows by `join`. Groups that contradict each other stay apart."""

    def __init__(self, authors: Authors, strangers: Strangers) -> None:
        self._authors = authors
        self._strangers = strangers
        self._root = list(range(len(authors.papers)))
        self._members: dict[int, list[int]] = {}
        self._papers: dict[int, set[str]] = {}
        self._names: dict[int, set[Name]] = {}
        self._joins: dict[int, list[Join]] = {}
        self._related = cache(names.relation)

    def root(self, author: int) -> int:
        return self._root[author]

    def members(self, root: int) -> list[int]:
        return self._members.get(root) or [root]

    def reasons(self, author: int) -> tuple[Reason, ...]:
        """Why the author and others are one person; none when alone."""
        return tuple(sorted({reason for join in self.joins(author) for reason in _reasons(join.evidence)}))

    def joins(self, author: int) -> Sequence[Join]:
        """What made the author and others one person, in the order in which it did."""
        return self._joins.get(self._root[author], ())

    def join(self, one: int, other: int, evidence: tuple[Evidence, ...]) -> bool:
        """Make the groups of two authors one, unless they contradict each other; tell whether they are one now."""
        keep, drop = self._root[one], self._root[other]
        if keep == drop:
            return True
        if len(self.members(keep)) < len(self.members(drop)):
            keep, drop = drop, keep
        if not self._allowed(keep, drop):
            return False
        self._papers.setdefault(keep, set(self.papers(keep))).update(self.papers(drop))
        self._names.setdefault(keep, set(self.names(keep))).update(self.names(drop))
        self._joins.setdefault(keep, []).extend([*self._joins.pop(drop, ()), Join(one, (other,), evidence)])
        for member in self.members(drop):
            self._root[member] = keep
        self._members.setdefault(keep, [keep]).extend(self.members(drop))
        for kept in (self._members, self._papers, self._names):
            kept.pop(drop, None)
        return True

    def join_alone(self, members: Sequence[int], evidence: tuple[Evidence, ...]) -> bool:
        """Join all `members` if nothing can be said against it: one name, each on a paper of their own, none joined."""
        papers = {self._authors.papers[member] for member in members}
        alike = {self._authors.spellings[member] for member in members}
        untouched = all(self._root[member] == member and member not in self._members for member in members)
        if not untouched or len(alike) > 1 or len(papers) < len(members) or self._strangers:
            return False
        keep = members[0]
        self._members[keep], self._papers[keep] = list(members), papers
        self._names[keep] = {spelling.name for spelling in self._authors.spellings[keep]}
        self._joins[keep] = [Join(keep, members[1:], evidence)]
        for member in members:
            self._root[member] = keep
        return True

    def papers(self, root: int) -> AbstractSet[str]:
        """The papers of a group."""
        return self._papers.get(root) or {self._authors.papers[root]}

    def is_full(self, root: int) -> bool:
        """Whether no paper knows the group by initials."""
        return all(name.is_full for name in self.names(root))

    def names(self, root: int) -> AbstractSet[Name]:
        """The names by which papers know a group."""
        if found := self._names.get(root):
            return found
        spellings = self._authors.spellings[root]
        return spellings[0].alone if len(spellings) == 1 else {spelling.name for spelling in spellings}

    def related(self, one: Name, other: Name) -> Relation:
        """How two names are related; the same is asked again and again."""
        return self._related(one, other)

    def _allowed(self, one: int, other: int) -> bool:
        if not self.papers(one).isdisjoint(self.papers(other)):
            return False
        if not self._strangers.allow(self.members(one), self.members(other)):
            return False
        mine, others = self.names(one), self.names(other)
        if len(mine) == 1 and mine == others:
            return True
        return all(self._related(first, second).compatible for first in mine for second in others)

    def __iter__(self) -> Iterator[list[int]]:
        """The groups, each sorted, by their first members."""
        found: dict[int, list[int]] = defaultdict(list)
        for author, root in enumerate(self._root):
            found[root].append(author)
        return iter(found.values())


class Matching:
    """The groups of authors who are one person.

    Args:
        authors: of all papers of the authors whom to match.
        strangers: those whom somebody told apart.
        counts: of all papers there are, if the authors are not everybody.
        some: whom to match, with all in their neighbourhoods; None for everybody.
    """

    def __init__(
        self,
        authors: Authors,
        strangers: Strangers,
        counts: Counts | None = None,
        some: Collection[int] | None = None,
    ) -> None:
        self.authors = authors
        self.strangers = strangers
        self.some = range(len(authors.papers)) if some is None else some
        self._spelled = authors.by_spelling(self.some)
        self.census = Census(counts or authors.counts(), _fitting(item.spelling for item in self._spelled))
        self.groups = Groups(authors, strangers)
        self._neighbourhoods = Neighbourhoods({each: authors.spellings[each] for each in self.some}, authors.known)
        for name, members in self._by_full_name():
            self._join_namesakes(name, members)
        self._join_surest_first(self._compared(self._promising(self._variants())))
        abbreviated = self._compared(self._promising(self._abbreviated()))
        self._join_surest_first(_without_rivals(abbreviated, self.groups))

    def found(self) -> list[list[int]]:
        """The groups of those who were to be matched."""
        wanted = set(self.some)
        return [members for members in self.groups if members[0] in wanted]

    def alike(self, author: int) -> list[int]:
        """Members of other groups, one of each, of whom some name is abbreviated or may be varied as one of theirs."""
        own = self.groups.root(author)
        written = [spelling for each in self.groups.members(own) for spelling in self.authors.spellings[each]]
        shorts = {spelling.short for spelling in written}
        blocks = frozenset().union(*(spelling.blocks for spelling in written))
        near = (
            item
            for item in self._spelled
            if item.spelling.short in shorts or not blocks.isdisjoint(item.spelling.blocks)
        )
        return sorted(set(self._roots(near)) - {own})

    def _by_full_name(self) -> Iterator[tuple[str, list[int]]]:
        """The full names that authors of several papers have, and who has them."""
        by_name: dict[str, list[list[int]]] = defaultdict(list)
        for spelling, authors in self._spelled:
            if spelling.key:
                by_name[spelling.full].append(authors)
        for name, several in sorted(by_name.items()):
            members = several[0] if len(several) == 1 else sorted({author for one in several for author in one})
            if len(members) > 1:
                yield name, members

    def _join_namesakes(self, name: str, members: Sequence[int]) -> None:
        example = next(item.alone for item in self.authors.spellings[members[0]] if item.full == name)
        alone = of_names(example, example, self.census)
        if not agree(alone):
            self._join_acquainted_namesakes(members)
            self._join_to_largest(members, score(alone))
            return
        heads: list[int] = []
        for member in () if self.groups.join_alone(members, alone) else members:
            if not any(self.groups.join(head, member, alone) for head in heads):
                heads.append(member)

    def _join_acquainted_namesakes(self, members: Sequence[int]) -> None:
        """Join people of one common name who share a co-author; the rarest co-authors first."""
        profile = cache(lambda member: self.authors.profile([member]))
        by_co_author: dict[str, list[int]] = defaultdict(list)
        for member in members:
            for short in self.authors.circle((member,)):
                by_co_author[short].append(member)
        compared: set[tuple[int, int]] = set()
        for _, found in sorted(by_co_author.items(), key=lambda item: (len(item[1]), item[0])):
            for one, other in _pairs(found):
                if self.groups.root(one) != self.groups.root(other) and (one, other) not in compared:
                    compared.add((one, other))
                    self._decide(one, other, evidence(profile(one), profile(other), self.census))

    def _join_to_largest(self, members: Sequence[int], alone: float) -> None:
        """Join people of one common name with the one of them who has most papers, where that is enough."""
        ordered = self._largest_first(members)
        if len(ordered) > 1 and alone + most_without_co_authors(len(self.groups.members(ordered[0]))) >= 0:
            for compared in self._compared((ordered[0], root) for root in ordered[1:]):
                self._decide(*compared)

    def _largest_first(self, members: Iterable[int]) -> list[int]:
        roots = {self.groups.root(member) for member in members}
        return sorted(roots, key=lambda root: (-len(self.groups.members(root)), min(self.groups.members(root))))

    def _variants(self) -> list[tuple[int, int]]:
        """Groups that share a co-author and whose names may be one in another form; rare names without."""
        circle = cache(self._circle)
        pairs = set(self._without_middle_names())
        for block in self._blocks(lambda spelling: spelling.blocks):
            if len({item.spelling.name for item in block}) > 1:
                some = self._roots(block)
                pairs.update(self._acquainted(some, some, circle, self._are_variants))
        return sorted(pairs)

    def _without_middle_names(self) -> Iterator[tuple[int, int]]:
        """The pairs of groups with rare names of which one leaves middle names out, where no others differ in them."""
        for block in self._blocks(_first_and_surname):
            if len({item.spelling.name for item in block}) > 1:
                roots = self._roots(block)
                if self._leave_out({name for root in roots for name in self.groups.names(root)}):
                    yield from combinations(sorted(roots), 2)

    def _leave_out(self, known: Iterable[Name]) -> bool:
        """Whether names go together by themselves, each with each."""
        for one, other in combinations(sorted(known), 2):
            if not self.groups.related(one, other).compatible:
                return False
            if not agree(of_names(frozenset({one}), frozenset({other}), self.census)):
                return False
        return True

    def _abbreviated(self) -> list[tuple[int, int]]:
        """Groups known by initials, and those whose names they fit and with whom they share a co-author."""
        circle = cache(self._circle)
        pairs: set[tuple[int, int]] = set()
        for block in self._blocks(lambda spelling: (spelling.short,)):
            roots = self._roots(block)
            if short := [root for root in roots if not self.groups.is_full(root)]:
                pairs.update(self._acquainted(short, roots, circle, self._is_abbreviated))
        return sorted(pairs)

    def _blocks(self, keys: Callable[[Spelling], Iterable[str]]) -> Iterator[list[_Spelled]]:
        """The spellings that share a key."""
        blocks: dict[str, list[_Spelled]] = defaultdict(list)
        for item in self._spelled:
            for key in keys(item.spelling):
                blocks[key].append(item)
        return iter(blocks.values())

    def _roots(self, spelled: Iterable[_Spelled]) -> list[int]:
        """The groups of which papers write a name in one of these ways."""
        return list(dict.fromkeys(self.groups.root(author) for item in spelled for author in item.authors))

    def _acquainted(
        self,
        some: Sequence[int],
        others: Sequence[int],
        circle: Callable[[int], AbstractSet[str]],
        related: Callable[[int, int], bool],
    ) -> Iterator[tuple[int, int]]:
        """The pairs of one of `some` and one of `others` with a co-author in common and related names."""
        circles: dict[str, list[int]] = defaultdict(list)
        for root in some:
            for short in circle(root):
                circles[short].append(root)
        for root in others:
            for known in {known for short in circle(root) & circles.keys() for known in circles[short]} - {root}:
                if related(root, known):
                    yield (root, known) if root < known else (known, root)

    def _circle(self, root: int) -> AbstractSet[str]:
        return self.authors.circle(self.groups.members(root))

    def _are_variants(self, one: int, other: int) -> bool:
        """Whether two groups have names that may be one in another form, and are of one neighbourhood."""
        mine, others = self.groups.names(one), self.groups.names(other)
        if mine == others and len(mine) == 1:
            return False
        return any(self._is_variant(first, second) for first in mine for second in others) and self._are_near(
            one, other
        )

    def _is_variant(self, one: Name, other: Name) -> bool:
        return one != other and self.groups.related(one, other).is_variant

    def _are_near(self, one: int, other: int) -> bool:
        first, second = (self._neighbourhoods.of(self.authors.spellings[each][0].short) for each in (one, other))
        return first == second

    def _is_abbreviated(self, one: int, other: int) -> bool:
        """Whether a name of one group may be a name of the other in initials."""
        return any(
            not (first.is_full and second.is_full)
            and bool(first.given and second.given)
            and self.groups.related(first, second) in (Relation.INITIALS, Relation.SAME)
            for first in self.groups.names(one)
            for second in self.groups.names(other)
        )

    def _promising(self, pairs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """Without those who are not one person, whatever the papers say, with what co-authors they have in common."""
        known = cache(lambda root: (frozenset(self.groups.names(root)), self._circle(root)))
        for one, other in pairs:
            (mine, met), (others, met_by_other) = known(one), known(other)
            if may_agree(mine, others, len(met & met_by_other), self.census):
                yield one, other

    def _compared(self, pairs: Iterable[tuple[int, int]]) -> list[Compared]:
        profile = cache(lambda root: self.authors.profile(self.groups.members(root)))
        return [Compared(one, other, evidence(profile(one), profile(other), self.census)) for one, other in pairs]

    def _join_surest_first(self, compared: Iterable[Compared]) -> None:
        for item in sorted(compared, key=lambda item: (-score(item.evidence), item[:2])):
            self._decide(*item)

    def _decide(self, one: int, other: int, found: tuple[Evidence, ...]) -> None:
        if agree(found):
            self.groups.join(one, other, found)


def _fitting(spellings: Iterable[Spelling]) -> dict[str, set[str]]:
    """Surname and first initial → the first names that are written out."""
    found: dict[str, set[str]] = defaultdict(set)
    for spelling in spellings:
        if spelling.key:
            found[spelling.short].add(spelling.name.called)
    return found


def _first_and_surname(spelling: Spelling) -> tuple[str, ...]:
    return (f"{spelling.short} {spelling.name.called}",) if spelling.name.is_full else ()


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


def _merged(known: Sequence[dict[str, frozenset[Name]]]) -> dict[str, frozenset[Name]]:
    """Several papers' co-authors as one person's."""
    found = known[0]
    for more in known[1:]:
        both = {short: found[short] | more[short] for short in found.keys() & more.keys()}
        found.update(more)
        found.update(both)
    return found


def _pairs(members: Sequence[int]) -> Iterable[tuple[int, int]]:
    return combinations(members, 2) if len(members) <= ALL_PAIRS else pairwise(members)
