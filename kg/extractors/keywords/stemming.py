"""Words without their endings, so that "networks" and "network" are one, by the algorithm of M. F. Porter (1980).

>>> stem("networks"), stem("relational"), stem("learning"), stem("3d")
('network', 'relat', 'learn', '3d')
"""

from __future__ import annotations

from functools import lru_cache

import snowballstemmer

_PORTER = snowballstemmer.stemmer("porter")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of a word in lower case; words of one or two letters, and those with other than a to z, stay."""
    plain = len(word) > 2 and word.isascii() and word.isalpha()
    return str(_PORTER.stemWord(word)) if plain else word
