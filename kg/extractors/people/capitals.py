"""Names in capitals, as some styles of citations print them, as one writes them: "DEAN, J." is "Dean, J."."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.extractors.lexicon import word_odds
from kg.extractors.people.tokens import PARTICLES

_WORD = re.compile(r"[^\W\d_]+(?![^\W\d_]*\.)")  # initials and "JR." have a full stop
_LONG = 3  # letters; shorter words may be initials
_AS_THEY_ARE = frozenset(("II", "III", "IV"))
_SURNAME = re.compile(r"[ '’][^\W\d_]{2}")
_MC = re.compile(r"Mc([a-z]{3,})")


def are_shouted(names: Iterable[str]) -> bool:
    """Whether all names are written in capitals, and one of them has a word that is no acronym.

    >>> are_shouted(["DEAN, J.", "LI, M."]), are_shouted(["LI M", "WU J"]), are_shouted(["Yoshua BENGIO"])
    (True, False, False)
    """
    words = [word for name in names for word in _WORD.findall(name)]
    return any(len(word) > _LONG for word in words) and all(word.isupper() for word in words)


def quiet(name: str) -> str:
    """A name in capitals with small letters; particles before a surname begin with one, too.

    >>> [quiet(name) for name in ("VAN RENESSE, R.", "O'NEIL, P.", "COHEN-ADDAD, V.", "MCSHERRY, F.", "SMITH JK")]
    ['van Renesse, R.', "O'Neil, P.", 'Cohen-Addad, V.', 'McSherry, F.', 'Smith JK']
    """

    def small(match: re.Match[str]) -> str:
        word, rest = match.group(), name[match.end() :]
        if word.lower() in PARTICLES and _SURNAME.match(rest):
            return word.lower()
        initials = len(word) < _LONG and not rest and "," not in name and word_odds(word) <= 0
        if initials or word in _AS_THEY_ARE:
            return word
        return _MC.sub(lambda found: "Mc" + found[1].capitalize(), word.capitalize())

    return _WORD.sub(small, name)
