"""Properties of which a paper has one: title, year, venue, presentation, award, status, code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import combinations
from urllib.parse import urlsplit

from rapidfuzz import fuzz

from kg.conflicts.finding import Conflict, decision, label, quoted
from kg.conflicts.telling import Said, Source, Telling, values_by
from kg.linking.entries import PREPRINTS
from kg.linking.minting import comparable
from kg.linking.titles import Likeness, differences, likeness
from kg.mapping.terms import UNPUBLISHED
from kg.naming import ascii_fold, words
from kg.validation import Severity

_FORGES = re.compile(r"(?:^|\.)(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|huggingface\.co)$")
_BESIDES = {"mention", "mentions", "runner", "up", "finalist", "finalists", "candidate", "nominee", "nomination"}
_PREPRINT_YEARS = 2  # by which a preprint may be older than what was published
_UNPUBLISHED = {name: status for status, name in UNPUBLISHED.items()}
_STATUS_WORDS = ("reject", "withdraw")
_WHERE = "SELECT ?edition ?year ?series WHERE { ?edition a kg:VenueEdition ; kg:year ?year ; kg:series ?series }"
_AWARDS = "SELECT ?award ?edition WHERE { ?award kg:awardedAt ?edition }"
_BROADER = "SELECT ?type ?broader WHERE { ?type a kg:PresentationType ; skos:broader+ ?broader }"


def titles(telling: Telling) -> Iterator[Conflict]:
    """One paper under two titles. Spellings and subtitles are worth knowing; other words may be another paper."""
    for paper, said in telling.said("title", "alternativeTitle").items():
        spellings = values_by(said, lambda item: _letters(item.value.value))
        best = _preferred(spellings)
        for letters in spellings:
            if letters != best:
                yield _title(telling, paper, spellings[letters][0], spellings[best][0])


def _title(telling: Telling, paper: str, odd: Said, usual: Said) -> Conflict:
    one, other = comparable(odd.value.value), comparable(usual.value.value)
    level, _ = likeness(one, other)
    severity = Severity.INFO if level >= Likeness.SHORTENED else Severity.WARNING
    if level is Likeness.SHORTENED:
        problem, suggestion = "One title is the beginning of the other.", _OF_ONE
    elif level >= Likeness.SIMILAR:
        problem, suggestion = f"The titles differ: {_in_words(one, other)}.", _OF_ONE
    else:
        problem, suggestion = (
            "The titles are different ones, though they stand for one paper.",
            _OF_TWO,
        )
    return Conflict(
        "title",
        severity,
        paper,
        label(telling, paper),
        problem,
        (telling.side(paper, odd), telling.side(paper, usual)),
        suggestion,
        decision("prefer", "paper", paper, f"title={usual.value.value}"),
    )


_OF_ONE = "Prefer the title that the paper itself bears; an early version may have had another."
_OF_TWO = (
    "See whether a source links to another paper, or names the paper by what it proposes: then prefer the full title."
)


def _in_words(one: str, other: str) -> str:
    """Where two comparable titles differ.

    >>> _in_words("a theory of deep nets", "theory of deep networks")
    'with “a”, “nets” instead of “networks”'
    """
    parts = []
    for left, right in ((" ".join(left), " ".join(right)) for left, right in differences(one, other)):
        both = f"{quoted(left)} instead of {quoted(right)}"
        parts.append(both if left and right else f"with {quoted(left)}" if left else f"without {quoted(right)}")
    return ", ".join(parts)


def years(telling: Telling) -> Iterator[Conflict]:
    """Different years. Where each source names the edition of its year, `venues` tells it."""
    editions = _Editions(telling)
    presented = editions.presented()
    for paper, said in telling.said("year").items():
        found = values_by(said, lambda item: item.value.value)
        placed = {(item.source, editions.year(item)) for item in presented.get(paper, ())}
        if len(found) < 2 or all(any((item.source, year) in placed for item in found[year]) for year in found):
            continue
        sure = [year for year in found if any((item.source, year) in placed for item in found[year])]
        best = sure[0] if sure else _preferred(found)
        for year in sorted(found.keys() - {best}):
            sides = (telling.side(paper, found[year][0]), telling.side(paper, found[best][0]))
            preprint = best in sure and year not in sure and 0 < int(best) - int(year) <= _PREPRINT_YEARS
            yield Conflict(
                "year",
                Severity.INFO if preprint else Severity.WARNING,
                paper,
                label(telling, paper),
                f"The paper is said to be of {year} and of {best}.",
                sides,
                f"{year} may be the year of a preprint: look it up, then prefer one.",
                decision("prefer", "paper", paper, f"year={best}"),
            )


def venues(telling: Telling) -> Iterator[Conflict]:
    """Different editions, or different series."""
    editions = _Editions(telling)
    series = telling.said("publishedIn")
    for paper, said in editions.presented().items():
        found = values_by(said, lambda item: item.value.value)
        known = {editions.series(edition) for edition in found}
        for item in series.get(paper, ()):
            if item.value.value not in known and not _is_archive(item.value.value):
                found.setdefault(item.value.value, []).append(item)
        best = _preferred(found)
        for venue in sorted(found.keys() - {best}):
            odd, usual = found[venue][0], found[best][0]
            one, other = (editions.label(item) for item in (odd, usual))
            yield Conflict(
                "venue",
                Severity.WARNING,
                paper,
                label(telling, paper),
                f"The paper is said to be of {one} and of {other}.",
                (telling.side(paper, odd, one, _named(one)), telling.side(paper, usual, other, _named(other))),
                "A paper appears once: look up where, then prefer that. One may be a workshop or a first submission.",
                decision("prefer", "paper", paper, f"venue={other}"),
            )


def presentations(telling: Telling) -> Iterator[Conflict]:
    """Different kinds of presentation. A kind agrees with a broader one: an oral is a talk."""
    broader = {(row["type"].value, row["broader"].value) for row in telling.rows(_BROADER)}
    for paper, said in telling.said("presentationType").items():
        found = values_by(said, lambda item: item.value.value)
        best = _preferred(found)
        for kind in sorted(found.keys() - {best}):
            if {(kind, best), (best, kind)} & broader:
                continue
            one, other = (telling.label(iri) for iri in (kind, best))
            yield Conflict(
                "presentation",
                Severity.WARNING,
                paper,
                label(telling, paper),
                f"The paper is said to have been presented as {one} and as {other}.",
                (telling.side(paper, found[kind][0], one), telling.side(paper, found[best][0], other)),
                "Look at the programme of the venue, then prefer one.",
                decision("prefer", "paper", paper, f"presentation={other}"),
            )


def awards(telling: Telling) -> Iterator[Conflict]:
    """Two different awards of one edition. "Best Paper" and "ICML 2018 Best Paper Award" are one."""
    edition = {row["award"].value: row["edition"].value for row in telling.rows(_AWARDS)}
    for paper, said in telling.said("receivedAward").items():
        found = values_by(said, lambda item: item.value.value)
        for one, other in combinations(sorted(found, key=lambda award: found[award][0]), 2):
            names = (telling.label(other), telling.label(one))
            if edition.get(one) == edition.get(other) and edition.get(one) and not _one_award(*names):
                yield Conflict(
                    "award",
                    Severity.WARNING,
                    paper,
                    label(telling, paper),
                    f"The paper is said to have received {quoted(names[0])} and {quoted(names[1])}.",
                    tuple(telling.side(paper, found[a][0], n) for a, n in zip((other, one), names, strict=True)),
                    "Look at the page of the venue; if it received both, ignore this.",
                    decision("prefer", "paper", paper, f"award={names[1]}"),
                )


def _one_award(one: str, other: str) -> bool:
    """Whether two names of awards may be those of one award.

    >>> _one_award("Best Paper", "ICML 2018 Best Paper Award"), _one_award("Best Paper", "Best Paper Runner Up")
    (True, False)
    """
    left, right = (set(words(ascii_fold(name))) - {"award", "awards", "the"} for name in (one, other))
    return left & _BESIDES == right & _BESIDES and fuzz.token_set_ratio(" ".join(left), " ".join(right)) >= 90


def statuses(telling: Telling) -> Iterator[Conflict]:
    """A paper that one source has at an edition which, says another, did not publish it."""
    presented = telling.said("presentedAt")
    for paper, said in telling.said(*_UNPUBLISHED).items():
        editions = values_by(presented.get(paper, ()), lambda item: item.value.value)
        for refusal in said:
            for claim in editions.get(refusal.value.value, ()):
                edition, status = telling.label(refusal.value.value), _UNPUBLISHED[refusal.predicate]
                claimed = telling.entry_side(paper, claim.source, f"presented at {edition}")
                known = telling.side(paper, refusal, f"{status}, {edition}", _STATUS_WORDS)
                yield Conflict(
                    "status",
                    Severity.WARNING,
                    paper,
                    label(telling, paper),
                    f"The paper is listed under {edition}, which did not publish it: it was {status}.",
                    (claimed, known),
                    f"Do not cite it as a paper of {edition}: the list may mean the submission, or a later version.",
                    decision("prefer", "paper", paper, f"status={status}"),
                )


def code(telling: Telling) -> Iterator[Conflict]:
    """Different repositories. Another writing of one repository, or a place within it, agrees."""
    for paper, said in telling.said("code").items():
        given: dict[Source, dict[str, Said]] = {}
        for item in said:
            given.setdefault(item.source, {}).setdefault(repository(item.value.value), item)
        usual = next(iter(given), None)
        for source, own in given.items():
            if usual and not own.keys() & given[usual].keys():
                sides = (
                    telling.side(paper, next(iter(own.values()))),
                    telling.side(paper, next(iter(given[usual].values()))),
                )
                yield Conflict(
                    "code",
                    Severity.INFO,
                    paper,
                    label(telling, paper),
                    f"{source.name} and {usual.name} name different repositories.",
                    sides,
                    "One may be another implementation: prefer that of the authors, or ignore this if both are.",
                    decision("prefer", "paper", paper, f"code={sides[1].value}"),
                )


def repository(url: str) -> str:
    """The repository that an address leads into, or the address, in a form in which two writings are equal.

    >>> repository("https://GitHub.com/Google/jax.git") == repository("http://www.github.com/google/jax/tree/main/docs")
    True
    """
    host, path = location(url)
    if _FORGES.search(host):
        path = "/".join(path.split("/")[:2])
    return f"{host}/{path.casefold()}"


def location(url: str) -> tuple[str, str]:
    """Host and path of an address, without what differs between writings of one address.

    >>> location("https://www.github.com/google/jax.git/")
    ('github.com', 'google/jax')
    """
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").casefold().removeprefix("www.")
    except ValueError:
        return "", url
    query = f"?{parts.query}" if parts.query else ""
    return host, parts.path.strip("/").removesuffix(".git") + query


class _Editions:
    """The editions of venues that a graph knows."""

    def __init__(self, telling: Telling) -> None:
        self._telling = telling

    @cached_property
    def _known(self) -> dict[str, tuple[str, str]]:
        rows = self._telling.rows(_WHERE)
        return {row["edition"].value: (row["year"].value, row["series"].value) for row in rows}

    def presented(self) -> dict[str, list[Said]]:
        """Where sources say that papers appeared; archives of preprints do not count."""
        return {
            paper: published
            for paper, said in self._telling.said("presentedAt").items()
            if (published := [item for item in said if not _is_archive(self.series(item.value.value))])
        }

    def year(self, said: Said) -> str:
        return self._known.get(said.value.value, ("", ""))[0]

    def series(self, edition: str) -> str:
        return self._known.get(edition, ("", edition))[1]

    def label(self, said: Said) -> str:
        return self._telling.label(said.value.value)


def _is_archive(venue: str) -> bool:
    return venue.rpartition("/")[2] in PREPRINTS


def _letters(title: str) -> str:
    return comparable(title).replace(" ", "")


def _named(venue: str) -> tuple[str, ...]:
    return tuple(venue.split())


def _preferred(found: Mapping[str, Sequence[Said]]) -> str:
    """The value to prefer: that of a catalogue, then what most sources say, then what the first of them says."""

    def order(value: str) -> tuple[object, ...]:
        sources = sorted({item.source for item in found[value]})
        return not sources[0].catalogue, -len(sources), found[value][0]

    return min(found, key=order)
