"""Authors: whom sources name differently, in which spelling and order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg.conflicts.finding import Conflict, decision, key_of, label, listed, quoted
from kg.conflicts.lists import AuthorList, Difference, Written, author_lists, compare
from kg.conflicts.telling import Side, Telling, excerpt, shortened
from kg.validation import Severity


def authors(telling: Telling) -> Iterator[Conflict]:
    """Lists of authors that name different people, spell them differently or put them in another order."""
    lists = author_lists(telling)
    owners = _Owners(lists)
    for paper, given in lists.items():
        usual = _fullest(given)
        for item in given:
            if item is not usual:
                yield from _against(telling, owners, paper, item, usual)


def _against(telling: Telling, owners: _Owners, paper: str, item: AuthorList, usual: AuthorList) -> Iterator[Conflict]:
    found = compare(item.written, usual.written)
    missing = found.missing if item.complete and not found.disjoint else ()
    added = found.added if usual.complete else ()
    if found.disjoint:
        yield _another_list(telling, owners, paper, item, usual)
        return
    if missing or added:
        yield _other_people(telling, paper, item, usual, found._replace(missing=missing, added=added))
    for pair in found.variants:
        yield _spelling(telling, paper, item, usual, pair)
    if found.reordered:
        yield _order(telling, paper, item, usual)


def _fullest(given: Sequence[AuthorList]) -> AuthorList:
    """The list to compare the others with: a catalogue's, then a complete one, then the longest, then the first."""
    return min(given, key=lambda item: (item.source.narrative, not item.complete, -len(item.names), item.entry[:3]))


class _Owners:
    """Whose list of authors a list is."""

    def __init__(self, lists: Mapping[str, Sequence[AuthorList]]) -> None:
        self._lists = lists
        self._papers: dict[tuple[str, ...], list[str]] = {}
        for paper, given in lists.items():
            for key in {item.key for item in given if len(item.names) > 1}:
                self._papers.setdefault(key, []).append(paper)

    def owner(self, paper: str, item: AuthorList) -> str:
        """Another paper with this very list, which is not said to be by others; empty when there is none."""
        others = [other for other in sorted(self._papers.get(item.key, ())) if other != paper]
        undisputed = [other for other in others if not self._disputed(other, item)]
        return next(iter(undisputed or others), "")

    def _disputed(self, paper: str, item: AuthorList) -> bool:
        return any(compare(item.written, given.written).disjoint for given in self._lists[paper])


def _another_list(telling: Telling, owners: _Owners, paper: str, item: AuthorList, usual: AuthorList) -> Conflict:
    owner = owners.owner(paper, item)
    problem = f"{item.source.name} and {usual.source.name} name no author in common."
    suggestion = "One of them is wrong, or they are two papers: look it up, then prefer a list, or split."
    if owner:
        problem += f" The list in {item.source.name} is that of {quoted(label(telling, owner))}."
        suggestion = f"The list was probably copied from the other entry: prefer that of {usual.source.name}."
    return _conflict(telling, "authors", Severity.WARNING, paper, problem, (item, usual), suggestion)


def _other_people(telling: Telling, paper: str, item: AuthorList, usual: AuthorList, found: Difference) -> Conflict:
    """Names that only one of the lists has."""
    parts = []
    if found.missing:
        alone = len(item.names) == 1
        parts.append(
            f"{item.source.name} names {item.names[0]} alone, {usual.source.name} names {len(usual.names)} authors."
            if alone
            else f"{item.source.name} leaves out {listed([each.name for each in found.missing])}."
        )
    if found.added:
        parts.append(f"{usual.source.name} does not have {listed([each.name for each in found.added])}.")
    suggestion = "Look at the paper, then prefer the list that has everybody."
    if usual.source.catalogue:
        suggestion = f"Prefer the list of {usual.source.name}, a catalogue, unless the paper itself has other authors."
    return _conflict(telling, "authors", Severity.WARNING, paper, " ".join(parts), (item, usual), suggestion)


def _order(telling: Telling, paper: str, item: AuthorList, usual: AuthorList) -> Conflict:
    problem = f"{item.source.name} and {usual.source.name} name the authors in different orders."
    suggestion = "Prefer the order of the published version; a preprint may have had another."
    return _conflict(telling, "author-order", Severity.INFO, paper, problem, (item, usual), suggestion)


def _conflict(
    telling: Telling,
    kind: str,
    severity: Severity,
    paper: str,
    problem: str,
    lists: tuple[AuthorList, AuthorList],
    suggestion: str,
) -> Conflict:
    action = decision("prefer", "paper", paper, f"authors={lists[1].source.name}")
    sides = tuple(map(list_side, lists))
    return Conflict(kind, severity, paper, label(telling, paper), problem, sides, suggestion, action)


def _spelling(
    telling: Telling, paper: str, item: AuthorList, usual: AuthorList, pair: tuple[Written, Written]
) -> Conflict:
    one, other = pair
    apart = one.person != other.person
    return Conflict(
        "author-name",
        Severity.INFO,
        paper,
        label(telling, paper),
        f"One author is written {one.name} and {other.name}.",
        (_name_side(item, one), _name_side(usual, other)),
        "If they are one person, merge them." if apart else "Nothing need be done: they are one person here.",
        decision("merge", "person", one.person, key_of(other.person, "person"))
        if apart
        else decision("ignore", "paper", paper, "authors"),
    )


def list_side(item: AuthorList, value: str = "", paper: str = "") -> Side:
    """A list with its words: from its first name to its last, and "et al."."""
    words, shown = item.entry.words or "", value or "; ".join(item.names)
    if item.source.catalogue:
        return Side(shown, item.source.name, item.entry.line, excerpt(words, item.names), paper)
    offset = item.entry.span.start
    quote = words[item.written[0].start - offset : item.written[-1].end - offset]
    return Side(shown, item.source.name, item.written[0].line, shortened(quote), paper)


def _name_side(item: AuthorList, written: Written) -> Side:
    words = item.entry.words or ""
    if item.source.catalogue:
        return Side(written.name, item.source.name, item.entry.line, excerpt(words, (written.name,)))
    offset = item.entry.span.start
    quote = words[written.start - offset : written.end - offset]
    return Side(written.name, item.source.name, written.line, shortened(quote))
