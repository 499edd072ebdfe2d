"""Series of venues: which names are those of one conference or journal.

Names are compared without case, diacritics, small words and what belongs to a volume: "Proceedings of the", ordinals,
years, volume and issue. An acronym is its name in full when a document gives both, or when it is the initials of a
name beside the same paper, and of no other. An abbreviated title (ISO 4: "J. Mach. Learn. Res.") is the one full
title that fits it word by word. A workshop is never the conference at which it is held.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from kg.linking.acronyms import SMALL, given_with, is_acronym
from kg.linking.entities import Reason
from kg.linking.joining import Form, Names, Thing
from kg.linking.minting import folded, plain_key
from kg.linking.standing import Standing
from kg.naming import ascii_fold, words
from kg.vocabulary.venue_names import keys

_EVENT = re.compile(r"\b(?:conference|symposium|workshop|colloquium|congress|meeting)\b")
_ORDINAL = (
    r"(?:\d+(?:st|nd|rd|th)|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)?[\s-]*"
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\w{3,6}teenth)"
    r"|(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)ieth)"
)
_LEAD = re.compile(rf"(?:in|the|proceedings of|proceedings|annual|(?:19|20)\d\d|{_ORDINAL})\s+(?=\S)")
_VOLUME_LEAD = re.compile(
    rf"(?:(?:in\s+)?proc(?:eedings|\.)?\s+(?:of\s+)?(?:the\s+)?|(?:the\s+)?(?:(?:19|20)\d\d|{_ORDINAL})\s+)(?=\S)", re.I
)
_BARE_LEAD = re.compile(r"(?:in\s+)?proceedings of\s+(?=[a-z]+$)|the\s+")
_YEAR = re.compile(r"(?<=\S)\s*(?:['’]\d\d\b|\(?\b(?:19|20)\d\d\b\)?)\W*$")
_VOLUME = re.compile(
    r"(?<=\w)[,\s]+(?:\d+\s*(?:\.\s*\d+|\(\s*\d+\s*\))|vol(?:ume)?\.?\s*\d+(?:\W+(?:no|issue)\.?\s*\d+)?)\W*$", re.I
)
_WORD = re.compile(r"[^\W_]+")
_LEAST_CUT = 2  # letters that an abbreviation without a point leaves out


@cache
def series_form(name: str) -> Form:
    """The words of a venue's name that count.

    >>> series_form("Proc. of the 34th Int. Conf. on Nets 2020").words, series_form("Proceedings of the IEEE").words
    ('international conference on nets', 'proceedings of the ieee')
    >>> series_form("IEEE Robotics & Automation Magazine 11.8").compared
    'ieee robotics automation magazine'
    """
    both = _both(name)
    text = _without_volume(ascii_fold(both[0] if both else name))
    written, shown = _in_full(text) or folded(name), _without_volume(name)
    if _EVENT.search(written):
        written, shown = _without_lead(_LEAD, written), _without_lead(_VOLUME_LEAD, shown)
    else:
        written = _without_lead(_BARE_LEAD, written)
    return Form(written, " ".join(part for part in written.split() if part not in SMALL) or written, shown)


def _without_volume(text: str) -> str:
    for ending in (_YEAR, _VOLUME, _YEAR):
        text = ending.sub("", text)
    return text


def _without_lead(lead: re.Pattern[str], text: str) -> str:
    while match := lead.match(text):
        text = text[match.end() :]
    return text


def _both(name: str) -> tuple[str, str] | None:
    """Name and acronym that `name` gives; "Workshop on … (CVPR)" says where it is held."""
    both = given_with(_YEAR.sub("", name.strip()))
    return None if both and "workshop" in both[0].casefold() and "W" not in both[1] else both


def _in_full(text: str) -> str:
    """The words of `text`, abbreviations written out; words in capitals are none."""
    parts = _WORD.findall(text)
    if len(parts) == 1:
        return folded(text)
    return " ".join(word for part in parts for word in ([part.casefold()] if _is_name(part) else keys(part.casefold())))


def _is_name(part: str) -> bool:
    return not part.isalpha() or (len(part) > 1 and part.isupper())


@cache
def venue_key(name: str) -> str:
    """The key of the venue series called `name`, whatever other documents call it."""
    return plain_key(series_form(name).words)


def series(standings: Iterable[Standing]) -> list[Thing]:
    """All venue series, sorted by key.

    >>> [thing.names for thing in series([Standing("a.md", 1, "J. Tidal Res."), Standing("b.md", 2, "CTN")])]
    [('CTN',), ('J. Tidal Res.',)]
    """
    written = ((item.venue, item.document, item.paper) for item in standings if item.venue is not None)
    names = Names(written, series_form)
    for short, full in _abbreviated(names):
        names.joining.join(short, full, Reason("abbreviated title", short))
    names.join_acronyms((compared, both[1]) for text, compared in names.texts() if (both := _both(text)))
    return sorted(names.things())


def _abbreviated(names: Names) -> Iterator[tuple[str, str]]:
    """Forms that abbreviate exactly one other, which is itself no abbreviation, with that."""
    alike: dict[str, set[str]] = {}
    for compared in names.known:
        alike.setdefault("".join(part[0] for part in compared.split()), set()).add(compared)
    found: dict[str, set[str]] = {}
    for text, compared in names.texts():
        others = alike["".join(part[0] for part in compared.split())] - {compared}
        found.setdefault(compared, set()).update(other for other in others if abbreviates(text, compared, other))
    for short, fulls in sorted(found.items()):
        whole = [full for full in sorted(fulls) if not found.get(full)]
        if len(whole) == 1:
            yield short, whole[0]


def abbreviates(text: str, compared: str, full: str) -> bool:
    """Whether a title that is written `text` is `full` with words cut short.

    Words count as cut short before a point, or when several are and by several letters.

    >>> abbreviates("J. Mach. Learn. Res.", "journal machine learning research", "journal machine learning research")
    False
    >>> abbreviates("Ann. Appl. Stat.", "ann appl stat", "annals applied statistics")
    True
    >>> abbreviates("Neural Network", "neural network", "neural networks")
    False
    """
    pairs = list(zip(compared.split(), full.split(), strict=True))
    cut = [(short, long) for short, long in pairs if short != long]
    if len(pairs) < 2 or not cut or is_acronym(text) or not all(_is_cut(*pair) for pair in cut):
        return False
    if sum(len(short) == 1 for short, _ in cut) * 2 > len(pairs):
        return False
    pointed = set(words(" ".join(re.findall(r"\w+(?=\.)", ascii_fold(text)))))
    by_far = all(len(long) - len(short) >= _LEAST_CUT for short, long in cut) and len(cut) > 1
    return all(short in pointed for short, _ in cut) or by_far


def _is_cut(short: str, long: str) -> bool:
    """Whether `short` is the beginning of `long`, or what is left of it between first and last letters ("natl")."""
    if long.startswith(short):
        return True
    letters = iter(long)
    return len(short) > 2 and short[:2] == long[:2] and all(letter in letters for letter in short)
