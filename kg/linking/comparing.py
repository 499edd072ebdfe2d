"""Whether two entries are one paper: named evidence with weights, whose sum decides.

Each rule looks at one thing (titles, identifiers, authors, editions …) and says what it finds. A sum of `SAME` or more
makes two entries one paper; one of `APART` or less keeps apart even what others would bring together. The weights are
set so that

* an identifier joins titles that are alike at all, and a title that is only a name to any other title, but not two
  titles without likeness: a document gave the wrong link;
* equal titles are one paper unless two things speak against it;
* titles that differ in nothing but spelling are one paper unless anything speaks against it;
* titles that are merely near need authors or an edition in common, the more the less alike they are;
* two papers that both appeared, in different places, are never one because their titles are near.

Measured on lists of two conferences: titles equal after normalising were one paper in 33 of 33 cases, near ones of
ratio 88 to 94 in 1 of 2, of 80 to 84 in 3 of 20; `benchmarks/linking.py` measures the whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg.linking.entities import Evidence
from kg.linking.entries import Entry, shared
from kg.linking.titles import Likeness, likeness

SAME = 4.0
"""Least sum of evidence that makes two entries one paper."""

APART = -4.0
"""Sum of evidence at and below which two entries are never one paper, whatever joins them with others."""

_TITLES = {
    Likeness.EQUAL: (6.0, "same title"),
    Likeness.SPELLED: (4.0, "titles differ in spelling"),
    Likeness.NEAREST: (2.5, "titles differ in a word"),
    Likeness.SHORTENED: (2.0, "one title is the beginning of the other"),
    Likeness.CLOSE: (2.0, "titles are near"),
    Likeness.SIMILAR: (1.0, "titles are similar"),
    Likeness.DISTANT: (0.0, "titles have much in common"),
    Likeness.FAINT: (-2.0, "titles have little in common"),
    Likeness.UNLIKE: (-9.0, "titles have nothing in common"),
}
_IDENTIFIER = 8.0
_ALL_AUTHORS = 4.0
_AUTHORS = 3.0
_EDITION = 1.0
_WORDS = 3  # of a title, below which it says little
_RESUBMITTED_WITHIN = 2  # years

Rule = Callable[[Entry, Entry], Iterator[Evidence]]


def compare(one: Entry, other: Entry, *, keep_versions: bool = False) -> tuple[Evidence, ...]:
    """What speaks for two entries being one paper, and what against it, in the order of the rules.

    Args:
        one: what a document says.
        other: what the same or another document says.
        keep_versions: whether a preprint and its published version are two papers.
    """
    found = [evidence for rule in RULES for evidence in rule(one, other)]
    if keep_versions and {one.version, other.version} == {"preprint", "published"}:
        found.append(Evidence("versions are kept apart", "preprint, published", -20.0))
    return tuple(found)


def total(evidence: tuple[Evidence, ...]) -> float:
    """The sum of the weights."""
    return sum(item.weight for item in evidence)


def _identifiers(one: Entry, other: Entry) -> Iterator[Evidence]:
    if same := sorted(one.identifiers & other.identifiers):
        scheme, value = same[0]
        yield Evidence(f"same {scheme}", value, _IDENTIFIER)
        return
    for scheme in sorted({scheme for scheme, _ in one.identifiers} & {scheme for scheme, _ in other.identifiers}):
        yield Evidence(f"different {scheme}", _values(scheme, one, other), -2.0)
        return


def _values(scheme: str, one: Entry, other: Entry) -> str:
    return ", ".join(sorted(value for known, value in one.identifiers ^ other.identifiers if known == scheme))


def _titles(one: Entry, other: Entry) -> Iterator[Evidence]:
    level, ratio = likeness(one.title, other.title)
    weight, reason = _TITLES[level]
    detail = one.title if level is Likeness.EQUAL else f"{ratio:.1f} of 100"
    short = min(one, other, key=lambda entry: len(entry.title))
    is_short = len(short.title.split()) < _WORDS
    if level <= Likeness.FAINT and one.is_named != other.is_named:
        yield Evidence("one title is only a name", short.references[0].title.text, -3.0)
    elif level in (Likeness.EQUAL, Likeness.SHORTENED) and is_short and not short.is_named:
        yield Evidence(reason, detail, weight - 1.0)
    else:
        yield Evidence(reason, detail, weight)


def _authors(one: Entry, other: Entry) -> Iterator[Evidence]:
    if not (one.authors and other.authors):
        return
    common = shared(one.authors, other.authors)
    fewest, everybody = min(len(one.authors), len(other.authors)), len(one.authors | other.authors)
    detail = f"{common} of {fewest}"
    if not common:
        yield Evidence("no author in common", detail, -2.0)
    elif common >= 2 and (common == everybody or (common >= 3 and common >= 0.7 * everybody)):
        yield Evidence("the same authors", detail, _ALL_AUTHORS)
    elif common >= 2 and common >= 0.5 * fewest:
        yield Evidence("authors in common", detail, _AUTHORS)
    else:
        yield Evidence("an author in common", detail, 2.0 if common >= 0.5 * fewest else 1.5)


def _editions(one: Entry, other: Entry) -> Iterator[Evidence]:
    everywhere = one.editions | one.submissions, other.editions | other.submissions
    if same := sorted(everywhere[0] & everywhere[1]):
        yield Evidence("same edition", _named(same), _EDITION)
    elif one.editions and other.editions:
        one_series = {venue for venue, _ in one.editions} & {venue for venue, _ in other.editions}
        mild = one.title == other.title or one_series
        yield Evidence("different editions", _named(sorted(one.editions | other.editions)), -1.0 if mild else -5.0)


def _resubmission(one: Entry, other: Entry) -> Iterator[Evidence]:
    """A paper that one edition turned down may appear at a later one under another title."""
    for first, second in ((one, other), (other, one)):
        elsewhere = second.editions | second.submissions
        if first.editions or first.submissions & elsewhere:
            continue
        years, later = [year for _, year in first.submissions], [year for _, year in elsewhere]
        if years and later and 0 <= max(later) - min(years) <= _RESUBMITTED_WITHIN:
            yield Evidence("may be a resubmission", _named(sorted(first.submissions)), 1.0)
            return


def _one_document(one: Entry, other: Entry) -> Iterator[Evidence]:
    """What a document lists twice is two papers, unless it gives one title, or one identifier, to both."""
    if one.document == other.document and not one.identifiers & other.identifiers:
        if one.title != other.title:
            yield Evidence("one document tells them apart", one.document, -12.0)
        elif one.identifiers and other.identifiers:
            yield Evidence("one document lists both", one.document, -2.0)


RULES: tuple[Rule, ...] = (_identifiers, _titles, _authors, _editions, _resubmission, _one_document)


_REMEDIES: tuple[tuple[Rule, str, float], ...] = (
    (_identifiers, "an identifier in common", _IDENTIFIER),
    (_titles, "the same title", _TITLES[Likeness.EQUAL][0]),
    (_authors, "the same authors", _ALL_AUTHORS),
    (_authors, "half of the authors in common", _AUTHORS),
    (_editions, "the same edition", _EDITION),
)
"""What a rule might find, and its weight then."""


def remedies(one: Entry, other: Entry, known: float) -> list[Evidence]:
    """What documents might say more, each enough by itself to make one paper of two entries.

    Args:
        one: what a document says.
        other: what another says.
        known: the sum of all that speaks for and against it now.

    Returns:
        What would be found, what stands in its place now, and by how much the sum would grow.
    """
    found = []
    for rule, words, weight in _REMEDIES:
        now = tuple(rule(one, other))
        gain = weight - total(now)
        if gain > 0 and known + gain >= SAME:
            found.append(Evidence(words, ", ".join(item.reason for item in now) or "nothing is known", gain))
    return found


def _named(editions: list[tuple[str, int]]) -> str:
    return ", ".join(f"{venue} {year}" for venue, year in editions)
