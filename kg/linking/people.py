"""Which authors are one person: within a paper by compatible names, across papers by evidence.

Names are weak evidence. Within one paper "G. Mai" and "Gengchen Mai" are one person when different references write
them; two names in one list are always two people. Across papers `matching` finds who may be one person and `identity`
weighs what speaks for it and against. Whoever is known by initials only has a key of their own in every paper until
co-authors tell who they are; of several people with one full name the one with most papers has the plain key.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from types import MappingProxyType
from typing import NamedTuple

from kg.linking import names
from kg.linking.census import Contribution, Counts, Facts, contributions
from kg.linking.deciding import Author, Strangers, Union, unions, united
from kg.linking.decisions import UNDECIDED, Decisions
from kg.linking.entities import Alias, Authorship, Person, Reason, Writing
from kg.linking.matching import Authors, Matching
from kg.linking.minting import comparable, folded, marked_key, preferred
from kg.linking.neighbourhoods import Known, homes
from kg.linking.papers import Work, place
from kg.linking.spellings import Spelling, spell
from kg.model import Reference


class _Written(NamedTuple):
    """A name as one reference writes it."""

    position: int
    spelling: Spelling
    writing: Writing


@dataclass(slots=True)
class _Author:
    """A person as one paper knows them."""

    paper: str
    absorbed: Sequence[str] = ()  # keys of the papers that a person merged into it
    written: list[_Written] = field(default_factory=list)

    def known_as(self) -> tuple[Spelling, ...]:
        """The ways in which the paper's references write the name."""
        if len(self.written) == 1:
            return (self.written[0].spelling,)
        return tuple({item.writing.mention.text: item.spelling for item in self.written}.values())

    def writings(self, position: int) -> tuple[Writing, ...]:
        """How references write the name that put it at `position`, by their places."""
        if len(self.written) == 1:
            return (self.written[0].writing,)
        found = [item.writing for item in self.written if item.position == position]
        return tuple(sorted(found, key=lambda writing: (place(writing.reference), writing.mention)))


class _Group(NamedTuple):
    """Authors of several papers who are one person."""

    members: Sequence[int]  # their numbers
    authors: Sequence[_Author]
    name: Spelling  # the preferred one, first name first
    plain: str  # the key, if nobody else claims it

    @classmethod
    def of(cls, members: Sequence[int], everybody: Sequence[_Author], spelled: Callable[[str], Spelling]) -> _Group:
        authors = [everybody[member] for member in members]
        name = spelled(_name([item for author in authors for item in author.written]))
        return cls(members, authors, name, _plain_key(name, authors[0]))

    @property
    def is_alone(self) -> bool:
        """Whether one reference to one paper names them, so that there is no other key that they may have had."""
        return len(self.authors) == 1 and len(self.authors[0].written) == 1 and not self.authors[0].absorbed

    def known_as(self) -> Iterator[tuple[_Author, Spelling]]:
        """The names that each paper's references give."""
        return ((author, spelling) for author in self.authors for spelling in author.known_as())


@dataclass(frozen=True)
class Everybody:
    """The authors of all papers, and who of them are one person, by evidence and by what a person decided."""

    authors: Sequence[_Author]
    matching: Matching
    groups: Sequence[_Group]
    keys: Sequence[str]  # of the groups
    merged: Sequence[Union]  # people whom a person merged

    def reasons(self) -> dict[str, tuple[Reason, ...]]:
        """Why people are one, by the keys of those of whom there is anything to say."""
        said, groups = {union.key: union.reasons for union in self.merged}, self.matching.groups
        found: dict[str, set[Reason]] = {}
        for group, key in zip(self.groups, self.keys, strict=True):
            roots = dict.fromkeys(map(groups.root, group.members))  # a person may have merged several groups
            found[key] = {*said.get(key, ()), *(reason for root in roots for reason in groups.reasons(root))}
        return {key: tuple(sorted(reasons)) for key, reasons in found.items() if reasons}


@dataclass(frozen=True)
class People:
    """Everybody, with the reasons why authors of several papers are one person."""

    authorships: Mapping[str, list[Authorship]]  # by the key of the paper
    persons: tuple[Person, ...]  # by key
    aliases: tuple[Alias, ...]  # keys that people had before
    reasons: Mapping[str, tuple[Reason, ...]]  # by the key of the person


def people(
    works: Sequence[Work], decisions: Decisions = UNDECIDED
) -> tuple[dict[str, list[Authorship]], list[Person], list[Alias]]:
    """The authorships of each work by its key, all people sorted by key, and the keys that people had before."""
    found = resolve(works, decisions)
    return dict(found.authorships), list(found.persons), list(found.aliases)


def resolve(
    works: Sequence[Work],
    decisions: Decisions = UNDECIDED,
    *,
    counts: Counts | None = None,
    blocks: Collection[str] | None = None,
) -> People:
    """Find out who wrote what, and keep why authors of several papers are one person.

    Args:
        works: all papers, or all that have an author at home in one of `blocks`, in their usual order.
        decisions: merges and splits of a person.
        counts: of all papers, if `works` are a part of them.
        blocks: resolve only authors at home in these (`neighbourhoods.homes`); with each block its whole neighbourhood,
            and those of the people with whom somebody merged its people.

    Returns:
        The people, their aliases and their authorships alone, as they are when everybody is resolved.

    Raises:
        KgError: when what a person decided contradicts itself.
    """
    found = everybody(works, decisions, counts, blocks)
    return People(
        authorships=_authorships(works, found.authors, found.groups, found.keys),
        persons=tuple(sorted(_persons(found.groups, found.keys), key=lambda person: person.key)),
        aliases=tuple(_aliases(found.groups, found.keys, {union.key: union.absorbed for union in found.merged})),
        reasons=found.reasons(),
    )


def everybody(
    works: Sequence[Work],
    decisions: Decisions = UNDECIDED,
    counts: Counts | None = None,
    blocks: Collection[str] | None = None,
) -> Everybody:
    """Find out who is who, with the evidence. Arguments and errors are those of `resolve`."""
    authors, matching, groups, keys = _matched(works, decisions, counts, blocks)
    wanted = decisions.of("merge", "person")
    merged = unions(wanted, _known_keys(groups, keys)) if wanted else []
    if merged:
        together, keys = united([group.members for group in groups], keys, merged, matching.strangers)
        spelled = cache(spell)
        groups = [_Group.of(members, authors, spelled) for members in together]
    return Everybody(authors, matching, groups, keys, merged)


def known(work: Work) -> list[Known]:
    """The authors of one paper as it knows them, by whom neighbourhoods are found."""
    authors = [author.known_as() for author in _authors(work, spell)]
    shorts = [{spelling.short for spelling in spellings} for spellings in authors]
    return [
        Known(work.key, spellings, frozenset().union(*shorts[:number], *shorts[number + 1 :]))
        for number, spellings in enumerate(authors)
    ]


def counted(work: Work) -> list[Contribution]:
    """What one paper adds to the counts of all."""
    return list(contributions([author.known_as() for author in _authors(work, spell)], facts(work.references)))


def _known_keys(groups: Sequence[_Group], keys: Sequence[str]) -> dict[str, str]:
    """Every key of somebody, also those of former times → the key now."""
    return {alias.old: alias.new for alias in _aliases(groups, keys)} | {key: key for key in keys}


def _matched(
    works: Sequence[Work],
    decisions: Decisions = UNDECIDED,
    counts: Counts | None = None,
    blocks: Collection[str] | None = None,
) -> tuple[list[_Author], Matching, list[_Group], list[str]]:
    """The authors of all papers, who of them are one person by evidence, and a key for each person."""
    spelled = cache(spell)
    everyone = [author for work in works for author in _authors(work, spelled)]
    authors = Authors(
        papers=[author.paper for author in everyone],
        spellings=[author.known_as() for author in everyone],
        facts={work.key: facts(work.references) for work in works},
    )
    some = None if blocks is None else _at_home(authors.spellings, frozenset(blocks))
    matching = Matching(authors, _strangers(works, everyone, decisions), counts, some)
    groups = [_Group.of(members, everyone, spelled) for members in matching.found()]
    return everyone, matching, groups, _keys(groups)


def _at_home(spellings: Sequence[Sequence[Spelling]], blocks: frozenset[str]) -> list[int]:
    """The authors who are at home in one of `blocks`."""
    return [number for number, written in enumerate(spellings) if not blocks.isdisjoint(homes(written))]


def _strangers(works: Sequence[Work], authors: Sequence[_Author], decisions: Decisions) -> Strangers:
    """Who was told apart."""
    wanted = decisions.of("split", "person")
    current = {key: work.key for work in works for key in (work.key, *work.former_keys)}
    named = [
        Author(
            author.paper,
            {item.position for item in author.written},
            {_plain_key(spelling, author) for spelling in author.known_as()},
        )
        for author in (authors if wanted else ())
    ]
    return Strangers(wanted, named, current)


def facts(references: Iterable[Reference]) -> Facts:
    """What the references of a paper say beside its authors."""
    references = list(references)
    concepts = (item for reference in references for item in (*reference.topics, *reference.tasks))
    return Facts(
        topics=frozenset(item.iri or comparable(item.label) for item in concepts),
        organizations=frozenset(folded(item.text) for reference in references for item in reference.organizations),
    )


def _authors(work: Work, spelled: Callable[[str], Spelling]) -> list[_Author]:
    """The distinct people of one paper. The longest lists are read first, so that initials meet full names."""
    authors: list[_Author] = []
    for reference in sorted(work.references, key=_fullness) if len(work.references) > 1 else work.references:
        spellings = [spelled(mention.text) for mention in reference.authors]
        matches = _match(spellings, list(authors))
        for position, (mention, spelling, match) in enumerate(
            zip(reference.authors, spellings, matches, strict=True), start=1
        ):
            if match is None:
                authors.append(match := _Author(work.key, work.absorbed))
            match.written.append(_Written(position, spelling, Writing(reference, mention)))
    return authors


def _fullness(reference: Reference) -> tuple[object, ...]:
    return -len(reference.authors), -sum(len(author.text) for author in reference.authors), place(reference)


def _match(written: Sequence[Spelling], known: Sequence[_Author]) -> list[_Author | None]:
    """For every name of a list the known author that it means, each known author at most once.

    Equal names go first, then compatible ones; among several the one at the same place of the list, else the first.
    """
    matches: list[_Author | None] = [None] * len(written)
    if not known:
        return matches
    free = [(author, author.known_as()) for author in known]
    for fits in (_equal, _compatible):
        for index, name in enumerate(written):
            if matches[index] is None and (found := [each for each in free if fits(name, each[1])]):
                best = min(found, key=lambda each: index + 1 not in {item.position for item in each[0].written})
                matches[index] = best[0]
                free.remove(best)
    return matches


def _equal(name: Spelling, known_as: Sequence[Spelling]) -> bool:
    return any(name.full == other.full for other in known_as)


def _compatible(name: Spelling, known_as: Sequence[Spelling]) -> bool:
    return all(names.compatible(name.name, other.name) for other in known_as)


def _name(written: Sequence[_Written]) -> str:
    """The preferred name of a person: in full, and without a surname in capitals, when any document writes it so."""
    if len(written) == 1 or len({item.spelling.ordered for item in written}) == 1:
        return written[0].spelling.ordered
    full = [item for item in written if item.spelling.name.is_full]
    candidates = full or [item for item in written if item.spelling.name.called] or written
    quiet = [item for item in candidates if not names.shouts(item.spelling.ordered)]
    return preferred((item.spelling.ordered, item.writing.reference.document) for item in quiet or candidates)


def _keys(groups: Sequence[_Group]) -> list[str]:
    """A key for every group. Of several that are known by one full name, the one with most papers has the plain key."""
    keys = [group.plain for group in groups]
    taken: set[str] = set()
    for number in sorted(range(len(groups)), key=lambda number: (-len(groups[number].authors), number)):
        if keys[number] in taken:
            keys[number] = _marked_key(groups[number].name, groups[number].authors[0])
        taken.add(keys[number])
    return keys


def _plain_key(spelling: Spelling, author: _Author) -> str:
    """The key of somebody of whom nothing else is known: of the name in full, or of the name in this paper."""
    return spelling.key or marked_key(spelling.words, author.paper)


def _marked_key(spelling: Spelling, author: _Author) -> str:
    """The key of a namesake: with a paper of theirs and their position in its list."""
    return marked_key(spelling.words, author.paper, str(author.written[0].position))


def _persons(groups: Sequence[_Group], keys: Sequence[str]) -> Iterator[Person]:
    return (Person(key, group.name.ordered) for group, key in zip(groups, keys, strict=True))


def _aliases(
    groups: Sequence[_Group], keys: Sequence[str], absorbed: Mapping[str, Sequence[str]] = MappingProxyType({})
) -> Iterator[Alias]:
    """The keys that people would have if other papers, or other writings of their names, were all that is known."""
    taken = set(keys)
    for group, key in zip(groups, keys, strict=True):
        if key == group.plain and group.is_alone:
            continue
        former = {_plain_key(spelling, author) for author, spelling in group.known_as()}
        former |= {*absorbed.get(key, ()), *_keys_before(group)}
        if key != group.plain:
            former |= {_marked_key(spelling, author) for author, spelling in group.known_as()}
        yield from (Alias("person", old, key) for old in sorted(former - taken))
        taken |= former


def _keys_before(group: _Group) -> Iterator[str]:
    """The keys that somebody may have had when the papers that a person merged were several."""
    merged = [author for author in group.authors if author.absorbed]
    for author in merged:
        for spelling in author.known_as():
            for paper in (author.paper, *author.absorbed):
                yield _plain_key(spelling, _Author(paper))
                yield from (marked_key(spelling.words, paper, str(item.position)) for item in author.written)


def _authorships(
    works: Sequence[Work], authors: Sequence[_Author], groups: Sequence[_Group], keys: Sequence[str]
) -> dict[str, list[Authorship]]:
    """The authorships of each work by its key."""
    person = {number: key for group, key in zip(groups, keys, strict=True) for number in group.members}
    found: dict[str, list[Authorship]] = {work.key: [] for work in works}
    for paper, listed in groupby(enumerate(authors), key=lambda item: item[1].paper):
        found[paper] = list(_of_paper(paper, list(listed), person))
    return found


def _of_paper(paper: str, authors: Sequence[tuple[int, _Author]], person: Mapping[int, str]) -> Iterator[Authorship]:
    """The authorships of those authors, numbered, who are a `person`, by position.

    Their keys are `PAPER/2`, and `PAPER/2-PERSON` for others whom documents put there too.
    """
    placed: dict[int, list[tuple[int, _Author]]] = defaultdict(list)
    for number, author in authors:
        for position in dict.fromkeys(item.position for item in author.written):
            placed[position].append((number, author))
    for position, several in sorted(placed.items()):
        for again, (number, author) in enumerate(sorted(several, key=_own_name) if len(several) > 1 else several):
            if number in person:
                key = f"{paper}/{position}-{person[number]}" if again else f"{paper}/{position}"
                yield Authorship(key, position, person[number], author.writings(position))


def _own_name(numbered: tuple[int, _Author]) -> tuple[str, int]:
    """By what the paper alone says of authors, so that others do not change their order."""
    number, author = numbered
    return spell(_name(author.written)).words, number
