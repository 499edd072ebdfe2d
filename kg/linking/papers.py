"""Which references are one paper: who is compared with whom, and in which order they are joined.

Entries that share an identifier, a title, or have titles near each other are compared by `kg.linking.comparing`; what
is one paper is joined, the surest pairs first. Code addresses join nothing: a repository often serves several papers.
A join needs the consent of all that are joined already: there is no way from one paper to another through a third.

References are taken in the order of documents and places: the order in which documents are given does not count.

What a person decided wins: split references are compared as if all spoke against them, and papers that are merged are
joined when everything else is done.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import NamedTuple

from kg.linking.clusters import Clusters
from kg.linking.comparing import APART, SAME, compare, total
from kg.linking.deciding import Split, Union, splits, unions
from kg.linking.decisions import UNDECIDED, Decisions, contradiction
from kg.linking.entities import Evidence, Reason
from kg.linking.entries import Entry, entries
from kg.linking.minting import comparable, marked_key, preferred, reference_mark
from kg.linking.titles import Likeness, TitleIndex, Titles, is_beginning, likeness, may_be_near
from kg.model import Reference
from kg.naming import fold_space

_NEVER = -100.0  # weight of a person's word: nothing comes near it
_ONLY_ONE = 2.0  # weight of what a catalogue as a whole tells: no other title begins so, no other has that word


@dataclass
class Work:
    """References that are one paper, and its keys."""

    references: tuple[Reference, ...]
    reasons: tuple[Reason, ...]
    title: str
    key: str = ""
    former_keys: list[str] = field(default_factory=list)
    absorbed: tuple[str, ...] = ()  # keys of the papers that a person merged into it


class Comparison(NamedTuple):
    """What speaks for two entries being one paper, and against."""

    one: Entry
    other: Entry
    evidence: tuple[Evidence, ...]

    @property
    def sum(self) -> float:
        """Of the weights; `SAME` and more make one paper."""
        return total(self.evidence)


class Grouped(NamedTuple):
    """What references turned out to be."""

    works: list[Work]  # by key
    rivals: list[tuple[str, str]]  # near titles, comparable, that the evidence joins and another entry keeps apart


def works(
    references: Sequence[Reference],
    *,
    catalogues: Collection[str] = (),
    keep_versions: bool = False,
    decisions: Decisions = UNDECIDED,
) -> list[Work]:
    """The papers that `group` makes of `references`."""
    return group(references, catalogues=catalogues, keep_versions=keep_versions, decisions=decisions).works


def group(
    references: Sequence[Reference],
    *,
    catalogues: Collection[str] = (),
    keep_versions: bool = False,
    decisions: Decisions = UNDECIDED,
    titles: Titles | None = None,
) -> Grouped:
    """Group `references` (sorted by document and place) into papers, with their keys.

    Args:
        references: of all documents and catalogues; or a part of them, with whom no other may be one paper.
        catalogues: names of those documents whose words count last when a title is chosen.
        keep_versions: whether a preprint and its published version are two papers.
        decisions: what a person decided.
        titles: of all references, where a part is given.

    Raises:
        KgError: when a split and merges contradict each other.
    """
    apart = splits(decisions, references)
    grouping = _Grouping(references, frozenset(catalogues), keep_versions, apart, titles)
    grouping.join_equal()
    rivals = grouping.join_near()
    found = [_work(members, reasons, catalogues) for members, reasons in grouping]
    _give_keys(found)
    current = {key: work.key for work in found for key in (work.key, *work.former_keys)}
    merged = unions(decisions.of("merge", "paper"), current)
    return Grouped(sorted(_merged(found, merged, apart, catalogues), key=lambda work: work.key), rivals)


def comparisons(
    references: Sequence[Reference],
    one: Collection[Reference],
    other: Collection[Reference],
    *,
    catalogues: Collection[str] = (),
    keep_versions: bool = False,
    decisions: Decisions = UNDECIDED,
) -> list[Comparison]:
    """Every comparison of an entry of `one` with another of `other`, as `works` made it; the surest first.

    Args:
        references: as given to `works`.
        one: some of them.
        other: some of them, or the same.
        catalogues: as given to `works`.
        keep_versions: as given to `works`.
        decisions: as given to `works`.
    """
    ordered = sorted(references, key=place)
    grouping = _Grouping(ordered, frozenset(catalogues), keep_versions, splits(decisions, ordered))
    return sorted(grouping.comparisons(frozenset(one), frozenset(other)), key=lambda item: (-item.sum, _places(item)))


def _places(comparison: Comparison) -> tuple[object, ...]:
    return place(comparison.one.references[0]), place(comparison.other.references[0])


class _Grouping:
    """Entries on their way to papers. Iterating gives the entries of each paper, with the reasons for joining them."""

    def __init__(
        self,
        references: Sequence[Reference],
        catalogues: Collection[str],
        keep_versions: bool,
        apart: Sequence[Split],
        titles: Titles | None = None,
    ) -> None:
        split = frozenset(item for each in apart for item in (*each.ones, *each.others))
        self._entries = entries(references, split)
        self._titled: dict[str, list[int]] = {}
        for number, entry in enumerate(self._entries):
            self._titled.setdefault(entry.title, []).append(number)
        self._titles = titles or TitleIndex(self._titled)
        self._catalogues = catalogues
        self._keep_versions = keep_versions
        self._clusters = Clusters(len(self._entries), self._allowed)
        self._evidence = dict(_split_pairs(self._entries, apart))

    def __iter__(self) -> Iterator[tuple[list[Entry], list[Reason]]]:
        for members, reasons in self._clusters:
            yield [self._entries[member] for member in members], reasons

    def join_equal(self) -> None:
        """Join what shares an identifier, then what shares a title: each with the first before it that it may be."""
        for reason, members in _agreements(self._entries):
            heads: list[int] = []
            for member in members:
                same = (head for head in heads if total(self._compare(head, member)) >= SAME)
                if not any(self._clusters.join(head, member, reason) for head in same):
                    heads.append(member)

    def join_near(self) -> list[tuple[str, str]]:
        """Join entries of near titles that are one paper, the surest first; give the titles of those kept apart."""
        rivals: set[tuple[str, str]] = set()
        for _, one, other, reason in sorted(set(self._near())):
            if not self._clusters.join(one, other, reason):
                rivals.add((self._entries[one].title, self._entries[other].title))
        return sorted(rivals)

    def _near(self) -> Iterator[tuple[float, int, int, Reason]]:
        """The entries of near titles that are one paper by the evidence: its weight negated, the two, and why."""
        for title, members in self._titled.items():
            for near in self._titles.candidates(title):
                if near not in self._titled or not may_be_near(title, near):
                    continue
                for one, other in product(members, self._titled[near]):
                    if self._entries[one].document != self._entries[other].document:
                        evidence = (*self._compare(one, other), *self._beside_others(one, other))
                        if (weight := total(evidence)) >= SAME:
                            yield -weight, min(one, other), max(one, other), _reason(evidence)

    def comparisons(self, one: Collection[Reference], other: Collection[Reference]) -> Iterator[Comparison]:
        """Every comparison of an entry with references of `one` and another with references of `other`."""
        ones, others = (
            [number for number, entry in enumerate(self._entries) if not side.isdisjoint(entry.references)]
            for side in (frozenset(one), frozenset(other))
        )
        for first, second in sorted({(min(pair), max(pair)) for pair in product(ones, others) if pair[0] != pair[1]}):
            evidence = self._compare(first, second)
            if self._may_be_near(first, second):
                evidence = (*evidence, *self._beside_others(first, second))
            yield Comparison(self._entries[first], self._entries[second], evidence)

    def _may_be_near(self, one: int, other: int) -> bool:
        """Whether it is worth while to compare two entries that share a word or the beginning of their titles."""
        first, second = self._entries[one], self._entries[other]
        if first.document == second.document or first.title == second.title:
            return False
        return may_be_near(first.title, second.title)

    def _beside_others(self, one: int, other: int) -> Iterator[Evidence]:
        """What the other titles tell of the title of a document and that of a catalogue.

        A beginning that one title alone has means that title; a word that no other title has is a slip.
        """
        first, second, titles = self._entries[one], self._entries[other], self._titles
        written, known = (second, first) if first.document in self._catalogues else (first, second)
        if written.document in self._catalogues or known.document not in self._catalogues:
            return
        if is_beginning(written.title, known.title):
            if titles.longer(written.title) == [known.title]:
                yield Evidence("no other title begins so", known.title, _ONLY_ONE)
        elif likeness(written.title, known.title)[0] is Likeness.NEAREST and self._titles.has_slip(
            written.title, known.title
        ):
            yield Evidence("the words that differ are slips", written.title, _ONLY_ONE)

    def _compare(self, one: int, other: int) -> tuple[Evidence, ...]:
        pair = (one, other) if one < other else (other, one)
        if (evidence := self._evidence.get(pair)) is None:
            evidence = compare(self._entries[pair[0]], self._entries[pair[1]], keep_versions=self._keep_versions)
            self._evidence[pair] = evidence
        return evidence

    def _allowed(self, one: Sequence[int], other: Sequence[int]) -> bool:
        return all(total(self._compare(first, second)) > APART for first in one for second in other)


def _split_pairs(
    known: Sequence[Entry], apart: Iterable[Split]
) -> Iterator[tuple[tuple[int, int], tuple[Evidence, ...]]]:
    """The pairs of entries that a person told apart, by number, each with what the person said."""
    for split in apart:
        ones, others = (
            [number for number, entry in enumerate(known) if entry.references[0] in side]
            for side in (split.ones, split.others)
        )
        told = Evidence("decided: not one paper", split.decision.reason.detail, _NEVER)
        yield from (((min(pair), max(pair)), (told,)) for pair in product(ones, others) if pair[0] != pair[1])


def _reason(evidence: Sequence[Evidence]) -> Reason:
    """What speaks for one paper, in the words of a reason."""
    return Reason("near title", "; ".join(f"{item.reason} ({item.detail})" for item in evidence if item.weight >= 0))


def _agreements(known: Sequence[Entry]) -> Iterator[tuple[Reason, list[int]]]:
    """What entries share, and who shares it: identifiers first, then titles, in the order of their values."""
    identifiers: dict[tuple[str, str], list[int]] = {}
    titles: dict[str, list[int]] = {}
    for number, entry in enumerate(known):
        titles.setdefault(entry.title, []).append(number)
        for identifier in entry.identifiers:
            identifiers.setdefault(identifier, []).append(number)
    for (scheme, value), members in sorted(identifiers.items()):
        yield Reason(f"same {scheme}", value), members
    for title, members in sorted(titles.items()):
        yield Reason("same title", title), members


def _work(known: Sequence[Entry], reasons: Sequence[Reason], catalogues: Collection[str]) -> Work:
    references = sorted((item for entry in known for item in entry.references), key=place)
    return Work(tuple(references), tuple(reasons), title_of(references, catalogues))


def title_of(references: Sequence[Reference], catalogues: Collection[str]) -> str:
    """The preferred title. One that a document writes comes before those of catalogues."""
    saying = [item for item in references if item.document not in catalogues] or references
    return preferred((fold_space(reference.title.text), reference.document) for reference in saying)


def _merged(
    found: Sequence[Work], merged: Sequence[Union], apart: Sequence[Split], catalogues: Collection[str]
) -> Iterator[Work]:
    """`found` with each of the `merged` as one paper, which answers to the keys of all."""
    known = {work.key: work for work in found}
    for union in merged:
        parts = [known.pop(key) for key in (union.key, *union.absorbed)]
        references = sorted((item for part in parts for item in part.references), key=place)
        _refuse_contradiction(union, frozenset(references), apart)
        yield Work(
            references=tuple(references),
            reasons=tuple(sorted({*(reason for part in parts for reason in part.reasons), *union.reasons})),
            title=title_of(references, catalogues),
            key=union.key,
            absorbed=union.absorbed,
            former_keys=sorted({*union.absorbed, *(key for part in parts for key in part.former_keys)}),
        )
    yield from known.values()


def _refuse_contradiction(union: Union, references: frozenset[Reference], apart: Iterable[Split]) -> None:
    for split in apart:
        if not split.ones.isdisjoint(references) and not split.others.isdisjoint(references):
            raise contradiction(union.decisions, split.decision)


def place(reference: Reference) -> tuple[str, int, int, int, int, str]:
    """Where a reference stands: document, span, and title where several stand at one place."""
    return (reference.document, *reference.span, *reference.title.span, reference.title.text)


def _give_keys(found: Sequence[Work]) -> None:
    """Give every work the key of its preferred title; its other titles' keys are former keys, if no work has them.

    Namesakes: the work that stands first in the order of documents has the plain key; the key of another holds its
    identifiers too, or its document and place when it has none or they are another's.
    """
    taken: set[str] = set()
    for work in sorted(found, key=lambda work: place(work.references[0])):
        title = comparable(work.title)
        key = marked_key(title)
        for distinction in _distinctions(work) if key in taken else ():
            key = marked_key(title, *distinction)
            if key not in taken:
                break
        work.key = key
        taken.add(work.key)
    for work in found:
        former = {marked_key(comparable(reference.title.text)) for reference in work.references}
        work.former_keys = sorted(former - taken)
        taken.update(former)


def _distinctions(work: Work) -> Iterator[list[str]]:
    """What tells a paper from its namesakes, each way when those before it do not."""
    identifiers = {f"{item.scheme}:{item.value}" for reference in work.references for item in reference.identifiers}
    first = work.references[0]
    if identifiers:
        yield sorted(identifiers)
    yield [first.document, str(first.span.start)]
    yield [first.document, reference_mark(first)]
