"""Which people a change of papers may touch, and who wrote what now.

An author is touched when one of the changed papers is by somebody in the same neighbourhood of name blocks, or when a
count by which evidence is weighed has reached another step. Whole neighbourhoods are resolved again, with the counts
of all papers, so that the outcome is that of resolving everybody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kg.linking import names
from kg.linking.census import Contribution, Scale, rounded
from kg.linking.entities import Alias, Authorship, Person
from kg.linking.neighbourhoods import Known, homes, kin
from kg.linking.papers import Work
from kg.linking.people import counted, known, resolve
from kg.linking.spellings import Spelling, spell
from kg.relinking import keys
from kg.relinking.memory import Memory

_DISTINCT = frozenset({"name", "surname", "called", "first"})
_FEW, _SHARE = 500, 0.5  # papers that are looked at, in any graph and of a large one; with more all had better be


class Counts:
    """The counts of all papers in a memory, which may have had more papers when they were counted."""

    def __init__(self, memory: Memory, more_papers: int = 0) -> None:
        self._memory = memory
        ((papers,),) = memory.ask("SELECT count(*) FROM work")
        self.total: int = papers + more_papers

    @property
    def names(self) -> int:
        return self.distinct("name", "")

    def distinct(self, kind: str, key: str) -> int:
        ((values,),) = self._memory.ask("SELECT count(*) FROM count WHERE kind = ? AND key = ?", kind, key)
        return int(values)

    def papers(self, kind: str, key: str) -> int:
        found = self._memory.ask("SELECT papers FROM count WHERE kind = ? AND key = ?", kind, key)
        return next((int(papers) for (papers,) in found), 0)


class Papers(NamedTuple):
    """Papers of the graph that changed, by key: as they were, and as they are."""

    before: Mapping[str, Work]
    now: Mapping[str, Work]


class Resolved(NamedTuple):
    """What became of the people whom a change touches."""

    people: Mapping[str, Person]  # everybody in the neighbourhoods
    authorships: Mapping[str, Sequence[Authorship]]  # of papers by people in the neighbourhoods; theirs alone
    aliases: Sequence[Alias]


def resolve_again(memory: Memory, papers: Papers) -> Resolved | None:
    """Resolve the people whom the change of `papers` touches; `memory` knows the papers as they are now.

    Returns:
        None when the change touches so much that everybody had better be resolved.
    """
    steps = _count(memory, papers)
    if steps is None:
        return None
    counts = Counts(memory)
    touched = _Touched(memory, counts.total)
    for some in papers:
        touched.add(author for work in some.values() for author in known(work))
    for kind, key in steps:
        touched.add(_weighed_by(touched, kind, key))
    touched.spread()
    if touched.is_much:
        return None
    found = resolve(touched.works_at_home(), counts=counts, blocks=touched.blocks)
    return Resolved({person.key: person for person in found.persons}, found.authorships, found.aliases)


def _count(memory: Memory, papers: Papers) -> set[tuple[str, str]] | None:
    """Bring the counts up to date; give the kinds and keys whose counts have reached another step.

    None when there are more or fewer papers or names by so much that everything may weigh something else.
    """
    change: Counter[Contribution] = Counter()
    for some, sign in zip(papers, (-1, 1), strict=True):
        for work in some.values():
            for item in counted(work):
                change[item] += sign
    changed = [(item, papers) for item, papers in change.items() if papers]
    wanted = sorted({item[:2] for item, _ in changed if item.kind != "name"})
    counts = Counts(memory, more_papers=len(papers.before) - len(papers.now))
    scale, before = Scale.of(counts), _steps(counts, wanted)
    add_counts(memory, changed)
    counts = Counts(memory)
    if Scale.of(counts) != scale:
        return None
    now = _steps(counts, wanted)
    return {item for item in wanted if before[item] != now[item]}


def _steps(counts: Counts, wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], float]:
    """Kind and key → the count as it is weighed."""
    return {
        (kind, key): rounded(kind, (counts.distinct if kind in _DISTINCT else counts.papers)(kind, key), counts.total)
        for kind, key in wanted
    }


def add_counts(memory: Memory, change: Iterable[tuple[Contribution, int]]) -> None:
    """Count contributions, each for so many papers more."""
    rows = [(*item, papers) for item, papers in change]
    memory.tell(
        "INSERT INTO count VALUES (?, ?, ?, ?)"
        " ON CONFLICT (kind, key, value) DO UPDATE SET papers = papers + excluded.papers",
        rows,
    )
    memory.tell("DELETE FROM count WHERE kind = ? AND key = ? AND value = ? AND papers = 0", (row[:3] for row in rows))


def _weighed_by(touched: _Touched, kind: str, key: str) -> Iterator[Known]:
    """The authors about whom evidence is weighed by a count."""
    if kind in _DISTINCT:
        authors = touched.authors([keys.part(key)])
        yield from (each for each in authors if any(key in keys.parts(spelling) for spelling in each.spellings))
    elif kind == "listed":
        yield from touched.pairs(touched.authors([keys.listed(key), keys.home(key)]))
    else:
        yield from touched.pairs(touched.authors([keys.topic(key) if kind == "topic" else keys.organization(key)]))


class _Touched:
    """The blocks of names that a change touches, with all papers by people at home there."""

    def __init__(self, memory: Memory, total: int) -> None:
        self._memory = memory
        self._most = max(_FEW, int(_SHARE * total))
        self._known: dict[str, list[Known]] = {}
        self._forms: dict[str, list[str]] = {}
        self._waiting: set[str] = set()
        self.works: dict[str, Work] = {}
        self.blocks: set[str] = set()

    @property
    def is_much(self) -> bool:
        return len(self.works) > self._most

    def add(self, authors: Iterable[Known]) -> None:
        """Touch authors, and whoever shares a neighbourhood with them at once."""
        for author in authors:
            self._touch(homes(author.spellings))
            for other in self._kin(author):
                self._touch(homes(other.spellings))

    def spread(self) -> None:
        """Touch the whole neighbourhoods of what is touched, and find all their papers."""
        while self._waiting and not self.is_much:
            some, self._waiting = self._waiting, set()
            for author in self.authors(map(keys.home, some)):
                if not homes(author.spellings).isdisjoint(some):
                    self.add([author])

    def authors(self, wanted: Iterable[str]) -> list[Known]:
        """The authors of all papers that a reference with one of the keys is about."""
        papers = self._memory.named(self._memory.with_keys(wanted))
        missing = self._memory.works(paper for paper in papers if paper not in self.works)
        self.works |= missing
        self._known |= {key: known(work) for key, work in missing.items()}
        return [author for paper in sorted(papers) for author in self._known[paper]]

    def _kin(self, author: Known) -> Iterator[Known]:
        """The authors in other blocks because of whom the blocks are neighbours."""
        for spelling in author.spellings:
            for written in self._forms_of(spelling):
                yield from (other for other in self.authors([written]) if kin(author, other))

    def _forms_of(self, spelling: Spelling) -> list[str]:
        """The keys of authors at home in other blocks whose names are forms of one that is written so."""
        if spelling.ordered not in self._forms:
            self._forms[spelling.ordered] = [
                key
                for block in sorted(spelling.blocks)
                for key in self._memory.keys_from(keys.form(block))
                if _is_form_elsewhere(spelling, spell(key.partition("\t")[2]))
            ]
        return self._forms[spelling.ordered]

    def works_at_home(self) -> list[Work]:
        """The papers by people at home in the blocks, by key."""
        authors = (author for several in self._known.values() for author in several)
        papers = {author.paper for author in authors if not homes(author.spellings).isdisjoint(self.blocks)}
        return [self.works[paper] for paper in sorted(papers)]

    def pairs(self, authors: Sequence[Known]) -> Iterator[Known]:
        """Those of `authors` who share a neighbourhood with another of them, or may."""
        at_home = Counter(block for author in authors for block in homes(author.spellings))
        for author in authors:
            if any(at_home[block] > 1 for block in homes(author.spellings)) or any(self._kin(author)):
                yield author

    def _touch(self, blocks: frozenset[str]) -> None:
        self._waiting |= blocks - self.blocks
        self.blocks |= blocks


def _is_form_elsewhere(one: Spelling, other: Spelling) -> bool:
    return one.short != other.short and names.relation(one.name, other.name).is_variant
