"""Which authors may be one person at all: those whose names are at home in one neighbourhood of blocks.

A block is a surname and a first initial. Blocks are neighbours when one author of one paper is at home in both
(`homes`), or when two authors of different papers have names of which one may be a form of the other, and a co-author
in common (`kin`). Nobody is matched beyond the neighbourhood, so that what becomes of its authors depends on their
papers alone, and on how common things are everywhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from kg.linking import names
from kg.linking.spellings import Spelling


class Known(NamedTuple):
    """An author as one paper knows them."""

    paper: str
    spellings: tuple[Spelling, ...]  # the ways in which the paper's references write the name
    circle: frozenset[str]  # the co-authors, each as surname and first initial


def homes(spellings: Iterable[Spelling]) -> frozenset[str]:
    """The blocks in which an author is at home.

    >>> from kg.linking.spellings import spell
    >>> sorted(homes([spell("A. Byron"), spell("Byron Ada")]))
    ['ada b', 'byron a']
    """
    return frozenset(home for spelling in spellings for home in spelling.homes)


def kin(one: Known, other: Known) -> bool:
    """Whether the blocks of two authors are neighbours because of what the two share.

    Whoever looks for all kin of an author finds them by a key of `Spelling.blocks` that two spellings share.

    >>> from kg.linking.spellings import spell
    >>> def author(paper, written, *others):
    ...     return Known(paper, (spell(written),), frozenset(others))
    >>> kin(author("nets", "Jun Zhu", "byron a"), author("sets", "Zhu Jun", "byron a"))
    True
    >>> kin(author("nets", "Jun Zhu", "byron a"), author("sets", "Zhu Jun", "lao n"))
    False
    """
    if one.paper == other.paper or one.circle.isdisjoint(other.circle):
        return False
    return any(_are_forms(first, second) for first in one.spellings for second in other.spellings)


class Neighbourhoods:
    """The neighbourhoods of some authors, who have all kin that they have among themselves.

    Args:
        spellings: how their papers write the names of the authors, by number.
        known: more of an author; few are asked for.

    >>> from kg.linking.spellings import spell
    >>> written = [("nets", spell("Jun Zhu")), ("sets", spell("Zhu Jun"))]
    >>> authors = [Known(paper, (spelling,), frozenset({"byron a"})) for paper, spelling in written]
    >>> found = Neighbourhoods({number: author.spellings for number, author in enumerate(authors)}, authors.__getitem__)
    >>> found.of("zhu j") == found.of("jun z"), found.of("zhu j") == found.of("zhu b")
    (True, False)
    """

    def __init__(self, spellings: Mapping[int, Sequence[Spelling]], known: Callable[[int], Known]) -> None:
        self._next: dict[str, str] = {}
        self._known = known
        written: dict[str, list[int]] = defaultdict(list)
        distinct: dict[str, Spelling] = {}
        for author, found in spellings.items():
            if len(found) > 1 or len(found[0].homes) > 1:
                self._join(homes(found))
            for spelling in found:
                distinct[spelling.written] = spelling
                written[spelling.written].append(author)
        for one, other in _across(distinct.values()):
            apart = self.of(one.short) != self.of(other.short)
            if apart and self._have_kin(written[one.written], written[other.written]):
                self._join((one.short, other.short))

    def of(self, block: str) -> str:
        """The neighbourhood of a block, named by one of its blocks."""
        while (further := self._next.get(block, block)) != block:
            block = further
        return block

    def _join(self, blocks: Iterable[str]) -> None:
        first, *others = sorted({self.of(block) for block in blocks})
        self._next.update((other, first) for other in others)

    def _have_kin(self, ones: Iterable[int], others: Iterable[int]) -> bool:
        """Whether one of `ones` and one of `others`, whose names are forms of each other, are kin."""
        met: dict[str, set[str]] = defaultdict(set)
        for author in map(self._known, ones):
            for short in author.circle:
                met[short].add(author.paper)
        return any(
            not met[short] <= {author.paper}
            for author in map(self._known, others)
            for short in author.circle & met.keys()
        )


def _across(written: Iterable[Spelling]) -> Iterator[tuple[Spelling, Spelling]]:
    """The spellings of different blocks that are forms of one name."""
    found: dict[str, dict[str, list[Spelling]]] = defaultdict(lambda: defaultdict(list))
    for spelling in written:
        for key in spelling.blocks:
            found[key][spelling.short].append(spelling)
    for by_block in found.values():
        for block, other in combinations(by_block.values(), 2):
            yield from (pair for one in block for two in other if _are_forms(*(pair := (one, two))))


def _are_forms(one: Spelling, other: Spelling) -> bool:
    return not one.blocks.isdisjoint(other.blocks) and names.relation(one.name, other.name).is_variant
