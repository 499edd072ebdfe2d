"""What can belong to one paper and is given for two: links, identifiers, lists of authors."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from rapidfuzz.distance import Prefix

from kg.conflicts.fields import location
from kg.conflicts.finding import Conflict, decision, key_of, label, quoted
from kg.conflicts.lists import AuthorList, agree, author_lists, compare
from kg.conflicts.people import list_side
from kg.conflicts.telling import Said, Side, Telling
from kg.export.papers import IDENTIFIERS
from kg.identifiers import identify
from kg.linking.minting import comparable
from kg.linking.titles import Likeness, likeness
from kg.naming import words
from kg.validation import Severity

_IDENTIFIERS = (*(name for name in IDENTIFIERS if name != "isbn"), "identifier")  # a volume holds many papers
_COLLECTION = 3  # papers at one address, above which it is a page or repository of many
_SHORT = 3  # letters of words that initials often leave out
_INITIALS = 3  # letters of a repository's name that can stand for words of a title
_Pair = tuple[tuple[str, Said], tuple[str, Said]]


def shared_identifiers(telling: Telling) -> Iterator[Conflict]:
    """One identifier for two papers."""
    for one, other in _pairs(telling, _IDENTIFIERS, lambda said: (said.predicate, said.value.value)):
        problem = f"The identifier {one[1].value.value} is given for two papers."
        yield _shared(telling, "shared-identifier", problem, (one, other))


def shared_pages(telling: Telling) -> Iterator[Conflict]:
    """One page for two papers. What an identifier says is not said again, and a page of many papers is no paper's."""
    for one, other in _pairs(telling, ("paperPage",), lambda said: location(said.value.value)):
        if not identify(one[1].value.value):
            yield _shared(telling, "shared-page", f"{one[1].value.value} is given for two papers.", (one, other))


def shared_code(telling: Telling) -> Iterator[Conflict]:
    """One repository for two papers that have no author in common."""
    lists = telling.once(author_lists)
    for one, other in _pairs(telling, ("code",), lambda said: location(said.value.value)):
        if _in_common(lists.get(one[0], ()), lists.get(other[0], ())):
            continue
        first, second = sorted((one, other), key=lambda item: (-_fit(telling, *item), _place(telling, item)))
        titles = [quoted(label(telling, paper)) for paper, _ in (first, second)]
        copied = f" It fits the title of {titles[0]}." if _fit(telling, *first) > _fit(telling, *second) else ""
        yield Conflict(
            "shared-code",
            Severity.WARNING,
            second[0],
            label(telling, second[0]),
            f"{second[1].value.value} is given for this paper and {titles[0]}, with no author in common.{copied}",
            tuple(_side(telling, *item) for item in (second, first)),
            f"The link probably belongs to {titles[0]}: look for that of {titles[1]}; ignore this if both use it.",
            decision("ignore", "paper", second[0], "code", f"{second[1].value.value} is right for both"),
        )


def shared_authors(telling: Telling) -> Iterator[Conflict]:
    """One list of authors for two papers with different places of work, where no other source speaks for both.

    One that contradicts is a conflict of the paper itself.
    """
    lists = telling.once(author_lists)
    places = telling.said("affiliation")
    for one, other in _same_lists(lists):
        said = [{item.value for item in places.get(paper, ())} for paper, _ in (one, other)]
        vouched = [_vouched(lists[paper], item) for paper, item in (one, other)]
        if not all(said) or said[0] & said[1] or all(vouched) or None in vouched:
            continue
        (paper, own), (owner, list_of_owner) = (one, other) if vouched[1] else (other, one)
        yield Conflict(
            "shared-authors",
            Severity.WARNING,
            paper,
            label(telling, paper),
            f"The list of authors is that of {quoted(label(telling, owner))} to the letter, the organizations are not.",
            (
                list_side(own, label(telling, paper), paper),
                list_side(list_of_owner, label(telling, owner), owner),
            ),
            "One of the lists was probably copied from the other entry: look both up, or add a catalogue.",
            decision("ignore", "paper", paper, "authors", "both papers are by these authors"),
        )


def _same_lists(lists: dict[str, list[AuthorList]]) -> Iterator[tuple[tuple[str, AuthorList], tuple[str, AuthorList]]]:
    """Pairs of papers with one complete list, in the order in which they are listed."""
    found: dict[tuple[str, ...], dict[str, AuthorList]] = {}
    for paper, given in lists.items():
        for item in given:
            if item.complete and len(item.names) > 1 and item.source.narrative:
                found.setdefault(item.key, {}).setdefault(paper, item)
    for _, papers in sorted(found.items()):
        yield from combinations(sorted(papers.items(), key=lambda pair: (pair[1].entry[:3], pair[0])), 2)


def _vouched(given: Sequence[AuthorList], item: AuthorList) -> bool | None:
    """Whether another source gives such a list, too; None when one gives another list."""
    others = [other for other in given if other.source != item.source]
    if any(compare(item.written, other.written).disjoint for other in others):
        return None
    return bool(others)


def _pairs(telling: Telling, predicates: Sequence[str], key: Callable[[Said], tuple[str, str]]) -> Iterator[_Pair]:
    """Pairs of papers of which the same is said, each with the first to say so."""
    found: dict[tuple[str, str], dict[str, Said]] = {}
    for paper, items in telling.said(*predicates).items():
        for said in items:
            found.setdefault(key(said), {}).setdefault(paper, said)
    for _, papers in sorted(found.items()):
        if 1 < len(papers) <= _COLLECTION:
            yield from combinations(papers.items(), 2)


def _shared(telling: Telling, kind: str, problem: str, pair: _Pair) -> Conflict:
    one, other = sorted(pair, key=lambda item: _place(telling, item), reverse=True)
    titles = [label(telling, paper) for paper, _ in (one, other)]
    alike = likeness(*map(comparable, titles))[0] >= Likeness.CLOSE
    suggestion = (
        "The titles are alike: if the two are one paper, merge them."
        if alike
        else "One of them has it by mistake, or the two are one paper: look it up, then correct the source or merge."
    )
    action = decision("merge" if alike else "split", "paper", one[0], key_of(other[0], "paper"))
    sides = tuple(_side(telling, *item) for item in (one, other))
    return Conflict(kind, Severity.WARNING, one[0], titles[0], problem, sides, suggestion, action)


def _side(telling: Telling, paper: str, said: Said) -> Side:
    return telling.side(paper, said, words=(said.value.value,))._replace(value=label(telling, paper), paper=paper)


def _place(telling: Telling, item: tuple[str, Said]) -> tuple[object, ...]:
    paper, said = item
    return said.source, telling.side(paper, said).line, paper


def _in_common(one: Sequence[AuthorList], other: Sequence[AuthorList]) -> bool:
    """Whether two papers have an author in common, or nobody knows the authors of one."""
    if not (one and other):
        return True
    left, right = ({written.name for item in lists for written in item.written} for lists in (one, other))
    return any(agree(name, another) for name in sorted(left) for another in sorted(right))


def _fit(telling: Telling, paper: str, said: Said) -> float:
    return fit(said.value.value, label(telling, paper))


def fit(url: str, title: str) -> float:
    """How well the last part of an address fits a title, by words that both have or by initials, from 0 to 1.

    >>> fit("https://example.org/lab/deep-sets", "Deep Sets"), fit("https://example.org/lab/cqd", "Complex Queries")
    (1.0, 0.67)
    >>> fit("https://example.org/lab/sgw", "Sums of Graph Walks"), fit("https://example.org/lab/cqd", "Nash Equilibria")
    (1.0, 0.0)
    """
    name, said = location(url)[1].rpartition("/")[2], words(title)
    parts = words(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name))
    if not (parts and said):
        return 0.0
    by_words = sum(part in said for part in parts) / len(parts)
    return round(max(by_words, *(_by_initials("".join(parts), some) for some in (said, _weighty(said)))), 2)


def _by_initials(letters: str, said: Sequence[str]) -> float:
    """How much of `letters` begins as the initials of words do. One letter says nothing."""
    common = Prefix.similarity(letters, "".join(word[0] for word in said))
    return common / len(letters) if common > 1 and len(letters) >= _INITIALS else 0.0


def _weighty(said: Sequence[str]) -> list[str]:
    """The words that are not as short as "of" and "the"."""
    return [word for word in said if len(word) > _SHORT]
