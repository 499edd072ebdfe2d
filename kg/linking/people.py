"""Which authors are one person: within a paper by compatible names, across papers by equal full names.

Names are weak evidence. Within one paper "G. Mai" and "Gengchen Mai" are one person when different references write
them; two names in one list are always two people. Across papers a name counts only in full (a first name that is
more than an initial, and a surname); a name with initials only gets a key of its own in every paper.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.linking import names
from kg.linking.clusters import Clusters
from kg.linking.deciding import Author, Strangers, unions, united
from kg.linking.decisions import UNDECIDED, Decisions
from kg.linking.entities import Alias, Authorship, Person, Reason, Writing
from kg.linking.minting import comparable, marked_key, person_key, preferred
from kg.linking.papers import Work, place
from kg.model import Reference
from kg.naming import name_key


@dataclass
class _Author:
    """A person as one paper knows them: every writing of the name, each with its position."""

    paper: str
    absorbed: Sequence[str] = ()  # keys of the papers that a person merged into it
    writings: list[tuple[int, Writing]] = field(default_factory=list)
    known_as: dict[str, names.Name] = field(default_factory=dict)  # as written → its parts

    def add(self, position: int, writing: Writing) -> None:
        self.writings.append((position, writing))
        self.known_as[writing.mention.text] = names.parse(writing.mention.text)

    def full_keys(self) -> list[str]:
        return sorted({name_key(name) for name, parts in self.known_as.items() if parts.is_full})


def people(
    works: Sequence[Work], decisions: Decisions = UNDECIDED
) -> tuple[dict[str, list[Authorship]], list[Person], list[Alias]]:
    """The authorships of each work by its key, all people sorted by key, and the keys that people had before.

    Raises:
        KgError: when what a person decided contradicts itself.
    """
    authors = [author for work in works for author in _authors(work)]
    strangers = _strangers(works, authors, decisions)
    groups = _across_papers(authors, strangers)
    keys = _keys(authors, groups)
    merged = unions(decisions.of("merge", "person"), _known_keys(authors, groups, keys))
    groups, keys = united(groups, keys, merged, strangers)
    absorbed = {union.key: union.absorbed for union in merged}
    authorships: dict[str, list[Authorship]] = {work.key: [] for work in works}
    found, aliases = [], []
    taken = set(keys)
    for group, key in zip(groups, keys, strict=True):
        found.append(Person(key, _name([authors[number] for number in group])))
        former = {*absorbed.get(key, ()), *_former_keys([authors[number] for number in group])}
        aliases += [Alias("person", old, key) for old in sorted(former - taken)]
        taken |= former
        for number in group:
            authorships[authors[number].paper] += _authorships(authors[number], key)
    return {paper: _numbered(paper, items) for paper, items in authorships.items()}, sorted(found, key=_by_key), aliases


def _strangers(works: Sequence[Work], authors: Sequence[_Author], decisions: Decisions) -> Strangers:
    current = {key: work.key for work in works for key in (work.key, *work.former_keys)}
    named = [
        Author(author.paper, {position for position, _ in author.writings}, _former_keys([author]))
        for author in authors
    ]
    return Strangers(decisions.of("split", "person"), named, current)


def _former_keys(group: Sequence[_Author]) -> set[str]:
    """The keys that somebody would have if each paper's writing of the name were all that is known."""
    alone = {_key_of(names.in_order(name), author.paper) for author in group for name in author.known_as}
    return alone.union(*(_keys_before(author) for author in group))


def _keys_before(author: _Author) -> Iterator[str]:
    """The keys that `author` may have had when the papers that a person merged were several."""
    for paper in (author.paper, *author.absorbed) if author.absorbed else ():
        for position, writing in author.writings:
            name = names.in_order(writing.mention.text)
            yield _key_of(name, paper)
            yield marked_key(_words(name), paper, str(position))


def _known_keys(authors: Sequence[_Author], groups: Sequence[Sequence[int]], keys: Sequence[str]) -> dict[str, str]:
    """Every key of somebody, also those of former times → the key now. The first who had a former key keeps it."""
    known = {key: key for key in keys}
    for group, key in zip(groups, keys, strict=True):
        for old in sorted(_former_keys([authors[number] for number in group])):
            known.setdefault(old, key)
    return known


def _by_key(person: Person) -> str:
    return person.key


def _authors(work: Work) -> list[_Author]:
    """The distinct people of one paper. The longest lists are read first, so that initials meet full names."""
    authors: list[_Author] = []
    for reference in sorted(work.references, key=_fullness):
        known = list(authors)
        matches = _match([author.text for author in reference.authors], known)
        for position, (mention, match) in enumerate(zip(reference.authors, matches, strict=True), start=1):
            if match is None:
                authors.append(match := _Author(work.key, work.absorbed))
            match.add(position, Writing(reference, mention))
    return authors


def _fullness(reference: Reference) -> tuple[object, ...]:
    return -len(reference.authors), -sum(len(author.text) for author in reference.authors), place(reference)


def _match(written: Sequence[str], known: Sequence[_Author]) -> list[_Author | None]:
    """For every name of a list the known author that it means, each known author at most once.

    Equal names go first, then compatible ones; among several the one at the same place of the list, else the first.
    """
    matches: list[_Author | None] = [None] * len(written)
    free = list(known)
    for fits in (_equal, _compatible):
        for index, name in enumerate(written):
            if matches[index] is None and (found := [author for author in free if fits(name, author)]):
                best = min(found, key=lambda author: index + 1 not in {position for position, _ in author.writings})
                matches[index] = best
                free.remove(best)
    return matches


def _equal(name: str, author: _Author) -> bool:
    return name_key(name) in map(name_key, author.known_as)


def _compatible(name: str, author: _Author) -> bool:
    parsed = names.parse(name)
    return all(names.compatible(parsed, other) for other in author.known_as.values())


def _across_papers(authors: Sequence[_Author], strangers: Strangers) -> list[list[int]]:
    """Groups of authors, by number, who are one person. Never two of one paper, nor two who were told apart."""

    def allowed(one: list[int], other: list[int]) -> bool:
        papers = {authors[number].paper for number in one}
        return papers.isdisjoint(authors[number].paper for number in other) and strangers.allow(one, other)

    clusters = Clusters(len(authors), allowed)
    by_name: dict[str, list[int]] = {}
    for number, author in enumerate(authors):
        for key in author.full_keys():
            by_name.setdefault(key, []).append(number)
    for key, members in sorted(by_name.items()):
        clusters.gather(members, Reason("same name", key))
    return [members for members, _ in clusters]


def _name(group: Sequence[_Author]) -> str:
    """The preferred name of a person: in full, and without a surname in capitals, when any document writes it so."""
    writings = [(names.in_order(item.mention.text), item.reference.document) for a in group for _, item in a.writings]
    full = [writing for writing in writings if names.parse(writing[0]).is_full]
    candidates = full or writings
    return preferred([item for item in candidates if not names.shouts(item[0])] or candidates)


def _keys(authors: Sequence[_Author], groups: Sequence[Sequence[int]]) -> list[str]:
    """A key for every group. Of namesakes on one paper only the first has the plain key."""
    keys: list[str] = []
    taken: set[str] = set()
    for group in groups:
        name, paper = _name([authors[number] for number in group]), authors[group[0]].paper
        key = _key_of(name, paper)
        if key in taken:
            key = marked_key(_words(name), paper, str(authors[group[0]].writings[0][0]))
        taken.add(key)
        keys.append(key)
    return keys


def _key_of(name: str, paper: str) -> str:
    return person_key(name) if names.parse(name).is_full else marked_key(_words(name), paper)


def _words(name: str) -> str:
    return name_key(name) or comparable(name)


def _authorships(author: _Author, person: str) -> list[Authorship]:
    """One authorship for each position at which documents put the author. Keys follow in `_numbered`."""
    positions = sorted({position for position, _ in author.writings})
    return [
        Authorship("", position, person, tuple(sorted((w for p, w in author.writings if p == position), key=_written)))
        for position in positions
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
