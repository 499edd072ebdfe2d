"""Where a word ends, and what is no prose: addresses, paths, file names."""

from __future__ import annotations

import re

HYPHENS = "\u2010\u2011\u2012\u2013-"

_REACH = 200  # characters: longer addresses are cut, which hardly makes them look like words
_DOMAINS = "com|org|net|io|edu|gov|cn|cc|ai|de|uk|fr|jp|ch|eu|dev|info|me|co"
_FILES = "py|js|ts|md|txt|html?|pdf|cpp|cc|h|json|ya?ml|ipynb|csv|zip|gz|tar|png|jpe?g|gif"
_ADDRESS = re.compile(
    rf"://|^www\.|@\w+\.|^[\w.-]+\.(?:{_DOMAINS})\b|^[~.]*/\w|\w/\w+/|\w\.(?:{_FILES})\b", re.IGNORECASE
)
_SIGNS = "./@"  # of which an address has one
_SUFFIX = re.compile(rf"\.\w+|{_DOMAINS}|{_FILES}", re.IGNORECASE)


def in_address(text: str, start: int, end: int) -> bool:
    """Whether `[start, end)` stands in an address or a path, judged by the unbroken run of characters around it."""
    if (not start or text[start - 1].isspace()) and text[end : end + 1].strip() == "":
        return False
    lead, tail = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    before = lead.rsplit(None, 1)[-1] if lead and not lead[-1].isspace() else ""
    after = tail.split(None, 1)[0] if tail and not tail[0].isspace() else ""
    run = (before + text[start:end] + after).lstrip("([<{\"'“")
    return any(map(run.__contains__, _SIGNS)) and _ADDRESS.search(run) is not None


def is_suffix(word: str) -> bool:
    """Whether a word is the end of addresses or file names.

    >>> is_suffix(".cn"), is_suffix("py"), is_suffix("python")
    (True, True, False)
    """
    return bool(_SUFFIX.fullmatch(word))
