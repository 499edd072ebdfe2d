"""Do the words beside a title read as the authors of a paper?

What the names are is known; sought is where each stands. So no shape of a name has to be guessed: the words are cut at
the signs that part names, in each way that lists of names are cut, and every part is compared with its author.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from kg.linking.names import parse, relation
from kg.naming import name_key

_AND = r"(?:&amp;|&|\band\b|\bund\b|\bet\b(?!\.?\s*al\b))"
_SIGN = re.compile(rf"[,;，；、·•]\s*{_AND}?|{_AND}", re.I)
_SEMICOLON = re.compile(rf"[;；]\s*{_AND}?|{_AND}", re.I)
_LIST = re.compile(rf"[;；，、]|(?<=\s){_AND}(?=\s)", re.I)
_LEADING_AND = re.compile(rf"\A\s*{_AND}\s+", re.I)
_CONJUNCTION = re.compile(_AND, re.I)
_ET_AL = re.compile(
    r"(?<![^\s,;*†‡])(?:et\.?\s*al\b\.?|(?:and|&)\s+(?:others|colleagues)\b)(?=[\s,.;:(\[*_“\"]*\Z)", re.I
)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")  # an affiliation, the number of one
_EDGE = " \t\r\n\xa0.,;:-–—|*_†‡§¶∗⋆^“”\"'‘’([{#" + "0123456789⁰¹²³⁴⁵⁶⁷⁸⁹"
_STOPPED = re.compile(r"(?:\b\w|\b[js]r)\.\Z", re.I)
_MISSES = 4  # of so many names one may be written otherwise than the record has it
LONGEST_NAME = 7
"""Words of a name, initials and particles too."""

_Range = tuple[int, int]


class People(NamedTuple):
    """Where names stand in a text, and the "et al." behind them."""

    names: tuple[_Range, ...]
    et_al: _Range | None

    @property
    def start(self) -> int:
        """Where the first name begins."""
        return self.names[0][0]

    @property
    def end(self) -> int:
        """Where the last name, or the "et al.", ends."""
        return self.et_al[1] if self.et_al else self.names[-1][1]


def find_people(text: str, start: int, end: int, authors: Sequence[str]) -> People | None:
    """The names that `text[start:end]` consists of, when they are `authors`: all, or the first ones before "et al.".

    The first and the last must fit, for what is beside them may be none of theirs; of four, one in the middle may be
    written otherwise.

    >>> text = "Ilya Sutskever, O. Vinyals & Quoc Le "
    >>> people = find_people(text, 0, len(text), ["Ilya Sutskever", "Oriol Vinyals", "Quoc V. Le"])
    >>> [text[start:end] for start, end in people.names]
    ['Ilya Sutskever', 'O. Vinyals', 'Quoc Le']
    >>> find_people("Ilya Sutskever, Quoc Le Deep", 0, 28, ["Ilya Sutskever", "Quoc V. Le"])
    """
    authors = [name for author in authors for name in _names_of(author)]
    et_al = _ET_AL.search(text[start:end])
    stop = start + et_al.start() if et_al else end
    span = (start + et_al.start(), start + et_al.end()) if et_al else None
    for names in _cuts(text, start, stop):
        if names and _CONJUNCTION.search(text, names[-1][1], stop):
            continue  # "Jane Doe And the Bit Goes Down": what follows is no name
        if _are(authors, [text[first:last] for first, last in names], some=et_al is not None):
            return People(names, span)
    return None


def _names_of(author: str) -> Iterator[str]:
    """What a record has as one author: a name; now and then with "and" before it, a remark behind it, or a list."""
    for name in _LIST.split(_BRACKETS.sub("", author)):
        if bare := _LEADING_AND.sub("", name).strip():
            yield bare


def _cuts(text: str, start: int, end: int) -> Iterator[tuple[_Range, ...]]:
    """The names of a list, for each way to write one: "Last, First; …", "Last, First and …", "Last, First, …"."""
    parts = _parts(text, start, end, _SIGN)
    yield parts
    if ";" in text[start:end] or "；" in text[start:end]:
        yield _parts(text, start, end, _SEMICOLON)
    if _CONJUNCTION.search(text, start, end) or len(parts) == 2:
        yield _parts(text, start, end, _CONJUNCTION)
    if len(parts) > 2 and len(parts) % 2 == 0:
        yield tuple((first[0], second[1]) for first, second in list(pairwise(parts))[::2])


def _parts(text: str, start: int, end: int, sign: re.Pattern[str]) -> tuple[_Range, ...]:
    found = []
    at = start
    plain = _BRACKETS.sub(lambda match: " " * len(match[0]), text[start:end])
    edges = [(start + match.start(), start + match.end()) for match in sign.finditer(plain)]
    for stop, following in [*edges, (end, end)]:
        if (part := _trimmed(text[:start] + plain, at, stop)) is not None:
            found.append(part)
        at = following
    return tuple(found)


def _trimmed(text: str, start: int, end: int) -> _Range | None:
    """A part without signs at its ends; the full stop of an initial stays."""
    while start < end and text[start] in _EDGE:
        start += 1
    while start < end and text[end - 1] in _EDGE + ")]}" and not _STOPPED.search(text, start, end):
        end -= 1
    return (start, end) if start < end else None


def _are(authors: Sequence[str], written: Sequence[str], *, some: bool) -> bool:
    if not written or len(written) > len(authors) or (len(written) < len(authors) and not some):
        return False
    pairs = list(zip(written, authors, strict=False))
    bare = [bool(parse(author).given) and not parse(name).given for name, author in pairs]
    if any(bare) and not (all(bare) and (some or len(bare) > 1)):
        return False  # "Fisher Information Networks" is no paper of Fisher's
    fits = [_is(name, author) for name, author in pairs]
    misses = [name for name, fit in zip(written, fits, strict=True) if not fit]
    reads = all(name[0].isupper() and len(name.split()) <= LONGEST_NAME for name in misses)
    return fits[0] and fits[-1] and reads and len(misses) * _MISSES <= len(written)


def _is(written: str, author: str) -> bool:
    """Whether `written` is the name of `author`, and nothing more: the "A" of "Ada Byron A Theory" is none of it."""
    one, other = parse(written), parse(author)
    if name_key(written) == name_key(author):
        return True
    if not other.given or ("," in written and _is_before_comma(written, author)):
        return False
    if not relation(one, other).compatible or one.suffix not in ("", other.suffix):
        return False
    if _full_words(written) > _full_words(author) + 1:  # one middle name may be added
        return False
    last = [word for word in name_key(written).split() if word != one.suffix][-1:]
    initials_last = last != [one.surname] and "," not in written
    return not initials_last or all(len(part) == 1 for part in one.given)  # "Byron A", and not "Ada Byron A"


def _is_before_comma(written: str, author: str) -> bool:
    """Whether the words before a comma are the whole name: "Ada Byron, A Theory" is no "Last, First"."""
    before = parse(written.partition(",")[0])
    return bool(before.given) and relation(before, parse(author)).compatible


def _full_words(name: str) -> int:
    return sum(len(word) > 1 for word in name_key(name).split())
