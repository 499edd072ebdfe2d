"""Whether two authors of different papers are one person: the evidence, each piece named and weighed.

A weight is about the natural logarithm of the odds that it adds: positive for one person, negative for two. What two
authors have for and against them comes from `evidence`; they are taken for one person when the sum of the weights is
not negative (`agree`). The same evidence decides and explains.

* A full name that is the same is enough, unless it is common. How common a name is, the data at hand say: with a first
  name that goes with `g` surnames, and a surname that goes with `s` first names, `s * g / n` namesakes are expected
  among `n` names by chance alone. In few documents no name is common.
* A middle name that is left out is enough where the data are large enough to tell that hardly anybody else has first
  name and surname. Another spelling, another order, a shortened first name, and initials never suffice: they need
  co-authors in common. How much a shared co-author says depends on how many papers list somebody of that name.
* Names that contradict each other ("Michael I." and "Michael B. Jordan") and two authors of one paper are two people,
  whatever else they share. "Michael Jordan" fits both: being one person is not passed on from name to name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import log, log1p
from typing import NamedTuple

from kg.linking import names
from kg.linking.census import CO_AUTHOR, TOO_FREQUENT, TOPIC, Census
from kg.linking.entities import Evidence
from kg.linking.names import Name, Relation, full

NEVER = -100.0
"""The weight of what no other evidence outweighs."""

BASE: Mapping[Relation, float] = {
    Relation.SAME: 2.0,
    Relation.SPELLING: -0.5,
    Relation.MIDDLE: -1.0,
    Relation.ORDER: -1.5,
    Relation.SHORT: -3.0,
    Relation.INITIALS: -6.0,
}
"""What a relation of two names weighs before it is asked how common they are."""

SAME_INITIALS = -5.5
"""The weight of equal names that are initials and a surname."""

RARE = 0.0012
"""Namesakes expected by chance at which a name begins to count as common; at 6.4 times as many it needs support."""

NOBODY_ELSE = 1.5
"""What it weighs for a name that leaves out a middle name that the data are large enough to know who else is called so.

How many are, is weighed beside it: where first name and surname are common the sum stays negative.
"""

_MOST_REMEDIES = 3  # co-authors in common that are worth telling

MOST_PAPERS = 3.0
"""The most that it weighs that nearly all papers of a name are by one of two people."""


class Profile(NamedTuple):
    """What is known of an author: as one paper knows them, or as several papers do that have one author."""

    names: frozenset[Name]
    papers: frozenset[str]  # their keys
    co_authors: Mapping[str, frozenset[Name]]  # surname and first initial → the names so abbreviated
    topics: frozenset[str]
    organizations: frozenset[str]


def agree(found: Iterable[Evidence]) -> bool:
    """Whether the evidence says that two authors are one person."""
    return score(found) >= 0


def score(found: Iterable[Evidence]) -> float:
    """The sum of the weights."""
    return sum(item.weight for item in found)


def most_without_co_authors(papers: int) -> float:
    """The most that speaks for two people of one name who share no co-author, one of whom has so many papers."""
    return min(MOST_PAPERS, log(papers)) + 2 * TOPIC


def evidence(one: Profile, other: Profile, census: Census) -> tuple[Evidence, ...]:
    """All that speaks for and against two authors being one person: the names first, then what they share.

    >>> def author(written, paper, *others):
    ...     known = {names.initials_block(name): frozenset({name}) for name in map(names.parse, others)}
    ...     return Profile(frozenset({names.parse(written)}), frozenset({paper}), known, frozenset(), frozenset())
    >>> ada, again = author("Ada Byron", "nets", "Emmy Noether"), author("Ada M. Byron", "sets", "Emmy Noether")
    >>> [(item.reason, round(item.weight, 1)) for item in evidence(ada, again, Census())]
    [('middle name left out', -1.0), ('shared co-author', 4.8)]
    """
    found = [*of_names(one.names, other.names, census), *_of_papers(one, other)]
    if score(found) > NEVER:
        found += _of_circles(one, other, census)
    return tuple(found)


def remedies(one: Profile, other: Profile, census: Census) -> list[Evidence]:
    """What documents might say more of two authors, each enough by itself to make one person of them.

    Returns:
        What would be found, an example, and by how much the sum would grow. Nothing when it is enough already, or when
        nothing can outweigh what forbids it.

    >>> def author(written, paper, *others):
    ...     known = {names.initials_block(name): frozenset({name}) for name in map(names.parse, others)}
    ...     return Profile(frozenset({names.parse(written)}), frozenset({paper}), known, frozenset(), frozenset())
    >>> for found in remedies(author("A. Byron", "nets", "Emmy Noether"), author("Ada Byron", "sets"), Census()):
    ...     print(found.reason, found.detail, round(found.weight, 1), sep=", ")
    2 co-authors in common, whom few papers list, 9.7
    the name in full, ada byron, 8.0
    """
    now = score(evidence(one, other, census))
    if now >= 0 or now <= NEVER:
        return []
    found = [
        *_by_co_authors(one, other, census, -now),
        *(Evidence("the name in full", full(name), gain - now) for name, gain in _with_names(one, other, census)),
        *(Evidence(reason, item, gain - now) for reason, item, gain in _with_facts(one, other, census)),
    ]
    enough = [item for item in found if now + item.weight >= 0]
    return list({item.reason: item for item in reversed(enough)}.values())[::-1]


def _by_co_authors(one: Profile, other: Profile, census: Census, missing: float) -> Iterator[Evidence]:
    """The fewest co-authors in common that are enough: those whom one of two authors has, else ones of few papers."""
    apart = sorted(one.co_authors.keys() ^ other.co_authors.keys())
    known = {min(map(full, one.co_authors.get(short) or other.co_authors[short])) for short in apart}
    weighed = sorted(((_weight(name, census), name) for name in known), key=lambda item: (-item[0], item[1]))
    for some in (weighed, [(_weight("", census), "")] * _MOST_REMEDIES):
        for count in range(1, min(len(some), _MOST_REMEDIES) + 1):
            if (gain := sum(weight for weight, _ in some[:count])) >= missing:
                words = "a co-author in common" if count == 1 else f"{count} co-authors in common"
                examples = ", ".join(name for _, name in some[:count] if name)
                yield Evidence(words, f"such as {examples}" if examples else "whom few papers list", gain)
                return


def _weight(name: str, census: Census) -> float:
    """What a co-author in common would weigh, when one paper more lists them."""
    return min(CO_AUTHOR, census.rarity(census.papers("listed", name, more=1)))


def _with_names(one: Profile, other: Profile, census: Census) -> Iterator[tuple[Name, float]]:
    """The full names that one of two authors has and the other has not, and the sum if both had them."""
    for first, second in ((one, other), (other, one)):
        for name in sorted(second.names - first.names):
            if name.is_full:
                yield name, score(evidence(first._replace(names=first.names | {name}), second, census))


def _with_facts(one: Profile, other: Profile, census: Census) -> Iterator[tuple[str, str, float]]:
    """What one of two authors has and the other has not, and the sum if both had it."""
    for first, second in ((one, other), (other, one)):
        for item in sorted(second.organizations - first.organizations):
            more = first._replace(organizations=first.organizations | {item})
            yield "an organisation in common", item, score(evidence(more, second, census))
        for item in sorted(second.topics - first.topics):
            yield (
                "a topic in common",
                item,
                score(evidence(first._replace(topics=first.topics | {item}), second, census)),
            )


def may_agree(one: frozenset[Name], other: frozenset[Name], shared: int, census: Census) -> bool:
    """Whether the evidence can say that two authors with so many co-authors in common are one person."""
    most = score(of_names(one, other, census)) + shared * CO_AUTHOR + 2 * TOPIC
    return most + (MOST_PAPERS if _same_in_full(one, other) else 0) >= 0


def of_names(one: frozenset[Name], other: frozenset[Name], census: Census) -> tuple[Evidence, ...]:
    """What the names of two authors of different papers say; they come again and again."""
    found = census.weighed.get((one, other))
    if found is None:
        found = census.weighed[one, other] = tuple(_of_names(one, other, census))
    return found


def _of_names(one: frozenset[Name], other: frozenset[Name], census: Census) -> list[Evidence]:
    """The closest relation of two names of theirs, or a contradiction, and how common the name is."""
    related = [(names.relation(first, second), first, second) for first in sorted(one) for second in sorted(other)]
    for relation, first, second in related:
        if not relation.compatible:
            return [Evidence(relation.value, _both(first, second), NEVER)]
    relation, first, second = max(related, key=lambda item: BASE[item[0]])
    if relation is Relation.SAME and not _is_written_out(first, census):
        return [Evidence("same initials", full(first), SAME_INITIALS), *_others_fit(first, census)]
    found = [Evidence(relation.value, _both(first, second), BASE[relation])]
    if relation is Relation.INITIALS:
        return found + _others_fit(first, census)
    return found + _common(relation, first, second, census)


def _is_written_out(name: Name, census: Census) -> bool:
    """Whether a first name is written out: "zico" of "J. Zico Kolter", but not "garcia" of "J. Garcia Lopez".

    After an initial comes a first name if the data know it as one rather than as a surname.
    """
    if name.is_full or not name.called:
        return name.is_full
    return census.distinct("surname", name.called) < census.distinct("first", name.called)


def _both(one: Name, other: Name) -> str:
    return full(one) if full(one) == full(other) else f"{full(one)}, {full(other)}"


def _common(relation: Relation, one: Name, other: Name, census: Census) -> list[Evidence]:
    left_out = relation is Relation.MIDDLE and one.is_full and one.called == other.called
    if relation is Relation.SAME:
        expected = census.namesakes(one.called + "".join(one.middles), one.surname)
    elif left_out:
        expected = max(census.called_so(name.called, name.surname) for name in (one, other))
    else:
        expected = max(census.namesakes(name.called, name.surname) for name in (one, other))
    found = [Evidence("name without others", _both(one, other), NOBODY_ELSE)] if left_out and census.is_large else []
    if expected:
        found.append(Evidence("common name", f"{expected:.3f} namesakes expected", -log1p(expected / RARE)))
    return found


def _others_fit(name: Name, census: Census) -> list[Evidence]:
    """Against initials: the first names in the data that they may stand for, more than one."""
    fitting = census.fitting(names.initials_block(name))
    if len(fitting) < 2:
        return []
    return [Evidence("others fit the initials", ", ".join(fitting[:5]), -1.5 * log(len(fitting)))]


def _of_papers(one: Profile, other: Profile) -> list[Evidence]:
    if not one.papers.isdisjoint(other.papers):
        return [Evidence("on one paper", min(one.papers & other.papers), NEVER)]
    few, many = min(len(one.papers), len(other.papers)), max(len(one.papers), len(other.papers))
    if few == many or not _same_in_full(one.names, other.names):
        return []
    return [Evidence("one has most papers of the name", f"{many} and {few}", min(MOST_PAPERS, log(many / few)))]


def _same_in_full(one: frozenset[Name], other: frozenset[Name]) -> bool:
    if one == other:
        return any(name.called for name in one)
    mine = {full(name) for name in one if name.called}
    return any(full(name) in mine for name in other)


def _of_circles(one: Profile, other: Profile, census: Census) -> list[Evidence]:
    """What two authors share beside the name."""
    found = []
    for short in sorted(one.co_authors.keys() & other.co_authors.keys()):
        if name := _one_co_author(short, one.co_authors[short], other.co_authors[short]):
            weight = min(CO_AUTHOR, census.rarity(census.papers("listed", name)))
            found.append(Evidence("shared co-author", name, weight))
    if not found and not _same_in_full(one.names, other.names):
        return []
    papers = max(len(one.papers), len(other.papers))
    for reason, kind, shared in (
        ("shared topic", "topic", one.topics & other.topics),
        ("same organisation", "organization", one.organizations & other.organizations),
    ):
        if shared:
            listed, rarest = min((census.papers(kind, item), item) for item in shared)
            weight = min(TOPIC, census.rarity(listed * papers) - TOO_FREQUENT)
            found += [Evidence(reason, rarest, weight)] if weight > 0 else []
    return found


def _one_co_author(short: str, one: frozenset[Name], other: frozenset[Name]) -> str:
    """The name by which two authors know one co-author: in full, or abbreviated when they write it differently."""
    if same := one if one is other else one & other:
        return min(map(full, same))
    if alike := {full(name) for name in one} & {full(name) for name in other}:
        return min(alike)
    fit = any(names.relation(first, second) in _ONE_CO_AUTHOR for first in one for second in other)
    return short if fit else ""


_ONE_CO_AUTHOR = frozenset({Relation.SPELLING, Relation.MIDDLE, Relation.SHORT, Relation.INITIALS})
