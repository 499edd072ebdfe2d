"""Which authors are one person: within a paper by compatible names, across papers by evidence.

Names are weak evidence. Within one paper "G. Mai" and "Gengchen Mai" are one person when different references write
them; two names in one list are always two people. Across papers `matching` finds who may be one person and `identity`
weighs what speaks for it and against. Whoever is known by initials only has a key of their own in every paper until
co-authors tell who they are; of several people with one full name the one with most papers has the plain key.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from kg.linking import names
from kg.linking.deciding import Author, Strangers, Union, unions, united
from kg.linking.decisions import UNDECIDED, Decisions
from kg.linking.entities import Alias, Authorship, Evidence, Person, Reason, Writing
from kg.linking.identity import evidence
from kg.linking.matching import Authors, Facts, Matching, Spelling, spell
from kg.linking.minting import comparable, folded, marked_key, preferred
from kg.linking.papers import Work, place
from kg.model import Reference
from kg.naming import name_key


@dataclass(slots=True)
class _Author:
    """A person as one paper knows them: every writing of the name, each with its position."""

    paper: str
    absorbed: Sequence[str] = ()  # keys of the papers that a person merged into it
    writings: list[tuple[int, Writing]] = field(default_factory=list)

    def known_as(self) -> list[str]:
        return list(dict.fromkeys(writing.mention.text for _, writing in self.writings))


class _Group(NamedTuple):
    """Authors of several papers who are one person."""

    authors: Sequence[_Author]
    known_as: Sequence[tuple[_Author, Spelling]]  # the names that each paper's references give
    name: str  # the preferred one, first name first
    plain: str  # the key, if nobody else claims it

    @classmethod
    def of(cls, authors: Sequence[_Author], spelled: Callable[[str], Spelling]) -> _Group:
        writings = [
            (spelled(writing.mention.text), writing.reference.document)
            for author in authors
            for _, writing in author.writings
        ]
        name = _name(writings)
        known_as = [(author, spelled(text)) for author in authors for text in author.known_as()]
        return cls(authors, known_as, name, _plain_key(spelled(name), authors[0]))


class Candidate(NamedTuple):
    """Two people who may be one, but are not taken for one, and what speaks for it and against."""

    one: str  # Person.key
    other: str
    evidence: tuple[Evidence, ...]


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


def resolve(works: Sequence[Work], decisions: Decisions = UNDECIDED) -> People:
    """Find out who wrote what, and keep why authors of several papers are one person.

    Raises:
        KgError: when what a person decided contradicts itself.
    """
    matching, groups, keys = _matched(works, decisions)
    wanted = decisions.of("merge", "person")
    merged = unions(wanted, _known_keys(groups, keys)) if wanted else []
    reasons = {key: matching.groups.reasons(members[0]) for members, key in zip(matching.groups, keys, strict=True)}
    if merged:
        groups, keys = _united(matching, groups, keys, merged)
        said = {
            union.key: [*union.reasons, *(reason for old in union.absorbed for reason in reasons.pop(old))]
            for union in merged
        }
        reasons |= {key: tuple(sorted({*reasons[key], *more})) for key, more in said.items()}
    return People(
        authorships=_authorships(works, groups, keys),
        persons=tuple(sorted(_persons(groups, keys), key=lambda person: person.key)),
        aliases=tuple(_aliases(groups, keys, {union.key: union.absorbed for union in merged})),
        reasons={key: found for key, found in reasons.items() if found},
    )


def _known_keys(groups: Sequence[_Group], keys: Sequence[str]) -> dict[str, str]:
    """Every key of somebody, also those of former times → the key now."""
    return {alias.old: alias.new for alias in _aliases(groups, keys)} | {key: key for key in keys}


def candidates(works: Sequence[Work]) -> list[Candidate]:
    """People who may be one and are not taken for one: common names, initials and other forms without support."""
    matching, _, keys = _matched(works)
    key_of = {number: key for members, key in zip(matching.groups, keys, strict=True) for number in members}
    found: dict[tuple[str, str], Candidate] = {}
    for item in matching.candidates():
        one, other = sorted((key_of[item.one], key_of[item.other]))
        found.setdefault((one, other), Candidate(one, other, item.evidence))
    return [found[pair] for pair in sorted(found)]


def compare(works: Sequence[Work], one: str, other: str) -> tuple[Evidence, ...]:
    """What speaks for and against two people, given by their keys, being one.

    Raises:
        KeyError: when nobody has one of the keys.
    """
    matching, _, keys = _matched(works)
    members = dict(zip(keys, matching.groups, strict=True))
    first, second = (matching.authors.profile(members[key]) for key in (one, other))
    return evidence(first, second, matching.census)


def _united(
    matching: Matching, groups: Sequence[_Group], keys: Sequence[str], merged: Sequence[Union]
) -> tuple[list[_Group], list[str]]:
    """The groups and their keys with what a person merged as one group."""
    numbers = list(matching.groups)
    together, kept = united(numbers, keys, merged, matching.strangers)
    authors = {
        number: author
        for members, group in zip(numbers, groups, strict=True)
        for number, author in zip(members, group.authors, strict=True)
    }
    spelled = cache(spell)
    return [_Group.of([authors[number] for number in members], spelled) for members in together], kept


def _matched(works: Sequence[Work], decisions: Decisions = UNDECIDED) -> tuple[Matching, list[_Group], list[str]]:
    """The authors of all works, who of them are one person by evidence, and a key for each person."""
    spelled = cache(spell)
    authors = [author for work in works for author in _authors(work, spelled)]
    matching = Matching(
        Authors(
            papers=[author.paper for author in authors],
            spellings=[tuple(map(spelled, author.known_as())) for author in authors],
            facts={work.key: _facts(work) for work in works},
        ),
        _strangers(works, authors, decisions, spelled),
    )
    groups = [_Group.of([authors[number] for number in members], spelled) for members in matching.groups]
    return matching, groups, _keys(groups)


def _strangers(
    works: Sequence[Work], authors: Sequence[_Author], decisions: Decisions, spelled: Callable[[str], Spelling]
) -> Strangers:
    """Who was told apart."""
    wanted = decisions.of("split", "person")
    current = {key: work.key for work in works for key in (work.key, *work.former_keys)}
    named = [
        Author(
            author.paper,
            {position for position, _ in author.writings},
            {_plain_key(spelled(name), author) for name in author.known_as()},
        )
        for author in (authors if wanted else ())
    ]
    return Strangers(wanted, named, current)


def _facts(work: Work) -> Facts:
    concepts = (item for reference in work.references for item in (*reference.topics, *reference.tasks))
    return Facts(
        topics=frozenset(item.iri or comparable(item.label) for item in concepts),
        organizations=frozenset(folded(item.text) for reference in work.references for item in reference.organizations),
    )


def _authors(work: Work, spelled: Callable[[str], Spelling]) -> list[_Author]:
    """The distinct people of one paper. The longest lists are read first, so that initials meet full names."""
    authors: list[_Author] = []
    for reference in sorted(work.references, key=_fullness) if len(work.references) > 1 else work.references:
        known = list(authors)
        matches = _match([spelled(author.text) for author in reference.authors], known, spelled)
        for position, (mention, match) in enumerate(zip(reference.authors, matches, strict=True), start=1):
            if match is None:
                authors.append(match := _Author(work.key, work.absorbed))
            match.writings.append((position, Writing(reference, mention)))
    return authors


def _fullness(reference: Reference) -> tuple[object, ...]:
    return -len(reference.authors), -sum(len(author.text) for author in reference.authors), place(reference)


def _match(
    written: Sequence[Spelling], known: Sequence[_Author], spelled: Callable[[str], Spelling]
) -> list[_Author | None]:
    """For every name of a list the known author that it means, each known author at most once.

    Equal names go first, then compatible ones; among several the one at the same place of the list, else the first.
    """
    matches: list[_Author | None] = [None] * len(written)
    free = [(author, [spelled(name) for name in author.known_as()]) for author in known]
    for fits in (_equal, _compatible):
        for index, name in enumerate(written):
            if matches[index] is None and (found := [each for each in free if fits(name, each[1])]):
                best = min(found, key=lambda each: index + 1 not in {position for position, _ in each[0].writings})
                matches[index] = best[0]
                free.remove(best)
    return matches


def _equal(name: Spelling, known_as: Sequence[Spelling]) -> bool:
    return any(name.full == other.full for other in known_as)


def _compatible(name: Spelling, known_as: Sequence[Spelling]) -> bool:
    return all(names.compatible(name.name, other.name) for other in known_as)


def _name(writings: Sequence[tuple[Spelling, str]]) -> str:
    """The preferred name of a person: in full, and without a surname in capitals, when any document writes it so."""
    if len({spelling.ordered for spelling, _ in writings}) == 1:
        return writings[0][0].ordered
    full = [item for item in writings if item[0].name.is_full]
    candidates = full or [item for item in writings if item[0].name.called] or writings
    quiet = [item for item in candidates if not names.shouts(item[0].ordered)]
    return preferred((spelling.ordered, document) for spelling, document in quiet or candidates)


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
    return spelling.key or marked_key(_words(spelling.ordered), author.paper)


def _marked_key(name: str, author: _Author) -> str:
    """The key of a namesake: with a paper of theirs and their position in its list."""
    return marked_key(_words(name), author.paper, str(author.writings[0][0]))


def _words(name: str) -> str:
    return name_key(name) or comparable(name)


def _persons(groups: Sequence[_Group], keys: Sequence[str]) -> Iterator[Person]:
    return (Person(key, group.name) for group, key in zip(groups, keys, strict=True))


def _aliases(
    groups: Sequence[_Group], keys: Sequence[str], absorbed: Mapping[str, Sequence[str]] = MappingProxyType({})
) -> Iterator[Alias]:
    """The keys that people would have if other papers, or other writings of their names, were all that is known."""
    taken = set(keys)
    for group, key in zip(groups, keys, strict=True):
        former = {_plain_key(spelling, author) for author, spelling in group.known_as}
        former |= {*absorbed.get(key, ()), *_keys_before(group)}
        if key != group.plain:
            former |= {_marked_key(spelling.ordered, author) for author, spelling in group.known_as}
        yield from (Alias("person", old, key) for old in sorted(former - taken))
        taken |= former


def _keys_before(group: _Group) -> Iterator[str]:
    """The keys that somebody may have had when the papers that a person merged were several."""
    for author, spelling in group.known_as:
        for paper in (author.paper, *author.absorbed) if author.absorbed else ():
            yield _plain_key(spelling, _Author(paper))
            for position, _ in author.writings:
                yield marked_key(_words(spelling.ordered), paper, str(position))


def _authorships(works: Sequence[Work], groups: Sequence[_Group], keys: Sequence[str]) -> dict[str, list[Authorship]]:
    """The authorships of each work by its key."""
    found: dict[str, list[Authorship]] = {work.key: [] for work in works}
    for group, key in zip(groups, keys, strict=True):
        for author in group.authors:
            found[author.paper] += _positions(author, key)
    return {paper: _numbered(paper, items) for paper, items in found.items()}


def _positions(author: _Author, person: str) -> list[Authorship]:
    """One authorship for each position at which documents put the author. Keys follow in `_numbered`."""
    by_position: dict[int, list[Writing]] = defaultdict(list)
    for position, writing in author.writings:
        by_position[position].append(writing)
    return [
        Authorship("", position, person, tuple(sorted(written, key=_written) if len(written) > 1 else written))
        for position, written in sorted(by_position.items())
    ]


def _written(writing: Writing) -> tuple[object, ...]:
    return place(writing.reference), writing.mention


def _numbered(paper: str, authorships: Sequence[Authorship]) -> list[Authorship]:
    """`authorships` by position, with keys: `PAPER/2`, and `PAPER/2-PERSON` for others whom documents put there too."""
    numbered: list[Authorship] = []
    for item in sorted(authorships, key=lambda item: (item.position, item.person)):
        again = bool(numbered) and numbered[-1].position == item.position
        key = f"{paper}/{item.position}-{item.person}" if again else f"{paper}/{item.position}"
        numbered.append(Authorship(key, item.position, item.person, item.writings))
    return numbered
