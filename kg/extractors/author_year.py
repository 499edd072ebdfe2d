"""Papers that are cited by author and year: "(Raffel et al., 2019)", "Lample and Charton (2019)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from kg.extractors.entry import Fields
from kg.extractors.lexicon import name_odds
from kg.extractors.outline import leaves
from kg.extractors.phrase import Phrase
from kg.model import Block, BlockKind, Content, Link, LinkRole, PaperLink
from kg.months import MONTH
from kg.naming import title_key

SURNAME = r"(?:(?:van|von|de|der|den|ter|ten|di|da|das|do|dos|du|del|la|le|el|al|bin|ben) )*[^\W\d_a-z][\w'’-]+"
_CITED = re.compile(
    rf"[^\w\n]*(?P<first>{SURNAME}(?: {SURNAME}(?= et))?)"
    rf"(?:(?: and| &) (?P<second>(?:[A-Z]\.? )?{SURNAME}))?(?: (?P<et_al>et\.? ?al\b\.?))?"
    r",? ?[(\[]?(?P<year>(?:19|20)\d\d)[a-z]?(?!\w)"
)
_NO_WORDS = re.compile(r"\W*")
_DATE = re.compile(MONTH, re.I)


class Cited(NamedTuple):
    """Whom, and of which year, a link is called by."""

    authors: tuple[Phrase, ...]  # surnames
    et_al: Phrase | None
    year: Phrase

    @property
    def key(self) -> str:
        """What is equal when the same people are cited again, even if the year is written otherwise."""
        return title_key(" ".join(author.text for author in self.authors))

    def fields(self) -> Fields:
        """The authors and the year."""
        authors = tuple(author.mention() for author in self.authors)
        return Fields(authors=authors, et_al=self.et_al.span if self.et_al else None, year=self.year.mention())


def read_cited(words: Phrase) -> Cited | None:
    """Words that are a citation by author and year; None for any others, as "NeurIPS 2019" and "May 2020"."""
    match = _CITED.match(words.content.text, words.start, words.end)
    whole = match is not None and _NO_WORDS.fullmatch(words.content.text, match.end(), words.end)
    return _cited(words, match) if match and whole else None


def read_last(words: Phrase) -> tuple[Phrase, Cited] | None:
    """What comes before brackets at the end that cite by author and year, and that: "R-BERT (Wu et al., 2019)"."""
    at = words.raw.rfind("(")
    if at < 0 or not (cited := read_cited(words.part(words.start + at, words.end))):
        return None
    return words.part(words.start, words.start + at).strip(), cited


def read_behind(words: Phrase, at: int) -> Cited | None:
    """The citation by author and year with which the words go on at a place: "[Deep Sets](…), Zaheer et al. 2017"."""
    match = _CITED.match(words.content.text, at, words.end)
    return _cited(words, match) if match and "." not in words.content.text[at : match.start("first")] else None


def _cited(words: Phrase, match: re.Match[str]) -> Cited | None:
    alone = not (match["et_al"] or match["second"])
    if alone and (_DATE.fullmatch(match["first"]) or name_odds(match["first"]) <= 0):
        return None
    authors = tuple(words.part(*match.span(group)) for group in ("first", "second") if match[group])
    return Cited(authors, words.part(*match.span("et_al")) if match["et_al"] else None, words.part(*match.span("year")))


def read_link(content: Content, link: Link) -> Cited | None:
    """The citation that a link is called by; None when it is called by other words, or by none."""
    return read_cited(Phrase(content, link.start, link.end))


def spoken_of(blocks: Sequence[Block]) -> Fields:
    """Who wrote the paper that prose below its title is about, when, and its address, where the prose cites it.

    It is the first one with such a link, if the prose cites no other or comes back to it. "ELECTRA: Pre-training …",
    below which stands "… ([Clark et al., 2020](…)) …, unlike BERT ([Devlin et al., 2019](…)). [Credit: Clark et al.,
    2020](…)", is by Clark and others.
    """
    cited = list(_linked(blocks))
    if not cited:
        return Fields()
    (link, first), *others = cited
    keys = [other.key for _, other in others]
    if keys and first.key not in keys:
        return Fields()
    return replace(first.fields(), links=(PaperLink(link.url, LinkRole.PAPER, link.span),))


def _linked(blocks: Sequence[Block]) -> Iterator[tuple[Link, Cited]]:
    for block in blocks:
        for leaf in leaves(block) if block.kind is BlockKind.PARAGRAPH else ():
            yield from _called(leaf.content)


def _called(content: Content) -> Iterator[tuple[Link, Cited]]:
    for link in content.links:
        if cited := read_link(content, link):
            yield link, cited
