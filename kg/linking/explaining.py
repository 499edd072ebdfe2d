"""Why people are one, or not: the evidence by which `people.everybody` found out, for whoever asks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kg.linking import names
from kg.linking.decisions import UNDECIDED, Decisions
from kg.linking.entities import Evidence, Reason
from kg.linking.identity import NEVER, Profile, agree, evidence, remedies, score
from kg.linking.matching import Join
from kg.linking.papers import Work
from kg.linking.people import everybody
from kg.linking.spellings import Spelling


class Known(NamedTuple):
    """An author as one paper knows them."""

    name: str  # first name first
    paper: str  # its key


class Joined(NamedTuple):
    """Authors of different papers, or groups of such, whom evidence made one person."""

    one: Known
    others: tuple[Known, ...]
    evidence: tuple[Evidence, ...]


class Candidate(NamedTuple):
    """Somebody who may be a person and is not taken for that, and what speaks for it and against."""

    key: str  # Person.key
    name: str
    papers: int
    evidence: tuple[Evidence, ...]


class Explained:
    """Everybody as a graph of `works` knows them, to be asked about. People are given by their keys.

    Methods raise KeyError when nobody has a key.

    Args:
        works: all papers.
        decisions: merges and splits of a person.

    Raises:
        KgError: when what a person decided contradicts itself.
    """

    def __init__(self, works: Sequence[Work], decisions: Decisions = UNDECIDED) -> None:
        self._everybody = everybody(works, decisions)
        groups, keys = self._everybody.groups, self._everybody.keys
        self._groups = dict(zip(keys, groups, strict=True))
        self._key_of = {member: key for key, group in self._groups.items() for member in group.members}
        self._reasons = self._everybody.reasons()

    def __contains__(self, key: str) -> bool:
        """Whether somebody has that key."""
        return key in self._groups

    def name(self, person: str) -> str:
        """The preferred name of a person."""
        return self._groups[person].name.ordered

    def papers(self, person: str) -> int:
        """How many papers a person wrote."""
        return len({author.paper for author in self._groups[person].authors})

    def reasons(self, person: str) -> tuple[Reason, ...]:
        """Why the authors of several papers are one person; none of somebody with one paper."""
        return self._reasons.get(person, ())

    def joins(self, person: str) -> list[Joined]:
        """What made the authors of several papers one person, in the order in which it did."""
        groups = self._everybody.matching.groups
        roots = dict.fromkeys(groups.root(member) for member in self._groups[person].members)
        return [self._joined(join) for root in roots for join in groups.joins(root)]

    def compare(self, one: str, other: str) -> tuple[Evidence, ...]:
        """What speaks for and against two people being one, the word of somebody who told them apart first."""
        first, second = (self._groups[key].members for key in (one, other))
        told = self._everybody.matching.strangers.within([*first, *second])
        decided = [Evidence("decided: not one person", told.reason.detail, NEVER)] if told else []
        return (*decided, *evidence(self._profile(one), self._profile(other), self._everybody.matching.census))

    def remedies(self, one: str, other: str) -> list[Evidence]:
        """What documents might say more, each enough by itself to make two people one."""
        if score(self.compare(one, other)) <= NEVER:
            return []
        return remedies(self._profile(one), self._profile(other), self._everybody.matching.census)

    def candidates(self, person: str) -> list[Candidate]:
        """Who may be this person by their names and is not taken for it, the likeliest first."""
        matching = self._everybody.matching
        near = {self._key_of[each] for member in self._groups[person].members for each in matching.alike(member)}
        found = [self._candidate(person, key) for key in near - {person}]
        possible = [item for item in found if score(item.evidence) > NEVER]
        return sorted(possible, key=lambda item: (-score(item.evidence), -item.papers, item.key))

    def rivals(self, one: str, other: str) -> list[Candidate]:
        """Others who stand in the way of two people being one: for one of the two as much speaks to be one of them.

        Initials that fit several people are taken for none of them.
        """
        return [
            item
            for person, rival in ((one, other), (other, one))
            for item in self.candidates(person)
            if item.key != rival and agree(item.evidence) and score(self.compare(item.key, rival)) <= NEVER
        ]

    def _candidate(self, person: str, key: str) -> Candidate:
        return Candidate(key, self.name(key), self.papers(key), self.compare(person, key))

    def _profile(self, person: str) -> Profile:
        return self._everybody.matching.authors.profile(self._groups[person].members)

    def _joined(self, join: Join) -> Joined:
        return Joined(self._known(join.one), tuple(map(self._known, join.others)), join.evidence)

    def _known(self, author: int) -> Known:
        authors = self._everybody.matching.authors
        return Known(_fullest(authors.spellings[author]).ordered, authors.papers[author])


def _fullest(spellings: Sequence[Spelling]) -> Spelling:
    """The longest of the ways in which a paper writes a name, but none in capitals if there is another."""
    return min(spellings, key=lambda item: (names.shouts(item.ordered), -len(item.ordered), item.ordered))
