"""How names are compared and how they become parts of IRIs."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_LATIN = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss"}
    | {"æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE"}
)
_WORD = re.compile(r"[^\W_]+")


def fold_space(text: str) -> str:
    r"""`text` with every run of white space (also non-breaking) as one space, and none at the ends.

    >>> fold_space(" Two\xa0 words\n")
    'Two words'
    """
    return " ".join(text.split())


def ascii_fold(text: str) -> str:
    """`text` without diacritics, Latin letters with strokes and ligatures written out.

    >>> ascii_fold("Stanisław Jastrzębski, Erik Härkönen")
    'Stanislaw Jastrzebski, Erik Harkonen'
    """
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text.translate(_LATIN))
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def words(text: str) -> list[str]:
    """The case-folded runs of letters and digits of `text`, after Unicode NFKC."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def title_key(title: str) -> str:
    """The form in which two spellings of one title are equal: case, punctuation and white space do not count.

    >>> title_key("Bootstrap your own latent: A New Approach")
    'bootstrap your own latent a new approach'
    """
    return " ".join(words(title))


def name_key(name: str) -> str:
    """The form in which two spellings of one personal name are equal: "Last, First" is "First Last".

    >>> name_key("Gabrié, Marylou") == name_key("Marylou Gabrié") == name_key("marylou gabrie")
    True
    """
    last, comma, first = name.partition(",")
    return " ".join(words(ascii_fold(f"{first} {last}" if comma else name)))


def slug(text: str, length: int = 60) -> str:
    """`text` as a part of an IRI: lower-case ASCII letters and digits joined by hyphens, at most `length` characters.

    Words are kept whole where possible; text without a letter of the Latin alphabet gives its digest.

    >>> slug("C++ & Rényi: Fair Inference")
    'c-renyi-fair-inference'
    """
    parts = [part for word in words(ascii_fold(text)) if (part := word.encode("ascii", "ignore").decode())]
    joined = "-".join(parts)
    if len(joined) > length:
        joined = joined[: length + 1].rpartition("-")[0] or joined[:length]
    return joined or digest(text)


def digest(text: str, length: int = 8) -> str:
    """The first `length` hexadecimal digits of the SHA-256 of `text` in UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:length]


def width(text: str) -> int:
    """How many columns `text` takes: two for wide East Asian characters, none for combining marks."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )
