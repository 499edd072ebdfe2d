"""Which papers a change of references may touch, and what the references of these are now.

References are *near* when linking may compare them: they share an identifier or a title, or their titles are near. The
region of a change is closed: no reference in it was, or may now be, one paper with a reference outside it, and nothing
outside is judged in another way than before. So linking the region, with the titles of all, gives what linking
everything gives.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg.extraction import Extraction
from kg.linking.minting import comparable
from kg.linking.papers import Work, group, place
from kg.linking.titles import is_beginning, may_be_near
from kg.relinking.keys import identifiers
from kg.relinking.memory import Memory, Stored


@dataclass(frozen=True)
class Change:
    """What came and went between two builds."""

    documents: Sequence[Extraction]  # that are new or not as they were
    gone: Collection[str]  # names of documents that are no more


class Region(NamedTuple):
    """The papers that a change may touch."""

    before: dict[str, list[Stored]]  # key of each paper as it was → its references
    works: list[Work]  # as they are now


def regroup(memory: Memory, change: Change, *, catalogues: Collection[str], keep_versions: bool) -> Region:
    """Bring `memory` to the state after a change, as far as papers go.

    Args:
        memory: what the last build remembers.
        change: what came and went since.
        catalogues: as given to `kg.linking.papers.group`.
        keep_versions: as given to `kg.linking.papers.group`.
    """
    exchanged = _exchange(memory, change)
    near = {other for title in exchanged.judged for other in _near(title, memory)}
    found = _closed(memory, exchanged.judged | near, set(exchanged.were.values()))
    were = exchanged.were | memory.papers_of(found)
    stored = list(memory.references(found))
    references = sorted((item.reference for item in stored), key=place)
    grouped = group(references, catalogues=catalogues, keep_versions=keep_versions, titles=memory.titles)
    region = {comparable(reference.title.text) for reference in references} | exchanged.judged
    memory.tell("DELETE FROM rival WHERE one = ? OR other = ?", ((title, title) for title in region))
    memory.tell("INSERT INTO rival VALUES (?, ?)", grouped.rivals)
    before: dict[str, list[Stored]] = {}
    for item in (*stored, *exchanged.gone):
        if item.number in were:
            before.setdefault(were[item.number], []).append(item)
    return Region(before, grouped.works)


class _Exchanged(NamedTuple):
    """What was exchanged in a memory."""

    gone: list[Stored]  # references that are no more
    were: dict[int, str]  # their numbers, and the papers that they were about
    judged: set[str]  # titles that came or went, or are judged in another way since


def _exchange(memory: Memory, change: Change) -> _Exchanged:
    """Let `memory` forget the references that are no more, and learn those that are new."""
    differences = [(document, *memory.difference(document)) for document in change.documents]
    numbers = {number for _, old, _ in differences for number in old}
    numbers.update(number for name in change.gone for number in memory.numbers_of(name))
    gone, were = list(memory.references(numbers)), memory.papers_of(numbers)
    titles = {comparable(item.reference.title.text) for item in gone}
    titles |= {comparable(reference.title.text) for _, _, new in differences for reference in new}
    around = {title: _Around.of(title, memory) for title in titles}
    memory.forget(gone)
    for document, _, new in differences:
        memory.add(document, new)
    for name in change.gone:
        memory.forget_document(name)
    disturbed = (other for title in titles for other in around[title].disturbed(_Around.of(title, memory)))
    return _Exchanged(gone, were, titles.union(disturbed))


@dataclass(frozen=True)
class _Around:
    """What a title has to do with others, at one time."""

    is_known: bool  # a reference has it
    beside: frozenset[str]  # titles that stand next to it, or with which it begins
    words: Mapping[str, frozenset[str]]  # the titles that have a word of it, where they are few

    @classmethod
    def of(cls, title: str, memory: Memory) -> _Around:
        titles = memory.titles
        return cls(
            is_known=bool(memory.known_titles([title])),
            beside=frozenset(titles.beside(title)) | memory.known_titles(_beginnings(title)),
            words={word: frozenset(titles.with_word(word)) for word in set(title.split())},
        )

    def disturbed(self, now: _Around) -> Iterator[str]:
        """The titles that are judged in another way since this title came or went.

        They stand beside it or begin it, or share a word that became frequent, or was or is in one title only.
        """
        if self.is_known == now.is_known:
            return
        yield from self.beside | now.beside
        for word, before in self.words.items():
            after = now.words[word]
            if bool(before) != bool(after) or min(len(before), len(after)) <= 1:
                yield from before | after


def _near(title: str, memory: Memory) -> Iterator[str]:
    """The titles that linking compares with `title`."""
    candidates = memory.titles.candidates(title) | memory.known_titles(_beginnings(title))
    return (other for other in candidates if may_be_near(title, other))


def _beginnings(title: str) -> Iterator[str]:
    cut = (title[:length] for length in range(1, len(title)))
    return (short for short in cut if is_beginning(short, title))


def _closed(memory: Memory, titles: Collection[str], works: Collection[str]) -> set[int]:
    """The numbers of all references that have to do with `titles` and `works`, directly or through others."""
    found: set[int] = set()
    seen_titles, seen_works = set(titles), set(works)
    waiting_titles, waiting_works = seen_titles, seen_works
    while waiting_titles or waiting_works:
        new = memory.with_titles(waiting_titles) | memory.of_works(waiting_works)
        new |= memory.with_keys(key for item in memory.references(new - found) for key in identifiers(item.reference))
        new -= found
        found |= new
        titles_of = {comparable(item.reference.title.text) for item in memory.references(new)}
        waiting_titles = titles_of | memory.rivals(waiting_titles)
        waiting_works = set(memory.papers_of(new).values())
        waiting_titles, waiting_works = waiting_titles - seen_titles, waiting_works - seen_works
        seen_titles |= waiting_titles
        seen_works |= waiting_works
    return found
