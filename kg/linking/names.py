"""Personal names: their parts, and whether two of them may name one person."""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.naming import fold_space, name_key

_COMMA = re.compile(r"(?P<last>[^,]*[^, ]) ?, ?(?P<first>[^,]+)")
_INITIALS_LAST = re.compile(r"(?P<last>[^\W\d_]{2}.*?) (?P<first>[^\W\d_]\.(?:[ -]?[^\W\d_]\.)*)")
_SUFFIXES = {"jr", "sr", "ii", "iii", "iv"}


class Name(NamedTuple):
    """A personal name in comparable parts: case-folded, without diacritics."""

    given: tuple[str, ...]
    surname: str

    @property
    def is_full(self) -> bool:
        """Whether a first name is written out, so that the name may stand for one person across papers."""
        return bool(self.given) and len(self.given[0]) > 1


def parse(name: str) -> Name:
    """The parts of `name`, written "First Last", "Last, First", "F. Last" or "Last F.".

    >>> parse("van den Oord, Aäron"), parse("Chuang C.-Y.")
    (Name(given=('aaron', 'van', 'den'), surname='oord'), Name(given=('c', 'y'), surname='chuang'))
    """
    parts = [part for part in name_key(name).split() if part not in _SUFFIXES] or name_key(name).split()
    if not parts:
        return Name((), fold_space(name).casefold())
    initials = len(parts)
    while initials and len(parts[initials - 1]) == 1:
        initials -= 1
    parts = parts[initials:] + parts[:initials]
    return Name(tuple(parts[:-1]), parts[-1])


def compatible(one: Name, other: Name) -> bool:
    """Whether two names on one paper may be one person's: same surname, given names equal or shortened.

    The same parts in another order are one name too: some languages put the surname first, and lists differ in it.

    >>> compatible(parse("G. Mai"), parse("Mai, Gengchen")), compatible(parse("Yan Hanshu"), parse("Hanshu YAN"))
    (True, True)
    >>> compatible(parse("Gang Mai"), parse("Gengchen Mai")), compatible(parse("J. B. Ba"), parse("Jimmy Lei Ba"))
    (False, False)
    """
    if sorted((*one.given, one.surname)) == sorted((*other.given, other.surname)):
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

    >>> in_order("Gabrié, Marylou"), in_order("Chuang C.-Y."), in_order("Marylou Gabrié")
    ('Marylou Gabrié', 'C.-Y. Chuang', 'Marylou Gabrié')
    """
    folded = fold_space(name)
    if match := _COMMA.fullmatch(folded) or _INITIALS_LAST.fullmatch(folded):
        return f"{match['first']} {match['last']}"
    return folded
