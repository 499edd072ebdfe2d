"""Keys made from content, so that the same thing has the same key in every build."""

from __future__ import annotations

from collections.abc import Iterable

from kg.model import Reference
from kg.naming import ascii_fold, digest, fold_space, slug, title_key


def comparable(title: str) -> str:
    """The form in which titles are compared; a title without letters and digits is compared as it stands.

    >>> comparable("Deep  Sets."), comparable("?!")
    ('deep sets', '?!')
    """
    return title_key(title) or fold_space(title).casefold()


def folded(name: str) -> str:
    """The form in which names of organisations, venues and awards are compared: diacritics do not count either.

    >>> folded("Université de Montréal")
    'universite de montreal'
    """
    return comparable(ascii_fold(name))


def plain_key(words: str) -> str:
    """A key that says `words` and that no other words share: their slug, with a digest where the slug says less.

    >>> plain_key("google research"), plain_key("東京 lab")
    ('google-research', 'lab-761c2b9d')
    """
    short = slug(words)
    return short if short.replace("-", " ") == words else f"{short}-{digest(words)}"


def marked_key(words: str, *content: str) -> str:
    """The slug of `words` with a digest of them and of more content that tells namesakes apart.

    >>> marked_key("deep sets")
    'deep-sets-81ee3abf'
    """
    return f"{slug(words)}-{digest(chr(0).join((words, *content)))}"


def reference_mark(reference: Reference) -> str:
    """What tells `reference` from the others of its document: a digest of its place and title."""
    return digest(f"{reference.span.start}-{reference.span.end} {reference.title.text}")


def preferred(writings: Iterable[tuple[str, str]]) -> str:
    """The writing of a name or title that stands for all of them. Each comes with the document that writes so.

    The rule, in this order: what most documents say, case and punctuation aside; then what most documents write
    exactly so; then upper and lower case mixed, before all capitals or none; then the longest; then the first in
    the order of code points.

    >>> preferred([("DEEP SETS", "a"), ("Deep Sets", "b"), ("Deep Sets II", "c")])
    'Deep Sets'
    """
    documents: dict[str, set[str]] = {}
    exactly: dict[str, set[str]] = {}
    for text, document in writings:
        documents.setdefault(comparable(text), set()).add(document)
        exactly.setdefault(text, set()).add(document)
    if len(exactly) == 1:
        return next(iter(exactly))

    def rank(text: str) -> tuple[int, int, bool, int, str]:
        mixed = text != text.upper() and text != text.lower()
        return -len(documents[comparable(text)]), -len(exactly[text]), not mixed, -len(text), text

    return min(exactly, key=rank)
