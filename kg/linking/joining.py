"""Names that are one thing, in groups, each with its reasons, and the key that all names of a group have."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from kg.linking.acronyms import has_initials, is_acronym
from kg.linking.clusters import Clusters
from kg.linking.entities import Reason
from kg.linking.minting import plain_key, preferred
from kg.linking.standing import PaperMark
from kg.naming import fold_space

_INITIALS = 3  # least length of an acronym that is recognised by the initials of a name
Item = TypeVar("Item", str, tuple[str, str])


class Joining(Generic[Item]):
    """Names, of which some turn out to be one thing; the order in which they are given does not count.

    Args:
        items: the names.
        allowed: called with the names of two things before they become one; False keeps them apart.

    >>> joining = Joining(["mila", "mila lab", "ibm"])
    >>> joining.join("mila", "mila lab", Reason("same name", "mila"))
    >>> joining.heads()
    {'ibm': 'ibm', 'mila': 'mila', 'mila lab': 'mila'}
    """

    def __init__(
        self, items: Iterable[Item], allowed: Callable[[Sequence[Item], Sequence[Item]], bool] | None = None
    ) -> None:
        self._items: list[Item] = sorted(set(items))
        self._numbers: dict[Item, int] = {item: number for number, item in enumerate(self._items)}

        def agree(one: list[int], other: list[int]) -> bool:
            return allowed is None or allowed(self._named(one), self._named(other))

        self._clusters = Clusters(len(self._items), agree)

    def _named(self, numbers: Iterable[int]) -> list[Item]:
        return [self._items[number] for number in numbers]

    def __contains__(self, item: object) -> bool:
        return item in self._numbers

    def join(self, one: Item, other: Item, reason: Reason) -> None:
        """Make two names one thing, unless something is against it."""
        self._clusters.join(self._numbers[one], self._numbers[other], reason)

    def heads(self) -> dict[Item, Item]:
        """Every name, with the first of those that are one thing with it."""
        return {name: names[0] for names, _ in self for name in names}

    def __iter__(self) -> Iterator[tuple[list[Item], tuple[Reason, ...]]]:
        """The names of each thing, sorted, with the reasons."""
        for members, reasons in self._clusters:
            yield self._named(members), tuple(reasons)


class Form(NamedTuple):
    """What a name says, in two degrees."""

    words: str  # without what may be left out, abbreviations written out; what the key is made of
    compared: str  # what names of one thing have in common
    shown: str  # the name as written, without what is none of it


@dataclass
class Name:
    """Everything that is written in one form."""

    texts: set[str] = field(default_factory=set)  # as written
    writings: set[tuple[str, str]] = field(default_factory=set)  # as shown, and the document
    papers: set[PaperMark] = field(default_factory=set)  # beside which
    words: set[str] = field(default_factory=set)


class Thing(NamedTuple):
    """What some names turned out to be."""

    key: str
    name: str
    names: tuple[str, ...]  # all writings, sorted
    reasons: tuple[Reason, ...]


class Names:
    """All names of one kind that documents write, by the form in which they are compared.

    Args:
        written: each writing with its document and the paper beside which it stands.
        form: gives the form of a writing.
    """

    def __init__(self, written: Iterable[tuple[str, str, PaperMark]], form: Callable[[str], Form]) -> None:
        self.known: dict[str, Name] = {}
        for writing, document, paper in written:
            text = fold_space(writing)
            said = form(text)
            if (name := self.known.get(said.compared)) is None:
                name = self.known[said.compared] = Name()
            name.texts.add(text)
            name.writings.add((said.shown, document))
            name.papers.add(paper)
            name.words.add(said.words)
        self.joining = Joining(self.known)

    def texts(self) -> Iterator[tuple[str, str]]:
        """Every writing with its form, sorted."""
        for compared in sorted(self.known):
            for text in sorted(self.known[compared].texts):
                yield text, compared

    def together(self, one: str, other: str) -> bool:
        """Whether two forms stand beside one paper."""
        return not self.known[one].papers.isdisjoint(self.known[other].papers)

    def join_acronyms(self, given: Iterable[tuple[str, str]]) -> None:
        """Join acronyms with what they stand for, when that is one thing only.

        Args:
            given: pairs of a form and the acronym that a document gives with it.
        """
        short = {text: compared for text, compared in self.texts() if is_acronym(text)}
        claims: dict[str, dict[str, Reason]] = {}
        for compared, acronym in given:
            claims.setdefault(acronym, {})[compared] = Reason("acronym given with the name", acronym)
        for acronym, full in self._initials(short):
            claims.setdefault(acronym, {}).setdefault(full, Reason("initials, beside one paper", acronym))
        heads = self.joining.heads()
        for acronym, claimed in sorted(claims.items()):
            one_thing = len({heads[compared] for compared in claimed}) == 1
            if acronym in short and one_thing:
                full, reason = min(claimed.items())
                self.joining.join(short[acronym], full, reason)

    def _initials(self, short: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """The acronyms that are initials of a name beside the same paper."""
        beside: dict[PaperMark, set[str]] = {}
        for compared, name in self.known.items():
            for paper in name.papers:
                beside.setdefault(paper, set()).add(compared)
        for acronym, compared in sorted(short.items()):
            if len(acronym) < _INITIALS:
                continue
            for other in sorted({each for paper in self.known[compared].papers for each in beside[paper]}):
                if any(has_initials(acronym, words) for words in self.known[other].words):
                    yield acronym, other

    def things(self) -> Iterator[Thing]:
        """What the names are, with the key of each: the fullest of its names, a name before an acronym."""
        for members, reasons in self.joining:
            names = [self.known[member] for member in members]
            writings = [writing for name in names for writing in name.writings]
            fullest = min({words for name in names for words in name.words}, key=lambda words: (-len(words), words))
            said = [Reason("same name", member) for member in members if len(self.known[member].texts) > 1]
            texts = tuple(sorted({text for name in names for text in name.texts}))
            yield Thing(plain_key(fullest), preferred(writings), texts, tuple(sorted({*reasons, *said})))
