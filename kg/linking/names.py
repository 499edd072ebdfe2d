"""Personal names: their parts, and how two of them are related."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from kg.naming import fold_space, name_key

_COMMA = re.compile(r"(?P<last>[^,]*[^, ]) ?, ?(?P<first>[^,]+)")
_INITIALS_LAST = re.compile(r"(?P<last>[^\W\d_]{2}.*?) (?P<first>[^\W\d_]\.(?:[ -]?[^\W\d_]\.)*|(?!JR|SR)[A-Z]{2,3}\.)")
_RUN_OF_INITIALS = re.compile(
    r"(?<![^\s,])(?!(?:JR|SR|NG)\b)(?:[A-Z]{2,3}(?=\.)|(?<=[\s,])[BCDFGHJKLMNPQRSTVWXYZ]{2,3}(?=\s*$))"
)
_HYPHENATED = re.compile(r"[^\W\d_]{2,}(?:[-‐‑–][^\W\d_]{2,})+")
_SUFFIXES = {"jr", "sr", "ii", "iii", "iv"}
_PARTICLES = frozenset(
    {"al", "ben", "bin", "da", "das", "de", "del", "den", "der", "di", "do", "dos", "du", "el", "ibn", "la", "le", "st"}
    | {"ten", "ter", "van", "vom", "von", "zu", "zum", "zur"}
)
_UMLAUTS = re.compile(r"(?<=o)e|(?<=[^jlnqxy]u)e|(?<=ju)e(?=r)")  # "Xue" and "Yue" of Pinyin are no umlauts
_LONG = 5
"""Least length of a surname in which "ae" may write out an umlaut: "Bae" and "Ba" are two surnames."""
_SHORT = 3
"""Least length of a first name that may shorten another: "Dan" of "Daniel"; "Bo" and "Boyang" are two names."""


class Relation(StrEnum):
    """How two names are related. The words are those in which a decision is explained."""

    SAME = "same name"
    SPELLING = "name in another spelling"
    MIDDLE = "middle name left out"
    ORDER = "name in another order"
    SHORT = "first name shortened"
    INITIALS = "initials fit"
    SURNAME = "surnames differ"
    GIVEN = "first names differ"
    MIDDLES = "middle names differ"
    SUFFIX = "suffixes differ"

    @property
    def compatible(self) -> bool:
        """Whether one person may go by both names."""
        return self not in _CONTRADICTIONS

    @property
    def is_variant(self) -> bool:
        """Whether one name is the other in another form, initials aside."""
        return self in _VARIANTS


_CONTRADICTIONS = frozenset({Relation.SURNAME, Relation.GIVEN, Relation.MIDDLES, Relation.SUFFIX})
_VARIANTS = frozenset({Relation.SPELLING, Relation.MIDDLE, Relation.ORDER, Relation.SHORT})


class Name(NamedTuple):
    """A personal name in comparable parts: case-folded, without diacritics."""

    given: tuple[str, ...]
    surname: str
    first: str = ""  # the first of `given`, with what a hyphen joins to it: "junyan" of "Jun-Yan"
    suffix: str = ""
    in_surname: int = 0  # so many of `given`, the last, are joined to the surname by hyphens: "lopez" of "Lopez-Paz"

    @property
    def is_full(self) -> bool:
        """Whether a first name is written out, so that the name may stand for one person across papers."""
        return bool(self.given) and len(self.given[0]) > 1

    @property
    def called(self) -> str:
        """The first name that is written out, "zico" of "J. Zico Kolter"; empty when there are initials only."""
        if len(self.first) > 1:
            return self.first
        given = self.given[: len(self.given) - self.in_surname]
        return next((part for part in given if len(part) > 1 and part not in _PARTICLES), "")

    @property
    def middles(self) -> tuple[str, ...]:
        """What stands between first name and surname, particles left out."""
        rest, joined = list(self.given), ""
        while rest and joined != self.first:
            joined += rest.pop(0)
        return tuple(part for part in rest if part not in _PARTICLES)

    @property
    def letters(self) -> str:
        """All parts run together."""
        return "".join((*self.given, self.surname))


def parse(name: str) -> Name:
    """The parts of `name`, written "First Last", "Last, First", "F. Last", "Last F." or "Last FM.".

    >>> parse("van den Oord, Aäron")[:2], parse("Chuang C.-Y.")[:2], parse("Asano YM.")[:2]
    ((('aaron', 'van', 'den'), 'oord'), (('c', 'y'), 'chuang'), (('y', 'm'), 'asano'))
    >>> parse("Zhu, Jun-Yan").first, parse("Hal Daumé III").suffix
    ('junyan', 'iii')
    """
    spaced = _RUN_OF_INITIALS.sub(lambda run: " ".join(run[0]), name)
    every = name_key(spaced).split()
    parts = [part for part in every if part not in _SUFFIXES] or every
    if not parts:
        return Name((), fold_space(name).casefold())
    suffix = next((part for part in every if part in _SUFFIXES and part not in parts), "")
    initials = len(parts)
    while initials and len(parts[initials - 1]) == 1:
        initials -= 1
    parts = parts[initials:] + parts[:initials]
    given = tuple(parts[:-1])
    hyphenated = [tuple(name_key(match[0]).split()) for match in _HYPHENATED.finditer(spaced)]
    first = next((joined for joined in hyphenated if joined == given[: len(joined)]), given[:1])
    last = next((joined for joined in hyphenated if joined == tuple(parts[-len(joined) :])), (parts[-1],))
    return Name(given, parts[-1], "".join(first), suffix, min(len(given), len(last) - 1))


def relation(one: Name, other: Name) -> Relation:
    """How two names are related, each as a paper writes it.

    >>> relation(parse("Jun-Yan Zhu"), parse("Junyan Zhu")).value, relation(parse("Zhu Jun"), parse("Jun Zhu")).value
    ('name in another spelling', 'name in another order')
    >>> relation(parse("Michael Jordan"), parse("M. I. Jordan")).value
    'initials fit'
    >>> relation(parse("Michael B. Jordan"), parse("Michael I. Jordan")).value
    'middle names differ'
    """
    if one.suffix and other.suffix and one.suffix != other.suffix:
        return Relation.SUFFIX
    if one[:2] == other[:2]:
        return Relation.SAME
    if one.letters == other.letters:
        return Relation.SPELLING
    if one.surname == other.surname or _surname_key(one.surname) == _surname_key(other.surname):
        return _of_given(one, other)
    return Relation.ORDER if _swapped(one, other) else Relation.SURNAME


def _of_given(one: Name, other: Name) -> Relation:
    """The relation of two names with one surname."""
    if not one.given or not other.given:
        return Relation.INITIALS
    if _umlauts_out(one.first) == _umlauts_out(other.first):
        if not all(map(_shortened, one.middles, other.middles)):
            return Relation.MIDDLES
        same_parts = one.middles == other.middles and len(one.given) == len(other.given)
        return Relation.SPELLING if same_parts else Relation.MIDDLE
    if min(len(one.first), len(other.first)) == 1:
        same_called = one.called and one.called == other.called  # "J. Zico Kolter" and "Zico Kolter"
        return Relation.MIDDLE if same_called else _of_initials(one, other)
    return (
        Relation.SHORT if _is_short(one, other) and all(map(_shortened, one.middles, other.middles)) else Relation.GIVEN
    )


def _of_initials(one: Name, other: Name) -> Relation:
    pairs = list(zip(_without_particles(one.given), _without_particles(other.given), strict=False))
    if not _shortened(*pairs[0]):
        return Relation.GIVEN
    return Relation.INITIALS if all(_shortened(*pair) for pair in pairs) else Relation.MIDDLES


def _without_particles(given: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part for part in given if part not in _PARTICLES) or given


def _is_short(one: Name, other: Name) -> bool:
    """Whether one first name begins the other: "Chris" and "Christopher", but not "Jun" and "Jun-Yan"."""
    short, long = (one, other) if len(one.first) <= len(other.first) else (other, one)
    return len(short.first) >= _SHORT and long.given[0] == long.first and long.first.startswith(short.first)


def _swapped(one: Name, other: Name) -> bool:
    if sorted((*one.given, one.surname)) == sorted((*other.given, other.surname)):
        return True
    return any(
        "".join(swapped.given[1:]) + swapped.surname == plain.first and swapped.given[:1] == (plain.surname,)
        for swapped, plain in ((one, other), (other, one))
    )


def _umlauts_out(word: str) -> str:
    return _UMLAUTS.sub("", word) if "e" in word else word


def _surname_key(surname: str) -> str:
    """`surname` without the letters that write out umlauts.

    >>> _surname_key("schaefer") == _surname_key("schafer"), _surname_key("bae") == _surname_key("ba")
    (True, False)
    """
    plain = _umlauts_out(surname)
    return plain.replace("ae", "a") if len(surname) > _LONG else plain


def full(name: Name) -> str:
    """The words of a name, by which authors are compared."""
    return " ".join((*name.given, name.surname))


def blocks(name: Name) -> frozenset[str]:
    """Keys of which two names share one when they may be related by spelling, middle names, order or shortening.

    >>> blocks(parse("Jun-Yan Zhu")) & blocks(parse("Zhu Junyan")), blocks(parse("Wei Zhu")) & blocks(parse("Jun Zhu"))
    (frozenset({'zhu jun'}), frozenset())
    """
    if not name.given or not name.called:
        return frozenset()
    usual = f"{_surname_key(name.surname)} {_umlauts_out(name.called)[:_SHORT]}"
    after = "".join(name.given[1:]) + name.surname
    return frozenset({usual, f"{_surname_key(name.given[0])} {_umlauts_out(after)[:_SHORT]}"})


def initials_block(name: Name) -> str:
    """The key that names share when one may be the other with initials only: surname and first initial."""
    return f"{_surname_key(name.surname)} {name.first[:1]}"


def compatible(one: Name, other: Name) -> bool:
    """Whether two names on one paper may be one person's: same surname, given names equal or shortened.

    The same parts in another order are one name too: some languages put the surname first, and lists differ in it.

    >>> compatible(parse("G. Mai"), parse("Mai, Gengchen")), compatible(parse("Yan Hanshu"), parse("Hanshu YAN"))
    (True, True)
    >>> compatible(parse("Gang Mai"), parse("Gengchen Mai")), compatible(parse("J. B. Ba"), parse("Jimmy Lei Ba"))
    (False, False)
    """
    if one.letters == other.letters or _swapped(one, other):
        return True
    return one.surname == other.surname and all(map(_shortened, one.given, other.given))


def _shortened(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])


def shouts(name: str) -> bool:
    """Whether the last part of a name is in capitals, as in "Hanshu YAN".

    >>> shouts("Hanshu YAN"), shouts("Hanshu Yan")
    (True, False)
    """
    last = name.rpartition(" ")[2]
    return len(last) > 1 and last.isupper()


def in_order(name: str) -> str:
    """`name` with the first name first.

    >>> in_order("Gabrié, Marylou"), in_order("Chuang C.-Y."), in_order("Asano YM."), in_order("Marylou Gabrié")
    ('Marylou Gabrié', 'C.-Y. Chuang', 'YM. Asano', 'Marylou Gabrié')
    """
    folded = fold_space(name)
    match = _COMMA.fullmatch(folded) if "," in folded else None
    if match or (folded.endswith(".") and (match := _INITIALS_LAST.fullmatch(folded))):
        return f"{match['first']} {match['last']}"
    return folded
