"""Documents that a question names by who signed them: "Jane Doe's list", "the papers chosen by Jane Doe"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.asking.words import Name, Part, Sign
from kg.numerals import NUMBERS

BYLINE = "byline"
"""The kind of a document where words name those who signed it: it is meant where they stand as they do here alone."""
_OF = {"of", "from", "on", "about"}


def signed(signs: Sequence[Sign]) -> Iterator[Sign]:
    """The signs, with people as the documents that they signed where these are meant, and as nothing else elsewhere.

    What is said of such a document beside tells nothing new: "Jane Doe's list of sixteen ICLR 2020 papers".
    """
    at = 0
    while at < len(signs):
        sign, at = signs[at], at + 1
        documents = tuple(name for name in sign.names if BYLINE in name.kinds)
        if not documents:
            yield sign
            continue
        end = _end(signs, at, documents)
        if end is None and not _chooses(signs, at - 1):
            names = tuple(name for name in sign.names if name not in documents)
            yield replace(sign, names=names, part=sign.part if names else Part.UNKNOWN)
            continue
        first, at = at - 1, at if end is None else end
        meant = tuple(name._replace(kinds=frozenset(("document",))) for name in documents)
        text = " ".join(each.text for each in signs[first:at])
        yield replace(sign, names=meant, text=text, end=signs[at - 1].end)


def _end(signs: Sequence[Sign], at: int, documents: Sequence[Name]) -> int | None:
    """Where what names the documents ends, if it is documents or their papers that stand at a place."""
    if at >= len(signs):
        return None
    if signs[at].part == Part.NOUN and signs[at].value == "document":
        behind = at + 1 < len(signs) and signs[at + 1].value in _OF
        last = _described(signs, at + 2, documents) if behind else 0
        papers = last < len(signs) and signs[last].value == "paper"
        return at + 1 if last <= at + 2 else last + papers  # "list of sixteen ICLR 2020 papers"
    last = _described(signs, at, documents)
    if _is_one(signs, at, documents):  # "Jane Doe's ICLR 2020 list"
        if not signs[at].of("edition"):
            return at + 1
        if last < len(signs) and signs[last].value == "document":
            return last + 1
    papers = last < len(signs) and (signs[last].value == "paper" or bool(signs[last].of("presentation")))
    return last if papers else None


def _described(signs: Sequence[Sign], at: int, documents: Sequence[Name]) -> int:
    """Where a number, and the edition that a document is about, end that begin at a place."""
    if at < len(signs) and (signs[at].part == Part.NUMBER or signs[at].text.lower() in NUMBERS):
        at += 1
    return at + 1 if _is_one(signs, at, documents) and signs[at].of("edition") else at


def _is_one(signs: Sequence[Sign], at: int, documents: Sequence[Name]) -> bool:
    """Whether what stands at a place names one of some documents."""
    return at < len(signs) and any(
        name.iri == document.iri for name in signs[at].of("document") for document in documents
    )


def _chooses(signs: Sequence[Sign], at: int) -> bool:
    """Whether the people at a place are those who chose papers: "chosen by Jane Doe", "does Jane Doe list"."""
    chosen = at > 1 and signs[at - 1].value == "by" and signs[at - 2].value == "contain"
    return chosen or (at + 1 < len(signs) and signs[at + 1].value == "contain")
