"""Lists of authors: what each source writes, and how two lists of one paper differ."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from kg.conflicts.telling import Entry, Source, Telling, holds
from kg.linking import names
from kg.naming import name_key

_MORE = re.compile(
    r"[\s,;]*(?:(?:and|&|und|et)\s+)?(?:et\.?\s*al\b|et\s+alii\b|others\b|co-?authors\b|colleagues\b|…|\.\.\.)", re.I
)
_MORE_IN_RECORD = re.compile(r"\b(?:and others|et\.? al)\b", re.IGNORECASE)
_INITIALS = re.compile(r"(?P<last>[^\W\d_][\w' -]+),? (?P<initials>[A-Z]{2,3})\.?")
_SPELLED = 84.0  # similarity of two names (rapidfuzz ratio) from which one is taken for a misspelling of the other
_HABIT = 0.8  # share of a document's lists that name one author only, from which this is how it writes
_ENTRIES = 3  # lists of a document from which it can have a habit

_WRITTEN = """
SELECT ?paper ?document ?start ?end ?line ?name ?person WHERE {
  ?statement rdf:predicate kg:nameAsWritten ; rdf:subject ?authorship ; rdf:object ?name ; kg:supportedBy ?passage .
  ?passage kg:inDocument ?document ; kg:start ?start ; kg:end ?end ; kg:line ?line .
  ?paper kg:authorship ?authorship .
  ?authorship kg:author ?person .
}"""
_RECORDED = """
SELECT ?paper ?document ?position ?name ?person WHERE {
  ?document a kg:Catalogue .
  GRAPH ?document {
    ?paper kg:authorship ?authorship .
    ?authorship kg:position ?position ; kg:nameAsWritten ?name ; kg:author ?person .
  }
}"""


class Written(NamedTuple):
    """A name in a list."""

    start: int  # offset in the document; the position in the list of a record
    end: int
    line: int
    name: str
    person: str  # IRI


class AuthorList(NamedTuple):
    """The authors of a paper as one entry gives them."""

    entry: Entry
    written: tuple[Written, ...]  # in the order of the list
    complete: bool  # it names everybody, as far as one can tell

    @property
    def source(self) -> Source:
        """The document that gives the list."""
        return self.entry.source

    @property
    def names(self) -> tuple[str, ...]:
        """The names as written."""
        return tuple(item.name for item in self.written)

    @property
    def key(self) -> tuple[str, ...]:
        """The form in which two spellings of one list are equal."""
        return tuple(map(name_key, self.names))


class Difference(NamedTuple):
    """How a list of authors differs from another."""

    shared: int  # names that agree
    variants: tuple[tuple[Written, Written], ...]  # names that are one person's, spelled differently
    missing: tuple[Written, ...]  # of the other list
    added: tuple[Written, ...]  # of this list
    reordered: bool  # the names that both have come in another order

    @property
    def disjoint(self) -> bool:
        """Whether the lists have nobody in common."""
        return not (self.shared or self.variants)


def author_lists(telling: Telling) -> dict[str, list[AuthorList]]:
    """The lists of each paper, one for each entry that names somebody: by source and place."""
    gathered: dict[tuple[str, Entry], set[Written]] = {}
    for paper, entry, written in (*_written(telling), *_recorded(telling)):
        gathered.setdefault((paper, entry), set()).add(written)
    open_ended = {(paper, said.source) for paper, items in telling.said("hasMoreAuthors").items() for said in items}
    found: dict[str, list[AuthorList]] = {}
    for (paper, entry), those in sorted(gathered.items()):
        ordered = tuple({written.name: written for written in sorted(those, reverse=True)}.values())[::-1]
        complete = (paper, entry.source) not in open_ended and not _goes_on(entry, ordered)
        found.setdefault(paper, []).append(AuthorList(entry, ordered, complete))
    return _without_habits(found)


def _written(telling: Telling) -> Iterator[tuple[str, Entry, Written]]:
    """The names in documents, each with the entry around it."""
    for row in telling.rows(_WRITTEN):
        start, end, line = (int(row[name].value) for name in ("start", "end", "line"))
        written = Written(start, end, line, row["name"].value, row["person"].value)
        entries = [e for e in telling.entries.get(row["paper"].value, ()) if e.source.iri == row["document"].value]
        around = [entry for entry in entries if entry.span.start <= start < entry.span.end]
        for entry in (around or entries)[:1]:
            yield row["paper"].value, entry, written


def _recorded(telling: Telling) -> Iterator[tuple[str, Entry, Written]]:
    """The names in records, each with the records that hold it where a catalogue has several of one paper."""
    for row in telling.rows(_RECORDED):
        position, name, paper = int(row["position"].value), row["name"].value, row["paper"].value
        entries = [entry for entry in telling.entries.get(paper, ()) if entry.source.iri == row["document"].value]
        for entry in [entry for entry in entries[1:] and entries if holds(entry, name)] or entries[:1]:
            yield paper, entry, Written(position, position, entry.line, name, row["person"].value)


def _goes_on(entry: Entry, written: Sequence[Written]) -> bool:
    """Whether a list says that there are more names, or nobody can tell because its words are not here."""
    if entry.words is None:
        return not entry.source.catalogue
    if entry.source.catalogue:
        return bool(_MORE_IN_RECORD.search(entry.words))
    return bool(_MORE.match(entry.words, written[-1].end - entry.span.start))


def _without_habits(found: Mapping[str, list[AuthorList]]) -> dict[str, list[AuthorList]]:
    """The lists, where those of a document that names first authors only are not taken for complete ones."""
    sizes: dict[Source, list[int]] = {}
    for lists in found.values():
        for item in lists:
            sizes.setdefault(item.source, []).append(len(item.names))
    habitual = {
        source
        for source, counts in sizes.items()
        if len(counts) >= _ENTRIES and counts.count(1) >= _HABIT * len(counts)
    }

    def judged(item: AuthorList) -> AuthorList:
        short = item.source in habitual and len(item.names) == 1
        return item._replace(complete=False) if short else item

    return {paper: [judged(item) for item in lists] for paper, lists in found.items()}


# --- comparing -------------------------------------------------------------------------------------------------------


def compare(one: Sequence[Written], other: Sequence[Written]) -> Difference:
    """How the list `one` differs from `other`. Each name meets at most one of the other list, the likest first."""
    pairs: dict[int, int] = {}
    agreeing: set[int] = set()
    for way in (_equal, _agree, _likely, _same_place(len(one) == len(other))):
        for index, written in enumerate(one):
            if index in pairs:
                continue
            taken = set(pairs.values())
            free = [at for at in range(len(other)) if at not in taken and way(written, other[at], index == at)]
            if free:
                pairs[index] = min((abs(at - index), at) for at in free)[1]
                agreeing |= {index} if way in (_equal, _agree) else set()
    order = [pairs[index] for index in sorted(pairs)]
    return Difference(
        shared=len(agreeing),
        variants=tuple((one[index], other[pairs[index]]) for index in sorted(pairs) if index not in agreeing),
        missing=tuple(written for at, written in enumerate(other) if at not in pairs.values()),
        added=tuple(written for index, written in enumerate(one) if index not in pairs),
        reordered=order != sorted(order),
    )


def _equal(one: Written, other: Written, same_place: bool) -> bool:
    return name_key(one.name) == name_key(other.name)


def _agree(one: Written, other: Written, same_place: bool) -> bool:
    return agree(one.name, other.name)


def _likely(one: Written, other: Written, same_place: bool) -> bool:
    return is_variant(one.name, other.name)


def _same_place(comparable: bool) -> Callable[[Written, Written, bool], bool]:
    """Whether two names at one place of lists of one length share a surname or a first name: "Mike Doe", "Michael Doe".

    A name that was wrongly decoded may share the first name only.
    """

    def matches(one: Written, other: Written, same_place: bool) -> bool:
        left, right = names.parse(one.name), names.parse(other.name)
        same_first = left.is_full and left.given[:1] == right.given[:1]
        return comparable and same_place and (left.surname == right.surname or same_first)

    return matches


def agree(one: str, other: str) -> bool:
    """Whether two names say the same person's name: initials, order, diacritics, hyphens and case do not count.

    >>> agree("J. Köhler", "Kohler, Jonas"), agree("Hyun-Woo Kim", "Hyunwoo Kim"), agree("Jon Doe", "Jan Doe")
    (True, True, False)
    >>> agree("Byron AK.", "A. K. Byron")
    True
    """
    if any(names.compatible(left, right) for left in _readings(one) for right in _readings(other)):
        return True
    return name_key(one).replace(" ", "") == name_key(other).replace(" ", "")


def _readings(name: str) -> Iterator[names.Name]:
    """The parts of a name; besides, where its last word may be initials written together, those one by one."""
    yield names.parse(name)
    if match := _INITIALS.fullmatch(name.strip()):
        yield names.parse(f"{' '.join(match['initials'])} {match['last']}")


def is_variant(one: str, other: str) -> bool:
    """Whether two names look like spellings of one person's name.

    >>> is_variant("Dejan Markovich", "Dejan Markovic"), is_variant("J. Hofman", "Judy Hoffman")
    (True, True)
    >>> is_variant("Wei Wang", "Lei Zhang"), is_variant("Yi Tay", "Aston Zhang")
    (False, False)
    """
    left, right = names.parse(one), names.parse(other)
    if left.surname == right.surname and left.given and right.given:
        first, second = sorted((left.given[0], right.given[0]), key=len)
        return second.startswith(first) or fuzz.ratio(first, second) >= _SPELLED
    if fuzz.ratio(name_key(one), name_key(other)) >= _SPELLED:
        return left.given[:1] == right.given[:1] or fuzz.ratio(left.surname, right.surname) >= _SPELLED
    same_given = names.compatible(names.Name(left.given, ""), names.Name(right.given, ""))
    return bool(left.given and same_given and fuzz.ratio(left.surname, right.surname) >= _SPELLED)
